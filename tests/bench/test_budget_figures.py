"""What the budget's measure says of a server's counts, and that its server does refuse."""

import pytest

from benchmarks.budget import CALLS, most, used
from benchmarks.rolling_window import Window


def test_calls_that_follow_without_a_gap_use_the_whole_window() -> None:
    assert used([0.0] * CALLS + [6.0] * CALLS, 6) == pytest.approx(100)
    assert used([0.0] * CALLS + [8.0] * CALLS, 6) == pytest.approx(75)


def test_the_most_in_a_window_is_found_wherever_it_begins() -> None:
    assert most([0, 1, 5, 6.5, 6.9, 20], window=6) == 4
    assert most([0, 6], window=6) == 1


def test_the_server_refuses_what_is_over_its_limit_in_any_window() -> None:
    window = Window(calls=2, seconds=6)
    assert [window.admits(moment) for moment in (0, 4, 5.9, 6, 9.9, 10)] == [True, True, False, True, False, True]
    assert window.refused == 2

"""The figures of the rate limit are computed correctly, and the server of the measurement does reject calls."""

import pytest

from benchmarks.rate_limit import CALLS, RollingWindow, largest_count, percent_used


def test_calls_without_a_gap_use_the_whole_window() -> None:
    assert percent_used([0.0] * CALLS + [6.0] * CALLS, 6) == pytest.approx(100)
    assert percent_used([0.0] * CALLS + [8.0] * CALLS, 6) == pytest.approx(75)


def test_the_largest_count_is_found_in_any_window() -> None:
    assert largest_count([0, 1, 5, 6.5, 6.9, 20], window=6) == 4
    assert largest_count([0, 6], window=6) == 1


def test_the_server_rejects_calls_above_its_limit_in_any_window() -> None:
    window = RollingWindow(calls=2, seconds=6)
    assert [window.admit(now) for now in (0, 4, 5.9, 6, 9.9, 10)] == [True, True, False, True, False, True]
    assert window.rejected == 2

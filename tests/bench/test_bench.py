"""The table of `scripts/bench` marks missed aims, and its ratios are correct."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.row import Row, format_table
from benchmarks.timing import Times, time_processes

BENCH = Path(__file__).parents[2] / "scripts" / "bench"


@pytest.mark.parametrize(
    ("figure", "at_least", "verdict"), [(1.2, False, True), (1.4, False, False), (1.2, True, False)]
)
def test_an_aim_is_an_upper_limit_unless_at_least_is_set(figure: float, at_least: bool, verdict: bool) -> None:
    assert Row("a call", "5 ms", "4 ms", figure, 1.3, at_least).is_met is verdict


def test_a_missed_aim_is_marked_in_the_table() -> None:
    lines = format_table([Row("a call", "5 ms", "httpx 3 ms", 1.67, 1.3), Row("a start", "1 ms", "")]).splitlines()
    assert lines[2].split("|")[4:7] == [" 1.67x  ", " <= 1.3x ", " MISSED "]
    assert "MISSED" not in lines[3]


def test_a_ratio_is_taken_round_by_round() -> None:
    noisy = Times({"client": [2.0, 20.0, 2.2], "httpx": [1.0, 10.0, 1.0]})
    assert noisy.ratio("client", "httpx") == 2.0
    assert noisy.difference("client", "httpx") == pytest.approx(1.2)


def test_a_process_that_fails_raises_with_its_standard_error() -> None:
    with pytest.raises(RuntimeError, match="out of order"):
        time_processes({"broken": [sys.executable, "-c", "raise SystemExit('out of order')"]}, runs=1)


def test_an_unknown_measure_is_rejected_with_the_list_of_measures() -> None:
    process = subprocess.run([sys.executable, str(BENCH), "speed"], capture_output=True, text=True, check=False)
    assert process.returncode == 2
    assert "expected one of start, command, decode" in process.stderr
    assert "got 'speed'" in process.stderr

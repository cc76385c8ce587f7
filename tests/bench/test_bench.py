"""The table of `scripts/bench` tells a missed aim, and what it decodes is what it says."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.decode_data import CASES, ONE_PAGE, pages
from benchmarks.row import Row, table
from benchmarks.timing import Times, processes

BENCH = Path(__file__).parents[2] / "scripts" / "bench"


@pytest.mark.parametrize(
    ("figure", "at_least", "verdict"), [(1.2, False, True), (1.4, False, False), (1.2, True, False)]
)
def test_an_aim_is_reached_on_its_own_side_alone(figure: float, at_least: bool, verdict: bool) -> None:
    assert Row("a call", "5 ms", "4 ms", figure, 1.3, at_least).met is verdict


def test_a_missed_aim_stands_in_the_table() -> None:
    told = table([Row("a call", "5 ms", "httpx 3 ms", 1.67, 1.3), Row("a start", "1 ms", "")])
    assert told.splitlines()[2].split("|")[4:7] == [" 1.67x  ", " <= 1.3x ", " MISSED "]
    assert "MISSED" not in told.splitlines()[3]


def test_a_ratio_is_taken_round_by_round() -> None:
    noisy = Times({"ours": [2.0, 20.0, 2.2], "theirs": [1.0, 10.0, 1.0]})
    assert noisy.ratio("ours", "theirs") == 2.0
    assert noisy.over("ours", "theirs") == pytest.approx(1.2)


def test_a_contender_that_fails_is_no_figure() -> None:
    with pytest.raises(RuntimeError, match="broken"):
        processes({"broken": [sys.executable, "-c", "raise SystemExit('broken')"]}, runs=1)


@pytest.mark.parametrize("case", CASES)
def test_the_decoding_cases_are_ten_thousand_jobs_in_pages(case: str) -> None:
    made = [json.loads(page) for page in pages(case)]
    assert [len(page) for page in made] == ([10_000] if case == ONE_PAGE else [500] * 20)
    assert all(len(job) >= 25 for job in made[0])


def test_a_measure_that_there_is_not_is_told_with_those_that_there_are() -> None:
    done = subprocess.run([sys.executable, str(BENCH), "speed"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "'speed' is none of start, decode" in done.stderr

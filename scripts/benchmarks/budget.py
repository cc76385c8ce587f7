"""How much of a window eight processes use that share a budget, and whether they ever exceed it.

`python -m benchmarks.budget --window 60` (with `scripts` on the path) measures at another length of the window.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import mean
from subprocess import PIPE
from typing import Any
from urllib.request import urlopen

from .redis_server import MISSING, running
from .rolling_window import counting
from .row import Row, table

__all__ = ("rows",)

PROCESSES = 8
CALLS = 100
JITTER = 0.005  # of the window, the most that a call takes


def rows(runs: int, window: float = 6.0) -> list[Row]:
    """The rows of the budget.

    Args:
        runs: how many windows a run lasts.
        window: its length in seconds; the real one has 60.
    """
    with tempfile.TemporaryDirectory() as folder, running() as redis:
        made = _rows_of("SQLite", f"sqlite:///{Path(folder)}/budget.db", runs, window)
        return made + (_rows_of("Redis", redis, runs, window) if redis else [Row("budget, Redis", MISSING, "")])


def _rows_of(name: str, store: str, windows: int, window: float) -> list[Row]:
    figures = measured(store, windows, window)
    what = f"budget, {PROCESSES} processes, {name}, {window:g} s"
    shares = f"{min(figures['shares'])} to {max(figures['shares'])} calls each"
    return [
        Row(f"{what}: used", shares, f"{len(figures['counted'])} counted", used(figures["counted"], window), 98.0,
            at_least=True, unit=" %"),
        Row(f"{what}: refused", f"most in a window {most(figures['counted'], window)}", "", figures["refused"], 0,
            unit=""),
    ]  # fmt: skip


def measured(store: str, windows: int, window: float) -> dict[str, Any]:
    """When each call was counted, how many were refused, and how many each process made."""
    with counting(CALLS, window, JITTER * window) as url:
        command = [sys.executable, str(Path(__file__).with_name("budget_contender.py")), url, store]
        command += [str(CALLS), str(window), str(windows * window)]
        callers = [subprocess.Popen(command, stdin=PIPE, stdout=PIPE, text=True) for _ in range(PROCESSES)]
        shares = _together(callers)
        with urlopen(f"{url}/figures") as answer:
            figures: dict[str, Any] = json.load(answer)
    return {**figures, "shares": shares}


def _together(callers: list[subprocess.Popen[str]]) -> list[int]:
    """What each caller tells at its end; they begin when the last of them is ready."""
    pipes = [(caller.stdin, caller.stdout) for caller in callers if caller.stdin and caller.stdout]
    for _, told in pipes:
        told.readline()
    for begin, _ in pipes:
        begin.close()
    shares = [int(told.read()) for _, told in pipes]
    for caller in callers:
        caller.wait()
    return shares


def used(counted: list[float], window: float) -> float:
    """Percent of the window: with no slot ever idle, each call would follow the hundredth before it by one window."""
    return 100 * window / mean(later - earlier for earlier, later in zip(counted, counted[CALLS:], strict=False))


def most(counted: list[float], window: float) -> int:
    """The most calls that any rolling window held."""
    start, found = 0, 0
    for end, moment in enumerate(counted):
        while counted[start] <= moment - window:
            start += 1
        found = max(found, end - start + 1)
    return found


def main() -> None:
    """Prints the table at another length of the window."""
    told = argparse.ArgumentParser("budget", description=__doc__)
    told.add_argument("--window", type=float, default=6.0, help="seconds (6)")
    told.add_argument("--windows", type=int, default=5, help="how many of them a run lasts (5)")
    options = told.parse_args()
    print(table(rows(options.windows, options.window)))


if __name__ == "__main__":
    main()

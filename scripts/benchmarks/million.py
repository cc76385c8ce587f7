"""A million rows on file: how much memory the server takes for its pages, and what the last page costs."""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from accountability.sandbox import Sandbox

from .load import Question, rate, wait_for
from .row import Row
from .served import AUTHORIZATION, free_port, our_sandbox, served

__all__ = ("rows",)

_ROWS = {"jobs": 5000, "timeentries": 1_000_000}
_MOST = 250.0  # MiB
_PAGES = {"first": 1, "middle": 5000, "last": 10000}


def rows(runs: int) -> list[Row]:
    """The rows of a million records.

    Args:
        runs: rounds of each comparison.
    """
    port = free_port()
    pages = {
        name: Question(f"/v2/timeentries?page={page}", authorization=AUTHORIZATION) for name, page in _PAGES.items()
    }
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "agency.db")
        Sandbox(file, rows=_ROWS, progress=_tell).close()
        with served([*our_sandbox(port), "--database", file]) as server:
            for question in pages.values():
                wait_for(port, question)
            taken = _resident(server.pid)
            url = f"http://127.0.0.1:{port}"
            rounds = [[rate(url, pages[name], 1.0) for name in ("first", "last")] for _ in range(min(runs, 5))]
    first, last = (statistics.median(figures) for figures in zip(*rounds, strict=True))
    ratio = statistics.median(near / far for near, far in rounds)
    return [
        Row("memory with a million rows on file", f"{taken:.0f} MiB", "", taken, _MOST, unit=" MiB"),
        Row(
            "the last of 10,000 pages, time of an answer",
            f"{1e3 / last:.1f} ms",
            f"the first {1e3 / first:.1f} ms",
            ratio,
            1.1,
        ),
    ]


def _tell(collection: str, have: int, want: int) -> None:
    if have % 100_000 == 0:
        print(f"{collection}: {have:,} of {want:,}", file=sys.stderr, flush=True)


def _resident(pid: int) -> float:
    """MiB of a process that are in memory."""
    status = Path(f"/proc/{pid}/status").read_text()
    (line,) = (each for each in status.splitlines() if each.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024

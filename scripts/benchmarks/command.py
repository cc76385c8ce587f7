"""How quickly the command starts: its help, an operation's help, and one list call, as whole processes.

The processor time of the same is given as well, since load on the machine hardly changes that.
"""

from __future__ import annotations

import json
import sys

from .row import Row
from .servers import example_job, fixed_response
from .timing import Times, children_time, time_processes

__all__ = ("rows",)

_AIMS = {"-h": 100, "v2 jobs list -h": 150, "v2 jobs list": 300}


def rows(runs: int) -> list[Row]:
    """Return the rows of the command, from `runs` rounds."""
    page = {"items": [example_job()], "page": 1, "pageSize": 30, "totalCount": 1}
    with fixed_response(json.dumps(page).encode()) as url:
        environ = {
            "ACCOUNTABILITY_API_TOKEN": "token",
            "ACCOUNTABILITY_BASE_URL": url,
            "ACCOUNTABILITY_LEGACY_URL": url,
        }
        commands = {words: [sys.executable, "-m", "accountability", *words.split()] for words in _AIMS}
        commands["bare"] = [sys.executable, "-c", "pass"]
        times = {
            "whole process": time_processes(commands, runs, environ),
            "processor time": time_processes(commands, runs, environ, children_time),
        }
    return [_row(words, unit, unit_times) for words in _AIMS for unit, unit_times in times.items()]


def _row(words: str, unit: str, times: Times) -> Row:
    bare, command_time = 1000 * times.median("bare"), 1000 * times.median(words)
    label = f"accountability {words}, {unit}"
    return Row(label, f"{command_time:.0f} ms", f"bare Python {bare:.0f} ms", command_time, _AIMS[words], unit=" ms")

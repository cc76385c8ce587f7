"""How quickly the command starts: processor time of its help, of an operation's help, and of one list call."""

from __future__ import annotations

import json

from .peers import own_python
from .row import Row
from .servers import fixed_response
from .start import example_job
from .timing import children_time, time_processes

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
        commands = {words: [own_python(), "-m", "accountability", *words.split()] for words in _AIMS}
        times = time_processes({"bare": [own_python(), "-c", "pass"], **commands}, runs, environ, children_time)
    bare = f"bare Python {1000 * times.median('bare'):.0f} ms"
    return [
        Row(
            f"accountability {words}, processor time",
            f"{1000 * times.median(words):.0f} ms",
            bare,
            1000 * times.median(words),
            aim,
            unit=" ms",
        )
        for words, aim in _AIMS.items()
    ]

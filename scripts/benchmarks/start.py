"""Start of a program that uses the client: its import, a client created, the first typed call."""

from __future__ import annotations

import json
import statistics
import sys

from .row import Row
from .servers import example_job, fixed_response
from .timing import run_quietly, time_processes

__all__ = ("rows",)

_PROGRAMS = {
    "import and a client created": (
        "from accountability import Accountability, PasswordGrant\n"
        "Accountability(PasswordGrant(tenant_id='acme', username='ops@acme.example', api_token='token')).close()",
        "import httpx\nhttpx.Client().close()",
    ),
    "client created and first typed call": (
        "from accountability import Accountability, ApiToken\n"
        "with Accountability(ApiToken('token'), base_url='{url}', inferred='allow') as api:\n"
        "    assert api.v2.jobs.get(4711).id == 4711",
        "import httpx\n"
        "with httpx.Client(auth=('token', '')) as http:\n"
        "    assert http.get('{url}/v2/jobs/4711').json()['id'] == 4711",
    ),
}
"""Our program and that of bare httpx, by what they do."""
_MEMORY = "\nprint(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1])"


def rows(runs: int) -> list[Row]:
    """Return the rows of starting, from `runs` rounds of each comparison."""
    return [*_against_httpx(runs), *_measure_import(runs)]


def _against_httpx(runs: int) -> list[Row]:
    result = []
    with fixed_response(json.dumps(example_job()).encode()) as url:
        for measure, programs in _PROGRAMS.items():
            commands = {
                name: [sys.executable, "-c", program.format(url=url)]
                for name, program in zip(("ours", "httpx"), programs, strict=True)
            }
            times = time_processes(commands, runs)
            our_time, bare_time = (f"{1000 * times.median(name):.0f} ms" for name in commands)
            ratio = times.ratio("ours", "httpx")
            result.append(Row(f"{measure}, whole process", our_time, f"bare httpx {bare_time}", ratio, 1.3))
    return result


def _measure_import(runs: int) -> list[Row]:
    """Return the time and memory of the import, each minus a bare interpreter."""
    programs = {"accountability": "import accountability", "bare": "pass"}
    times = time_processes({name: [sys.executable, "-c", program] for name, program in programs.items()}, runs)
    milliseconds = 1000 * times.difference("accountability", "bare")
    peak, bare = (
        statistics.median(int(run_quietly([sys.executable, "-c", program + _MEMORY])) / 1024 for _ in range(runs))
        for program in programs.values()
    )
    measure = "import accountability, over bare Python"
    return [
        Row(measure, f"{milliseconds:.1f} ms", "", milliseconds, 15, unit=" ms"),
        Row("the same, memory", f"{peak - bare:.1f} MiB", "", peak - bare, 3, unit=" MiB"),
    ]

"""Memory and rate of an export into DuckDB, and its use of the rate limit, from a server that only sends pages.

The sandbox has at most 100,000 records of a list, and takes longer for a page than the export does.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

from .rate_limit import CALLS, RollingWindow, percent_used, serve
from .row import Row
from .servers import module_server, response, v2_document

__all__ = ("rows",)

_SIZES = (100_000, 1_000_000)
_LIMITED_SIZE, _WINDOW = 125_000, 60.0  # 250 pages of 500, at the service's own limit
_EXPORT = """
import json, sys, time
from accountability import Accountability, ApiToken, RateLimit, export
url, folder, limited = sys.argv[1:]
start = time.perf_counter()
settings = {"base_url": url, "legacy_url": url, "inferred": "allow"}
settings["rate_limit"] = RateLimit() if limited == "limited" else None
with Accountability(ApiToken("token"), **settings) as api:
    report = export.run(api, ["time_entries"], to=f"{folder}/a.duckdb", state=f"{folder}/state")
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1]
table = report.tables["time_entries"]
print(json.dumps({"seconds": time.perf_counter() - start, "peak": int(peak) / 1024, "rows": table.rows}))
"""


def rows(runs: int) -> list[Row]:
    """Return the rows of an export; each size is exported once, for any number of `runs`."""
    (small, _), (large, _) = (_measure(size) for size in _SIZES)
    _, figures = _measure(_LIMITED_SIZE, "limited")
    rate = f"{large['rows'] / large['seconds']:.0f} rows/s"
    ratio = large["peak"] / small["peak"]
    used = percent_used(figures["arrivals"], _WINDOW)
    return [
        Row("export 1,000,000 rows, memory", f"{large['peak']:.0f} MiB", rate, large["peak"], 400, unit=" MiB"),
        Row("the same, against 100,000 rows", f"{large['peak']:.0f} MiB", f"{small['peak']:.0f} MiB", ratio, 1.3),
        Row(
            "export within 100 calls in 60 s: used",
            f"{len(figures['arrivals'])} calls",
            "",
            used,
            98,
            at_least=True,
            unit=" %",
        ),
        Row(
            "export within 100 calls in 60 s: status 429", f"{figures['rejected']}", "", figures["rejected"], 0, unit=""
        ),
    ]


def _measure(size: int, limited: str = "") -> tuple[dict[str, float], dict[str, Any]]:
    """Export a list of this size in a process of its own; return its figures and those of the server."""
    with tempfile.TemporaryDirectory() as folder, module_server("benchmarks.export", str(size), limited) as url:
        program = Path(folder, "program.py")  # a file: with -c DuckDB takes the process for interactive, and prints
        program.write_text(_EXPORT)
        output = subprocess.check_output([sys.executable, str(program), url, folder, limited], text=True)
        measured: dict[str, float] = json.loads(output)
        with urlopen(f"{url}/figures") as response:
            figures: dict[str, Any] = json.load(response)
    if measured["rows"] != size:
        raise RuntimeError(f"export: expected {size} rows, got {measured['rows']}")
    return measured, figures


def _page(target: str, total: int) -> bytes:
    """Return a page of time entries that differ in their ids, the contract's example otherwise."""
    query = parse_qs(urlsplit(target).query)
    number, size = int(query["page"][0]), int(query["pageSize"][0])
    ids = range((number - 1) * size + 1, min(number * size, total) + 1)
    before, after = _record()
    head = {"page": number, "pageSize": size, "totalCount": total}
    items = ",".join(f"{before}{record_id}{after}" for record_id in ids)
    return f'{json.dumps(head)[:-1]}, "items": [{items}]}}'.encode()


@cache
def _record() -> tuple[str, str]:
    document = json.loads(v2_document().read_text())
    response = document["paths"]["/v2/timeentries"]["get"]["responses"]["200"]
    record = response["content"]["application/json"]["example"]["items"][0]
    before, _, after = json.dumps({**record, "id": "ID"}).partition('"ID"')
    return before, after


async def _respond(target: str, count: RollingWindow) -> bytes:
    admitted = count.admit(time.monotonic())
    return response(200, _page(target, int(sys.argv[1]))) if admitted else response(429, b"{}")


if __name__ == "__main__":
    serve(_respond, RollingWindow(CALLS if sys.argv[2] == "limited" else sys.maxsize, _WINDOW))

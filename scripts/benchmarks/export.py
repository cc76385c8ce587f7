"""Memory and rate of an export into DuckDB, from 100,000 to 1,000,000 time entries."""

from __future__ import annotations

import json
import subprocess
import tempfile

from .peers import own_python
from .row import Row

__all__ = ("rows",)

_SIZES = (100_000, 1_000_000)
_EXPORT = """
import json, sys, time
from accountability import Accountability, ApiToken, export
url, folder = sys.argv[1:]
start = time.perf_counter()
settings = {"base_url": url, "legacy_url": url, "inferred": "allow", "rate_limit": None}
with Accountability(ApiToken("acme-sandbox-token"), **settings) as api:
    report = export.run(api, ["time_entries"], to=f"{folder}/a.duckdb", state=f"{folder}/state")
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1]
table = report.tables["time_entries"]
print(json.dumps({"seconds": time.perf_counter() - start, "peak": int(peak) / 1024, "rows": table.rows}))
"""


def rows(runs: int) -> list[Row]:
    """Return the rows of an export; each size is exported once, whatever `runs` is."""
    small, large = (_measure(size) for size in _SIZES)
    rate = f"{large['rows'] / large['seconds']:.0f} rows/s"
    ratio = large["peak"] / small["peak"]
    return [
        Row("export 1,000,000 rows, memory", f"{large['peak']:.0f} MiB", rate, large["peak"], 400, unit=" MiB"),
        Row("the same, against 100,000 rows", f"{large['peak']:.0f} MiB", f"{small['peak']:.0f} MiB", ratio, 1.3),
    ]


def _measure(size: int) -> dict[str, float]:
    from accountability.sandbox import sandbox

    with tempfile.TemporaryDirectory() as folder, sandbox(rows={"timeentries": size}) as running:
        command = [own_python(), "-c", _EXPORT, running.url, folder]
        output = subprocess.check_output(command, text=True).splitlines()
    if len(output) != 1:
        raise RuntimeError(f"export: expected one line on standard output, got {output[:3]}")
    measured: dict[str, float] = json.loads(output[0])
    if measured["rows"] != size:
        raise RuntimeError(f"export: expected {size} rows, got {measured['rows']}")
    return measured

"""Exports of every list into a warehouse: DuckDB, PostgreSQL, CSV, Parquet, or any destination of dlt.

    from accountability import export

    with Accountability.from_env() as client:
        report = export.run(client, ["jobs", "time_entries"], to="agency.duckdb")

`source` is a dlt source, for a pipeline of your own. Both need the extra `export`.
"""

from __future__ import annotations

from .plan import Plan, plan
from .run import Progress, Report, check, run
from .source import source
from .tables import ExportError

__all__ = ("ExportError", "Plan", "Progress", "Report", "check", "plan", "run", "source")

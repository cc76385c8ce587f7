"""The report as one page: the causes with requests to repeat, and a matrix of operations and checks."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from accountability.page_style import STYLE
from accountability.whole_file import write_whole

from . import checks
from .report import HEADINGS, OperationResult, Report
from .snapshots import CHECK

OTHER = "schemathesis"
KINDS = {**checks.KINDS, CHECK: "snapshots"}
COLUMNS = (*dict.fromkeys(KINDS.values()), OTHER)


def render(report: Report, before: Mapping[str, str] | None = None) -> str:
    """Return the page, which shows the changes since the previous run if its outcomes are given."""
    environment = Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html").render(
        report=report, style=STYLE, headings=HEADINGS, columns=COLUMNS, cells=cells, changes=changes(report, before)
    )


def cells(result: OperationResult) -> list[tuple[str, str]]:
    """Return the matrix row of an operation: the class and the text of each kind of check."""
    failed: Counter[str] = Counter()
    for failure in result.failures:
        failed[KINDS.get(failure.check, OTHER)] += failure.count
    ran = {KINDS.get(name, OTHER) for name in result.checks} | ({OTHER} if result.cases else set())
    defaults = {kind: ("passed", "passed") if kind in ran else ("soft", "-") for kind in COLUMNS}
    return [("failed", f"{failed[kind]} failed") if failed[kind] else defaults[kind] for kind in COLUMNS]


def changes(report: Report, before: Mapping[str, str] | None) -> dict[str, list[str]] | None:
    """Return which operations fail or pass since the previous run; None without one."""
    if before is None:
        return None
    keys: dict[str, list[str]] = {"newly failing": [], "newly passing": []}
    for result in report.results:
        previous_outcome: Any = before.get(result.key)
        if result.outcome == "failed" and previous_outcome not in (None, "failed"):
            keys["newly failing"].append(result.key)
        if result.outcome == "passed" and previous_outcome == "failed":
            keys["newly passing"].append(result.key)
    return keys


def write_report(report: Report, folder: Path | str) -> Path:
    """Write `report.json` and `index.html`, each of them whole or not at all, and return the page's path."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    before = _previous(folder)
    write_whole(folder / "report.json", (json.dumps(report.to_dict(), indent=2, ensure_ascii=False) + "\n").encode())
    return write_whole(folder / "index.html", render(report, before).encode())


def _previous(folder: Path) -> dict[str, str] | None:
    """Return the outcome of each operation in the previous run; None without one."""
    try:
        read = json.loads((folder / "previous.json").read_bytes())
        return {operation["key"]: operation["outcome"] for operation in read["operations"]}
    except (OSError, ValueError, KeyError, TypeError):
        return None

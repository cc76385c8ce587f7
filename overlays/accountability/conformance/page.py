"""The report as one page: the causes with requests to repeat, and a matrix of operations and checks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from accountability.page_style import STYLE

from .checks import KINDS
from .report import HEADINGS, OperationResult, Report

OTHER = "schemathesis"
COLUMNS = (*dict.fromkeys(KINDS.values()), OTHER)


def render(report: Report, before: Mapping[str, str] | None = None) -> str:
    """Return the page.

    Args:
        report: The run.
        before: The outcome of each operation in the previous run.
    """
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
    return [_cell(failed[kind], kind in ran) for kind in COLUMNS]


def _cell(failures: int, ran: bool) -> tuple[str, str]:
    if failures:
        return "failed", f"{failures} failed"
    return ("passed", "passed") if ran else ("soft", "-")


def changes(report: Report, before: Mapping[str, str] | None) -> dict[str, list[str]] | None:
    """Return which operations fail or pass since the previous run; None without one."""
    if before is None:
        return None
    found: dict[str, list[str]] = {"newly failing": [], "newly passing": []}
    for result in report.results:
        earlier: Any = before.get(result.key)
        if result.outcome == "failed" and earlier not in (None, "failed"):
            found["newly failing"].append(result.key)
        if result.outcome == "passed" and earlier == "failed":
            found["newly passing"].append(result.key)
    return found

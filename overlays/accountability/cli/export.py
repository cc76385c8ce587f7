"""`accountability export`: lists into DuckDB, PostgreSQL, CSV, Parquet or any destination of dlt."""

from __future__ import annotations

import sys
import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

from .errors import extra
from .profile import ServiceCommand
from .report import note

if TYPE_CHECKING:
    from accountability.export import Progress, Report

__all__ = ("export",)

_CLEAR = "\x1b[K"
"""Clears a terminal's line from the cursor, which progress leaves at its start."""


@click.command(cls=ServiceCommand)
@click.argument("resources", metavar="[RESOURCE...]", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every list of the API.")
@click.option(
    "--to",
    default="agency.duckdb",
    show_default=True,
    metavar="DESTINATION",
    help="FILE.duckdb, postgres://..., csv:DIR, parquet:DIR, or a destination that dlt is configured for.",
)
@click.option("--api", type=click.Choice(["v1", "v2"]), default="v2", show_default=True, help="The API to read.")
@click.option("--full", is_flag=True, help="Read every record, also those that were read before.")
@click.option(
    "--overlap",
    type=click.IntRange(min=0),
    default=5,
    show_default=True,
    metavar="MINUTES",
    help="How far before the last change an incremental run starts.",
)
@click.option("--reconcile", is_flag=True, help="Delete the rows of records that the lists no longer have.")
@click.option("--abandon", is_flag=True, help="Drop a package that was not loaded, and read its pages again.")
@click.option(
    "--scale",
    "scales",
    metavar="KIND=N",
    multiple=True,
    help="Digits after the point of money, rate, percent, units or hours; may be repeated.",
)
@click.option("--plan", "only_plan", is_flag=True, help="Print how many calls and minutes it takes, and exit.")
def export(
    resources: tuple[str, ...],
    everything: bool,
    to: str,
    api: str,
    full: bool,
    overlap: int,
    reconcile: bool,
    abandon: bool,
    scales: tuple[str, ...],
    only_plan: bool,
) -> None:
    """Export lists into a database or files, exact to the last digit.

    Interrupted at any moment, the next run goes on where it ended. Lists that report changes are read incrementally;
    what is listed by its parent (estimate entries) is read for each parent that was changed.

    \b
    accountability export jobs time-entries --to agency.duckdb
    accountability export --all --to csv:export
    """
    if bool(resources) == everything:
        raise click.UsageError("Expected names of resources or --all.")
    with extra("export"):
        from accountability import export as exports
    from accountability import Accountability

    names = None if everything else list(resources)
    options: dict[str, Any] = {
        "api": api,
        "full": full,
        "overlap": timedelta(minutes=overlap),
        "scales": _scales(scales),
    }
    exports.check(to, **options)
    with Accountability.from_env(inferred="allow") as client:
        click.echo(exports.plan(client, names, api=api), err=not only_plan)
        if not only_plan:
            options |= {"to": to, "reconcile": reconcile, "abandon": abandon, "progress": _ProgressLine()}
            try:
                report = exports.run(client, names, **options)
            except KeyboardInterrupt:
                note("\nThe same command continues after the last package that was loaded.")
                raise
            _print(report)


def _print(report: Report) -> None:
    click.echo(_CLEAR if sys.stderr.isatty() else "", err=True, nl=False)
    for name, table in report.tables.items():
        removed = f", {table.deleted} deleted" if table.deleted else ""
        click.echo(f"{name}: {table.rows} rows{removed}")
    for name, reason in report.skipped.items():
        note(f"{name}: skipped: {reason}")
    note(f"{report.calls} calls; written to {report.destination}")


def _scales(texts: tuple[str, ...]) -> dict[str, int]:
    scales = {}
    for text in texts:
        kind, _, digits = text.partition("=")
        if not kind or not digits.isdigit() or int(digits) > 38:
            raise click.UsageError(f"--scale: expected KIND=N as in money=6, got {text!r}.")
        scales[kind] = int(digits)
    return scales


class _ProgressLine:
    """Print progress: a line that is updated on a terminal, or else a line for each tenth page."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._pages = 0

    def __call__(self, progress: Progress) -> None:
        if progress.message:
            note(f"{_CLEAR if sys.stderr.isatty() else ''}{progress.resource}: {progress.message}")
            return
        self._pages += 1
        line = f"{progress.resource}: {progress.read}{_of(progress)} rows, {self._rate(progress)}"
        if sys.stderr.isatty():
            click.echo(f"{_CLEAR}{line}\r", err=True, nl=False)  # what is printed next overwrites it
        elif self._pages % 10 == 1 or progress.read == progress.total:
            note(line)

    def _rate(self, progress: Progress) -> str:
        seconds = max(time.monotonic() - self._started, 0.001)
        rate = progress.read / seconds
        left = (progress.total or progress.read) - progress.read
        return f"{rate:.0f} rows/s, {progress.calls} calls" + (f", {left / rate:.0f} s to go" if rate and left else "")


def _of(progress: Progress) -> str:
    return "" if progress.total is None else f" of {progress.total}"

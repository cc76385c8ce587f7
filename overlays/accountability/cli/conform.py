"""The verb that checks whether a running API keeps its contract."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .api import Api
from .ending import ended, extra, made_ready

if TYPE_CHECKING:
    from accountability.conformance import OperationResult

__all__ = ("conform",)


def conform(
    base_url: Annotated[str | None, typer.Option(help="Server of v1 and v2, without the version.")] = None,
    legacy_url: Annotated[str | None, typer.Option(help="Server of the legacy service, to its Service.svc.")] = None,
    api: Annotated[list[Api] | None, typer.Option(help="Only this API; may be repeated.")] = None,
    operation: Annotated[
        list[str] | None, typer.Option(help="Only this operation (v2.Jobs_GetJob); may be repeated.")
    ] = None,
    seed: Annotated[int | None, typer.Option(help="Makes a run repeatable; a run prints its own.")] = None,
    max_examples: Annotated[int, typer.Option(min=1, help="Fuzzed cases an operation; in the sandbox alone.")] = 10,
    report: Annotated[Path, typer.Option(help="Folder for report.json, junit.xml and index.html.")] = Path("report"),
) -> None:
    """Check that a running API keeps its contract.

    Without a URL it checks the sandbox, which it starts itself, reads and writes included. Another server is only read:
    lists, then records by ids from these lists, within 100 calls a minute. Its credentials come from
    ACCOUNTABILITY_TENANT_ID, ACCOUNTABILITY_USERNAME and ACCOUNTABILITY_API_TOKEN.

    Exit codes: 0 it keeps the contract, 1 it does not, 2 the check could not be made, 130 interrupted (the report is
    then not written).
    """
    with extra("conformance"):
        from accountability.conformance import Settings, Unusable, run
    made_ready("--report", report)
    try:
        settings = Settings(
            apis=tuple(map(str, api or ())),
            operations=tuple(operation or ()),
            base_url=base_url,
            legacy_url=legacy_url,
            seed=seed,
            max_examples=max_examples,
        )
        outcome = run(settings, _line if settings.elsewhere else _count if sys.stderr.isatty() else None)
    except (Unusable, ValueError) as error:
        raise ended(str(error)) from None
    except KeyboardInterrupt:
        raise ended("stopped; no report was written", 130) from None
    print(outcome.table())
    print(f"report: {outcome.write(report)}")
    raise typer.Exit(1 if outcome.failed else 0)


def _line(done: int, total: int, result: OperationResult) -> None:
    """A line an operation, for a run that takes minutes since it keeps within the limit of calls."""
    print(f"[{done}/{total}] {result.key}: {result.outcome}", file=sys.stderr, flush=True)


def _count(done: int, total: int, _result: OperationResult) -> None:
    """One line that counts."""
    print(f"\r{done} of {total} operations tested", end="\n" if done == total else "", file=sys.stderr, flush=True)

"""`accountability conform`: check that a running API conforms to its contract."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from accountability.spec import APIS

from .extras import CommandError, ensure_folder, extra
from .lazy import HELP
from .profile import ServiceCommand

if TYPE_CHECKING:
    from accountability.conformance import OperationResult

__all__ = ("conform",)


@click.command(cls=ServiceCommand, context_settings=HELP)
@click.option("--base-url", metavar="URL", help="Server of v1 and v2, without the version.")
@click.option("--legacy-url", metavar="URL", help="Server of the legacy service, to its Service.svc.")
@click.option("--api", "apis", type=click.Choice(APIS), multiple=True, help="Only this API; may be repeated.")
@click.option(
    "--operation",
    "operations",
    metavar="KEY",
    multiple=True,
    help="Only this operation (v2.Jobs_GetJob); may be repeated.",
)
@click.option("--seed", type=int, metavar="N", help="Seed that repeats a run; a run prints its own.")
@click.option(
    "--max-examples",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    metavar="N",
    help="Fuzzed cases per operation; on the sandbox only.",
)
@click.option(
    "--report",
    type=click.Path(path_type=Path),
    default=Path("report"),
    show_default=True,
    metavar="FOLDER",
    help="Folder for report.json, junit.xml and index.html.",
)
@click.pass_context
def conform(
    ctx: click.Context,
    base_url: str | None,
    legacy_url: str | None,
    apis: tuple[str, ...],
    operations: tuple[str, ...],
    seed: int | None,
    max_examples: int,
    report: Path,
) -> None:
    """Check that a running API conforms to its contract.

    Without a URL, checks a sandbox that it starts, reads and writes included. Any other server is only read: lists,
    then records by ids from these lists, within 100 calls a minute. Credentials come from the profile or the
    environment.

    Exit codes: 0 it conforms, 1 it does not, 2 the check could not be done, 130 interrupted (no report is written).
    """
    with extra("conformance"):
        from accountability.conformance import Settings, Unusable, run
    ensure_folder("--report", report)
    try:
        settings = Settings(
            apis=apis,
            operations=operations,
            base_url=base_url,
            legacy_url=legacy_url,
            seed=seed,
            max_examples=max_examples,
        )
        outcome = run(settings, _line if settings.elsewhere else _count if sys.stderr.isatty() else None)
    except (Unusable, ValueError) as error:
        raise CommandError(str(error)) from None
    click.echo(outcome.table())
    click.echo(f"report: {outcome.write(report)}")
    ctx.exit(1 if outcome.failed else 0)


def _line(done: int, total: int, result: OperationResult) -> None:
    """Print a line for each operation of a run that takes minutes because of the rate limit."""
    print(f"[{done}/{total}] {result.key}: {result.outcome}", file=sys.stderr, flush=True)


def _count(done: int, total: int, _result: OperationResult) -> None:
    """Update one line that counts."""
    print(f"\r{done} of {total} operations tested", end="\n" if done == total else "", file=sys.stderr, flush=True)

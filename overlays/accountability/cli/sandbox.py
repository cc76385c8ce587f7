"""`accountability sandbox`: an imitation of the three APIs on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from .extras import CommandError, extra
from .lazy import HELP
from .rows import parsed

__all__ = ("sandbox",)


@click.command(context_settings=HELP)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, metavar="PORT", help="Port on 127.0.0.1; 0 for a free one."
)
@click.option(
    "--database",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="SQLite file for the records; in memory by default.",
)
@click.option("--variant", metavar="NAME", help="Simulate a variant of the API; see --list-variants.")
@click.option("--list-variants", is_flag=True, help="List the variants and exit.")
@click.option(
    "--coverage", is_flag=True, help="Print which rules and limits are imitated, which not and why, and exit."
)
@click.option(
    "--calls-per-minute",
    type=click.IntRange(min=0),
    default=100,
    show_default=True,
    metavar="N",
    help="Rate limit of an account; 0 for none.",
)
@click.option("--rows", metavar="LIST=N,...", help="Fill lists with invented records: jobs=5000,timeentries=1000000.")
@click.option("--seed", type=int, default=0, metavar="N", help="Seed of the invented records.")
def sandbox(
    port: int,
    database: Path | None,
    variant: str | None,
    list_variants: bool,
    coverage: bool,
    calls_per_minute: int,
    rows: str | None,
    seed: int,
) -> None:
    """Serve a stateful imitation of the three APIs on this machine.

    Prints its URL, the credentials of its demo account, and the Python line that makes a client for it. Ctrl-C ends
    it. With --database the records are there at the next start.

    GET /_sandbox at its URL lists what it serves, and how to set its clock, inject faults, save and restore records,
    and read the calls it received. In a browser its URL shows all operations and those calls.
    """
    with extra("sandbox"):
        from accountability.sandbox import Coverage, UnknownVariantError, serve, variant_table
    if list_variants:
        return click.echo(variant_table())
    if coverage:
        return click.echo(Coverage.shipped().table())
    allowed = calls_per_minute or None
    try:
        wanted = parsed(rows) if rows is not None else {}
        serve(port=port, database=database, variant=variant, calls_per_minute=allowed, rows=wanted, seed=seed)
    except (UnknownVariantError, ValueError) as error:
        raise CommandError(str(error)) from None
    except OSError as error:
        raise CommandError(error.strerror or str(error)) from None

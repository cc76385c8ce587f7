"""`accountability conform`: test whether a running API conforms to its contract."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from accountability.spec import APIS

from .errors import ensure_folder, extra
from .profile import ServiceCommand

__all__ = ("conform",)


@click.command(cls=ServiceCommand)
@click.option("--base-url", metavar="URL", help="Server of v1 and v2, without the version. It is only read.")
@click.option("--legacy-url", metavar="URL", help="Server of the legacy service, with /Service.svc. It is only read.")
@click.option("--sandbox", metavar="URL", help="Running sandbox. It is written to, and its records are restored.")
@click.option("--embedded", is_flag=True, help="The embedded sandbox, even if the environment names a server.")
@click.option("--api", "apis", type=click.Choice(APIS), multiple=True, help="API to test; may be repeated.")
@click.option(
    "--operation",
    "operations",
    metavar="KEY",
    multiple=True,
    help="Operation to test, or a pattern as v2.Jobs_*; may be repeated.",
)
@click.option("--tag", "tags", metavar="TAG", multiple=True, help="Tag to test, as Jobs; may be repeated.")
@click.option("--seed", type=int, metavar="N", help="Seed that repeats a run; a run prints its own.")
@click.option(
    "--max-examples",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    metavar="N",
    help="Fuzzed cases for each operation of a sandbox.",
)
@click.option(
    "--max-time",
    type=click.IntRange(min=1),
    metavar="SECONDS",
    help="Time limit for each API, checked between two cases. What is not tested by then is listed.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=len(APIS),
    show_default=True,
    metavar="N",
    help="Processes for the embedded sandbox, one API each. The results are the same for any number.",
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Known failures, which do not fail the run until they expire.",
)
@click.option(
    "--baseline-update", "update_baseline", is_flag=True, help="Record the failures of this run in the baseline."
)
@click.option(
    "--record",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Record snapshots of a real service: names and types in its responses, no values.",
)
@click.option(
    "--compare",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Hold the sandbox to the snapshots of a real service.",
)
@click.option(
    "--report-format",
    "formats",
    metavar="FORMAT",
    multiple=True,
    default=("html", "junit"),
    show_default=True,
    help="Report of schemathesis: html, junit, har, vcr, ndjson, json or pytest; may be repeated.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option(
    "--report",
    type=click.Path(path_type=Path),
    default=Path("report"),
    show_default=True,
    metavar="FOLDER",
    help="Folder for the reports.",
)
@click.pass_context
def conform(ctx: click.Context, /, report: Path, **options: Any) -> None:
    """Test whether a running API conforms to its contract.

    Without an address, tests the embedded sandbox, writes included. An address comes from an option, from the profile,
    or from ACCOUNTABILITY_BASE_URL and ACCOUNTABILITY_LEGACY_URL; such a server is only read: lists, then records by
    ids from these lists, within 100 calls a minute.

    --record writes snapshots of such a server: a file for each API, which is extended if it exists and is written only
    at the end. --compare reads a sandbox in the same way, and reports each difference from the snapshots.

    Exit codes: 0 it conforms, 1 it does not, 2 it could not be tested, 130 interrupted (what was tested is reported).
    """
    with extra("conformance", "schemathesis"):
        from accountability.conformance import conform as run_conform
    ensure_folder("--report", report)
    if options["record"]:
        ensure_folder("--record", options["record"])
    ctx.exit(run_conform(report=report, **options))

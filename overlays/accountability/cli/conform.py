"""The command that tests whether a running API conforms to its contract."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .api import Api
from .ending import extra, made_ready

__all__ = ("conform",)


def conform(
    base_url: Annotated[
        str | None, typer.Option(metavar="URL", help="Server of v1 and v2, without the version. It is only read.")
    ] = None,
    legacy_url: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Server of the legacy service, with /Service.svc. It is only read."),
    ] = None,
    sandbox: Annotated[
        str | None, typer.Option(metavar="URL", help="Running sandbox, which is written to and reset.")
    ] = None,
    embedded: Annotated[
        bool, typer.Option("--embedded", help="The embedded sandbox, whatever the environment names.")
    ] = False,
    api: Annotated[list[Api] | None, typer.Option(help="API to test; may be repeated.")] = None,
    operation: Annotated[
        list[str] | None,
        typer.Option(metavar="KEY", help="Operation to test, or a pattern as v2.Jobs_*; may be repeated."),
    ] = None,
    tag: Annotated[list[str] | None, typer.Option(metavar="TAG", help="Tag to test, as Jobs; may be repeated.")] = None,
    seed: Annotated[int | None, typer.Option(help="Start of the generation; each run prints its own.")] = None,
    max_examples: Annotated[int, typer.Option(min=1, help="Fuzzed cases for each operation of a sandbox.")] = 10,
    max_time: Annotated[
        int | None, typer.Option(min=1, metavar="SECONDS", help="Time budget of schemathesis for each API.")
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Known failures, which do not fail the run until they expire.")
    ] = None,
    baseline_update: Annotated[
        bool, typer.Option("--baseline-update", help="Record the failures of this run in the baseline.")
    ] = False,
    report_format: Annotated[
        list[str] | None,
        typer.Option(metavar="FORMAT", help="Report of schemathesis: html, junit, har, vcr, json, ..."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    report: Annotated[Path, typer.Option(metavar="FOLDER", help="Folder for the reports.")] = Path("report"),
) -> None:
    """Test whether a running API conforms to its contract.

    Without an address, test the embedded sandbox, writes included. An address comes from an option, from a profile, or
    from ACCOUNTABILITY_BASE_URL and ACCOUNTABILITY_LEGACY_URL; such a server is only read, within 100 calls a minute,
    with the credentials of the profile or of ACCOUNTABILITY_TENANT_ID, ACCOUNTABILITY_USERNAME and
    ACCOUNTABILITY_API_TOKEN.

    Exit codes: 0 it conforms, 1 it does not, 2 it could not be tested, 130 interrupted (what was tested is reported).
    """
    with extra("conformance"):
        from accountability.conformance.command import conform as run_conform
    made_ready("--report", report)
    code = run_conform(
        base_url=base_url,
        legacy_url=legacy_url,
        sandbox=sandbox,
        embedded=embedded,
        apis=[str(each) for each in api or ()],
        operations=operation or (),
        tags=tag or (),
        seed=seed,
        max_examples=max_examples,
        max_time=max_time,
        baseline=baseline,
        update_baseline=baseline_update,
        formats=report_format or ("html", "junit"),
        as_json=as_json,
        report=report,
    )
    raise typer.Exit(code)

"""The command's verbs, one function each; an extra's package is imported only when its verb is used."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal

import typer

from accountability import ConfigurationError, profiles, spec

from . import conform, operation_page, operation_table, probe
from .api import Api
from .ending import ended, extra
from .rows import parsed

app = typer.Typer(
    name="accountability",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # its tracebacks show local variables, and those may hold a token
    rich_markup_mode=None,
)
app.command()(probe.probe)
app.command()(conform.conform)


@app.command()
def sandbox(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on 127.0.0.1; 0 takes a free one.")] = 0,
    database: Annotated[
        Path | None, typer.Option(help="SQLite file that keeps the records; in memory if not given.")
    ] = None,
    variant: Annotated[str | None, typer.Option(help="Simulate an API variant; see --list-variants.")] = None,
    list_variants: Annotated[bool, typer.Option("--list-variants", help="List the variants and exit.")] = False,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="Print which rules and limits are imitated, which not, why, and leave.")
    ] = False,
    calls_per_minute: Annotated[
        int, typer.Option(min=0, help="Calls of an account in any 60 s, as published; 0 for no limit.")
    ] = 100,
    rows: Annotated[
        str | None,
        typer.Option(metavar="LIST=N,...", help="Fill lists with invented records: jobs=5000,timeentries=1000000."),
    ] = None,
    seed: Annotated[int, typer.Option(help="Of invented records; the same one gives the same records.")] = 0,
) -> None:
    """Serve a stateful imitation of the three APIs on this machine.

    It prints its URL, the credentials of its demo account, and the Python line that makes a client for it. Ctrl-C ends
    it. With --database the records are there again at the next start; the example records are laid down once.

    GET /_sandbox at its URL lists what it serves, and how to turn its clock, let calls fail, keep and restore records,
    and see the calls that came in. In a browser its URL is a page with all operations and their docs, and those calls.
    """
    with extra("sandbox"):
        from accountability.sandbox import Coverage, serve, variants
    if list_variants:
        print(variants.table())
        return
    if coverage:
        print(Coverage.shipped().table())
        return
    allowed = calls_per_minute or None
    try:
        wanted = parsed(rows) if rows is not None else {}
        serve(port=port, database=database, variant=variant, calls_per_minute=allowed, rows=wanted, seed=seed)
    except (variants.UnknownVariantError, ValueError) as error:
        raise ended(str(error)) from None
    except OSError as error:
        raise ended(error.strerror or str(error)) from None
    except KeyboardInterrupt:
        raise ended("stopped; the records that were added stay, and the same command goes on", 130) from None


@app.command()
def operations(
    key: Annotated[str | None, typer.Argument(help="One operation to show whole, such as v2.Jobs_GetJob.")] = None,
    api: Annotated[Api | None, typer.Option(help="Only this API.")] = None,
    status: Annotated[
        Literal["documented", "inferred", "verified"] | None, typer.Option(help="Only operations so well known.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for tools.")] = False,
) -> None:
    """Show what the contract knows, and how it knows it.

    `documented` is published by the vendor, `inferred` is reasoned from the domain and may be wrong, `verified` was
    seen in an answer of the real service.
    """
    if key is not None:
        found = _found(key)
        print(operation_table.as_json([found]) if as_json else operation_page.page(found))
        return
    chosen = [
        each
        for name in ((api,) if api else spec.APIS)
        for each in spec.load(name).operations.values()
        if status in (None, each.status)
    ]
    print(operation_table.as_json(chosen) if as_json else operation_table.table(chosen))


def _found(key: str) -> spec.Operation:
    try:
        return spec.find(key)
    except spec.UnknownKey as error:
        raise ended(str(error.args[0])) from None


@app.callback(invoke_without_command=True)
def about(
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.", is_eager=True)] = False,
    profile: Annotated[
        str | None, typer.Option("--profile", metavar="NAME", help="Use this account profile of your profiles.toml.")
    ] = None,
) -> None:
    """Unofficial tools for the Accountability API: a sandbox, a conformance check, and what the contract knows."""
    if version:
        from importlib.metadata import version as installed

        print(installed("accountability-client"))
        raise typer.Exit
    if profile is not None or os.environ.get("ACCOUNTABILITY_PROFILE"):
        _call_as(profile)


def _call_as(profile: str | None) -> None:
    """Lets every verb find a profile where it looks for credentials and URLs: in the environment."""
    try:
        told = profiles.environment() if profile is None else profiles.variables(profile)
    except ConfigurationError as error:
        raise ended(str(error)) from None
    for variable in profiles.VARIABLES.values():
        os.environ.pop(variable, None)
    os.environ.pop("ACCOUNTABILITY_PROFILE", None)
    os.environ.update(told)

"""`accountability sandbox`: an imitation of the three APIs on this machine."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .errors import CommandError, extra

if TYPE_CHECKING:
    from accountability.sandbox import RunningSandbox

__all__ = ("parse_rows", "sandbox")


@click.command
@click.argument("command", nargs=-1, type=click.UNPROCESSED, metavar="[-- COMMAND...]")
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="PORT", help="Port; 0 for a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Address to listen on.")
@click.option("--allow-remote", is_flag=True, help="Accept callers from other machines, as --host 0.0.0.0 needs.")
@click.option(
    "--control-token",
    envvar="ACCOUNTABILITY_SANDBOX_TOKEN",
    metavar="TOKEN",
    help="Token by which callers from other machines may use the control API.",
)
@click.option(
    "--database",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="SQLite file for the records; in memory by default.",
)
@click.option("--variant", metavar="NAME", help="Simulate a variant of the API; see --list-variants.")
@click.option("--strict", is_flag=True, help="Reject parameters and properties that the contract does not declare.")
@click.option("--json", "as_json", is_flag=True, help="Print the address and credentials as one line of JSON.")
@click.option("--list-variants", is_flag=True, help="List the variants and exit.")
@click.option(
    "--coverage", is_flag=True, help="Print the imitated rules and limits, and the others with the reason, and exit."
)
@click.option(
    "--calls-per-minute",
    type=click.IntRange(min=0),
    default=100,
    show_default=True,
    metavar="N",
    help="Rate limit of an account; 0 for none.",
)
@click.option("--rows", metavar="LIST=N,...", help="Fill lists with invented records: jobs=5000,timeentries=50000.")
@click.option("--seed", type=int, default=0, metavar="N", help="Seed of the invented records.")
def sandbox(
    command: tuple[str, ...], *, list_variants: bool, coverage: bool, calls_per_minute: int, rows: str | None,
    host: str, allow_remote: bool, control_token: str | None, as_json: bool, **settings: Any,
) -> int | None:  # fmt: skip
    """Serve a stateful imitation of the three APIs on this machine.

    Prints its URL, the credentials of its demo account, and the Python code that creates a client for it, until Ctrl-C
    or SIGTERM. With --database the records are there at the next start. With a COMMAND it is served for as long as
    that runs, with its address and credentials in the environment: accountability sandbox -- pytest.

    GET /_sandbox at its URL lists what it serves, and how to set its clock, inject faults, save and restore records,
    and read the calls it received. In a browser its URL shows all operations and those calls.
    """
    with extra("sandbox"):
        from accountability.sandbox import Coverage, serve, variant_table
    if list_variants:
        click.echo(variant_table())
        return None
    if coverage:
        click.echo(Coverage.shipped().table())
        return None
    try:
        settings |= {"calls_per_minute": calls_per_minute or None, "rows": parse_rows(rows) if rows is not None else {}}
        if command:
            return _run(command, settings)
        remote: dict[str, Any] = {"host": host, "allow_remote": allow_remote, "control_token": control_token}
        serve(**settings, **remote, announce=_print_json if as_json else None)
    except ValueError as error:
        raise CommandError(str(error)) from None
    except OSError as error:
        raise CommandError(error.strerror or str(error)) from None
    return None


def _run(command: tuple[str, ...], settings: dict[str, Any]) -> int:
    """Run a command next to a sandbox and return its exit code."""
    from accountability.sandbox import sandbox as start

    with start(**settings) as running:
        try:
            return subprocess.run(command, env={**os.environ, **running.environment}).returncode
        except FileNotFoundError:
            raise CommandError(f"{command[0]}: expected a command, got none of that name.") from None


def _print_json(running: RunningSandbox) -> None:
    account = running.accounts[0].as_dict()
    print(json.dumps({"url": running.url, "legacyUrl": running.legacy_url, **account, "pid": os.getpid()}), flush=True)


def parse_rows(text: str) -> dict[str, int]:
    """Parse a string such as `jobs=5000,timeentries=50000` into numbers of rows.

    Raises:
        ValueError: the string is not of that form.
    """
    rows = {}
    for part in text.split(","):
        match = re.fullmatch(r"\s*(\w+)\s*=\s*(\d+)\s*", part, re.ASCII)
        if match is None:
            raise ValueError(f"--rows: expected LIST=N, as in jobs=5000,timeentries=50000, got {part.strip()!r}.")
        rows[match[1]] = int(match[2])
    return rows

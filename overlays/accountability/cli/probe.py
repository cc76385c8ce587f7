"""The verb that asks a real service what it has of the contract."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accountability.spec import APIS

from .api import Api
from .ending import ended, made_ready

if TYPE_CHECKING:
    from accountability.probe import Finding

__all__ = ("probe",)


def probe(
    base_url: Annotated[str | None, typer.Option(help="Server of v1 and v2, without the version.")] = None,
    legacy_url: Annotated[str | None, typer.Option(help="Server of the legacy service, to its Service.svc.")] = None,
    api: Annotated[list[Api] | None, typer.Option(help="Only this API; may be repeated.")] = None,
    output: Annotated[Path, typer.Option(help="Folder for probe.json and corrections.toml.")] = Path("probe"),
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the plan and leave; nothing is sent.")] = False,
    guess: Annotated[
        bool, typer.Option("--guess/--no-guess", help="Try other paths for an inferred operation that is absent.")
    ] = True,
) -> None:
    """Ask a real service what it has of the contract.

    It only reads, within 100 calls a minute: one row of each list, one record of it, and what legacy has of these and
    of the last days. Credentials come from ACCOUNTABILITY_TENANT_ID, ACCOUNTABILITY_USERNAME and
    ACCOUNTABILITY_API_TOKEN, URLs that are not given from ACCOUNTABILITY_BASE_URL and ACCOUNTABILITY_LEGACY_URL, and
    corrections to check from ACCOUNTABILITY_CORRECTIONS.

    probe.json says what was found: names and types, never a value. corrections.toml is a proposal for a client's
    corrections=; names of members in it are guesses. An existing one is not overwritten.

    Exit codes: 0 nothing differs, 1 something does, 2 it could not be asked, 130 interrupted (what was learnt by then
    is written).
    """
    from accountability import Accountability, AccountabilityError, RateLimit
    from accountability.probe import plan
    from accountability.probe import probe as ask

    apis = _apis(api or [], base_url, legacy_url)
    rate_limit = RateLimit()
    print(plan(apis, guess=guess).told(rate_limit), file=sys.stdout if dry_run else sys.stderr)
    if dry_run:
        return
    if (output / "corrections.toml").exists():
        raise ended(f"{output / 'corrections.toml'} is there already: move it, or give another --output")
    made_ready("--output", output)

    urls = {name: url for name, url in (("base_url", base_url), ("legacy_url", legacy_url)) if url}
    try:
        with Accountability.from_env(inferred="allow", rate_limit=rate_limit, **urls) as client:
            found = ask(client, apis, guess=guess, progress=_Progress())
    except AccountabilityError as error:
        raise ended(str(error)) from None
    report, corrections = found.write(output)
    print(found.told())
    print(f"{report}\n{corrections}")
    raise typer.Exit(130 if not found.complete else 2 if found.shut else int(found.differs))


class _Progress:
    """A line an operation; where one after the other is left out for the same reason, the first of them."""

    def __init__(self) -> None:
        self._left_out: str | None = None

    def __call__(self, done: int, total: int, finding: Finding) -> None:
        left_out = finding.reason if finding.outcome == "untried" else None
        if left_out is None or left_out != self._left_out:
            print(f"[{done}/{total}] {finding.lines()[0]}", file=sys.stderr, flush=True)
        self._left_out = left_out


def _apis(chosen: list[Api], base_url: str | None, legacy_url: str | None) -> list[str]:
    """The APIs to ask: those that were named, else those of the servers that were named, else all."""
    if chosen:
        return [str(each) for each in APIS if each in chosen]
    base = base_url or os.environ.get("ACCOUNTABILITY_BASE_URL")
    legacy = legacy_url or os.environ.get("ACCOUNTABILITY_LEGACY_URL")
    if bool(base) == bool(legacy):
        return list(APIS)
    # The token of one server must not go to the published host of the other just because nobody named it.
    print(f"{'legacy' if base else 'v1 and v2'}: not asked, since no URL was given", file=sys.stderr)
    return ["v1", "v2"] if base else ["legacy"]

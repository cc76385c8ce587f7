"""The command `probe`, which finds out what a real service has of the contract."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accountability.probe.finding import is_empty_proposal
from accountability.spec import APIS

from .api import Api
from .ending import ended, made_ready
from .local_sandbox import unlimited_sandboxes

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
    """Find out what a real service has of the contract.

    Only reads are sent, within 100 calls a minute: one row of each list, one record of it, and from legacy these
    records and those of the last days. A sandbox on this machine is called without a limit. Credentials come from
    ACCOUNTABILITY_TENANT_ID, ACCOUNTABILITY_USERNAME and ACCOUNTABILITY_API_TOKEN, URLs that are not given from
    ACCOUNTABILITY_BASE_URL and ACCOUNTABILITY_LEGACY_URL, and corrections to check from ACCOUNTABILITY_CORRECTIONS.

    probe.json has what was found: names and types, never a value. corrections.toml is a proposal for a client's
    corrections=; names of members in it are guesses. An existing file of corrections is not overwritten.

    Exit codes: 0 nothing differs, 1 something differs, 2 the service was not reached (no file is written), 130
    interrupted (what was found until then is written).
    """
    from accountability import Accountability, AccountabilityError, RateLimit
    from accountability.probe import plan
    from accountability.probe import probe as run

    apis = _apis(api or [], base_url, legacy_url)
    if dry_run:
        print(plan(apis, guess=guess).summary(RateLimit()))
        return
    _check_output(output)
    urls = {name: url for name, url in (("base_url", base_url), ("legacy_url", legacy_url)) if url}
    try:
        with unlimited_sandboxes(apis, base_url, legacy_url) as unlimited:
            rate_limit = None if unlimited else RateLimit()
            print(plan(apis, guess=guess).summary(rate_limit), file=sys.stderr)
            with Accountability.from_env(inferred="allow", rate_limit=rate_limit, **urls) as client:
                found = run(client, apis, guess=guess, progress=_Progress())
    except AccountabilityError as error:
        raise ended(str(error)) from None
    print(found.summary())
    if not found.reached:
        print("The service was not reached with these credentials; no file was written.", file=sys.stderr)
        raise typer.Exit(2 if found.complete else 130)
    report, corrections = found.write(output)
    print(f"{report}\n{corrections}")
    raise typer.Exit(130 if not found.complete else int(found.differs))


def _check_output(folder: Path) -> None:
    """Check that the files can be written, before anything is sent."""
    corrections = folder / "corrections.toml"
    if corrections.exists() and not is_empty_proposal(corrections):
        raise ended(f"{corrections} is there already: move it, or give another --output")
    made_ready("--output", folder)


class _Progress:
    """Prints a line for each operation, but only the first of several that are left out for the same reason."""

    def __init__(self) -> None:
        self._left_out: str | None = None

    def __call__(self, done: int, total: int, finding: Finding) -> None:
        left_out = finding.reason if finding.outcome == "untried" else None
        if left_out is None or left_out != self._left_out:
            print(f"[{done}/{total}] {finding.lines()[0]}", file=sys.stderr, flush=True)
        self._left_out = left_out


def _apis(chosen: list[Api], base_url: str | None, legacy_url: str | None) -> list[str]:
    """Return the APIs to call: the chosen ones, else those of the given servers, else all."""
    if chosen:
        return [str(each) for each in APIS if each in chosen]
    base = base_url or os.environ.get("ACCOUNTABILITY_BASE_URL")
    legacy = legacy_url or os.environ.get("ACCOUNTABILITY_LEGACY_URL")
    if bool(base) == bool(legacy):
        return list(APIS)
    # The token of one server must not be sent to the published host of the other.
    print(f"{'legacy' if base else 'v1 and v2'}: not called, since no URL was given", file=sys.stderr)
    return ["v1", "v2"] if base else ["legacy"]

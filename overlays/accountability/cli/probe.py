"""`accountability probe`: compare a real service with the contract."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from accountability.probe import is_empty_proposal
from accountability.spec import APIS

from .errors import CommandError, ensure_folder
from .profile import ServiceCommand
from .report import note

if TYPE_CHECKING:
    from accountability.probe import Finding

__all__ = ("probe",)


@click.command(cls=ServiceCommand)
@click.option("--base-url", metavar="URL", help="Server of v1 and v2, without the version.")
@click.option("--legacy-url", metavar="URL", help="Server of the legacy service, to its Service.svc.")
@click.option("--api", "apis", type=click.Choice(APIS), multiple=True, help="Only this API; may be repeated.")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path("probe"),
    show_default=True,
    metavar="FOLDER",
    help="Folder for probe.json and corrections.toml.",
)
@click.option("--dry-run", is_flag=True, help="Print the plan and exit; send nothing.")
@click.option(
    "--guess/--no-guess",
    default=True,
    show_default=True,
    help="Try other paths for an inferred operation that is absent.",
)
@click.pass_context
def probe(
    ctx: click.Context,
    base_url: str | None,
    legacy_url: str | None,
    apis: tuple[str, ...],
    output: Path,
    dry_run: bool,
    guess: bool,
) -> None:
    """Compare a real service with the contract. Only reads, within 100 calls a minute.

    Requests one row of each list, one record of it, and what legacy has of these and of the last days. A sandbox on
    this machine is called without a limit. Credentials and URLs come from the profile or the environment, as do
    corrections to check.

    probe.json has what was found: names and types, never values. corrections.toml is a proposal for a client's
    corrections=; its property names are inferred. An existing one with corrections is not overwritten.

    Exit codes: 0 no difference, 1 a difference, 2 the service was not reached (no file is written), 130 interrupted
    (what was found until then is written).
    """
    from accountability import Accountability, RateLimit
    from accountability.probe import plan
    from accountability.probe import probe as compare

    servers = {
        "base_url": base_url or os.environ.get("ACCOUNTABILITY_BASE_URL", ""),
        "legacy_url": legacy_url or os.environ.get("ACCOUNTABILITY_LEGACY_URL", ""),
    }
    chosen = [api for api in APIS if api in apis] or _apis_of(servers)
    if dry_run:
        click.echo(plan(chosen, guess=guess).summary(RateLimit()))
        return
    _check_output(output)
    urls = {name: url for name, url in (("base_url", base_url), ("legacy_url", legacy_url)) if url}
    with _unlimited_sandboxes(chosen, servers) as is_unlimited:
        rate_limit = None if is_unlimited else RateLimit()
        click.echo(plan(chosen, guess=guess).summary(rate_limit), err=True)
        with Accountability.from_env(inferred="allow", rate_limit=rate_limit, **urls) as client:
            report = compare(client, chosen, guess=guess, progress=_Progress())
    click.echo(report.summary())
    if not report.reached:
        note("The service was not reached with these credentials; no file was written.")
        ctx.exit(2 if report.complete else 130)
    for file in report.write(output):
        click.echo(file)
    ctx.exit(130 if not report.complete else int(report.differs))


def _check_output(folder: Path) -> None:
    """Check that the files can be written, before anything is sent."""
    corrections = folder / "corrections.toml"
    if corrections.exists() and not is_empty_proposal(corrections):
        raise CommandError(f"{corrections} exists already: move it, or give another --output.")
    ensure_folder("--output", folder)


class _Progress:
    """Prints a line for each operation, and only the first of several that are skipped for the same reason."""

    def __init__(self) -> None:
        self._skipped: str | None = None

    def __call__(self, done: int, total: int, finding: Finding) -> None:
        skipped = finding.reason if finding.outcome == "untried" else None
        if skipped is None or skipped != self._skipped:
            print(f"[{done}/{total}] {finding.lines()[0]}", file=sys.stderr, flush=True)
        self._skipped = skipped


def _apis_of(servers: Mapping[str, str]) -> list[str]:
    """Return the APIs of the servers that were named; all if none was."""
    if bool(servers["base_url"]) == bool(servers["legacy_url"]):
        return list(APIS)
    # The token of one server must not be sent to the published host of the other because no URL was given.
    note(f"{'legacy' if servers['base_url'] else 'v1 and v2'}: skipped, since no URL was given.")
    return ["v1", "v2"] if servers["base_url"] else ["legacy"]


_LOCAL = ("localhost", "127.0.0.1", "::1")


@contextmanager
def _unlimited_sandboxes(apis: Iterable[str], servers: Mapping[str, str]) -> Iterator[bool]:
    """Lift the rate limits of the sandboxes that are about to be called; yield whether all servers are sandboxes.

    Nothing is sent to another machine: only a sandbox on this one accepts changes.
    """
    needed = {_local_server(servers["legacy_url" if api == "legacy" else "base_url"]) for api in apis}
    with ExitStack() as stack:
        lifted = [server is not None and stack.enter_context(_unlimited(server)) for server in needed]
        yield all(lifted)


def _local_server(url: str) -> str | None:
    """Return scheme, host and port of a URL on this machine."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return None
    local = host in _LOCAL or host.endswith(".localhost")
    return f"{parts.scheme}://{parts.netloc}" if local and parts.scheme in ("http", "https") else None


@contextmanager
def _unlimited(server: str) -> Iterator[bool]:
    import httpx

    limit = f"{server}/_sandbox/limit"
    with httpx.Client(trust_env=False, timeout=5.0) as http:
        try:
            about = http.get(f"{server}/_sandbox").raise_for_status()
            before = about.json()["callsPerMinute"]
            lifted = (
                "accountability-sandbox" in about.headers and http.put(limit, json={"callsPerMinute": None}).is_success
            )
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, KeyError, TypeError):
            lifted = False
        try:
            yield lifted
        finally:
            if lifted:
                http.put(limit, json={"callsPerMinute": before})

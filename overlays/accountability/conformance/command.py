"""The `conform` command as one function of plain arguments; the command line adds names and help only."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from accountability import ConfigurationError, profiles

from .report import OperationResult
from .run import run
from .settings import Account, Settings
from .target import TargetError

_ADDRESSES = {"base_url": "ACCOUNTABILITY_BASE_URL", "legacy_url": "ACCOUNTABILITY_LEGACY_URL"}
_PROGRESS_EVERY = 10  # operations between two progress lines


def conform(
    *,
    base_url: str | None = None,
    legacy_url: str | None = None,
    sandbox: str | None = None,
    embedded: bool = False,
    profile: str | None = None,
    as_json: bool = False,
    report: Path = Path("report"),
    environ: Mapping[str, str] = os.environ,
    **options: Any,
) -> int:
    """Test a server, print the result, write the reports, and return the exit code.

    Args:
        base_url: Address of v1 and v2 on a server that is only read.
        legacy_url: Address of its legacy service.
        sandbox: Address of a running sandbox, which is written to.
        embedded: Test the embedded sandbox, even if the environment names a server.
        profile: Account profile that names the server.
        as_json: Print the report as JSON.
        report: Folder for the reports.
        environ: Environment variables.
        **options: Further fields of `Settings`.

    Returns:
        0 if the contract holds, 1 if it does not, 2 if the server could not be tested, 130 if the run was interrupted.
    """
    try:
        where = resolve_address(base_url, legacy_url, sandbox, embedded, profile, environ)
        outcome = run(Settings(**where, **options), _progress_printer(), report.absolute())
    except (ConfigurationError, TargetError, ValueError) as error:
        print(f"Error: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Error: interrupted before there was a result.", file=sys.stderr)
        return 130
    if as_json:
        print(json.dumps(outcome.to_dict(), indent=2, ensure_ascii=False))
    else:
        print(outcome.text())
    print(f"Report: {report / 'index.html'}", file=sys.stderr)
    if options.get("record") and not outcome.interrupted:
        print(f"Snapshots: {options['record']}", file=sys.stderr)
    return 130 if outcome.interrupted else int(outcome.failed)


def resolve_address(
    base_url: str | None,
    legacy_url: str | None,
    sandbox: str | None,
    embedded: bool,
    profile: str | None,
    environ: Mapping[str, str],
) -> dict[str, Any]:
    """Return the settings that name the server: an option, a profile, the environment, or the embedded sandbox."""
    addresses = {"base_url": base_url, "legacy_url": legacy_url}
    choices = [bool(sandbox), embedded, bool(base_url or legacy_url or profile)]
    if sum(choices) > 1:
        raise ConfigurationError(
            "Server: expected one of --sandbox, --embedded, and --base-url with --legacy-url or a profile, got several."
        )
    if sandbox or embedded:
        return {"sandbox": sandbox}
    variables = profiles.variables(profile, environ) if profile else profiles.environment(environ)
    urls = {name: variables.get(variable) or None for name, variable in _ADDRESSES.items()}
    source = f"profile {profile}" if profile else "the environment"
    if any(addresses.values()):
        urls, source = addresses, "options"
    if not any(urls.values()):
        if variables.get("ACCOUNTABILITY_API_TOKEN") or variables.get("ACCOUNTABILITY_REGION"):
            raise ConfigurationError(
                f"Server: expected an address next to the credentials of {source}, got none. "
                "Set ACCOUNTABILITY_BASE_URL or base_url of the profile to test that server, or pass --embedded."
            )
        return {}
    names = ("TENANT_ID", "USERNAME", "API_TOKEN")
    account = Account(*(variables.get(f"ACCOUNTABILITY_{name}", "") for name in names))
    return {**urls, "account": account, "source": source}


def _progress_printer() -> Callable[[int, int, OperationResult], None]:
    """Return a function that prints a counter on a terminal, and a line every few operations elsewhere."""
    is_terminal = sys.stderr.isatty()

    def show(done: int, total: int, result: OperationResult) -> None:
        if is_terminal:
            print(
                f"\r{done} of {total} operations tested", end="\n" if done == total else "", file=sys.stderr, flush=True
            )
        elif total <= 20 or done % _PROGRESS_EVERY == 0 or done == total or result.failures:
            print(f"[{done}/{total}] {result.key}: {result.outcome}", file=sys.stderr, flush=True)

    return show

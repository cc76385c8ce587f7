"""`accountability login`, `logout` and `whoami`: the credentials of accounts."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Any

import click

from accountability import profiles

from .errors import CommandError, ExitCode
from .profile import ServiceCommand, profile_names, profile_option, selected

__all__ = ("login", "logout", "whoami")


@click.command
@click.option(
    "--tenant-id", metavar="ID", help="The agency's tenant; without it the token is sent by the Basic scheme."
)
@click.option("--username", metavar="EMAIL", help="The user's login e-mail address.")
@click.option("--region", type=click.Choice(["americas", "emea", "apac"]), help="The region of the server.")
@click.option("--base-url", metavar="URL", help="Server of v1 and v2, without the version.")
@click.option("--legacy-url", metavar="URL", help="Server of the legacy service, to its Service.svc.")
@click.option("--no-verify", is_flag=True, help="Store the token without a request to the service.")
@profile_option
@click.pass_context
def login(ctx: click.Context, /, no_verify: bool, **settings: str | None) -> None:
    """Store the credentials of an account.

    Reads the API token from a hidden prompt, or from standard input in a pipe; checks it against the service; stores
    it in the system's keyring, or in a file of mode 0600 where there is none. The other settings are added to the
    profile in profiles.toml.
    """
    from .token_store import store_token

    name = selected(ctx) or "default"
    if bool(settings["tenant_id"]) != bool(settings["username"]):
        raise CommandError("Expected --tenant-id and --username together, got one of them.")
    values = {key: value for key, value in settings.items() if value}
    _check_profile(name, values)
    token = click.prompt("API token", hide_input=True, err=True) if sys.stdin.isatty() else sys.stdin.readline()
    token = token.strip()
    if not token:
        raise CommandError("Expected an API token on standard input, got none.")
    if not no_verify:
        os.environ.pop("ACCOUNTABILITY_PROFILE", None)
        os.environ.update({variable: values.get(key, "") for key, variable in profiles.VARIABLES.items()})
        os.environ[profiles.VARIABLES["api_token"]] = token
        click.echo(_verify(), err=True)
    _add_profile(name, values)
    click.echo(f"The API token of profile {name!r} is stored in {store_token(name, token)}.", err=True)


@click.command
@profile_option
@click.pass_context
def logout(ctx: click.Context) -> None:
    """Delete the stored credentials of an account. Its other settings remain in profiles.toml."""
    from .token_store import delete_token

    name = selected(ctx) or "default"
    if not delete_token(name):
        raise CommandError(f"No API token is stored for profile {name!r}.")
    click.echo(f"The API token of profile {name!r} is deleted.", err=True)


@click.command(cls=ServiceCommand)
@click.option("--offline", is_flag=True, help="Send no request: show the settings only.")
@click.pass_context
def whoami(ctx: click.Context, offline: bool) -> None:
    """Show which account and server calls go to, and whether the service accepts the credentials."""
    variables = {name: os.environ.get(variable) for name, variable in profiles.VARIABLES.items()}
    if not variables["api_token"]:
        raise CommandError("Not logged in: run `accountability login`, or set ACCOUNTABILITY_API_TOKEN.")
    click.echo(f"profile   {selected(ctx) or 'none; settings come from the environment'}")
    for name in ("tenant_id", "username", "region", "base_url", "legacy_url"):
        if variables[name]:
            click.echo(f"{name.replace('_', ' '):<9} {variables[name]}")
    from accountability import Accountability

    with Accountability.from_env() as client:
        click.echo(f"client    {client!r}")
    if not offline:
        click.echo(f"token     {_verify()}")


def _verify() -> str:
    """Return whether the service accepts the credentials of the environment.

    Raises:
        AccountabilityError: the service rejects them, or cannot be reached.
    """
    from accountability import Accountability

    with Accountability.from_env(inferred="allow") as client:
        if tenant := os.environ.get(profiles.VARIABLES["tenant_id"]):
            username, password = (os.environ[profiles.VARIABLES[name]] for name in ("username", "api_token"))
            client.v1.token.obtain(grant_type="password", username=username, password=password, tenant_id=tenant)
            return "accepted: the service granted an access token"
        response = client.request("GET", "/v2/offices", query={"pageSize": 1})
    if response.status in (401, 403):
        raise CommandError(f"The service rejected the API token with status {response.status}.", ExitCode.DENIED)
    if response.status // 100 != 2:
        return f"not verified: an inferred request for it got status {response.status}"
    return "accepted by the service"


def _check_profile(name: str, settings: Mapping[str, str]) -> None:
    """Raise an error if a profile already has another value for a setting: it may be another account."""
    if name not in profile_names(profiles.path()):
        return
    import tomllib

    existing = tomllib.loads(profiles.path().read_text("utf-8-sig"))[name]
    for key, value in settings.items():
        if existing.get(key, value) != value:
            raise CommandError(
                f"profile {name!r}: {key} is {existing[key]!r} in {profiles.path()}, and {value!r} was given. "
                "Change the file, or choose another --profile."
            )
    if "api_token" in existing:
        raise CommandError(f"profile {name!r} has an api_token in {profiles.path()}: remove it there first.")


def _add_profile(name: str, settings: Mapping[str, str]) -> None:
    import tomlkit

    file = profiles.path()
    document = tomlkit.parse(file.read_text("utf-8-sig")) if file.exists() else tomlkit.document()
    table: Any = document.setdefault(name, tomlkit.table())
    table.update(settings)
    file.parent.mkdir(parents=True, exist_ok=True)
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as opened:
        opened.write(tomlkit.dumps(document))

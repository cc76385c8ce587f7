"""The account that commands call as: `--profile`, before or after the command's name."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any, TypeVar

import click

__all__ = ("ServiceCommand", "activate", "profile_option", "selected")

F = TypeVar("F", bound=Callable[..., Any])
_KEY = "accountability.profile"


def _remember(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.meta[_KEY] = value


def _names(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Complete the names of the profiles in profiles.toml."""
    from accountability import profiles

    try:
        return [name for name in profile_names(profiles.path()) if name.startswith(incomplete)]
    except Exception:  # completion must never print a traceback into the shell
        return []


def profile_names(file: os.PathLike[str]) -> list[str]:
    """Return the names of the profiles in a file; none if the file does not exist."""
    import tomllib

    if not os.path.exists(file):
        return []
    with open(file, encoding="utf-8-sig") as opened:
        return list(tomllib.loads(opened.read()))


def profile_option(function: F) -> F:
    """Add the option `--profile` to a command."""
    return click.option(
        "--profile",
        metavar="NAME",
        expose_value=False,
        callback=_remember,
        shell_complete=_names,
        help="Call as this profile of your profiles.toml.",
    )(function)


def selected(ctx: click.Context) -> str | None:
    """Return the name of the account profile of the calls; None if the environment alone decides."""
    from accountability import profiles

    name: str | None = ctx.meta.get(_KEY) or os.environ.get("ACCOUNTABILITY_PROFILE")
    if name or any(os.environ.get(variable) for variable in profiles.VARIABLES.values()):
        return name
    return "default" if "default" in profile_names(profiles.path()) else None


def activate(ctx: click.Context) -> None:
    """Write the selected profile into the environment, where every command looks for credentials and URLs.

    A profile without a token gets the one that `accountability login` stored.

    Raises:
        ConfigurationError: there is no such profile, or its file is invalid.
    """
    from accountability import profiles

    name = selected(ctx)
    if name is None:
        return
    explicit = ctx.meta.get(_KEY) is not None or not os.environ.get("ACCOUNTABILITY_PROFILE")
    variables = profiles.variables(name) if explicit else profiles.environment()
    for variable in (*profiles.VARIABLES.values(), "ACCOUNTABILITY_PROFILE"):
        os.environ.pop(variable, None)
    os.environ.update(variables)
    token = profiles.VARIABLES["api_token"]
    if not os.environ.get(token):
        from .token_store import read_token

        if stored := read_token(name):
            os.environ[token] = stored


class ServiceCommand(click.Command):
    """A command that calls the service: it takes `--profile`, and activates the selected profile before it runs."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        profile_option(self)

    def invoke(self, ctx: click.Context) -> Any:
        _import_httpx()
        activate(ctx)
        return super().invoke(ctx)


def _import_httpx() -> None:
    """Import httpx without its own command, whose packages take longer to import than httpx itself.

    That command is optional: without pygments httpx does not import it.
    """
    if "httpx" in sys.modules or "pygments" in sys.modules:
        return
    sys.modules["pygments"] = None  # type: ignore[assignment]  # which is how Python marks a module as absent
    try:
        import_module("httpx")
    finally:
        del sys.modules["pygments"]

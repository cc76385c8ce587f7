"""Profiles: the settings of several accounts in one file, for the client and the command line.

    # ~/.config/accountability/profiles.toml
    [emea]
    region = "emea"
    tenant_id = "acme"
    username = "ops@acme.example"
    api_token = "..."

A profile that is named in code or on the command line ignores the environment, except for ACCOUNTABILITY_API_TOKEN if
it has no `api_token`. A profile that ACCOUNTABILITY_PROFILE names is overridden by the other variables of the
environment. Keywords of the client override both.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from ._errors import ConfigurationError
from ._toml import parse_toml

__all__ = ("VARIABLES", "environment", "path", "variables")

VARIABLES = {
    name: f"ACCOUNTABILITY_{name.upper()}"
    for name in (
        "tenant_id",
        "username",
        "api_token",
        "region",
        "base_url",
        "legacy_url",
        "timezone",
        "legacy_timezone",
        "corrections",
        "token_cache",
    )
}
"""The settings of a profile, and the environment variable of each."""
_TOKEN = VARIABLES["api_token"]
_SAME = (VARIABLES["region"], VARIABLES["base_url"])  # alternatives: each is the URL of v1 and v2


def path(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the path of the file of profiles: in $XDG_CONFIG_HOME, on Windows in %APPDATA%, else in ~/.config.

    Raises:
        ConfigurationError: none of them is set, and the user has no home directory.
    """
    folder = environ.get("XDG_CONFIG_HOME") or (environ.get("APPDATA") if os.name == "nt" else "")
    return _expanded(folder or "~/.config", "HOME") / "accountability" / "profiles.toml"


def _expanded(place: str, setting: str) -> Path:
    try:
        return Path(place).expanduser()
    except RuntimeError:
        raise ConfigurationError(
            f"{setting}: expected a home directory for {place}, got none. Set HOME, or XDG_CONFIG_HOME for the file of "
            "profiles."
        ) from None


def environment(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the environment, completed by the profile that ACCOUNTABILITY_PROFILE names.

    Raises:
        ConfigurationError: as for `variables`.
    """
    if not (name := environ.get("ACCOUNTABILITY_PROFILE")):
        return dict(environ)
    profile = variables(name, environ)
    if any(environ.get(variable) for variable in _SAME):
        profile = {variable: value for variable, value in profile.items() if variable not in _SAME}
    return {**profile, **{variable: value for variable, value in environ.items() if value}}


def variables(name: str | None = None, environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return a profile as environment variables.

    Args:
        name: the profile; if not given, the one that ACCOUNTABILITY_PROFILE names, or else "default".
        environ: has the API token if the profile has none, and the folder of the file.

    Raises:
        ConfigurationError: there is no such profile, it has an unknown setting, or other users may read its token.
    """
    name = name or environ.get("ACCOUNTABILITY_PROFILE") or "default"
    file = path(environ)
    profiles = _read(file, name)
    if name not in profiles:
        raise ConfigurationError(f"{file}: expected the profile {name!r}, got none. {_near(name, profiles)}.")
    profile = profiles[name]
    for setting, value in profile.items():
        where = f"{file}: profile {name!r}"
        if setting not in VARIABLES:
            raise ConfigurationError(
                f"{where}: expected a known setting, got {setting!r}. {_near(setting, VARIABLES)}."
            )
        if not isinstance(value, str):
            raise ConfigurationError(f"{where}: {setting}: expected a string in quotes, got {type(value).__name__}.")
    token = {_TOKEN: environ[_TOKEN]} if environ.get(_TOKEN) else {}
    return {**token, **{VARIABLES[setting]: _located(file, setting, str(value)) for setting, value in profile.items()}}


def _read(file: Path, name: str) -> dict[str, dict[str, object]]:
    try:
        with file.open("rb") as opened:
            mode = os.fstat(opened.fileno()).st_mode
            content = opened.read()
    except OSError as error:
        raise ConfigurationError(f"profile {name!r}: expected to read {file}, got: {error.strerror}.") from None
    read = parse_toml(content, str(file))
    profiles = {title: table for title, table in read.items() if isinstance(table, dict)}
    if len(profiles) != len(read):
        raise ConfigurationError(f"{file}: expected a table for each profile, such as [{name}], got settings outside.")
    secret = any("api_token" in profile for profile in profiles.values())
    if secret and os.name == "posix" and stat.S_IMODE(mode) & 0o077:
        raise ConfigurationError(f"{file}: expected that only you can read its tokens; run `chmod 600` on it.")
    return profiles


def _located(file: Path, setting: str, value: str) -> str:
    """Return a value; the path of another file is relative to the file of profiles."""
    if setting not in ("corrections", "token_cache"):
        return value
    return str(file.parent / _expanded(value, f"{file}: {setting}"))


def _near(name: str, candidates: Iterable[str]) -> str:
    from difflib import get_close_matches

    names = list(candidates)
    near = get_close_matches(name, names, n=1)
    suggestion = f"Did you mean {near[0]!r}? " if near else ""
    return f"{suggestion}Known: {', '.join(map(repr, names)) or 'none'}"

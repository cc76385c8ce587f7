"""Profiles: the settings of several accounts in one file, for the client and the command alike.

    # ~/.config/accountability/profiles.toml
    [emea]
    region = "emea"
    tenant_id = "acme"
    username = "ops@acme.example"
    api_token = "..."

A profile that is named in code or on the command line stands alone: the environment adds nothing to it but
ACCOUNTABILITY_API_TOKEN, where it has no `api_token`. One that ACCOUNTABILITY_PROFILE names lies beneath the
environment, whose other variables win. Keywords of the client win over both.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from ._errors import ConfigurationError

__all__ = ("VARIABLES", "environment", "path", "variables")

VARIABLES = {
    name: f"ACCOUNTABILITY_{name.upper()}"
    for name in ("tenant_id", "username", "api_token", "region", "base_url", "legacy_url", "corrections", "token_cache")
}
"""The members of a profile, and the variable of the environment that says the same."""
_TOKEN = VARIABLES["api_token"]
_SAME = (VARIABLES["region"], VARIABLES["base_url"])  # two ways to say where v1 and v2 are


def path(environ: Mapping[str, str] = os.environ) -> Path:
    """Where profiles are kept: in $XDG_CONFIG_HOME, on Windows in %APPDATA%, else in ~/.config."""
    folder = environ.get("XDG_CONFIG_HOME") or (environ.get("APPDATA") if os.name == "nt" else "")
    return Path(folder or Path.home() / ".config") / "accountability" / "profiles.toml"


def environment(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment, over the profile that ACCOUNTABILITY_PROFILE names, if it does.

    Raises:
        ConfigurationError: as for `variables`.
    """
    if not (name := environ.get("ACCOUNTABILITY_PROFILE")):
        return dict(environ)
    beneath = variables(name, environ)
    if any(environ.get(variable) for variable in _SAME):
        beneath = {variable: value for variable, value in beneath.items() if variable not in _SAME}
    return {**beneath, **{variable: value for variable, value in environ.items() if value}}


def variables(name: str | None = None, environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """A profile, as the variables of the environment that would say the same.

    Args:
        name: the profile; if not given, the one that ACCOUNTABILITY_PROFILE names, or else "default".
        environ: where the profile has no token, and where its file is looked for.

    Raises:
        ConfigurationError: there is no such profile, it holds what is not known, or others may read its token.
    """
    name = name or environ.get("ACCOUNTABILITY_PROFILE") or "default"
    file = path(environ)
    profiles = _read(file, name)
    if name not in profiles:
        raise ConfigurationError(f"{file} has no profile {name!r}; {_near(name, profiles)}")
    profile = profiles[name]
    for member, value in profile.items():
        if member not in VARIABLES:
            raise ConfigurationError(f"{file}: profile {name!r}: {member!r} is not known; {_near(member, VARIABLES)}")
        if not isinstance(value, str):
            raise ConfigurationError(f"{file}: profile {name!r}: {member} is no text in quotes")
    token = {_TOKEN: environ[_TOKEN]} if environ.get(_TOKEN) else {}
    return {**token, **{VARIABLES[member]: _placed(file, member, str(value)) for member, value in profile.items()}}


def _read(file: Path, name: str) -> dict[str, dict[str, object]]:
    import tomllib

    try:
        with file.open("rb") as opened:
            mode = os.fstat(opened.fileno()).st_mode
            read = tomllib.load(opened)
    except OSError as error:
        raise ConfigurationError(f"profile {name!r}: {file} cannot be read: {error.strerror}") from None
    except ValueError as error:  # from None: what could not be read may hold a token
        raise ConfigurationError(f"{file} is no TOML: {error}") from None
    profiles = {each: table for each, table in read.items() if isinstance(table, dict)}
    if len(profiles) != len(read):
        raise ConfigurationError(f"{file}: settings stand in a table for each profile, such as [{name}]")
    secret = any("api_token" in profile for profile in profiles.values())
    if secret and os.name == "posix" and stat.S_IMODE(mode) & 0o077:
        raise ConfigurationError(f"others may read the tokens in {file}: `chmod 600` it")
    return profiles


def _placed(file: Path, member: str, value: str) -> str:
    """A value; the path of another file is relative to that of the profiles."""
    return str(file.parent / Path(value).expanduser()) if member in ("corrections", "token_cache") else value


def _near(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    names = list(known)
    near = get_close_matches(name, names, n=1)
    meant = f"did you mean {near[0]!r}? " if near else ""
    return f"{meant}There {'is' if len(names) == 1 else 'are'} {', '.join(map(repr, names)) or 'none'}"

"""The keywords of a client that variables say, those of the environment or of a profile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ._credentials import ApiToken, Credentials, PasswordGrant
from ._errors import ConfigurationError
from .profiles import VARIABLES

__all__ = ("given",)


def given(variables: Mapping[str, str], settings: Mapping[str, Any]) -> dict[str, Any]:
    """The keywords of a client: what is set by hand, over what the variables say.

    Args:
        variables: as of the environment.
        settings: keywords of a client.

    Raises:
        ConfigurationError: a variable is missing; the message names it.
    """
    told: dict[str, Any] = {name: value for name in _KEYWORDS if (value := variables.get(VARIABLES[name]))}
    if settings.keys() & {"region", "base_url"}:
        told = {name: value for name, value in told.items() if name not in ("region", "base_url")}
    auth = {} if "auth" in settings else {"auth": credentials_from(variables)}
    return {**auth, **told, **settings}


def credentials_from(variables: Mapping[str, str]) -> Credentials:
    """The credentials that the variables tell: a user with a tenant, or the API token alone.

    Raises:
        ConfigurationError: a variable is missing; the message names it.
    """
    told = {name: variables.get(VARIABLES[name], "").strip() for name in ("tenant_id", "username", "api_token")}
    if told["api_token"] and not told["tenant_id"] and not told["username"]:
        return ApiToken(told["api_token"])
    if missing := [name for name, value in told.items() if not value]:
        where = f"in the environment{_misspelt(variables)}, nor {' and '.join(missing)} in a profile"
        raise ConfigurationError(f"{' and '.join(VARIABLES[name] for name in missing)}: not set {where}. {_WANTED}")
    return PasswordGrant(
        tenant_id=told["tenant_id"],
        username=told["username"],
        api_token=told["api_token"],
        token_cache=variables.get(VARIABLES["token_cache"]) or None,
    )


def _misspelt(variables: Mapping[str, str]) -> str:
    unknown = [each for each in variables if each.startswith("ACCOUNTABILITY_") and each not in VARIABLES.values()]
    strange = sorted({*unknown} - {"ACCOUNTABILITY_PROFILE"})
    return f" ({', '.join(strange)} is, which is not known)" if strange else ""


_KEYWORDS = ("region", "base_url", "legacy_url", "corrections")
_WANTED = (
    "Set ACCOUNTABILITY_API_TOKEN alone for the Basic scheme, or with ACCOUNTABILITY_TENANT_ID and "
    "ACCOUNTABILITY_USERNAME for access tokens."
)

"""Read the keywords of a client from the variables of the environment or of a profile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .._errors import ConfigurationError
from ..profiles import VARIABLES
from .credentials import ApiToken, Credentials, PasswordGrant

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

__all__ = ("client_settings",)


def client_settings(variables: Mapping[str, str], settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return the keywords of a client: the settings, completed by the variables."""
    keywords: dict[str, Any] = {name: value for name in _KEYWORDS if (value := variables.get(VARIABLES[name]))}
    if settings.keys() & {"region", "base_url"}:
        keywords = {name: value for name, value in keywords.items() if name not in ("region", "base_url")}
    for name in _ZONES:
        if name in keywords and name not in settings:
            keywords[name] = _zone(VARIABLES[name], keywords[name])
    auth = {} if "auth" in settings else {"auth": credentials_from(variables)}
    return {**auth, **keywords, **settings}


def _zone(variable: str, name: str) -> ZoneInfo:
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        raise ConfigurationError(
            f"{variable}: expected the name of a zone such as Europe/London, got {name!r}. If it is one, install the "
            "package tzdata."
        ) from None


def credentials_from(variables: Mapping[str, str]) -> Credentials:
    """Return the credentials in the variables: a user with a tenant, or the API token alone."""
    values = {name: variables.get(VARIABLES[name], "").strip() for name in ("tenant_id", "username", "api_token")}
    if values["api_token"] and not values["tenant_id"] and not values["username"]:
        return ApiToken(values["api_token"])
    if missing := [name for name, value in values.items() if not value]:
        where = f"in the environment{_unknown_variables(variables)}, nor {' and '.join(missing)} in a profile"
        raise ConfigurationError(
            f"{' and '.join(VARIABLES[name] for name in missing)}: not set {where}. {_CREDENTIALS_HINT}"
        )
    return PasswordGrant(
        tenant_id=values["tenant_id"],
        username=values["username"],
        api_token=values["api_token"],
        token_cache=variables.get(VARIABLES["token_cache"]) or None,
    )


def _unknown_variables(variables: Mapping[str, str]) -> str:
    valid = {*VARIABLES.values(), "ACCOUNTABILITY_PROFILE"}
    unknown = sorted(name for name in variables if name.startswith("ACCOUNTABILITY_") and name not in valid)
    return f" ({', '.join(unknown)} is, which is not known)" if unknown else ""


_ZONES = ("timezone", "legacy_timezone")
_KEYWORDS = ("region", "base_url", "legacy_url", *_ZONES, "corrections")
_CREDENTIALS_HINT = (
    "Set ACCOUNTABILITY_API_TOKEN alone for the Basic scheme, or with ACCOUNTABILITY_TENANT_ID and "
    "ACCOUNTABILITY_USERNAME for access tokens."
)

"""Settings of a client, checked when it is made, and where they come from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from math import inf
from typing import Any, Literal, TypeAlias
from urllib.parse import urlsplit

from ._budget import Budget
from ._credentials import ApiToken, Credentials, PasswordGrant
from ._errors import SettingsError
from ._hooks import Hooks
from ._retry import Retry
from .profiles import VARIABLES

__all__ = ("LEGACY_URL", "Region", "base_url_of", "checked_url", "given", "require")

Region: TypeAlias = Literal["americas", "emea", "apac"]
LEGACY_URL = "https://www.accountabilityapi.com/Service.svc"
# Only the first is published; that each region's host has an API beside it is inferred from the first.
_REGIONS: dict[str, str] = {
    "americas": "https://api.accountabilityone.com",
    "emea": "https://api.accountabilityoneeu.com",
    "apac": "https://api.accountabilityonesystem.com",
}


def base_url_of(base_url: str | None, region: Region | None) -> str:
    """The URL of v1 and v2: as given, or the region's, or the published one.

    Raises:
        SettingsError: both are given, the region is not known, or the URL cannot be one of the API.
    """
    if base_url is not None and region is not None:
        raise SettingsError("give base_url or region, not both")
    if region is not None and region not in _REGIONS:
        raise SettingsError(f"region={region!r}: it is one of {', '.join(map(repr, _REGIONS))}")
    return checked_url("base_url", base_url or _REGIONS[region or "americas"])


def checked_url(setting: str, url: str) -> str:
    """A URL that paths can be added to, with no slash at its end.

    Raises:
        SettingsError: it is no http URL, carries credentials or a query, or ends in a version that paths have already.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingsError(f"{setting}: a URL such as {_REGIONS['americas']} is needed")
    if parts.username is not None or parts.password is not None:
        raise SettingsError(f"{setting}: credentials do not belong in a URL; give ApiToken or PasswordGrant")
    if parts.query or parts.fragment:
        raise SettingsError(f"{setting}: a URL without a query is needed")
    if parts.path.rstrip("/").rpartition("/")[2] in ("v1", "v2"):
        raise SettingsError(f"{setting}: leave the version out; each path begins with it")
    return url.rstrip("/")


def require(**settings: object) -> None:
    """Sees to it that settings are of their kinds, so that none fails later, in the midst of a call.

    Raises:
        SettingsError: one is not; the message names it.
    """
    for name, value in settings.items():
        kinds, wanted = _KINDS[name]
        if not isinstance(value, kinds) or (isinstance(value, int | float) and not 0 < value < inf):
            shown = value if isinstance(value, int | float) else f"a {type(value).__name__}"
            raise SettingsError(f"{name}: {wanted} is needed, not {shown}")


def given(variables: Mapping[str, str], settings: Mapping[str, Any]) -> dict[str, Any]:
    """The keywords of a client: what is set by hand, over what the variables say.

    Args:
        variables: as of the environment.
        settings: keywords of a client.

    Raises:
        SettingsError: a variable is missing; the message names it.
    """
    told: dict[str, Any] = {name: value for name in _KEYWORDS if (value := variables.get(VARIABLES[name]))}
    if settings.keys() & {"region", "base_url"}:
        told = {name: value for name, value in told.items() if name not in ("region", "base_url")}
    auth = {} if "auth" in settings else {"auth": credentials_from(variables)}
    return {**auth, **told, **settings}


def credentials_from(variables: Mapping[str, str]) -> Credentials:
    """The credentials that the variables tell: a user with a tenant, or the API token alone.

    Raises:
        SettingsError: a variable is missing; the message names it.
    """
    told = {name: variables.get(VARIABLES[name], "").strip() for name in ("tenant_id", "username", "api_token")}
    if told["api_token"] and not told["tenant_id"] and not told["username"]:
        return ApiToken(told["api_token"])
    if missing := [name for name, value in told.items() if not value]:
        where = f"in the environment{_misspelt(variables)}, nor {' and '.join(missing)} in a profile"
        raise SettingsError(f"{' and '.join(VARIABLES[name] for name in missing)}: not set {where}. {_WANTED}")
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


_NONE = type(None)
_KINDS: dict[str, tuple[tuple[type, ...], str]] = {
    "auth": ((ApiToken, PasswordGrant), "ApiToken(...) or PasswordGrant(...)"),
    "legacy_timezone": ((tzinfo,), 'a zone such as zoneinfo.ZoneInfo("Europe/London")'),
    "timeout": ((int, float, _NONE), "a number of seconds, or None,"),
    "retry": ((Retry, _NONE), "Retry(...) or None"),
    "hooks": ((Hooks,), "Hooks(...)"),
    "budget": ((Budget, _NONE), "Budget(...) or None"),
    "legacy_budget": ((Budget, _NONE), 'Budget(...), "shared" or None'),
    "account": ((str, _NONE), "a name"),
    "max_answer_bytes": ((int,), "a number of bytes"),
}
_KEYWORDS = ("region", "base_url", "legacy_url", "corrections")
_WANTED = (
    "Set ACCOUNTABILITY_API_TOKEN alone for the Basic scheme, or with ACCOUNTABILITY_TENANT_ID and "
    "ACCOUNTABILITY_USERNAME for access tokens."
)

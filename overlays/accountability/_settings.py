"""Settings of a client, checked when it is made, and where they come from."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Literal, TypeAlias
from urllib.parse import urlsplit

from ._credentials import ApiToken, Credentials, PasswordGrant
from ._errors import SettingsError

__all__ = ("LEGACY_URL", "Region", "base_url_of", "checked_url", "credentials_from", "urls_from")

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


def credentials_from(environ: Mapping[str, str] = os.environ) -> Credentials:
    """The credentials that the environment tells: a user with a tenant, or the API token alone.

    Raises:
        SettingsError: a variable is missing; the message names it.
    """
    names = {"tenant_id": "TENANT_ID", "username": "USERNAME", "api_token": "API_TOKEN"}
    given = {name: environ.get(f"ACCOUNTABILITY_{variable}", "").strip() for name, variable in names.items()}
    if given["api_token"] and not given["tenant_id"] and not given["username"]:
        return ApiToken(given["api_token"])
    if missing := [f"ACCOUNTABILITY_{names[name]}" for name, value in given.items() if not value]:
        raise SettingsError(f"{' and '.join(missing)}: not set in the environment. {_WANTED}")
    return PasswordGrant(tenant_id=given["tenant_id"], username=given["username"], api_token=given["api_token"])


def urls_from(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The URLs and the file of corrections that the environment sets, as keywords of a client."""
    names = {
        "base_url": "ACCOUNTABILITY_BASE_URL",
        "legacy_url": "ACCOUNTABILITY_LEGACY_URL",
        "corrections": "ACCOUNTABILITY_CORRECTIONS",
    }
    return {name: environ[variable] for name, variable in names.items() if environ.get(variable)}


_WANTED = (
    "Set ACCOUNTABILITY_API_TOKEN alone for the Basic scheme, or with ACCOUNTABILITY_TENANT_ID and "
    "ACCOUNTABILITY_USERNAME for access tokens."
)

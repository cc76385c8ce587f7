"""Settings of a client, checked when it is made."""

from __future__ import annotations

from datetime import tzinfo
from math import inf
from typing import Literal, TypeAlias
from urllib.parse import SplitResult, urlsplit

from ._credentials import ApiToken, PasswordGrant
from ._errors import ConfigurationError
from ._hooks import Hooks
from ._rate_limit import RateLimit
from ._retry import Retry

__all__ = ("LEGACY_URL", "Region", "base_url_of", "checked_url", "require")

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
        ConfigurationError: both are given, the region is not known, or the URL cannot be one of the API.
    """
    if base_url is not None and region is not None:
        raise ConfigurationError("give base_url or region, not both")
    if region is not None and region not in _REGIONS:
        raise ConfigurationError(f"region={region!r}: it is one of {', '.join(map(repr, _REGIONS))}")
    return checked_url("base_url", _REGIONS[region or "americas"] if base_url is None else base_url)


def checked_url(setting: str, url: str) -> str:
    """A URL that paths can be added to, with no slash at its end.

    Raises:
        ConfigurationError: the URL is not an http URL, has credentials or a query, or ends in a version
            that paths already have.
    """
    parts = _split(url)
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        raise ConfigurationError(f"{setting}: a URL such as {_REGIONS['americas']} is needed")
    if parts.username is not None or parts.password is not None:
        raise ConfigurationError(f"{setting}: credentials do not belong in a URL; give ApiToken or PasswordGrant")
    if parts.query or parts.fragment:
        raise ConfigurationError(f"{setting}: a URL without a query is needed")
    if parts.path.rstrip("/").rpartition("/")[2] in ("v1", "v2"):
        raise ConfigurationError(f"{setting}: leave the version out; each path begins with it")
    return url.rstrip("/")


def _split(url: object) -> SplitResult | None:
    """The parts of a text that may be a URL; None of anything else."""
    if not isinstance(url, str) or url.split() != [url]:
        return None
    try:
        parts = urlsplit(url)
        return parts if parts.port != 0 else None
    except ValueError:
        return None


def require(**settings: object) -> None:
    """Sees to it that settings are of their kinds, so that none fails later, in the midst of a call.

    Raises:
        ConfigurationError: one is not; the message names it.
    """
    for name, value in settings.items():
        kinds, wanted = _KINDS[name]
        if not isinstance(value, kinds) or (isinstance(value, int | float) and not 0 < value < inf):
            shown = value if isinstance(value, int | float) else f"a {type(value).__name__}"
            raise ConfigurationError(f"{name}: {wanted} is needed, not {shown}")


_NONE = type(None)
_KINDS: dict[str, tuple[tuple[type, ...], str]] = {
    "auth": ((ApiToken, PasswordGrant), "ApiToken(...) or PasswordGrant(...)"),
    "legacy_timezone": ((tzinfo,), 'a zone such as zoneinfo.ZoneInfo("Europe/London")'),
    "timeout": ((int, float, _NONE), "a number of seconds, or None,"),
    "retry": ((Retry, _NONE), "Retry(...) or None"),
    "hooks": ((Hooks,), "Hooks(...)"),
    "rate_limit": ((RateLimit, _NONE), "RateLimit(...) or None"),
    "legacy_rate_limit": ((RateLimit, _NONE), 'RateLimit(...), "shared" or None'),
    "account": ((str, _NONE), "a name"),
    "max_answer_bytes": ((int,), "a number of bytes"),
}

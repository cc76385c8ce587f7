"""Check the settings of a client when it is created."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from math import inf
from typing import Literal, NamedTuple, TypeAlias
from urllib.parse import urlsplit

from ._auth.credentials import ApiToken, PasswordGrant
from ._errors import ConfigurationError
from ._transport.hooks import Hooks
from ._transport.rate_limit.settings import RateLimit
from ._transport.retry import Retry

__all__ = ("LEGACY_URL", "Region", "ServiceUrls", "check_timezones", "missing_url", "service_urls", "validate_settings")

Region: TypeAlias = Literal["americas", "emea", "apac"]
LEGACY_URL = "https://www.accountabilityapi.com/Service.svc"
# Only the first is published; that each region's host also has an API is inferred from the first.
_REGIONS: dict[str, str] = {
    "americas": "https://api.accountabilityone.com",
    "emea": "https://api.accountabilityoneeu.com",
    "apac": "https://api.accountabilityonesystem.com",
}


class ServiceUrls(NamedTuple):
    """The URL of v1 and v2, and the URL of the legacy service; None where the setting is missing."""

    base: str | None
    legacy: str | None


def missing_url(api: str) -> ConfigurationError:
    """Return the error for a call to an API without a URL; the published one could be another system."""
    missing, other = ("legacy_url", "base_url") if api == "legacy" else ("base_url", "legacy_url")
    return ConfigurationError(
        f"{missing}: expected the URL of {api}, since {other} is not the published one; got none. "
        f"Set {missing} (ACCOUNTABILITY_{missing.upper()} in the environment); nothing was sent."
    )


def service_urls(base_url: str | None, region: Region | None, legacy_url: str | None) -> ServiceUrls:
    """Return the URLs of the APIs: as given, else the region's, else the published ones.

    If only one of the two services has a URL of its own, the other has none: a client of a test system must not call
    the published service.
    """
    if base_url is not None and region is not None:
        raise ConfigurationError("base_url, region: expected one of them, got both.")
    if region is not None and region not in _REGIONS:
        raise ConfigurationError(f"region: expected one of {', '.join(map(repr, _REGIONS))}, got {region!r}.")
    base = _checked_url("base_url", _REGIONS[region or "americas"] if base_url is None else base_url)
    legacy = _checked_url("legacy_url", LEGACY_URL if legacy_url is None else legacy_url)
    own_base = base_url is not None and _host(base) not in map(_host, _REGIONS.values())
    own_legacy = legacy_url is not None and _host(legacy) != _host(LEGACY_URL)
    return ServiceUrls(
        base=None if own_legacy and base_url is None and region is None else base,
        legacy=None if own_base and legacy_url is None else legacy,
    )


def _host(url: str) -> str | None:
    return urlsplit(url).hostname


def _checked_url(setting: str, url: str) -> str:
    """Return a URL that paths can be added to, without a slash at its end."""
    try:
        parts = urlsplit(url)
        is_url = url.split() == [url] and parts.port != 0 and parts.scheme in ("http", "https") and bool(parts.hostname)
    except (AttributeError, TypeError, ValueError):
        is_url = False
    if not is_url:
        example = LEGACY_URL if setting == "legacy_url" else _REGIONS["americas"]
        raise ConfigurationError(f"{setting}: expected a URL such as {example}.")
    if parts.username is not None or parts.password is not None:
        raise ConfigurationError(f"{setting}: expected a URL without credentials. Pass ApiToken or PasswordGrant.")
    if parts.query or parts.fragment:
        raise ConfigurationError(f"{setting}: expected a URL without a query.")
    if parts.path.rstrip("/").rpartition("/")[2] in ("v1", "v2"):
        raise ConfigurationError(f"{setting}: expected a URL without a version; each path begins with it.")
    return url.rstrip("/")


def validate_settings(**settings: object) -> None:
    """Check the types of settings, so that none fails later during a call."""
    for name, value in settings.items():
        kinds, expected = _KINDS[name]
        if not isinstance(value, kinds) or (isinstance(value, int | float) and not 0 < value < inf):
            shown = value if isinstance(value, int | float) else f"a {type(value).__name__}"
            raise ConfigurationError(f"{name}: expected {expected}, got {shown}.")


def check_timezones(**zones: tzinfo | None) -> None:
    """Check that each zone knows the offset of a wall time, which zones of pytz do not."""
    validate_settings(**zones)
    for name, zone in zones.items():
        for month in (1, 7):
            wall = datetime(2026, month, 1, 12, tzinfo=UTC).astimezone(zone) if zone else None
            if wall is not None and wall.replace(tzinfo=zone).utcoffset() != wall.utcoffset():
                raise ConfigurationError(f"{name}: expected {_ZONE[1]}, got a zone of pytz.")


_NONE = type(None)
_ZONE: tuple[tuple[type, ...], str] = (tzinfo, _NONE), 'a zone such as zoneinfo.ZoneInfo("Europe/London")'
_KINDS: dict[str, tuple[tuple[type, ...], str]] = {
    "auth": ((ApiToken, PasswordGrant), "ApiToken(...) or PasswordGrant(...)"),
    "timezone": _ZONE,
    "legacy_timezone": _ZONE,
    "timeout": ((int, float, _NONE), "a number of seconds or None"),
    "retry": ((Retry, _NONE), "Retry(...) or None"),
    "hooks": ((Hooks,), "Hooks(...)"),
    "rate_limit": ((RateLimit, _NONE), "RateLimit(...) or None"),
    "legacy_rate_limit": ((RateLimit, _NONE), 'RateLimit(...), "shared" or None'),
    "account": ((str, _NONE), "a name"),
    "max_response_bytes": ((int,), "a number of bytes"),
}

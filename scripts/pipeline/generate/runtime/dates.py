"""WCF dates in JSON: `/Date(928113600000+1000)/`, milliseconds since 1970 in UTC and the offset of the writer."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

__all__ = ("format_wcf_date", "parse_wcf_date")

_FORM = re.compile(r"/Date\((-?\d{1,18})(?:([+-])([01]\d|2[0-3])([0-5]\d))?\)/", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND, _MINUTE = timedelta(milliseconds=1), timedelta(minutes=1)
_ADVICE = "tzinfo=datetime.UTC, for example"


@lru_cache(maxsize=1024)  # the records of a response share most of their dates
def parse_wcf_date(text: str) -> datetime:
    """Parse a WCF date; its zone is the offset written with it, or UTC if there is none.

    The first and last hours of the years 1 and 9999 are read too, although Python cannot convert them to UTC.

    Raises:
        TypeError: `text` is not a string.
        ValueError: `text` is not a WCF date, or its year is not between 1 and 9999.
    """
    match = _FORM.fullmatch(text)
    if match is None:
        raise ValueError("expected a date such as /Date(928113600000+1000)/")
    milliseconds, sign, hours, minutes = match.groups()
    zone = _zone(sign, hours, minutes)
    try:
        local = _EPOCH.replace(tzinfo=None) + (int(milliseconds) * _MILLISECOND + zone.utcoffset(None))
    except OverflowError:
        raise ValueError("expected a date between the years 1 and 9999") from None
    return local.replace(tzinfo=zone)


def format_wcf_date(moment: datetime) -> str:
    """Format a datetime as a WCF date with its own offset; fractions of a millisecond are cut off.

    An offset that is not a whole number of minutes (local mean time, before about 1900) is rounded up to one; the
    instant is exact.

    Raises:
        ValueError: `moment` has no time zone.
    """
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError(f"expected a datetime with a time zone, got {moment.isoformat()}. Add one: {_ADVICE}.")
    minutes = -(-offset // _MINUTE)
    sign = "-" if minutes < 0 else "+"
    return f"/Date({(moment - _EPOCH) // _MILLISECOND}{sign}{abs(minutes) // 60:02}{abs(minutes) % 60:02})/"


def _zone(sign: str | None, hours: str, minutes: str) -> timezone:
    if sign is None:
        return UTC
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-offset if sign == "-" else offset)

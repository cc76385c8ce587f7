"""Read, write and compare dates and date-times as they appear in JSON."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime

Clock = Callable[[], datetime]

_DATE_TIME = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:[Zz]|([+-])(\d\d):(\d\d))?)?", re.ASCII
)
_FOUR_CENTURIES = 146_097  # days; the calendar repeats after them, so year 0 has the days of year 400


def now() -> datetime:
    """Return the machine's time, aware."""
    return datetime.now(UTC)


def format_timestamp(moment: datetime) -> str:
    """Return a datetime in RFC 3339, in UTC unless the UTC year is out of Python's range."""
    with suppress(OverflowError):
        moment = moment.astimezone(UTC)
    return moment.isoformat().replace("+00:00", "Z")


def to_microseconds(text: object) -> int | None:
    """Return the microseconds of a date or date-time string on the UTC scale, or None for any other value.

    Accepts what `datetime` does not: year 0, second 60, any number of fraction digits. A string without an offset is
    read as UTC.
    """
    match = _DATE_TIME.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    try:
        days = date(year, month, day).toordinal() if year else date(400, month, day).toordinal() - _FOUR_CENTURIES
    except ValueError:
        return None
    fraction, sign, zone_hours, zone_minutes = match.groups()[6:]
    offset = (int(zone_hours or 0) * 60 + int(zone_minutes or 0)) * (-1 if sign == "-" else 1)
    seconds = days * 86_400 + hour * 3_600 + (minute - offset) * 60 + second
    return seconds * 1_000_000 + int((fraction or "0")[:6].ljust(6, "0"))

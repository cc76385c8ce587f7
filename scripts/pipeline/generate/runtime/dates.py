"""WCF's dates in JSON: `/Date(928113600000+1000)/`, milliseconds since 1970 in UTC and the writer's offset."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

__all__ = ("format_wcf_date", "parse_wcf_date")

_FORM = re.compile(r"/Date\((-?\d{1,18})(?:([+-])([01]\d|2[0-3])([0-5]\d))?\)/", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


@lru_cache(maxsize=1024)  # the rows of an answer share most of their dates
def parse_wcf_date(text: str) -> datetime:
    """The moment, in the offset that was written with it, or in UTC where none was.

    Raises:
        TypeError: It is no text.
        ValueError: It is no such date, or one that Python cannot hold.
    """
    found = _FORM.fullmatch(text)
    if found is None:
        raise ValueError("not a date of the form /Date(milliseconds+hhmm)/")
    milliseconds, sign, hours, minutes = found.groups()
    try:
        return (_EPOCH + int(milliseconds) * _MILLISECOND).astimezone(_zone(sign, hours, minutes))
    except OverflowError:
        raise ValueError("a date before the year 1 or after the year 9999") from None


def format_wcf_date(moment: datetime) -> str:
    """The moment as WCF writes it, with the offset of its own zone; parts of a millisecond are cut off.

    Raises:
        ValueError: The moment has no zone.
    """
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError(f"{moment.isoformat()} has no time zone: give it one, such as tzinfo=datetime.UTC")
    minutes = offset // timedelta(minutes=1)
    sign = "-" if minutes < 0 else "+"
    return f"/Date({(moment - _EPOCH) // _MILLISECOND}{sign}{abs(minutes) // 60:02}{abs(minutes) % 60:02})/"


def _zone(sign: str | None, hours: str, minutes: str) -> timezone:
    if sign is None:
        return UTC
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-offset if sign == "-" else offset)

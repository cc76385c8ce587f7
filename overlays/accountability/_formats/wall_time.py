"""Wall times: date-times without an offset, as a service writes them that has one time zone."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone, tzinfo

__all__ = ("add_offset", "to_wall_time")

_MINUTE = timedelta(minutes=1)


def add_offset(wall: datetime, zone: tzinfo) -> datetime:
    """Return a wall time with the zone's offset at that time.

    The offset is rounded down to minutes: local mean time (before about 1900) has seconds, which few formats can hold.
    """
    return wall.replace(tzinfo=timezone(_whole_minutes(wall, zone)))


def to_wall_time(moment: datetime, zone: tzinfo) -> datetime:
    """Return the wall time of a datetime in a zone; what `add_offset` returned becomes the same wall time again."""
    wall, offset = moment.replace(tzinfo=None), moment.utcoffset() or timedelta()
    if _whole_minutes(wall, zone) == offset:
        return wall
    try:
        return moment.astimezone(zone).replace(tzinfo=None)
    except OverflowError:  # UTC is in the year 0 or 10000
        return wall + (_offset(wall, zone) - offset)


def _whole_minutes(wall: datetime, zone: tzinfo) -> timedelta:
    return _offset(wall, zone) // _MINUTE * _MINUTE


def _offset(wall: datetime, zone: tzinfo) -> timedelta:
    return wall.replace(tzinfo=zone).utcoffset() or timedelta()

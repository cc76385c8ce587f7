"""Compare the record in the response to a write with what was sent: a service ignores unknown property names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from .filters import matches

if TYPE_CHECKING:
    from accountability_api._runtime.call import Call

__all__ = ("ignored_properties",)


def ignored_properties(call: Call[Any], record: Any) -> Iterator[str]:
    """Yield the properties of an inferred write that the record lacks or has with another value; not invalid values."""
    if call.status != "inferred" or not isinstance(call.body, Mapping):
        return
    from attrs import fields  # imported here, since most clients do not need it

    from accountability_api._runtime.model import Model

    if not isinstance(record, Model):
        return
    names = (each.name for each in fields(type(record)) if each.name != "additional_properties")
    for name, wire in zip(names, type(record)._wire, strict=True):
        sent, received = call.body.get(wire), getattr(record, name)
        if sent in (None, "") or isinstance(sent, list | dict) or wire in record.additional_properties:
            continue
        if received is None or not (received == sent or matches(received, "eq", sent)):
            yield wire

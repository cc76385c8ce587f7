"""Whether a record that was written came back as it was sent: a service passes over a member whose name it lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ._filter_check import meets

if TYPE_CHECKING:
    from accountability_api._runtime.call import Call

__all__ = ("unheeded",)


def unheeded(call: Call[Any], made: Any) -> Iterator[str]:
    """The members of an inferred write that the record in its answer lacks, or has otherwise; misfits aside."""
    if call.status != "inferred" or not isinstance(call.body, Mapping):
        return
    from attrs import fields  # here, since a client that has written nothing yet does without

    from accountability_api._runtime.model import Model

    if not isinstance(made, Model):
        return
    names = (each.name for each in fields(type(made)) if each.name != "additional_properties")
    for name, wire in zip(names, type(made)._wire, strict=True):
        sent, came = call.body.get(wire), getattr(made, name)
        if sent in (None, "") or isinstance(sent, list | dict) or wire in made.additional_properties:
            continue
        if came is None or not (came == sent or meets(came, "eq", sent)):
            yield wire

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Model, Notes, begin, left, number_or_null, text_or_null, told


@define(kw_only=True, repr=False)
class LegacyScopeDiscount(Model):
    """A discount on a scope."""

    _wire: ClassVar[tuple[str, ...]] = (
        "description", "type", "value",
    )  # fmt: skip

    description: str | None = None
    """What the discount is for, in words."""
    type_: str | None = None
    """How the value counts; the words are not published."""
    value: Decimal | None = None
    """How much is let off, counted as the type says."""

    @classmethod
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.description = v if type(v := take("description", None)) is str else text_or_null(v, "description", at)
        made.type_ = v if type(v := take("type", None)) is str else text_or_null(v, "type", at)
        made.value = v if type(v := take("value", None)) is Decimal else number_or_null(v, "value", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "description": self.description, "type": self.type_, "value": self.value,
        }  # fmt: skip
        return told(members, self.additional_properties)

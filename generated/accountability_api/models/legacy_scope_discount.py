from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import extra_properties, number_or_null, start, string_or_null


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
    """The amount of the discount, counted as the type says."""

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        v = take("description", None)
        model.description = v if type(v) is str else string_or_null(v, "description", state)
        model.type_ = v if type(v := take("type", None)) is str else string_or_null(v, "type", state)
        model.value = v if type(v := take("value", None)) is Decimal else number_or_null(v, "value", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "description": self.description, "type": self.type_, "value": self.value,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)

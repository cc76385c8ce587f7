from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import extra_properties, start, string_or_null


@define(kw_only=True, repr=False)
class LegacyScopeLabel(Model):
    """A key of the tool and what people call it."""

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "name",
    )  # fmt: skip

    id: str | None = None
    """The key."""
    name: str | None = None
    """What people call it."""

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.id = v if type(v := take("id", None)) is str else string_or_null(v, "id", state)
        model.name = v if type(v := take("name", None)) is str else string_or_null(v, "name", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "id": self.id, "name": self.name,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)

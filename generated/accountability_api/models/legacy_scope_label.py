from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Model, Notes, begin, left, text_or_null, told


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
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.id = v if type(v := take("id", None)) is str else text_or_null(v, "id", at)
        made.name = v if type(v := take("name", None)) is str else text_or_null(v, "name", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "id": self.id, "name": self.name,
        }  # fmt: skip
        return told(members, self.additional_properties)

from __future__ import annotations

from typing import Self

from attrs import define

from .._runtime.model import Json, Model, Notes, begin, text_or_null, told


@define(kw_only=True, repr=False)
class LegacyScopeLabel(Model):
    """A key of the tool and what people call it."""

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
        made.additional_properties = rest.copy() if rest else {}  # an emptied dict keeps its room
        return made

    def to_dict(self) -> Json:
        members = {
            "id": self.id, "name": self.name,
        }  # fmt: skip
        return told(members, self.additional_properties)

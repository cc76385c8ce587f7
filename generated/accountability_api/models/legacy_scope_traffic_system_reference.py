from __future__ import annotations

from typing import Self

from attrs import define

from .._runtime.model import Json, Model, Notes, begin, text_or_null, told


@define(kw_only=True, repr=False)
class LegacyScopeTrafficSystemReference(Model):
    """A job in the traffic system."""

    external_id: str | None = None
    """The job's key or number there; which, is not published."""

    @classmethod
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.external_id = v if type(v := take("externalId", None)) is str else text_or_null(v, "externalId", at)
        made.additional_properties = rest.copy() if rest else {}  # an emptied dict keeps its room
        return made

    def to_dict(self) -> Json:
        members = {
            "externalId": self.external_id,
        }  # fmt: skip
        return told(members, self.additional_properties)

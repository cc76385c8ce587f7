from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Model, Notes, begin, left, text_or_null, told


@define(kw_only=True, repr=False)
class LegacyScopeTrafficSystemReference(Model):
    """A job in the traffic system."""

    _wire: ClassVar[tuple[str, ...]] = (
        "externalId",
    )  # fmt: skip

    external_id: str | None = None
    """The job's key or number there; which, is not published."""

    @classmethod
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.external_id = v if type(v := take("externalId", None)) is str else text_or_null(v, "externalId", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "externalId": self.external_id,
        }  # fmt: skip
        return told(members, self.additional_properties)

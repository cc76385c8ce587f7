from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Model, Notes, begin, inner, left, text_or_null, told
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class LegacyScopeClient(Model):
    """The client of a scope."""

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "name", "defaultRatecardType", "externalType",
    )  # fmt: skip

    id: str | None = None
    """The client's key in the tool."""
    name: str | None = None
    """Name of the client."""
    default_ratecard_type: LegacyScopeLabel | None = None
    """The type of rate card that the client has unless something else is said."""
    external_type: LegacyScopeLabel | None = None
    """What the client is in the other system."""

    @classmethod
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.id = v if type(v := take("id", None)) is str else text_or_null(v, "id", at)
        made.name = v if type(v := take("name", None)) is str else text_or_null(v, "name", at)
        made.default_ratecard_type = inner(
            LegacyScopeLabel.from_dict, take("defaultRatecardType", UNSET), "defaultRatecardType", at
        )
        made.external_type = inner(LegacyScopeLabel.from_dict, take("externalType", UNSET), "externalType", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "id": self.id, "name": self.name, "defaultRatecardType": self.default_ratecard_type,
            "externalType": self.external_type,
        }  # fmt: skip
        return told(members, self.additional_properties)


# Below, since records may name one another.
from .legacy_scope_label import LegacyScopeLabel

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Model, Notes, begin, inner, left, number_or_null, text_or_null, told
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class LegacyScopeRole(Model):
    """A role on a rate card."""

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "name", "rate", "agencyHours", "agencyRate", "externalType",
    )  # fmt: skip

    id: str | None = None
    """The role's key in the tool."""
    name: str | None = None
    """Name of the role."""
    rate: Decimal | None = None
    """What an hour of the role costs."""
    agency_hours: Decimal | None = None
    """Hours that the agency plans for the role, in decimals."""
    agency_rate: LegacyScopeAmount | None = None
    """What an hour of the role costs at the agency's rate."""
    external_type: LegacyScopeLabel | None = None
    """What the role is in the other system."""

    @classmethod
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.id = v if type(v := take("id", None)) is str else text_or_null(v, "id", at)
        made.name = v if type(v := take("name", None)) is str else text_or_null(v, "name", at)
        made.rate = v if type(v := take("rate", None)) is Decimal else number_or_null(v, "rate", at)
        v = take("agencyHours", None)
        made.agency_hours = v if type(v) is Decimal else number_or_null(v, "agencyHours", at)
        made.agency_rate = inner(LegacyScopeAmount.from_dict, take("agencyRate", UNSET), "agencyRate", at)
        made.external_type = inner(LegacyScopeLabel.from_dict, take("externalType", UNSET), "externalType", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "id": self.id, "name": self.name, "rate": self.rate, "agencyHours": self.agency_hours,
            "agencyRate": self.agency_rate, "externalType": self.external_type,
        }  # fmt: skip
        return told(members, self.additional_properties)


# Below, since records may name one another.
from .legacy_scope_amount import LegacyScopeAmount
from .legacy_scope_label import LegacyScopeLabel

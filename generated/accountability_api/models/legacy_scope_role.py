from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import extra_properties, nested, number_or_null, start, string_or_null
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
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.id = v if type(v := take("id", None)) is str else string_or_null(v, "id", state)
        model.name = v if type(v := take("name", None)) is str else string_or_null(v, "name", state)
        model.rate = v if type(v := take("rate", None)) is Decimal else number_or_null(v, "rate", state)
        v = take("agencyHours", None)
        model.agency_hours = v if type(v) is Decimal else number_or_null(v, "agencyHours", state)
        model.agency_rate = nested(LegacyScopeAmount.from_dict, take("agencyRate", UNSET), "agencyRate", state)
        model.external_type = nested(LegacyScopeLabel.from_dict, take("externalType", UNSET), "externalType", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "id": self.id, "name": self.name, "rate": self.rate, "agencyHours": self.agency_hours,
            "agencyRate": self.agency_rate, "externalType": self.external_type,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)


# At the end, because models may refer to one another.
from .legacy_scope_amount import LegacyScopeAmount
from .legacy_scope_label import LegacyScopeLabel

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import extra_properties, nested, start, string_or_null
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
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.id = v if type(v := take("id", None)) is str else string_or_null(v, "id", state)
        model.name = v if type(v := take("name", None)) is str else string_or_null(v, "name", state)
        model.default_ratecard_type = nested(
            LegacyScopeLabel.from_dict, take("defaultRatecardType", UNSET), "defaultRatecardType", state
        )
        model.external_type = nested(LegacyScopeLabel.from_dict, take("externalType", UNSET), "externalType", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "id": self.id, "name": self.name, "defaultRatecardType": self.default_ratecard_type,
            "externalType": self.external_type,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)


# At the end, because models may refer to one another.
from .legacy_scope_label import LegacyScopeLabel

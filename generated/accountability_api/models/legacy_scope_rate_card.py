from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import extra_properties, list_of, nested_or_null, start, string_or_null
from .._runtime.wire import sequence


@define(kw_only=True, repr=False)
class LegacyScopeRateCard(Model):
    """A rate card: the roles and what their hours cost."""

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "name", "currency", "roles",
    )  # fmt: skip

    id: str | None = None
    """The card's key in the tool."""
    name: str | None = None
    """Name of the card."""
    currency: str | None = None
    """Code of the currency of the rates, such as USD."""
    roles: list[LegacyScopeRole] | None = None
    """The roles on the card."""

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.id = v if type(v := take("id", None)) is str else string_or_null(v, "id", state)
        model.name = v if type(v := take("name", None)) is str else string_or_null(v, "name", state)
        model.currency = v if type(v := take("currency", None)) is str else string_or_null(v, "currency", state)
        model.roles = nested_or_null(list_of(LegacyScopeRole.from_dict), take("roles", None), "roles", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "id": self.id, "name": self.name, "currency": self.currency, "roles": sequence(self.roles),
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)


# At the end, because models may refer to one another.
from .legacy_scope_role import LegacyScopeRole

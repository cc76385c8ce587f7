from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Model, Notes, begin, inner_or_null, left, list_of, text_or_null, told
from .._runtime.wire import several


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
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.id = v if type(v := take("id", None)) is str else text_or_null(v, "id", at)
        made.name = v if type(v := take("name", None)) is str else text_or_null(v, "name", at)
        made.currency = v if type(v := take("currency", None)) is str else text_or_null(v, "currency", at)
        made.roles = inner_or_null(list_of(LegacyScopeRole.from_dict), take("roles", None), "roles", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "id": self.id, "name": self.name, "currency": self.currency, "roles": several(self.roles),
        }  # fmt: skip
        return told(members, self.additional_properties)


# Below, since records may name one another.
from .legacy_scope_role import LegacyScopeRole

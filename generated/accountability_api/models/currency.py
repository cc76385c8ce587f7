from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Model, Notes, begin, integer, left, must, text, told
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class Currency(Model):
    """A currency that amounts may be in.

    Inferred, not published: the names of its members; each has a witness or is a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "currencyCode", "currencyName",
    )  # fmt: skip

    id: int
    """Unique key of the currency, given by the server."""
    currency_code: str | None = None
    """Code of the currency, such as USD."""
    currency_name: str | None = None
    """Name of the currency."""

    @classmethod
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.id = v if type(v := take("id", UNSET)) is int else must(integer(v, "id", at), "id", at)
        made.currency_code = v if type(v := take("currencyCode", UNSET)) is str else text(v, "currencyCode", at)
        made.currency_name = v if type(v := take("currencyName", UNSET)) is str else text(v, "currencyName", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "id": self.id, "currencyCode": self.currency_code, "currencyName": self.currency_name,
        }  # fmt: skip
        return told(members, self.additional_properties)

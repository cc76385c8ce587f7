from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Model, Notes, begin, flag, integer, left, must, text, text_or_null, told
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class Office(Model):
    """An office of the agency. Its bank account is left out on purpose.

    Inferred, not published: the names of its members; each has a witness or is a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "officeCode", "officeName", "active", "currencyCode", "country",
    )  # fmt: skip

    id: int
    """Unique key of the office, given by the server."""
    office_code: str | None = None
    """Short code of the office."""
    office_name: str | None = None
    """Name of the office."""
    active: bool | None = None
    """Whether the office is in use."""
    currency_code: str | None = None
    """Code of the office's currency."""
    country: str | None = None
    """Country of the office."""

    @classmethod
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.id = v if type(v := take("id", UNSET)) is int else must(integer(v, "id", at), "id", at)
        made.office_code = v if type(v := take("officeCode", UNSET)) is str else text(v, "officeCode", at)
        made.office_name = v if type(v := take("officeName", UNSET)) is str else text(v, "officeName", at)
        made.active = v if type(v := take("active", UNSET)) is bool else flag(v, "active", at)
        made.currency_code = v if type(v := take("currencyCode", None)) is str else text_or_null(v, "currencyCode", at)
        made.country = v if type(v := take("country", None)) is str else text_or_null(v, "country", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "id": self.id, "officeCode": self.office_code, "officeName": self.office_name, "active": self.active,
            "currencyCode": self.currency_code, "country": self.country,
        }  # fmt: skip
        return told(members, self.additional_properties)

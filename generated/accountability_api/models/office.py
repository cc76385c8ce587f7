from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import boolean, extra_properties, integer, require, start, string, string_or_null
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class Office(Model):
    """An office of the agency. Its bank account is left out on purpose.

    Inferred, not published: the names of its properties; each has a source or follows a convention.
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
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.id = v if type(v := take("id", UNSET)) is int else require(integer(v, "id", state), "id", state)
        model.office_code = v if type(v := take("officeCode", UNSET)) is str else string(v, "officeCode", state)
        model.office_name = v if type(v := take("officeName", UNSET)) is str else string(v, "officeName", state)
        model.active = v if type(v := take("active", UNSET)) is bool else boolean(v, "active", state)
        v = take("currencyCode", None)
        model.currency_code = v if type(v) is str else string_or_null(v, "currencyCode", state)
        model.country = v if type(v := take("country", None)) is str else string_or_null(v, "country", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "id": self.id, "officeCode": self.office_code, "officeName": self.office_name, "active": self.active,
            "currencyCode": self.currency_code, "country": self.country,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)

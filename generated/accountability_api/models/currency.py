from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import extra_properties, integer, require, start, string
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class Currency(Model):
    """A currency that amounts may be in.

    Inferred, not published: the names of its properties; each has a source or follows a convention.
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
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.id = v if type(v := take("id", UNSET)) is int else require(integer(v, "id", state), "id", state)
        model.currency_code = v if type(v := take("currencyCode", UNSET)) is str else string(v, "currencyCode", state)
        model.currency_name = v if type(v := take("currencyName", UNSET)) is str else string(v, "currencyName", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "id": self.id, "currencyCode": self.currency_code, "currencyName": self.currency_name,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import extra_properties, integer, number_or_null, require, start, string
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class TaxCode(Model):
    """A tax code, which has a rate of tax.

    Inferred, not published: the names of its properties; each has a source or follows a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "taxCode", "taxPct",
    )  # fmt: skip

    id: int
    """Unique key of the tax code, given by the server."""
    tax_code: str | None = None
    """The code itself."""
    tax_pct: Decimal | None = None
    """The code's rate, in percent."""

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.id = v if type(v := take("id", UNSET)) is int else require(integer(v, "id", state), "id", state)
        model.tax_code = v if type(v := take("taxCode", UNSET)) is str else string(v, "taxCode", state)
        model.tax_pct = v if type(v := take("taxPct", None)) is Decimal else number_or_null(v, "taxPct", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "id": self.id, "taxCode": self.tax_code, "taxPct": self.tax_pct,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)

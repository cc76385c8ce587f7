from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Model, Notes, begin, integer, left, must, number_or_null, text, told
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class TaxCode(Model):
    """A tax code, which stands for a rate of tax.

    Inferred, not published: the names of its members; each has a witness or is a convention.
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
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.id = v if type(v := take("id", UNSET)) is int else must(integer(v, "id", at), "id", at)
        made.tax_code = v if type(v := take("taxCode", UNSET)) is str else text(v, "taxCode", at)
        made.tax_pct = v if type(v := take("taxPct", None)) is Decimal else number_or_null(v, "taxPct", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "id": self.id, "taxCode": self.tax_code, "taxPct": self.tax_pct,
        }  # fmt: skip
        return told(members, self.additional_properties)

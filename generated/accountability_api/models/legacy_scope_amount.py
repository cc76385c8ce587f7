from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Model, Notes, begin, left, number_or_null, text_or_null, told


@define(kw_only=True, repr=False)
class LegacyScopeAmount(Model):
    """An amount with its currency."""

    _wire: ClassVar[tuple[str, ...]] = (
        "amount", "currency",
    )  # fmt: skip

    amount: Decimal | None = None
    """How much."""
    currency: str | None = None
    """Code of the currency, such as USD."""

    @classmethod
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.amount = v if type(v := take("amount", None)) is Decimal else number_or_null(v, "amount", at)
        made.currency = v if type(v := take("currency", None)) is str else text_or_null(v, "currency", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "amount": self.amount, "currency": self.currency,
        }  # fmt: skip
        return told(members, self.additional_properties)

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import extra_properties, number_or_null, start, string_or_null


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
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.amount = v if type(v := take("amount", None)) is Decimal else number_or_null(v, "amount", state)
        model.currency = v if type(v := take("currency", None)) is str else string_or_null(v, "currency", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "amount": self.amount, "currency": self.currency,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Model, Notes, begin, integer, left, must, text, told
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class PaymentTermsFactor(Model):
    """A unit in which payment terms count, such as days.

    Inferred, not published: the names of its members; each has a witness or is a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "paymentTermsFactorName",
    )  # fmt: skip

    id: int
    """Unique key of the payment terms factor, given by the server."""
    payment_terms_factor_name: str | None = None
    """Name of the unit."""

    @classmethod
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.id = v if type(v := take("id", UNSET)) is int else must(integer(v, "id", at), "id", at)
        v = take("paymentTermsFactorName", UNSET)
        made.payment_terms_factor_name = v if type(v) is str else text(v, "paymentTermsFactorName", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "id": self.id, "paymentTermsFactorName": self.payment_terms_factor_name,
        }  # fmt: skip
        return told(members, self.additional_properties)

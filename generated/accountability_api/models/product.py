from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Model, Notes, begin, integer, integer_or_null, left, must, number_or_null, text, told
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class Product(Model):
    """A client's product. Campaigns and jobs may hang on it, and it may override what the client says for new jobs.

    Inferred, not published: the names of its members; each has a witness or is a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "productCode", "productName", "clientId", "clientManagerId", "pctServiceFeeProduction",
    )  # fmt: skip

    id: int
    """Unique key of the product, given by the server."""
    product_code: str | None = None
    """Short code of the product."""
    product_name: str | None = None
    """Name of the product."""
    client_id: int | None = None
    """The client whose product it is."""
    client_manager_id: int | None = None
    """The employee who looks after the product, in place of the client's."""
    pct_service_fee_production: Decimal | None = None
    """Service fee on production work, in percent, in place of the client's."""

    @classmethod
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.id = v if type(v := take("id", UNSET)) is int else must(integer(v, "id", at), "id", at)
        made.product_code = v if type(v := take("productCode", UNSET)) is str else text(v, "productCode", at)
        made.product_name = v if type(v := take("productName", UNSET)) is str else text(v, "productName", at)
        made.client_id = v if type(v := take("clientId", None)) is int else integer_or_null(v, "clientId", at)
        v = take("clientManagerId", None)
        made.client_manager_id = v if type(v) is int else integer_or_null(v, "clientManagerId", at)
        v = take("pctServiceFeeProduction", None)
        made.pct_service_fee_production = v if type(v) is Decimal else number_or_null(v, "pctServiceFeeProduction", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "id": self.id, "productCode": self.product_code, "productName": self.product_name,
            "clientId": self.client_id, "clientManagerId": self.client_manager_id,
            "pctServiceFeeProduction": self.pct_service_fee_production,
        }  # fmt: skip
        return told(members, self.additional_properties)

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import extra_properties, integer, integer_or_null, number_or_null, require, start, string
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class Product(Model):
    """A client's product. Campaigns and jobs may belong to it, and it may override the client's defaults for new jobs.

    Inferred, not published: the names of its properties; each has a source or follows a convention.
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
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.id = v if type(v := take("id", UNSET)) is int else require(integer(v, "id", state), "id", state)
        model.product_code = v if type(v := take("productCode", UNSET)) is str else string(v, "productCode", state)
        model.product_name = v if type(v := take("productName", UNSET)) is str else string(v, "productName", state)
        model.client_id = v if type(v := take("clientId", None)) is int else integer_or_null(v, "clientId", state)
        v = take("clientManagerId", None)
        model.client_manager_id = v if type(v) is int else integer_or_null(v, "clientManagerId", state)
        v = take("pctServiceFeeProduction", None)
        model.pct_service_fee_production = (
            v if type(v) is Decimal else number_or_null(v, "pctServiceFeeProduction", state)
        )
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "id": self.id, "productCode": self.product_code, "productName": self.product_name,
            "clientId": self.client_id, "clientManagerId": self.client_manager_id,
            "pctServiceFeeProduction": self.pct_service_fee_production,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)

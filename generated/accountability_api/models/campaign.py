from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import extra_properties, integer, integer_or_null, require, start, string
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class Campaign(Model):
    """A campaign for a product; jobs may belong to it.

    Inferred, not published: the names of its properties; each has a source or follows a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "campaignCode", "campaignName", "productId",
    )  # fmt: skip

    id: int
    """Unique key of the campaign, given by the server."""
    campaign_code: str | None = None
    """Short code of the campaign."""
    campaign_name: str | None = None
    """Name of the campaign."""
    product_id: int | None = None
    """The product that it is for."""

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.id = v if type(v := take("id", UNSET)) is int else require(integer(v, "id", state), "id", state)
        model.campaign_code = v if type(v := take("campaignCode", UNSET)) is str else string(v, "campaignCode", state)
        model.campaign_name = v if type(v := take("campaignName", UNSET)) is str else string(v, "campaignName", state)
        model.product_id = v if type(v := take("productId", None)) is int else integer_or_null(v, "productId", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "id": self.id, "campaignCode": self.campaign_code, "campaignName": self.campaign_name,
            "productId": self.product_id,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Model, Notes, begin, integer, integer_or_null, left, must, text, told
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class Campaign(Model):
    """A campaign for a product; jobs may belong to it.

    Inferred, not published: the names of its members; each has a witness or is a convention.
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
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.id = v if type(v := take("id", UNSET)) is int else must(integer(v, "id", at), "id", at)
        made.campaign_code = v if type(v := take("campaignCode", UNSET)) is str else text(v, "campaignCode", at)
        made.campaign_name = v if type(v := take("campaignName", UNSET)) is str else text(v, "campaignName", at)
        made.product_id = v if type(v := take("productId", None)) is int else integer_or_null(v, "productId", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "id": self.id, "campaignCode": self.campaign_code, "campaignName": self.campaign_name,
            "productId": self.product_id,
        }  # fmt: skip
        return told(members, self.additional_properties)

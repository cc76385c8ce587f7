from __future__ import annotations

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Paging, Resource
from .._runtime.paging import AsyncItems, Items, Page, page_of
from ..models.campaign import Campaign

PAGING = Paging(max_page_size=500)


def list_campaigns(
    *, campaign_code: str | None = None, product_id: int | None = None, page: int | None = None,
    page_size: int | None = None,
) -> Call[Page[Campaign]]:  # fmt: skip
    """Build the request for `campaigns.list`: List campaigns."""
    return Call(
        api="v2", operation="Campaigns_ListCampaigns", method="GET", path="/v2/campaigns",
        query={
            "campaignCode": campaign_code, "productId": product_id, "page": page, "pageSize": page_size,
        },
        decode=page_of(Campaign.from_dict, PAGING), status="inferred", paging=PAGING,
        filters=[
            ("campaign_code", "campaign_code", "eq", campaign_code), ("product_id", "product_id", "eq", product_id),
        ],
    )  # fmt: skip


def get_campaign(campaign_id: int) -> Call[Campaign]:
    """Build the request for `campaigns.get`: Get one campaign."""
    return Call(
        api="v2", operation="Campaigns_GetCampaign", method="GET",
        path=f"/v2/campaigns/{wire.path_segment(campaign_id)}", decode=Campaign.from_dict, status="inferred",
        identity=[("id", campaign_id)],
    )  # fmt: skip


class Campaigns(Resource):
    """What jobs for a product may belong to."""

    def list(
        self, *, campaign_code: str | None = None, product_id: int | None = None, page: int | None = None,
        page_size: int | None = None,
    ) -> Items[Campaign]:  # fmt: skip
        """List campaigns.

        Campaigns in ascending order of id, a page at a time.
        Inferred, not published: KB products; legacy FullJob names the properties; method, path, filters and paging
        by convention.

        Args:
            campaign_code: Only campaigns with this code.
            product_id: Only campaigns for this product.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return Items(self._send, list_campaigns(
            campaign_code=campaign_code, product_id=product_id, page=page, page_size=page_size,
        ))  # fmt: skip

    def get(self, campaign_id: int) -> Campaign:
        """Get one campaign.

        The campaign with this id.
        Inferred, not published: KB products; legacy FullJob names the properties; method and path by convention.

        Args:
            campaign_id: The campaign's id.

        Returns:
            The record.
        """
        return self._send(get_campaign(campaign_id))


class AsyncCampaigns(AsyncResource):
    """What jobs for a product may belong to."""

    def list(
        self, *, campaign_code: str | None = None, product_id: int | None = None, page: int | None = None,
        page_size: int | None = None,
    ) -> AsyncItems[Campaign]:  # fmt: skip
        """List campaigns.

        Campaigns in ascending order of id, a page at a time.
        Inferred, not published: KB products; legacy FullJob names the properties; method, path, filters and paging
        by convention.

        Args:
            campaign_code: Only campaigns with this code.
            product_id: Only campaigns for this product.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return AsyncItems(self._send, list_campaigns(
            campaign_code=campaign_code, product_id=product_id, page=page, page_size=page_size,
        ))  # fmt: skip

    async def get(self, campaign_id: int) -> Campaign:
        """Get one campaign.

        The campaign with this id.
        Inferred, not published: KB products; legacy FullJob names the properties; method and path by convention.

        Args:
            campaign_id: The campaign's id.

        Returns:
            The record.
        """
        return await self._send(get_campaign(campaign_id))

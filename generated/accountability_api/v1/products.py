from __future__ import annotations

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Paging, Resource
from .._runtime.paging import AsyncItems, Items, Page, page_of
from ..models.product import Product

PAGING = Paging(max_page_size=500)


def list_products(
    *, product_code: str | None = None, client_id: int | None = None, page: int | None = None,
    page_size: int | None = None,
) -> Call[Page[Product]]:  # fmt: skip
    """Build the request for `products.list`: List products."""
    return Call(
        api="v1", operation="Products_ListProducts", method="GET", path="/v1/products",
        query={"productCode": product_code, "clientId": client_id, "page": page, "pageSize": page_size},
        decode=page_of(Product.from_dict, PAGING), status="inferred", paging=PAGING,
        filters=[
            ("product_code", "product_code", "eq", product_code), ("client_id", "client_id", "eq", client_id),
        ],
    )  # fmt: skip


def get_product(product_id: int) -> Call[Product]:
    """Build the request for `products.get`: Get one product."""
    return Call(
        api="v1", operation="Products_GetProduct", method="GET", path=f"/v1/products/{wire.path_segment(product_id)}",
        decode=Product.from_dict, status="inferred", identity=[("id", product_id)],
    )  # fmt: skip


class Products(Resource):
    """Clients' products, between client and campaign."""

    def list(
        self, *, product_code: str | None = None, client_id: int | None = None, page: int | None = None,
        page_size: int | None = None,
    ) -> Items[Product]:  # fmt: skip
        """List products.

        Products in ascending order of id, a page at a time.
        Inferred, not published: KB products; legacy FullJob names the properties; method, path, filters and paging
        by convention.

        Args:
            product_code: Only products with this code.
            client_id: Only this client's products.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return Items(self._send, list_products(
            product_code=product_code, client_id=client_id, page=page, page_size=page_size,
        ))  # fmt: skip

    def get(self, product_id: int) -> Product:
        """Get one product.

        The product with this id.
        Inferred, not published: KB products; legacy FullJob names the properties; method and path by convention.

        Args:
            product_id: The product's id.

        Returns:
            The record.
        """
        return self._send(get_product(product_id))


class AsyncProducts(AsyncResource):
    """Clients' products, between client and campaign."""

    def list(
        self, *, product_code: str | None = None, client_id: int | None = None, page: int | None = None,
        page_size: int | None = None,
    ) -> AsyncItems[Product]:  # fmt: skip
        """List products.

        Products in ascending order of id, a page at a time.
        Inferred, not published: KB products; legacy FullJob names the properties; method, path, filters and paging
        by convention.

        Args:
            product_code: Only products with this code.
            client_id: Only this client's products.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return AsyncItems(self._send, list_products(
            product_code=product_code, client_id=client_id, page=page, page_size=page_size,
        ))  # fmt: skip

    async def get(self, product_id: int) -> Product:
        """Get one product.

        The product with this id.
        Inferred, not published: KB products; legacy FullJob names the properties; method and path by convention.

        Args:
            product_id: The product's id.

        Returns:
            The record.
        """
        return await self._send(get_product(product_id))

from __future__ import annotations

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Paging, Resource
from .._runtime.paging import AsyncItems, Items, Page, page_of
from ..models.master_client import MasterClient

PAGING = Paging(max_page_size=500)


def list_master_clients(
    *, master_client_code: str | None = None, page: int | None = None, page_size: int | None = None,
) -> Call[Page[MasterClient]]:  # fmt: skip
    """Build the request for `master_clients.list`: List master clients."""
    return Call(
        api="v2", operation="MasterClients_ListMasterClients", method="GET", path="/v2/masterclients",
        query={"masterClientCode": master_client_code, "page": page, "pageSize": page_size},
        decode=page_of(MasterClient.from_dict, PAGING), status="inferred", paging=PAGING,
        filters=[("master_client_code", "master_client_code", "eq", master_client_code)],
    )  # fmt: skip


def get_master_client(master_client_id: int) -> Call[MasterClient]:
    """Build the request for `master_clients.get`: Get one master client."""
    return Call(
        api="v2", operation="MasterClients_GetMasterClient", method="GET",
        path=f"/v2/masterclients/{wire.path_segment(master_client_id)}", decode=MasterClient.from_dict,
        status="inferred", identity=[("id", master_client_id)],
    )  # fmt: skip


class MasterClients(Resource):
    """Groups of clients, at the top of the client hierarchy."""

    def list(
        self, *, master_client_code: str | None = None, page: int | None = None, page_size: int | None = None,
    ) -> Items[MasterClient]:  # fmt: skip
        """List master clients.

        Master clients in ascending order of id, a page at a time.
        Inferred, not published: KB products; legacy PostClient.MasterClientCode; method, path, filter and paging by
        convention.

        Args:
            master_client_code: Only the master client with this code.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return Items(self._send, list_master_clients(
            master_client_code=master_client_code, page=page, page_size=page_size,
        ))  # fmt: skip

    def get(self, master_client_id: int) -> MasterClient:
        """Get one master client.

        The master client with this id.
        Inferred, not published: KB products; legacy PostClient.MasterClientCode; method and path by convention.

        Args:
            master_client_id: The master client's id.

        Returns:
            The record.
        """
        return self._send(get_master_client(master_client_id))


class AsyncMasterClients(AsyncResource):
    """Groups of clients, at the top of the client hierarchy."""

    def list(
        self, *, master_client_code: str | None = None, page: int | None = None, page_size: int | None = None,
    ) -> AsyncItems[MasterClient]:  # fmt: skip
        """List master clients.

        Master clients in ascending order of id, a page at a time.
        Inferred, not published: KB products; legacy PostClient.MasterClientCode; method, path, filter and paging by
        convention.

        Args:
            master_client_code: Only the master client with this code.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return AsyncItems(self._send, list_master_clients(
            master_client_code=master_client_code, page=page, page_size=page_size,
        ))  # fmt: skip

    async def get(self, master_client_id: int) -> MasterClient:
        """Get one master client.

        The master client with this id.
        Inferred, not published: KB products; legacy PostClient.MasterClientCode; method and path by convention.

        Args:
            master_client_id: The master client's id.

        Returns:
            The record.
        """
        return await self._send(get_master_client(master_client_id))

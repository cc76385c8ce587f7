from __future__ import annotations

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Paging, Resource
from .._runtime.paging import AsyncItems, Items, Page, page_of
from ..models.user_access_group import UserAccessGroup

PAGING = Paging(max_page_size=500)


def list_user_access_groups(
    *, user_access_group_name: str | None = None, page: int | None = None, page_size: int | None = None,
) -> Call[Page[UserAccessGroup]]:  # fmt: skip
    """Build the request for `user_access_groups.list`: List user access groups."""
    return Call(
        api="v1", operation="UserAccessGroups_ListUserAccessGroups", method="GET", path="/v1/useraccessgroups",
        query={"userAccessGroupName": user_access_group_name, "page": page, "pageSize": page_size},
        decode=page_of(UserAccessGroup.from_dict, PAGING), status="inferred", paging=PAGING,
        filters=[("user_access_group_name", "user_access_group_name", "eq", user_access_group_name)],
    )  # fmt: skip


def get_user_access_group(user_access_group_id: int) -> Call[UserAccessGroup]:
    """Build the request for `user_access_groups.get`: Get one user access group."""
    return Call(
        api="v1", operation="UserAccessGroups_GetUserAccessGroup", method="GET",
        path=f"/v1/useraccessgroups/{wire.path_segment(user_access_group_id)}", decode=UserAccessGroup.from_dict,
        status="inferred", identity=[("id", user_access_group_id)],
    )  # fmt: skip


class UserAccessGroups(Resource):
    """What the users of a group may see and do."""

    def list(
        self, *, user_access_group_name: str | None = None, page: int | None = None, page_size: int | None = None,
    ) -> Items[UserAccessGroup]:  # fmt: skip
        """List user access groups.

        User access groups in ascending order of id, a page at a time.
        Inferred, not published: KB user-access-group; method, path and paging by convention.

        Args:
            user_access_group_name: Only the group with this name.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return Items(self._send, list_user_access_groups(
            user_access_group_name=user_access_group_name, page=page, page_size=page_size,
        ))  # fmt: skip

    def get(self, user_access_group_id: int) -> UserAccessGroup:
        """Get one user access group.

        The user access group with this id, and its levels.
        Inferred, not published: KB user-access-group; method and path by convention.

        Args:
            user_access_group_id: The access group's id.

        Returns:
            The record.
        """
        return self._send(get_user_access_group(user_access_group_id))


class AsyncUserAccessGroups(AsyncResource):
    """What the users of a group may see and do."""

    def list(
        self, *, user_access_group_name: str | None = None, page: int | None = None, page_size: int | None = None,
    ) -> AsyncItems[UserAccessGroup]:  # fmt: skip
        """List user access groups.

        User access groups in ascending order of id, a page at a time.
        Inferred, not published: KB user-access-group; method, path and paging by convention.

        Args:
            user_access_group_name: Only the group with this name.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return AsyncItems(self._send, list_user_access_groups(
            user_access_group_name=user_access_group_name, page=page, page_size=page_size,
        ))  # fmt: skip

    async def get(self, user_access_group_id: int) -> UserAccessGroup:
        """Get one user access group.

        The user access group with this id, and its levels.
        Inferred, not published: KB user-access-group; method and path by convention.

        Args:
            user_access_group_id: The access group's id.

        Returns:
            The record.
        """
        return await self._send(get_user_access_group(user_access_group_id))

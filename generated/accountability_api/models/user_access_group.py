from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Model, Notes, begin, inner, integer, left, list_of, must, text, told
from .._runtime.wire import UNSET, several


@define(kw_only=True, repr=False)
class UserAccessGroup(Model):
    """What the users of a group may see and do, one level for each transaction type. Limits v1; v2 has no such limits.

    Inferred, not published: the names of its members; each has a witness or is a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "userAccessGroupName", "access",
    )  # fmt: skip

    id: int
    """Unique key of the access group, given by the server."""
    user_access_group_name: str | None = None
    """Name of the group."""
    access: list[AccessRight] | None = None
    """The levels of this group; a transaction type without one is not granted."""

    @classmethod
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.id = v if type(v := take("id", UNSET)) is int else must(integer(v, "id", at), "id", at)
        v = take("userAccessGroupName", UNSET)
        made.user_access_group_name = v if type(v) is str else text(v, "userAccessGroupName", at)
        made.access = inner(list_of(AccessRight.from_dict), take("access", UNSET), "access", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "id": self.id, "userAccessGroupName": self.user_access_group_name, "access": several(self.access),
        }  # fmt: skip
        return told(members, self.additional_properties)


# Below, since records may name one another.
from .access_right import AccessRight

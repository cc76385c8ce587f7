from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import extra_properties, integer, list_of, nested, require, start, string
from .._runtime.wire import UNSET, sequence


@define(kw_only=True, repr=False)
class UserAccessGroup(Model):
    """What the users of a group may see and do, one level for each transaction type. Limits v1; v2 has no such limits.

    Inferred, not published: the names of its properties; each has a source or follows a convention.
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
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.id = v if type(v := take("id", UNSET)) is int else require(integer(v, "id", state), "id", state)
        v = take("userAccessGroupName", UNSET)
        model.user_access_group_name = v if type(v) is str else string(v, "userAccessGroupName", state)
        model.access = nested(list_of(AccessRight.from_dict), take("access", UNSET), "access", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "id": self.id, "userAccessGroupName": self.user_access_group_name, "access": sequence(self.access),
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)


# At the end, because models may refer to one another.
from .access_right import AccessRight

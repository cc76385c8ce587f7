from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Model, Notes, begin, left, told
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class AccessRight(Model):
    """How far one transaction type is open to a group.

    Inferred, not published: the names of its members; each has a witness or is a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "transactionType", "accessLevel",
    )  # fmt: skip

    transaction_type: AccessType | str | None = None
    """What is granted."""
    access_level: AccessLevel | str | None = None
    """How far."""

    @classmethod
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.transaction_type = read_access_type(take("transactionType", UNSET), "transactionType", at)
        made.access_level = read_access_level(take("accessLevel", UNSET), "accessLevel", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "transactionType": self.transaction_type, "accessLevel": self.access_level,
        }  # fmt: skip
        return told(members, self.additional_properties)


# Below, since records may name one another.
from .access_level import AccessLevel, read_access_level
from .access_type import AccessType, read_access_type

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import extra_properties, start
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class AccessRight(Model):
    """How far one transaction type is open to a group.

    Inferred, not published: the names of its properties; each has a source or follows a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "transactionType", "accessLevel",
    )  # fmt: skip

    transaction_type: AccessType | str | None = None
    """What is granted."""
    access_level: AccessLevel | str | None = None
    """How far."""

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.transaction_type = read_access_type(take("transactionType", UNSET), "transactionType", state)
        model.access_level = read_access_level(take("accessLevel", UNSET), "accessLevel", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "transactionType": self.transaction_type, "accessLevel": self.access_level,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)


# At the end, because models may refer to one another.
from .access_level import AccessLevel, read_access_level
from .access_type import AccessType, read_access_type

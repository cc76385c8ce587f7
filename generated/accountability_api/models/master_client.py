from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import extra_properties, integer, require, start, string
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class MasterClient(Model):
    """A group that clients belong to; the top of the hierarchy that reports follow.

    Inferred, not published: the names of its properties; each has a source or follows a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "masterClientCode", "masterClientName",
    )  # fmt: skip

    id: int
    """Unique key of the master client, given by the server."""
    master_client_code: str | None = None
    """Short code of the master client."""
    master_client_name: str | None = None
    """Name of the master client."""

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.id = v if type(v := take("id", UNSET)) is int else require(integer(v, "id", state), "id", state)
        v = take("masterClientCode", UNSET)
        model.master_client_code = v if type(v) is str else string(v, "masterClientCode", state)
        v = take("masterClientName", UNSET)
        model.master_client_name = v if type(v) is str else string(v, "masterClientName", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "id": self.id, "masterClientCode": self.master_client_code, "masterClientName": self.master_client_name,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)

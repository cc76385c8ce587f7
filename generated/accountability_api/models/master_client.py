from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Model, Notes, begin, integer, left, must, text, told
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class MasterClient(Model):
    """A group that clients belong to; the top of the hierarchy that reports follow.

    Inferred, not published: the names of its members; each has a witness or is a convention.
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
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.id = v if type(v := take("id", UNSET)) is int else must(integer(v, "id", at), "id", at)
        v = take("masterClientCode", UNSET)
        made.master_client_code = v if type(v) is str else text(v, "masterClientCode", at)
        v = take("masterClientName", UNSET)
        made.master_client_name = v if type(v) is str else text(v, "masterClientName", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "id": self.id, "masterClientCode": self.master_client_code, "masterClientName": self.master_client_name,
        }  # fmt: skip
        return told(members, self.additional_properties)

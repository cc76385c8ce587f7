from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Model, Notes, begin, integer, left, must, text, told
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class JobType(Model):
    """A kind of job; it decides on the revenue class and on the task types that a job may use.

    Inferred, not published: the names of its members; each has a witness or is a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "jobTypeName",
    )  # fmt: skip

    id: int
    """Unique key of the job type, given by the server."""
    job_type_name: str | None = None
    """Name of the job type."""

    @classmethod
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.id = v if type(v := take("id", UNSET)) is int else must(integer(v, "id", at), "id", at)
        made.job_type_name = v if type(v := take("jobTypeName", UNSET)) is str else text(v, "jobTypeName", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "id": self.id, "jobTypeName": self.job_type_name,
        }  # fmt: skip
        return told(members, self.additional_properties)

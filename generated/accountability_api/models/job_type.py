from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import extra_properties, integer, require, start, string
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class JobType(Model):
    """A kind of job; it decides on the revenue class and on the task types that a job may use.

    Inferred, not published: the names of its properties; each has a source or follows a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "jobTypeName",
    )  # fmt: skip

    id: int
    """Unique key of the job type, given by the server."""
    job_type_name: str | None = None
    """Name of the job type."""

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.id = v if type(v := take("id", UNSET)) is int else require(integer(v, "id", state), "id", state)
        model.job_type_name = v if type(v := take("jobTypeName", UNSET)) is str else string(v, "jobTypeName", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "id": self.id, "jobTypeName": self.job_type_name,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)

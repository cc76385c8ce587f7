from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import extra_properties, integer, require, start, string
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class Department(Model):
    """A department of the agency, to which employees, jobs and task types belong.

    Inferred, not published: the names of its properties; each has a source or follows a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "departmentCode", "departmentName",
    )  # fmt: skip

    id: int
    """Unique key of the department, given by the server."""
    department_code: str | None = None
    """Short code of the department."""
    department_name: str | None = None
    """Name of the department."""

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.id = v if type(v := take("id", UNSET)) is int else require(integer(v, "id", state), "id", state)
        v = take("departmentCode", UNSET)
        model.department_code = v if type(v) is str else string(v, "departmentCode", state)
        v = take("departmentName", UNSET)
        model.department_name = v if type(v) is str else string(v, "departmentName", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "id": self.id, "departmentCode": self.department_code, "departmentName": self.department_name,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)

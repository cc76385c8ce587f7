from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Model, Notes, begin, integer, left, must, text, told
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class Department(Model):
    """A department of the agency, to which employees, jobs and task types belong.

    Inferred, not published: the names of its members; each has a witness or is a convention.
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
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.id = v if type(v := take("id", UNSET)) is int else must(integer(v, "id", at), "id", at)
        made.department_code = v if type(v := take("departmentCode", UNSET)) is str else text(v, "departmentCode", at)
        made.department_name = v if type(v := take("departmentName", UNSET)) is str else text(v, "departmentName", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "id": self.id, "departmentCode": self.department_code, "departmentName": self.department_name,
        }  # fmt: skip
        return told(members, self.additional_properties)

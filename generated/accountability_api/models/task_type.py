from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import (
    Json,
    Model,
    Notes,
    begin,
    flag,
    integer,
    left,
    must,
    number_or_null,
    text,
    text_or_null,
    told,
)
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class TaskType(Model):
    """A kind of work or cost. All offices, clients and suppliers share them.

    Inferred, not published: the names of its members; each has a witness or is a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "taskTypeCode", "taskTypeName", "active", "defaultChargeType", "defaultTitle", "heading",
        "subHeading", "departmentName", "sortOrder",
    )  # fmt: skip

    id: int
    """Unique key of the task type, given by the server."""
    task_type_code: str | None = None
    """Short code of the task type."""
    task_type_name: str | None = None
    """Name of the task type."""
    active: bool | None = None
    """Whether the task type may be used in new records."""
    default_charge_type: ChargeType | str | None = None
    """What lines of this task type begin as."""
    default_title: str | None = None
    """The text that lines of this task type begin with."""
    heading: str | None = None
    """Heading that the task type stands under on estimates and invoices."""
    sub_heading: str | None = None
    """Sub heading below that."""
    department_name: str | None = None
    """Name of the department that does the work."""
    sort_order: Decimal | None = None
    """Where the task type stands among others."""

    @classmethod
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.id = v if type(v := take("id", UNSET)) is int else must(integer(v, "id", at), "id", at)
        made.task_type_code = v if type(v := take("taskTypeCode", UNSET)) is str else text(v, "taskTypeCode", at)
        made.task_type_name = v if type(v := take("taskTypeName", UNSET)) is str else text(v, "taskTypeName", at)
        made.active = v if type(v := take("active", UNSET)) is bool else flag(v, "active", at)
        made.default_charge_type = read_charge_type(take("defaultChargeType", UNSET), "defaultChargeType", at)
        made.default_title = v if type(v := take("defaultTitle", None)) is str else text_or_null(v, "defaultTitle", at)
        made.heading = v if type(v := take("heading", None)) is str else text_or_null(v, "heading", at)
        made.sub_heading = v if type(v := take("subHeading", None)) is str else text_or_null(v, "subHeading", at)
        v = take("departmentName", None)
        made.department_name = v if type(v) is str else text_or_null(v, "departmentName", at)
        made.sort_order = v if type(v := take("sortOrder", None)) is Decimal else number_or_null(v, "sortOrder", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "id": self.id, "taskTypeCode": self.task_type_code, "taskTypeName": self.task_type_name,
            "active": self.active, "defaultChargeType": self.default_charge_type,
            "defaultTitle": self.default_title, "heading": self.heading, "subHeading": self.sub_heading,
            "departmentName": self.department_name, "sortOrder": self.sort_order,
        }  # fmt: skip
        return told(members, self.additional_properties)


# Below, since records may name one another.
from .charge_type import ChargeType, read_charge_type

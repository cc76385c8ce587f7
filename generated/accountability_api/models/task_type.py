from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import (
    boolean,
    extra_properties,
    integer,
    number_or_null,
    require,
    start,
    string,
    string_or_null,
)
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class TaskType(Model):
    """A kind of work or cost. All offices, clients and suppliers share them.

    Inferred, not published: the names of its properties; each has a source or follows a convention.
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
    """Heading of the task type on estimates and invoices."""
    sub_heading: str | None = None
    """Sub heading below that."""
    department_name: str | None = None
    """Name of the department that does the work."""
    sort_order: Decimal | None = None
    """The position of the task type among others."""

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.id = v if type(v := take("id", UNSET)) is int else require(integer(v, "id", state), "id", state)
        model.task_type_code = v if type(v := take("taskTypeCode", UNSET)) is str else string(v, "taskTypeCode", state)
        model.task_type_name = v if type(v := take("taskTypeName", UNSET)) is str else string(v, "taskTypeName", state)
        model.active = v if type(v := take("active", UNSET)) is bool else boolean(v, "active", state)
        model.default_charge_type = read_charge_type(take("defaultChargeType", UNSET), "defaultChargeType", state)
        v = take("defaultTitle", None)
        model.default_title = v if type(v) is str else string_or_null(v, "defaultTitle", state)
        model.heading = v if type(v := take("heading", None)) is str else string_or_null(v, "heading", state)
        model.sub_heading = v if type(v := take("subHeading", None)) is str else string_or_null(v, "subHeading", state)
        v = take("departmentName", None)
        model.department_name = v if type(v) is str else string_or_null(v, "departmentName", state)
        model.sort_order = v if type(v := take("sortOrder", None)) is Decimal else number_or_null(v, "sortOrder", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "id": self.id, "taskTypeCode": self.task_type_code, "taskTypeName": self.task_type_name,
            "active": self.active, "defaultChargeType": self.default_charge_type,
            "defaultTitle": self.default_title, "heading": self.heading, "subHeading": self.sub_heading,
            "departmentName": self.department_name, "sortOrder": self.sort_order,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)


# At the end, because models may refer to one another.
from .charge_type import ChargeType, read_charge_type

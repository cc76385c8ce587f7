from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import (
    boolean_or_null,
    extra_properties,
    integer,
    integer_or_null,
    number_or_null,
    require,
    start,
    string_or_null,
)
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class LegacyPurchaseOrderEntry(Model):
    """A line of a purchase order, for a job and a kind of work or for a ledger account."""

    _wire: ClassVar[tuple[str, ...]] = (
        "AmtInclTax", "ClientCode", "ClientID", "ClientName", "Description", "EmployeeCode", "EmployeeID",
        "EmployeeName", "EstimateEntriesID", "GLAccountID", "GLAccountName", "GLAccountNo", "IDKey",
        "JobDescription", "JobID", "JobNo", "MarkUp", "Notes", "OverrideMarkUp", "OverrideTax", "PurchaseOrderID",
        "Rate", "SortOrder", "TaskTypeCode", "TaskTypeID", "TaskTypeName", "Tax", "Units",
    )  # fmt: skip

    amt_incl_tax: Decimal | None = None
    """Amount of the line, tax included."""
    client_code: str | None = None
    """Code of that client."""
    client_id: int | None = None
    """The client that the line is for."""
    client_name: str | None = None
    """Name of that client."""
    description: str | None = None
    """What is ordered, in words."""
    employee_code: str | None = None
    """Code of that employee."""
    employee_id: int | None = None
    """The employee that the line concerns."""
    employee_name: str | None = None
    """Name of that employee."""
    estimate_entries_id: int | None = None
    """The estimate's line that foresaw it."""
    gl_account_id: int | None = None
    """Key of the ledger account, where the line is overhead and not for a job."""
    gl_account_name: str | None = None
    """Name of the general ledger account."""
    gl_account_no: str | None = None
    """Number of the general ledger account."""
    id_key: int
    """Key of the line."""
    job_description: str | None = None
    """What the job is, in words."""
    job_id: int | None = None
    """The job that the line is for."""
    job_no: str | None = None
    """The job's number, as people know it."""
    mark_up: Decimal | None = None
    """What is added to the cost when it is billed; whether an amount or percent is not published."""
    notes: str | None = None
    """Free text."""
    override_mark_up: bool | None = None
    """Whether the mark-up was set by hand."""
    override_tax: bool | None = None
    """Whether the tax was set by hand."""
    purchase_order_id: int | None = None
    """The order that the line belongs to."""
    rate: Decimal | None = None
    """Price of one unit."""
    sort_order: Decimal | None = None
    """The position of the line among the others; lines are shown in ascending order."""
    task_type_code: str | None = None
    """Code of the kind of work."""
    task_type_id: int | None = None
    """The kind of work that is ordered."""
    task_type_name: str | None = None
    """Name of the kind of work."""
    tax: Decimal | None = None
    """Amount of tax."""
    units: Decimal | None = None
    """How many units."""

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        v = take("AmtInclTax", None)
        model.amt_incl_tax = v if type(v) is Decimal else number_or_null(v, "AmtInclTax", state)
        model.client_code = v if type(v := take("ClientCode", None)) is str else string_or_null(v, "ClientCode", state)
        model.client_id = v if type(v := take("ClientID", None)) is int else integer_or_null(v, "ClientID", state)
        model.client_name = v if type(v := take("ClientName", None)) is str else string_or_null(v, "ClientName", state)
        v = take("Description", None)
        model.description = v if type(v) is str else string_or_null(v, "Description", state)
        v = take("EmployeeCode", None)
        model.employee_code = v if type(v) is str else string_or_null(v, "EmployeeCode", state)
        model.employee_id = v if type(v := take("EmployeeID", None)) is int else integer_or_null(v, "EmployeeID", state)
        v = take("EmployeeName", None)
        model.employee_name = v if type(v) is str else string_or_null(v, "EmployeeName", state)
        v = take("EstimateEntriesID", None)
        model.estimate_entries_id = v if type(v) is int else integer_or_null(v, "EstimateEntriesID", state)
        v = take("GLAccountID", None)
        model.gl_account_id = v if type(v) is int else integer_or_null(v, "GLAccountID", state)
        v = take("GLAccountName", None)
        model.gl_account_name = v if type(v) is str else string_or_null(v, "GLAccountName", state)
        v = take("GLAccountNo", None)
        model.gl_account_no = v if type(v) is str else string_or_null(v, "GLAccountNo", state)
        v = take("IDKey", UNSET)
        model.id_key = v if type(v) is int else require(integer(v, "IDKey", state), "IDKey", state)
        v = take("JobDescription", None)
        model.job_description = v if type(v) is str else string_or_null(v, "JobDescription", state)
        model.job_id = v if type(v := take("JobID", None)) is int else integer_or_null(v, "JobID", state)
        model.job_no = v if type(v := take("JobNo", None)) is str else string_or_null(v, "JobNo", state)
        model.mark_up = v if type(v := take("MarkUp", None)) is Decimal else number_or_null(v, "MarkUp", state)
        model.notes = v if type(v := take("Notes", None)) is str else string_or_null(v, "Notes", state)
        v = take("OverrideMarkUp", None)
        model.override_mark_up = v if type(v) is bool else boolean_or_null(v, "OverrideMarkUp", state)
        v = take("OverrideTax", None)
        model.override_tax = v if type(v) is bool else boolean_or_null(v, "OverrideTax", state)
        v = take("PurchaseOrderID", None)
        model.purchase_order_id = v if type(v) is int else integer_or_null(v, "PurchaseOrderID", state)
        model.rate = v if type(v := take("Rate", None)) is Decimal else number_or_null(v, "Rate", state)
        model.sort_order = v if type(v := take("SortOrder", None)) is Decimal else number_or_null(v, "SortOrder", state)
        v = take("TaskTypeCode", None)
        model.task_type_code = v if type(v) is str else string_or_null(v, "TaskTypeCode", state)
        v = take("TaskTypeID", None)
        model.task_type_id = v if type(v) is int else integer_or_null(v, "TaskTypeID", state)
        v = take("TaskTypeName", None)
        model.task_type_name = v if type(v) is str else string_or_null(v, "TaskTypeName", state)
        model.tax = v if type(v := take("Tax", None)) is Decimal else number_or_null(v, "Tax", state)
        model.units = v if type(v := take("Units", None)) is Decimal else number_or_null(v, "Units", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "AmtInclTax": self.amt_incl_tax, "ClientCode": self.client_code, "ClientID": self.client_id,
            "ClientName": self.client_name, "Description": self.description, "EmployeeCode": self.employee_code,
            "EmployeeID": self.employee_id, "EmployeeName": self.employee_name,
            "EstimateEntriesID": self.estimate_entries_id, "GLAccountID": self.gl_account_id,
            "GLAccountName": self.gl_account_name, "GLAccountNo": self.gl_account_no, "IDKey": self.id_key,
            "JobDescription": self.job_description, "JobID": self.job_id, "JobNo": self.job_no,
            "MarkUp": self.mark_up, "Notes": self.notes, "OverrideMarkUp": self.override_mark_up,
            "OverrideTax": self.override_tax, "PurchaseOrderID": self.purchase_order_id, "Rate": self.rate,
            "SortOrder": self.sort_order, "TaskTypeCode": self.task_type_code, "TaskTypeID": self.task_type_id,
            "TaskTypeName": self.task_type_name, "Tax": self.tax, "Units": self.units,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)

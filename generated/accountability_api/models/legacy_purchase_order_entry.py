from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import (
    Json,
    Model,
    Notes,
    begin,
    flag_or_null,
    integer,
    integer_or_null,
    left,
    must,
    number_or_null,
    text_or_null,
    told,
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
    """Where the line stands among the others; lines are shown in ascending order."""
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
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.amt_incl_tax = v if type(v := take("AmtInclTax", None)) is Decimal else number_or_null(v, "AmtInclTax", at)
        made.client_code = v if type(v := take("ClientCode", None)) is str else text_or_null(v, "ClientCode", at)
        made.client_id = v if type(v := take("ClientID", None)) is int else integer_or_null(v, "ClientID", at)
        made.client_name = v if type(v := take("ClientName", None)) is str else text_or_null(v, "ClientName", at)
        made.description = v if type(v := take("Description", None)) is str else text_or_null(v, "Description", at)
        made.employee_code = v if type(v := take("EmployeeCode", None)) is str else text_or_null(v, "EmployeeCode", at)
        made.employee_id = v if type(v := take("EmployeeID", None)) is int else integer_or_null(v, "EmployeeID", at)
        made.employee_name = v if type(v := take("EmployeeName", None)) is str else text_or_null(v, "EmployeeName", at)
        v = take("EstimateEntriesID", None)
        made.estimate_entries_id = v if type(v) is int else integer_or_null(v, "EstimateEntriesID", at)
        made.gl_account_id = v if type(v := take("GLAccountID", None)) is int else integer_or_null(v, "GLAccountID", at)
        v = take("GLAccountName", None)
        made.gl_account_name = v if type(v) is str else text_or_null(v, "GLAccountName", at)
        made.gl_account_no = v if type(v := take("GLAccountNo", None)) is str else text_or_null(v, "GLAccountNo", at)
        made.id_key = v if type(v := take("IDKey", UNSET)) is int else must(integer(v, "IDKey", at), "IDKey", at)
        v = take("JobDescription", None)
        made.job_description = v if type(v) is str else text_or_null(v, "JobDescription", at)
        made.job_id = v if type(v := take("JobID", None)) is int else integer_or_null(v, "JobID", at)
        made.job_no = v if type(v := take("JobNo", None)) is str else text_or_null(v, "JobNo", at)
        made.mark_up = v if type(v := take("MarkUp", None)) is Decimal else number_or_null(v, "MarkUp", at)
        made.notes = v if type(v := take("Notes", None)) is str else text_or_null(v, "Notes", at)
        v = take("OverrideMarkUp", None)
        made.override_mark_up = v if type(v) is bool else flag_or_null(v, "OverrideMarkUp", at)
        made.override_tax = v if type(v := take("OverrideTax", None)) is bool else flag_or_null(v, "OverrideTax", at)
        v = take("PurchaseOrderID", None)
        made.purchase_order_id = v if type(v) is int else integer_or_null(v, "PurchaseOrderID", at)
        made.rate = v if type(v := take("Rate", None)) is Decimal else number_or_null(v, "Rate", at)
        made.sort_order = v if type(v := take("SortOrder", None)) is Decimal else number_or_null(v, "SortOrder", at)
        made.task_type_code = v if type(v := take("TaskTypeCode", None)) is str else text_or_null(v, "TaskTypeCode", at)
        made.task_type_id = v if type(v := take("TaskTypeID", None)) is int else integer_or_null(v, "TaskTypeID", at)
        made.task_type_name = v if type(v := take("TaskTypeName", None)) is str else text_or_null(v, "TaskTypeName", at)
        made.tax = v if type(v := take("Tax", None)) is Decimal else number_or_null(v, "Tax", at)
        made.units = v if type(v := take("Units", None)) is Decimal else number_or_null(v, "Units", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
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
        return told(members, self.additional_properties)

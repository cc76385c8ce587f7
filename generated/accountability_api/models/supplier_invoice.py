from __future__ import annotations

import datetime
from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import (
    Json,
    Model,
    Notes,
    begin,
    date_or_null,
    flag_or_null,
    integer,
    integer_or_null,
    left,
    moment,
    moment_or_null,
    must,
    number_or_null,
    text_or_null,
    told,
)
from .._runtime.wire import UNSET, day, instant


@define(kw_only=True, repr=False)
class SupplierInvoice(Model):
    """What a supplier bills the agency, without its lines. An approved expense claim is one too.

    Inferred, not published: the names of its members; each has a witness or is a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "supplierInvoiceNumber", "supplierId", "officeId", "date", "purchaseOrderId", "jobId",
        "mediaScheduleId", "mediumId", "expenseClaim", "employeeId", "currencyId", "currencyCode", "currencyName",
        "fxRate", "taxPct", "accountingYearId", "accountingMonthId", "overrideAccountingYearMonth", "notes",
        "approved", "approvedDate", "approvedByEmployeeId", "addedDate", "addedByEmployeeId", "modifiedDate",
    )  # fmt: skip

    id: int
    """Unique key of the supplier's invoice, given by the server."""
    supplier_invoice_number: str | None = None
    """The supplier's own number of the invoice."""
    supplier_id: int | None = None
    """The supplier who sent it."""
    office_id: int | None = None
    """Key of the office it belongs to."""
    date: datetime.date | None = None
    """The date of the invoice."""
    purchase_order_id: int | None = None
    """The purchase order that the invoice answers."""
    job_id: int | None = None
    """The job that the invoice is for."""
    media_schedule_id: int | None = None
    """Key of the media schedule that the invoice is for."""
    medium_id: int | None = None
    """Key of the medium that the invoice is for."""
    expense_claim: bool | None = None
    """Whether it stands for an employee's expense claim."""
    employee_id: int | None = None
    """The employee whose expenses it claims, where it is an expense claim."""
    currency_id: int | None = None
    """Key of the currency of its amounts."""
    currency_code: str | None = None
    """Code of the currency of its amounts, such as USD."""
    currency_name: str | None = None
    """Name of that currency."""
    fx_rate: Decimal | None = None
    """Exchange rate between its currency and the agency's; which way round is not published."""
    tax_pct: Decimal | None = None
    """Tax, in percent."""
    accounting_year_id: int | None = None
    """Key of the accounting year it counts in."""
    accounting_month_id: int | None = None
    """Key of the accounting month it counts in."""
    override_accounting_year_month: bool | None = None
    """Whether year and month were set by hand instead of following from the date."""
    notes: str | None = None
    """Free text."""
    approved: bool | None = None
    """Whether it is approved."""
    approved_date: datetime.datetime | None = None
    """When it was approved."""
    approved_by_employee_id: int | None = None
    """The employee who approved it."""
    added_date: datetime.datetime | None = None
    """When it was entered."""
    added_by_employee_id: int | None = None
    """The employee who entered it."""
    modified_date: datetime.datetime | None = None
    """When the record was last changed."""

    @classmethod
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.id = v if type(v := take("id", UNSET)) is int else must(integer(v, "id", at), "id", at)
        v = take("supplierInvoiceNumber", None)
        made.supplier_invoice_number = v if type(v) is str else text_or_null(v, "supplierInvoiceNumber", at)
        made.supplier_id = v if type(v := take("supplierId", None)) is int else integer_or_null(v, "supplierId", at)
        made.office_id = v if type(v := take("officeId", None)) is int else integer_or_null(v, "officeId", at)
        made.date = date_or_null(take("date", None), "date", at)
        v = take("purchaseOrderId", None)
        made.purchase_order_id = v if type(v) is int else integer_or_null(v, "purchaseOrderId", at)
        made.job_id = v if type(v := take("jobId", None)) is int else integer_or_null(v, "jobId", at)
        v = take("mediaScheduleId", None)
        made.media_schedule_id = v if type(v) is int else integer_or_null(v, "mediaScheduleId", at)
        made.medium_id = v if type(v := take("mediumId", None)) is int else integer_or_null(v, "mediumId", at)
        made.expense_claim = v if type(v := take("expenseClaim", None)) is bool else flag_or_null(v, "expenseClaim", at)
        made.employee_id = v if type(v := take("employeeId", None)) is int else integer_or_null(v, "employeeId", at)
        made.currency_id = v if type(v := take("currencyId", None)) is int else integer_or_null(v, "currencyId", at)
        made.currency_code = v if type(v := take("currencyCode", None)) is str else text_or_null(v, "currencyCode", at)
        made.currency_name = v if type(v := take("currencyName", None)) is str else text_or_null(v, "currencyName", at)
        made.fx_rate = v if type(v := take("fxRate", None)) is Decimal else number_or_null(v, "fxRate", at)
        made.tax_pct = v if type(v := take("taxPct", None)) is Decimal else number_or_null(v, "taxPct", at)
        v = take("accountingYearId", None)
        made.accounting_year_id = v if type(v) is int else integer_or_null(v, "accountingYearId", at)
        v = take("accountingMonthId", None)
        made.accounting_month_id = v if type(v) is int else integer_or_null(v, "accountingMonthId", at)
        v = take("overrideAccountingYearMonth", None)
        made.override_accounting_year_month = (
            v if type(v) is bool else flag_or_null(v, "overrideAccountingYearMonth", at)
        )
        made.notes = v if type(v := take("notes", None)) is str else text_or_null(v, "notes", at)
        made.approved = v if type(v := take("approved", None)) is bool else flag_or_null(v, "approved", at)
        made.approved_date = moment_or_null(take("approvedDate", None), "approvedDate", at)
        v = take("approvedByEmployeeId", None)
        made.approved_by_employee_id = v if type(v) is int else integer_or_null(v, "approvedByEmployeeId", at)
        made.added_date = moment_or_null(take("addedDate", None), "addedDate", at)
        v = take("addedByEmployeeId", None)
        made.added_by_employee_id = v if type(v) is int else integer_or_null(v, "addedByEmployeeId", at)
        made.modified_date = moment(take("modifiedDate", UNSET), "modifiedDate", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "id": self.id, "supplierInvoiceNumber": self.supplier_invoice_number, "supplierId": self.supplier_id,
            "officeId": self.office_id, "date": day(self.date), "purchaseOrderId": self.purchase_order_id,
            "jobId": self.job_id, "mediaScheduleId": self.media_schedule_id, "mediumId": self.medium_id,
            "expenseClaim": self.expense_claim, "employeeId": self.employee_id, "currencyId": self.currency_id,
            "currencyCode": self.currency_code, "currencyName": self.currency_name, "fxRate": self.fx_rate,
            "taxPct": self.tax_pct, "accountingYearId": self.accounting_year_id,
            "accountingMonthId": self.accounting_month_id,
            "overrideAccountingYearMonth": self.override_accounting_year_month, "notes": self.notes,
            "approved": self.approved, "approvedDate": instant(self.approved_date),
            "approvedByEmployeeId": self.approved_by_employee_id, "addedDate": instant(self.added_date),
            "addedByEmployeeId": self.added_by_employee_id, "modifiedDate": instant(self.modified_date),
        }  # fmt: skip
        return told(members, self.additional_properties)

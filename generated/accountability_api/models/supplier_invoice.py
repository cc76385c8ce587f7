from __future__ import annotations

import datetime
from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import (
    boolean_or_null,
    date_or_null,
    extra_properties,
    integer,
    integer_or_null,
    number_or_null,
    require,
    start,
    string_or_null,
    timestamp,
    timestamp_or_null,
)
from .._runtime.wire import UNSET, as_date, as_datetime


@define(kw_only=True, repr=False)
class SupplierInvoice(Model):
    """What a supplier bills the agency, without its lines. An approved expense claim is one too.

    Inferred, not published: the names of its properties; each has a source or follows a convention.
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
    """The purchase order that the invoice is for."""
    job_id: int | None = None
    """The job that the invoice is for."""
    media_schedule_id: int | None = None
    """Key of the media schedule that the invoice is for."""
    medium_id: int | None = None
    """Key of the medium that the invoice is for."""
    expense_claim: bool | None = None
    """Whether it is an employee's expense claim."""
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
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.id = v if type(v := take("id", UNSET)) is int else require(integer(v, "id", state), "id", state)
        v = take("supplierInvoiceNumber", None)
        model.supplier_invoice_number = v if type(v) is str else string_or_null(v, "supplierInvoiceNumber", state)
        model.supplier_id = v if type(v := take("supplierId", None)) is int else integer_or_null(v, "supplierId", state)
        model.office_id = v if type(v := take("officeId", None)) is int else integer_or_null(v, "officeId", state)
        model.date = date_or_null(take("date", None), "date", state)
        v = take("purchaseOrderId", None)
        model.purchase_order_id = v if type(v) is int else integer_or_null(v, "purchaseOrderId", state)
        model.job_id = v if type(v := take("jobId", None)) is int else integer_or_null(v, "jobId", state)
        v = take("mediaScheduleId", None)
        model.media_schedule_id = v if type(v) is int else integer_or_null(v, "mediaScheduleId", state)
        model.medium_id = v if type(v := take("mediumId", None)) is int else integer_or_null(v, "mediumId", state)
        v = take("expenseClaim", None)
        model.expense_claim = v if type(v) is bool else boolean_or_null(v, "expenseClaim", state)
        model.employee_id = v if type(v := take("employeeId", None)) is int else integer_or_null(v, "employeeId", state)
        model.currency_id = v if type(v := take("currencyId", None)) is int else integer_or_null(v, "currencyId", state)
        v = take("currencyCode", None)
        model.currency_code = v if type(v) is str else string_or_null(v, "currencyCode", state)
        v = take("currencyName", None)
        model.currency_name = v if type(v) is str else string_or_null(v, "currencyName", state)
        model.fx_rate = v if type(v := take("fxRate", None)) is Decimal else number_or_null(v, "fxRate", state)
        model.tax_pct = v if type(v := take("taxPct", None)) is Decimal else number_or_null(v, "taxPct", state)
        v = take("accountingYearId", None)
        model.accounting_year_id = v if type(v) is int else integer_or_null(v, "accountingYearId", state)
        v = take("accountingMonthId", None)
        model.accounting_month_id = v if type(v) is int else integer_or_null(v, "accountingMonthId", state)
        v = take("overrideAccountingYearMonth", None)
        model.override_accounting_year_month = (
            v if type(v) is bool else boolean_or_null(v, "overrideAccountingYearMonth", state)
        )
        model.notes = v if type(v := take("notes", None)) is str else string_or_null(v, "notes", state)
        model.approved = v if type(v := take("approved", None)) is bool else boolean_or_null(v, "approved", state)
        model.approved_date = timestamp_or_null(take("approvedDate", None), "approvedDate", state)
        v = take("approvedByEmployeeId", None)
        model.approved_by_employee_id = v if type(v) is int else integer_or_null(v, "approvedByEmployeeId", state)
        model.added_date = timestamp_or_null(take("addedDate", None), "addedDate", state)
        v = take("addedByEmployeeId", None)
        model.added_by_employee_id = v if type(v) is int else integer_or_null(v, "addedByEmployeeId", state)
        model.modified_date = timestamp(take("modifiedDate", UNSET), "modifiedDate", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "id": self.id, "supplierInvoiceNumber": self.supplier_invoice_number, "supplierId": self.supplier_id,
            "officeId": self.office_id, "date": as_date(self.date), "purchaseOrderId": self.purchase_order_id,
            "jobId": self.job_id, "mediaScheduleId": self.media_schedule_id, "mediumId": self.medium_id,
            "expenseClaim": self.expense_claim, "employeeId": self.employee_id, "currencyId": self.currency_id,
            "currencyCode": self.currency_code, "currencyName": self.currency_name, "fxRate": self.fx_rate,
            "taxPct": self.tax_pct, "accountingYearId": self.accounting_year_id,
            "accountingMonthId": self.accounting_month_id,
            "overrideAccountingYearMonth": self.override_accounting_year_month, "notes": self.notes,
            "approved": self.approved, "approvedDate": as_datetime(self.approved_date),
            "approvedByEmployeeId": self.approved_by_employee_id, "addedDate": as_datetime(self.added_date),
            "addedByEmployeeId": self.added_by_employee_id, "modifiedDate": as_datetime(self.modified_date),
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)

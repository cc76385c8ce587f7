from __future__ import annotations

import datetime
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
    wcf_date_or_null,
)
from .._runtime.wire import UNSET, as_wcf_date


@define(kw_only=True, repr=False)
class LegacySupplierInvoice(Model):
    """A supplier's invoice, without its lines."""

    _wire: ClassVar[tuple[str, ...]] = (
        "AccountingMonthID", "AccountingYearID", "AddedByEmployeeID", "AddedDate", "Approved",
        "ApprovedByEmployeeID", "ApprovedDate", "CurrencyCode", "CurrencyID", "CurrencyName", "Date", "EmployeeID",
        "ExpenseClaim", "FXRate", "IDKey", "JobID", "MediaScheduleID", "MediumID", "Notes", "OfficeID",
        "OverrideAccountingYearMonth", "PurchaseOrderID", "SupplierID", "SupplierInvoiceNumber", "TaxPct",
    )  # fmt: skip

    accounting_month_id: int | None = None
    """Key of the accounting month it counts in."""
    accounting_year_id: int | None = None
    """Key of the accounting year it counts in."""
    added_by_employee_id: int | None = None
    """The employee who entered it."""
    added_date: datetime.datetime | None = None
    """When it was entered."""
    approved: bool | None = None
    """Whether it is approved."""
    approved_by_employee_id: int | None = None
    """The employee who approved it."""
    approved_date: datetime.datetime | None = None
    """When it was approved."""
    currency_code: str | None = None
    """Code of the currency of its amounts, such as USD."""
    currency_id: int | None = None
    """Key of the currency of its amounts."""
    currency_name: str | None = None
    """Name of that currency."""
    date: datetime.datetime | None = None
    """The date of the invoice."""
    employee_id: int | None = None
    """The employee whose expenses it claims, where it is an expense claim."""
    expense_claim: bool | None = None
    """Whether it is an employee's expense claim."""
    fx_rate: Decimal | None = None
    """Exchange rate between its currency and the agency's; which way round is not published."""
    id_key: int
    """Key of the invoice."""
    job_id: int | None = None
    """The job that the invoice is for."""
    media_schedule_id: int | None = None
    """Key of the media schedule that the invoice is for."""
    medium_id: int | None = None
    """Key of the medium that the invoice is for."""
    notes: str | None = None
    """Free text."""
    office_id: int | None = None
    """Key of the office it belongs to."""
    override_accounting_year_month: bool | None = None
    """Whether year and month were set by hand instead of following from the date."""
    purchase_order_id: int | None = None
    """The purchase order that the invoice is for."""
    supplier_id: int | None = None
    """The supplier who sent it."""
    supplier_invoice_number: str | None = None
    """The supplier's own number of the invoice."""
    tax_pct: Decimal | None = None
    """Tax, in percent."""

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        v = take("AccountingMonthID", None)
        model.accounting_month_id = v if type(v) is int else integer_or_null(v, "AccountingMonthID", state)
        v = take("AccountingYearID", None)
        model.accounting_year_id = v if type(v) is int else integer_or_null(v, "AccountingYearID", state)
        v = take("AddedByEmployeeID", None)
        model.added_by_employee_id = v if type(v) is int else integer_or_null(v, "AddedByEmployeeID", state)
        model.added_date = wcf_date_or_null(take("AddedDate", None), "AddedDate", state)
        model.approved = v if type(v := take("Approved", None)) is bool else boolean_or_null(v, "Approved", state)
        v = take("ApprovedByEmployeeID", None)
        model.approved_by_employee_id = v if type(v) is int else integer_or_null(v, "ApprovedByEmployeeID", state)
        model.approved_date = wcf_date_or_null(take("ApprovedDate", None), "ApprovedDate", state)
        v = take("CurrencyCode", None)
        model.currency_code = v if type(v) is str else string_or_null(v, "CurrencyCode", state)
        model.currency_id = v if type(v := take("CurrencyID", None)) is int else integer_or_null(v, "CurrencyID", state)
        v = take("CurrencyName", None)
        model.currency_name = v if type(v) is str else string_or_null(v, "CurrencyName", state)
        model.date = wcf_date_or_null(take("Date", None), "Date", state)
        model.employee_id = v if type(v := take("EmployeeID", None)) is int else integer_or_null(v, "EmployeeID", state)
        v = take("ExpenseClaim", None)
        model.expense_claim = v if type(v) is bool else boolean_or_null(v, "ExpenseClaim", state)
        model.fx_rate = v if type(v := take("FXRate", None)) is Decimal else number_or_null(v, "FXRate", state)
        v = take("IDKey", UNSET)
        model.id_key = v if type(v) is int else require(integer(v, "IDKey", state), "IDKey", state)
        model.job_id = v if type(v := take("JobID", None)) is int else integer_or_null(v, "JobID", state)
        v = take("MediaScheduleID", None)
        model.media_schedule_id = v if type(v) is int else integer_or_null(v, "MediaScheduleID", state)
        model.medium_id = v if type(v := take("MediumID", None)) is int else integer_or_null(v, "MediumID", state)
        model.notes = v if type(v := take("Notes", None)) is str else string_or_null(v, "Notes", state)
        model.office_id = v if type(v := take("OfficeID", None)) is int else integer_or_null(v, "OfficeID", state)
        v = take("OverrideAccountingYearMonth", None)
        model.override_accounting_year_month = (
            v if type(v) is bool else boolean_or_null(v, "OverrideAccountingYearMonth", state)
        )
        v = take("PurchaseOrderID", None)
        model.purchase_order_id = v if type(v) is int else integer_or_null(v, "PurchaseOrderID", state)
        model.supplier_id = v if type(v := take("SupplierID", None)) is int else integer_or_null(v, "SupplierID", state)
        v = take("SupplierInvoiceNumber", None)
        model.supplier_invoice_number = v if type(v) is str else string_or_null(v, "SupplierInvoiceNumber", state)
        model.tax_pct = v if type(v := take("TaxPct", None)) is Decimal else number_or_null(v, "TaxPct", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "AccountingMonthID": self.accounting_month_id, "AccountingYearID": self.accounting_year_id,
            "AddedByEmployeeID": self.added_by_employee_id, "AddedDate": as_wcf_date(self.added_date),
            "Approved": self.approved, "ApprovedByEmployeeID": self.approved_by_employee_id,
            "ApprovedDate": as_wcf_date(self.approved_date), "CurrencyCode": self.currency_code,
            "CurrencyID": self.currency_id, "CurrencyName": self.currency_name, "Date": as_wcf_date(self.date),
            "EmployeeID": self.employee_id, "ExpenseClaim": self.expense_claim, "FXRate": self.fx_rate,
            "IDKey": self.id_key, "JobID": self.job_id, "MediaScheduleID": self.media_schedule_id,
            "MediumID": self.medium_id, "Notes": self.notes, "OfficeID": self.office_id,
            "OverrideAccountingYearMonth": self.override_accounting_year_month,
            "PurchaseOrderID": self.purchase_order_id, "SupplierID": self.supplier_id,
            "SupplierInvoiceNumber": self.supplier_invoice_number, "TaxPct": self.tax_pct,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)

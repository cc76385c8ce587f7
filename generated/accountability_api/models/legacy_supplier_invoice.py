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
    flag_or_null,
    integer,
    integer_or_null,
    left,
    must,
    number_or_null,
    text_or_null,
    told,
    wcf_date_or_null,
)
from .._runtime.wire import UNSET, wcf


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
    """Whether it stands for an employee's expense claim."""
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
    """The purchase order that the invoice answers."""
    supplier_id: int | None = None
    """The supplier who sent it."""
    supplier_invoice_number: str | None = None
    """The supplier's own number of the invoice."""
    tax_pct: Decimal | None = None
    """Tax, in percent."""

    @classmethod
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        v = take("AccountingMonthID", None)
        made.accounting_month_id = v if type(v) is int else integer_or_null(v, "AccountingMonthID", at)
        v = take("AccountingYearID", None)
        made.accounting_year_id = v if type(v) is int else integer_or_null(v, "AccountingYearID", at)
        v = take("AddedByEmployeeID", None)
        made.added_by_employee_id = v if type(v) is int else integer_or_null(v, "AddedByEmployeeID", at)
        made.added_date = wcf_date_or_null(take("AddedDate", None), "AddedDate", at)
        made.approved = v if type(v := take("Approved", None)) is bool else flag_or_null(v, "Approved", at)
        v = take("ApprovedByEmployeeID", None)
        made.approved_by_employee_id = v if type(v) is int else integer_or_null(v, "ApprovedByEmployeeID", at)
        made.approved_date = wcf_date_or_null(take("ApprovedDate", None), "ApprovedDate", at)
        made.currency_code = v if type(v := take("CurrencyCode", None)) is str else text_or_null(v, "CurrencyCode", at)
        made.currency_id = v if type(v := take("CurrencyID", None)) is int else integer_or_null(v, "CurrencyID", at)
        made.currency_name = v if type(v := take("CurrencyName", None)) is str else text_or_null(v, "CurrencyName", at)
        made.date = wcf_date_or_null(take("Date", None), "Date", at)
        made.employee_id = v if type(v := take("EmployeeID", None)) is int else integer_or_null(v, "EmployeeID", at)
        made.expense_claim = v if type(v := take("ExpenseClaim", None)) is bool else flag_or_null(v, "ExpenseClaim", at)
        made.fx_rate = v if type(v := take("FXRate", None)) is Decimal else number_or_null(v, "FXRate", at)
        made.id_key = v if type(v := take("IDKey", UNSET)) is int else must(integer(v, "IDKey", at), "IDKey", at)
        made.job_id = v if type(v := take("JobID", None)) is int else integer_or_null(v, "JobID", at)
        v = take("MediaScheduleID", None)
        made.media_schedule_id = v if type(v) is int else integer_or_null(v, "MediaScheduleID", at)
        made.medium_id = v if type(v := take("MediumID", None)) is int else integer_or_null(v, "MediumID", at)
        made.notes = v if type(v := take("Notes", None)) is str else text_or_null(v, "Notes", at)
        made.office_id = v if type(v := take("OfficeID", None)) is int else integer_or_null(v, "OfficeID", at)
        v = take("OverrideAccountingYearMonth", None)
        made.override_accounting_year_month = (
            v if type(v) is bool else flag_or_null(v, "OverrideAccountingYearMonth", at)
        )
        v = take("PurchaseOrderID", None)
        made.purchase_order_id = v if type(v) is int else integer_or_null(v, "PurchaseOrderID", at)
        made.supplier_id = v if type(v := take("SupplierID", None)) is int else integer_or_null(v, "SupplierID", at)
        v = take("SupplierInvoiceNumber", None)
        made.supplier_invoice_number = v if type(v) is str else text_or_null(v, "SupplierInvoiceNumber", at)
        made.tax_pct = v if type(v := take("TaxPct", None)) is Decimal else number_or_null(v, "TaxPct", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "AccountingMonthID": self.accounting_month_id, "AccountingYearID": self.accounting_year_id,
            "AddedByEmployeeID": self.added_by_employee_id, "AddedDate": wcf(self.added_date),
            "Approved": self.approved, "ApprovedByEmployeeID": self.approved_by_employee_id,
            "ApprovedDate": wcf(self.approved_date), "CurrencyCode": self.currency_code,
            "CurrencyID": self.currency_id, "CurrencyName": self.currency_name, "Date": wcf(self.date),
            "EmployeeID": self.employee_id, "ExpenseClaim": self.expense_claim, "FXRate": self.fx_rate,
            "IDKey": self.id_key, "JobID": self.job_id, "MediaScheduleID": self.media_schedule_id,
            "MediumID": self.medium_id, "Notes": self.notes, "OfficeID": self.office_id,
            "OverrideAccountingYearMonth": self.override_accounting_year_month,
            "PurchaseOrderID": self.purchase_order_id, "SupplierID": self.supplier_id,
            "SupplierInvoiceNumber": self.supplier_invoice_number, "TaxPct": self.tax_pct,
        }  # fmt: skip
        return told(members, self.additional_properties)

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
class LegacyProductionInvoice(Model):
    """An invoice for a job, without its lines."""

    _wire: ClassVar[tuple[str, ...]] = (
        "AccountingMonthID", "AccountingYearID", "AddedByEmployeeID", "AddedDate", "Approved",
        "ApprovedByEmployeeID", "ApprovedDate", "Cancelled", "ClientOrderNumber", "ContactID",
        "CreditedByInvoiceID", "CreditsInvoiceID", "CurrencyID", "Date", "DisplayUnits", "Draft", "EstimateID",
        "EstimatePctInvoiced", "FXRate", "FreeForm", "IDKey", "InvoiceNumber", "JobID", "LayoutID", "Notes",
        "OfficeID", "PaymentTermsFactorID", "PaymentTermsNumber", "PctServiceFeeProduction", "PctTax",
        "SuppressEntries",
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
    cancelled: bool | None = None
    """Whether it has been cancelled."""
    client_order_number: str | None = None
    """The client's own order number for the work."""
    contact_id: int | None = None
    """The client's contact who gets the invoice."""
    credited_by_invoice_id: int | None = None
    """Key of the credit that takes this invoice back."""
    credits_invoice_id: int | None = None
    """Key of the invoice that this one takes back, where it is a credit."""
    currency_id: int | None = None
    """Key of the currency of its amounts."""
    date: datetime.datetime | None = None
    """The date of the invoice."""
    display_units: bool | None = None
    """Whether the printed invoice shows units and rates."""
    draft: bool | None = None
    """Whether it is a draft."""
    estimate_id: int | None = None
    """The estimate that is billed."""
    estimate_pct_invoiced: Decimal | None = None
    """How much of the estimate is billed, in percent."""
    fx_rate: Decimal | None = None
    """Exchange rate between its currency and the agency's; which way round is not published."""
    free_form: bool | None = None
    """Whether its lines were written by hand."""
    id_key: int
    """Key of the invoice."""
    invoice_number: str | None = None
    """The number that people know it by."""
    job_id: int | None = None
    """The job that is billed."""
    layout_id: int | None = None
    """Key of the layout it is printed in."""
    notes: str | None = None
    """Free text."""
    office_id: int | None = None
    """Key of the office it belongs to."""
    payment_terms_factor_id: int | None = None
    """Key of the unit in which the payment terms count, such as days."""
    payment_terms_number: Decimal | None = None
    """How many of that unit the payer has."""
    pct_service_fee_production: Decimal | None = None
    """The agency's service fee on production work, in percent."""
    pct_tax: Decimal | None = None
    """Tax, in percent."""
    suppress_entries: bool | None = None
    """Whether the printed invoice leaves its lines out."""

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
        made.cancelled = v if type(v := take("Cancelled", None)) is bool else flag_or_null(v, "Cancelled", at)
        v = take("ClientOrderNumber", None)
        made.client_order_number = v if type(v) is str else text_or_null(v, "ClientOrderNumber", at)
        made.contact_id = v if type(v := take("ContactID", None)) is int else integer_or_null(v, "ContactID", at)
        v = take("CreditedByInvoiceID", None)
        made.credited_by_invoice_id = v if type(v) is int else integer_or_null(v, "CreditedByInvoiceID", at)
        v = take("CreditsInvoiceID", None)
        made.credits_invoice_id = v if type(v) is int else integer_or_null(v, "CreditsInvoiceID", at)
        made.currency_id = v if type(v := take("CurrencyID", None)) is int else integer_or_null(v, "CurrencyID", at)
        made.date = wcf_date_or_null(take("Date", None), "Date", at)
        made.display_units = v if type(v := take("DisplayUnits", None)) is bool else flag_or_null(v, "DisplayUnits", at)
        made.draft = v if type(v := take("Draft", None)) is bool else flag_or_null(v, "Draft", at)
        made.estimate_id = v if type(v := take("EstimateID", None)) is int else integer_or_null(v, "EstimateID", at)
        v = take("EstimatePctInvoiced", None)
        made.estimate_pct_invoiced = v if type(v) is Decimal else number_or_null(v, "EstimatePctInvoiced", at)
        made.fx_rate = v if type(v := take("FXRate", None)) is Decimal else number_or_null(v, "FXRate", at)
        made.free_form = v if type(v := take("FreeForm", None)) is bool else flag_or_null(v, "FreeForm", at)
        made.id_key = v if type(v := take("IDKey", UNSET)) is int else must(integer(v, "IDKey", at), "IDKey", at)
        v = take("InvoiceNumber", None)
        made.invoice_number = v if type(v) is str else text_or_null(v, "InvoiceNumber", at)
        made.job_id = v if type(v := take("JobID", None)) is int else integer_or_null(v, "JobID", at)
        made.layout_id = v if type(v := take("LayoutID", None)) is int else integer_or_null(v, "LayoutID", at)
        made.notes = v if type(v := take("Notes", None)) is str else text_or_null(v, "Notes", at)
        made.office_id = v if type(v := take("OfficeID", None)) is int else integer_or_null(v, "OfficeID", at)
        v = take("PaymentTermsFactorID", None)
        made.payment_terms_factor_id = v if type(v) is int else integer_or_null(v, "PaymentTermsFactorID", at)
        v = take("PaymentTermsNumber", None)
        made.payment_terms_number = v if type(v) is Decimal else number_or_null(v, "PaymentTermsNumber", at)
        v = take("PctServiceFeeProduction", None)
        made.pct_service_fee_production = v if type(v) is Decimal else number_or_null(v, "PctServiceFeeProduction", at)
        made.pct_tax = v if type(v := take("PctTax", None)) is Decimal else number_or_null(v, "PctTax", at)
        v = take("SuppressEntries", None)
        made.suppress_entries = v if type(v) is bool else flag_or_null(v, "SuppressEntries", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "AccountingMonthID": self.accounting_month_id, "AccountingYearID": self.accounting_year_id,
            "AddedByEmployeeID": self.added_by_employee_id, "AddedDate": wcf(self.added_date),
            "Approved": self.approved, "ApprovedByEmployeeID": self.approved_by_employee_id,
            "ApprovedDate": wcf(self.approved_date), "Cancelled": self.cancelled,
            "ClientOrderNumber": self.client_order_number, "ContactID": self.contact_id,
            "CreditedByInvoiceID": self.credited_by_invoice_id, "CreditsInvoiceID": self.credits_invoice_id,
            "CurrencyID": self.currency_id, "Date": wcf(self.date), "DisplayUnits": self.display_units,
            "Draft": self.draft, "EstimateID": self.estimate_id, "EstimatePctInvoiced": self.estimate_pct_invoiced,
            "FXRate": self.fx_rate, "FreeForm": self.free_form, "IDKey": self.id_key,
            "InvoiceNumber": self.invoice_number, "JobID": self.job_id, "LayoutID": self.layout_id,
            "Notes": self.notes, "OfficeID": self.office_id, "PaymentTermsFactorID": self.payment_terms_factor_id,
            "PaymentTermsNumber": self.payment_terms_number,
            "PctServiceFeeProduction": self.pct_service_fee_production, "PctTax": self.pct_tax,
            "SuppressEntries": self.suppress_entries,
        }  # fmt: skip
        return told(members, self.additional_properties)

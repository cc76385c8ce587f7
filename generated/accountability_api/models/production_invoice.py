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
class ProductionInvoice(Model):
    """What a client is billed for a job, without its entries. It may bill an estimate, a part of one, or actual costs.

    Inferred, not published: the names of its members; each has a witness or is a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "invoiceNumber", "jobId", "estimateId", "estimatePctInvoiced", "officeId", "contactId",
        "clientOrderNumber", "date", "currencyId", "fxRate", "pctServiceFeeProduction", "pctTax",
        "paymentTermsFactorId", "paymentTermsNumber", "accountingYearId", "accountingMonthId", "draft", "freeForm",
        "layoutId", "displayUnits", "suppressEntries", "cancelled", "creditsInvoiceId", "creditedByInvoiceId",
        "notes", "approved", "approvedDate", "approvedByEmployeeId", "addedDate", "addedByEmployeeId",
        "modifiedDate",
    )  # fmt: skip

    id: int
    """Unique key of the invoice for a job, given by the server."""
    invoice_number: str | None = None
    """The number that people know it by."""
    job_id: int | None = None
    """The job that is billed."""
    estimate_id: int | None = None
    """The estimate that is billed."""
    estimate_pct_invoiced: Decimal | None = None
    """How much of the estimate is billed, in percent."""
    office_id: int | None = None
    """Key of the office it belongs to."""
    contact_id: int | None = None
    """The client's contact who gets the invoice."""
    client_order_number: str | None = None
    """The client's own order number for the work."""
    date: datetime.date | None = None
    """The date of the invoice."""
    currency_id: int | None = None
    """Key of the currency of its amounts."""
    fx_rate: Decimal | None = None
    """Exchange rate between its currency and the agency's; which way round is not published."""
    pct_service_fee_production: Decimal | None = None
    """The agency's service fee on production work, in percent."""
    pct_tax: Decimal | None = None
    """Tax, in percent."""
    payment_terms_factor_id: int | None = None
    """Key of the unit in which the payment terms count, such as days."""
    payment_terms_number: Decimal | None = None
    """How many of that unit the payer has."""
    accounting_year_id: int | None = None
    """Key of the accounting year it counts in."""
    accounting_month_id: int | None = None
    """Key of the accounting month it counts in."""
    draft: bool | None = None
    """Whether it is a draft."""
    free_form: bool | None = None
    """Whether its lines were written by hand."""
    layout_id: int | None = None
    """Key of the layout it is printed in."""
    display_units: bool | None = None
    """Whether the printed invoice shows units and rates."""
    suppress_entries: bool | None = None
    """Whether the printed invoice leaves its lines out."""
    cancelled: bool | None = None
    """Whether it has been cancelled."""
    credits_invoice_id: int | None = None
    """Key of the invoice that this one takes back, where it is a credit."""
    credited_by_invoice_id: int | None = None
    """Key of the credit that takes this invoice back."""
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
        v = take("invoiceNumber", None)
        made.invoice_number = v if type(v) is str else text_or_null(v, "invoiceNumber", at)
        made.job_id = v if type(v := take("jobId", None)) is int else integer_or_null(v, "jobId", at)
        made.estimate_id = v if type(v := take("estimateId", None)) is int else integer_or_null(v, "estimateId", at)
        v = take("estimatePctInvoiced", None)
        made.estimate_pct_invoiced = v if type(v) is Decimal else number_or_null(v, "estimatePctInvoiced", at)
        made.office_id = v if type(v := take("officeId", None)) is int else integer_or_null(v, "officeId", at)
        made.contact_id = v if type(v := take("contactId", None)) is int else integer_or_null(v, "contactId", at)
        v = take("clientOrderNumber", None)
        made.client_order_number = v if type(v) is str else text_or_null(v, "clientOrderNumber", at)
        made.date = date_or_null(take("date", None), "date", at)
        made.currency_id = v if type(v := take("currencyId", None)) is int else integer_or_null(v, "currencyId", at)
        made.fx_rate = v if type(v := take("fxRate", None)) is Decimal else number_or_null(v, "fxRate", at)
        v = take("pctServiceFeeProduction", None)
        made.pct_service_fee_production = v if type(v) is Decimal else number_or_null(v, "pctServiceFeeProduction", at)
        made.pct_tax = v if type(v := take("pctTax", None)) is Decimal else number_or_null(v, "pctTax", at)
        v = take("paymentTermsFactorId", None)
        made.payment_terms_factor_id = v if type(v) is int else integer_or_null(v, "paymentTermsFactorId", at)
        v = take("paymentTermsNumber", None)
        made.payment_terms_number = v if type(v) is Decimal else number_or_null(v, "paymentTermsNumber", at)
        v = take("accountingYearId", None)
        made.accounting_year_id = v if type(v) is int else integer_or_null(v, "accountingYearId", at)
        v = take("accountingMonthId", None)
        made.accounting_month_id = v if type(v) is int else integer_or_null(v, "accountingMonthId", at)
        made.draft = v if type(v := take("draft", None)) is bool else flag_or_null(v, "draft", at)
        made.free_form = v if type(v := take("freeForm", None)) is bool else flag_or_null(v, "freeForm", at)
        made.layout_id = v if type(v := take("layoutId", None)) is int else integer_or_null(v, "layoutId", at)
        made.display_units = v if type(v := take("displayUnits", None)) is bool else flag_or_null(v, "displayUnits", at)
        v = take("suppressEntries", None)
        made.suppress_entries = v if type(v) is bool else flag_or_null(v, "suppressEntries", at)
        made.cancelled = v if type(v := take("cancelled", None)) is bool else flag_or_null(v, "cancelled", at)
        v = take("creditsInvoiceId", None)
        made.credits_invoice_id = v if type(v) is int else integer_or_null(v, "creditsInvoiceId", at)
        v = take("creditedByInvoiceId", None)
        made.credited_by_invoice_id = v if type(v) is int else integer_or_null(v, "creditedByInvoiceId", at)
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
            "id": self.id, "invoiceNumber": self.invoice_number, "jobId": self.job_id,
            "estimateId": self.estimate_id, "estimatePctInvoiced": self.estimate_pct_invoiced,
            "officeId": self.office_id, "contactId": self.contact_id, "clientOrderNumber": self.client_order_number,
            "date": day(self.date), "currencyId": self.currency_id, "fxRate": self.fx_rate,
            "pctServiceFeeProduction": self.pct_service_fee_production, "pctTax": self.pct_tax,
            "paymentTermsFactorId": self.payment_terms_factor_id, "paymentTermsNumber": self.payment_terms_number,
            "accountingYearId": self.accounting_year_id, "accountingMonthId": self.accounting_month_id,
            "draft": self.draft, "freeForm": self.free_form, "layoutId": self.layout_id,
            "displayUnits": self.display_units, "suppressEntries": self.suppress_entries,
            "cancelled": self.cancelled, "creditsInvoiceId": self.credits_invoice_id,
            "creditedByInvoiceId": self.credited_by_invoice_id, "notes": self.notes, "approved": self.approved,
            "approvedDate": instant(self.approved_date), "approvedByEmployeeId": self.approved_by_employee_id,
            "addedDate": instant(self.added_date), "addedByEmployeeId": self.added_by_employee_id,
            "modifiedDate": instant(self.modified_date),
        }  # fmt: skip
        return told(members, self.additional_properties)

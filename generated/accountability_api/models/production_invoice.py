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
class ProductionInvoice(Model):
    """What a client is billed for a job, without its entries. It may bill an estimate, a part of one, or actual costs.

    Inferred, not published: the names of its properties; each has a source or follows a convention.
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
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.id = v if type(v := take("id", UNSET)) is int else require(integer(v, "id", state), "id", state)
        v = take("invoiceNumber", None)
        model.invoice_number = v if type(v) is str else string_or_null(v, "invoiceNumber", state)
        model.job_id = v if type(v := take("jobId", None)) is int else integer_or_null(v, "jobId", state)
        model.estimate_id = v if type(v := take("estimateId", None)) is int else integer_or_null(v, "estimateId", state)
        v = take("estimatePctInvoiced", None)
        model.estimate_pct_invoiced = v if type(v) is Decimal else number_or_null(v, "estimatePctInvoiced", state)
        model.office_id = v if type(v := take("officeId", None)) is int else integer_or_null(v, "officeId", state)
        model.contact_id = v if type(v := take("contactId", None)) is int else integer_or_null(v, "contactId", state)
        v = take("clientOrderNumber", None)
        model.client_order_number = v if type(v) is str else string_or_null(v, "clientOrderNumber", state)
        model.date = date_or_null(take("date", None), "date", state)
        model.currency_id = v if type(v := take("currencyId", None)) is int else integer_or_null(v, "currencyId", state)
        model.fx_rate = v if type(v := take("fxRate", None)) is Decimal else number_or_null(v, "fxRate", state)
        v = take("pctServiceFeeProduction", None)
        model.pct_service_fee_production = (
            v if type(v) is Decimal else number_or_null(v, "pctServiceFeeProduction", state)
        )
        model.pct_tax = v if type(v := take("pctTax", None)) is Decimal else number_or_null(v, "pctTax", state)
        v = take("paymentTermsFactorId", None)
        model.payment_terms_factor_id = v if type(v) is int else integer_or_null(v, "paymentTermsFactorId", state)
        v = take("paymentTermsNumber", None)
        model.payment_terms_number = v if type(v) is Decimal else number_or_null(v, "paymentTermsNumber", state)
        v = take("accountingYearId", None)
        model.accounting_year_id = v if type(v) is int else integer_or_null(v, "accountingYearId", state)
        v = take("accountingMonthId", None)
        model.accounting_month_id = v if type(v) is int else integer_or_null(v, "accountingMonthId", state)
        model.draft = v if type(v := take("draft", None)) is bool else boolean_or_null(v, "draft", state)
        model.free_form = v if type(v := take("freeForm", None)) is bool else boolean_or_null(v, "freeForm", state)
        model.layout_id = v if type(v := take("layoutId", None)) is int else integer_or_null(v, "layoutId", state)
        v = take("displayUnits", None)
        model.display_units = v if type(v) is bool else boolean_or_null(v, "displayUnits", state)
        v = take("suppressEntries", None)
        model.suppress_entries = v if type(v) is bool else boolean_or_null(v, "suppressEntries", state)
        model.cancelled = v if type(v := take("cancelled", None)) is bool else boolean_or_null(v, "cancelled", state)
        v = take("creditsInvoiceId", None)
        model.credits_invoice_id = v if type(v) is int else integer_or_null(v, "creditsInvoiceId", state)
        v = take("creditedByInvoiceId", None)
        model.credited_by_invoice_id = v if type(v) is int else integer_or_null(v, "creditedByInvoiceId", state)
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
            "id": self.id, "invoiceNumber": self.invoice_number, "jobId": self.job_id,
            "estimateId": self.estimate_id, "estimatePctInvoiced": self.estimate_pct_invoiced,
            "officeId": self.office_id, "contactId": self.contact_id, "clientOrderNumber": self.client_order_number,
            "date": as_date(self.date), "currencyId": self.currency_id, "fxRate": self.fx_rate,
            "pctServiceFeeProduction": self.pct_service_fee_production, "pctTax": self.pct_tax,
            "paymentTermsFactorId": self.payment_terms_factor_id, "paymentTermsNumber": self.payment_terms_number,
            "accountingYearId": self.accounting_year_id, "accountingMonthId": self.accounting_month_id,
            "draft": self.draft, "freeForm": self.free_form, "layoutId": self.layout_id,
            "displayUnits": self.display_units, "suppressEntries": self.suppress_entries,
            "cancelled": self.cancelled, "creditsInvoiceId": self.credits_invoice_id,
            "creditedByInvoiceId": self.credited_by_invoice_id, "notes": self.notes, "approved": self.approved,
            "approvedDate": as_datetime(self.approved_date), "approvedByEmployeeId": self.approved_by_employee_id,
            "addedDate": as_datetime(self.added_date), "addedByEmployeeId": self.added_by_employee_id,
            "modifiedDate": as_datetime(self.modified_date),
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)

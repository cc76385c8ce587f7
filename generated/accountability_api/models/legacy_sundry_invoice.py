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
class LegacySundryInvoice(Model):
    """An invoice to a client that is for no job, without its lines."""

    _wire: ClassVar[tuple[str, ...]] = (
        "AccountingMonthID", "AccountingYearID", "AddedByEmplyeeID", "AddedDate", "Approved",
        "ApprovedByEmployeeID", "ApprovedDate", "Cancelled", "ClientID", "ClientOrderNumber", "ContactID",
        "CreditedByInvoiceID", "CreditsInvoiceID", "CurrencyID", "Date", "DisplayUnits", "FXRate", "IDKey",
        "InvoiceNumber", "Notes", "OfficeID", "PaymentTermsFactorID", "PaymentTermsNumber", "PctTax", "ProductID",
        "SuppressEntries",
    )  # fmt: skip

    accounting_month_id: int | None = None
    """Key of the accounting month it counts in."""
    accounting_year_id: int | None = None
    """Key of the accounting year it counts in."""
    added_by_employee_id: int | None = None
    """The employee who entered it; the wire spells the property without the o."""
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
    client_id: int | None = None
    """The client who is billed."""
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
    fx_rate: Decimal | None = None
    """Exchange rate between its currency and the agency's; which way round is not published."""
    id_key: int
    """Key of the invoice."""
    invoice_number: str | None = None
    """The number that people know it by."""
    notes: str | None = None
    """Free text."""
    office_id: int | None = None
    """Key of the office it belongs to."""
    payment_terms_factor_id: int | None = None
    """Key of the unit in which the payment terms count, such as days."""
    payment_terms_number: Decimal | None = None
    """How many of that unit the payer has."""
    pct_tax: Decimal | None = None
    """Tax, in percent."""
    product_id: int | None = None
    """Key of the client's product that the invoice is for."""
    suppress_entries: bool | None = None
    """Whether the printed invoice leaves its lines out."""

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        v = take("AccountingMonthID", None)
        model.accounting_month_id = v if type(v) is int else integer_or_null(v, "AccountingMonthID", state)
        v = take("AccountingYearID", None)
        model.accounting_year_id = v if type(v) is int else integer_or_null(v, "AccountingYearID", state)
        v = take("AddedByEmplyeeID", None)
        model.added_by_employee_id = v if type(v) is int else integer_or_null(v, "AddedByEmplyeeID", state)
        model.added_date = wcf_date_or_null(take("AddedDate", None), "AddedDate", state)
        model.approved = v if type(v := take("Approved", None)) is bool else boolean_or_null(v, "Approved", state)
        v = take("ApprovedByEmployeeID", None)
        model.approved_by_employee_id = v if type(v) is int else integer_or_null(v, "ApprovedByEmployeeID", state)
        model.approved_date = wcf_date_or_null(take("ApprovedDate", None), "ApprovedDate", state)
        model.cancelled = v if type(v := take("Cancelled", None)) is bool else boolean_or_null(v, "Cancelled", state)
        model.client_id = v if type(v := take("ClientID", None)) is int else integer_or_null(v, "ClientID", state)
        v = take("ClientOrderNumber", None)
        model.client_order_number = v if type(v) is str else string_or_null(v, "ClientOrderNumber", state)
        model.contact_id = v if type(v := take("ContactID", None)) is int else integer_or_null(v, "ContactID", state)
        v = take("CreditedByInvoiceID", None)
        model.credited_by_invoice_id = v if type(v) is int else integer_or_null(v, "CreditedByInvoiceID", state)
        v = take("CreditsInvoiceID", None)
        model.credits_invoice_id = v if type(v) is int else integer_or_null(v, "CreditsInvoiceID", state)
        model.currency_id = v if type(v := take("CurrencyID", None)) is int else integer_or_null(v, "CurrencyID", state)
        model.date = wcf_date_or_null(take("Date", None), "Date", state)
        v = take("DisplayUnits", None)
        model.display_units = v if type(v) is bool else boolean_or_null(v, "DisplayUnits", state)
        model.fx_rate = v if type(v := take("FXRate", None)) is Decimal else number_or_null(v, "FXRate", state)
        v = take("IDKey", UNSET)
        model.id_key = v if type(v) is int else require(integer(v, "IDKey", state), "IDKey", state)
        v = take("InvoiceNumber", None)
        model.invoice_number = v if type(v) is str else string_or_null(v, "InvoiceNumber", state)
        model.notes = v if type(v := take("Notes", None)) is str else string_or_null(v, "Notes", state)
        model.office_id = v if type(v := take("OfficeID", None)) is int else integer_or_null(v, "OfficeID", state)
        v = take("PaymentTermsFactorID", None)
        model.payment_terms_factor_id = v if type(v) is int else integer_or_null(v, "PaymentTermsFactorID", state)
        v = take("PaymentTermsNumber", None)
        model.payment_terms_number = v if type(v) is Decimal else number_or_null(v, "PaymentTermsNumber", state)
        model.pct_tax = v if type(v := take("PctTax", None)) is Decimal else number_or_null(v, "PctTax", state)
        model.product_id = v if type(v := take("ProductID", None)) is int else integer_or_null(v, "ProductID", state)
        v = take("SuppressEntries", None)
        model.suppress_entries = v if type(v) is bool else boolean_or_null(v, "SuppressEntries", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "AccountingMonthID": self.accounting_month_id, "AccountingYearID": self.accounting_year_id,
            "AddedByEmplyeeID": self.added_by_employee_id, "AddedDate": as_wcf_date(self.added_date),
            "Approved": self.approved, "ApprovedByEmployeeID": self.approved_by_employee_id,
            "ApprovedDate": as_wcf_date(self.approved_date), "Cancelled": self.cancelled,
            "ClientID": self.client_id, "ClientOrderNumber": self.client_order_number, "ContactID": self.contact_id,
            "CreditedByInvoiceID": self.credited_by_invoice_id, "CreditsInvoiceID": self.credits_invoice_id,
            "CurrencyID": self.currency_id, "Date": as_wcf_date(self.date), "DisplayUnits": self.display_units,
            "FXRate": self.fx_rate, "IDKey": self.id_key, "InvoiceNumber": self.invoice_number, "Notes": self.notes,
            "OfficeID": self.office_id, "PaymentTermsFactorID": self.payment_terms_factor_id,
            "PaymentTermsNumber": self.payment_terms_number, "PctTax": self.pct_tax, "ProductID": self.product_id,
            "SuppressEntries": self.suppress_entries,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)

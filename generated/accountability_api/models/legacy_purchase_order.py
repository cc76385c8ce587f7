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
class LegacyPurchaseOrder(Model):
    """An order to a supplier, without its lines."""

    _wire: ClassVar[tuple[str, ...]] = (
        "AddedByEmployeeID", "AddedDate", "Approved", "ApprovedByEmployeeID", "ApprovedDate", "BCMessageID",
        "Canceled", "ContactID", "CurrencyCode", "CurrencyID", "CurrencyName", "Date", "FXRate", "IDKey", "Notes",
        "OfficeID", "PurchaseOrderNumber", "SupplierID", "SupplierInvoiceID", "TaxPct", "id",
    )  # fmt: skip

    added_by_employee_id: int | None = None
    """The employee who created the order."""
    added_date: datetime.datetime | None = None
    """When the order was created."""
    approved: bool | None = None
    """Whether the order is approved."""
    approved_by_employee_id: int | None = None
    """The employee who approved it."""
    approved_date: datetime.datetime | None = None
    """When it was approved."""
    bc_message_id: int | None = None
    """Key of a message that belongs to the order; of what kind is not published."""
    canceled: bool | None = None
    """Whether the order has been cancelled."""
    contact_id: int | None = None
    """Key of the contact for the order."""
    currency_code: str | None = None
    """Code of the currency of its amounts, such as USD."""
    currency_id: int | None = None
    """Key of the currency of its amounts."""
    currency_name: str | None = None
    """Name of that currency."""
    date: datetime.datetime | None = None
    """The date of the order."""
    fx_rate: Decimal | None = None
    """Exchange rate between its currency and the agency's; which way round is not published."""
    id_key: int
    """Key of the order."""
    notes: str | None = None
    """Free text."""
    office_id: int | None = None
    """Key of the office it belongs to."""
    purchase_order_number: str | None = None
    """The number that people know it by."""
    supplier_id: int | None = None
    """The supplier who gets the order."""
    supplier_invoice_id: int | None = None
    """The supplier's invoice for the order, once there is one."""
    tax_pct: Decimal | None = None
    """Tax of new lines, in percent."""
    id: int | None = None
    """A second key, published beside IDKey; how it differs is not. Here it is taken to be the same."""

    @classmethod
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        v = take("AddedByEmployeeID", None)
        made.added_by_employee_id = v if type(v) is int else integer_or_null(v, "AddedByEmployeeID", at)
        made.added_date = wcf_date_or_null(take("AddedDate", None), "AddedDate", at)
        made.approved = v if type(v := take("Approved", None)) is bool else flag_or_null(v, "Approved", at)
        v = take("ApprovedByEmployeeID", None)
        made.approved_by_employee_id = v if type(v) is int else integer_or_null(v, "ApprovedByEmployeeID", at)
        made.approved_date = wcf_date_or_null(take("ApprovedDate", None), "ApprovedDate", at)
        made.bc_message_id = v if type(v := take("BCMessageID", None)) is int else integer_or_null(v, "BCMessageID", at)
        made.canceled = v if type(v := take("Canceled", None)) is bool else flag_or_null(v, "Canceled", at)
        made.contact_id = v if type(v := take("ContactID", None)) is int else integer_or_null(v, "ContactID", at)
        made.currency_code = v if type(v := take("CurrencyCode", None)) is str else text_or_null(v, "CurrencyCode", at)
        made.currency_id = v if type(v := take("CurrencyID", None)) is int else integer_or_null(v, "CurrencyID", at)
        made.currency_name = v if type(v := take("CurrencyName", None)) is str else text_or_null(v, "CurrencyName", at)
        made.date = wcf_date_or_null(take("Date", None), "Date", at)
        made.fx_rate = v if type(v := take("FXRate", None)) is Decimal else number_or_null(v, "FXRate", at)
        made.id_key = v if type(v := take("IDKey", UNSET)) is int else must(integer(v, "IDKey", at), "IDKey", at)
        made.notes = v if type(v := take("Notes", None)) is str else text_or_null(v, "Notes", at)
        made.office_id = v if type(v := take("OfficeID", None)) is int else integer_or_null(v, "OfficeID", at)
        v = take("PurchaseOrderNumber", None)
        made.purchase_order_number = v if type(v) is str else text_or_null(v, "PurchaseOrderNumber", at)
        made.supplier_id = v if type(v := take("SupplierID", None)) is int else integer_or_null(v, "SupplierID", at)
        v = take("SupplierInvoiceID", None)
        made.supplier_invoice_id = v if type(v) is int else integer_or_null(v, "SupplierInvoiceID", at)
        made.tax_pct = v if type(v := take("TaxPct", None)) is Decimal else number_or_null(v, "TaxPct", at)
        made.id = v if type(v := take("id", None)) is int else integer_or_null(v, "id", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "AddedByEmployeeID": self.added_by_employee_id, "AddedDate": wcf(self.added_date),
            "Approved": self.approved, "ApprovedByEmployeeID": self.approved_by_employee_id,
            "ApprovedDate": wcf(self.approved_date), "BCMessageID": self.bc_message_id, "Canceled": self.canceled,
            "ContactID": self.contact_id, "CurrencyCode": self.currency_code, "CurrencyID": self.currency_id,
            "CurrencyName": self.currency_name, "Date": wcf(self.date), "FXRate": self.fx_rate,
            "IDKey": self.id_key, "Notes": self.notes, "OfficeID": self.office_id,
            "PurchaseOrderNumber": self.purchase_order_number, "SupplierID": self.supplier_id,
            "SupplierInvoiceID": self.supplier_invoice_id, "TaxPct": self.tax_pct, "id": self.id,
        }  # fmt: skip
        return told(members, self.additional_properties)

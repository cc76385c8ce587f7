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
    """A second key, published next to IDKey; how it differs is not published. It is treated as the same."""

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        v = take("AddedByEmployeeID", None)
        model.added_by_employee_id = v if type(v) is int else integer_or_null(v, "AddedByEmployeeID", state)
        model.added_date = wcf_date_or_null(take("AddedDate", None), "AddedDate", state)
        model.approved = v if type(v := take("Approved", None)) is bool else boolean_or_null(v, "Approved", state)
        v = take("ApprovedByEmployeeID", None)
        model.approved_by_employee_id = v if type(v) is int else integer_or_null(v, "ApprovedByEmployeeID", state)
        model.approved_date = wcf_date_or_null(take("ApprovedDate", None), "ApprovedDate", state)
        v = take("BCMessageID", None)
        model.bc_message_id = v if type(v) is int else integer_or_null(v, "BCMessageID", state)
        model.canceled = v if type(v := take("Canceled", None)) is bool else boolean_or_null(v, "Canceled", state)
        model.contact_id = v if type(v := take("ContactID", None)) is int else integer_or_null(v, "ContactID", state)
        v = take("CurrencyCode", None)
        model.currency_code = v if type(v) is str else string_or_null(v, "CurrencyCode", state)
        model.currency_id = v if type(v := take("CurrencyID", None)) is int else integer_or_null(v, "CurrencyID", state)
        v = take("CurrencyName", None)
        model.currency_name = v if type(v) is str else string_or_null(v, "CurrencyName", state)
        model.date = wcf_date_or_null(take("Date", None), "Date", state)
        model.fx_rate = v if type(v := take("FXRate", None)) is Decimal else number_or_null(v, "FXRate", state)
        v = take("IDKey", UNSET)
        model.id_key = v if type(v) is int else require(integer(v, "IDKey", state), "IDKey", state)
        model.notes = v if type(v := take("Notes", None)) is str else string_or_null(v, "Notes", state)
        model.office_id = v if type(v := take("OfficeID", None)) is int else integer_or_null(v, "OfficeID", state)
        v = take("PurchaseOrderNumber", None)
        model.purchase_order_number = v if type(v) is str else string_or_null(v, "PurchaseOrderNumber", state)
        model.supplier_id = v if type(v := take("SupplierID", None)) is int else integer_or_null(v, "SupplierID", state)
        v = take("SupplierInvoiceID", None)
        model.supplier_invoice_id = v if type(v) is int else integer_or_null(v, "SupplierInvoiceID", state)
        model.tax_pct = v if type(v := take("TaxPct", None)) is Decimal else number_or_null(v, "TaxPct", state)
        model.id = v if type(v := take("id", None)) is int else integer_or_null(v, "id", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "AddedByEmployeeID": self.added_by_employee_id, "AddedDate": as_wcf_date(self.added_date),
            "Approved": self.approved, "ApprovedByEmployeeID": self.approved_by_employee_id,
            "ApprovedDate": as_wcf_date(self.approved_date), "BCMessageID": self.bc_message_id,
            "Canceled": self.canceled, "ContactID": self.contact_id, "CurrencyCode": self.currency_code,
            "CurrencyID": self.currency_id, "CurrencyName": self.currency_name, "Date": as_wcf_date(self.date),
            "FXRate": self.fx_rate, "IDKey": self.id_key, "Notes": self.notes, "OfficeID": self.office_id,
            "PurchaseOrderNumber": self.purchase_order_number, "SupplierID": self.supplier_id,
            "SupplierInvoiceID": self.supplier_invoice_id, "TaxPct": self.tax_pct, "id": self.id,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)

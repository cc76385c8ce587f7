from __future__ import annotations

import datetime
from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import (
    boolean,
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
class PurchaseOrder(Model):
    """An order to a supplier. It is saved, then posted; once posted it is not altered but cancelled and issued anew.

    Inferred, not published: the names of its properties; each has a source or follows a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "purchaseOrderNumber", "supplierId", "officeId", "contactId", "date", "currencyId", "currencyCode",
        "currencyName", "fxRate", "taxCodeId", "taxPct", "nominatedApproverId", "paymentTermsFactorId",
        "paymentTermsNumber", "notes", "supplierInvoiceId", "approved", "approvedDate", "approvedByEmployeeId",
        "canceled", "addedDate", "addedByEmployeeId", "modifiedDate",
    )  # fmt: skip

    id: int
    """Unique key of the purchase order, given by the server."""
    purchase_order_number: str | None = None
    """The number that people know."""
    supplier_id: int | None = None
    """The supplier who gets the order."""
    office_id: int | None = None
    """The office that orders."""
    contact_id: int | None = None
    """The supplier's contact for the order."""
    date: datetime.date | None = None
    """The date of the order; today when left out."""
    currency_id: int | None = None
    """The currency of the order; the supplier's when left out."""
    currency_code: str | None = None
    """Code of that currency."""
    currency_name: str | None = None
    """Name of that currency."""
    fx_rate: Decimal | None = None
    """Exchange rate between the order's currency and the agency's."""
    tax_code_id: int | None = None
    """The tax code of new lines; the supplier's when left out."""
    tax_pct: Decimal | None = None
    """Tax of new lines, in percent; the tax code's rate when left out."""
    nominated_approver_id: int | None = None
    """The employee asked to approve the order."""
    payment_terms_factor_id: int | None = None
    """Unit of the payment terms; Days when left out."""
    payment_terms_number: Decimal | None = None
    """How many of that unit the agency has to pay."""
    notes: str | None = None
    """Free text on the order."""
    supplier_invoice_id: int | None = None
    """The supplier's invoice for the order, once there is one."""
    approved: bool | None = None
    """Whether the order has been posted."""
    approved_date: datetime.datetime | None = None
    """When it was posted."""
    approved_by_employee_id: int | None = None
    """The employee who posted it."""
    canceled: bool | None = None
    """Whether the order has been cancelled."""
    added_date: datetime.datetime | None = None
    """When the order was created."""
    added_by_employee_id: int | None = None
    """The employee who created it."""
    modified_date: datetime.datetime | None = None
    """When the record was last changed."""

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.id = v if type(v := take("id", UNSET)) is int else require(integer(v, "id", state), "id", state)
        v = take("purchaseOrderNumber", None)
        model.purchase_order_number = v if type(v) is str else string_or_null(v, "purchaseOrderNumber", state)
        model.supplier_id = v if type(v := take("supplierId", UNSET)) is int else integer(v, "supplierId", state)
        model.office_id = v if type(v := take("officeId", UNSET)) is int else integer(v, "officeId", state)
        model.contact_id = v if type(v := take("contactId", None)) is int else integer_or_null(v, "contactId", state)
        model.date = date_or_null(take("date", None), "date", state)
        model.currency_id = v if type(v := take("currencyId", None)) is int else integer_or_null(v, "currencyId", state)
        v = take("currencyCode", None)
        model.currency_code = v if type(v) is str else string_or_null(v, "currencyCode", state)
        v = take("currencyName", None)
        model.currency_name = v if type(v) is str else string_or_null(v, "currencyName", state)
        model.fx_rate = v if type(v := take("fxRate", None)) is Decimal else number_or_null(v, "fxRate", state)
        model.tax_code_id = v if type(v := take("taxCodeId", None)) is int else integer_or_null(v, "taxCodeId", state)
        model.tax_pct = v if type(v := take("taxPct", None)) is Decimal else number_or_null(v, "taxPct", state)
        v = take("nominatedApproverId", None)
        model.nominated_approver_id = v if type(v) is int else integer_or_null(v, "nominatedApproverId", state)
        v = take("paymentTermsFactorId", None)
        model.payment_terms_factor_id = v if type(v) is int else integer_or_null(v, "paymentTermsFactorId", state)
        v = take("paymentTermsNumber", None)
        model.payment_terms_number = v if type(v) is Decimal else number_or_null(v, "paymentTermsNumber", state)
        model.notes = v if type(v := take("notes", None)) is str else string_or_null(v, "notes", state)
        v = take("supplierInvoiceId", None)
        model.supplier_invoice_id = v if type(v) is int else integer_or_null(v, "supplierInvoiceId", state)
        model.approved = v if type(v := take("approved", UNSET)) is bool else boolean(v, "approved", state)
        model.approved_date = timestamp_or_null(take("approvedDate", None), "approvedDate", state)
        v = take("approvedByEmployeeId", None)
        model.approved_by_employee_id = v if type(v) is int else integer_or_null(v, "approvedByEmployeeId", state)
        model.canceled = v if type(v := take("canceled", UNSET)) is bool else boolean(v, "canceled", state)
        model.added_date = timestamp(take("addedDate", UNSET), "addedDate", state)
        v = take("addedByEmployeeId", None)
        model.added_by_employee_id = v if type(v) is int else integer_or_null(v, "addedByEmployeeId", state)
        model.modified_date = timestamp(take("modifiedDate", UNSET), "modifiedDate", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "id": self.id, "purchaseOrderNumber": self.purchase_order_number, "supplierId": self.supplier_id,
            "officeId": self.office_id, "contactId": self.contact_id, "date": as_date(self.date),
            "currencyId": self.currency_id, "currencyCode": self.currency_code, "currencyName": self.currency_name,
            "fxRate": self.fx_rate, "taxCodeId": self.tax_code_id, "taxPct": self.tax_pct,
            "nominatedApproverId": self.nominated_approver_id, "paymentTermsFactorId": self.payment_terms_factor_id,
            "paymentTermsNumber": self.payment_terms_number, "notes": self.notes,
            "supplierInvoiceId": self.supplier_invoice_id, "approved": self.approved,
            "approvedDate": as_datetime(self.approved_date), "approvedByEmployeeId": self.approved_by_employee_id,
            "canceled": self.canceled, "addedDate": as_datetime(self.added_date),
            "addedByEmployeeId": self.added_by_employee_id, "modifiedDate": as_datetime(self.modified_date),
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)

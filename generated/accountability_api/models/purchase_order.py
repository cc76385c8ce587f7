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
    flag,
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
class PurchaseOrder(Model):
    """An order to a supplier. It is saved, then posted; once posted it is not altered but cancelled and issued anew.

    Inferred, not published: the names of its members; each has a witness or is a convention.
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
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.id = v if type(v := take("id", UNSET)) is int else must(integer(v, "id", at), "id", at)
        v = take("purchaseOrderNumber", None)
        made.purchase_order_number = v if type(v) is str else text_or_null(v, "purchaseOrderNumber", at)
        made.supplier_id = v if type(v := take("supplierId", UNSET)) is int else integer(v, "supplierId", at)
        made.office_id = v if type(v := take("officeId", UNSET)) is int else integer(v, "officeId", at)
        made.contact_id = v if type(v := take("contactId", None)) is int else integer_or_null(v, "contactId", at)
        made.date = date_or_null(take("date", None), "date", at)
        made.currency_id = v if type(v := take("currencyId", None)) is int else integer_or_null(v, "currencyId", at)
        made.currency_code = v if type(v := take("currencyCode", None)) is str else text_or_null(v, "currencyCode", at)
        made.currency_name = v if type(v := take("currencyName", None)) is str else text_or_null(v, "currencyName", at)
        made.fx_rate = v if type(v := take("fxRate", None)) is Decimal else number_or_null(v, "fxRate", at)
        made.tax_code_id = v if type(v := take("taxCodeId", None)) is int else integer_or_null(v, "taxCodeId", at)
        made.tax_pct = v if type(v := take("taxPct", None)) is Decimal else number_or_null(v, "taxPct", at)
        v = take("nominatedApproverId", None)
        made.nominated_approver_id = v if type(v) is int else integer_or_null(v, "nominatedApproverId", at)
        v = take("paymentTermsFactorId", None)
        made.payment_terms_factor_id = v if type(v) is int else integer_or_null(v, "paymentTermsFactorId", at)
        v = take("paymentTermsNumber", None)
        made.payment_terms_number = v if type(v) is Decimal else number_or_null(v, "paymentTermsNumber", at)
        made.notes = v if type(v := take("notes", None)) is str else text_or_null(v, "notes", at)
        v = take("supplierInvoiceId", None)
        made.supplier_invoice_id = v if type(v) is int else integer_or_null(v, "supplierInvoiceId", at)
        made.approved = v if type(v := take("approved", UNSET)) is bool else flag(v, "approved", at)
        made.approved_date = moment_or_null(take("approvedDate", None), "approvedDate", at)
        v = take("approvedByEmployeeId", None)
        made.approved_by_employee_id = v if type(v) is int else integer_or_null(v, "approvedByEmployeeId", at)
        made.canceled = v if type(v := take("canceled", UNSET)) is bool else flag(v, "canceled", at)
        made.added_date = moment(take("addedDate", UNSET), "addedDate", at)
        v = take("addedByEmployeeId", None)
        made.added_by_employee_id = v if type(v) is int else integer_or_null(v, "addedByEmployeeId", at)
        made.modified_date = moment(take("modifiedDate", UNSET), "modifiedDate", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "id": self.id, "purchaseOrderNumber": self.purchase_order_number, "supplierId": self.supplier_id,
            "officeId": self.office_id, "contactId": self.contact_id, "date": day(self.date),
            "currencyId": self.currency_id, "currencyCode": self.currency_code, "currencyName": self.currency_name,
            "fxRate": self.fx_rate, "taxCodeId": self.tax_code_id, "taxPct": self.tax_pct,
            "nominatedApproverId": self.nominated_approver_id, "paymentTermsFactorId": self.payment_terms_factor_id,
            "paymentTermsNumber": self.payment_terms_number, "notes": self.notes,
            "supplierInvoiceId": self.supplier_invoice_id, "approved": self.approved,
            "approvedDate": instant(self.approved_date), "approvedByEmployeeId": self.approved_by_employee_id,
            "canceled": self.canceled, "addedDate": instant(self.added_date),
            "addedByEmployeeId": self.added_by_employee_id, "modifiedDate": instant(self.modified_date),
        }  # fmt: skip
        return told(members, self.additional_properties)

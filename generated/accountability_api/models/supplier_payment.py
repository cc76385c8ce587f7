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
class SupplierPayment(Model):
    """A payment to a supplier, without its entries. The bank account that it went to is left out on purpose.

    Inferred, not published: the names of its properties; each has a source or follows a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "supplierPaymentNumber", "supplierPaymentType", "masterSupplierId", "officeId", "date", "description",
        "amount", "currencyId", "currencyCode", "currencyName", "fxRate", "pctTax", "glBankAccountId",
        "bankStatementDate", "accountingYearId", "accountingMonthId", "overrideAccountingYearMonth", "cancelled",
        "cancellation", "cancelsSupplierPaymentId", "approved", "approvedDate", "approvedByEmployeeId", "addedDate",
        "addedByEmployeeId", "modifiedDate",
    )  # fmt: skip

    id: int
    """Unique key of the payment to a supplier, given by the server."""
    supplier_payment_number: str | None = None
    """The number that people know it by."""
    supplier_payment_type: int | None = None
    """Key of the payment's type, such as cheque or transfer."""
    master_supplier_id: int | None = None
    """Key of the master supplier, who is paid."""
    office_id: int | None = None
    """Key of the office it belongs to."""
    date: datetime.date | None = None
    """The date of the payment."""
    description: str | None = None
    """What is paid, in words."""
    amount: Decimal | None = None
    """What is paid, in the payment's currency."""
    currency_id: int | None = None
    """Key of the currency of its amounts."""
    currency_code: str | None = None
    """Code of the currency of its amounts, such as USD."""
    currency_name: str | None = None
    """Name of that currency."""
    fx_rate: Decimal | None = None
    """Exchange rate between its currency and the agency's; which way round is not published."""
    pct_tax: Decimal | None = None
    """Tax on the payment's own lines, in percent."""
    gl_bank_account_id: int | None = None
    """Key of the ledger account of the bank account that pays."""
    bank_statement_date: datetime.date | None = None
    """Date of the bank statement that has the payment."""
    accounting_year_id: int | None = None
    """Key of the accounting year it counts in."""
    accounting_month_id: int | None = None
    """Key of the accounting month it counts in."""
    override_accounting_year_month: bool | None = None
    """Whether year and month were set by hand instead of following from the date."""
    cancelled: bool | None = None
    """Whether it has been cancelled."""
    cancellation: bool | None = None
    """Whether it is the record that cancels another payment."""
    cancels_supplier_payment_id: int | None = None
    """The payment that this one cancels."""
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
        v = take("supplierPaymentNumber", None)
        model.supplier_payment_number = v if type(v) is str else string_or_null(v, "supplierPaymentNumber", state)
        v = take("supplierPaymentType", None)
        model.supplier_payment_type = v if type(v) is int else integer_or_null(v, "supplierPaymentType", state)
        v = take("masterSupplierId", None)
        model.master_supplier_id = v if type(v) is int else integer_or_null(v, "masterSupplierId", state)
        model.office_id = v if type(v := take("officeId", None)) is int else integer_or_null(v, "officeId", state)
        model.date = date_or_null(take("date", None), "date", state)
        v = take("description", None)
        model.description = v if type(v) is str else string_or_null(v, "description", state)
        model.amount = v if type(v := take("amount", None)) is Decimal else number_or_null(v, "amount", state)
        model.currency_id = v if type(v := take("currencyId", None)) is int else integer_or_null(v, "currencyId", state)
        v = take("currencyCode", None)
        model.currency_code = v if type(v) is str else string_or_null(v, "currencyCode", state)
        v = take("currencyName", None)
        model.currency_name = v if type(v) is str else string_or_null(v, "currencyName", state)
        model.fx_rate = v if type(v := take("fxRate", None)) is Decimal else number_or_null(v, "fxRate", state)
        model.pct_tax = v if type(v := take("pctTax", None)) is Decimal else number_or_null(v, "pctTax", state)
        v = take("glBankAccountId", None)
        model.gl_bank_account_id = v if type(v) is int else integer_or_null(v, "glBankAccountId", state)
        model.bank_statement_date = date_or_null(take("bankStatementDate", None), "bankStatementDate", state)
        v = take("accountingYearId", None)
        model.accounting_year_id = v if type(v) is int else integer_or_null(v, "accountingYearId", state)
        v = take("accountingMonthId", None)
        model.accounting_month_id = v if type(v) is int else integer_or_null(v, "accountingMonthId", state)
        v = take("overrideAccountingYearMonth", None)
        model.override_accounting_year_month = (
            v if type(v) is bool else boolean_or_null(v, "overrideAccountingYearMonth", state)
        )
        model.cancelled = v if type(v := take("cancelled", None)) is bool else boolean_or_null(v, "cancelled", state)
        v = take("cancellation", None)
        model.cancellation = v if type(v) is bool else boolean_or_null(v, "cancellation", state)
        v = take("cancelsSupplierPaymentId", None)
        model.cancels_supplier_payment_id = (
            v if type(v) is int else integer_or_null(v, "cancelsSupplierPaymentId", state)
        )
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
            "id": self.id, "supplierPaymentNumber": self.supplier_payment_number,
            "supplierPaymentType": self.supplier_payment_type, "masterSupplierId": self.master_supplier_id,
            "officeId": self.office_id, "date": as_date(self.date), "description": self.description,
            "amount": self.amount, "currencyId": self.currency_id, "currencyCode": self.currency_code,
            "currencyName": self.currency_name, "fxRate": self.fx_rate, "pctTax": self.pct_tax,
            "glBankAccountId": self.gl_bank_account_id, "bankStatementDate": as_date(self.bank_statement_date),
            "accountingYearId": self.accounting_year_id, "accountingMonthId": self.accounting_month_id,
            "overrideAccountingYearMonth": self.override_accounting_year_month, "cancelled": self.cancelled,
            "cancellation": self.cancellation, "cancelsSupplierPaymentId": self.cancels_supplier_payment_id,
            "approved": self.approved, "approvedDate": as_datetime(self.approved_date),
            "approvedByEmployeeId": self.approved_by_employee_id, "addedDate": as_datetime(self.added_date),
            "addedByEmployeeId": self.added_by_employee_id, "modifiedDate": as_datetime(self.modified_date),
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)

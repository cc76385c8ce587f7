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
class SupplierPayment(Model):
    """A payment to a supplier, without its entries. The bank account that it went to is left out on purpose.

    Inferred, not published: the names of its members; each has a witness or is a convention.
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
    """Date of the bank statement on which the payment stands."""
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
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.id = v if type(v := take("id", UNSET)) is int else must(integer(v, "id", at), "id", at)
        v = take("supplierPaymentNumber", None)
        made.supplier_payment_number = v if type(v) is str else text_or_null(v, "supplierPaymentNumber", at)
        v = take("supplierPaymentType", None)
        made.supplier_payment_type = v if type(v) is int else integer_or_null(v, "supplierPaymentType", at)
        v = take("masterSupplierId", None)
        made.master_supplier_id = v if type(v) is int else integer_or_null(v, "masterSupplierId", at)
        made.office_id = v if type(v := take("officeId", None)) is int else integer_or_null(v, "officeId", at)
        made.date = date_or_null(take("date", None), "date", at)
        made.description = v if type(v := take("description", None)) is str else text_or_null(v, "description", at)
        made.amount = v if type(v := take("amount", None)) is Decimal else number_or_null(v, "amount", at)
        made.currency_id = v if type(v := take("currencyId", None)) is int else integer_or_null(v, "currencyId", at)
        made.currency_code = v if type(v := take("currencyCode", None)) is str else text_or_null(v, "currencyCode", at)
        made.currency_name = v if type(v := take("currencyName", None)) is str else text_or_null(v, "currencyName", at)
        made.fx_rate = v if type(v := take("fxRate", None)) is Decimal else number_or_null(v, "fxRate", at)
        made.pct_tax = v if type(v := take("pctTax", None)) is Decimal else number_or_null(v, "pctTax", at)
        v = take("glBankAccountId", None)
        made.gl_bank_account_id = v if type(v) is int else integer_or_null(v, "glBankAccountId", at)
        made.bank_statement_date = date_or_null(take("bankStatementDate", None), "bankStatementDate", at)
        v = take("accountingYearId", None)
        made.accounting_year_id = v if type(v) is int else integer_or_null(v, "accountingYearId", at)
        v = take("accountingMonthId", None)
        made.accounting_month_id = v if type(v) is int else integer_or_null(v, "accountingMonthId", at)
        v = take("overrideAccountingYearMonth", None)
        made.override_accounting_year_month = (
            v if type(v) is bool else flag_or_null(v, "overrideAccountingYearMonth", at)
        )
        made.cancelled = v if type(v := take("cancelled", None)) is bool else flag_or_null(v, "cancelled", at)
        made.cancellation = v if type(v := take("cancellation", None)) is bool else flag_or_null(v, "cancellation", at)
        v = take("cancelsSupplierPaymentId", None)
        made.cancels_supplier_payment_id = v if type(v) is int else integer_or_null(v, "cancelsSupplierPaymentId", at)
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
            "id": self.id, "supplierPaymentNumber": self.supplier_payment_number,
            "supplierPaymentType": self.supplier_payment_type, "masterSupplierId": self.master_supplier_id,
            "officeId": self.office_id, "date": day(self.date), "description": self.description,
            "amount": self.amount, "currencyId": self.currency_id, "currencyCode": self.currency_code,
            "currencyName": self.currency_name, "fxRate": self.fx_rate, "pctTax": self.pct_tax,
            "glBankAccountId": self.gl_bank_account_id, "bankStatementDate": day(self.bank_statement_date),
            "accountingYearId": self.accounting_year_id, "accountingMonthId": self.accounting_month_id,
            "overrideAccountingYearMonth": self.override_accounting_year_month, "cancelled": self.cancelled,
            "cancellation": self.cancellation, "cancelsSupplierPaymentId": self.cancels_supplier_payment_id,
            "approved": self.approved, "approvedDate": instant(self.approved_date),
            "approvedByEmployeeId": self.approved_by_employee_id, "addedDate": instant(self.added_date),
            "addedByEmployeeId": self.added_by_employee_id, "modifiedDate": instant(self.modified_date),
        }  # fmt: skip
        return told(members, self.additional_properties)

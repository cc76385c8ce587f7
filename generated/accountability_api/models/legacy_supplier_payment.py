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
class LegacySupplierPayment(Model):
    """A payment to a supplier, without its lines."""

    _wire: ClassVar[tuple[str, ...]] = (
        "AccountingMonthID", "AccountingYearID", "AddedByEmployeeID", "AddedDate", "Amount", "Approved",
        "ApprovedByEmployeeID", "ApprovedDate", "BankStatementDate", "Cancellation", "Cancelled",
        "CancelsSupplierPaymentID", "CurrencyCode", "CurrencyID", "CurrencyName", "Date", "Description", "FXRate",
        "GLBankAccountID", "IDKey", "MasterSupplierID", "OfficeID", "OverrideAccountingYearMonth",
        "PayToBankAccountName", "PayToBankAccountNumber", "PaytoBankNumber", "PctTax", "SupplierPaymentNumber",
        "SupplierPaymentType",
    )  # fmt: skip

    _secret: ClassVar[frozenset[str]] = frozenset(
        {"pay_to_bank_account_name", "pay_to_bank_account_number", "pay_to_bank_number"}
    )

    accounting_month_id: int | None = None
    """Key of the accounting month it counts in."""
    accounting_year_id: int | None = None
    """Key of the accounting year it counts in."""
    added_by_employee_id: int | None = None
    """The employee who entered it."""
    added_date: datetime.datetime | None = None
    """When it was entered."""
    amount: Decimal | None = None
    """What is paid, in the payment's currency."""
    approved: bool | None = None
    """Whether it is approved."""
    approved_by_employee_id: int | None = None
    """The employee who approved it."""
    approved_date: datetime.datetime | None = None
    """When it was approved."""
    bank_statement_date: datetime.datetime | None = None
    """Date of the bank statement that has the payment."""
    cancellation: bool | None = None
    """Whether it is the record that cancels another payment."""
    cancelled: bool | None = None
    """Whether it has been cancelled."""
    cancels_supplier_payment_id: int | None = None
    """The payment that this one cancels."""
    currency_code: str | None = None
    """Code of the currency of its amounts, such as USD."""
    currency_id: int | None = None
    """Key of the currency of its amounts."""
    currency_name: str | None = None
    """Name of that currency."""
    date: datetime.datetime | None = None
    """The date of the payment."""
    description: str | None = None
    """What is paid, in words."""
    fx_rate: Decimal | None = None
    """Exchange rate between its currency and the agency's; which way round is not published."""
    gl_bank_account_id: int | None = None
    """Key of the ledger account of the bank account that pays."""
    id_key: int
    """Key of the payment."""
    master_supplier_id: int | None = None
    """Key of the master supplier, who is paid."""
    office_id: int | None = None
    """Key of the office it belongs to."""
    override_accounting_year_month: bool | None = None
    """Whether year and month were set by hand instead of following from the date."""
    pay_to_bank_account_name: str | None = None
    """Holder of the bank account that was paid to."""
    pay_to_bank_account_number: str | None = None
    """Number of the bank account that was paid to."""
    pay_to_bank_number: str | None = None
    """Number of the bank that is paid to."""
    pct_tax: Decimal | None = None
    """Tax on the payment's own lines, in percent."""
    supplier_payment_number: str | None = None
    """The number that people know it by."""
    supplier_payment_type: int | None = None
    """Key of the payment's type, such as cheque or transfer."""

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        v = take("AccountingMonthID", None)
        model.accounting_month_id = v if type(v) is int else integer_or_null(v, "AccountingMonthID", state)
        v = take("AccountingYearID", None)
        model.accounting_year_id = v if type(v) is int else integer_or_null(v, "AccountingYearID", state)
        v = take("AddedByEmployeeID", None)
        model.added_by_employee_id = v if type(v) is int else integer_or_null(v, "AddedByEmployeeID", state)
        model.added_date = wcf_date_or_null(take("AddedDate", None), "AddedDate", state)
        model.amount = v if type(v := take("Amount", None)) is Decimal else number_or_null(v, "Amount", state)
        model.approved = v if type(v := take("Approved", None)) is bool else boolean_or_null(v, "Approved", state)
        v = take("ApprovedByEmployeeID", None)
        model.approved_by_employee_id = v if type(v) is int else integer_or_null(v, "ApprovedByEmployeeID", state)
        model.approved_date = wcf_date_or_null(take("ApprovedDate", None), "ApprovedDate", state)
        model.bank_statement_date = wcf_date_or_null(take("BankStatementDate", None), "BankStatementDate", state)
        v = take("Cancellation", None)
        model.cancellation = v if type(v) is bool else boolean_or_null(v, "Cancellation", state)
        model.cancelled = v if type(v := take("Cancelled", None)) is bool else boolean_or_null(v, "Cancelled", state)
        v = take("CancelsSupplierPaymentID", None)
        model.cancels_supplier_payment_id = (
            v if type(v) is int else integer_or_null(v, "CancelsSupplierPaymentID", state)
        )
        v = take("CurrencyCode", None)
        model.currency_code = v if type(v) is str else string_or_null(v, "CurrencyCode", state)
        model.currency_id = v if type(v := take("CurrencyID", None)) is int else integer_or_null(v, "CurrencyID", state)
        v = take("CurrencyName", None)
        model.currency_name = v if type(v) is str else string_or_null(v, "CurrencyName", state)
        model.date = wcf_date_or_null(take("Date", None), "Date", state)
        v = take("Description", None)
        model.description = v if type(v) is str else string_or_null(v, "Description", state)
        model.fx_rate = v if type(v := take("FXRate", None)) is Decimal else number_or_null(v, "FXRate", state)
        v = take("GLBankAccountID", None)
        model.gl_bank_account_id = v if type(v) is int else integer_or_null(v, "GLBankAccountID", state)
        v = take("IDKey", UNSET)
        model.id_key = v if type(v) is int else require(integer(v, "IDKey", state), "IDKey", state)
        v = take("MasterSupplierID", None)
        model.master_supplier_id = v if type(v) is int else integer_or_null(v, "MasterSupplierID", state)
        model.office_id = v if type(v := take("OfficeID", None)) is int else integer_or_null(v, "OfficeID", state)
        v = take("OverrideAccountingYearMonth", None)
        model.override_accounting_year_month = (
            v if type(v) is bool else boolean_or_null(v, "OverrideAccountingYearMonth", state)
        )
        v = take("PayToBankAccountName", None)
        model.pay_to_bank_account_name = v if type(v) is str else string_or_null(v, "PayToBankAccountName", state)
        v = take("PayToBankAccountNumber", None)
        model.pay_to_bank_account_number = v if type(v) is str else string_or_null(v, "PayToBankAccountNumber", state)
        v = take("PaytoBankNumber", None)
        model.pay_to_bank_number = v if type(v) is str else string_or_null(v, "PaytoBankNumber", state)
        model.pct_tax = v if type(v := take("PctTax", None)) is Decimal else number_or_null(v, "PctTax", state)
        v = take("SupplierPaymentNumber", None)
        model.supplier_payment_number = v if type(v) is str else string_or_null(v, "SupplierPaymentNumber", state)
        v = take("SupplierPaymentType", None)
        model.supplier_payment_type = v if type(v) is int else integer_or_null(v, "SupplierPaymentType", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "AccountingMonthID": self.accounting_month_id, "AccountingYearID": self.accounting_year_id,
            "AddedByEmployeeID": self.added_by_employee_id, "AddedDate": as_wcf_date(self.added_date),
            "Amount": self.amount, "Approved": self.approved, "ApprovedByEmployeeID": self.approved_by_employee_id,
            "ApprovedDate": as_wcf_date(self.approved_date),
            "BankStatementDate": as_wcf_date(self.bank_statement_date), "Cancellation": self.cancellation,
            "Cancelled": self.cancelled, "CancelsSupplierPaymentID": self.cancels_supplier_payment_id,
            "CurrencyCode": self.currency_code, "CurrencyID": self.currency_id, "CurrencyName": self.currency_name,
            "Date": as_wcf_date(self.date), "Description": self.description, "FXRate": self.fx_rate,
            "GLBankAccountID": self.gl_bank_account_id, "IDKey": self.id_key,
            "MasterSupplierID": self.master_supplier_id, "OfficeID": self.office_id,
            "OverrideAccountingYearMonth": self.override_accounting_year_month,
            "PayToBankAccountName": self.pay_to_bank_account_name,
            "PayToBankAccountNumber": self.pay_to_bank_account_number, "PaytoBankNumber": self.pay_to_bank_number,
            "PctTax": self.pct_tax, "SupplierPaymentNumber": self.supplier_payment_number,
            "SupplierPaymentType": self.supplier_payment_type,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)

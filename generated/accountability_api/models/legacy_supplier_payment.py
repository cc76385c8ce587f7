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
    """Date of the bank statement on which the payment stands."""
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
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        v = take("AccountingMonthID", None)
        made.accounting_month_id = v if type(v) is int else integer_or_null(v, "AccountingMonthID", at)
        v = take("AccountingYearID", None)
        made.accounting_year_id = v if type(v) is int else integer_or_null(v, "AccountingYearID", at)
        v = take("AddedByEmployeeID", None)
        made.added_by_employee_id = v if type(v) is int else integer_or_null(v, "AddedByEmployeeID", at)
        made.added_date = wcf_date_or_null(take("AddedDate", None), "AddedDate", at)
        made.amount = v if type(v := take("Amount", None)) is Decimal else number_or_null(v, "Amount", at)
        made.approved = v if type(v := take("Approved", None)) is bool else flag_or_null(v, "Approved", at)
        v = take("ApprovedByEmployeeID", None)
        made.approved_by_employee_id = v if type(v) is int else integer_or_null(v, "ApprovedByEmployeeID", at)
        made.approved_date = wcf_date_or_null(take("ApprovedDate", None), "ApprovedDate", at)
        made.bank_statement_date = wcf_date_or_null(take("BankStatementDate", None), "BankStatementDate", at)
        made.cancellation = v if type(v := take("Cancellation", None)) is bool else flag_or_null(v, "Cancellation", at)
        made.cancelled = v if type(v := take("Cancelled", None)) is bool else flag_or_null(v, "Cancelled", at)
        v = take("CancelsSupplierPaymentID", None)
        made.cancels_supplier_payment_id = v if type(v) is int else integer_or_null(v, "CancelsSupplierPaymentID", at)
        made.currency_code = v if type(v := take("CurrencyCode", None)) is str else text_or_null(v, "CurrencyCode", at)
        made.currency_id = v if type(v := take("CurrencyID", None)) is int else integer_or_null(v, "CurrencyID", at)
        made.currency_name = v if type(v := take("CurrencyName", None)) is str else text_or_null(v, "CurrencyName", at)
        made.date = wcf_date_or_null(take("Date", None), "Date", at)
        made.description = v if type(v := take("Description", None)) is str else text_or_null(v, "Description", at)
        made.fx_rate = v if type(v := take("FXRate", None)) is Decimal else number_or_null(v, "FXRate", at)
        v = take("GLBankAccountID", None)
        made.gl_bank_account_id = v if type(v) is int else integer_or_null(v, "GLBankAccountID", at)
        made.id_key = v if type(v := take("IDKey", UNSET)) is int else must(integer(v, "IDKey", at), "IDKey", at)
        v = take("MasterSupplierID", None)
        made.master_supplier_id = v if type(v) is int else integer_or_null(v, "MasterSupplierID", at)
        made.office_id = v if type(v := take("OfficeID", None)) is int else integer_or_null(v, "OfficeID", at)
        v = take("OverrideAccountingYearMonth", None)
        made.override_accounting_year_month = (
            v if type(v) is bool else flag_or_null(v, "OverrideAccountingYearMonth", at)
        )
        v = take("PayToBankAccountName", None)
        made.pay_to_bank_account_name = v if type(v) is str else text_or_null(v, "PayToBankAccountName", at)
        v = take("PayToBankAccountNumber", None)
        made.pay_to_bank_account_number = v if type(v) is str else text_or_null(v, "PayToBankAccountNumber", at)
        v = take("PaytoBankNumber", None)
        made.pay_to_bank_number = v if type(v) is str else text_or_null(v, "PaytoBankNumber", at)
        made.pct_tax = v if type(v := take("PctTax", None)) is Decimal else number_or_null(v, "PctTax", at)
        v = take("SupplierPaymentNumber", None)
        made.supplier_payment_number = v if type(v) is str else text_or_null(v, "SupplierPaymentNumber", at)
        v = take("SupplierPaymentType", None)
        made.supplier_payment_type = v if type(v) is int else integer_or_null(v, "SupplierPaymentType", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "AccountingMonthID": self.accounting_month_id, "AccountingYearID": self.accounting_year_id,
            "AddedByEmployeeID": self.added_by_employee_id, "AddedDate": wcf(self.added_date),
            "Amount": self.amount, "Approved": self.approved, "ApprovedByEmployeeID": self.approved_by_employee_id,
            "ApprovedDate": wcf(self.approved_date), "BankStatementDate": wcf(self.bank_statement_date),
            "Cancellation": self.cancellation, "Cancelled": self.cancelled,
            "CancelsSupplierPaymentID": self.cancels_supplier_payment_id, "CurrencyCode": self.currency_code,
            "CurrencyID": self.currency_id, "CurrencyName": self.currency_name, "Date": wcf(self.date),
            "Description": self.description, "FXRate": self.fx_rate, "GLBankAccountID": self.gl_bank_account_id,
            "IDKey": self.id_key, "MasterSupplierID": self.master_supplier_id, "OfficeID": self.office_id,
            "OverrideAccountingYearMonth": self.override_accounting_year_month,
            "PayToBankAccountName": self.pay_to_bank_account_name,
            "PayToBankAccountNumber": self.pay_to_bank_account_number, "PaytoBankNumber": self.pay_to_bank_number,
            "PctTax": self.pct_tax, "SupplierPaymentNumber": self.supplier_payment_number,
            "SupplierPaymentType": self.supplier_payment_type,
        }  # fmt: skip
        return told(members, self.additional_properties)

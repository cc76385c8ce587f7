from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import (
    Json,
    Model,
    Notes,
    begin,
    integer,
    integer_or_null,
    left,
    must,
    number_or_null,
    text_or_null,
    told,
)
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class LegacyReceiptEntry(Model):
    """A line of a receipt: money that a client paid, mostly for an invoice."""

    _wire: ClassVar[tuple[str, ...]] = (
        "ClientID", "ClientInvoiceAmountReceived", "Description", "FXGainLoss", "GLAccountID", "IDKey",
        "InvoiceFXRate", "InvoiceID", "InvoiceNumber", "InvoiceUUID", "NonInvoiceAmount", "OnAccountReceiptEntryID",
        "ReceiptID", "Tax", "TransactionTypeID", "UUID",
    )  # fmt: skip

    client_id: int | None = None
    """The client who paid."""
    client_invoice_amount_received: Decimal | None = None
    """How much of the invoice has been received."""
    description: str | None = None
    """What the line is for, in words."""
    fx_gain_loss: Decimal | None = None
    """Gain (or loss) that the exchange rate made between invoice and payment."""
    gl_account_id: int | None = None
    """Key of the ledger account that the line is booked on."""
    id_key: int
    """Key of the line."""
    invoice_fx_rate: Decimal | None = None
    """Exchange rate of the invoice that is paid."""
    invoice_id: int | None = None
    """Key of the invoice that is paid."""
    invoice_number: str | None = None
    """Number of the invoice that is paid."""
    invoice_uuid: str | None = None
    """Universal identifier of that invoice."""
    non_invoice_amount: Decimal | None = None
    """Amount that pays no invoice."""
    on_account_receipt_entry_id: int | None = None
    """Key of the earlier line, received on account, that this one uses up."""
    receipt_id: int | None = None
    """Key of the receipt that the line belongs to."""
    tax: Decimal | None = None
    """Amount of tax."""
    transaction_type_id: int | None = None
    """Key of the kind of transaction the invoice is."""
    uuid: str | None = None
    """Universal identifier of the line."""

    @classmethod
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.client_id = v if type(v := take("ClientID", None)) is int else integer_or_null(v, "ClientID", at)
        v = take("ClientInvoiceAmountReceived", None)
        made.client_invoice_amount_received = (
            v if type(v) is Decimal else number_or_null(v, "ClientInvoiceAmountReceived", at)
        )
        made.description = v if type(v := take("Description", None)) is str else text_or_null(v, "Description", at)
        made.fx_gain_loss = v if type(v := take("FXGainLoss", None)) is Decimal else number_or_null(v, "FXGainLoss", at)
        made.gl_account_id = v if type(v := take("GLAccountID", None)) is int else integer_or_null(v, "GLAccountID", at)
        made.id_key = v if type(v := take("IDKey", UNSET)) is int else must(integer(v, "IDKey", at), "IDKey", at)
        v = take("InvoiceFXRate", None)
        made.invoice_fx_rate = v if type(v) is Decimal else number_or_null(v, "InvoiceFXRate", at)
        made.invoice_id = v if type(v := take("InvoiceID", None)) is int else integer_or_null(v, "InvoiceID", at)
        v = take("InvoiceNumber", None)
        made.invoice_number = v if type(v) is str else text_or_null(v, "InvoiceNumber", at)
        made.invoice_uuid = v if type(v := take("InvoiceUUID", None)) is str else text_or_null(v, "InvoiceUUID", at)
        v = take("NonInvoiceAmount", None)
        made.non_invoice_amount = v if type(v) is Decimal else number_or_null(v, "NonInvoiceAmount", at)
        v = take("OnAccountReceiptEntryID", None)
        made.on_account_receipt_entry_id = v if type(v) is int else integer_or_null(v, "OnAccountReceiptEntryID", at)
        made.receipt_id = v if type(v := take("ReceiptID", None)) is int else integer_or_null(v, "ReceiptID", at)
        made.tax = v if type(v := take("Tax", None)) is Decimal else number_or_null(v, "Tax", at)
        v = take("TransactionTypeID", None)
        made.transaction_type_id = v if type(v) is int else integer_or_null(v, "TransactionTypeID", at)
        made.uuid = v if type(v := take("UUID", None)) is str else text_or_null(v, "UUID", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "ClientID": self.client_id, "ClientInvoiceAmountReceived": self.client_invoice_amount_received,
            "Description": self.description, "FXGainLoss": self.fx_gain_loss, "GLAccountID": self.gl_account_id,
            "IDKey": self.id_key, "InvoiceFXRate": self.invoice_fx_rate, "InvoiceID": self.invoice_id,
            "InvoiceNumber": self.invoice_number, "InvoiceUUID": self.invoice_uuid,
            "NonInvoiceAmount": self.non_invoice_amount,
            "OnAccountReceiptEntryID": self.on_account_receipt_entry_id, "ReceiptID": self.receipt_id,
            "Tax": self.tax, "TransactionTypeID": self.transaction_type_id, "UUID": self.uuid,
        }  # fmt: skip
        return told(members, self.additional_properties)

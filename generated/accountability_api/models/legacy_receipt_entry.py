from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import (
    extra_properties,
    integer,
    integer_or_null,
    number_or_null,
    require,
    start,
    string_or_null,
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
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.client_id = v if type(v := take("ClientID", None)) is int else integer_or_null(v, "ClientID", state)
        v = take("ClientInvoiceAmountReceived", None)
        model.client_invoice_amount_received = (
            v if type(v) is Decimal else number_or_null(v, "ClientInvoiceAmountReceived", state)
        )
        v = take("Description", None)
        model.description = v if type(v) is str else string_or_null(v, "Description", state)
        v = take("FXGainLoss", None)
        model.fx_gain_loss = v if type(v) is Decimal else number_or_null(v, "FXGainLoss", state)
        v = take("GLAccountID", None)
        model.gl_account_id = v if type(v) is int else integer_or_null(v, "GLAccountID", state)
        v = take("IDKey", UNSET)
        model.id_key = v if type(v) is int else require(integer(v, "IDKey", state), "IDKey", state)
        v = take("InvoiceFXRate", None)
        model.invoice_fx_rate = v if type(v) is Decimal else number_or_null(v, "InvoiceFXRate", state)
        model.invoice_id = v if type(v := take("InvoiceID", None)) is int else integer_or_null(v, "InvoiceID", state)
        v = take("InvoiceNumber", None)
        model.invoice_number = v if type(v) is str else string_or_null(v, "InvoiceNumber", state)
        v = take("InvoiceUUID", None)
        model.invoice_uuid = v if type(v) is str else string_or_null(v, "InvoiceUUID", state)
        v = take("NonInvoiceAmount", None)
        model.non_invoice_amount = v if type(v) is Decimal else number_or_null(v, "NonInvoiceAmount", state)
        v = take("OnAccountReceiptEntryID", None)
        model.on_account_receipt_entry_id = (
            v if type(v) is int else integer_or_null(v, "OnAccountReceiptEntryID", state)
        )
        model.receipt_id = v if type(v := take("ReceiptID", None)) is int else integer_or_null(v, "ReceiptID", state)
        model.tax = v if type(v := take("Tax", None)) is Decimal else number_or_null(v, "Tax", state)
        v = take("TransactionTypeID", None)
        model.transaction_type_id = v if type(v) is int else integer_or_null(v, "TransactionTypeID", state)
        model.uuid = v if type(v := take("UUID", None)) is str else string_or_null(v, "UUID", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "ClientID": self.client_id, "ClientInvoiceAmountReceived": self.client_invoice_amount_received,
            "Description": self.description, "FXGainLoss": self.fx_gain_loss, "GLAccountID": self.gl_account_id,
            "IDKey": self.id_key, "InvoiceFXRate": self.invoice_fx_rate, "InvoiceID": self.invoice_id,
            "InvoiceNumber": self.invoice_number, "InvoiceUUID": self.invoice_uuid,
            "NonInvoiceAmount": self.non_invoice_amount,
            "OnAccountReceiptEntryID": self.on_account_receipt_entry_id, "ReceiptID": self.receipt_id,
            "Tax": self.tax, "TransactionTypeID": self.transaction_type_id, "UUID": self.uuid,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)

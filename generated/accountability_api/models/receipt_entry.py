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
class ReceiptEntry(Model):
    """A line of a receipt: money that a client paid, mostly for an invoice. The receipt itself has no source and no
    operation.

    Inferred, not published: the names of its properties; each has a source or follows a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "receiptId", "clientId", "description", "invoiceId", "invoiceNumber", "invoiceUuid",
        "transactionTypeId", "clientInvoiceAmountReceived", "invoiceFxRate", "fxGainLoss",
        "onAccountReceiptEntryId", "nonInvoiceAmount", "glAccountId", "tax", "uuid",
    )  # fmt: skip

    id: int
    """Unique key of the entry of a receipt, given by the server."""
    receipt_id: int | None = None
    """Key of the receipt that the line belongs to."""
    client_id: int | None = None
    """The client who paid."""
    description: str | None = None
    """What the line is for, in words."""
    invoice_id: int | None = None
    """The invoice that is paid; transactionTypeId is the kind of invoice."""
    invoice_number: str | None = None
    """Number of the invoice that is paid."""
    invoice_uuid: str | None = None
    """Universal identifier of that invoice."""
    transaction_type_id: int | None = None
    """Key of the kind of transaction the invoice is."""
    client_invoice_amount_received: Decimal | None = None
    """How much of the invoice has been received."""
    invoice_fx_rate: Decimal | None = None
    """Exchange rate of the invoice that is paid."""
    fx_gain_loss: Decimal | None = None
    """Gain (or loss) that the exchange rate made between invoice and payment."""
    on_account_receipt_entry_id: int | None = None
    """Key of the earlier line, received on account, that this one uses up."""
    non_invoice_amount: Decimal | None = None
    """Amount that pays no invoice."""
    gl_account_id: int | None = None
    """Key of the ledger account that the line is booked on."""
    tax: Decimal | None = None
    """Amount of tax."""
    uuid: str | None = None
    """Universal identifier of the line."""

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.id = v if type(v := take("id", UNSET)) is int else require(integer(v, "id", state), "id", state)
        model.receipt_id = v if type(v := take("receiptId", None)) is int else integer_or_null(v, "receiptId", state)
        model.client_id = v if type(v := take("clientId", None)) is int else integer_or_null(v, "clientId", state)
        v = take("description", None)
        model.description = v if type(v) is str else string_or_null(v, "description", state)
        model.invoice_id = v if type(v := take("invoiceId", None)) is int else integer_or_null(v, "invoiceId", state)
        v = take("invoiceNumber", None)
        model.invoice_number = v if type(v) is str else string_or_null(v, "invoiceNumber", state)
        v = take("invoiceUuid", None)
        model.invoice_uuid = v if type(v) is str else string_or_null(v, "invoiceUuid", state)
        v = take("transactionTypeId", None)
        model.transaction_type_id = v if type(v) is int else integer_or_null(v, "transactionTypeId", state)
        v = take("clientInvoiceAmountReceived", None)
        model.client_invoice_amount_received = (
            v if type(v) is Decimal else number_or_null(v, "clientInvoiceAmountReceived", state)
        )
        v = take("invoiceFxRate", None)
        model.invoice_fx_rate = v if type(v) is Decimal else number_or_null(v, "invoiceFxRate", state)
        v = take("fxGainLoss", None)
        model.fx_gain_loss = v if type(v) is Decimal else number_or_null(v, "fxGainLoss", state)
        v = take("onAccountReceiptEntryId", None)
        model.on_account_receipt_entry_id = (
            v if type(v) is int else integer_or_null(v, "onAccountReceiptEntryId", state)
        )
        v = take("nonInvoiceAmount", None)
        model.non_invoice_amount = v if type(v) is Decimal else number_or_null(v, "nonInvoiceAmount", state)
        v = take("glAccountId", None)
        model.gl_account_id = v if type(v) is int else integer_or_null(v, "glAccountId", state)
        model.tax = v if type(v := take("tax", None)) is Decimal else number_or_null(v, "tax", state)
        model.uuid = v if type(v := take("uuid", None)) is str else string_or_null(v, "uuid", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "id": self.id, "receiptId": self.receipt_id, "clientId": self.client_id,
            "description": self.description, "invoiceId": self.invoice_id, "invoiceNumber": self.invoice_number,
            "invoiceUuid": self.invoice_uuid, "transactionTypeId": self.transaction_type_id,
            "clientInvoiceAmountReceived": self.client_invoice_amount_received,
            "invoiceFxRate": self.invoice_fx_rate, "fxGainLoss": self.fx_gain_loss,
            "onAccountReceiptEntryId": self.on_account_receipt_entry_id,
            "nonInvoiceAmount": self.non_invoice_amount, "glAccountId": self.gl_account_id, "tax": self.tax,
            "uuid": self.uuid,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import (
    date_or_null,
    extra_properties,
    integer,
    integer_or_null,
    number_or_null,
    require,
    start,
    string_or_null,
)
from .._runtime.wire import UNSET, as_date


@define(kw_only=True, repr=False)
class MediaInvoiceEntry(Model):
    """A line of an invoice for media: one booking in a medium. The invoice itself has no source and no operation.

    Inferred, not published: the names of its properties; each has a source or follows a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "mediaInvoiceId", "mediaBookingId", "mediaScheduleEntryId", "mediumId", "mediaAdjustmentTypeId",
        "details", "insertionDate", "program", "seconds", "endTime", "columns", "lines", "cm", "number", "rate",
        "loadingsAmt", "loadingsDescription", "markUp", "pctSupplierCommission", "pctVolumeDiscount",
        "pctVolumeDiscountDescription", "otherDiscountAmt", "otherDiscountDescription", "pctRebateCommission",
        "rebateCommissionAmt", "pctServiceFeeMedia", "serviceFeeAmt", "clientGross", "clientNet",
        "clientTaxStatusId", "clientTax", "clientTotal",
    )  # fmt: skip

    id: int
    """Unique key of the entry of a media invoice, given by the server."""
    media_invoice_id: int | None = None
    """Key of the media invoice that the line belongs to."""
    media_booking_id: int | None = None
    """Key of the booking."""
    media_schedule_entry_id: int | None = None
    """Key of the line of the media schedule."""
    medium_id: int | None = None
    """Key of the medium."""
    media_adjustment_type_id: int | None = None
    """Key of the kind of adjustment."""
    details: str | None = None
    """What was booked, in words."""
    insertion_date: datetime.date | None = None
    """The day on which the advertisement appears."""
    program: str | None = None
    """The programme in which a spot is broadcast."""
    seconds: Decimal | None = None
    """How long a spot lasts, in seconds."""
    end_time: str | None = None
    """When a broadcast slot ends, as text."""
    columns: Decimal | None = None
    """How many columns a print advertisement is wide."""
    lines: Decimal | None = None
    """How many lines a print advertisement is high."""
    cm: Decimal | None = None
    """Width in centimetres or columns times centimetres; which is not published."""
    number: Decimal | None = None
    """How many insertions or spots."""
    rate: Decimal | None = None
    """Price of one insertion or spot."""
    loadings_amt: Decimal | None = None
    """Amount of loadings, which raise the price."""
    loadings_description: str | None = None
    """What the loadings are for, in words."""
    mark_up: Decimal | None = None
    """What is added to the cost when it is billed; whether an amount or percent is not published."""
    pct_supplier_commission: Decimal | None = None
    """Commission that the supplier grants the agency, in percent."""
    pct_volume_discount: Decimal | None = None
    """Discount for volume, in percent."""
    pct_volume_discount_description: str | None = None
    """What the volume discount is for; a string, despite its name."""
    other_discount_amt: Decimal | None = None
    """Amount of a further discount."""
    other_discount_description: str | None = None
    """What the further discount is for, in words."""
    pct_rebate_commission: Decimal | None = None
    """Share of the commission that the client gets back, in percent."""
    rebate_commission_amt: Decimal | None = None
    """Amount of the commission that the client gets back."""
    pct_service_fee_media: Decimal | None = None
    """The agency's service fee on media, in percent."""
    service_fee_amt: Decimal | None = None
    """Amount of the service fee."""
    client_gross: Decimal | None = None
    """What the client pays before discounts and commission."""
    client_net: Decimal | None = None
    """What the client pays after discounts and commission, before tax."""
    client_tax_status_id: int | None = None
    """Key of the client's tax status."""
    client_tax: Decimal | None = None
    """Tax that the client pays."""
    client_total: Decimal | None = None
    """What the client pays, tax included."""

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.id = v if type(v := take("id", UNSET)) is int else require(integer(v, "id", state), "id", state)
        v = take("mediaInvoiceId", None)
        model.media_invoice_id = v if type(v) is int else integer_or_null(v, "mediaInvoiceId", state)
        v = take("mediaBookingId", None)
        model.media_booking_id = v if type(v) is int else integer_or_null(v, "mediaBookingId", state)
        v = take("mediaScheduleEntryId", None)
        model.media_schedule_entry_id = v if type(v) is int else integer_or_null(v, "mediaScheduleEntryId", state)
        model.medium_id = v if type(v := take("mediumId", None)) is int else integer_or_null(v, "mediumId", state)
        v = take("mediaAdjustmentTypeId", None)
        model.media_adjustment_type_id = v if type(v) is int else integer_or_null(v, "mediaAdjustmentTypeId", state)
        model.details = v if type(v := take("details", None)) is str else string_or_null(v, "details", state)
        model.insertion_date = date_or_null(take("insertionDate", None), "insertionDate", state)
        model.program = v if type(v := take("program", None)) is str else string_or_null(v, "program", state)
        model.seconds = v if type(v := take("seconds", None)) is Decimal else number_or_null(v, "seconds", state)
        model.end_time = v if type(v := take("endTime", None)) is str else string_or_null(v, "endTime", state)
        model.columns = v if type(v := take("columns", None)) is Decimal else number_or_null(v, "columns", state)
        model.lines = v if type(v := take("lines", None)) is Decimal else number_or_null(v, "lines", state)
        model.cm = v if type(v := take("cm", None)) is Decimal else number_or_null(v, "cm", state)
        model.number = v if type(v := take("number", None)) is Decimal else number_or_null(v, "number", state)
        model.rate = v if type(v := take("rate", None)) is Decimal else number_or_null(v, "rate", state)
        v = take("loadingsAmt", None)
        model.loadings_amt = v if type(v) is Decimal else number_or_null(v, "loadingsAmt", state)
        v = take("loadingsDescription", None)
        model.loadings_description = v if type(v) is str else string_or_null(v, "loadingsDescription", state)
        model.mark_up = v if type(v := take("markUp", None)) is Decimal else number_or_null(v, "markUp", state)
        v = take("pctSupplierCommission", None)
        model.pct_supplier_commission = v if type(v) is Decimal else number_or_null(v, "pctSupplierCommission", state)
        v = take("pctVolumeDiscount", None)
        model.pct_volume_discount = v if type(v) is Decimal else number_or_null(v, "pctVolumeDiscount", state)
        v = take("pctVolumeDiscountDescription", None)
        model.pct_volume_discount_description = (
            v if type(v) is str else string_or_null(v, "pctVolumeDiscountDescription", state)
        )
        v = take("otherDiscountAmt", None)
        model.other_discount_amt = v if type(v) is Decimal else number_or_null(v, "otherDiscountAmt", state)
        v = take("otherDiscountDescription", None)
        model.other_discount_description = v if type(v) is str else string_or_null(v, "otherDiscountDescription", state)
        v = take("pctRebateCommission", None)
        model.pct_rebate_commission = v if type(v) is Decimal else number_or_null(v, "pctRebateCommission", state)
        v = take("rebateCommissionAmt", None)
        model.rebate_commission_amt = v if type(v) is Decimal else number_or_null(v, "rebateCommissionAmt", state)
        v = take("pctServiceFeeMedia", None)
        model.pct_service_fee_media = v if type(v) is Decimal else number_or_null(v, "pctServiceFeeMedia", state)
        v = take("serviceFeeAmt", None)
        model.service_fee_amt = v if type(v) is Decimal else number_or_null(v, "serviceFeeAmt", state)
        v = take("clientGross", None)
        model.client_gross = v if type(v) is Decimal else number_or_null(v, "clientGross", state)
        model.client_net = v if type(v := take("clientNet", None)) is Decimal else number_or_null(v, "clientNet", state)
        v = take("clientTaxStatusId", None)
        model.client_tax_status_id = v if type(v) is int else integer_or_null(v, "clientTaxStatusId", state)
        model.client_tax = v if type(v := take("clientTax", None)) is Decimal else number_or_null(v, "clientTax", state)
        v = take("clientTotal", None)
        model.client_total = v if type(v) is Decimal else number_or_null(v, "clientTotal", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "id": self.id, "mediaInvoiceId": self.media_invoice_id, "mediaBookingId": self.media_booking_id,
            "mediaScheduleEntryId": self.media_schedule_entry_id, "mediumId": self.medium_id,
            "mediaAdjustmentTypeId": self.media_adjustment_type_id, "details": self.details,
            "insertionDate": as_date(self.insertion_date), "program": self.program, "seconds": self.seconds,
            "endTime": self.end_time, "columns": self.columns, "lines": self.lines, "cm": self.cm,
            "number": self.number, "rate": self.rate, "loadingsAmt": self.loadings_amt,
            "loadingsDescription": self.loadings_description, "markUp": self.mark_up,
            "pctSupplierCommission": self.pct_supplier_commission, "pctVolumeDiscount": self.pct_volume_discount,
            "pctVolumeDiscountDescription": self.pct_volume_discount_description,
            "otherDiscountAmt": self.other_discount_amt,
            "otherDiscountDescription": self.other_discount_description,
            "pctRebateCommission": self.pct_rebate_commission, "rebateCommissionAmt": self.rebate_commission_amt,
            "pctServiceFeeMedia": self.pct_service_fee_media, "serviceFeeAmt": self.service_fee_amt,
            "clientGross": self.client_gross, "clientNet": self.client_net,
            "clientTaxStatusId": self.client_tax_status_id, "clientTax": self.client_tax,
            "clientTotal": self.client_total,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)

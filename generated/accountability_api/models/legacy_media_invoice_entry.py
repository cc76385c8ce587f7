from __future__ import annotations

import datetime
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
    wcf_date_or_null,
)
from .._runtime.wire import UNSET, as_wcf_date


@define(kw_only=True, repr=False)
class LegacyMediaInvoiceEntry(Model):
    """A line of an invoice for media: one booking in a medium. The published page could be read in part only: more
    properties may follow.

    The published type could be read only in part: other properties are in additional_properties.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "CM", "ClientGross", "ClientNet", "ClientTax", "ClientTaxStatusID", "ClientTotal", "Columns", "Details",
        "EndTime", "IDKey", "InsertionDate", "Lines", "LoadingsAmt", "LoadingsDescription", "MarkUp",
        "MediaAdjustmentTypeID", "MediaBookingID", "MediaInvoiceID", "MediaScheduleEntryID", "MediumID", "Number",
        "OtherDiscountAmt", "OtherDiscountDescription", "PctRebateCommission", "PctServiceFeeMedia",
        "PctSupplierCommission", "PctVolumeDiscount", "PctVolumeDiscountDescription", "Program", "Rate",
        "RebateCommissionAmt", "Seconds", "ServiceFeeAmt",
    )  # fmt: skip

    cm: Decimal | None = None
    """Width in centimetres or columns times centimetres; which is not published."""
    client_gross: Decimal | None = None
    """What the client pays before discounts and commission."""
    client_net: Decimal | None = None
    """What the client pays after discounts and commission, before tax."""
    client_tax: Decimal | None = None
    """Tax that the client pays."""
    client_tax_status_id: int | None = None
    """Key of the client's tax status."""
    client_total: Decimal | None = None
    """What the client pays, tax included."""
    columns: Decimal | None = None
    """How many columns a print advertisement is wide."""
    details: str | None = None
    """What was booked, in words."""
    end_time: str | None = None
    """When a broadcast slot ends, as text."""
    id_key: int
    """Key of the line."""
    insertion_date: datetime.datetime | None = None
    """The day on which the advertisement appears."""
    lines: Decimal | None = None
    """How many lines a print advertisement is high."""
    loadings_amt: Decimal | None = None
    """Amount of loadings, which raise the price."""
    loadings_description: str | None = None
    """What the loadings are for, in words."""
    mark_up: Decimal | None = None
    """What is added to the cost when it is billed; whether an amount or percent is not published."""
    media_adjustment_type_id: int | None = None
    """Key of the kind of adjustment."""
    media_booking_id: int | None = None
    """Key of the booking."""
    media_invoice_id: int | None = None
    """Key of the media invoice that the line belongs to."""
    media_schedule_entry_id: int | None = None
    """Key of the line of the media schedule."""
    medium_id: int | None = None
    """Key of the medium."""
    number: Decimal | None = None
    """How many insertions or spots."""
    other_discount_amt: Decimal | None = None
    """Amount of a further discount."""
    other_discount_description: str | None = None
    """What the further discount is for, in words."""
    pct_rebate_commission: Decimal | None = None
    """Share of the commission that the client gets back, in percent."""
    pct_service_fee_media: Decimal | None = None
    """The agency's service fee on media, in percent."""
    pct_supplier_commission: Decimal | None = None
    """Commission that the supplier grants the agency, in percent."""
    pct_volume_discount: Decimal | None = None
    """Discount for volume, in percent."""
    pct_volume_discount_description: str | None = None
    """What the volume discount is for; a string, despite its name."""
    program: str | None = None
    """The programme in which a spot is broadcast."""
    rate: Decimal | None = None
    """Price of one insertion or spot."""
    rebate_commission_amt: Decimal | None = None
    """Amount of the commission that the client gets back."""
    seconds: Decimal | None = None
    """How long a spot lasts, in seconds."""
    service_fee_amt: Decimal | None = None
    """Amount of the service fee."""

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.cm = v if type(v := take("CM", None)) is Decimal else number_or_null(v, "CM", state)
        v = take("ClientGross", None)
        model.client_gross = v if type(v) is Decimal else number_or_null(v, "ClientGross", state)
        model.client_net = v if type(v := take("ClientNet", None)) is Decimal else number_or_null(v, "ClientNet", state)
        model.client_tax = v if type(v := take("ClientTax", None)) is Decimal else number_or_null(v, "ClientTax", state)
        v = take("ClientTaxStatusID", None)
        model.client_tax_status_id = v if type(v) is int else integer_or_null(v, "ClientTaxStatusID", state)
        v = take("ClientTotal", None)
        model.client_total = v if type(v) is Decimal else number_or_null(v, "ClientTotal", state)
        model.columns = v if type(v := take("Columns", None)) is Decimal else number_or_null(v, "Columns", state)
        model.details = v if type(v := take("Details", None)) is str else string_or_null(v, "Details", state)
        model.end_time = v if type(v := take("EndTime", None)) is str else string_or_null(v, "EndTime", state)
        v = take("IDKey", UNSET)
        model.id_key = v if type(v) is int else require(integer(v, "IDKey", state), "IDKey", state)
        model.insertion_date = wcf_date_or_null(take("InsertionDate", None), "InsertionDate", state)
        model.lines = v if type(v := take("Lines", None)) is Decimal else number_or_null(v, "Lines", state)
        v = take("LoadingsAmt", None)
        model.loadings_amt = v if type(v) is Decimal else number_or_null(v, "LoadingsAmt", state)
        v = take("LoadingsDescription", None)
        model.loadings_description = v if type(v) is str else string_or_null(v, "LoadingsDescription", state)
        model.mark_up = v if type(v := take("MarkUp", None)) is Decimal else number_or_null(v, "MarkUp", state)
        v = take("MediaAdjustmentTypeID", None)
        model.media_adjustment_type_id = v if type(v) is int else integer_or_null(v, "MediaAdjustmentTypeID", state)
        v = take("MediaBookingID", None)
        model.media_booking_id = v if type(v) is int else integer_or_null(v, "MediaBookingID", state)
        v = take("MediaInvoiceID", None)
        model.media_invoice_id = v if type(v) is int else integer_or_null(v, "MediaInvoiceID", state)
        v = take("MediaScheduleEntryID", None)
        model.media_schedule_entry_id = v if type(v) is int else integer_or_null(v, "MediaScheduleEntryID", state)
        model.medium_id = v if type(v := take("MediumID", None)) is int else integer_or_null(v, "MediumID", state)
        model.number = v if type(v := take("Number", None)) is Decimal else number_or_null(v, "Number", state)
        v = take("OtherDiscountAmt", None)
        model.other_discount_amt = v if type(v) is Decimal else number_or_null(v, "OtherDiscountAmt", state)
        v = take("OtherDiscountDescription", None)
        model.other_discount_description = v if type(v) is str else string_or_null(v, "OtherDiscountDescription", state)
        v = take("PctRebateCommission", None)
        model.pct_rebate_commission = v if type(v) is Decimal else number_or_null(v, "PctRebateCommission", state)
        v = take("PctServiceFeeMedia", None)
        model.pct_service_fee_media = v if type(v) is Decimal else number_or_null(v, "PctServiceFeeMedia", state)
        v = take("PctSupplierCommission", None)
        model.pct_supplier_commission = v if type(v) is Decimal else number_or_null(v, "PctSupplierCommission", state)
        v = take("PctVolumeDiscount", None)
        model.pct_volume_discount = v if type(v) is Decimal else number_or_null(v, "PctVolumeDiscount", state)
        v = take("PctVolumeDiscountDescription", None)
        model.pct_volume_discount_description = (
            v if type(v) is str else string_or_null(v, "PctVolumeDiscountDescription", state)
        )
        model.program = v if type(v := take("Program", None)) is str else string_or_null(v, "Program", state)
        model.rate = v if type(v := take("Rate", None)) is Decimal else number_or_null(v, "Rate", state)
        v = take("RebateCommissionAmt", None)
        model.rebate_commission_amt = v if type(v) is Decimal else number_or_null(v, "RebateCommissionAmt", state)
        model.seconds = v if type(v := take("Seconds", None)) is Decimal else number_or_null(v, "Seconds", state)
        v = take("ServiceFeeAmt", None)
        model.service_fee_amt = v if type(v) is Decimal else number_or_null(v, "ServiceFeeAmt", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "CM": self.cm, "ClientGross": self.client_gross, "ClientNet": self.client_net,
            "ClientTax": self.client_tax, "ClientTaxStatusID": self.client_tax_status_id,
            "ClientTotal": self.client_total, "Columns": self.columns, "Details": self.details,
            "EndTime": self.end_time, "IDKey": self.id_key, "InsertionDate": as_wcf_date(self.insertion_date),
            "Lines": self.lines, "LoadingsAmt": self.loadings_amt, "LoadingsDescription": self.loadings_description,
            "MarkUp": self.mark_up, "MediaAdjustmentTypeID": self.media_adjustment_type_id,
            "MediaBookingID": self.media_booking_id, "MediaInvoiceID": self.media_invoice_id,
            "MediaScheduleEntryID": self.media_schedule_entry_id, "MediumID": self.medium_id, "Number": self.number,
            "OtherDiscountAmt": self.other_discount_amt,
            "OtherDiscountDescription": self.other_discount_description,
            "PctRebateCommission": self.pct_rebate_commission, "PctServiceFeeMedia": self.pct_service_fee_media,
            "PctSupplierCommission": self.pct_supplier_commission, "PctVolumeDiscount": self.pct_volume_discount,
            "PctVolumeDiscountDescription": self.pct_volume_discount_description, "Program": self.program,
            "Rate": self.rate, "RebateCommissionAmt": self.rebate_commission_amt, "Seconds": self.seconds,
            "ServiceFeeAmt": self.service_fee_amt,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)

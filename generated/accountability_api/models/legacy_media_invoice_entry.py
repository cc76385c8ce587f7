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
class LegacyMediaInvoiceEntry(Model):
    """A line of an invoice for media: one booking in a medium. The published page could be read in part only: more
    members may follow.

    The published type could be read in part only: more members may come, in additional_properties.
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
    """What the volume discount is for; text, whatever its name says."""
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
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.cm = v if type(v := take("CM", None)) is Decimal else number_or_null(v, "CM", at)
        v = take("ClientGross", None)
        made.client_gross = v if type(v) is Decimal else number_or_null(v, "ClientGross", at)
        made.client_net = v if type(v := take("ClientNet", None)) is Decimal else number_or_null(v, "ClientNet", at)
        made.client_tax = v if type(v := take("ClientTax", None)) is Decimal else number_or_null(v, "ClientTax", at)
        v = take("ClientTaxStatusID", None)
        made.client_tax_status_id = v if type(v) is int else integer_or_null(v, "ClientTaxStatusID", at)
        v = take("ClientTotal", None)
        made.client_total = v if type(v) is Decimal else number_or_null(v, "ClientTotal", at)
        made.columns = v if type(v := take("Columns", None)) is Decimal else number_or_null(v, "Columns", at)
        made.details = v if type(v := take("Details", None)) is str else text_or_null(v, "Details", at)
        made.end_time = v if type(v := take("EndTime", None)) is str else text_or_null(v, "EndTime", at)
        made.id_key = v if type(v := take("IDKey", UNSET)) is int else must(integer(v, "IDKey", at), "IDKey", at)
        made.insertion_date = wcf_date_or_null(take("InsertionDate", None), "InsertionDate", at)
        made.lines = v if type(v := take("Lines", None)) is Decimal else number_or_null(v, "Lines", at)
        v = take("LoadingsAmt", None)
        made.loadings_amt = v if type(v) is Decimal else number_or_null(v, "LoadingsAmt", at)
        v = take("LoadingsDescription", None)
        made.loadings_description = v if type(v) is str else text_or_null(v, "LoadingsDescription", at)
        made.mark_up = v if type(v := take("MarkUp", None)) is Decimal else number_or_null(v, "MarkUp", at)
        v = take("MediaAdjustmentTypeID", None)
        made.media_adjustment_type_id = v if type(v) is int else integer_or_null(v, "MediaAdjustmentTypeID", at)
        v = take("MediaBookingID", None)
        made.media_booking_id = v if type(v) is int else integer_or_null(v, "MediaBookingID", at)
        v = take("MediaInvoiceID", None)
        made.media_invoice_id = v if type(v) is int else integer_or_null(v, "MediaInvoiceID", at)
        v = take("MediaScheduleEntryID", None)
        made.media_schedule_entry_id = v if type(v) is int else integer_or_null(v, "MediaScheduleEntryID", at)
        made.medium_id = v if type(v := take("MediumID", None)) is int else integer_or_null(v, "MediumID", at)
        made.number = v if type(v := take("Number", None)) is Decimal else number_or_null(v, "Number", at)
        v = take("OtherDiscountAmt", None)
        made.other_discount_amt = v if type(v) is Decimal else number_or_null(v, "OtherDiscountAmt", at)
        v = take("OtherDiscountDescription", None)
        made.other_discount_description = v if type(v) is str else text_or_null(v, "OtherDiscountDescription", at)
        v = take("PctRebateCommission", None)
        made.pct_rebate_commission = v if type(v) is Decimal else number_or_null(v, "PctRebateCommission", at)
        v = take("PctServiceFeeMedia", None)
        made.pct_service_fee_media = v if type(v) is Decimal else number_or_null(v, "PctServiceFeeMedia", at)
        v = take("PctSupplierCommission", None)
        made.pct_supplier_commission = v if type(v) is Decimal else number_or_null(v, "PctSupplierCommission", at)
        v = take("PctVolumeDiscount", None)
        made.pct_volume_discount = v if type(v) is Decimal else number_or_null(v, "PctVolumeDiscount", at)
        v = take("PctVolumeDiscountDescription", None)
        made.pct_volume_discount_description = (
            v if type(v) is str else text_or_null(v, "PctVolumeDiscountDescription", at)
        )
        made.program = v if type(v := take("Program", None)) is str else text_or_null(v, "Program", at)
        made.rate = v if type(v := take("Rate", None)) is Decimal else number_or_null(v, "Rate", at)
        v = take("RebateCommissionAmt", None)
        made.rebate_commission_amt = v if type(v) is Decimal else number_or_null(v, "RebateCommissionAmt", at)
        made.seconds = v if type(v := take("Seconds", None)) is Decimal else number_or_null(v, "Seconds", at)
        v = take("ServiceFeeAmt", None)
        made.service_fee_amt = v if type(v) is Decimal else number_or_null(v, "ServiceFeeAmt", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "CM": self.cm, "ClientGross": self.client_gross, "ClientNet": self.client_net,
            "ClientTax": self.client_tax, "ClientTaxStatusID": self.client_tax_status_id,
            "ClientTotal": self.client_total, "Columns": self.columns, "Details": self.details,
            "EndTime": self.end_time, "IDKey": self.id_key, "InsertionDate": wcf(self.insertion_date),
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
        return told(members, self.additional_properties)

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import (
    boolean,
    date_or_null,
    extra_properties,
    integer,
    integer_or_null,
    number_or_null,
    require,
    start,
    string,
    string_or_null,
    timestamp,
)
from .._runtime.wire import UNSET, as_date, as_datetime


@define(kw_only=True, repr=False)
class Job(Model):
    """A piece of work for a client. Estimates, time, costs and invoices belong to it.

    Inferred, not published: the names of its properties; each has a source or follows a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "jobNo", "jobDescription", "clientId", "jobTypeId", "jobTypeName", "masterJobId", "productId",
        "campaignId", "officeId", "officeCode", "officeName", "jobManagerId", "clientManagerId", "dateOpened",
        "dateClosed", "agencyDeadline", "materialDeadline", "active", "billable", "budget",
        "pctServiceFeeProduction", "pctSupplierInvoiceMarkUp", "clientOrderNo", "estimateContactName",
        "invoiceContactName", "productionStatus", "customCode1", "customCode2", "customCode3", "customCode4",
        "customCode5", "notes", "modifiedDate",
    )  # fmt: skip

    id: int
    """Unique key of the job, given by the server."""
    job_no: str | None = None
    """The number that people know, such as NWB0001: the client's code and a 4-digit sequence. Left out, the server
    gives the next one."""
    description: str | None = None
    """What the job is, in a line."""
    client_id: int | None = None
    """The client whom the job is for."""
    job_type_id: int | None = None
    """The job type; it drives the revenue class and which task types the job may use."""
    job_type_name: str | None = None
    """Name of the job type."""
    master_job_id: int | None = None
    """The job above it, for a sub job."""
    product_id: int | None = None
    """The client's product that the job is for."""
    campaign_id: int | None = None
    """The campaign that the job belongs to."""
    office_id: int | None = None
    """The office that does the job."""
    office_code: str | None = None
    """Code of that office."""
    office_name: str | None = None
    """Name of that office."""
    job_manager_id: int | None = None
    """The employee who runs the job."""
    client_manager_id: int | None = None
    """The employee who looks after the client."""
    date_opened: datetime.date | None = None
    """The day the job was opened; today when left out."""
    date_closed: datetime.date | None = None
    """The day the job was closed."""
    agency_deadline: datetime.date | None = None
    """The day the agency must be done."""
    material_deadline: datetime.date | None = None
    """The day the material must be delivered."""
    active: bool | None = None
    """Whether time and costs may be put on the job."""
    billable: bool | None = None
    """Whether the client pays for the job; hours default to billable by it."""
    budget: Decimal | None = None
    """What the job may cost, in the job's currency."""
    pct_service_fee_production: Decimal | None = None
    """Service fee on production work, in percent."""
    pct_supplier_invoice_mark_up: Decimal | None = None
    """Mark-up on supplier invoices, in percent."""
    client_order_no: str | None = None
    """The client's own order number."""
    estimate_contact_name: str | None = None
    """Name of the client contact who gets the job's estimates."""
    invoice_contact_name: str | None = None
    """Name of the client contact who gets the job's invoices."""
    production_status: str | None = None
    """How far production is, in the agency's words."""
    custom_code_1: str | None = None
    """The agency's own field no. 1 of up to 5."""
    custom_code_2: str | None = None
    """The agency's own field no. 2 of up to 5."""
    custom_code_3: str | None = None
    """The agency's own field no. 3 of up to 5."""
    custom_code_4: str | None = None
    """The agency's own field no. 4 of up to 5."""
    custom_code_5: str | None = None
    """The agency's own field no. 5 of up to 5."""
    notes: str | None = None
    """Free text."""
    modified_date: datetime.datetime | None = None
    """When the record was last changed."""

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.id = v if type(v := take("id", UNSET)) is int else require(integer(v, "id", state), "id", state)
        model.job_no = v if type(v := take("jobNo", None)) is str else string_or_null(v, "jobNo", state)
        model.description = v if type(v := take("jobDescription", UNSET)) is str else string(v, "jobDescription", state)
        model.client_id = v if type(v := take("clientId", UNSET)) is int else integer(v, "clientId", state)
        model.job_type_id = v if type(v := take("jobTypeId", UNSET)) is int else integer(v, "jobTypeId", state)
        v = take("jobTypeName", None)
        model.job_type_name = v if type(v) is str else string_or_null(v, "jobTypeName", state)
        v = take("masterJobId", None)
        model.master_job_id = v if type(v) is int else integer_or_null(v, "masterJobId", state)
        model.product_id = v if type(v := take("productId", None)) is int else integer_or_null(v, "productId", state)
        model.campaign_id = v if type(v := take("campaignId", None)) is int else integer_or_null(v, "campaignId", state)
        model.office_id = v if type(v := take("officeId", None)) is int else integer_or_null(v, "officeId", state)
        model.office_code = v if type(v := take("officeCode", None)) is str else string_or_null(v, "officeCode", state)
        model.office_name = v if type(v := take("officeName", None)) is str else string_or_null(v, "officeName", state)
        v = take("jobManagerId", None)
        model.job_manager_id = v if type(v) is int else integer_or_null(v, "jobManagerId", state)
        v = take("clientManagerId", None)
        model.client_manager_id = v if type(v) is int else integer_or_null(v, "clientManagerId", state)
        model.date_opened = date_or_null(take("dateOpened", None), "dateOpened", state)
        model.date_closed = date_or_null(take("dateClosed", None), "dateClosed", state)
        model.agency_deadline = date_or_null(take("agencyDeadline", None), "agencyDeadline", state)
        model.material_deadline = date_or_null(take("materialDeadline", None), "materialDeadline", state)
        model.active = v if type(v := take("active", UNSET)) is bool else boolean(v, "active", state)
        model.billable = v if type(v := take("billable", UNSET)) is bool else boolean(v, "billable", state)
        model.budget = v if type(v := take("budget", None)) is Decimal else number_or_null(v, "budget", state)
        v = take("pctServiceFeeProduction", None)
        model.pct_service_fee_production = (
            v if type(v) is Decimal else number_or_null(v, "pctServiceFeeProduction", state)
        )
        v = take("pctSupplierInvoiceMarkUp", None)
        model.pct_supplier_invoice_mark_up = (
            v if type(v) is Decimal else number_or_null(v, "pctSupplierInvoiceMarkUp", state)
        )
        v = take("clientOrderNo", None)
        model.client_order_no = v if type(v) is str else string_or_null(v, "clientOrderNo", state)
        v = take("estimateContactName", None)
        model.estimate_contact_name = v if type(v) is str else string_or_null(v, "estimateContactName", state)
        v = take("invoiceContactName", None)
        model.invoice_contact_name = v if type(v) is str else string_or_null(v, "invoiceContactName", state)
        v = take("productionStatus", None)
        model.production_status = v if type(v) is str else string_or_null(v, "productionStatus", state)
        v = take("customCode1", None)
        model.custom_code_1 = v if type(v) is str else string_or_null(v, "customCode1", state)
        v = take("customCode2", None)
        model.custom_code_2 = v if type(v) is str else string_or_null(v, "customCode2", state)
        v = take("customCode3", None)
        model.custom_code_3 = v if type(v) is str else string_or_null(v, "customCode3", state)
        v = take("customCode4", None)
        model.custom_code_4 = v if type(v) is str else string_or_null(v, "customCode4", state)
        v = take("customCode5", None)
        model.custom_code_5 = v if type(v) is str else string_or_null(v, "customCode5", state)
        model.notes = v if type(v := take("notes", None)) is str else string_or_null(v, "notes", state)
        model.modified_date = timestamp(take("modifiedDate", UNSET), "modifiedDate", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "id": self.id, "jobNo": self.job_no, "jobDescription": self.description, "clientId": self.client_id,
            "jobTypeId": self.job_type_id, "jobTypeName": self.job_type_name, "masterJobId": self.master_job_id,
            "productId": self.product_id, "campaignId": self.campaign_id, "officeId": self.office_id,
            "officeCode": self.office_code, "officeName": self.office_name, "jobManagerId": self.job_manager_id,
            "clientManagerId": self.client_manager_id, "dateOpened": as_date(self.date_opened),
            "dateClosed": as_date(self.date_closed), "agencyDeadline": as_date(self.agency_deadline),
            "materialDeadline": as_date(self.material_deadline), "active": self.active, "billable": self.billable,
            "budget": self.budget, "pctServiceFeeProduction": self.pct_service_fee_production,
            "pctSupplierInvoiceMarkUp": self.pct_supplier_invoice_mark_up, "clientOrderNo": self.client_order_no,
            "estimateContactName": self.estimate_contact_name, "invoiceContactName": self.invoice_contact_name,
            "productionStatus": self.production_status, "customCode1": self.custom_code_1,
            "customCode2": self.custom_code_2, "customCode3": self.custom_code_3, "customCode4": self.custom_code_4,
            "customCode5": self.custom_code_5, "notes": self.notes, "modifiedDate": as_datetime(self.modified_date),
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)

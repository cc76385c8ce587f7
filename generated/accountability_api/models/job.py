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
    flag,
    integer,
    integer_or_null,
    left,
    moment,
    must,
    number_or_null,
    text,
    text_or_null,
    told,
)
from .._runtime.wire import UNSET, day, instant


@define(kw_only=True, repr=False)
class Job(Model):
    """A piece of work for a client. Estimates, time, costs and invoices hang on it.

    Inferred, not published: the names of its members; each has a witness or is a convention.
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
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.id = v if type(v := take("id", UNSET)) is int else must(integer(v, "id", at), "id", at)
        made.job_no = v if type(v := take("jobNo", None)) is str else text_or_null(v, "jobNo", at)
        made.description = v if type(v := take("jobDescription", UNSET)) is str else text(v, "jobDescription", at)
        made.client_id = v if type(v := take("clientId", UNSET)) is int else integer(v, "clientId", at)
        made.job_type_id = v if type(v := take("jobTypeId", UNSET)) is int else integer(v, "jobTypeId", at)
        made.job_type_name = v if type(v := take("jobTypeName", None)) is str else text_or_null(v, "jobTypeName", at)
        made.master_job_id = v if type(v := take("masterJobId", None)) is int else integer_or_null(v, "masterJobId", at)
        made.product_id = v if type(v := take("productId", None)) is int else integer_or_null(v, "productId", at)
        made.campaign_id = v if type(v := take("campaignId", None)) is int else integer_or_null(v, "campaignId", at)
        made.office_id = v if type(v := take("officeId", None)) is int else integer_or_null(v, "officeId", at)
        made.office_code = v if type(v := take("officeCode", None)) is str else text_or_null(v, "officeCode", at)
        made.office_name = v if type(v := take("officeName", None)) is str else text_or_null(v, "officeName", at)
        v = take("jobManagerId", None)
        made.job_manager_id = v if type(v) is int else integer_or_null(v, "jobManagerId", at)
        v = take("clientManagerId", None)
        made.client_manager_id = v if type(v) is int else integer_or_null(v, "clientManagerId", at)
        made.date_opened = date_or_null(take("dateOpened", None), "dateOpened", at)
        made.date_closed = date_or_null(take("dateClosed", None), "dateClosed", at)
        made.agency_deadline = date_or_null(take("agencyDeadline", None), "agencyDeadline", at)
        made.material_deadline = date_or_null(take("materialDeadline", None), "materialDeadline", at)
        made.active = v if type(v := take("active", UNSET)) is bool else flag(v, "active", at)
        made.billable = v if type(v := take("billable", UNSET)) is bool else flag(v, "billable", at)
        made.budget = v if type(v := take("budget", None)) is Decimal else number_or_null(v, "budget", at)
        v = take("pctServiceFeeProduction", None)
        made.pct_service_fee_production = v if type(v) is Decimal else number_or_null(v, "pctServiceFeeProduction", at)
        v = take("pctSupplierInvoiceMarkUp", None)
        made.pct_supplier_invoice_mark_up = (
            v if type(v) is Decimal else number_or_null(v, "pctSupplierInvoiceMarkUp", at)
        )
        v = take("clientOrderNo", None)
        made.client_order_no = v if type(v) is str else text_or_null(v, "clientOrderNo", at)
        v = take("estimateContactName", None)
        made.estimate_contact_name = v if type(v) is str else text_or_null(v, "estimateContactName", at)
        v = take("invoiceContactName", None)
        made.invoice_contact_name = v if type(v) is str else text_or_null(v, "invoiceContactName", at)
        v = take("productionStatus", None)
        made.production_status = v if type(v) is str else text_or_null(v, "productionStatus", at)
        made.custom_code_1 = v if type(v := take("customCode1", None)) is str else text_or_null(v, "customCode1", at)
        made.custom_code_2 = v if type(v := take("customCode2", None)) is str else text_or_null(v, "customCode2", at)
        made.custom_code_3 = v if type(v := take("customCode3", None)) is str else text_or_null(v, "customCode3", at)
        made.custom_code_4 = v if type(v := take("customCode4", None)) is str else text_or_null(v, "customCode4", at)
        made.custom_code_5 = v if type(v := take("customCode5", None)) is str else text_or_null(v, "customCode5", at)
        made.notes = v if type(v := take("notes", None)) is str else text_or_null(v, "notes", at)
        made.modified_date = moment(take("modifiedDate", UNSET), "modifiedDate", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "id": self.id, "jobNo": self.job_no, "jobDescription": self.description, "clientId": self.client_id,
            "jobTypeId": self.job_type_id, "jobTypeName": self.job_type_name, "masterJobId": self.master_job_id,
            "productId": self.product_id, "campaignId": self.campaign_id, "officeId": self.office_id,
            "officeCode": self.office_code, "officeName": self.office_name, "jobManagerId": self.job_manager_id,
            "clientManagerId": self.client_manager_id, "dateOpened": day(self.date_opened),
            "dateClosed": day(self.date_closed), "agencyDeadline": day(self.agency_deadline),
            "materialDeadline": day(self.material_deadline), "active": self.active, "billable": self.billable,
            "budget": self.budget, "pctServiceFeeProduction": self.pct_service_fee_production,
            "pctSupplierInvoiceMarkUp": self.pct_supplier_invoice_mark_up, "clientOrderNo": self.client_order_no,
            "estimateContactName": self.estimate_contact_name, "invoiceContactName": self.invoice_contact_name,
            "productionStatus": self.production_status, "customCode1": self.custom_code_1,
            "customCode2": self.custom_code_2, "customCode3": self.custom_code_3, "customCode4": self.custom_code_4,
            "customCode5": self.custom_code_5, "notes": self.notes, "modifiedDate": instant(self.modified_date),
        }  # fmt: skip
        return told(members, self.additional_properties)

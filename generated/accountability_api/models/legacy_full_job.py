from __future__ import annotations

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
)
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class LegacyFullJob(Model):
    """A job with the names of everything it refers to. The published page could be read in part only: more properties
    may follow.

    The published type could be read only in part: other properties are in additional_properties.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "IDKey", "JobNo", "JobDescription", "MasterJobID", "MasterJobNo", "MasterJobDescription", "JobTypeID",
        "JobTypeName", "ClientID", "ClientCode", "ClientName", "ProductID", "ProductCode", "ProductName",
        "CampaignID", "CampaignCode", "CampaignName", "OfficeID", "OfficeCode", "OfficeName", "DateOpened",
        "DateClosed", "Billable", "PctServiceFeeProduction", "Active", "PctSupplierInvoiceMarkUp", "ClientOrderNo",
        "JobManagerID", "JobManagerCode", "JobManagerName", "ClientManagerID", "ClientManagerCode",
        "ClientManagerName", "AgencyDeadline", "MaterialDeadline", "ProductionStatus",
    )  # fmt: skip

    id_key: int
    """Key of the job."""
    job_no: str | None = None
    """The job's number, as people know it."""
    job_description: str | None = None
    """What the job is, in words."""
    master_job_id: int | None = None
    """The job that this one is a sub job of."""
    master_job_no: str | None = None
    """Number of the job that this one is a sub job of."""
    master_job_description: str | None = None
    """What that master job is, in words."""
    job_type_id: int | None = None
    """Key of the job's type, which decides on revenue class and kinds of work."""
    job_type_name: str | None = None
    """Name of the job's type."""
    client_id: int | None = None
    """The client the job is for."""
    client_code: str | None = None
    """Code of the client."""
    client_name: str | None = None
    """Name of the client."""
    product_id: int | None = None
    """Key of the client's product."""
    product_code: str | None = None
    """Code of the client's product."""
    product_name: str | None = None
    """Name of the client's product."""
    campaign_id: int | None = None
    """Key of the campaign that the job belongs to."""
    campaign_code: str | None = None
    """Code of the campaign."""
    campaign_name: str | None = None
    """Name of the campaign."""
    office_id: int | None = None
    """Key of the office that does the job."""
    office_code: str | None = None
    """Code of the office."""
    office_name: str | None = None
    """Name of the office."""
    date_opened: str | None = None
    """When the job was opened. Published as plain text, its form is not."""
    date_closed: str | None = None
    """When the job was closed. Published as plain text, its form is not."""
    billable: bool | None = None
    """Whether the job is billed to the client."""
    pct_service_fee_production: Decimal | None = None
    """The agency's service fee on production work, in percent."""
    active: bool | None = None
    """Whether time and costs may be booked on the job."""
    pct_supplier_invoice_mark_up: Decimal | None = None
    """What is added to suppliers' invoices when they are billed on, in percent."""
    client_order_no: str | None = None
    """The client's own order number for the job."""
    job_manager_id: int | None = None
    """The employee who runs the job."""
    job_manager_code: str | None = None
    """Code of the employee who runs the job."""
    job_manager_name: str | None = None
    """Name of the employee who runs the job."""
    client_manager_id: int | None = None
    """The employee who looks after the client."""
    client_manager_code: str | None = None
    """Code of the employee who looks after the client."""
    client_manager_name: str | None = None
    """Name of the employee who looks after the client."""
    agency_deadline: str | None = None
    """When the agency must be done. Published as plain text, its form is not."""
    material_deadline: str | None = None
    """When the finished material is due. Published as plain text, its form is not."""
    production_status: str | None = None
    """How far production is, in words."""

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        v = take("IDKey", UNSET)
        model.id_key = v if type(v) is int else require(integer(v, "IDKey", state), "IDKey", state)
        model.job_no = v if type(v := take("JobNo", None)) is str else string_or_null(v, "JobNo", state)
        v = take("JobDescription", None)
        model.job_description = v if type(v) is str else string_or_null(v, "JobDescription", state)
        v = take("MasterJobID", None)
        model.master_job_id = v if type(v) is int else integer_or_null(v, "MasterJobID", state)
        v = take("MasterJobNo", None)
        model.master_job_no = v if type(v) is str else string_or_null(v, "MasterJobNo", state)
        v = take("MasterJobDescription", None)
        model.master_job_description = v if type(v) is str else string_or_null(v, "MasterJobDescription", state)
        model.job_type_id = v if type(v := take("JobTypeID", None)) is int else integer_or_null(v, "JobTypeID", state)
        v = take("JobTypeName", None)
        model.job_type_name = v if type(v) is str else string_or_null(v, "JobTypeName", state)
        model.client_id = v if type(v := take("ClientID", None)) is int else integer_or_null(v, "ClientID", state)
        model.client_code = v if type(v := take("ClientCode", None)) is str else string_or_null(v, "ClientCode", state)
        model.client_name = v if type(v := take("ClientName", None)) is str else string_or_null(v, "ClientName", state)
        model.product_id = v if type(v := take("ProductID", None)) is int else integer_or_null(v, "ProductID", state)
        v = take("ProductCode", None)
        model.product_code = v if type(v) is str else string_or_null(v, "ProductCode", state)
        v = take("ProductName", None)
        model.product_name = v if type(v) is str else string_or_null(v, "ProductName", state)
        model.campaign_id = v if type(v := take("CampaignID", None)) is int else integer_or_null(v, "CampaignID", state)
        v = take("CampaignCode", None)
        model.campaign_code = v if type(v) is str else string_or_null(v, "CampaignCode", state)
        v = take("CampaignName", None)
        model.campaign_name = v if type(v) is str else string_or_null(v, "CampaignName", state)
        model.office_id = v if type(v := take("OfficeID", None)) is int else integer_or_null(v, "OfficeID", state)
        model.office_code = v if type(v := take("OfficeCode", None)) is str else string_or_null(v, "OfficeCode", state)
        model.office_name = v if type(v := take("OfficeName", None)) is str else string_or_null(v, "OfficeName", state)
        model.date_opened = v if type(v := take("DateOpened", None)) is str else string_or_null(v, "DateOpened", state)
        model.date_closed = v if type(v := take("DateClosed", None)) is str else string_or_null(v, "DateClosed", state)
        model.billable = v if type(v := take("Billable", None)) is bool else boolean_or_null(v, "Billable", state)
        v = take("PctServiceFeeProduction", None)
        model.pct_service_fee_production = (
            v if type(v) is Decimal else number_or_null(v, "PctServiceFeeProduction", state)
        )
        model.active = v if type(v := take("Active", None)) is bool else boolean_or_null(v, "Active", state)
        v = take("PctSupplierInvoiceMarkUp", None)
        model.pct_supplier_invoice_mark_up = (
            v if type(v) is Decimal else number_or_null(v, "PctSupplierInvoiceMarkUp", state)
        )
        v = take("ClientOrderNo", None)
        model.client_order_no = v if type(v) is str else string_or_null(v, "ClientOrderNo", state)
        v = take("JobManagerID", None)
        model.job_manager_id = v if type(v) is int else integer_or_null(v, "JobManagerID", state)
        v = take("JobManagerCode", None)
        model.job_manager_code = v if type(v) is str else string_or_null(v, "JobManagerCode", state)
        v = take("JobManagerName", None)
        model.job_manager_name = v if type(v) is str else string_or_null(v, "JobManagerName", state)
        v = take("ClientManagerID", None)
        model.client_manager_id = v if type(v) is int else integer_or_null(v, "ClientManagerID", state)
        v = take("ClientManagerCode", None)
        model.client_manager_code = v if type(v) is str else string_or_null(v, "ClientManagerCode", state)
        v = take("ClientManagerName", None)
        model.client_manager_name = v if type(v) is str else string_or_null(v, "ClientManagerName", state)
        v = take("AgencyDeadline", None)
        model.agency_deadline = v if type(v) is str else string_or_null(v, "AgencyDeadline", state)
        v = take("MaterialDeadline", None)
        model.material_deadline = v if type(v) is str else string_or_null(v, "MaterialDeadline", state)
        v = take("ProductionStatus", None)
        model.production_status = v if type(v) is str else string_or_null(v, "ProductionStatus", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "IDKey": self.id_key, "JobNo": self.job_no, "JobDescription": self.job_description,
            "MasterJobID": self.master_job_id, "MasterJobNo": self.master_job_no,
            "MasterJobDescription": self.master_job_description, "JobTypeID": self.job_type_id,
            "JobTypeName": self.job_type_name, "ClientID": self.client_id, "ClientCode": self.client_code,
            "ClientName": self.client_name, "ProductID": self.product_id, "ProductCode": self.product_code,
            "ProductName": self.product_name, "CampaignID": self.campaign_id, "CampaignCode": self.campaign_code,
            "CampaignName": self.campaign_name, "OfficeID": self.office_id, "OfficeCode": self.office_code,
            "OfficeName": self.office_name, "DateOpened": self.date_opened, "DateClosed": self.date_closed,
            "Billable": self.billable, "PctServiceFeeProduction": self.pct_service_fee_production,
            "Active": self.active, "PctSupplierInvoiceMarkUp": self.pct_supplier_invoice_mark_up,
            "ClientOrderNo": self.client_order_no, "JobManagerID": self.job_manager_id,
            "JobManagerCode": self.job_manager_code, "JobManagerName": self.job_manager_name,
            "ClientManagerID": self.client_manager_id, "ClientManagerCode": self.client_manager_code,
            "ClientManagerName": self.client_manager_name, "AgencyDeadline": self.agency_deadline,
            "MaterialDeadline": self.material_deadline, "ProductionStatus": self.production_status,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)

from __future__ import annotations

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
)
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class LegacyFullJob(Model):
    """A job with the names of everything it refers to. The published page could be read in part only: more members may
    follow.

    The published type could be read in part only: more members may come, in additional_properties.
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
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.id_key = v if type(v := take("IDKey", UNSET)) is int else must(integer(v, "IDKey", at), "IDKey", at)
        made.job_no = v if type(v := take("JobNo", None)) is str else text_or_null(v, "JobNo", at)
        v = take("JobDescription", None)
        made.job_description = v if type(v) is str else text_or_null(v, "JobDescription", at)
        made.master_job_id = v if type(v := take("MasterJobID", None)) is int else integer_or_null(v, "MasterJobID", at)
        made.master_job_no = v if type(v := take("MasterJobNo", None)) is str else text_or_null(v, "MasterJobNo", at)
        v = take("MasterJobDescription", None)
        made.master_job_description = v if type(v) is str else text_or_null(v, "MasterJobDescription", at)
        made.job_type_id = v if type(v := take("JobTypeID", None)) is int else integer_or_null(v, "JobTypeID", at)
        made.job_type_name = v if type(v := take("JobTypeName", None)) is str else text_or_null(v, "JobTypeName", at)
        made.client_id = v if type(v := take("ClientID", None)) is int else integer_or_null(v, "ClientID", at)
        made.client_code = v if type(v := take("ClientCode", None)) is str else text_or_null(v, "ClientCode", at)
        made.client_name = v if type(v := take("ClientName", None)) is str else text_or_null(v, "ClientName", at)
        made.product_id = v if type(v := take("ProductID", None)) is int else integer_or_null(v, "ProductID", at)
        made.product_code = v if type(v := take("ProductCode", None)) is str else text_or_null(v, "ProductCode", at)
        made.product_name = v if type(v := take("ProductName", None)) is str else text_or_null(v, "ProductName", at)
        made.campaign_id = v if type(v := take("CampaignID", None)) is int else integer_or_null(v, "CampaignID", at)
        made.campaign_code = v if type(v := take("CampaignCode", None)) is str else text_or_null(v, "CampaignCode", at)
        made.campaign_name = v if type(v := take("CampaignName", None)) is str else text_or_null(v, "CampaignName", at)
        made.office_id = v if type(v := take("OfficeID", None)) is int else integer_or_null(v, "OfficeID", at)
        made.office_code = v if type(v := take("OfficeCode", None)) is str else text_or_null(v, "OfficeCode", at)
        made.office_name = v if type(v := take("OfficeName", None)) is str else text_or_null(v, "OfficeName", at)
        made.date_opened = v if type(v := take("DateOpened", None)) is str else text_or_null(v, "DateOpened", at)
        made.date_closed = v if type(v := take("DateClosed", None)) is str else text_or_null(v, "DateClosed", at)
        made.billable = v if type(v := take("Billable", None)) is bool else flag_or_null(v, "Billable", at)
        v = take("PctServiceFeeProduction", None)
        made.pct_service_fee_production = v if type(v) is Decimal else number_or_null(v, "PctServiceFeeProduction", at)
        made.active = v if type(v := take("Active", None)) is bool else flag_or_null(v, "Active", at)
        v = take("PctSupplierInvoiceMarkUp", None)
        made.pct_supplier_invoice_mark_up = (
            v if type(v) is Decimal else number_or_null(v, "PctSupplierInvoiceMarkUp", at)
        )
        v = take("ClientOrderNo", None)
        made.client_order_no = v if type(v) is str else text_or_null(v, "ClientOrderNo", at)
        v = take("JobManagerID", None)
        made.job_manager_id = v if type(v) is int else integer_or_null(v, "JobManagerID", at)
        v = take("JobManagerCode", None)
        made.job_manager_code = v if type(v) is str else text_or_null(v, "JobManagerCode", at)
        v = take("JobManagerName", None)
        made.job_manager_name = v if type(v) is str else text_or_null(v, "JobManagerName", at)
        v = take("ClientManagerID", None)
        made.client_manager_id = v if type(v) is int else integer_or_null(v, "ClientManagerID", at)
        v = take("ClientManagerCode", None)
        made.client_manager_code = v if type(v) is str else text_or_null(v, "ClientManagerCode", at)
        v = take("ClientManagerName", None)
        made.client_manager_name = v if type(v) is str else text_or_null(v, "ClientManagerName", at)
        v = take("AgencyDeadline", None)
        made.agency_deadline = v if type(v) is str else text_or_null(v, "AgencyDeadline", at)
        v = take("MaterialDeadline", None)
        made.material_deadline = v if type(v) is str else text_or_null(v, "MaterialDeadline", at)
        v = take("ProductionStatus", None)
        made.production_status = v if type(v) is str else text_or_null(v, "ProductionStatus", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
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
        return told(members, self.additional_properties)

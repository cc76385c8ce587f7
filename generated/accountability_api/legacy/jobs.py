from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Resource, any_json, representation
from .._runtime.wire import UNSET, Unset
from ..models.legacy_full_job import LegacyFullJob


def export_job(*, job_id: int) -> Call[LegacyFullJob]:
    """Build the request for `jobs.export`: Read a job."""
    return Call(
        api="legacy", operation="Jobs_ExportJob", method="GET", path="/Job/Export/", query={"IDKey": job_id},
        accept="application/xml", decode=LegacyFullJob.from_dict, status="documented", identity=[("id_key", job_id)],
    )  # fmt: skip


def create_job(
    *, active: bool | None | Unset = UNSET, agency_deadline: datetime.datetime | None | Unset = UNSET,
    billable: bool | None | Unset = UNSET, budget: Decimal | int | None | Unset = UNSET,
    campaign_code: str | None | Unset = UNSET, client_code: str | None | Unset = UNSET,
    client_order_no: str | None | Unset = UNSET, concept_status: str | None | Unset = UNSET,
    creative_1_code: str | None | Unset = UNSET, creative_1_name: str | None | Unset = UNSET,
    creative_2_code: str | None | Unset = UNSET, creative_2_name: str | None | Unset = UNSET,
    creative_3_code: str | None | Unset = UNSET, creative_3_name: str | None | Unset = UNSET,
    custom_code_1: str | None | Unset = UNSET, custom_code_2: str | None | Unset = UNSET,
    custom_code_3: str | None | Unset = UNSET, custom_code_4: str | None | Unset = UNSET,
    custom_code_5: str | None | Unset = UNSET, date_opened: datetime.datetime | None | Unset = UNSET,
    estimate_contact_name: str | None | Unset = UNSET, estimate_status: str | None | Unset = UNSET,
    id_key: int | None | Unset = UNSET, invoice_contact_name: str | None | Unset = UNSET,
    job_description: str | None | Unset = UNSET, job_manager_code: str | None | Unset = UNSET,
    job_manager_name: str | None | Unset = UNSET, job_no: str | None | Unset = UNSET,
    job_type_name: str | None | Unset = UNSET, master_job_no: str | None | Unset = UNSET,
    material_deadline: datetime.datetime | None | Unset = UNSET, notes: str | None | Unset = UNSET,
    office_code: str | None | Unset = UNSET, pct_service_fee_production: Decimal | int | None | Unset = UNSET,
    pct_supplier_invoice_mark_up: Decimal | int | None | Unset = UNSET, format: Literal["json", "xml"] = "json",
    additional_properties: Mapping[str, Any] | None = None,
) -> Call[Any]:  # fmt: skip
    """Build the request for `jobs.create`: Hand in a job."""
    return Call(
        api="legacy", operation="Jobs_CreateJob", method="POST", path="/job",
        query={"format": format if format == "json" else None},
        body={
            "Active": active, "AgencyDeadline": wire.as_wcf_date(agency_deadline), "Billable": billable,
            "Budget": budget, "CampaignCode": campaign_code, "ClientCode": client_code,
            "ClientOrderNo": client_order_no, "ConceptStatus": concept_status, "Creative1Code": creative_1_code,
            "Creative1Name": creative_1_name, "Creative2Code": creative_2_code, "Creative2Name": creative_2_name,
            "Creative3Code": creative_3_code, "Creative3Name": creative_3_name, "CustomCode1": custom_code_1,
            "CustomCode2": custom_code_2, "CustomCode3": custom_code_3, "CustomCode4": custom_code_4,
            "CustomCode5": custom_code_5, "DateOpened": wire.as_wcf_date(date_opened),
            "EstimateContactName": estimate_contact_name, "EstimateStatus": estimate_status, "IDKey": id_key,
            "InvoiceContactName": invoice_contact_name, "JobDescription": job_description,
            "JobManagerCode": job_manager_code, "JobManagerName": job_manager_name, "JobNo": job_no,
            "JobTypeName": job_type_name, "MasterJobNo": master_job_no,
            "MaterialDeadline": wire.as_wcf_date(material_deadline), "Notes": notes, "OfficeCode": office_code,
            "PctServiceFeeProduction": pct_service_fee_production,
            "PctSupplierInvoiceMarkUp": pct_supplier_invoice_mark_up, **(additional_properties or {}),
        },
        media=representation(format), accept=representation(format), decode=any_json, status="documented",
    )  # fmt: skip


class Jobs(Resource):
    """Pieces of work for a client; read by key and created."""

    def export(self, *, job_id: int) -> LegacyFullJob:
        """Read a job.

        The job with this key, and the names of everything it refers to. The path ends in a slash.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/GetFullJob.

        Args:
            job_id: IDKey of the job.

        Returns:
            The job.
        """
        return self._send(export_job(job_id=job_id))

    def create(
        self, *, active: bool | None | Unset = UNSET, agency_deadline: datetime.datetime | None | Unset = UNSET,
        billable: bool | None | Unset = UNSET, budget: Decimal | int | None | Unset = UNSET,
        campaign_code: str | None | Unset = UNSET, client_code: str | None | Unset = UNSET,
        client_order_no: str | None | Unset = UNSET, concept_status: str | None | Unset = UNSET,
        creative_1_code: str | None | Unset = UNSET, creative_1_name: str | None | Unset = UNSET,
        creative_2_code: str | None | Unset = UNSET, creative_2_name: str | None | Unset = UNSET,
        creative_3_code: str | None | Unset = UNSET, creative_3_name: str | None | Unset = UNSET,
        custom_code_1: str | None | Unset = UNSET, custom_code_2: str | None | Unset = UNSET,
        custom_code_3: str | None | Unset = UNSET, custom_code_4: str | None | Unset = UNSET,
        custom_code_5: str | None | Unset = UNSET, date_opened: datetime.datetime | None | Unset = UNSET,
        estimate_contact_name: str | None | Unset = UNSET, estimate_status: str | None | Unset = UNSET,
        id_key: int | None | Unset = UNSET, invoice_contact_name: str | None | Unset = UNSET,
        job_description: str | None | Unset = UNSET, job_manager_code: str | None | Unset = UNSET,
        job_manager_name: str | None | Unset = UNSET, job_no: str | None | Unset = UNSET,
        job_type_name: str | None | Unset = UNSET, master_job_no: str | None | Unset = UNSET,
        material_deadline: datetime.datetime | None | Unset = UNSET, notes: str | None | Unset = UNSET,
        office_code: str | None | Unset = UNSET, pct_service_fee_production: Decimal | int | None | Unset = UNSET,
        pct_supplier_invoice_mark_up: Decimal | int | None | Unset = UNSET, format: Literal["json", "xml"] = "json",
        additional_properties: Mapping[str, Any] | None = None,
    ) -> Any:  # fmt: skip
        """Hand in a job.

        Creates a job for the client with this code. Without a number the job gets its client's code and the client's
        next sequence of 4 digits; the other defaults are those of v1 and v2. Whether a key or number that is known
        already changes that job is not published.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/PostJob.

        Args:
            active: Whether time and costs may be booked on the job.
            agency_deadline: When the agency must be done.
            billable: Whether the job is billed to the client.
            budget: What the client may spend on the job.
            campaign_code: Code of the campaign that the job belongs to.
            client_code: Code of the client the job is for.
            client_order_no: The client's own order number for the job.
            concept_status: How far the concept is.
            creative_1_code: Code of the first creative on the job.
            creative_1_name: Name of the first creative on the job.
            creative_2_code: Code of the second creative on the job.
            creative_2_name: Name of the second creative on the job.
            creative_3_code: Code of the third creative on the job.
            creative_3_name: Name of the third creative on the job.
            custom_code_1: First code of the agency's own making.
            custom_code_2: Second code of the agency's own making.
            custom_code_3: Third code of the agency's own making.
            custom_code_4: Fourth code of the agency's own making.
            custom_code_5: Fifth code of the agency's own making.
            date_opened: When the job was opened.
            estimate_contact_name: Name of the client's contact for estimates.
            estimate_status: How far the estimate is.
            id_key: Key of the record. What the service makes of a key that is posted is not published.
            invoice_contact_name: Name of the client's contact for invoices.
            job_description: What the job is, in words.
            job_manager_code: Code of the employee who runs the job.
            job_manager_name: Name of the employee who runs the job.
            job_no: The job's number; an older help text has it made of the client's code and a count.
            job_type_name: Name of the job's type.
            master_job_no: Number of the job that this one is a sub job of.
            material_deadline: When the finished material is due.
            notes: Free text on the job.
            office_code: Code of the office that does the job.
            pct_service_fee_production: The agency's service fee on production work, in percent.
            pct_supplier_invoice_mark_up: What is added to suppliers' invoices when they are billed on, in percent.
            format: Representation, JSON or XML; both hold the same.
            additional_properties: Further properties of the body, by their names in JSON.

        Returns:
            The content of the response is not known; the sandbox gives the new record's key.
        """
        return self._send(create_job(
            active=active, agency_deadline=agency_deadline, billable=billable, budget=budget,
            campaign_code=campaign_code, client_code=client_code, client_order_no=client_order_no,
            concept_status=concept_status, creative_1_code=creative_1_code, creative_1_name=creative_1_name,
            creative_2_code=creative_2_code, creative_2_name=creative_2_name, creative_3_code=creative_3_code,
            creative_3_name=creative_3_name, custom_code_1=custom_code_1, custom_code_2=custom_code_2,
            custom_code_3=custom_code_3, custom_code_4=custom_code_4, custom_code_5=custom_code_5,
            date_opened=date_opened, estimate_contact_name=estimate_contact_name, estimate_status=estimate_status,
            id_key=id_key, invoice_contact_name=invoice_contact_name, job_description=job_description,
            job_manager_code=job_manager_code, job_manager_name=job_manager_name, job_no=job_no,
            job_type_name=job_type_name, master_job_no=master_job_no, material_deadline=material_deadline, notes=notes,
            office_code=office_code, pct_service_fee_production=pct_service_fee_production,
            pct_supplier_invoice_mark_up=pct_supplier_invoice_mark_up, format=format,
            additional_properties=additional_properties,
        ))  # fmt: skip


class AsyncJobs(AsyncResource):
    """Pieces of work for a client; read by key and created."""

    async def export(self, *, job_id: int) -> LegacyFullJob:
        """Read a job.

        The job with this key, and the names of everything it refers to. The path ends in a slash.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/GetFullJob.

        Args:
            job_id: IDKey of the job.

        Returns:
            The job.
        """
        return await self._send(export_job(job_id=job_id))

    async def create(
        self, *, active: bool | None | Unset = UNSET, agency_deadline: datetime.datetime | None | Unset = UNSET,
        billable: bool | None | Unset = UNSET, budget: Decimal | int | None | Unset = UNSET,
        campaign_code: str | None | Unset = UNSET, client_code: str | None | Unset = UNSET,
        client_order_no: str | None | Unset = UNSET, concept_status: str | None | Unset = UNSET,
        creative_1_code: str | None | Unset = UNSET, creative_1_name: str | None | Unset = UNSET,
        creative_2_code: str | None | Unset = UNSET, creative_2_name: str | None | Unset = UNSET,
        creative_3_code: str | None | Unset = UNSET, creative_3_name: str | None | Unset = UNSET,
        custom_code_1: str | None | Unset = UNSET, custom_code_2: str | None | Unset = UNSET,
        custom_code_3: str | None | Unset = UNSET, custom_code_4: str | None | Unset = UNSET,
        custom_code_5: str | None | Unset = UNSET, date_opened: datetime.datetime | None | Unset = UNSET,
        estimate_contact_name: str | None | Unset = UNSET, estimate_status: str | None | Unset = UNSET,
        id_key: int | None | Unset = UNSET, invoice_contact_name: str | None | Unset = UNSET,
        job_description: str | None | Unset = UNSET, job_manager_code: str | None | Unset = UNSET,
        job_manager_name: str | None | Unset = UNSET, job_no: str | None | Unset = UNSET,
        job_type_name: str | None | Unset = UNSET, master_job_no: str | None | Unset = UNSET,
        material_deadline: datetime.datetime | None | Unset = UNSET, notes: str | None | Unset = UNSET,
        office_code: str | None | Unset = UNSET, pct_service_fee_production: Decimal | int | None | Unset = UNSET,
        pct_supplier_invoice_mark_up: Decimal | int | None | Unset = UNSET, format: Literal["json", "xml"] = "json",
        additional_properties: Mapping[str, Any] | None = None,
    ) -> Any:  # fmt: skip
        """Hand in a job.

        Creates a job for the client with this code. Without a number the job gets its client's code and the client's
        next sequence of 4 digits; the other defaults are those of v1 and v2. Whether a key or number that is known
        already changes that job is not published.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/PostJob.

        Args:
            active: Whether time and costs may be booked on the job.
            agency_deadline: When the agency must be done.
            billable: Whether the job is billed to the client.
            budget: What the client may spend on the job.
            campaign_code: Code of the campaign that the job belongs to.
            client_code: Code of the client the job is for.
            client_order_no: The client's own order number for the job.
            concept_status: How far the concept is.
            creative_1_code: Code of the first creative on the job.
            creative_1_name: Name of the first creative on the job.
            creative_2_code: Code of the second creative on the job.
            creative_2_name: Name of the second creative on the job.
            creative_3_code: Code of the third creative on the job.
            creative_3_name: Name of the third creative on the job.
            custom_code_1: First code of the agency's own making.
            custom_code_2: Second code of the agency's own making.
            custom_code_3: Third code of the agency's own making.
            custom_code_4: Fourth code of the agency's own making.
            custom_code_5: Fifth code of the agency's own making.
            date_opened: When the job was opened.
            estimate_contact_name: Name of the client's contact for estimates.
            estimate_status: How far the estimate is.
            id_key: Key of the record. What the service makes of a key that is posted is not published.
            invoice_contact_name: Name of the client's contact for invoices.
            job_description: What the job is, in words.
            job_manager_code: Code of the employee who runs the job.
            job_manager_name: Name of the employee who runs the job.
            job_no: The job's number; an older help text has it made of the client's code and a count.
            job_type_name: Name of the job's type.
            master_job_no: Number of the job that this one is a sub job of.
            material_deadline: When the finished material is due.
            notes: Free text on the job.
            office_code: Code of the office that does the job.
            pct_service_fee_production: The agency's service fee on production work, in percent.
            pct_supplier_invoice_mark_up: What is added to suppliers' invoices when they are billed on, in percent.
            format: Representation, JSON or XML; both hold the same.
            additional_properties: Further properties of the body, by their names in JSON.

        Returns:
            The content of the response is not known; the sandbox gives the new record's key.
        """
        return await self._send(create_job(
            active=active, agency_deadline=agency_deadline, billable=billable, budget=budget,
            campaign_code=campaign_code, client_code=client_code, client_order_no=client_order_no,
            concept_status=concept_status, creative_1_code=creative_1_code, creative_1_name=creative_1_name,
            creative_2_code=creative_2_code, creative_2_name=creative_2_name, creative_3_code=creative_3_code,
            creative_3_name=creative_3_name, custom_code_1=custom_code_1, custom_code_2=custom_code_2,
            custom_code_3=custom_code_3, custom_code_4=custom_code_4, custom_code_5=custom_code_5,
            date_opened=date_opened, estimate_contact_name=estimate_contact_name, estimate_status=estimate_status,
            id_key=id_key, invoice_contact_name=invoice_contact_name, job_description=job_description,
            job_manager_code=job_manager_code, job_manager_name=job_manager_name, job_no=job_no,
            job_type_name=job_type_name, master_job_no=master_job_no, material_deadline=material_deadline, notes=notes,
            office_code=office_code, pct_service_fee_production=pct_service_fee_production,
            pct_supplier_invoice_mark_up=pct_supplier_invoice_mark_up, format=format,
            additional_properties=additional_properties,
        ))  # fmt: skip

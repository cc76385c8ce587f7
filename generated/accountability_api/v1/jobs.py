from __future__ import annotations

import datetime
from decimal import Decimal

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Paging, Resource
from .._runtime.paging import AsyncItems, Items, Page, page_of
from .._runtime.wire import UNSET, Unset
from ..models.job import Job

PAGING = Paging(max_page_size=500)


def list_jobs(
    *, job_no: str | None = None, client_id: int | None = None, master_job_id: int | None = None,
    job_manager_id: int | None = None, office_id: int | None = None, job_type_id: int | None = None,
    product_id: int | None = None, campaign_id: int | None = None, active: bool | None = None,
    opened_from: datetime.date | None = None, opened_to: datetime.date | None = None,
    modified_since: datetime.datetime | None = None, page: int | None = None, page_size: int | None = None,
) -> Call[Page[Job]]:  # fmt: skip
    """Build the request for `jobs.list`: List jobs."""
    return Call(
        api="v1", operation="Jobs_ListJobs", method="GET", path="/v1/jobs",
        query={
            "jobNo": job_no, "clientId": client_id, "masterJobId": master_job_id, "jobManagerId": job_manager_id,
            "officeId": office_id, "jobTypeId": job_type_id, "productId": product_id, "campaignId": campaign_id,
            "active": active, "openedFrom": wire.as_date(opened_from), "openedTo": wire.as_date(opened_to),
            "modifiedSince": wire.as_datetime(modified_since), "page": page, "pageSize": page_size,
        },
        decode=page_of(Job.from_dict, PAGING), status="inferred", paging=PAGING,
        filters=[
            ("job_no", "job_no", "eq", job_no), ("client_id", "client_id", "eq", client_id),
            ("master_job_id", "master_job_id", "eq", master_job_id),
            ("job_manager_id", "job_manager_id", "eq", job_manager_id), ("office_id", "office_id", "eq", office_id),
            ("job_type_id", "job_type_id", "eq", job_type_id), ("product_id", "product_id", "eq", product_id),
            ("campaign_id", "campaign_id", "eq", campaign_id), ("active", "active", "eq", active),
            ("opened_from", "date_opened", "ge", opened_from), ("opened_to", "date_opened", "le", opened_to),
            ("modified_since", "modified_date", "ge", modified_since),
        ],
    )  # fmt: skip


def create_job(
    *, description: str, client_id: int, job_type_id: int, job_no: str | None | Unset = UNSET,
    master_job_id: int | None | Unset = UNSET, product_id: int | None | Unset = UNSET,
    campaign_id: int | None | Unset = UNSET, office_id: int | None | Unset = UNSET,
    job_manager_id: int | None | Unset = UNSET, date_opened: datetime.date | None | Unset = UNSET,
    date_closed: datetime.date | None | Unset = UNSET, agency_deadline: datetime.date | None | Unset = UNSET,
    material_deadline: datetime.date | None | Unset = UNSET, active: bool | Unset = UNSET,
    billable: bool | Unset = UNSET, budget: Decimal | int | None | Unset = UNSET,
    pct_service_fee_production: Decimal | int | None | Unset = UNSET,
    pct_supplier_invoice_mark_up: Decimal | int | None | Unset = UNSET, client_order_no: str | None | Unset = UNSET,
    estimate_contact_name: str | None | Unset = UNSET, invoice_contact_name: str | None | Unset = UNSET,
    custom_code_1: str | None | Unset = UNSET, custom_code_2: str | None | Unset = UNSET,
    custom_code_3: str | None | Unset = UNSET, custom_code_4: str | None | Unset = UNSET,
    custom_code_5: str | None | Unset = UNSET, notes: str | None | Unset = UNSET,
) -> Call[Job]:  # fmt: skip
    """Build the request for `jobs.create`: Create a job."""
    return Call(
        api="v1", operation="Jobs_CreateJob", method="POST", path="/v1/jobs",
        body={
            "jobNo": job_no, "jobDescription": description, "clientId": client_id, "jobTypeId": job_type_id,
            "masterJobId": master_job_id, "productId": product_id, "campaignId": campaign_id, "officeId": office_id,
            "jobManagerId": job_manager_id, "dateOpened": wire.as_date(date_opened),
            "dateClosed": wire.as_date(date_closed), "agencyDeadline": wire.as_date(agency_deadline),
            "materialDeadline": wire.as_date(material_deadline), "active": active, "billable": billable,
            "budget": budget, "pctServiceFeeProduction": pct_service_fee_production,
            "pctSupplierInvoiceMarkUp": pct_supplier_invoice_mark_up, "clientOrderNo": client_order_no,
            "estimateContactName": estimate_contact_name, "invoiceContactName": invoice_contact_name,
            "customCode1": custom_code_1, "customCode2": custom_code_2, "customCode3": custom_code_3,
            "customCode4": custom_code_4, "customCode5": custom_code_5, "notes": notes,
        },
        decode=Job.from_dict, status="inferred",
    )  # fmt: skip


def get_job(job_id: int) -> Call[Job]:
    """Build the request for `jobs.get`: Get one job."""
    return Call(
        api="v1", operation="Jobs_GetJob", method="GET", path=f"/v1/jobs/{wire.path_segment(job_id)}",
        decode=Job.from_dict, status="inferred", identity=[("id", job_id)],
    )  # fmt: skip


def update_job(
    job_id: int, *, description: str | Unset = UNSET, client_id: int | Unset = UNSET, job_type_id: int | Unset = UNSET,
    master_job_id: int | None | Unset = UNSET, product_id: int | None | Unset = UNSET,
    campaign_id: int | None | Unset = UNSET, office_id: int | None | Unset = UNSET,
    job_manager_id: int | None | Unset = UNSET, date_opened: datetime.date | None | Unset = UNSET,
    date_closed: datetime.date | None | Unset = UNSET, agency_deadline: datetime.date | None | Unset = UNSET,
    material_deadline: datetime.date | None | Unset = UNSET, active: bool | Unset = UNSET,
    billable: bool | Unset = UNSET, budget: Decimal | int | None | Unset = UNSET,
    pct_service_fee_production: Decimal | int | None | Unset = UNSET,
    pct_supplier_invoice_mark_up: Decimal | int | None | Unset = UNSET, client_order_no: str | None | Unset = UNSET,
    estimate_contact_name: str | None | Unset = UNSET, invoice_contact_name: str | None | Unset = UNSET,
    custom_code_1: str | None | Unset = UNSET, custom_code_2: str | None | Unset = UNSET,
    custom_code_3: str | None | Unset = UNSET, custom_code_4: str | None | Unset = UNSET,
    custom_code_5: str | None | Unset = UNSET, notes: str | None | Unset = UNSET,
) -> Call[Job]:  # fmt: skip
    """Build the request for `jobs.update`: Change a job."""
    return Call(
        api="v1", operation="Jobs_UpdateJob", method="PATCH", path=f"/v1/jobs/{wire.path_segment(job_id)}",
        body={
            "jobDescription": description, "clientId": client_id, "jobTypeId": job_type_id,
            "masterJobId": master_job_id, "productId": product_id, "campaignId": campaign_id, "officeId": office_id,
            "jobManagerId": job_manager_id, "dateOpened": wire.as_date(date_opened),
            "dateClosed": wire.as_date(date_closed), "agencyDeadline": wire.as_date(agency_deadline),
            "materialDeadline": wire.as_date(material_deadline), "active": active, "billable": billable,
            "budget": budget, "pctServiceFeeProduction": pct_service_fee_production,
            "pctSupplierInvoiceMarkUp": pct_supplier_invoice_mark_up, "clientOrderNo": client_order_no,
            "estimateContactName": estimate_contact_name, "invoiceContactName": invoice_contact_name,
            "customCode1": custom_code_1, "customCode2": custom_code_2, "customCode3": custom_code_3,
            "customCode4": custom_code_4, "customCode5": custom_code_5, "notes": notes,
        },
        media="application/merge-patch+json", decode=Job.from_dict, status="inferred", identity=[("id", job_id)],
    )  # fmt: skip


class Jobs(Resource):
    """Pieces of work for a client, and their sub jobs."""

    def list(
        self, *, job_no: str | None = None, client_id: int | None = None, master_job_id: int | None = None,
        job_manager_id: int | None = None, office_id: int | None = None, job_type_id: int | None = None,
        product_id: int | None = None, campaign_id: int | None = None, active: bool | None = None,
        opened_from: datetime.date | None = None, opened_to: datetime.date | None = None,
        modified_since: datetime.datetime | None = None, page: int | None = None, page_size: int | None = None,
    ) -> Items[Job]:  # fmt: skip
        """List jobs.

        Jobs and sub jobs in ascending order of id, a page at a time.
        Inferred, not published: legacy FullJob names the properties; method, path, filters and paging by convention.

        Args:
            job_no: Only the job with this number.
            client_id: Only jobs for this client.
            master_job_id: Only sub jobs of this job.
            job_manager_id: Only jobs that this employee runs.
            office_id: Only jobs that this office does.
            job_type_id: Only jobs of this type.
            product_id: Only jobs for this product.
            campaign_id: Only jobs of this campaign.
            active: Only jobs that are active, or only those that are not.
            opened_from: Only jobs opened on this day or later.
            opened_to: Only jobs opened on this day or before.
            modified_since: Only records changed at this moment or later.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return Items(self._send, list_jobs(
            job_no=job_no, client_id=client_id, master_job_id=master_job_id, job_manager_id=job_manager_id,
            office_id=office_id, job_type_id=job_type_id, product_id=product_id, campaign_id=campaign_id, active=active,
            opened_from=opened_from, opened_to=opened_to, modified_since=modified_since, page=page, page_size=page_size,
        ))  # fmt: skip

    def create(
        self, *, description: str, client_id: int, job_type_id: int, job_no: str | None | Unset = UNSET,
        master_job_id: int | None | Unset = UNSET, product_id: int | None | Unset = UNSET,
        campaign_id: int | None | Unset = UNSET, office_id: int | None | Unset = UNSET,
        job_manager_id: int | None | Unset = UNSET, date_opened: datetime.date | None | Unset = UNSET,
        date_closed: datetime.date | None | Unset = UNSET, agency_deadline: datetime.date | None | Unset = UNSET,
        material_deadline: datetime.date | None | Unset = UNSET, active: bool | Unset = UNSET,
        billable: bool | Unset = UNSET, budget: Decimal | int | None | Unset = UNSET,
        pct_service_fee_production: Decimal | int | None | Unset = UNSET,
        pct_supplier_invoice_mark_up: Decimal | int | None | Unset = UNSET, client_order_no: str | None | Unset = UNSET,
        estimate_contact_name: str | None | Unset = UNSET, invoice_contact_name: str | None | Unset = UNSET,
        custom_code_1: str | None | Unset = UNSET, custom_code_2: str | None | Unset = UNSET,
        custom_code_3: str | None | Unset = UNSET, custom_code_4: str | None | Unset = UNSET,
        custom_code_5: str | None | Unset = UNSET, notes: str | None | Unset = UNSET,
    ) -> Job:  # fmt: skip
        """Create a job.

        Opens a job, or a sub job where masterJobId is given. The server fills what is left out: the number is the
        client's code and the client's next sequence of 4 digits, the day of opening is today; service fee and
        mark-up, and the contacts for estimates and invoices, are the client's, but service fee and client manager
        the product's where it has them. Custom codes that the agency has labelled are compulsory, unless it is
        configured differently.
        Inferred, not published: legacy PostJob; KB how-to-create-a-job; method and path by convention.

        Args:
            description: What the job is, in a line.
            client_id: The client whom the job is for.
            job_type_id: The job type; it drives the revenue class and which task types the job may use.
            job_no: The number that people know, such as NWB0001: the client's code and a 4-digit sequence. Left out,
                the server gives the next one.
            master_job_id: The job above it, for a sub job.
            product_id: The client's product that the job is for.
            campaign_id: The campaign that the job belongs to.
            office_id: The office that does the job.
            job_manager_id: The employee who runs the job.
            date_opened: The day the job was opened; today when left out.
            date_closed: The day the job was closed.
            agency_deadline: The day the agency must be done.
            material_deadline: The day the material must be delivered.
            active: Whether time and costs may be put on the job.
            billable: Whether the client pays for the job; hours default to billable by it.
            budget: What the job may cost, in the job's currency.
            pct_service_fee_production: Service fee on production work, in percent.
            pct_supplier_invoice_mark_up: Mark-up on supplier invoices, in percent.
            client_order_no: The client's own order number.
            estimate_contact_name: Name of the client contact who gets the job's estimates.
            invoice_contact_name: Name of the client contact who gets the job's invoices.
            custom_code_1: The agency's own field no. 1 of up to 5.
            custom_code_2: The agency's own field no. 2 of up to 5.
            custom_code_3: The agency's own field no. 3 of up to 5.
            custom_code_4: The agency's own field no. 4 of up to 5.
            custom_code_5: The agency's own field no. 5 of up to 5.
            notes: Free text.

        Returns:
            The record as it was created.
        """
        return self._send(create_job(
            description=description, client_id=client_id, job_type_id=job_type_id, job_no=job_no,
            master_job_id=master_job_id, product_id=product_id, campaign_id=campaign_id, office_id=office_id,
            job_manager_id=job_manager_id, date_opened=date_opened, date_closed=date_closed,
            agency_deadline=agency_deadline, material_deadline=material_deadline, active=active, billable=billable,
            budget=budget, pct_service_fee_production=pct_service_fee_production,
            pct_supplier_invoice_mark_up=pct_supplier_invoice_mark_up, client_order_no=client_order_no,
            estimate_contact_name=estimate_contact_name, invoice_contact_name=invoice_contact_name,
            custom_code_1=custom_code_1, custom_code_2=custom_code_2, custom_code_3=custom_code_3,
            custom_code_4=custom_code_4, custom_code_5=custom_code_5, notes=notes,
        ))  # fmt: skip

    def get(self, job_id: int) -> Job:
        """Get one job.

        The job with this id.
        Inferred, not published: legacy GetFullJob; method and path by convention.

        Args:
            job_id: The job's id.

        Returns:
            The record.
        """
        return self._send(get_job(job_id))

    def update(
        self, job_id: int, *, description: str | Unset = UNSET, client_id: int | Unset = UNSET,
        job_type_id: int | Unset = UNSET, master_job_id: int | None | Unset = UNSET,
        product_id: int | None | Unset = UNSET, campaign_id: int | None | Unset = UNSET,
        office_id: int | None | Unset = UNSET, job_manager_id: int | None | Unset = UNSET,
        date_opened: datetime.date | None | Unset = UNSET, date_closed: datetime.date | None | Unset = UNSET,
        agency_deadline: datetime.date | None | Unset = UNSET, material_deadline: datetime.date | None | Unset = UNSET,
        active: bool | Unset = UNSET, billable: bool | Unset = UNSET, budget: Decimal | int | None | Unset = UNSET,
        pct_service_fee_production: Decimal | int | None | Unset = UNSET,
        pct_supplier_invoice_mark_up: Decimal | int | None | Unset = UNSET, client_order_no: str | None | Unset = UNSET,
        estimate_contact_name: str | None | Unset = UNSET, invoice_contact_name: str | None | Unset = UNSET,
        custom_code_1: str | None | Unset = UNSET, custom_code_2: str | None | Unset = UNSET,
        custom_code_3: str | None | Unset = UNSET, custom_code_4: str | None | Unset = UNSET,
        custom_code_5: str | None | Unset = UNSET, notes: str | None | Unset = UNSET,
    ) -> Job:  # fmt: skip
        """Change a job.

        Changes the properties that are sent; null clears one. A job is closed by its dateClosed and active.
        Inferred, not published: legacy PostJob carries IDKey, the job it changes; method, path and merge patch by
        convention.

        Args:
            job_id: The job's id.
            description: What the job is, in a line.
            client_id: The client whom the job is for.
            job_type_id: The job type; it drives the revenue class and which task types the job may use.
            master_job_id: The job above it, for a sub job.
            product_id: The client's product that the job is for.
            campaign_id: The campaign that the job belongs to.
            office_id: The office that does the job.
            job_manager_id: The employee who runs the job.
            date_opened: The day the job was opened; today when left out.
            date_closed: The day the job was closed.
            agency_deadline: The day the agency must be done.
            material_deadline: The day the material must be delivered.
            active: Whether time and costs may be put on the job.
            billable: Whether the client pays for the job; hours default to billable by it.
            budget: What the job may cost, in the job's currency.
            pct_service_fee_production: Service fee on production work, in percent.
            pct_supplier_invoice_mark_up: Mark-up on supplier invoices, in percent.
            client_order_no: The client's own order number.
            estimate_contact_name: Name of the client contact who gets the job's estimates.
            invoice_contact_name: Name of the client contact who gets the job's invoices.
            custom_code_1: The agency's own field no. 1 of up to 5.
            custom_code_2: The agency's own field no. 2 of up to 5.
            custom_code_3: The agency's own field no. 3 of up to 5.
            custom_code_4: The agency's own field no. 4 of up to 5.
            custom_code_5: The agency's own field no. 5 of up to 5.
            notes: Free text.

        Returns:
            The record after the change.
        """
        return self._send(update_job(
            job_id, description=description, client_id=client_id, job_type_id=job_type_id, master_job_id=master_job_id,
            product_id=product_id, campaign_id=campaign_id, office_id=office_id, job_manager_id=job_manager_id,
            date_opened=date_opened, date_closed=date_closed, agency_deadline=agency_deadline,
            material_deadline=material_deadline, active=active, billable=billable, budget=budget,
            pct_service_fee_production=pct_service_fee_production,
            pct_supplier_invoice_mark_up=pct_supplier_invoice_mark_up, client_order_no=client_order_no,
            estimate_contact_name=estimate_contact_name, invoice_contact_name=invoice_contact_name,
            custom_code_1=custom_code_1, custom_code_2=custom_code_2, custom_code_3=custom_code_3,
            custom_code_4=custom_code_4, custom_code_5=custom_code_5, notes=notes,
        ))  # fmt: skip


class AsyncJobs(AsyncResource):
    """Pieces of work for a client, and their sub jobs."""

    def list(
        self, *, job_no: str | None = None, client_id: int | None = None, master_job_id: int | None = None,
        job_manager_id: int | None = None, office_id: int | None = None, job_type_id: int | None = None,
        product_id: int | None = None, campaign_id: int | None = None, active: bool | None = None,
        opened_from: datetime.date | None = None, opened_to: datetime.date | None = None,
        modified_since: datetime.datetime | None = None, page: int | None = None, page_size: int | None = None,
    ) -> AsyncItems[Job]:  # fmt: skip
        """List jobs.

        Jobs and sub jobs in ascending order of id, a page at a time.
        Inferred, not published: legacy FullJob names the properties; method, path, filters and paging by convention.

        Args:
            job_no: Only the job with this number.
            client_id: Only jobs for this client.
            master_job_id: Only sub jobs of this job.
            job_manager_id: Only jobs that this employee runs.
            office_id: Only jobs that this office does.
            job_type_id: Only jobs of this type.
            product_id: Only jobs for this product.
            campaign_id: Only jobs of this campaign.
            active: Only jobs that are active, or only those that are not.
            opened_from: Only jobs opened on this day or later.
            opened_to: Only jobs opened on this day or before.
            modified_since: Only records changed at this moment or later.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return AsyncItems(self._send, list_jobs(
            job_no=job_no, client_id=client_id, master_job_id=master_job_id, job_manager_id=job_manager_id,
            office_id=office_id, job_type_id=job_type_id, product_id=product_id, campaign_id=campaign_id, active=active,
            opened_from=opened_from, opened_to=opened_to, modified_since=modified_since, page=page, page_size=page_size,
        ))  # fmt: skip

    async def create(
        self, *, description: str, client_id: int, job_type_id: int, job_no: str | None | Unset = UNSET,
        master_job_id: int | None | Unset = UNSET, product_id: int | None | Unset = UNSET,
        campaign_id: int | None | Unset = UNSET, office_id: int | None | Unset = UNSET,
        job_manager_id: int | None | Unset = UNSET, date_opened: datetime.date | None | Unset = UNSET,
        date_closed: datetime.date | None | Unset = UNSET, agency_deadline: datetime.date | None | Unset = UNSET,
        material_deadline: datetime.date | None | Unset = UNSET, active: bool | Unset = UNSET,
        billable: bool | Unset = UNSET, budget: Decimal | int | None | Unset = UNSET,
        pct_service_fee_production: Decimal | int | None | Unset = UNSET,
        pct_supplier_invoice_mark_up: Decimal | int | None | Unset = UNSET, client_order_no: str | None | Unset = UNSET,
        estimate_contact_name: str | None | Unset = UNSET, invoice_contact_name: str | None | Unset = UNSET,
        custom_code_1: str | None | Unset = UNSET, custom_code_2: str | None | Unset = UNSET,
        custom_code_3: str | None | Unset = UNSET, custom_code_4: str | None | Unset = UNSET,
        custom_code_5: str | None | Unset = UNSET, notes: str | None | Unset = UNSET,
    ) -> Job:  # fmt: skip
        """Create a job.

        Opens a job, or a sub job where masterJobId is given. The server fills what is left out: the number is the
        client's code and the client's next sequence of 4 digits, the day of opening is today; service fee and
        mark-up, and the contacts for estimates and invoices, are the client's, but service fee and client manager
        the product's where it has them. Custom codes that the agency has labelled are compulsory, unless it is
        configured differently.
        Inferred, not published: legacy PostJob; KB how-to-create-a-job; method and path by convention.

        Args:
            description: What the job is, in a line.
            client_id: The client whom the job is for.
            job_type_id: The job type; it drives the revenue class and which task types the job may use.
            job_no: The number that people know, such as NWB0001: the client's code and a 4-digit sequence. Left out,
                the server gives the next one.
            master_job_id: The job above it, for a sub job.
            product_id: The client's product that the job is for.
            campaign_id: The campaign that the job belongs to.
            office_id: The office that does the job.
            job_manager_id: The employee who runs the job.
            date_opened: The day the job was opened; today when left out.
            date_closed: The day the job was closed.
            agency_deadline: The day the agency must be done.
            material_deadline: The day the material must be delivered.
            active: Whether time and costs may be put on the job.
            billable: Whether the client pays for the job; hours default to billable by it.
            budget: What the job may cost, in the job's currency.
            pct_service_fee_production: Service fee on production work, in percent.
            pct_supplier_invoice_mark_up: Mark-up on supplier invoices, in percent.
            client_order_no: The client's own order number.
            estimate_contact_name: Name of the client contact who gets the job's estimates.
            invoice_contact_name: Name of the client contact who gets the job's invoices.
            custom_code_1: The agency's own field no. 1 of up to 5.
            custom_code_2: The agency's own field no. 2 of up to 5.
            custom_code_3: The agency's own field no. 3 of up to 5.
            custom_code_4: The agency's own field no. 4 of up to 5.
            custom_code_5: The agency's own field no. 5 of up to 5.
            notes: Free text.

        Returns:
            The record as it was created.
        """
        return await self._send(create_job(
            description=description, client_id=client_id, job_type_id=job_type_id, job_no=job_no,
            master_job_id=master_job_id, product_id=product_id, campaign_id=campaign_id, office_id=office_id,
            job_manager_id=job_manager_id, date_opened=date_opened, date_closed=date_closed,
            agency_deadline=agency_deadline, material_deadline=material_deadline, active=active, billable=billable,
            budget=budget, pct_service_fee_production=pct_service_fee_production,
            pct_supplier_invoice_mark_up=pct_supplier_invoice_mark_up, client_order_no=client_order_no,
            estimate_contact_name=estimate_contact_name, invoice_contact_name=invoice_contact_name,
            custom_code_1=custom_code_1, custom_code_2=custom_code_2, custom_code_3=custom_code_3,
            custom_code_4=custom_code_4, custom_code_5=custom_code_5, notes=notes,
        ))  # fmt: skip

    async def get(self, job_id: int) -> Job:
        """Get one job.

        The job with this id.
        Inferred, not published: legacy GetFullJob; method and path by convention.

        Args:
            job_id: The job's id.

        Returns:
            The record.
        """
        return await self._send(get_job(job_id))

    async def update(
        self, job_id: int, *, description: str | Unset = UNSET, client_id: int | Unset = UNSET,
        job_type_id: int | Unset = UNSET, master_job_id: int | None | Unset = UNSET,
        product_id: int | None | Unset = UNSET, campaign_id: int | None | Unset = UNSET,
        office_id: int | None | Unset = UNSET, job_manager_id: int | None | Unset = UNSET,
        date_opened: datetime.date | None | Unset = UNSET, date_closed: datetime.date | None | Unset = UNSET,
        agency_deadline: datetime.date | None | Unset = UNSET, material_deadline: datetime.date | None | Unset = UNSET,
        active: bool | Unset = UNSET, billable: bool | Unset = UNSET, budget: Decimal | int | None | Unset = UNSET,
        pct_service_fee_production: Decimal | int | None | Unset = UNSET,
        pct_supplier_invoice_mark_up: Decimal | int | None | Unset = UNSET, client_order_no: str | None | Unset = UNSET,
        estimate_contact_name: str | None | Unset = UNSET, invoice_contact_name: str | None | Unset = UNSET,
        custom_code_1: str | None | Unset = UNSET, custom_code_2: str | None | Unset = UNSET,
        custom_code_3: str | None | Unset = UNSET, custom_code_4: str | None | Unset = UNSET,
        custom_code_5: str | None | Unset = UNSET, notes: str | None | Unset = UNSET,
    ) -> Job:  # fmt: skip
        """Change a job.

        Changes the properties that are sent; null clears one. A job is closed by its dateClosed and active.
        Inferred, not published: legacy PostJob carries IDKey, the job it changes; method, path and merge patch by
        convention.

        Args:
            job_id: The job's id.
            description: What the job is, in a line.
            client_id: The client whom the job is for.
            job_type_id: The job type; it drives the revenue class and which task types the job may use.
            master_job_id: The job above it, for a sub job.
            product_id: The client's product that the job is for.
            campaign_id: The campaign that the job belongs to.
            office_id: The office that does the job.
            job_manager_id: The employee who runs the job.
            date_opened: The day the job was opened; today when left out.
            date_closed: The day the job was closed.
            agency_deadline: The day the agency must be done.
            material_deadline: The day the material must be delivered.
            active: Whether time and costs may be put on the job.
            billable: Whether the client pays for the job; hours default to billable by it.
            budget: What the job may cost, in the job's currency.
            pct_service_fee_production: Service fee on production work, in percent.
            pct_supplier_invoice_mark_up: Mark-up on supplier invoices, in percent.
            client_order_no: The client's own order number.
            estimate_contact_name: Name of the client contact who gets the job's estimates.
            invoice_contact_name: Name of the client contact who gets the job's invoices.
            custom_code_1: The agency's own field no. 1 of up to 5.
            custom_code_2: The agency's own field no. 2 of up to 5.
            custom_code_3: The agency's own field no. 3 of up to 5.
            custom_code_4: The agency's own field no. 4 of up to 5.
            custom_code_5: The agency's own field no. 5 of up to 5.
            notes: Free text.

        Returns:
            The record after the change.
        """
        return await self._send(update_job(
            job_id, description=description, client_id=client_id, job_type_id=job_type_id, master_job_id=master_job_id,
            product_id=product_id, campaign_id=campaign_id, office_id=office_id, job_manager_id=job_manager_id,
            date_opened=date_opened, date_closed=date_closed, agency_deadline=agency_deadline,
            material_deadline=material_deadline, active=active, billable=billable, budget=budget,
            pct_service_fee_production=pct_service_fee_production,
            pct_supplier_invoice_mark_up=pct_supplier_invoice_mark_up, client_order_no=client_order_no,
            estimate_contact_name=estimate_contact_name, invoice_contact_name=invoice_contact_name,
            custom_code_1=custom_code_1, custom_code_2=custom_code_2, custom_code_3=custom_code_3,
            custom_code_4=custom_code_4, custom_code_5=custom_code_5, notes=notes,
        ))  # fmt: skip

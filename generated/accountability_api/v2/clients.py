from __future__ import annotations

import datetime
from decimal import Decimal

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Paging, Resource
from .._runtime.paging import AsyncItems, Items, Page, page_of
from .._runtime.wire import UNSET, Unset
from ..models.client import Client

PAGING = Paging(max_page_size=500)


def list_clients(
    *, client_code: str | None = None, client_manager_id: int | None = None, master_client_code: str | None = None,
    office_code: str | None = None, active: bool | None = None, modified_since: datetime.datetime | None = None,
    page: int | None = None, page_size: int | None = None,
) -> Call[Page[Client]]:  # fmt: skip
    """Build the request for `clients.list`: List clients."""
    return Call(
        api="v2", operation="Clients_ListClients", method="GET", path="/v2/clients",
        query={
            "clientCode": client_code, "clientManagerId": client_manager_id, "masterClientCode": master_client_code,
            "officeCode": office_code, "active": active, "modifiedSince": wire.as_datetime(modified_since),
            "page": page, "pageSize": page_size,
        },
        decode=page_of(Client.from_dict, PAGING), status="inferred", paging=PAGING,
        filters=[
            ("client_code", "client_code", "eq", client_code),
            ("client_manager_id", "client_manager_id", "eq", client_manager_id),
            ("master_client_code", "master_client_code", "eq", master_client_code),
            ("office_code", "office_code", "eq", office_code), ("active", "active", "eq", active),
            ("modified_since", "modified_date", "ge", modified_since),
        ],
    )  # fmt: skip


def create_client(
    *, client_code: str, client_name: str, active: bool | Unset = UNSET, billable: bool | Unset = UNSET,
    master_client_code: str | None | Unset = UNSET, client_type_name: str | None | Unset = UNSET,
    client_manager_id: int | None | Unset = UNSET, office_code: str | None | Unset = UNSET,
    currency_code: str | None | Unset = UNSET, client_account_number: str | None | Unset = UNSET,
    company_number: str | None | Unset = UNSET, credit_limit: Decimal | int | None | Unset = UNSET,
    pct_service_fee_production: Decimal | int | None | Unset = UNSET,
    pct_supplier_invoice_mark_up: Decimal | int | None | Unset = UNSET, tax_code: str | None | Unset = UNSET,
    pct_tax: Decimal | int | None | Unset = UNSET, payment_terms_number: Decimal | int | None | Unset = UNSET,
    payment_terms_factor_name: str | None | Unset = UNSET, payment_terms_base_on_name: str | None | Unset = UNSET,
    custom_code_1: str | None | Unset = UNSET, custom_code_2: str | None | Unset = UNSET,
    custom_code_3: str | None | Unset = UNSET, custom_code_4: str | None | Unset = UNSET,
    custom_code_5: str | None | Unset = UNSET, notes: str | None | Unset = UNSET,
) -> Call[Client]:  # fmt: skip
    """Build the request for `clients.create`: Create a client."""
    return Call(
        api="v2", operation="Clients_CreateClient", method="POST", path="/v2/clients",
        body={
            "clientCode": client_code, "clientName": client_name, "active": active, "billable": billable,
            "masterClientCode": master_client_code, "clientTypeName": client_type_name,
            "clientManagerId": client_manager_id, "officeCode": office_code, "currencyCode": currency_code,
            "clientAccountNumber": client_account_number, "companyNumber": company_number, "creditLimit": credit_limit,
            "pctServiceFeeProduction": pct_service_fee_production,
            "pctSupplierInvoiceMarkUp": pct_supplier_invoice_mark_up, "taxCode": tax_code, "pctTax": pct_tax,
            "paymentTermsNumber": payment_terms_number, "paymentTermsFactorName": payment_terms_factor_name,
            "paymentTermsBaseOnName": payment_terms_base_on_name, "customCode1": custom_code_1,
            "customCode2": custom_code_2, "customCode3": custom_code_3, "customCode4": custom_code_4,
            "customCode5": custom_code_5, "notes": notes,
        },
        decode=Client.from_dict, status="inferred",
    )  # fmt: skip


def get_client(client_id: int) -> Call[Client]:
    """Build the request for `clients.get`: Get one client."""
    return Call(
        api="v2", operation="Clients_GetClient", method="GET", path=f"/v2/clients/{wire.path_segment(client_id)}",
        decode=Client.from_dict, status="inferred", identity=[("id", client_id)],
    )  # fmt: skip


def update_client(
    client_id: int, *, client_code: str | Unset = UNSET, client_name: str | Unset = UNSET, active: bool | Unset = UNSET,
    billable: bool | Unset = UNSET, master_client_code: str | None | Unset = UNSET,
    client_type_name: str | None | Unset = UNSET, client_manager_id: int | None | Unset = UNSET,
    office_code: str | None | Unset = UNSET, currency_code: str | None | Unset = UNSET,
    client_account_number: str | None | Unset = UNSET, company_number: str | None | Unset = UNSET,
    credit_limit: Decimal | int | None | Unset = UNSET,
    pct_service_fee_production: Decimal | int | None | Unset = UNSET,
    pct_supplier_invoice_mark_up: Decimal | int | None | Unset = UNSET, tax_code: str | None | Unset = UNSET,
    pct_tax: Decimal | int | None | Unset = UNSET, payment_terms_number: Decimal | int | None | Unset = UNSET,
    payment_terms_factor_name: str | None | Unset = UNSET, payment_terms_base_on_name: str | None | Unset = UNSET,
    custom_code_1: str | None | Unset = UNSET, custom_code_2: str | None | Unset = UNSET,
    custom_code_3: str | None | Unset = UNSET, custom_code_4: str | None | Unset = UNSET,
    custom_code_5: str | None | Unset = UNSET, notes: str | None | Unset = UNSET,
) -> Call[Client]:  # fmt: skip
    """Build the request for `clients.update`: Change a client."""
    return Call(
        api="v2", operation="Clients_UpdateClient", method="PATCH", path=f"/v2/clients/{wire.path_segment(client_id)}",
        body={
            "clientCode": client_code, "clientName": client_name, "active": active, "billable": billable,
            "masterClientCode": master_client_code, "clientTypeName": client_type_name,
            "clientManagerId": client_manager_id, "officeCode": office_code, "currencyCode": currency_code,
            "clientAccountNumber": client_account_number, "companyNumber": company_number, "creditLimit": credit_limit,
            "pctServiceFeeProduction": pct_service_fee_production,
            "pctSupplierInvoiceMarkUp": pct_supplier_invoice_mark_up, "taxCode": tax_code, "pctTax": pct_tax,
            "paymentTermsNumber": payment_terms_number, "paymentTermsFactorName": payment_terms_factor_name,
            "paymentTermsBaseOnName": payment_terms_base_on_name, "customCode1": custom_code_1,
            "customCode2": custom_code_2, "customCode3": custom_code_3, "customCode4": custom_code_4,
            "customCode5": custom_code_5, "notes": notes,
        },
        media="application/merge-patch+json", decode=Client.from_dict, status="inferred", identity=[("id", client_id)],
    )  # fmt: skip


class Clients(Resource):
    """Whom the agency works for."""

    def list(
        self, *, client_code: str | None = None, client_manager_id: int | None = None,
        master_client_code: str | None = None, office_code: str | None = None, active: bool | None = None,
        modified_since: datetime.datetime | None = None, page: int | None = None, page_size: int | None = None,
    ) -> Items[Client]:  # fmt: skip
        """List clients.

        Clients in ascending order of id, a page at a time.
        Inferred, not published: legacy PostClient names the properties; method, path, filters and paging by
        convention.

        Args:
            client_code: Only the client with this code.
            client_manager_id: Only clients whom this employee looks after.
            master_client_code: Only clients of the master client with this code.
            office_code: Only clients of the office with this code.
            active: Only clients that are active, or only those that are not.
            modified_since: Only records changed at this moment or later.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return Items(self._send, list_clients(
            client_code=client_code, client_manager_id=client_manager_id, master_client_code=master_client_code,
            office_code=office_code, active=active, modified_since=modified_since, page=page, page_size=page_size,
        ))  # fmt: skip

    def create(
        self, *, client_code: str, client_name: str, active: bool | Unset = UNSET, billable: bool | Unset = UNSET,
        master_client_code: str | None | Unset = UNSET, client_type_name: str | None | Unset = UNSET,
        client_manager_id: int | None | Unset = UNSET, office_code: str | None | Unset = UNSET,
        currency_code: str | None | Unset = UNSET, client_account_number: str | None | Unset = UNSET,
        company_number: str | None | Unset = UNSET, credit_limit: Decimal | int | None | Unset = UNSET,
        pct_service_fee_production: Decimal | int | None | Unset = UNSET,
        pct_supplier_invoice_mark_up: Decimal | int | None | Unset = UNSET, tax_code: str | None | Unset = UNSET,
        pct_tax: Decimal | int | None | Unset = UNSET, payment_terms_number: Decimal | int | None | Unset = UNSET,
        payment_terms_factor_name: str | None | Unset = UNSET, payment_terms_base_on_name: str | None | Unset = UNSET,
        custom_code_1: str | None | Unset = UNSET, custom_code_2: str | None | Unset = UNSET,
        custom_code_3: str | None | Unset = UNSET, custom_code_4: str | None | Unset = UNSET,
        custom_code_5: str | None | Unset = UNSET, notes: str | None | Unset = UNSET,
    ) -> Client:  # fmt: skip
        """Create a client.

        Adds a client; what is left out is empty, new clients are active and billable. A code that is taken already
        is stored with a "1" appended. Custom codes that the agency has labelled are compulsory, unless it is
        configured differently.
        Inferred, not published: legacy PostClient; KB how-to-create-a-client; method and path by convention.

        Args:
            client_code: Short code, 3 to 5 characters; job numbers begin with it. Where an integration sends a code
                that is taken, a 1 is appended.
            client_name: Name of the client.
            active: Whether the client may be used in new records.
            billable: Whether work for the client is invoiced; false for the agency's own.
            master_client_code: Code of the master client above it.
            client_type_name: Name of the client type.
            client_manager_id: The employee who looks after the client; new jobs take it over.
            office_code: Code of the office that the client belongs to.
            currency_code: Code of the currency that the client is billed in.
            client_account_number: The client's number in the agency's books.
            company_number: The client's company registration number.
            credit_limit: The most that the client may owe, in its currency.
            pct_service_fee_production: Service fee on production work, in percent; new jobs take it over.
            pct_supplier_invoice_mark_up: Mark-up on supplier invoices, in percent; new jobs take it over.
            tax_code: Code of the tax on the client's invoices.
            pct_tax: Tax on the client's invoices, in percent.
            payment_terms_number: How many of the payment terms' unit the client has to pay.
            payment_terms_factor_name: Unit of the payment terms, such as Days.
            payment_terms_base_on_name: What the payment terms count from.
            custom_code_1: The agency's own field no. 1 of up to 5.
            custom_code_2: The agency's own field no. 2 of up to 5.
            custom_code_3: The agency's own field no. 3 of up to 5.
            custom_code_4: The agency's own field no. 4 of up to 5.
            custom_code_5: The agency's own field no. 5 of up to 5.
            notes: Free text.

        Returns:
            The record as it was created.
        """
        return self._send(create_client(
            client_code=client_code, client_name=client_name, active=active, billable=billable,
            master_client_code=master_client_code, client_type_name=client_type_name,
            client_manager_id=client_manager_id, office_code=office_code, currency_code=currency_code,
            client_account_number=client_account_number, company_number=company_number, credit_limit=credit_limit,
            pct_service_fee_production=pct_service_fee_production,
            pct_supplier_invoice_mark_up=pct_supplier_invoice_mark_up, tax_code=tax_code, pct_tax=pct_tax,
            payment_terms_number=payment_terms_number, payment_terms_factor_name=payment_terms_factor_name,
            payment_terms_base_on_name=payment_terms_base_on_name, custom_code_1=custom_code_1,
            custom_code_2=custom_code_2, custom_code_3=custom_code_3, custom_code_4=custom_code_4,
            custom_code_5=custom_code_5, notes=notes,
        ))  # fmt: skip

    def get(self, client_id: int) -> Client:
        """Get one client.

        The client with this id.
        Inferred, not published: legacy PostClient names the properties; method and path by convention.

        Args:
            client_id: The client's id.

        Returns:
            The record.
        """
        return self._send(get_client(client_id))

    def update(
        self, client_id: int, *, client_code: str | Unset = UNSET, client_name: str | Unset = UNSET,
        active: bool | Unset = UNSET, billable: bool | Unset = UNSET, master_client_code: str | None | Unset = UNSET,
        client_type_name: str | None | Unset = UNSET, client_manager_id: int | None | Unset = UNSET,
        office_code: str | None | Unset = UNSET, currency_code: str | None | Unset = UNSET,
        client_account_number: str | None | Unset = UNSET, company_number: str | None | Unset = UNSET,
        credit_limit: Decimal | int | None | Unset = UNSET,
        pct_service_fee_production: Decimal | int | None | Unset = UNSET,
        pct_supplier_invoice_mark_up: Decimal | int | None | Unset = UNSET, tax_code: str | None | Unset = UNSET,
        pct_tax: Decimal | int | None | Unset = UNSET, payment_terms_number: Decimal | int | None | Unset = UNSET,
        payment_terms_factor_name: str | None | Unset = UNSET, payment_terms_base_on_name: str | None | Unset = UNSET,
        custom_code_1: str | None | Unset = UNSET, custom_code_2: str | None | Unset = UNSET,
        custom_code_3: str | None | Unset = UNSET, custom_code_4: str | None | Unset = UNSET,
        custom_code_5: str | None | Unset = UNSET, notes: str | None | Unset = UNSET,
    ) -> Client:  # fmt: skip
        """Change a client.

        Changes the properties that are sent; null clears one.
        Inferred, not published: legacy PostClient carries IDKey, the client it changes; method, path and merge patch
        by convention.

        Args:
            client_id: The client's id.
            client_code: Short code, 3 to 5 characters; job numbers begin with it. Where an integration sends a code
                that is taken, a 1 is appended.
            client_name: Name of the client.
            active: Whether the client may be used in new records.
            billable: Whether work for the client is invoiced; false for the agency's own.
            master_client_code: Code of the master client above it.
            client_type_name: Name of the client type.
            client_manager_id: The employee who looks after the client; new jobs take it over.
            office_code: Code of the office that the client belongs to.
            currency_code: Code of the currency that the client is billed in.
            client_account_number: The client's number in the agency's books.
            company_number: The client's company registration number.
            credit_limit: The most that the client may owe, in its currency.
            pct_service_fee_production: Service fee on production work, in percent; new jobs take it over.
            pct_supplier_invoice_mark_up: Mark-up on supplier invoices, in percent; new jobs take it over.
            tax_code: Code of the tax on the client's invoices.
            pct_tax: Tax on the client's invoices, in percent.
            payment_terms_number: How many of the payment terms' unit the client has to pay.
            payment_terms_factor_name: Unit of the payment terms, such as Days.
            payment_terms_base_on_name: What the payment terms count from.
            custom_code_1: The agency's own field no. 1 of up to 5.
            custom_code_2: The agency's own field no. 2 of up to 5.
            custom_code_3: The agency's own field no. 3 of up to 5.
            custom_code_4: The agency's own field no. 4 of up to 5.
            custom_code_5: The agency's own field no. 5 of up to 5.
            notes: Free text.

        Returns:
            The record after the change.
        """
        return self._send(update_client(
            client_id, client_code=client_code, client_name=client_name, active=active, billable=billable,
            master_client_code=master_client_code, client_type_name=client_type_name,
            client_manager_id=client_manager_id, office_code=office_code, currency_code=currency_code,
            client_account_number=client_account_number, company_number=company_number, credit_limit=credit_limit,
            pct_service_fee_production=pct_service_fee_production,
            pct_supplier_invoice_mark_up=pct_supplier_invoice_mark_up, tax_code=tax_code, pct_tax=pct_tax,
            payment_terms_number=payment_terms_number, payment_terms_factor_name=payment_terms_factor_name,
            payment_terms_base_on_name=payment_terms_base_on_name, custom_code_1=custom_code_1,
            custom_code_2=custom_code_2, custom_code_3=custom_code_3, custom_code_4=custom_code_4,
            custom_code_5=custom_code_5, notes=notes,
        ))  # fmt: skip


class AsyncClients(AsyncResource):
    """Whom the agency works for."""

    def list(
        self, *, client_code: str | None = None, client_manager_id: int | None = None,
        master_client_code: str | None = None, office_code: str | None = None, active: bool | None = None,
        modified_since: datetime.datetime | None = None, page: int | None = None, page_size: int | None = None,
    ) -> AsyncItems[Client]:  # fmt: skip
        """List clients.

        Clients in ascending order of id, a page at a time.
        Inferred, not published: legacy PostClient names the properties; method, path, filters and paging by
        convention.

        Args:
            client_code: Only the client with this code.
            client_manager_id: Only clients whom this employee looks after.
            master_client_code: Only clients of the master client with this code.
            office_code: Only clients of the office with this code.
            active: Only clients that are active, or only those that are not.
            modified_since: Only records changed at this moment or later.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return AsyncItems(self._send, list_clients(
            client_code=client_code, client_manager_id=client_manager_id, master_client_code=master_client_code,
            office_code=office_code, active=active, modified_since=modified_since, page=page, page_size=page_size,
        ))  # fmt: skip

    async def create(
        self, *, client_code: str, client_name: str, active: bool | Unset = UNSET, billable: bool | Unset = UNSET,
        master_client_code: str | None | Unset = UNSET, client_type_name: str | None | Unset = UNSET,
        client_manager_id: int | None | Unset = UNSET, office_code: str | None | Unset = UNSET,
        currency_code: str | None | Unset = UNSET, client_account_number: str | None | Unset = UNSET,
        company_number: str | None | Unset = UNSET, credit_limit: Decimal | int | None | Unset = UNSET,
        pct_service_fee_production: Decimal | int | None | Unset = UNSET,
        pct_supplier_invoice_mark_up: Decimal | int | None | Unset = UNSET, tax_code: str | None | Unset = UNSET,
        pct_tax: Decimal | int | None | Unset = UNSET, payment_terms_number: Decimal | int | None | Unset = UNSET,
        payment_terms_factor_name: str | None | Unset = UNSET, payment_terms_base_on_name: str | None | Unset = UNSET,
        custom_code_1: str | None | Unset = UNSET, custom_code_2: str | None | Unset = UNSET,
        custom_code_3: str | None | Unset = UNSET, custom_code_4: str | None | Unset = UNSET,
        custom_code_5: str | None | Unset = UNSET, notes: str | None | Unset = UNSET,
    ) -> Client:  # fmt: skip
        """Create a client.

        Adds a client; what is left out is empty, new clients are active and billable. A code that is taken already
        is stored with a "1" appended. Custom codes that the agency has labelled are compulsory, unless it is
        configured differently.
        Inferred, not published: legacy PostClient; KB how-to-create-a-client; method and path by convention.

        Args:
            client_code: Short code, 3 to 5 characters; job numbers begin with it. Where an integration sends a code
                that is taken, a 1 is appended.
            client_name: Name of the client.
            active: Whether the client may be used in new records.
            billable: Whether work for the client is invoiced; false for the agency's own.
            master_client_code: Code of the master client above it.
            client_type_name: Name of the client type.
            client_manager_id: The employee who looks after the client; new jobs take it over.
            office_code: Code of the office that the client belongs to.
            currency_code: Code of the currency that the client is billed in.
            client_account_number: The client's number in the agency's books.
            company_number: The client's company registration number.
            credit_limit: The most that the client may owe, in its currency.
            pct_service_fee_production: Service fee on production work, in percent; new jobs take it over.
            pct_supplier_invoice_mark_up: Mark-up on supplier invoices, in percent; new jobs take it over.
            tax_code: Code of the tax on the client's invoices.
            pct_tax: Tax on the client's invoices, in percent.
            payment_terms_number: How many of the payment terms' unit the client has to pay.
            payment_terms_factor_name: Unit of the payment terms, such as Days.
            payment_terms_base_on_name: What the payment terms count from.
            custom_code_1: The agency's own field no. 1 of up to 5.
            custom_code_2: The agency's own field no. 2 of up to 5.
            custom_code_3: The agency's own field no. 3 of up to 5.
            custom_code_4: The agency's own field no. 4 of up to 5.
            custom_code_5: The agency's own field no. 5 of up to 5.
            notes: Free text.

        Returns:
            The record as it was created.
        """
        return await self._send(create_client(
            client_code=client_code, client_name=client_name, active=active, billable=billable,
            master_client_code=master_client_code, client_type_name=client_type_name,
            client_manager_id=client_manager_id, office_code=office_code, currency_code=currency_code,
            client_account_number=client_account_number, company_number=company_number, credit_limit=credit_limit,
            pct_service_fee_production=pct_service_fee_production,
            pct_supplier_invoice_mark_up=pct_supplier_invoice_mark_up, tax_code=tax_code, pct_tax=pct_tax,
            payment_terms_number=payment_terms_number, payment_terms_factor_name=payment_terms_factor_name,
            payment_terms_base_on_name=payment_terms_base_on_name, custom_code_1=custom_code_1,
            custom_code_2=custom_code_2, custom_code_3=custom_code_3, custom_code_4=custom_code_4,
            custom_code_5=custom_code_5, notes=notes,
        ))  # fmt: skip

    async def get(self, client_id: int) -> Client:
        """Get one client.

        The client with this id.
        Inferred, not published: legacy PostClient names the properties; method and path by convention.

        Args:
            client_id: The client's id.

        Returns:
            The record.
        """
        return await self._send(get_client(client_id))

    async def update(
        self, client_id: int, *, client_code: str | Unset = UNSET, client_name: str | Unset = UNSET,
        active: bool | Unset = UNSET, billable: bool | Unset = UNSET, master_client_code: str | None | Unset = UNSET,
        client_type_name: str | None | Unset = UNSET, client_manager_id: int | None | Unset = UNSET,
        office_code: str | None | Unset = UNSET, currency_code: str | None | Unset = UNSET,
        client_account_number: str | None | Unset = UNSET, company_number: str | None | Unset = UNSET,
        credit_limit: Decimal | int | None | Unset = UNSET,
        pct_service_fee_production: Decimal | int | None | Unset = UNSET,
        pct_supplier_invoice_mark_up: Decimal | int | None | Unset = UNSET, tax_code: str | None | Unset = UNSET,
        pct_tax: Decimal | int | None | Unset = UNSET, payment_terms_number: Decimal | int | None | Unset = UNSET,
        payment_terms_factor_name: str | None | Unset = UNSET, payment_terms_base_on_name: str | None | Unset = UNSET,
        custom_code_1: str | None | Unset = UNSET, custom_code_2: str | None | Unset = UNSET,
        custom_code_3: str | None | Unset = UNSET, custom_code_4: str | None | Unset = UNSET,
        custom_code_5: str | None | Unset = UNSET, notes: str | None | Unset = UNSET,
    ) -> Client:  # fmt: skip
        """Change a client.

        Changes the properties that are sent; null clears one.
        Inferred, not published: legacy PostClient carries IDKey, the client it changes; method, path and merge patch
        by convention.

        Args:
            client_id: The client's id.
            client_code: Short code, 3 to 5 characters; job numbers begin with it. Where an integration sends a code
                that is taken, a 1 is appended.
            client_name: Name of the client.
            active: Whether the client may be used in new records.
            billable: Whether work for the client is invoiced; false for the agency's own.
            master_client_code: Code of the master client above it.
            client_type_name: Name of the client type.
            client_manager_id: The employee who looks after the client; new jobs take it over.
            office_code: Code of the office that the client belongs to.
            currency_code: Code of the currency that the client is billed in.
            client_account_number: The client's number in the agency's books.
            company_number: The client's company registration number.
            credit_limit: The most that the client may owe, in its currency.
            pct_service_fee_production: Service fee on production work, in percent; new jobs take it over.
            pct_supplier_invoice_mark_up: Mark-up on supplier invoices, in percent; new jobs take it over.
            tax_code: Code of the tax on the client's invoices.
            pct_tax: Tax on the client's invoices, in percent.
            payment_terms_number: How many of the payment terms' unit the client has to pay.
            payment_terms_factor_name: Unit of the payment terms, such as Days.
            payment_terms_base_on_name: What the payment terms count from.
            custom_code_1: The agency's own field no. 1 of up to 5.
            custom_code_2: The agency's own field no. 2 of up to 5.
            custom_code_3: The agency's own field no. 3 of up to 5.
            custom_code_4: The agency's own field no. 4 of up to 5.
            custom_code_5: The agency's own field no. 5 of up to 5.
            notes: Free text.

        Returns:
            The record after the change.
        """
        return await self._send(update_client(
            client_id, client_code=client_code, client_name=client_name, active=active, billable=billable,
            master_client_code=master_client_code, client_type_name=client_type_name,
            client_manager_id=client_manager_id, office_code=office_code, currency_code=currency_code,
            client_account_number=client_account_number, company_number=company_number, credit_limit=credit_limit,
            pct_service_fee_production=pct_service_fee_production,
            pct_supplier_invoice_mark_up=pct_supplier_invoice_mark_up, tax_code=tax_code, pct_tax=pct_tax,
            payment_terms_number=payment_terms_number, payment_terms_factor_name=payment_terms_factor_name,
            payment_terms_base_on_name=payment_terms_base_on_name, custom_code_1=custom_code_1,
            custom_code_2=custom_code_2, custom_code_3=custom_code_3, custom_code_4=custom_code_4,
            custom_code_5=custom_code_5, notes=notes,
        ))  # fmt: skip

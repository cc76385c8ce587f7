from __future__ import annotations

import datetime

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Paging, Resource
from .._runtime.paging import AsyncItems, Items, Page, page_of
from .._runtime.wire import UNSET, Unset
from ..models.client_contact import ClientContact

PAGING = Paging(max_page_size=500)


def list_client_contacts(
    *, client_id: int | None = None, email_address: str | None = None, active: bool | None = None,
    modified_since: datetime.datetime | None = None, page: int | None = None, page_size: int | None = None,
) -> Call[Page[ClientContact]]:  # fmt: skip
    """Build the request for `client_contacts.list`: List client contacts."""
    return Call(
        api="v2", operation="ClientContacts_ListClientContacts", method="GET", path="/v2/clientcontacts",
        query={
            "clientId": client_id, "emailAddress": email_address, "active": active,
            "modifiedSince": wire.as_datetime(modified_since), "page": page, "pageSize": page_size,
        },
        decode=page_of(ClientContact.from_dict, PAGING), status="inferred", paging=PAGING,
        filters=[
            ("client_id", "client_id", "eq", client_id), ("email_address", "email_address", "eq", email_address),
            ("active", "active", "eq", active), ("modified_since", "modified_date", "ge", modified_since),
        ],
    )  # fmt: skip


def create_client_contact(
    *, client_id: int, contact_name: str, company_name: str | None | Unset = UNSET,
    job_title: str | None | Unset = UNSET, product_id: int | None | Unset = UNSET, active: bool | Unset = UNSET,
    estimate_default: bool | Unset = UNSET, invoice_default: bool | Unset = UNSET,
    statement_contact: bool | Unset = UNSET, email_address: str | None | Unset = UNSET,
    office_phone: str | None | Unset = UNSET, direct_phone: str | None | Unset = UNSET,
    mobile_phone: str | None | Unset = UNSET, fax: str | None | Unset = UNSET,
    address_line_1: str | None | Unset = UNSET, address_line_2: str | None | Unset = UNSET,
    city: str | None | Unset = UNSET, state: str | None | Unset = UNSET, zip_code: str | None | Unset = UNSET,
    country: str | None | Unset = UNSET, invoice_notes: str | None | Unset = UNSET, notes: str | None | Unset = UNSET,
) -> Call[ClientContact]:  # fmt: skip
    """Build the request for `client_contacts.create`: Create a client contact."""
    return Call(
        api="v2", operation="ClientContacts_CreateClientContact", method="POST", path="/v2/clientcontacts",
        body={
            "clientId": client_id, "contactName": contact_name, "companyName": company_name, "jobTitle": job_title,
            "productId": product_id, "active": active, "estimateDefault": estimate_default,
            "invoiceDefault": invoice_default, "statementContact": statement_contact, "emailAddress": email_address,
            "officePhone": office_phone, "directPhone": direct_phone, "mobilePhone": mobile_phone, "fax": fax,
            "addressLine1": address_line_1, "addressLine2": address_line_2, "city": city, "state": state,
            "zipCode": zip_code, "country": country, "invoiceNotes": invoice_notes, "notes": notes,
        },
        decode=ClientContact.from_dict, status="inferred",
    )  # fmt: skip


def get_client_contact(client_contact_id: int) -> Call[ClientContact]:
    """Build the request for `client_contacts.get`: Get one client contact."""
    return Call(
        api="v2", operation="ClientContacts_GetClientContact", method="GET",
        path=f"/v2/clientcontacts/{wire.path_segment(client_contact_id)}", decode=ClientContact.from_dict,
        status="inferred", identity=[("id", client_contact_id)],
    )  # fmt: skip


def update_client_contact(
    client_contact_id: int, *, client_id: int | Unset = UNSET, contact_name: str | Unset = UNSET,
    company_name: str | None | Unset = UNSET, job_title: str | None | Unset = UNSET,
    product_id: int | None | Unset = UNSET, active: bool | Unset = UNSET, estimate_default: bool | Unset = UNSET,
    invoice_default: bool | Unset = UNSET, statement_contact: bool | Unset = UNSET,
    email_address: str | None | Unset = UNSET, office_phone: str | None | Unset = UNSET,
    direct_phone: str | None | Unset = UNSET, mobile_phone: str | None | Unset = UNSET, fax: str | None | Unset = UNSET,
    address_line_1: str | None | Unset = UNSET, address_line_2: str | None | Unset = UNSET,
    city: str | None | Unset = UNSET, state: str | None | Unset = UNSET, zip_code: str | None | Unset = UNSET,
    country: str | None | Unset = UNSET, invoice_notes: str | None | Unset = UNSET, notes: str | None | Unset = UNSET,
) -> Call[ClientContact]:  # fmt: skip
    """Build the request for `client_contacts.update`: Change a client contact."""
    return Call(
        api="v2", operation="ClientContacts_UpdateClientContact", method="PATCH",
        path=f"/v2/clientcontacts/{wire.path_segment(client_contact_id)}",
        body={
            "clientId": client_id, "contactName": contact_name, "companyName": company_name, "jobTitle": job_title,
            "productId": product_id, "active": active, "estimateDefault": estimate_default,
            "invoiceDefault": invoice_default, "statementContact": statement_contact, "emailAddress": email_address,
            "officePhone": office_phone, "directPhone": direct_phone, "mobilePhone": mobile_phone, "fax": fax,
            "addressLine1": address_line_1, "addressLine2": address_line_2, "city": city, "state": state,
            "zipCode": zip_code, "country": country, "invoiceNotes": invoice_notes, "notes": notes,
        },
        media="application/merge-patch+json", decode=ClientContact.from_dict, status="inferred",
        identity=[("id", client_contact_id)],
    )  # fmt: skip


class ClientContacts(Resource):
    """The people at a client."""

    def list(
        self, *, client_id: int | None = None, email_address: str | None = None, active: bool | None = None,
        modified_since: datetime.datetime | None = None, page: int | None = None, page_size: int | None = None,
    ) -> Items[ClientContact]:  # fmt: skip
        """List client contacts.

        Client contacts in ascending order of id, a page at a time.
        Inferred, not published: legacy Client_Contact names the properties; method, path, filters and paging by
        convention.

        Args:
            client_id: Only the contacts of this client.
            email_address: Only contacts with this e-mail address.
            active: Only contacts that are active, or only those that are not.
            modified_since: Only records changed at this moment or later.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return Items(self._send, list_client_contacts(
            client_id=client_id, email_address=email_address, active=active, modified_since=modified_since, page=page,
            page_size=page_size,
        ))  # fmt: skip

    def create(
        self, *, client_id: int, contact_name: str, company_name: str | None | Unset = UNSET,
        job_title: str | None | Unset = UNSET, product_id: int | None | Unset = UNSET, active: bool | Unset = UNSET,
        estimate_default: bool | Unset = UNSET, invoice_default: bool | Unset = UNSET,
        statement_contact: bool | Unset = UNSET, email_address: str | None | Unset = UNSET,
        office_phone: str | None | Unset = UNSET, direct_phone: str | None | Unset = UNSET,
        mobile_phone: str | None | Unset = UNSET, fax: str | None | Unset = UNSET,
        address_line_1: str | None | Unset = UNSET, address_line_2: str | None | Unset = UNSET,
        city: str | None | Unset = UNSET, state: str | None | Unset = UNSET, zip_code: str | None | Unset = UNSET,
        country: str | None | Unset = UNSET, invoice_notes: str | None | Unset = UNSET,
        notes: str | None | Unset = UNSET,
    ) -> ClientContact:  # fmt: skip
        """Create a client contact.

        Adds a person to a client; a client may have any number. A new default contact leaves the jobs that are there
        as they are.
        Inferred, not published: legacy PutClientContact; AAH 260; method and path by convention.

        Args:
            client_id: The client whom the person works for.
            contact_name: Name of the person.
            company_name: Company of the person, only where it differs from the client.
            job_title: What the person is at the client.
            product_id: The client's product that the person is in charge of.
            active: Whether the contact may be used in new records.
            estimate_default: Whether new jobs of the client send their estimates to this person.
            invoice_default: Whether new jobs of the client send their invoices to this person.
            statement_contact: Whether statements go to this person.
            email_address: E-mail address.
            office_phone: Telephone number of the office.
            direct_phone: Telephone number of the desk.
            mobile_phone: Mobile telephone number.
            fax: Fax number.
            address_line_1: First line of the postal address.
            address_line_2: Second line of the postal address.
            city: City of the postal address.
            state: State or region of the postal address.
            zip_code: Postal code.
            country: Country of the postal address.
            invoice_notes: Text for the invoices to this person.
            notes: Free text.

        Returns:
            The record as it was created.
        """
        return self._send(create_client_contact(
            client_id=client_id, contact_name=contact_name, company_name=company_name, job_title=job_title,
            product_id=product_id, active=active, estimate_default=estimate_default, invoice_default=invoice_default,
            statement_contact=statement_contact, email_address=email_address, office_phone=office_phone,
            direct_phone=direct_phone, mobile_phone=mobile_phone, fax=fax, address_line_1=address_line_1,
            address_line_2=address_line_2, city=city, state=state, zip_code=zip_code, country=country,
            invoice_notes=invoice_notes, notes=notes,
        ))  # fmt: skip

    def get(self, client_contact_id: int) -> ClientContact:
        """Get one client contact.

        The client contact with this id.
        Inferred, not published: legacy Client_Contact names the properties; method and path by convention.

        Args:
            client_contact_id: The client contact's id.

        Returns:
            The record.
        """
        return self._send(get_client_contact(client_contact_id))

    def update(
        self, client_contact_id: int, *, client_id: int | Unset = UNSET, contact_name: str | Unset = UNSET,
        company_name: str | None | Unset = UNSET, job_title: str | None | Unset = UNSET,
        product_id: int | None | Unset = UNSET, active: bool | Unset = UNSET, estimate_default: bool | Unset = UNSET,
        invoice_default: bool | Unset = UNSET, statement_contact: bool | Unset = UNSET,
        email_address: str | None | Unset = UNSET, office_phone: str | None | Unset = UNSET,
        direct_phone: str | None | Unset = UNSET, mobile_phone: str | None | Unset = UNSET,
        fax: str | None | Unset = UNSET, address_line_1: str | None | Unset = UNSET,
        address_line_2: str | None | Unset = UNSET, city: str | None | Unset = UNSET, state: str | None | Unset = UNSET,
        zip_code: str | None | Unset = UNSET, country: str | None | Unset = UNSET,
        invoice_notes: str | None | Unset = UNSET, notes: str | None | Unset = UNSET,
    ) -> ClientContact:  # fmt: skip
        """Change a client contact.

        Changes the properties that are sent; null clears one. A new default contact leaves the jobs that are there
        as they are.
        Inferred, not published: legacy Client_Contact carries IDKey, the contact it changes; AAH 260; method, path
        and merge patch by convention.

        Args:
            client_contact_id: The client contact's id.
            client_id: The client whom the person works for.
            contact_name: Name of the person.
            company_name: Company of the person, only where it differs from the client.
            job_title: What the person is at the client.
            product_id: The client's product that the person is in charge of.
            active: Whether the contact may be used in new records.
            estimate_default: Whether new jobs of the client send their estimates to this person.
            invoice_default: Whether new jobs of the client send their invoices to this person.
            statement_contact: Whether statements go to this person.
            email_address: E-mail address.
            office_phone: Telephone number of the office.
            direct_phone: Telephone number of the desk.
            mobile_phone: Mobile telephone number.
            fax: Fax number.
            address_line_1: First line of the postal address.
            address_line_2: Second line of the postal address.
            city: City of the postal address.
            state: State or region of the postal address.
            zip_code: Postal code.
            country: Country of the postal address.
            invoice_notes: Text for the invoices to this person.
            notes: Free text.

        Returns:
            The record after the change.
        """
        return self._send(update_client_contact(
            client_contact_id, client_id=client_id, contact_name=contact_name, company_name=company_name,
            job_title=job_title, product_id=product_id, active=active, estimate_default=estimate_default,
            invoice_default=invoice_default, statement_contact=statement_contact, email_address=email_address,
            office_phone=office_phone, direct_phone=direct_phone, mobile_phone=mobile_phone, fax=fax,
            address_line_1=address_line_1, address_line_2=address_line_2, city=city, state=state, zip_code=zip_code,
            country=country, invoice_notes=invoice_notes, notes=notes,
        ))  # fmt: skip


class AsyncClientContacts(AsyncResource):
    """The people at a client."""

    def list(
        self, *, client_id: int | None = None, email_address: str | None = None, active: bool | None = None,
        modified_since: datetime.datetime | None = None, page: int | None = None, page_size: int | None = None,
    ) -> AsyncItems[ClientContact]:  # fmt: skip
        """List client contacts.

        Client contacts in ascending order of id, a page at a time.
        Inferred, not published: legacy Client_Contact names the properties; method, path, filters and paging by
        convention.

        Args:
            client_id: Only the contacts of this client.
            email_address: Only contacts with this e-mail address.
            active: Only contacts that are active, or only those that are not.
            modified_since: Only records changed at this moment or later.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return AsyncItems(self._send, list_client_contacts(
            client_id=client_id, email_address=email_address, active=active, modified_since=modified_since, page=page,
            page_size=page_size,
        ))  # fmt: skip

    async def create(
        self, *, client_id: int, contact_name: str, company_name: str | None | Unset = UNSET,
        job_title: str | None | Unset = UNSET, product_id: int | None | Unset = UNSET, active: bool | Unset = UNSET,
        estimate_default: bool | Unset = UNSET, invoice_default: bool | Unset = UNSET,
        statement_contact: bool | Unset = UNSET, email_address: str | None | Unset = UNSET,
        office_phone: str | None | Unset = UNSET, direct_phone: str | None | Unset = UNSET,
        mobile_phone: str | None | Unset = UNSET, fax: str | None | Unset = UNSET,
        address_line_1: str | None | Unset = UNSET, address_line_2: str | None | Unset = UNSET,
        city: str | None | Unset = UNSET, state: str | None | Unset = UNSET, zip_code: str | None | Unset = UNSET,
        country: str | None | Unset = UNSET, invoice_notes: str | None | Unset = UNSET,
        notes: str | None | Unset = UNSET,
    ) -> ClientContact:  # fmt: skip
        """Create a client contact.

        Adds a person to a client; a client may have any number. A new default contact leaves the jobs that are there
        as they are.
        Inferred, not published: legacy PutClientContact; AAH 260; method and path by convention.

        Args:
            client_id: The client whom the person works for.
            contact_name: Name of the person.
            company_name: Company of the person, only where it differs from the client.
            job_title: What the person is at the client.
            product_id: The client's product that the person is in charge of.
            active: Whether the contact may be used in new records.
            estimate_default: Whether new jobs of the client send their estimates to this person.
            invoice_default: Whether new jobs of the client send their invoices to this person.
            statement_contact: Whether statements go to this person.
            email_address: E-mail address.
            office_phone: Telephone number of the office.
            direct_phone: Telephone number of the desk.
            mobile_phone: Mobile telephone number.
            fax: Fax number.
            address_line_1: First line of the postal address.
            address_line_2: Second line of the postal address.
            city: City of the postal address.
            state: State or region of the postal address.
            zip_code: Postal code.
            country: Country of the postal address.
            invoice_notes: Text for the invoices to this person.
            notes: Free text.

        Returns:
            The record as it was created.
        """
        return await self._send(create_client_contact(
            client_id=client_id, contact_name=contact_name, company_name=company_name, job_title=job_title,
            product_id=product_id, active=active, estimate_default=estimate_default, invoice_default=invoice_default,
            statement_contact=statement_contact, email_address=email_address, office_phone=office_phone,
            direct_phone=direct_phone, mobile_phone=mobile_phone, fax=fax, address_line_1=address_line_1,
            address_line_2=address_line_2, city=city, state=state, zip_code=zip_code, country=country,
            invoice_notes=invoice_notes, notes=notes,
        ))  # fmt: skip

    async def get(self, client_contact_id: int) -> ClientContact:
        """Get one client contact.

        The client contact with this id.
        Inferred, not published: legacy Client_Contact names the properties; method and path by convention.

        Args:
            client_contact_id: The client contact's id.

        Returns:
            The record.
        """
        return await self._send(get_client_contact(client_contact_id))

    async def update(
        self, client_contact_id: int, *, client_id: int | Unset = UNSET, contact_name: str | Unset = UNSET,
        company_name: str | None | Unset = UNSET, job_title: str | None | Unset = UNSET,
        product_id: int | None | Unset = UNSET, active: bool | Unset = UNSET, estimate_default: bool | Unset = UNSET,
        invoice_default: bool | Unset = UNSET, statement_contact: bool | Unset = UNSET,
        email_address: str | None | Unset = UNSET, office_phone: str | None | Unset = UNSET,
        direct_phone: str | None | Unset = UNSET, mobile_phone: str | None | Unset = UNSET,
        fax: str | None | Unset = UNSET, address_line_1: str | None | Unset = UNSET,
        address_line_2: str | None | Unset = UNSET, city: str | None | Unset = UNSET, state: str | None | Unset = UNSET,
        zip_code: str | None | Unset = UNSET, country: str | None | Unset = UNSET,
        invoice_notes: str | None | Unset = UNSET, notes: str | None | Unset = UNSET,
    ) -> ClientContact:  # fmt: skip
        """Change a client contact.

        Changes the properties that are sent; null clears one. A new default contact leaves the jobs that are there
        as they are.
        Inferred, not published: legacy Client_Contact carries IDKey, the contact it changes; AAH 260; method, path
        and merge patch by convention.

        Args:
            client_contact_id: The client contact's id.
            client_id: The client whom the person works for.
            contact_name: Name of the person.
            company_name: Company of the person, only where it differs from the client.
            job_title: What the person is at the client.
            product_id: The client's product that the person is in charge of.
            active: Whether the contact may be used in new records.
            estimate_default: Whether new jobs of the client send their estimates to this person.
            invoice_default: Whether new jobs of the client send their invoices to this person.
            statement_contact: Whether statements go to this person.
            email_address: E-mail address.
            office_phone: Telephone number of the office.
            direct_phone: Telephone number of the desk.
            mobile_phone: Mobile telephone number.
            fax: Fax number.
            address_line_1: First line of the postal address.
            address_line_2: Second line of the postal address.
            city: City of the postal address.
            state: State or region of the postal address.
            zip_code: Postal code.
            country: Country of the postal address.
            invoice_notes: Text for the invoices to this person.
            notes: Free text.

        Returns:
            The record after the change.
        """
        return await self._send(update_client_contact(
            client_contact_id, client_id=client_id, contact_name=contact_name, company_name=company_name,
            job_title=job_title, product_id=product_id, active=active, estimate_default=estimate_default,
            invoice_default=invoice_default, statement_contact=statement_contact, email_address=email_address,
            office_phone=office_phone, direct_phone=direct_phone, mobile_phone=mobile_phone, fax=fax,
            address_line_1=address_line_1, address_line_2=address_line_2, city=city, state=state, zip_code=zip_code,
            country=country, invoice_notes=invoice_notes, notes=notes,
        ))  # fmt: skip

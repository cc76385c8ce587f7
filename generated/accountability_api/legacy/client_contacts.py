from __future__ import annotations

from typing import Literal

from .._runtime.call import AsyncResource, Call, Resource, no_content, representation
from .._runtime.wire import UNSET, Unset


def create_client_contact(
    *, active: bool | None | Unset = UNSET, address_line_1: str | None | Unset = UNSET,
    address_line_2: str | None | Unset = UNSET, city: str | None | Unset = UNSET, client_id: int | None | Unset = UNSET,
    company_name: str | None | Unset = UNSET, contact_name: str | None | Unset = UNSET,
    country: str | None | Unset = UNSET, direct_phone: str | None | Unset = UNSET,
    email_address: str | None | Unset = UNSET, estimate_default: bool | None | Unset = UNSET,
    fax: str | None | Unset = UNSET, id_key: int | None | Unset = UNSET, invoice_default: bool | None | Unset = UNSET,
    invoice_notes: str | None | Unset = UNSET, job_title: str | None | Unset = UNSET,
    mobile_phone: str | None | Unset = UNSET, notes: str | None | Unset = UNSET,
    office_phone: str | None | Unset = UNSET, product_id: int | None | Unset = UNSET, state: str | None | Unset = UNSET,
    statement_contact: bool | None | Unset = UNSET, zip_code: str | None | Unset = UNSET,
    format: Literal["json", "xml"] = "json",
) -> Call[None]:  # fmt: skip
    """Build the request for `client_contacts.create`: Hand in a client contact."""
    return Call(
        api="legacy", operation="ClientContacts_CreateClientContact", method="POST", path="/clientcontact/add",
        query={"format": format if format == "json" else None},
        body={
            "Active": active, "AddressLine1": address_line_1, "AddressLine2": address_line_2, "City": city,
            "ClientID": client_id, "CompanyName": company_name, "ContactName": contact_name, "Country": country,
            "DirectPhone": direct_phone, "EmailAdress": email_address, "EstimateDefault": estimate_default, "Fax": fax,
            "IDKey": id_key, "InvoiceDefault": invoice_default, "InvoiceNotes": invoice_notes, "JobTitle": job_title,
            "MobilePhone": mobile_phone, "Notes": notes, "OfficePhone": office_phone, "ProductID": product_id,
            "State": state, "StatementContact": statement_contact, "ZipCode": zip_code,
        },
        media=representation(format), accept=representation(format), decode=no_content, status="documented",
    )  # fmt: skip


class ClientContacts(Resource):
    """The people at a client; created only."""

    def create(
        self, *, active: bool | None | Unset = UNSET, address_line_1: str | None | Unset = UNSET,
        address_line_2: str | None | Unset = UNSET, city: str | None | Unset = UNSET,
        client_id: int | None | Unset = UNSET, company_name: str | None | Unset = UNSET,
        contact_name: str | None | Unset = UNSET, country: str | None | Unset = UNSET,
        direct_phone: str | None | Unset = UNSET, email_address: str | None | Unset = UNSET,
        estimate_default: bool | None | Unset = UNSET, fax: str | None | Unset = UNSET,
        id_key: int | None | Unset = UNSET, invoice_default: bool | None | Unset = UNSET,
        invoice_notes: str | None | Unset = UNSET, job_title: str | None | Unset = UNSET,
        mobile_phone: str | None | Unset = UNSET, notes: str | None | Unset = UNSET,
        office_phone: str | None | Unset = UNSET, product_id: int | None | Unset = UNSET,
        state: str | None | Unset = UNSET, statement_contact: bool | None | Unset = UNSET,
        zip_code: str | None | Unset = UNSET, format: Literal["json", "xml"] = "json",
    ) -> None:  # fmt: skip
        """Hand in a client contact.

        Adds a contact to a client. A new default contact leaves the jobs that are there as they are.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/PutClientContact.

        Args:
            active: Whether the contact is in use.
            address_line_1: First line of the address.
            address_line_2: Second line of the address.
            city: Town of the address.
            client_id: The client the contact works for.
            company_name: The contact's company, only where it differs from the client.
            contact_name: The contact's full name.
            country: Country of the address.
            direct_phone: Telephone on the contact's desk.
            email_address: The contact's e-mail address; the wire spells the property with one d.
            estimate_default: Whether new jobs of the client take this contact for their estimates.
            fax: Fax number.
            id_key: Key of the record. What the service makes of a key that is posted is not published.
            invoice_default: Whether new jobs of the client take this contact for their invoices.
            invoice_notes: Text for invoices that go to this contact.
            job_title: What the contact does at the company.
            mobile_phone: Mobile telephone.
            notes: Free text on the contact.
            office_phone: Telephone of the contact's office.
            product_id: Key of the client's product that the contact is for, where it is for one only.
            state: State or region of the address.
            statement_contact: Whether the contact gets the client's statements.
            zip_code: Postal code of the address.
            format: Representation, JSON or XML; both hold the same.
        """
        return self._send(create_client_contact(
            active=active, address_line_1=address_line_1, address_line_2=address_line_2, city=city, client_id=client_id,
            company_name=company_name, contact_name=contact_name, country=country, direct_phone=direct_phone,
            email_address=email_address, estimate_default=estimate_default, fax=fax, id_key=id_key,
            invoice_default=invoice_default, invoice_notes=invoice_notes, job_title=job_title,
            mobile_phone=mobile_phone, notes=notes, office_phone=office_phone, product_id=product_id, state=state,
            statement_contact=statement_contact, zip_code=zip_code, format=format,
        ))  # fmt: skip


class AsyncClientContacts(AsyncResource):
    """The people at a client; created only."""

    async def create(
        self, *, active: bool | None | Unset = UNSET, address_line_1: str | None | Unset = UNSET,
        address_line_2: str | None | Unset = UNSET, city: str | None | Unset = UNSET,
        client_id: int | None | Unset = UNSET, company_name: str | None | Unset = UNSET,
        contact_name: str | None | Unset = UNSET, country: str | None | Unset = UNSET,
        direct_phone: str | None | Unset = UNSET, email_address: str | None | Unset = UNSET,
        estimate_default: bool | None | Unset = UNSET, fax: str | None | Unset = UNSET,
        id_key: int | None | Unset = UNSET, invoice_default: bool | None | Unset = UNSET,
        invoice_notes: str | None | Unset = UNSET, job_title: str | None | Unset = UNSET,
        mobile_phone: str | None | Unset = UNSET, notes: str | None | Unset = UNSET,
        office_phone: str | None | Unset = UNSET, product_id: int | None | Unset = UNSET,
        state: str | None | Unset = UNSET, statement_contact: bool | None | Unset = UNSET,
        zip_code: str | None | Unset = UNSET, format: Literal["json", "xml"] = "json",
    ) -> None:  # fmt: skip
        """Hand in a client contact.

        Adds a contact to a client. A new default contact leaves the jobs that are there as they are.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/PutClientContact.

        Args:
            active: Whether the contact is in use.
            address_line_1: First line of the address.
            address_line_2: Second line of the address.
            city: Town of the address.
            client_id: The client the contact works for.
            company_name: The contact's company, only where it differs from the client.
            contact_name: The contact's full name.
            country: Country of the address.
            direct_phone: Telephone on the contact's desk.
            email_address: The contact's e-mail address; the wire spells the property with one d.
            estimate_default: Whether new jobs of the client take this contact for their estimates.
            fax: Fax number.
            id_key: Key of the record. What the service makes of a key that is posted is not published.
            invoice_default: Whether new jobs of the client take this contact for their invoices.
            invoice_notes: Text for invoices that go to this contact.
            job_title: What the contact does at the company.
            mobile_phone: Mobile telephone.
            notes: Free text on the contact.
            office_phone: Telephone of the contact's office.
            product_id: Key of the client's product that the contact is for, where it is for one only.
            state: State or region of the address.
            statement_contact: Whether the contact gets the client's statements.
            zip_code: Postal code of the address.
            format: Representation, JSON or XML; both hold the same.
        """
        return await self._send(create_client_contact(
            active=active, address_line_1=address_line_1, address_line_2=address_line_2, city=city, client_id=client_id,
            company_name=company_name, contact_name=contact_name, country=country, direct_phone=direct_phone,
            email_address=email_address, estimate_default=estimate_default, fax=fax, id_key=id_key,
            invoice_default=invoice_default, invoice_notes=invoice_notes, job_title=job_title,
            mobile_phone=mobile_phone, notes=notes, office_phone=office_phone, product_id=product_id, state=state,
            statement_contact=statement_contact, zip_code=zip_code, format=format,
        ))  # fmt: skip

from __future__ import annotations

import datetime
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import (
    Json,
    Model,
    Notes,
    begin,
    flag,
    integer,
    integer_or_null,
    left,
    moment,
    must,
    text,
    text_or_null,
    told,
)
from .._runtime.wire import UNSET, instant


@define(kw_only=True, repr=False)
class ClientContact(Model):
    """A person at a client. New jobs take the client's default contacts; a changed default leaves existing jobs alone.

    Inferred, not published: the names of its members; each has a witness or is a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "clientId", "contactName", "companyName", "jobTitle", "productId", "active", "estimateDefault",
        "invoiceDefault", "statementContact", "emailAddress", "officePhone", "directPhone", "mobilePhone", "fax",
        "addressLine1", "addressLine2", "city", "state", "zipCode", "country", "invoiceNotes", "notes",
        "modifiedDate",
    )  # fmt: skip

    id: int
    """Unique key of the client contact, given by the server."""
    client_id: int | None = None
    """The client whom the person works for."""
    contact_name: str | None = None
    """Name of the person."""
    company_name: str | None = None
    """Company of the person, only where it differs from the client."""
    job_title: str | None = None
    """What the person is at the client."""
    product_id: int | None = None
    """The client's product that the person is in charge of."""
    active: bool | None = None
    """Whether the contact may be used in new records."""
    estimate_default: bool | None = None
    """Whether new jobs of the client send their estimates to this person."""
    invoice_default: bool | None = None
    """Whether new jobs of the client send their invoices to this person."""
    statement_contact: bool | None = None
    """Whether statements go to this person."""
    email_address: str | None = None
    """E-mail address."""
    office_phone: str | None = None
    """Telephone number of the office."""
    direct_phone: str | None = None
    """Telephone number of the desk."""
    mobile_phone: str | None = None
    """Mobile telephone number."""
    fax: str | None = None
    """Fax number."""
    address_line_1: str | None = None
    """First line of the postal address."""
    address_line_2: str | None = None
    """Second line of the postal address."""
    city: str | None = None
    """City of the postal address."""
    state: str | None = None
    """State or region of the postal address."""
    zip_code: str | None = None
    """Postal code."""
    country: str | None = None
    """Country of the postal address."""
    invoice_notes: str | None = None
    """Text for the invoices to this person."""
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
        made.client_id = v if type(v := take("clientId", UNSET)) is int else integer(v, "clientId", at)
        made.contact_name = v if type(v := take("contactName", UNSET)) is str else text(v, "contactName", at)
        made.company_name = v if type(v := take("companyName", None)) is str else text_or_null(v, "companyName", at)
        made.job_title = v if type(v := take("jobTitle", None)) is str else text_or_null(v, "jobTitle", at)
        made.product_id = v if type(v := take("productId", None)) is int else integer_or_null(v, "productId", at)
        made.active = v if type(v := take("active", UNSET)) is bool else flag(v, "active", at)
        v = take("estimateDefault", UNSET)
        made.estimate_default = v if type(v) is bool else flag(v, "estimateDefault", at)
        made.invoice_default = v if type(v := take("invoiceDefault", UNSET)) is bool else flag(v, "invoiceDefault", at)
        v = take("statementContact", UNSET)
        made.statement_contact = v if type(v) is bool else flag(v, "statementContact", at)
        made.email_address = v if type(v := take("emailAddress", None)) is str else text_or_null(v, "emailAddress", at)
        made.office_phone = v if type(v := take("officePhone", None)) is str else text_or_null(v, "officePhone", at)
        made.direct_phone = v if type(v := take("directPhone", None)) is str else text_or_null(v, "directPhone", at)
        made.mobile_phone = v if type(v := take("mobilePhone", None)) is str else text_or_null(v, "mobilePhone", at)
        made.fax = v if type(v := take("fax", None)) is str else text_or_null(v, "fax", at)
        made.address_line_1 = v if type(v := take("addressLine1", None)) is str else text_or_null(v, "addressLine1", at)
        made.address_line_2 = v if type(v := take("addressLine2", None)) is str else text_or_null(v, "addressLine2", at)
        made.city = v if type(v := take("city", None)) is str else text_or_null(v, "city", at)
        made.state = v if type(v := take("state", None)) is str else text_or_null(v, "state", at)
        made.zip_code = v if type(v := take("zipCode", None)) is str else text_or_null(v, "zipCode", at)
        made.country = v if type(v := take("country", None)) is str else text_or_null(v, "country", at)
        made.invoice_notes = v if type(v := take("invoiceNotes", None)) is str else text_or_null(v, "invoiceNotes", at)
        made.notes = v if type(v := take("notes", None)) is str else text_or_null(v, "notes", at)
        made.modified_date = moment(take("modifiedDate", UNSET), "modifiedDate", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "id": self.id, "clientId": self.client_id, "contactName": self.contact_name,
            "companyName": self.company_name, "jobTitle": self.job_title, "productId": self.product_id,
            "active": self.active, "estimateDefault": self.estimate_default, "invoiceDefault": self.invoice_default,
            "statementContact": self.statement_contact, "emailAddress": self.email_address,
            "officePhone": self.office_phone, "directPhone": self.direct_phone, "mobilePhone": self.mobile_phone,
            "fax": self.fax, "addressLine1": self.address_line_1, "addressLine2": self.address_line_2,
            "city": self.city, "state": self.state, "zipCode": self.zip_code, "country": self.country,
            "invoiceNotes": self.invoice_notes, "notes": self.notes, "modifiedDate": instant(self.modified_date),
        }  # fmt: skip
        return told(members, self.additional_properties)

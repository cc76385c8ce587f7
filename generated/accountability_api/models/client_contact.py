from __future__ import annotations

import datetime
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import (
    boolean,
    extra_properties,
    integer,
    integer_or_null,
    require,
    start,
    string,
    string_or_null,
    timestamp,
)
from .._runtime.wire import UNSET, as_datetime


@define(kw_only=True, repr=False)
class ClientContact(Model):
    """A person at a client. New jobs take the client's default contacts; a changed default leaves existing jobs alone.

    Inferred, not published: the names of its properties; each has a source or follows a convention.
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
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.id = v if type(v := take("id", UNSET)) is int else require(integer(v, "id", state), "id", state)
        model.client_id = v if type(v := take("clientId", UNSET)) is int else integer(v, "clientId", state)
        model.contact_name = v if type(v := take("contactName", UNSET)) is str else string(v, "contactName", state)
        v = take("companyName", None)
        model.company_name = v if type(v) is str else string_or_null(v, "companyName", state)
        model.job_title = v if type(v := take("jobTitle", None)) is str else string_or_null(v, "jobTitle", state)
        model.product_id = v if type(v := take("productId", None)) is int else integer_or_null(v, "productId", state)
        model.active = v if type(v := take("active", UNSET)) is bool else boolean(v, "active", state)
        v = take("estimateDefault", UNSET)
        model.estimate_default = v if type(v) is bool else boolean(v, "estimateDefault", state)
        v = take("invoiceDefault", UNSET)
        model.invoice_default = v if type(v) is bool else boolean(v, "invoiceDefault", state)
        v = take("statementContact", UNSET)
        model.statement_contact = v if type(v) is bool else boolean(v, "statementContact", state)
        v = take("emailAddress", None)
        model.email_address = v if type(v) is str else string_or_null(v, "emailAddress", state)
        v = take("officePhone", None)
        model.office_phone = v if type(v) is str else string_or_null(v, "officePhone", state)
        v = take("directPhone", None)
        model.direct_phone = v if type(v) is str else string_or_null(v, "directPhone", state)
        v = take("mobilePhone", None)
        model.mobile_phone = v if type(v) is str else string_or_null(v, "mobilePhone", state)
        model.fax = v if type(v := take("fax", None)) is str else string_or_null(v, "fax", state)
        v = take("addressLine1", None)
        model.address_line_1 = v if type(v) is str else string_or_null(v, "addressLine1", state)
        v = take("addressLine2", None)
        model.address_line_2 = v if type(v) is str else string_or_null(v, "addressLine2", state)
        model.city = v if type(v := take("city", None)) is str else string_or_null(v, "city", state)
        model.state = v if type(v := take("state", None)) is str else string_or_null(v, "state", state)
        model.zip_code = v if type(v := take("zipCode", None)) is str else string_or_null(v, "zipCode", state)
        model.country = v if type(v := take("country", None)) is str else string_or_null(v, "country", state)
        v = take("invoiceNotes", None)
        model.invoice_notes = v if type(v) is str else string_or_null(v, "invoiceNotes", state)
        model.notes = v if type(v := take("notes", None)) is str else string_or_null(v, "notes", state)
        model.modified_date = timestamp(take("modifiedDate", UNSET), "modifiedDate", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "id": self.id, "clientId": self.client_id, "contactName": self.contact_name,
            "companyName": self.company_name, "jobTitle": self.job_title, "productId": self.product_id,
            "active": self.active, "estimateDefault": self.estimate_default, "invoiceDefault": self.invoice_default,
            "statementContact": self.statement_contact, "emailAddress": self.email_address,
            "officePhone": self.office_phone, "directPhone": self.direct_phone, "mobilePhone": self.mobile_phone,
            "fax": self.fax, "addressLine1": self.address_line_1, "addressLine2": self.address_line_2,
            "city": self.city, "state": self.state, "zipCode": self.zip_code, "country": self.country,
            "invoiceNotes": self.invoice_notes, "notes": self.notes,
            "modifiedDate": as_datetime(self.modified_date),
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)

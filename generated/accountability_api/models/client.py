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
from .._runtime.wire import UNSET, instant


@define(kw_only=True, repr=False)
class Client(Model):
    """A client of the agency: whom jobs are done for and invoices sent to.

    Inferred, not published: the names of its members; each has a witness or is a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "clientCode", "clientName", "active", "billable", "masterClientCode", "clientTypeName",
        "clientManagerId", "officeCode", "currencyCode", "clientAccountNumber", "companyNumber", "creditLimit",
        "pctServiceFeeProduction", "pctSupplierInvoiceMarkUp", "taxCode", "pctTax", "paymentTermsNumber",
        "paymentTermsFactorName", "paymentTermsBaseOnName", "customCode1", "customCode2", "customCode3",
        "customCode4", "customCode5", "notes", "modifiedDate",
    )  # fmt: skip

    id: int
    """Unique key of the client, given by the server."""
    client_code: str | None = None
    """Short code, 3 to 5 characters; job numbers begin with it. Where an integration sends a code that is taken, a 1 is
    appended."""
    client_name: str | None = None
    """Name of the client."""
    active: bool | None = None
    """Whether the client may be used in new records."""
    billable: bool | None = None
    """Whether work for the client is invoiced; false for the agency's own."""
    master_client_code: str | None = None
    """Code of the master client above it."""
    client_type_name: str | None = None
    """Name of the client type."""
    client_manager_id: int | None = None
    """The employee who looks after the client; new jobs take it over."""
    office_code: str | None = None
    """Code of the office that the client belongs to."""
    currency_code: str | None = None
    """Code of the currency that the client is billed in."""
    client_account_number: str | None = None
    """The client's number in the agency's books."""
    company_number: str | None = None
    """The client's company registration number."""
    credit_limit: Decimal | None = None
    """The most that the client may owe, in its currency."""
    pct_service_fee_production: Decimal | None = None
    """Service fee on production work, in percent; new jobs take it over."""
    pct_supplier_invoice_mark_up: Decimal | None = None
    """Mark-up on supplier invoices, in percent; new jobs take it over."""
    tax_code: str | None = None
    """Code of the tax on the client's invoices."""
    pct_tax: Decimal | None = None
    """Tax on the client's invoices, in percent."""
    payment_terms_number: Decimal | None = None
    """How many of the payment terms' unit the client has to pay."""
    payment_terms_factor_name: str | None = None
    """Unit of the payment terms, such as Days."""
    payment_terms_base_on_name: str | None = None
    """What the payment terms count from."""
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
        made.client_code = v if type(v := take("clientCode", UNSET)) is str else text(v, "clientCode", at)
        made.client_name = v if type(v := take("clientName", UNSET)) is str else text(v, "clientName", at)
        made.active = v if type(v := take("active", UNSET)) is bool else flag(v, "active", at)
        made.billable = v if type(v := take("billable", UNSET)) is bool else flag(v, "billable", at)
        v = take("masterClientCode", None)
        made.master_client_code = v if type(v) is str else text_or_null(v, "masterClientCode", at)
        v = take("clientTypeName", None)
        made.client_type_name = v if type(v) is str else text_or_null(v, "clientTypeName", at)
        v = take("clientManagerId", None)
        made.client_manager_id = v if type(v) is int else integer_or_null(v, "clientManagerId", at)
        made.office_code = v if type(v := take("officeCode", None)) is str else text_or_null(v, "officeCode", at)
        made.currency_code = v if type(v := take("currencyCode", None)) is str else text_or_null(v, "currencyCode", at)
        v = take("clientAccountNumber", None)
        made.client_account_number = v if type(v) is str else text_or_null(v, "clientAccountNumber", at)
        v = take("companyNumber", None)
        made.company_number = v if type(v) is str else text_or_null(v, "companyNumber", at)
        v = take("creditLimit", None)
        made.credit_limit = v if type(v) is Decimal else number_or_null(v, "creditLimit", at)
        v = take("pctServiceFeeProduction", None)
        made.pct_service_fee_production = v if type(v) is Decimal else number_or_null(v, "pctServiceFeeProduction", at)
        v = take("pctSupplierInvoiceMarkUp", None)
        made.pct_supplier_invoice_mark_up = (
            v if type(v) is Decimal else number_or_null(v, "pctSupplierInvoiceMarkUp", at)
        )
        made.tax_code = v if type(v := take("taxCode", None)) is str else text_or_null(v, "taxCode", at)
        made.pct_tax = v if type(v := take("pctTax", None)) is Decimal else number_or_null(v, "pctTax", at)
        v = take("paymentTermsNumber", None)
        made.payment_terms_number = v if type(v) is Decimal else number_or_null(v, "paymentTermsNumber", at)
        v = take("paymentTermsFactorName", None)
        made.payment_terms_factor_name = v if type(v) is str else text_or_null(v, "paymentTermsFactorName", at)
        v = take("paymentTermsBaseOnName", None)
        made.payment_terms_base_on_name = v if type(v) is str else text_or_null(v, "paymentTermsBaseOnName", at)
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
            "id": self.id, "clientCode": self.client_code, "clientName": self.client_name, "active": self.active,
            "billable": self.billable, "masterClientCode": self.master_client_code,
            "clientTypeName": self.client_type_name, "clientManagerId": self.client_manager_id,
            "officeCode": self.office_code, "currencyCode": self.currency_code,
            "clientAccountNumber": self.client_account_number, "companyNumber": self.company_number,
            "creditLimit": self.credit_limit, "pctServiceFeeProduction": self.pct_service_fee_production,
            "pctSupplierInvoiceMarkUp": self.pct_supplier_invoice_mark_up, "taxCode": self.tax_code,
            "pctTax": self.pct_tax, "paymentTermsNumber": self.payment_terms_number,
            "paymentTermsFactorName": self.payment_terms_factor_name,
            "paymentTermsBaseOnName": self.payment_terms_base_on_name, "customCode1": self.custom_code_1,
            "customCode2": self.custom_code_2, "customCode3": self.custom_code_3, "customCode4": self.custom_code_4,
            "customCode5": self.custom_code_5, "notes": self.notes, "modifiedDate": instant(self.modified_date),
        }  # fmt: skip
        return told(members, self.additional_properties)

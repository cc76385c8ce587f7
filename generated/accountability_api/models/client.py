from __future__ import annotations

import datetime
from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import (
    boolean,
    extra_properties,
    integer,
    integer_or_null,
    number_or_null,
    require,
    start,
    string,
    string_or_null,
    timestamp,
)
from .._runtime.wire import UNSET, as_datetime


@define(kw_only=True, repr=False)
class Client(Model):
    """A client of the agency: whom jobs are done for and invoices sent to.

    Inferred, not published: the names of its properties; each has a source or follows a convention.
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
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.id = v if type(v := take("id", UNSET)) is int else require(integer(v, "id", state), "id", state)
        model.client_code = v if type(v := take("clientCode", UNSET)) is str else string(v, "clientCode", state)
        model.client_name = v if type(v := take("clientName", UNSET)) is str else string(v, "clientName", state)
        model.active = v if type(v := take("active", UNSET)) is bool else boolean(v, "active", state)
        model.billable = v if type(v := take("billable", UNSET)) is bool else boolean(v, "billable", state)
        v = take("masterClientCode", None)
        model.master_client_code = v if type(v) is str else string_or_null(v, "masterClientCode", state)
        v = take("clientTypeName", None)
        model.client_type_name = v if type(v) is str else string_or_null(v, "clientTypeName", state)
        v = take("clientManagerId", None)
        model.client_manager_id = v if type(v) is int else integer_or_null(v, "clientManagerId", state)
        model.office_code = v if type(v := take("officeCode", None)) is str else string_or_null(v, "officeCode", state)
        v = take("currencyCode", None)
        model.currency_code = v if type(v) is str else string_or_null(v, "currencyCode", state)
        v = take("clientAccountNumber", None)
        model.client_account_number = v if type(v) is str else string_or_null(v, "clientAccountNumber", state)
        v = take("companyNumber", None)
        model.company_number = v if type(v) is str else string_or_null(v, "companyNumber", state)
        v = take("creditLimit", None)
        model.credit_limit = v if type(v) is Decimal else number_or_null(v, "creditLimit", state)
        v = take("pctServiceFeeProduction", None)
        model.pct_service_fee_production = (
            v if type(v) is Decimal else number_or_null(v, "pctServiceFeeProduction", state)
        )
        v = take("pctSupplierInvoiceMarkUp", None)
        model.pct_supplier_invoice_mark_up = (
            v if type(v) is Decimal else number_or_null(v, "pctSupplierInvoiceMarkUp", state)
        )
        model.tax_code = v if type(v := take("taxCode", None)) is str else string_or_null(v, "taxCode", state)
        model.pct_tax = v if type(v := take("pctTax", None)) is Decimal else number_or_null(v, "pctTax", state)
        v = take("paymentTermsNumber", None)
        model.payment_terms_number = v if type(v) is Decimal else number_or_null(v, "paymentTermsNumber", state)
        v = take("paymentTermsFactorName", None)
        model.payment_terms_factor_name = v if type(v) is str else string_or_null(v, "paymentTermsFactorName", state)
        v = take("paymentTermsBaseOnName", None)
        model.payment_terms_base_on_name = v if type(v) is str else string_or_null(v, "paymentTermsBaseOnName", state)
        v = take("customCode1", None)
        model.custom_code_1 = v if type(v) is str else string_or_null(v, "customCode1", state)
        v = take("customCode2", None)
        model.custom_code_2 = v if type(v) is str else string_or_null(v, "customCode2", state)
        v = take("customCode3", None)
        model.custom_code_3 = v if type(v) is str else string_or_null(v, "customCode3", state)
        v = take("customCode4", None)
        model.custom_code_4 = v if type(v) is str else string_or_null(v, "customCode4", state)
        v = take("customCode5", None)
        model.custom_code_5 = v if type(v) is str else string_or_null(v, "customCode5", state)
        model.notes = v if type(v := take("notes", None)) is str else string_or_null(v, "notes", state)
        model.modified_date = timestamp(take("modifiedDate", UNSET), "modifiedDate", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
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
            "customCode5": self.custom_code_5, "notes": self.notes, "modifiedDate": as_datetime(self.modified_date),
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)

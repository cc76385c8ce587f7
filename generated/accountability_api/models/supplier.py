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
class Supplier(Model):
    """Someone the agency buys from. Bank details, tax numbers and dates of birth, which the legacy write carries, are
    left out here on purpose.

    Inferred, not published: the names of its properties; each has a source or follows a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "supplierCode", "supplierName", "supplierTypeName", "defaultSupplierPaymentTypeName",
        "masterSupplierCode", "active", "billable", "hold", "create1099", "employeeId", "officeCode",
        "currencyCode", "supplierAccountNumber", "companyNumber", "defaultTaskTypeId", "defaultGlAccountNumber",
        "defaultWhtCode", "taxCode", "taxPct", "paymentTermsNumber", "paymentTermsFactorName",
        "paymentTermsBaseOnName", "customCode1", "customCode2", "customCode3", "customCode4", "customCode5",
        "notes", "modifiedDate",
    )  # fmt: skip

    id: int
    """Unique key of the supplier, given by the server."""
    supplier_code: str | None = None
    """Short code of the supplier. Where an integration sends a code that is taken, a 1 is appended."""
    supplier_name: str | None = None
    """Name of the supplier."""
    supplier_type_name: str | None = None
    """Name of the supplier type; every supplier needs one."""
    default_supplier_payment_type_name: str | None = None
    """How the supplier is usually paid; every supplier needs a payment type."""
    master_supplier_code: str | None = None
    """Code of the master supplier, who is the payee."""
    active: bool | None = None
    """Whether the supplier may be used in new records."""
    billable: bool | None = None
    """Whether the supplier's costs are passed on to clients."""
    hold: bool | None = None
    """Whether payments to the supplier are held back."""
    create1099: bool | None = None
    """Whether payments are reported on form 1099 (United States)."""
    employee_id: int | None = None
    """The employee behind the supplier, for one who is paid expense claims."""
    office_code: str | None = None
    """Code of the office that the supplier belongs to."""
    currency_code: str | None = None
    """Code of the currency that the supplier is paid in."""
    supplier_account_number: str | None = None
    """The agency's account number with the supplier."""
    company_number: str | None = None
    """The supplier's company registration number."""
    default_task_type_id: int | None = None
    """The task type that lines from this supplier begin with."""
    default_gl_account_number: str | None = None
    """The ledger account that lines from this supplier begin with."""
    default_wht_code: str | None = None
    """Code of the withholding tax."""
    tax_code: str | None = None
    """Code of the tax on the supplier's invoices."""
    tax_pct: Decimal | None = None
    """Tax on the supplier's invoices, in percent."""
    payment_terms_number: Decimal | None = None
    """How many of the payment terms' unit the agency has to pay."""
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
        model.supplier_code = v if type(v := take("supplierCode", UNSET)) is str else string(v, "supplierCode", state)
        model.supplier_name = v if type(v := take("supplierName", UNSET)) is str else string(v, "supplierName", state)
        v = take("supplierTypeName", UNSET)
        model.supplier_type_name = v if type(v) is str else string(v, "supplierTypeName", state)
        v = take("defaultSupplierPaymentTypeName", UNSET)
        model.default_supplier_payment_type_name = (
            v if type(v) is str else string(v, "defaultSupplierPaymentTypeName", state)
        )
        v = take("masterSupplierCode", None)
        model.master_supplier_code = v if type(v) is str else string_or_null(v, "masterSupplierCode", state)
        model.active = v if type(v := take("active", UNSET)) is bool else boolean(v, "active", state)
        model.billable = v if type(v := take("billable", UNSET)) is bool else boolean(v, "billable", state)
        model.hold = v if type(v := take("hold", UNSET)) is bool else boolean(v, "hold", state)
        model.create1099 = v if type(v := take("create1099", UNSET)) is bool else boolean(v, "create1099", state)
        model.employee_id = v if type(v := take("employeeId", None)) is int else integer_or_null(v, "employeeId", state)
        model.office_code = v if type(v := take("officeCode", None)) is str else string_or_null(v, "officeCode", state)
        v = take("currencyCode", None)
        model.currency_code = v if type(v) is str else string_or_null(v, "currencyCode", state)
        v = take("supplierAccountNumber", None)
        model.supplier_account_number = v if type(v) is str else string_or_null(v, "supplierAccountNumber", state)
        v = take("companyNumber", None)
        model.company_number = v if type(v) is str else string_or_null(v, "companyNumber", state)
        v = take("defaultTaskTypeId", None)
        model.default_task_type_id = v if type(v) is int else integer_or_null(v, "defaultTaskTypeId", state)
        v = take("defaultGlAccountNumber", None)
        model.default_gl_account_number = v if type(v) is str else string_or_null(v, "defaultGlAccountNumber", state)
        v = take("defaultWhtCode", None)
        model.default_wht_code = v if type(v) is str else string_or_null(v, "defaultWhtCode", state)
        model.tax_code = v if type(v := take("taxCode", None)) is str else string_or_null(v, "taxCode", state)
        model.tax_pct = v if type(v := take("taxPct", None)) is Decimal else number_or_null(v, "taxPct", state)
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
            "id": self.id, "supplierCode": self.supplier_code, "supplierName": self.supplier_name,
            "supplierTypeName": self.supplier_type_name,
            "defaultSupplierPaymentTypeName": self.default_supplier_payment_type_name,
            "masterSupplierCode": self.master_supplier_code, "active": self.active, "billable": self.billable,
            "hold": self.hold, "create1099": self.create1099, "employeeId": self.employee_id,
            "officeCode": self.office_code, "currencyCode": self.currency_code,
            "supplierAccountNumber": self.supplier_account_number, "companyNumber": self.company_number,
            "defaultTaskTypeId": self.default_task_type_id,
            "defaultGlAccountNumber": self.default_gl_account_number, "defaultWhtCode": self.default_wht_code,
            "taxCode": self.tax_code, "taxPct": self.tax_pct, "paymentTermsNumber": self.payment_terms_number,
            "paymentTermsFactorName": self.payment_terms_factor_name,
            "paymentTermsBaseOnName": self.payment_terms_base_on_name, "customCode1": self.custom_code_1,
            "customCode2": self.custom_code_2, "customCode3": self.custom_code_3, "customCode4": self.custom_code_4,
            "customCode5": self.custom_code_5, "notes": self.notes, "modifiedDate": as_datetime(self.modified_date),
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)

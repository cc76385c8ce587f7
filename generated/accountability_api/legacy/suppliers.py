from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Resource, any_json
from .._runtime.wire import UNSET, Unset


def create_supplier(
    *, active: bool | None | Unset = UNSET, billable: bool | None | Unset = UNSET,
    company_number: str | None | Unset = UNSET, create_1099: bool | None | Unset = UNSET,
    currency_code: str | None | Unset = UNSET, custom_code_1: str | None | Unset = UNSET,
    custom_code_2: str | None | Unset = UNSET, custom_code_3: str | None | Unset = UNSET,
    custom_code_4: str | None | Unset = UNSET, custom_code_5: str | None | Unset = UNSET,
    date_of_birth: datetime.datetime | None | Unset = UNSET, default_gl_account_number: str | None | Unset = UNSET,
    default_supplier_payment_type_name: str | None | Unset = UNSET, default_task_type_code: str | None | Unset = UNSET,
    default_wht_code: str | None | Unset = UNSET, employee_code: str | None | Unset = UNSET,
    hold: bool | None | Unset = UNSET, id_key: int | None | Unset = UNSET,
    master_supplier_code: str | None | Unset = UNSET, notes: str | None | Unset = UNSET,
    office_code: str | None | Unset = UNSET, payment_terms_base_on_name: str | None | Unset = UNSET,
    payment_terms_factor_name: str | None | Unset = UNSET, payment_terms_number: Decimal | int | None | Unset = UNSET,
    pay_to_bank_account_name: str | None | Unset = UNSET, pay_to_bank_account_number: str | None | Unset = UNSET,
    pay_to_bank_number: str | None | Unset = UNSET, supplier_account_number: str | None | Unset = UNSET,
    supplier_code: str | None | Unset = UNSET, supplier_name: str | None | Unset = UNSET,
    supplier_type_name: str | None | Unset = UNSET, tax_code: str | None | Unset = UNSET,
    tax_id_no: str | None | Unset = UNSET, tax_pct: Decimal | int | None | Unset = UNSET,
    additional_properties: Mapping[str, Any] | None = None,
) -> Call[Any]:  # fmt: skip
    """Build the request for `suppliers.create`: Hand in a supplier."""
    return Call(
        api="legacy", operation="Suppliers_CreateSupplier", method="POST", path="/supplier",
        body={
            "Active": active, "Billable": billable, "CompanyNumber": company_number, "Create1099": create_1099,
            "CurrencyCode": currency_code, "CustomCode1": custom_code_1, "CustomCode2": custom_code_2,
            "CustomCode3": custom_code_3, "CustomCode4": custom_code_4, "CustomCode5": custom_code_5,
            "DateOfBirth": wire.as_wcf_date(date_of_birth), "DefaultGLAccountNumber": default_gl_account_number,
            "DefaultSupplierPaymentTypeName": default_supplier_payment_type_name,
            "DefaultTaskTypeCode": default_task_type_code, "DefaultWHTCode": default_wht_code,
            "EmployeeCode": employee_code, "Hold": hold, "IDKey": id_key, "MasterSupplierCode": master_supplier_code,
            "Notes": notes, "OfficeCode": office_code, "PaymentTermsBaseOnName": payment_terms_base_on_name,
            "PaymentTermsFactorName": payment_terms_factor_name, "PaymentTermsNumber": payment_terms_number,
            "PaytoBankAccountName": pay_to_bank_account_name, "PaytoBankAccountNumber": pay_to_bank_account_number,
            "PaytoBankNumber": pay_to_bank_number, "SupplierAccountNumber": supplier_account_number,
            "SupplierCode": supplier_code, "SupplierName": supplier_name, "SupplierTypeName": supplier_type_name,
            "TaxCode": tax_code, "TaxIDNo": tax_id_no, "TaxPct": tax_pct, **(additional_properties or {}),
        },
        media="application/xml", accept="application/xml", decode=any_json, status="documented",
    )  # fmt: skip


class Suppliers(Resource):
    """Whom the agency buys from; created only."""

    def create(
        self, *, active: bool | None | Unset = UNSET, billable: bool | None | Unset = UNSET,
        company_number: str | None | Unset = UNSET, create_1099: bool | None | Unset = UNSET,
        currency_code: str | None | Unset = UNSET, custom_code_1: str | None | Unset = UNSET,
        custom_code_2: str | None | Unset = UNSET, custom_code_3: str | None | Unset = UNSET,
        custom_code_4: str | None | Unset = UNSET, custom_code_5: str | None | Unset = UNSET,
        date_of_birth: datetime.datetime | None | Unset = UNSET, default_gl_account_number: str | None | Unset = UNSET,
        default_supplier_payment_type_name: str | None | Unset = UNSET,
        default_task_type_code: str | None | Unset = UNSET, default_wht_code: str | None | Unset = UNSET,
        employee_code: str | None | Unset = UNSET, hold: bool | None | Unset = UNSET,
        id_key: int | None | Unset = UNSET, master_supplier_code: str | None | Unset = UNSET,
        notes: str | None | Unset = UNSET, office_code: str | None | Unset = UNSET,
        payment_terms_base_on_name: str | None | Unset = UNSET, payment_terms_factor_name: str | None | Unset = UNSET,
        payment_terms_number: Decimal | int | None | Unset = UNSET,
        pay_to_bank_account_name: str | None | Unset = UNSET, pay_to_bank_account_number: str | None | Unset = UNSET,
        pay_to_bank_number: str | None | Unset = UNSET, supplier_account_number: str | None | Unset = UNSET,
        supplier_code: str | None | Unset = UNSET, supplier_name: str | None | Unset = UNSET,
        supplier_type_name: str | None | Unset = UNSET, tax_code: str | None | Unset = UNSET,
        tax_id_no: str | None | Unset = UNSET, tax_pct: Decimal | int | None | Unset = UNSET,
        additional_properties: Mapping[str, Any] | None = None,
    ) -> Any:  # fmt: skip
        """Hand in a supplier.

        Creates a supplier, which needs both a type and a payment type. A code that is taken already is stored with a
        "1" appended. Whether a key that is known already changes that supplier is not published.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/PostSupplier.

        Args:
            active: Whether the supplier is in use.
            billable: Whether the supplier's costs are billed to clients.
            company_number: Number under which the company is registered.
            create_1099: Whether a 1099 form is made for the supplier.
            currency_code: Code of the currency the supplier bills in, such as USD.
            custom_code_1: First code of the agency's own making.
            custom_code_2: Second code of the agency's own making.
            custom_code_3: Third code of the agency's own making.
            custom_code_4: Fourth code of the agency's own making.
            custom_code_5: Fifth code of the agency's own making.
            date_of_birth: Date of birth, where the supplier is a person.
            default_gl_account_number: Number of the ledger account that new lines take.
            default_supplier_payment_type_name: Name of the way in which the supplier is paid.
            default_task_type_code: Code of the kind of work that new lines take.
            default_wht_code: Code of the withholding tax that applies unless something else is said.
            employee_code: Code of the employee who the supplier is, where expense claims are paid to one.
            hold: Whether payments to the supplier are held back.
            id_key: Key of the record. What the service makes of a key that is posted is not published.
            master_supplier_code: Code of the master supplier, who is paid.
            notes: Free text on the supplier.
            office_code: Code of the office that deals with the supplier.
            payment_terms_base_on_name: Name of the date from which the payment terms count.
            payment_terms_factor_name: Name of the unit in which the payment terms count.
            payment_terms_number: How many of the payment terms' unit the agency has to pay.
            pay_to_bank_account_name: Holder of the bank account that is paid to.
            pay_to_bank_account_number: Number of the bank account that is paid to.
            pay_to_bank_number: Number of the bank that is paid to.
            supplier_account_number: The agency's account number with the supplier.
            supplier_code: Short code of the supplier.
            supplier_name: Name of the supplier.
            supplier_type_name: Name of the supplier's type.
            tax_code: Code of the tax code of the supplier's invoices.
            tax_id_no: The supplier's tax identification number.
            tax_pct: Tax on the supplier's invoices, in percent.
            additional_properties: Further properties of the body, by their names in JSON.

        Returns:
            The content of the response is not known; the sandbox gives the new record's key.
        """
        return self._send(create_supplier(
            active=active, billable=billable, company_number=company_number, create_1099=create_1099,
            currency_code=currency_code, custom_code_1=custom_code_1, custom_code_2=custom_code_2,
            custom_code_3=custom_code_3, custom_code_4=custom_code_4, custom_code_5=custom_code_5,
            date_of_birth=date_of_birth, default_gl_account_number=default_gl_account_number,
            default_supplier_payment_type_name=default_supplier_payment_type_name,
            default_task_type_code=default_task_type_code, default_wht_code=default_wht_code,
            employee_code=employee_code, hold=hold, id_key=id_key, master_supplier_code=master_supplier_code,
            notes=notes, office_code=office_code, payment_terms_base_on_name=payment_terms_base_on_name,
            payment_terms_factor_name=payment_terms_factor_name, payment_terms_number=payment_terms_number,
            pay_to_bank_account_name=pay_to_bank_account_name, pay_to_bank_account_number=pay_to_bank_account_number,
            pay_to_bank_number=pay_to_bank_number, supplier_account_number=supplier_account_number,
            supplier_code=supplier_code, supplier_name=supplier_name, supplier_type_name=supplier_type_name,
            tax_code=tax_code, tax_id_no=tax_id_no, tax_pct=tax_pct, additional_properties=additional_properties,
        ))  # fmt: skip


class AsyncSuppliers(AsyncResource):
    """Whom the agency buys from; created only."""

    async def create(
        self, *, active: bool | None | Unset = UNSET, billable: bool | None | Unset = UNSET,
        company_number: str | None | Unset = UNSET, create_1099: bool | None | Unset = UNSET,
        currency_code: str | None | Unset = UNSET, custom_code_1: str | None | Unset = UNSET,
        custom_code_2: str | None | Unset = UNSET, custom_code_3: str | None | Unset = UNSET,
        custom_code_4: str | None | Unset = UNSET, custom_code_5: str | None | Unset = UNSET,
        date_of_birth: datetime.datetime | None | Unset = UNSET, default_gl_account_number: str | None | Unset = UNSET,
        default_supplier_payment_type_name: str | None | Unset = UNSET,
        default_task_type_code: str | None | Unset = UNSET, default_wht_code: str | None | Unset = UNSET,
        employee_code: str | None | Unset = UNSET, hold: bool | None | Unset = UNSET,
        id_key: int | None | Unset = UNSET, master_supplier_code: str | None | Unset = UNSET,
        notes: str | None | Unset = UNSET, office_code: str | None | Unset = UNSET,
        payment_terms_base_on_name: str | None | Unset = UNSET, payment_terms_factor_name: str | None | Unset = UNSET,
        payment_terms_number: Decimal | int | None | Unset = UNSET,
        pay_to_bank_account_name: str | None | Unset = UNSET, pay_to_bank_account_number: str | None | Unset = UNSET,
        pay_to_bank_number: str | None | Unset = UNSET, supplier_account_number: str | None | Unset = UNSET,
        supplier_code: str | None | Unset = UNSET, supplier_name: str | None | Unset = UNSET,
        supplier_type_name: str | None | Unset = UNSET, tax_code: str | None | Unset = UNSET,
        tax_id_no: str | None | Unset = UNSET, tax_pct: Decimal | int | None | Unset = UNSET,
        additional_properties: Mapping[str, Any] | None = None,
    ) -> Any:  # fmt: skip
        """Hand in a supplier.

        Creates a supplier, which needs both a type and a payment type. A code that is taken already is stored with a
        "1" appended. Whether a key that is known already changes that supplier is not published.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/PostSupplier.

        Args:
            active: Whether the supplier is in use.
            billable: Whether the supplier's costs are billed to clients.
            company_number: Number under which the company is registered.
            create_1099: Whether a 1099 form is made for the supplier.
            currency_code: Code of the currency the supplier bills in, such as USD.
            custom_code_1: First code of the agency's own making.
            custom_code_2: Second code of the agency's own making.
            custom_code_3: Third code of the agency's own making.
            custom_code_4: Fourth code of the agency's own making.
            custom_code_5: Fifth code of the agency's own making.
            date_of_birth: Date of birth, where the supplier is a person.
            default_gl_account_number: Number of the ledger account that new lines take.
            default_supplier_payment_type_name: Name of the way in which the supplier is paid.
            default_task_type_code: Code of the kind of work that new lines take.
            default_wht_code: Code of the withholding tax that applies unless something else is said.
            employee_code: Code of the employee who the supplier is, where expense claims are paid to one.
            hold: Whether payments to the supplier are held back.
            id_key: Key of the record. What the service makes of a key that is posted is not published.
            master_supplier_code: Code of the master supplier, who is paid.
            notes: Free text on the supplier.
            office_code: Code of the office that deals with the supplier.
            payment_terms_base_on_name: Name of the date from which the payment terms count.
            payment_terms_factor_name: Name of the unit in which the payment terms count.
            payment_terms_number: How many of the payment terms' unit the agency has to pay.
            pay_to_bank_account_name: Holder of the bank account that is paid to.
            pay_to_bank_account_number: Number of the bank account that is paid to.
            pay_to_bank_number: Number of the bank that is paid to.
            supplier_account_number: The agency's account number with the supplier.
            supplier_code: Short code of the supplier.
            supplier_name: Name of the supplier.
            supplier_type_name: Name of the supplier's type.
            tax_code: Code of the tax code of the supplier's invoices.
            tax_id_no: The supplier's tax identification number.
            tax_pct: Tax on the supplier's invoices, in percent.
            additional_properties: Further properties of the body, by their names in JSON.

        Returns:
            The content of the response is not known; the sandbox gives the new record's key.
        """
        return await self._send(create_supplier(
            active=active, billable=billable, company_number=company_number, create_1099=create_1099,
            currency_code=currency_code, custom_code_1=custom_code_1, custom_code_2=custom_code_2,
            custom_code_3=custom_code_3, custom_code_4=custom_code_4, custom_code_5=custom_code_5,
            date_of_birth=date_of_birth, default_gl_account_number=default_gl_account_number,
            default_supplier_payment_type_name=default_supplier_payment_type_name,
            default_task_type_code=default_task_type_code, default_wht_code=default_wht_code,
            employee_code=employee_code, hold=hold, id_key=id_key, master_supplier_code=master_supplier_code,
            notes=notes, office_code=office_code, payment_terms_base_on_name=payment_terms_base_on_name,
            payment_terms_factor_name=payment_terms_factor_name, payment_terms_number=payment_terms_number,
            pay_to_bank_account_name=pay_to_bank_account_name, pay_to_bank_account_number=pay_to_bank_account_number,
            pay_to_bank_number=pay_to_bank_number, supplier_account_number=supplier_account_number,
            supplier_code=supplier_code, supplier_name=supplier_name, supplier_type_name=supplier_type_name,
            tax_code=tax_code, tax_id_no=tax_id_no, tax_pct=tax_pct, additional_properties=additional_properties,
        ))  # fmt: skip

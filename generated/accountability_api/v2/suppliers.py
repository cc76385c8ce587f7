from __future__ import annotations

import datetime
from decimal import Decimal

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Paging, Resource
from .._runtime.paging import AsyncItems, Items, Page, page_of
from .._runtime.wire import UNSET, Unset
from ..models.supplier import Supplier

PAGING = Paging(max_page_size=500)


def list_suppliers(
    *, supplier_code: str | None = None, employee_id: int | None = None, office_code: str | None = None,
    active: bool | None = None, modified_since: datetime.datetime | None = None, page: int | None = None,
    page_size: int | None = None,
) -> Call[Page[Supplier]]:  # fmt: skip
    """Build the request for `suppliers.list`: List suppliers."""
    return Call(
        api="v2", operation="Suppliers_ListSuppliers", method="GET", path="/v2/suppliers",
        query={
            "supplierCode": supplier_code, "employeeId": employee_id, "officeCode": office_code, "active": active,
            "modifiedSince": wire.as_datetime(modified_since), "page": page, "pageSize": page_size,
        },
        decode=page_of(Supplier.from_dict, PAGING), status="inferred", paging=PAGING,
        filters=[
            ("supplier_code", "supplier_code", "eq", supplier_code), ("employee_id", "employee_id", "eq", employee_id),
            ("office_code", "office_code", "eq", office_code), ("active", "active", "eq", active),
            ("modified_since", "modified_date", "ge", modified_since),
        ],
    )  # fmt: skip


def create_supplier(
    *, supplier_code: str, supplier_name: str, supplier_type_name: str, default_supplier_payment_type_name: str,
    master_supplier_code: str | None | Unset = UNSET, active: bool | Unset = UNSET, billable: bool | Unset = UNSET,
    hold: bool | Unset = UNSET, create1099: bool | Unset = UNSET, employee_id: int | None | Unset = UNSET,
    office_code: str | None | Unset = UNSET, currency_code: str | None | Unset = UNSET,
    supplier_account_number: str | None | Unset = UNSET, company_number: str | None | Unset = UNSET,
    default_task_type_id: int | None | Unset = UNSET, default_gl_account_number: str | None | Unset = UNSET,
    default_wht_code: str | None | Unset = UNSET, tax_code: str | None | Unset = UNSET,
    tax_pct: Decimal | int | None | Unset = UNSET, payment_terms_number: Decimal | int | None | Unset = UNSET,
    payment_terms_factor_name: str | None | Unset = UNSET, payment_terms_base_on_name: str | None | Unset = UNSET,
    custom_code_1: str | None | Unset = UNSET, custom_code_2: str | None | Unset = UNSET,
    custom_code_3: str | None | Unset = UNSET, custom_code_4: str | None | Unset = UNSET,
    custom_code_5: str | None | Unset = UNSET, notes: str | None | Unset = UNSET,
) -> Call[Supplier]:  # fmt: skip
    """Build the request for `suppliers.create`: Create a supplier."""
    return Call(
        api="v2", operation="Suppliers_CreateSupplier", method="POST", path="/v2/suppliers",
        body={
            "supplierCode": supplier_code, "supplierName": supplier_name, "supplierTypeName": supplier_type_name,
            "defaultSupplierPaymentTypeName": default_supplier_payment_type_name,
            "masterSupplierCode": master_supplier_code, "active": active, "billable": billable, "hold": hold,
            "create1099": create1099, "employeeId": employee_id, "officeCode": office_code,
            "currencyCode": currency_code, "supplierAccountNumber": supplier_account_number,
            "companyNumber": company_number, "defaultTaskTypeId": default_task_type_id,
            "defaultGlAccountNumber": default_gl_account_number, "defaultWhtCode": default_wht_code,
            "taxCode": tax_code, "taxPct": tax_pct, "paymentTermsNumber": payment_terms_number,
            "paymentTermsFactorName": payment_terms_factor_name, "paymentTermsBaseOnName": payment_terms_base_on_name,
            "customCode1": custom_code_1, "customCode2": custom_code_2, "customCode3": custom_code_3,
            "customCode4": custom_code_4, "customCode5": custom_code_5, "notes": notes,
        },
        decode=Supplier.from_dict, status="inferred",
    )  # fmt: skip


def get_supplier(supplier_id: int) -> Call[Supplier]:
    """Build the request for `suppliers.get`: Get one supplier."""
    return Call(
        api="v2", operation="Suppliers_GetSupplier", method="GET",
        path=f"/v2/suppliers/{wire.path_segment(supplier_id)}", decode=Supplier.from_dict, status="inferred",
        identity=[("id", supplier_id)],
    )  # fmt: skip


def update_supplier(
    supplier_id: int, *, supplier_code: str | Unset = UNSET, supplier_name: str | Unset = UNSET,
    supplier_type_name: str | Unset = UNSET, default_supplier_payment_type_name: str | Unset = UNSET,
    master_supplier_code: str | None | Unset = UNSET, active: bool | Unset = UNSET, billable: bool | Unset = UNSET,
    hold: bool | Unset = UNSET, create1099: bool | Unset = UNSET, employee_id: int | None | Unset = UNSET,
    office_code: str | None | Unset = UNSET, currency_code: str | None | Unset = UNSET,
    supplier_account_number: str | None | Unset = UNSET, company_number: str | None | Unset = UNSET,
    default_task_type_id: int | None | Unset = UNSET, default_gl_account_number: str | None | Unset = UNSET,
    default_wht_code: str | None | Unset = UNSET, tax_code: str | None | Unset = UNSET,
    tax_pct: Decimal | int | None | Unset = UNSET, payment_terms_number: Decimal | int | None | Unset = UNSET,
    payment_terms_factor_name: str | None | Unset = UNSET, payment_terms_base_on_name: str | None | Unset = UNSET,
    custom_code_1: str | None | Unset = UNSET, custom_code_2: str | None | Unset = UNSET,
    custom_code_3: str | None | Unset = UNSET, custom_code_4: str | None | Unset = UNSET,
    custom_code_5: str | None | Unset = UNSET, notes: str | None | Unset = UNSET,
) -> Call[Supplier]:  # fmt: skip
    """Build the request for `suppliers.update`: Change a supplier."""
    return Call(
        api="v2", operation="Suppliers_UpdateSupplier", method="PATCH",
        path=f"/v2/suppliers/{wire.path_segment(supplier_id)}",
        body={
            "supplierCode": supplier_code, "supplierName": supplier_name, "supplierTypeName": supplier_type_name,
            "defaultSupplierPaymentTypeName": default_supplier_payment_type_name,
            "masterSupplierCode": master_supplier_code, "active": active, "billable": billable, "hold": hold,
            "create1099": create1099, "employeeId": employee_id, "officeCode": office_code,
            "currencyCode": currency_code, "supplierAccountNumber": supplier_account_number,
            "companyNumber": company_number, "defaultTaskTypeId": default_task_type_id,
            "defaultGlAccountNumber": default_gl_account_number, "defaultWhtCode": default_wht_code,
            "taxCode": tax_code, "taxPct": tax_pct, "paymentTermsNumber": payment_terms_number,
            "paymentTermsFactorName": payment_terms_factor_name, "paymentTermsBaseOnName": payment_terms_base_on_name,
            "customCode1": custom_code_1, "customCode2": custom_code_2, "customCode3": custom_code_3,
            "customCode4": custom_code_4, "customCode5": custom_code_5, "notes": notes,
        },
        media="application/merge-patch+json", decode=Supplier.from_dict, status="inferred",
        identity=[("id", supplier_id)],
    )  # fmt: skip


class Suppliers(Resource):
    """Whom the agency buys from."""

    def list(
        self, *, supplier_code: str | None = None, employee_id: int | None = None, office_code: str | None = None,
        active: bool | None = None, modified_since: datetime.datetime | None = None, page: int | None = None,
        page_size: int | None = None,
    ) -> Items[Supplier]:  # fmt: skip
        """List suppliers.

        Suppliers in ascending order of id, a page at a time.
        Inferred, not published: legacy PostSupplier names the properties; method, path, filters and paging by
        convention.

        Args:
            supplier_code: Only the supplier with this code.
            employee_id: Only the supplier that this employee is.
            office_code: Only suppliers of the office with this code.
            active: Only suppliers that are active, or only those that are not.
            modified_since: Only records changed at this moment or later.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return Items(self._send, list_suppliers(
            supplier_code=supplier_code, employee_id=employee_id, office_code=office_code, active=active,
            modified_since=modified_since, page=page, page_size=page_size,
        ))  # fmt: skip

    def create(
        self, *, supplier_code: str, supplier_name: str, supplier_type_name: str,
        default_supplier_payment_type_name: str, master_supplier_code: str | None | Unset = UNSET,
        active: bool | Unset = UNSET, billable: bool | Unset = UNSET, hold: bool | Unset = UNSET,
        create1099: bool | Unset = UNSET, employee_id: int | None | Unset = UNSET,
        office_code: str | None | Unset = UNSET, currency_code: str | None | Unset = UNSET,
        supplier_account_number: str | None | Unset = UNSET, company_number: str | None | Unset = UNSET,
        default_task_type_id: int | None | Unset = UNSET, default_gl_account_number: str | None | Unset = UNSET,
        default_wht_code: str | None | Unset = UNSET, tax_code: str | None | Unset = UNSET,
        tax_pct: Decimal | int | None | Unset = UNSET, payment_terms_number: Decimal | int | None | Unset = UNSET,
        payment_terms_factor_name: str | None | Unset = UNSET, payment_terms_base_on_name: str | None | Unset = UNSET,
        custom_code_1: str | None | Unset = UNSET, custom_code_2: str | None | Unset = UNSET,
        custom_code_3: str | None | Unset = UNSET, custom_code_4: str | None | Unset = UNSET,
        custom_code_5: str | None | Unset = UNSET, notes: str | None | Unset = UNSET,
    ) -> Supplier:  # fmt: skip
        """Create a supplier.

        Adds a supplier; it needs both a type and a payment type. A code that is taken already is stored with a "1"
        appended. Custom codes that the agency has labelled are compulsory, unless it is configured differently.
        Inferred, not published: legacy PostSupplier; KB suppliers; method and path by convention.

        Args:
            supplier_code: Short code of the supplier. Where an integration sends a code that is taken, a 1 is
                appended.
            supplier_name: Name of the supplier.
            supplier_type_name: Name of the supplier type; every supplier needs one.
            default_supplier_payment_type_name: How the supplier is usually paid; every supplier needs a payment
                type.
            master_supplier_code: Code of the master supplier, who is the payee.
            active: Whether the supplier may be used in new records.
            billable: Whether the supplier's costs are passed on to clients.
            hold: Whether payments to the supplier are held back.
            create1099: Whether payments are reported on form 1099 (United States).
            employee_id: The employee behind the supplier, for one who is paid expense claims.
            office_code: Code of the office that the supplier belongs to.
            currency_code: Code of the currency that the supplier is paid in.
            supplier_account_number: The agency's account number with the supplier.
            company_number: The supplier's company registration number.
            default_task_type_id: The task type that lines from this supplier begin with.
            default_gl_account_number: The ledger account that lines from this supplier begin with.
            default_wht_code: Code of the withholding tax.
            tax_code: Code of the tax on the supplier's invoices.
            tax_pct: Tax on the supplier's invoices, in percent.
            payment_terms_number: How many of the payment terms' unit the agency has to pay.
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
        return self._send(create_supplier(
            supplier_code=supplier_code, supplier_name=supplier_name, supplier_type_name=supplier_type_name,
            default_supplier_payment_type_name=default_supplier_payment_type_name,
            master_supplier_code=master_supplier_code, active=active, billable=billable, hold=hold,
            create1099=create1099, employee_id=employee_id, office_code=office_code, currency_code=currency_code,
            supplier_account_number=supplier_account_number, company_number=company_number,
            default_task_type_id=default_task_type_id, default_gl_account_number=default_gl_account_number,
            default_wht_code=default_wht_code, tax_code=tax_code, tax_pct=tax_pct,
            payment_terms_number=payment_terms_number, payment_terms_factor_name=payment_terms_factor_name,
            payment_terms_base_on_name=payment_terms_base_on_name, custom_code_1=custom_code_1,
            custom_code_2=custom_code_2, custom_code_3=custom_code_3, custom_code_4=custom_code_4,
            custom_code_5=custom_code_5, notes=notes,
        ))  # fmt: skip

    def get(self, supplier_id: int) -> Supplier:
        """Get one supplier.

        The supplier with this id.
        Inferred, not published: legacy PostSupplier names the properties; method and path by convention.

        Args:
            supplier_id: The supplier's id.

        Returns:
            The record.
        """
        return self._send(get_supplier(supplier_id))

    def update(
        self, supplier_id: int, *, supplier_code: str | Unset = UNSET, supplier_name: str | Unset = UNSET,
        supplier_type_name: str | Unset = UNSET, default_supplier_payment_type_name: str | Unset = UNSET,
        master_supplier_code: str | None | Unset = UNSET, active: bool | Unset = UNSET, billable: bool | Unset = UNSET,
        hold: bool | Unset = UNSET, create1099: bool | Unset = UNSET, employee_id: int | None | Unset = UNSET,
        office_code: str | None | Unset = UNSET, currency_code: str | None | Unset = UNSET,
        supplier_account_number: str | None | Unset = UNSET, company_number: str | None | Unset = UNSET,
        default_task_type_id: int | None | Unset = UNSET, default_gl_account_number: str | None | Unset = UNSET,
        default_wht_code: str | None | Unset = UNSET, tax_code: str | None | Unset = UNSET,
        tax_pct: Decimal | int | None | Unset = UNSET, payment_terms_number: Decimal | int | None | Unset = UNSET,
        payment_terms_factor_name: str | None | Unset = UNSET, payment_terms_base_on_name: str | None | Unset = UNSET,
        custom_code_1: str | None | Unset = UNSET, custom_code_2: str | None | Unset = UNSET,
        custom_code_3: str | None | Unset = UNSET, custom_code_4: str | None | Unset = UNSET,
        custom_code_5: str | None | Unset = UNSET, notes: str | None | Unset = UNSET,
    ) -> Supplier:  # fmt: skip
        """Change a supplier.

        Changes the properties that are sent; null clears one, but a supplier must have a type and a payment type.
        Inferred, not published: legacy PostSupplier carries IDKey, the supplier it changes; method, path and merge
        patch by convention.

        Args:
            supplier_id: The supplier's id.
            supplier_code: Short code of the supplier. Where an integration sends a code that is taken, a 1 is
                appended.
            supplier_name: Name of the supplier.
            supplier_type_name: Name of the supplier type; every supplier needs one.
            default_supplier_payment_type_name: How the supplier is usually paid; every supplier needs a payment
                type.
            master_supplier_code: Code of the master supplier, who is the payee.
            active: Whether the supplier may be used in new records.
            billable: Whether the supplier's costs are passed on to clients.
            hold: Whether payments to the supplier are held back.
            create1099: Whether payments are reported on form 1099 (United States).
            employee_id: The employee behind the supplier, for one who is paid expense claims.
            office_code: Code of the office that the supplier belongs to.
            currency_code: Code of the currency that the supplier is paid in.
            supplier_account_number: The agency's account number with the supplier.
            company_number: The supplier's company registration number.
            default_task_type_id: The task type that lines from this supplier begin with.
            default_gl_account_number: The ledger account that lines from this supplier begin with.
            default_wht_code: Code of the withholding tax.
            tax_code: Code of the tax on the supplier's invoices.
            tax_pct: Tax on the supplier's invoices, in percent.
            payment_terms_number: How many of the payment terms' unit the agency has to pay.
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
        return self._send(update_supplier(
            supplier_id, supplier_code=supplier_code, supplier_name=supplier_name,
            supplier_type_name=supplier_type_name,
            default_supplier_payment_type_name=default_supplier_payment_type_name,
            master_supplier_code=master_supplier_code, active=active, billable=billable, hold=hold,
            create1099=create1099, employee_id=employee_id, office_code=office_code, currency_code=currency_code,
            supplier_account_number=supplier_account_number, company_number=company_number,
            default_task_type_id=default_task_type_id, default_gl_account_number=default_gl_account_number,
            default_wht_code=default_wht_code, tax_code=tax_code, tax_pct=tax_pct,
            payment_terms_number=payment_terms_number, payment_terms_factor_name=payment_terms_factor_name,
            payment_terms_base_on_name=payment_terms_base_on_name, custom_code_1=custom_code_1,
            custom_code_2=custom_code_2, custom_code_3=custom_code_3, custom_code_4=custom_code_4,
            custom_code_5=custom_code_5, notes=notes,
        ))  # fmt: skip


class AsyncSuppliers(AsyncResource):
    """Whom the agency buys from."""

    def list(
        self, *, supplier_code: str | None = None, employee_id: int | None = None, office_code: str | None = None,
        active: bool | None = None, modified_since: datetime.datetime | None = None, page: int | None = None,
        page_size: int | None = None,
    ) -> AsyncItems[Supplier]:  # fmt: skip
        """List suppliers.

        Suppliers in ascending order of id, a page at a time.
        Inferred, not published: legacy PostSupplier names the properties; method, path, filters and paging by
        convention.

        Args:
            supplier_code: Only the supplier with this code.
            employee_id: Only the supplier that this employee is.
            office_code: Only suppliers of the office with this code.
            active: Only suppliers that are active, or only those that are not.
            modified_since: Only records changed at this moment or later.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return AsyncItems(self._send, list_suppliers(
            supplier_code=supplier_code, employee_id=employee_id, office_code=office_code, active=active,
            modified_since=modified_since, page=page, page_size=page_size,
        ))  # fmt: skip

    async def create(
        self, *, supplier_code: str, supplier_name: str, supplier_type_name: str,
        default_supplier_payment_type_name: str, master_supplier_code: str | None | Unset = UNSET,
        active: bool | Unset = UNSET, billable: bool | Unset = UNSET, hold: bool | Unset = UNSET,
        create1099: bool | Unset = UNSET, employee_id: int | None | Unset = UNSET,
        office_code: str | None | Unset = UNSET, currency_code: str | None | Unset = UNSET,
        supplier_account_number: str | None | Unset = UNSET, company_number: str | None | Unset = UNSET,
        default_task_type_id: int | None | Unset = UNSET, default_gl_account_number: str | None | Unset = UNSET,
        default_wht_code: str | None | Unset = UNSET, tax_code: str | None | Unset = UNSET,
        tax_pct: Decimal | int | None | Unset = UNSET, payment_terms_number: Decimal | int | None | Unset = UNSET,
        payment_terms_factor_name: str | None | Unset = UNSET, payment_terms_base_on_name: str | None | Unset = UNSET,
        custom_code_1: str | None | Unset = UNSET, custom_code_2: str | None | Unset = UNSET,
        custom_code_3: str | None | Unset = UNSET, custom_code_4: str | None | Unset = UNSET,
        custom_code_5: str | None | Unset = UNSET, notes: str | None | Unset = UNSET,
    ) -> Supplier:  # fmt: skip
        """Create a supplier.

        Adds a supplier; it needs both a type and a payment type. A code that is taken already is stored with a "1"
        appended. Custom codes that the agency has labelled are compulsory, unless it is configured differently.
        Inferred, not published: legacy PostSupplier; KB suppliers; method and path by convention.

        Args:
            supplier_code: Short code of the supplier. Where an integration sends a code that is taken, a 1 is
                appended.
            supplier_name: Name of the supplier.
            supplier_type_name: Name of the supplier type; every supplier needs one.
            default_supplier_payment_type_name: How the supplier is usually paid; every supplier needs a payment
                type.
            master_supplier_code: Code of the master supplier, who is the payee.
            active: Whether the supplier may be used in new records.
            billable: Whether the supplier's costs are passed on to clients.
            hold: Whether payments to the supplier are held back.
            create1099: Whether payments are reported on form 1099 (United States).
            employee_id: The employee behind the supplier, for one who is paid expense claims.
            office_code: Code of the office that the supplier belongs to.
            currency_code: Code of the currency that the supplier is paid in.
            supplier_account_number: The agency's account number with the supplier.
            company_number: The supplier's company registration number.
            default_task_type_id: The task type that lines from this supplier begin with.
            default_gl_account_number: The ledger account that lines from this supplier begin with.
            default_wht_code: Code of the withholding tax.
            tax_code: Code of the tax on the supplier's invoices.
            tax_pct: Tax on the supplier's invoices, in percent.
            payment_terms_number: How many of the payment terms' unit the agency has to pay.
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
        return await self._send(create_supplier(
            supplier_code=supplier_code, supplier_name=supplier_name, supplier_type_name=supplier_type_name,
            default_supplier_payment_type_name=default_supplier_payment_type_name,
            master_supplier_code=master_supplier_code, active=active, billable=billable, hold=hold,
            create1099=create1099, employee_id=employee_id, office_code=office_code, currency_code=currency_code,
            supplier_account_number=supplier_account_number, company_number=company_number,
            default_task_type_id=default_task_type_id, default_gl_account_number=default_gl_account_number,
            default_wht_code=default_wht_code, tax_code=tax_code, tax_pct=tax_pct,
            payment_terms_number=payment_terms_number, payment_terms_factor_name=payment_terms_factor_name,
            payment_terms_base_on_name=payment_terms_base_on_name, custom_code_1=custom_code_1,
            custom_code_2=custom_code_2, custom_code_3=custom_code_3, custom_code_4=custom_code_4,
            custom_code_5=custom_code_5, notes=notes,
        ))  # fmt: skip

    async def get(self, supplier_id: int) -> Supplier:
        """Get one supplier.

        The supplier with this id.
        Inferred, not published: legacy PostSupplier names the properties; method and path by convention.

        Args:
            supplier_id: The supplier's id.

        Returns:
            The record.
        """
        return await self._send(get_supplier(supplier_id))

    async def update(
        self, supplier_id: int, *, supplier_code: str | Unset = UNSET, supplier_name: str | Unset = UNSET,
        supplier_type_name: str | Unset = UNSET, default_supplier_payment_type_name: str | Unset = UNSET,
        master_supplier_code: str | None | Unset = UNSET, active: bool | Unset = UNSET, billable: bool | Unset = UNSET,
        hold: bool | Unset = UNSET, create1099: bool | Unset = UNSET, employee_id: int | None | Unset = UNSET,
        office_code: str | None | Unset = UNSET, currency_code: str | None | Unset = UNSET,
        supplier_account_number: str | None | Unset = UNSET, company_number: str | None | Unset = UNSET,
        default_task_type_id: int | None | Unset = UNSET, default_gl_account_number: str | None | Unset = UNSET,
        default_wht_code: str | None | Unset = UNSET, tax_code: str | None | Unset = UNSET,
        tax_pct: Decimal | int | None | Unset = UNSET, payment_terms_number: Decimal | int | None | Unset = UNSET,
        payment_terms_factor_name: str | None | Unset = UNSET, payment_terms_base_on_name: str | None | Unset = UNSET,
        custom_code_1: str | None | Unset = UNSET, custom_code_2: str | None | Unset = UNSET,
        custom_code_3: str | None | Unset = UNSET, custom_code_4: str | None | Unset = UNSET,
        custom_code_5: str | None | Unset = UNSET, notes: str | None | Unset = UNSET,
    ) -> Supplier:  # fmt: skip
        """Change a supplier.

        Changes the properties that are sent; null clears one, but a supplier must have a type and a payment type.
        Inferred, not published: legacy PostSupplier carries IDKey, the supplier it changes; method, path and merge
        patch by convention.

        Args:
            supplier_id: The supplier's id.
            supplier_code: Short code of the supplier. Where an integration sends a code that is taken, a 1 is
                appended.
            supplier_name: Name of the supplier.
            supplier_type_name: Name of the supplier type; every supplier needs one.
            default_supplier_payment_type_name: How the supplier is usually paid; every supplier needs a payment
                type.
            master_supplier_code: Code of the master supplier, who is the payee.
            active: Whether the supplier may be used in new records.
            billable: Whether the supplier's costs are passed on to clients.
            hold: Whether payments to the supplier are held back.
            create1099: Whether payments are reported on form 1099 (United States).
            employee_id: The employee behind the supplier, for one who is paid expense claims.
            office_code: Code of the office that the supplier belongs to.
            currency_code: Code of the currency that the supplier is paid in.
            supplier_account_number: The agency's account number with the supplier.
            company_number: The supplier's company registration number.
            default_task_type_id: The task type that lines from this supplier begin with.
            default_gl_account_number: The ledger account that lines from this supplier begin with.
            default_wht_code: Code of the withholding tax.
            tax_code: Code of the tax on the supplier's invoices.
            tax_pct: Tax on the supplier's invoices, in percent.
            payment_terms_number: How many of the payment terms' unit the agency has to pay.
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
        return await self._send(update_supplier(
            supplier_id, supplier_code=supplier_code, supplier_name=supplier_name,
            supplier_type_name=supplier_type_name,
            default_supplier_payment_type_name=default_supplier_payment_type_name,
            master_supplier_code=master_supplier_code, active=active, billable=billable, hold=hold,
            create1099=create1099, employee_id=employee_id, office_code=office_code, currency_code=currency_code,
            supplier_account_number=supplier_account_number, company_number=company_number,
            default_task_type_id=default_task_type_id, default_gl_account_number=default_gl_account_number,
            default_wht_code=default_wht_code, tax_code=tax_code, tax_pct=tax_pct,
            payment_terms_number=payment_terms_number, payment_terms_factor_name=payment_terms_factor_name,
            payment_terms_base_on_name=payment_terms_base_on_name, custom_code_1=custom_code_1,
            custom_code_2=custom_code_2, custom_code_3=custom_code_3, custom_code_4=custom_code_4,
            custom_code_5=custom_code_5, notes=notes,
        ))  # fmt: skip

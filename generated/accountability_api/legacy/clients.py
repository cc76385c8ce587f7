from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from .._runtime.call import AsyncResource, Call, Resource, any_json
from .._runtime.wire import UNSET, Unset


def create_client(
    *, active: bool | None | Unset = UNSET, billable: bool | None | Unset = UNSET,
    client_account_number: str | None | Unset = UNSET, client_code: str | None | Unset = UNSET,
    client_manager_code: str | None | Unset = UNSET, client_name: str | None | Unset = UNSET,
    client_type_name: str | None | Unset = UNSET, company_number: str | None | Unset = UNSET,
    credit_limit: Decimal | int | None | Unset = UNSET, currency_code: str | None | Unset = UNSET,
    custom_code_1: str | None | Unset = UNSET, custom_code_2: str | None | Unset = UNSET,
    custom_code_3: str | None | Unset = UNSET, custom_code_4: str | None | Unset = UNSET,
    custom_code_5: str | None | Unset = UNSET, default_wht_code: str | None | Unset = UNSET,
    id_key: int | None | Unset = UNSET, master_client_code: str | None | Unset = UNSET,
    media_client_manager_code: str | None | Unset = UNSET, media_service_fee_calc_name: str | None | Unset = UNSET,
    media_tax_status_name: str | None | Unset = UNSET, notes: str | None | Unset = UNSET,
    office_code: str | None | Unset = UNSET, payment_terms_base_on_name: str | None | Unset = UNSET,
    payment_terms_factor_name: str | None | Unset = UNSET, payment_terms_number: Decimal | int | None | Unset = UNSET,
    pct_media_service_fee: Decimal | int | None | Unset = UNSET,
    pct_rebate_media_commission: Decimal | int | None | Unset = UNSET,
    pct_service_fee_production: Decimal | int | None | Unset = UNSET,
    pct_supplier_invoice_mark_up: Decimal | int | None | Unset = UNSET, pct_tax: Decimal | int | None | Unset = UNSET,
    reports_culture: str | None | Unset = UNSET, tax_code: str | None | Unset = UNSET,
    additional_properties: Mapping[str, Any] | None = None,
) -> Call[Any]:  # fmt: skip
    """Build the request for `clients.create`: Hand in a client."""
    return Call(
        api="legacy", operation="Clients_CreateClient", method="POST", path="/client",
        body={
            "Active": active, "Billable": billable, "ClientAccountNumber": client_account_number,
            "ClientCode": client_code, "ClientManagerCode": client_manager_code, "ClientName": client_name,
            "ClientTypeName": client_type_name, "CompanyNumber": company_number, "CreditLimit": credit_limit,
            "CurrencyCode": currency_code, "CustomCode1": custom_code_1, "CustomCode2": custom_code_2,
            "CustomCode3": custom_code_3, "CustomCode4": custom_code_4, "CustomCode5": custom_code_5,
            "DefaultWHTCode": default_wht_code, "IDKey": id_key, "MasterClientCode": master_client_code,
            "MediaClientManagerCode": media_client_manager_code, "MediaServiceFeeCalcName": media_service_fee_calc_name,
            "MediaTaxStatusName": media_tax_status_name, "Notes": notes, "OfficeCode": office_code,
            "PaymentTermsBaseOnName": payment_terms_base_on_name, "PaymentTermsFactorName": payment_terms_factor_name,
            "PaymentTermsNumber": payment_terms_number, "PctMediaServiceFee": pct_media_service_fee,
            "PctRebateMediaCommission": pct_rebate_media_commission,
            "PctServiceFeeProduction": pct_service_fee_production,
            "PctSupplierInvoiceMarkUp": pct_supplier_invoice_mark_up, "PctTax": pct_tax,
            "ReportsCulture": reports_culture, "TaxCode": tax_code, **(additional_properties or {}),
        },
        media="application/xml", accept="application/xml", decode=any_json, status="documented",
    )  # fmt: skip


class Clients(Resource):
    """Whom the agency works for; created only."""

    def create(
        self, *, active: bool | None | Unset = UNSET, billable: bool | None | Unset = UNSET,
        client_account_number: str | None | Unset = UNSET, client_code: str | None | Unset = UNSET,
        client_manager_code: str | None | Unset = UNSET, client_name: str | None | Unset = UNSET,
        client_type_name: str | None | Unset = UNSET, company_number: str | None | Unset = UNSET,
        credit_limit: Decimal | int | None | Unset = UNSET, currency_code: str | None | Unset = UNSET,
        custom_code_1: str | None | Unset = UNSET, custom_code_2: str | None | Unset = UNSET,
        custom_code_3: str | None | Unset = UNSET, custom_code_4: str | None | Unset = UNSET,
        custom_code_5: str | None | Unset = UNSET, default_wht_code: str | None | Unset = UNSET,
        id_key: int | None | Unset = UNSET, master_client_code: str | None | Unset = UNSET,
        media_client_manager_code: str | None | Unset = UNSET, media_service_fee_calc_name: str | None | Unset = UNSET,
        media_tax_status_name: str | None | Unset = UNSET, notes: str | None | Unset = UNSET,
        office_code: str | None | Unset = UNSET, payment_terms_base_on_name: str | None | Unset = UNSET,
        payment_terms_factor_name: str | None | Unset = UNSET,
        payment_terms_number: Decimal | int | None | Unset = UNSET,
        pct_media_service_fee: Decimal | int | None | Unset = UNSET,
        pct_rebate_media_commission: Decimal | int | None | Unset = UNSET,
        pct_service_fee_production: Decimal | int | None | Unset = UNSET,
        pct_supplier_invoice_mark_up: Decimal | int | None | Unset = UNSET,
        pct_tax: Decimal | int | None | Unset = UNSET, reports_culture: str | None | Unset = UNSET,
        tax_code: str | None | Unset = UNSET, additional_properties: Mapping[str, Any] | None = None,
    ) -> Any:  # fmt: skip
        """Hand in a client.

        Creates a client. A code that is taken already is stored with a "1" appended. Whether a key that is known
        already changes that client is not published.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/PostClient.

        Args:
            active: Whether the client is in use.
            billable: Whether work for the client is billed.
            client_account_number: The client's account number.
            client_code: Short code of the client, with which its job numbers begin.
            client_manager_code: Code of the employee who looks after the client.
            client_name: Name of the client.
            client_type_name: Name of the client's type.
            company_number: Number under which the company is registered.
            credit_limit: How much the client may owe.
            currency_code: Code of the currency the client is billed in, such as USD.
            custom_code_1: First code of the agency's own making.
            custom_code_2: Second code of the agency's own making.
            custom_code_3: Third code of the agency's own making.
            custom_code_4: Fourth code of the agency's own making.
            custom_code_5: Fifth code of the agency's own making.
            default_wht_code: Code of the withholding tax that applies unless something else is said.
            id_key: Key of the record. What the service makes of a key that is posted is not published.
            master_client_code: Code of the master client that the client belongs to.
            media_client_manager_code: Code of the employee who looks after the client's media.
            media_service_fee_calc_name: Name of the way in which the media service fee is worked out.
            media_tax_status_name: Name of the tax status of the client's media.
            notes: Free text on the client.
            office_code: Code of the office that looks after the client.
            payment_terms_base_on_name: Name of the date from which the payment terms count.
            payment_terms_factor_name: Name of the unit in which the payment terms count.
            payment_terms_number: How many of the payment terms' unit the client has to pay.
            pct_media_service_fee: The agency's service fee on media, in percent.
            pct_rebate_media_commission: Share of the media commission that the client gets back, in percent.
            pct_service_fee_production: The agency's service fee on production work, in percent.
            pct_supplier_invoice_mark_up: What is added to suppliers' invoices when they are billed on, in percent.
            pct_tax: Tax on the client's invoices, in percent.
            reports_culture: Language and region in which the client's reports are written, such as en-US.
            tax_code: Code of the tax code of the client's invoices.
            additional_properties: Further properties of the body, by their names in JSON.

        Returns:
            The content of the response is not known; the sandbox gives the new record's key.
        """
        return self._send(create_client(
            active=active, billable=billable, client_account_number=client_account_number, client_code=client_code,
            client_manager_code=client_manager_code, client_name=client_name, client_type_name=client_type_name,
            company_number=company_number, credit_limit=credit_limit, currency_code=currency_code,
            custom_code_1=custom_code_1, custom_code_2=custom_code_2, custom_code_3=custom_code_3,
            custom_code_4=custom_code_4, custom_code_5=custom_code_5, default_wht_code=default_wht_code, id_key=id_key,
            master_client_code=master_client_code, media_client_manager_code=media_client_manager_code,
            media_service_fee_calc_name=media_service_fee_calc_name, media_tax_status_name=media_tax_status_name,
            notes=notes, office_code=office_code, payment_terms_base_on_name=payment_terms_base_on_name,
            payment_terms_factor_name=payment_terms_factor_name, payment_terms_number=payment_terms_number,
            pct_media_service_fee=pct_media_service_fee, pct_rebate_media_commission=pct_rebate_media_commission,
            pct_service_fee_production=pct_service_fee_production,
            pct_supplier_invoice_mark_up=pct_supplier_invoice_mark_up, pct_tax=pct_tax, reports_culture=reports_culture,
            tax_code=tax_code, additional_properties=additional_properties,
        ))  # fmt: skip


class AsyncClients(AsyncResource):
    """Whom the agency works for; created only."""

    async def create(
        self, *, active: bool | None | Unset = UNSET, billable: bool | None | Unset = UNSET,
        client_account_number: str | None | Unset = UNSET, client_code: str | None | Unset = UNSET,
        client_manager_code: str | None | Unset = UNSET, client_name: str | None | Unset = UNSET,
        client_type_name: str | None | Unset = UNSET, company_number: str | None | Unset = UNSET,
        credit_limit: Decimal | int | None | Unset = UNSET, currency_code: str | None | Unset = UNSET,
        custom_code_1: str | None | Unset = UNSET, custom_code_2: str | None | Unset = UNSET,
        custom_code_3: str | None | Unset = UNSET, custom_code_4: str | None | Unset = UNSET,
        custom_code_5: str | None | Unset = UNSET, default_wht_code: str | None | Unset = UNSET,
        id_key: int | None | Unset = UNSET, master_client_code: str | None | Unset = UNSET,
        media_client_manager_code: str | None | Unset = UNSET, media_service_fee_calc_name: str | None | Unset = UNSET,
        media_tax_status_name: str | None | Unset = UNSET, notes: str | None | Unset = UNSET,
        office_code: str | None | Unset = UNSET, payment_terms_base_on_name: str | None | Unset = UNSET,
        payment_terms_factor_name: str | None | Unset = UNSET,
        payment_terms_number: Decimal | int | None | Unset = UNSET,
        pct_media_service_fee: Decimal | int | None | Unset = UNSET,
        pct_rebate_media_commission: Decimal | int | None | Unset = UNSET,
        pct_service_fee_production: Decimal | int | None | Unset = UNSET,
        pct_supplier_invoice_mark_up: Decimal | int | None | Unset = UNSET,
        pct_tax: Decimal | int | None | Unset = UNSET, reports_culture: str | None | Unset = UNSET,
        tax_code: str | None | Unset = UNSET, additional_properties: Mapping[str, Any] | None = None,
    ) -> Any:  # fmt: skip
        """Hand in a client.

        Creates a client. A code that is taken already is stored with a "1" appended. Whether a key that is known
        already changes that client is not published.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/PostClient.

        Args:
            active: Whether the client is in use.
            billable: Whether work for the client is billed.
            client_account_number: The client's account number.
            client_code: Short code of the client, with which its job numbers begin.
            client_manager_code: Code of the employee who looks after the client.
            client_name: Name of the client.
            client_type_name: Name of the client's type.
            company_number: Number under which the company is registered.
            credit_limit: How much the client may owe.
            currency_code: Code of the currency the client is billed in, such as USD.
            custom_code_1: First code of the agency's own making.
            custom_code_2: Second code of the agency's own making.
            custom_code_3: Third code of the agency's own making.
            custom_code_4: Fourth code of the agency's own making.
            custom_code_5: Fifth code of the agency's own making.
            default_wht_code: Code of the withholding tax that applies unless something else is said.
            id_key: Key of the record. What the service makes of a key that is posted is not published.
            master_client_code: Code of the master client that the client belongs to.
            media_client_manager_code: Code of the employee who looks after the client's media.
            media_service_fee_calc_name: Name of the way in which the media service fee is worked out.
            media_tax_status_name: Name of the tax status of the client's media.
            notes: Free text on the client.
            office_code: Code of the office that looks after the client.
            payment_terms_base_on_name: Name of the date from which the payment terms count.
            payment_terms_factor_name: Name of the unit in which the payment terms count.
            payment_terms_number: How many of the payment terms' unit the client has to pay.
            pct_media_service_fee: The agency's service fee on media, in percent.
            pct_rebate_media_commission: Share of the media commission that the client gets back, in percent.
            pct_service_fee_production: The agency's service fee on production work, in percent.
            pct_supplier_invoice_mark_up: What is added to suppliers' invoices when they are billed on, in percent.
            pct_tax: Tax on the client's invoices, in percent.
            reports_culture: Language and region in which the client's reports are written, such as en-US.
            tax_code: Code of the tax code of the client's invoices.
            additional_properties: Further properties of the body, by their names in JSON.

        Returns:
            The content of the response is not known; the sandbox gives the new record's key.
        """
        return await self._send(create_client(
            active=active, billable=billable, client_account_number=client_account_number, client_code=client_code,
            client_manager_code=client_manager_code, client_name=client_name, client_type_name=client_type_name,
            company_number=company_number, credit_limit=credit_limit, currency_code=currency_code,
            custom_code_1=custom_code_1, custom_code_2=custom_code_2, custom_code_3=custom_code_3,
            custom_code_4=custom_code_4, custom_code_5=custom_code_5, default_wht_code=default_wht_code, id_key=id_key,
            master_client_code=master_client_code, media_client_manager_code=media_client_manager_code,
            media_service_fee_calc_name=media_service_fee_calc_name, media_tax_status_name=media_tax_status_name,
            notes=notes, office_code=office_code, payment_terms_base_on_name=payment_terms_base_on_name,
            payment_terms_factor_name=payment_terms_factor_name, payment_terms_number=payment_terms_number,
            pct_media_service_fee=pct_media_service_fee, pct_rebate_media_commission=pct_rebate_media_commission,
            pct_service_fee_production=pct_service_fee_production,
            pct_supplier_invoice_mark_up=pct_supplier_invoice_mark_up, pct_tax=pct_tax, reports_culture=reports_culture,
            tax_code=tax_code, additional_properties=additional_properties,
        ))  # fmt: skip

"""Defects of the form of responses: types, required properties, media types, encodings and XML."""

from __future__ import annotations

import re
from decimal import Decimal

from lxml import etree

from ..service import Call
from .base import Steps, defect, is_xml


@defect("schema", "v2.Jobs_GetJob")
def a_string_property_is_a_number(call: Call) -> Steps:
    yield
    call.edit_records(lambda record: record.update(jobDescription=5) if "jobDescription" in record else None)


@defect("schema", "v2.Jobs_GetJob")
def the_id_is_missing(call: Call) -> Steps:
    yield
    call.edit_records(lambda record: record.pop("id", None))


@defect("schema", "v2.Jobs_CreateJob")
def a_create_returns_200(call: Call) -> Steps:
    yield
    call.status = 200 if call.status == 201 else call.status


@defect("schema", "v2.Offices_ListOffices", "v2.Offices_GetOffice")
def records_hold_only_their_id(call: Call) -> Steps:
    yield
    if call.path.startswith("/v2/offices") and call.succeeded:
        rows = [{"id": row["id"]} for row in call.record.get("items", ())]
        call.reply({**call.record, "items": rows} if "items" in call.record else {"id": call.record["id"]})


@defect("schema", "v2.TaxCodes_GetTaxCode")
def the_media_type_is_text(call: Call) -> Steps:
    yield
    if call.succeeded:
        call.response_headers["content-type"] = "text/html"


@defect("schema", "v2.Estimates_GetEstimate")
def dates_have_no_zone(call: Call) -> Steps:
    yield
    call.edit_records(lambda record: record.update(modifiedDate=str(record.get("modifiedDate")).rstrip("Z")))


@defect("schema", "legacy.PurchaseOrders_GetPurchaseOrder")
def xml_elements_change_places(call: Call) -> Steps:
    yield
    if call.status == 200 and b"<" in call.content[:5]:
        root = etree.fromstring(call.content)
        record = root if len(root) and not len(root[0]) else root[0]
        record.insert(0, record[1])
        call.content = etree.tostring(root)


@defect("schema", "legacy.PurchaseOrders_GetPurchaseOrder")
def the_xml_namespace_is_another(call: Call) -> Steps:
    yield
    call.content = call.content.replace(b"Accountability.API.Model", b"Accountability.API.Modell")


@defect("schema", "v2.PurchaseOrders_ListPurchaseOrders")
def a_required_nested_property_is_null(call: Call) -> Steps:
    yield
    if call.path == "/v2/purchaseorders":
        call.edit_records(lambda record: record.update(id=None))


@defect("schema", "v2.Products_ListProducts")
def a_list_has_a_null_record(call: Call) -> Steps:
    yield
    if call.path == "/v2/products" and call.succeeded:
        call.reply({**call.record, "items": [*call.record["items"][:-1], None]})


@defect("schema", "v2.UserAccessGroups_ListUserAccessGroups")
def a_nested_list_has_another_type(call: Call) -> Steps:
    yield
    if call.path == "/v2/useraccessgroups":
        call.edit_records(lambda record: record["access"][-1].update(accessLevel=7) if record.get("access") else None)


@defect("schema", "v2.Jobs_ListJobs")
def days_in_lists_have_a_time(call: Call) -> Steps:
    yield
    if call.path == "/v2/jobs" and call.method == "GET":
        call.edit_records(lambda record: record.update(dateOpened=f"{record['dateOpened']}T00:00:00"))


@defect("schema", "v2.Clients_GetClient")
def the_encoding_is_latin_1(call: Call) -> Steps:
    yield
    if call.succeeded:
        call.content = call.content.decode().encode("latin-1", "replace")
        call.response_headers["content-type"] = "application/json; charset=iso-8859-1"


@defect("schema", "v2.Products_GetProduct")
def the_encoding_is_utf_16(call: Call) -> Steps:
    yield
    if call.succeeded and call.path.startswith("/v2/products"):
        call.content = call.content.decode().encode("utf-16")


@defect("schema", "v2.Currencies_ListCurrencies")
def json_begins_with_a_byte_order_mark(call: Call) -> Steps:
    yield
    if call.succeeded and call.path.startswith("/v2/currencies"):
        call.content = b"\xef\xbb\xbf" + call.content


@defect("schema", "v2.Offices_ListOffices")
def a_rejection_of_credentials_is_a_page(call: Call) -> Steps:
    yield
    if call.status == 401:
        call.content, call.response_headers["content-type"] = b"<html>Sign in</html>", "text/html"


@defect("schema", "v2.Jobs_CreateJob")
def a_conflict_is_plain_json(call: Call) -> Steps:
    yield
    if call.status == 409:
        call.response_headers["content-type"] = "application/json"


@defect("schema", "v1.Jobs_UpdateJob")
def a_refusal_of_access_has_no_content(call: Call) -> Steps:
    yield
    if call.status == 403:
        call.content = b""


@defect("schema", "legacy.PurchaseOrderEntries_ListPurchaseOrderEntriesByOrder")
def xml_elements_of_the_last_record_change_places(call: Call) -> Steps:
    yield
    if is_xml(call):
        root = etree.fromstring(call.content)
        if len(root) and len(root[-1]) > 1:
            root[-1].insert(0, root[-1][1])
            call.content = etree.tostring(root)


@defect("schema", "legacy.SupplierPayments_GetSupplierPayment")
def xml_numbers_have_an_exponent(call: Call) -> Steps:
    yield
    if is_xml(call):
        call.content = re.sub(rb">(\d+\.\d+)<", _with_exponent, call.content)


@defect("schema", "legacy.SupplierInvoices_GetSupplierInvoice")
def xml_booleans_are_capitalised(call: Call) -> Steps:
    yield
    if is_xml(call):
        call.content = call.content.replace(b">true<", b">True<").replace(b">false<", b">False<")


def _with_exponent(number: re.Match[bytes]) -> bytes:
    return f">{Decimal(number[1].decode()):E}<".encode()

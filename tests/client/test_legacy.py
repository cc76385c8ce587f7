"""The legacy service: JSON and XML give equal records and are written from the same arguments."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from accountability import BadRequestError, ContractViolationError, spec, wcf
from accountability.legacy import client_contacts

from .fake_service import Make, Service, response, xml

NS = "http://schemas.datacontract.org/2004/07/Accountability.API.Model"
DOCUMENT = spec.load("legacy").document
OPERATIONS = [
    operation
    for operation in spec.load("legacy").operations.values()
    if operation.method == "GET"
    and operation.success() is not None
    and operation.success("application/xml") is not None
]


def example(operation: spec.Operation, media: str) -> Any:
    return operation.resolve(operation.raw["responses"]["200"])["content"][media]["example"]


def json_response(value: Any) -> Any:
    from accountability_api._runtime.wire import json_bytes

    return response(json_bytes(value), content_type="application/json; charset=utf-8")


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.key)
def test_json_and_xml_give_equal_records(client: Make, service: Service, operation: spec.Operation) -> None:
    value = example(operation, "application/json")
    document = wcf.Codec(DOCUMENT).encode(value, operation.success("application/xml") or {})
    keys = {parameter["name"]: parameter["example"] for parameter in operation.parameters if parameter["in"] == "path"}
    path = re.sub(r"\{(\w+)\}", lambda match: str(keys[match[1]]), operation.path)
    service.on("GET", f"/Service.svc{path}", json_response(value), xml(document.decode()))
    _, resource, method = operation.python.split(".")
    call = getattr(getattr(client().legacy, resource), method)
    by_json, by_xml = (call(*keys.values(), format=format) for format in ("json", "xml"))
    assert by_json == by_xml
    assert type(by_json) is type(by_xml)
    assert [request.headers["accept"] for request in service.requests] == ["application/json", "application/xml"]
    assert [request.url.params.get("format") for request in service.requests] == ["json", None]


def test_xml_gives_exact_decimals_and_aware_datetimes(client: Make, service: Service) -> None:
    service.on(
        "GET",
        "/Service.svc/Timesheets/Export/2025-03-03/2025-03-05/2025-03-01/2025-03-31",
        xml(
            f'<Timesheets xmlns="{NS}" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><Timesheet>'
            "<ActionDate>2025-03-07T16:00:00</ActionDate><ActionType i:nil='true'/>"
            "<BillableAmount>12678967.54323300000001</BillableAmount><Mood>good</Mood></Timesheet></Timesheets>"
        ),
    )
    day = datetime.date
    arguments = day(2025, 3, 3), day(2025, 3, 5), day(2025, 3, 1), day(2025, 3, 31)
    (sheet,) = client().legacy.timesheets.export(*arguments)
    assert sheet.action_date == datetime.datetime(2025, 3, 7, 16, tzinfo=datetime.UTC)
    assert sheet.billable_amount == Decimal("12678967.54323300000001")
    assert sheet.action_type is None
    assert sheet.additional_properties == {"Mood": "good"}
    (sheet,) = client(legacy_timezone=ZoneInfo("Australia/Sydney")).legacy.timesheets.export(*arguments)
    assert sheet.action_date == datetime.datetime(2025, 3, 7, 5, tzinfo=datetime.UTC)


def create(api: Any, **changes: Any) -> Any:
    return api.legacy.jobs.create(
        job_description="Film & <co>",
        budget=Decimal("12400.10"),
        agency_deadline=datetime.datetime(2025, 6, 13, tzinfo=datetime.UTC),
        notes=None,
        **changes,
    )


def test_json_is_written_with_wcf_dates_and_exact_decimals(client: Make, service: Service) -> None:
    service.on("POST", "/Service.svc/job", json_response(4715))
    assert create(client()) == 4715
    (request,) = service.requests
    assert request.content == (
        b'{"AgencyDeadline":"/Date(1749772800000+0000)/","Budget":12400.10,"JobDescription":"Film & <co>","Notes":null}'
    )
    assert request.url.params["format"] == "json"


def test_xml_is_written_in_the_contracts_order(client: Make, service: Service) -> None:
    service.on(
        "POST", "/Service.svc/job", xml('<int xmlns="http://schemas.microsoft.com/2003/10/Serialization/">4715</int>')
    )
    assert create(client(), format="xml") == 4715
    (request,) = service.requests
    assert request.headers["content-type"] == "application/xml"
    assert request.content.decode() == (
        f'<PostJob xmlns="{NS}" xmlns:i="http://www.w3.org/2001/XMLSchema-instance">'
        "<AgencyDeadline>2025-06-13T00:00:00</AgencyDeadline><Budget>12400.10</Budget>"
        '<JobDescription>Film &amp; &lt;co&gt;</JobDescription><Notes i:nil="true"/></PostJob>'
    )


def test_an_empty_response_is_none(client: Make, service: Service) -> None:
    service.on("POST", "/Service.svc/clientcontact/add", response(None))
    assert client().send(client_contacts.create_client_contact(contact_name="Pelle Strand")) is None


def test_text_where_no_body_is_expected_is_ignored(client: Make, service: Service) -> None:
    service.on("POST", "/Service.svc/clientcontact/add", response("Saved.", content_type="text/plain"))
    client().legacy.client_contacts.create(contact_name="Pelle Strand")


def test_an_html_page_where_no_body_is_expected_is_a_contract_violation(client: Make, service: Service) -> None:
    service.on("POST", "/Service.svc/clientcontact/add", response("<html>log in</html>", content_type="text/html"))
    with pytest.raises(ContractViolationError, match="HTML page"):
        client().legacy.client_contacts.create(contact_name="Pelle Strand")


def test_a_response_in_the_other_representation_is_parsed_by_its_content_type(client: Make, service: Service) -> None:
    operation = spec.find("legacy.SupplierInvoices_GetSupplierInvoice")
    value = example(operation, "application/json")
    document = wcf.Codec(DOCUMENT).encode(value, operation.success("application/xml") or {}).decode()
    service.on("GET", "/Service.svc/supplierinvoices/5", xml(document), json_response(value))
    api = client()
    from_json, from_xml = (api.legacy.supplier_invoices.get(5, format=format) for format in ("json", "xml"))
    assert from_json == from_xml
    assert from_json.id_key == value["IDKey"]


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ("<html/>", "got <html>"),
        ("<!DOCTYPE a><Supplier_Invoice/>", "DOCTYPE"),
        ("<Supplier_Invoice>", "line 1"),
        (f'<Supplier_Invoice xmlns="{NS}"><IDKey>x</IDKey></Supplier_Invoice>', "IDKey is a string"),
    ],
)
def test_the_contract_violation_of_invalid_xml_has_the_content(
    client: Make, service: Service, document: str, reason: str
) -> None:
    service.on("GET", "/Service.svc/supplierinvoices/5", xml(document))
    with pytest.raises(ContractViolationError, match=reason) as exc_info:
        client().legacy.supplier_invoices.get(5, format="xml")
    assert exc_info.value.content == document.encode()


def test_the_error_shows_the_reason_of_a_wcf_fault(client: Make, service: Service) -> None:
    fault = "<Fault><Code><Value>Sender</Value></Code><Reason><Text>No such type.</Text></Reason></Fault>"
    service.on("POST", "/Service.svc/job", xml(fault, 400))
    with pytest.raises(BadRequestError, match=r"legacy\.Jobs_CreateJob: POST /job returned 400 .*No such type"):
        create(client())

"""The legacy service: XML by default, JSON on request, on the same records as v1 and v2."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from lxml import etree
from tests.shipped import max_page_size

from accountability import spec, wcf
from accountability.sandbox import sandbox

from .conftest import Caller, example_body, read

MODEL = "http://schemas.datacontract.org/2004/07/Accountability.API.Model"
XML = {"Content-Type": "application/xml"}


def post_xml(api: Caller, key: str, path: str, value: Any) -> etree._Element:
    operation = spec.find(key)
    schema = operation.request_schema("application/xml")
    assert schema is not None
    document = wcf.Codec(operation.contract.document).encode(value, schema)
    response = api.post(path, content=document, headers=XML).raise_for_status()
    assert response.headers["Content-Type"] == "application/xml"
    return etree.fromstring(response.content)


def post_json(api: Caller, path: str, value: Any) -> Any:
    return read(api.send_json("POST", f"/Service.svc{path}?format=json", value).raise_for_status())


def test_xml_is_the_default_and_json_has_the_same_properties_in_order(api: Caller) -> None:
    document = etree.fromstring(api.get("/Service.svc/purchaseorders/5001").content)
    record = read(api.get("/Service.svc/purchaseorders/5001?format=json"))
    assert document.tag == f"{{{MODEL}}}Purchase_Order"
    assert [etree.QName(element).localname for element in document] == list(record)
    assert record["IDKey"] == record["id"] == 5001


def test_a_date_is_wall_time_in_xml_and_an_offset_in_json(api: Caller) -> None:
    added = read(api.get("/v2/purchaseorders/5001"))["addedDate"]
    assert added == "2025-02-10T10:05:00Z"
    assert "<AddedDate>2025-02-10T10:05:00</AddedDate>" in api.get("/Service.svc/purchaseorders/5001").text
    record = read(api.get("/Service.svc/purchaseorders/5001?format=json"))
    assert wcf.parse_date(record["AddedDate"]).isoformat() == "2025-02-10T10:05:00+00:00"


def test_a_job_posted_as_json_is_read_in_v2(api: Caller) -> None:
    key = post_json(api, "/job", example_body("legacy.Jobs_CreateJob"))
    job = api.get_json(f"/v2/jobs/{key}")
    assert job["jobDescription"] == "Summer posters"
    assert job["dateOpened"] == "2025-03-10"
    assert api.get_json(f"/v2/clients/{job['clientId']}")["clientCode"] == "HLX"
    assert api.get_json(f"/v2/employees/{job['jobManagerId']}")["employeeCode"] == "JLIN"


def test_a_job_posted_as_xml_is_the_same_job(api: Caller) -> None:
    body = example_body("legacy.Jobs_CreateJob")
    response = post_xml(api, "legacy.Jobs_CreateJob", "/Service.svc/job", body)
    assert etree.QName(response).localname == "int"
    by_xml = api.get_json(f"/v2/jobs/{response.text}")
    by_json = api.get_json(f"/v2/jobs/{post_json(api, '/job', body)}")
    assert {**by_xml, "id": 0, "jobNo": ""} == {**by_json, "id": 0, "jobNo": ""}


def test_a_job_created_in_v2_is_exported_with_the_names_of_the_records_it_refers_to(api: Caller) -> None:
    job = api.create("/v2/jobs", example_body("v2.Jobs_CreateJob"))
    client = api.get_json(f"/v2/clients/{job['clientId']}")
    response = api.get(f"/Service.svc/Job/Export/?IDKey={job['id']}")
    texts = {etree.QName(element).localname: element.text for element in etree.fromstring(response.content)}
    assert texts["JobDescription"] == job["jobDescription"]
    assert texts["ClientName"] == client["clientName"]
    assert texts["DateOpened"] == job["dateOpened"]


def test_a_change_in_v2_shows_in_the_legacy_service(api: Caller) -> None:
    api.post("/v2/purchaseorders/5002/cancel").raise_for_status()
    assert read(api.get("/Service.svc/purchaseorders/5002?format=json"))["Canceled"] is True


def test_a_key_that_is_posted_overwrites_no_record(api: Caller) -> None:
    before = api.get_json("/v2/jobs/4711")
    key = post_json(api, "/job", {**example_body("legacy.Jobs_CreateJob"), "IDKey": 4711})
    assert key != 4711
    assert api.get_json("/v2/jobs/4711") == before


def test_a_posted_contact_is_stored_and_the_response_is_empty(api: Caller) -> None:
    count = api.get_json("/v2/clientcontacts")["totalCount"]
    body = example_body("legacy.ClientContacts_CreateClientContact")
    response = api.send_json("POST", "/Service.svc/clientcontact/add?format=json", body)
    assert response.status_code == 200
    assert response.content == b""
    contacts = api.get_json("/v2/clientcontacts", pageSize=max_page_size("v2.ClientContacts_ListClientContacts"))
    assert contacts["totalCount"] == count + 1
    assert contacts["items"][-1]["emailAddress"] == body["EmailAdress"]


def test_an_unknown_code_is_a_conflict_and_nothing_is_stored(api: Caller) -> None:
    count = api.get_json("/v2/jobs")["totalCount"]
    body = {**example_body("legacy.Jobs_CreateJob"), "ClientCode": "UNKNOWN"}
    response = api.send_json("POST", "/Service.svc/job?format=json", body)
    assert response.status_code == 409
    assert [error["name"] for error in read(response)["errors"]] == ["/ClientCode"]
    assert api.get_json("/v2/jobs")["totalCount"] == count


def test_an_unknown_key_is_not_found(api: Caller) -> None:
    assert api.get("/Service.svc/purchaseorders/999").status_code == 404
    assert api.get("/Service.svc/Job/Export/?IDKey=999").status_code == 404


def test_a_list_by_parent_has_only_that_parents_records(api: Caller) -> None:
    lines = api.get_json("/v2/purchaseorders/5002/entries")["items"]
    assert lines
    records = read(api.get("/Service.svc/purchaseorderentries/orderid/5002?format=json"))
    assert [record["IDKey"] for record in records] == [line["id"] for line in lines]
    assert read(api.get("/Service.svc/purchaseorderentries/orderid/999?format=json")) == []


def test_the_time_sheet_export_selects_by_day_of_work_and_day_of_change(api: Caller) -> None:
    def export_ids(*days: str) -> list[str]:
        document = etree.fromstring(api.get("/Service.svc/Timesheets/Export/" + "/".join(days)).content)
        return [element.text or "" for element in document.iter(f"{{{MODEL}}}TimeEntryID")]

    entries = api.get_json("/v2/timeentries", pageSize=max_page_size("v2.TimeEntries_ListTimeEntries"))["items"]
    day = entries[0]["timesheetDate"]
    expected = [str(entry["id"]) for entry in entries if entry["timesheetDate"] == day]
    assert 0 < len(expected) < len(entries)
    assert export_ids(day, day, "2000-01-01", "2100-01-01") == expected
    assert export_ids(day, day, "2100-01-01", "2100-01-02") == []
    changed = entries[0]["modifiedDate"][:10]
    assert str(entries[0]["id"]) in export_ids(day, day, changed, changed)


@pytest.mark.parametrize(
    "path",
    [
        "/Timesheets/Export/monday/2025-03-05/2025-03-01/2025-03-31",
        "/purchaseorders/x",
        "/purchaseorders/5001?format=yaml",
        "/Job/Export/",
        "/Job/Export/?IDKey=x",
    ],
)
def test_an_invalid_request_is_a_bad_request(api: Caller, path: str) -> None:
    assert api.get(f"/Service.svc{path}").status_code == 400


def test_the_slash_at_the_end_of_job_export_belongs_to_the_path(api: Caller) -> None:
    assert api.get("/Service.svc/Job/Export?IDKey=4711").status_code == 404


@pytest.mark.parametrize(
    "document",
    [
        b"<PostJob",
        b"<Other xmlns='" + MODEL.encode() + b"'/>",
        b"<!DOCTYPE PostJob [<!ENTITY a 'b'>]><PostJob xmlns='" + MODEL.encode() + b"'/>",
        b"<PostJob xmlns='" + MODEL.encode() + b"'><Budget>much</Budget></PostJob>",
        b"<PostJob xmlns='" + MODEL.encode() + b"'><JobDescription><b>film</b></JobDescription></PostJob>",
    ],
    ids=["cut", "another root", "DOCTYPE", "a word instead of a number", "elements instead of a string"],
)
def test_invalid_xml_is_a_bad_request(api: Caller, document: bytes) -> None:
    assert api.post("/Service.svc/job", content=document, headers=XML).status_code == 400


def test_a_key_that_is_a_string_in_v2_is_a_number_in_legacy() -> None:
    documents = {api: deepcopy(dict(spec.load(api).document)) for api in spec.APIS}
    properties = documents["v2"]["components"]["schemas"]["MediaInvoiceEntry"]["properties"]
    properties["id"] = {"type": "string"}
    listing = documents["v2"]["paths"]["/v2/mediainvoiceentries"]["get"]["responses"]["200"]["content"]
    for item in listing["application/json"]["example"]["items"]:
        item["id"] = str(item["id"])
    with sandbox(documents=documents) as running:
        caller = Caller(base_url=running.url, auth=(running.accounts[0].api_token, ""))
        with caller:
            first = caller.get_json("/v2/mediainvoiceentries")["items"][0]["id"]
            assert isinstance(first, str)
            response = caller.get_json(f"/Service.svc/mediainvoiceentries/{first}", format="json")
            record = response if isinstance(response, dict) else response[0]
            assert record["IDKey"] == int(first)

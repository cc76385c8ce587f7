"""v1 does not reveal records that a caller may not see, by any reference of any operation: generated from the contract.

Every id that a request can contain, in its body or its path, is sent twice for every caller: once for a record that is
hidden from them, once for one that does not exist. Both responses must be the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any, NamedTuple

import httpx
import pytest
from tests.shipped import required_query

from accountability.sandbox import Sandbox
from accountability.sandbox.http.in_process import SandboxTransport
from accountability.spec import Operation

from .conftest import Caller
from .test_access import LIMITED, PEOPLE, PRESENT, V1

ABSENT = 987_654_321
OWN_ONLY = "bea.solano"
PERSONS = [*PRESENT, OWN_ONLY]
FILLED = (
    "offices",
    "employees",
    "clients",
    "clientcontacts",
    "suppliers",
    "products",
    "campaigns",
    "jobs",
    "estimates",
)
MERGE_PATCH = "application/merge-patch+json"


class Reference(NamedTuple):
    """An id in a request: of which collection, and the property or path parameter that contains it."""

    operation: Operation
    target: str
    name: str
    location: str

    def __str__(self) -> str:
        return f"{self.operation.key} {self.location} {self.name}"


def references() -> Iterator[Reference]:
    collections = {each.record for each in LIMITED}
    for operation in LIMITED:
        for media, content in operation.raw.get("requestBody", {}).get("content", {}).items():
            assert media in ("application/json", MERGE_PATCH)
            for name, schema in V1.resolve(content["schema"])["properties"].items():
                if V1.resolve(schema).get("x-references", schema.get("x-references")) in collections:
                    yield Reference(operation, schema["x-references"], name, "body")
        for parameter in operation.parameters:
            if parameter["in"] == "path":
                yield Reference(operation, parent_of(operation, parameter["name"]), parameter["name"], "path")


def parent_of(operation: Operation, parameter: str) -> str:
    """Return the collection that a path parameter addresses, by the path before it."""
    before = operation.path.partition(f"/{{{parameter}}}")[0]
    (found,) = {each.record for each in LIMITED if each.method == "GET" and each.path == before and each.paging}
    return found


REFERENCES = [*references()]


@pytest.fixture(scope="module")
def agency() -> Iterator[Sandbox]:
    """A sandbox with a person whose group grants only their own data, of every transaction type."""
    with closing(Sandbox(rows=dict.fromkeys(FILLED, 40))) as sandbox:
        kinds = sorted({each.raw["x-access"] for each in LIMITED})
        rights = [{"transactionType": kind, "accessLevel": "My Data Only"} for kind in kinds]
        (group,) = sandbox.seed("useraccessgroups", [{"userAccessGroupName": "Own data only", "access": rights}])
        person = {**PEOPLE[OWN_ONLY], "userAccessGroupId": group["id"], "endDate": None}
        sandbox.seed("employees", [person])
        sandbox.snapshots.take("filled")
        yield sandbox


def caller_of(sandbox: Sandbox, name: str) -> Caller:
    (token,) = (each.api_token for each in sandbox.accounts if each.username.partition("@")[0] == name)
    return Caller(base_url=sandbox.url, auth=(token, ""), transport=SandboxTransport(sandbox))


def ids(caller: Caller, api: str, collection: str) -> list[Any]:
    """Return the ids that a list shows a caller; none if it is forbidden."""
    operation = next((each for each in LIMITED if each.record == collection and each.paging), None)
    if operation is None or "{" in operation.path:
        return []
    path = operation.path.replace("/v1/", f"/{api}/")
    response = caller.get(path, params={"pageSize": 500, **required_query(operation)})
    return [each["id"] for each in response.json()["items"]] if response.is_success else []


def send(caller: Caller, reference: Reference, key: Any, visible: Mapping[str, list[Any]]) -> httpx.Response | None:
    """Send a request with an id in one place and visible ids in the others; None if the caller sees no such record."""
    operation, path = reference.operation, reference.operation.path
    for parameter in operation.parameters:
        if parameter["in"] == "path":
            name = parameter["name"]
            known = visible[parent_of(operation, name)]
            if not known and name != reference.name:
                return None
            value = key if (reference.location, reference.name) == ("path", name) else next(iter(known), None)
            path = path.replace(f"{{{name}}}", str(value))
    for media, content in operation.raw.get("requestBody", {}).get("content", {}).items():
        body = body_of(reference, content, key, visible, partial=media == MERGE_PATCH)
        return None if body is None else caller.send_json(operation.method, path, body, media)
    return caller.request(operation.method, path, params=required_query(operation))


def stored(ops: Caller, reference: Reference, visible: Mapping[str, list[Any]]) -> Mapping[str, Any]:
    """Return the record that a request changes: an id that it has already may be sent back."""
    operation = reference.operation
    key = next(iter(visible[operation.record]), None)
    is_update = reference.location == "body" and operation.method != "POST" and key is not None
    return ops.get_json(f"/v2/{operation.record}/{key}") if is_update else {}


def body_of(
    reference: Reference, content: Mapping[str, Any], key: Any, visible: Mapping[str, list[Any]], *, partial: bool
) -> dict[str, Any] | None:
    schema = V1.resolve(content["schema"])
    body = {} if partial else dict(content["example"])
    for name, each in schema["properties"].items():
        target = each.get("x-references")
        if target and name in body:
            if visible[target]:
                body[name] = visible[target][0]
            elif name in schema.get("required", ()):
                return None
            else:
                del body[name]
    return {**body, reference.name: key} if reference.location == "body" else body


def comparable(response: httpx.Response, key: Any) -> tuple[int, str, tuple[str, ...]]:
    """Return all of a response that a caller sees, without the id that they sent."""
    text = re.sub(rf"\b{re.escape(str(key))}\b", "ID", response.text)
    headers = tuple(sorted({*response.headers} - {"x-request-id", "content-length"}))
    return response.status_code, text, headers


@pytest.mark.parametrize("person", PERSONS)
def test_a_hidden_record_is_like_one_that_does_not_exist_at_every_reference(agency: Sandbox, person: str) -> None:
    agency.snapshots.restore("filled")
    differences, compared = [], Counter[str]()
    with caller_of(agency, "ops") as ops, caller_of(agency, person) as caller:
        collections = {each.target for each in REFERENCES} | {each.record for each in LIMITED}
        visible = {each: ids(caller, "v1", each) for each in collections}
        hidden = {each: [key for key in ids(ops, "v2", each) if key not in visible[each]] for each in collections}
        for reference in REFERENCES:
            if not hidden[reference.target]:
                continue
            current = stored(ops, reference, visible)
            key = next(each for each in reversed(hidden[reference.target]) if each != current.get(reference.name))
            absent = send(caller, reference, ABSENT, visible)
            present = send(caller, reference, key, visible)
            if absent is None or present is None:
                continue
            compared[str(absent.status_code)] += 1
            if comparable(present, key) != comparable(absent, ABSENT):
                differences.append(f"{reference}: {present.status_code} {present.text[:200]}, {absent.status_code}")
    assert differences == []
    hides = person not in ("ops", "ines.duarte")
    assert sum(compared.values()) > (15 if hides else -1), compared
    assert not compared.keys() & {"200", "201"}


@pytest.mark.parametrize("person", ["tom.whitfield", OWN_ONLY])
def test_a_visible_record_may_be_named(agency: Sandbox, person: str) -> None:
    agency.snapshots.restore("filled")
    with caller_of(agency, person) as caller:
        collections = {each.target for each in REFERENCES} | {each.record for each in LIMITED}
        visible = {each: ids(caller, "v1", each) for each in collections}
        statuses = Counter(
            response.status_code
            for reference in REFERENCES
            if visible[reference.target]
            and (response := send(caller, reference, visible[reference.target][0], visible)) is not None
        )
    assert statuses[200] + statuses[201] > 15, statuses
    assert {*statuses} <= {200, 201, 403, 409}


def test_a_hidden_client_gives_away_neither_number_nor_fees_nor_contacts(agency: Sandbox) -> None:
    agency.snapshots.restore("filled")
    body = {"clientId": 31, "jobTypeId": 2, "jobDescription": "Launch film"}
    with caller_of(agency, "tom.whitfield") as tom, caller_of(agency, "ops") as ops:
        assert tom.get("/v1/clients/31").status_code == 404
        before = ops.get_json("/v2/jobs")["totalCount"]
        response = tom.send_json("POST", "/v1/jobs", body)
        assert response.status_code == 409
        assert not [text for text in ("NWB", "7.5", "Ines") if text in response.text]
        assert ops.get_json("/v2/jobs")["totalCount"] == before


def test_callers_cannot_change_their_own_rights(agency: Sandbox) -> None:
    agency.snapshots.restore("filled")
    with caller_of(agency, OWN_ONLY) as bea:
        person = f"/v1/employees/{PEOPLE[OWN_ONLY]['id']}"
        for changes in ({"userAccessGroupId": None}, {"ownOfficeDataOnly": True}):
            response = bea.patch_json(person, changes)
            assert (response.status_code, response.json()["type"]) == (409, "urn:accountability-sandbox:own-access")
            assert f"their own {next(iter(changes))}" in response.json()["detail"]
        assert bea.patch_json(person, {"title": "Producer"}).status_code == 200


def test_an_update_cannot_hide_the_record_from_its_caller(agency: Sandbox) -> None:
    agency.snapshots.restore("filled")
    with caller_of(agency, "tom.whitfield") as tom, caller_of(agency, "ops") as ops:
        (offices,) = [ops.get_json("/v2/offices", pageSize=500)["items"]]
        job = ops.create("/v2/jobs", {"clientId": 31, "jobTypeId": 2, "jobDescription": "x", "officeId": 2})
        assert [each["officeCode"] for each in offices if each["id"] == 2] == ["LON"]
        response = tom.patch_json(f"/v1/jobs/{job['id']}", {"officeId": 1})
        assert (response.status_code, response.json()["type"]) == (403, "urn:accountability-sandbox:access")
        assert ops.get_json(f"/v2/jobs/{job['id']}")["officeId"] == 2


def test_an_id_that_the_record_has_already_may_be_sent_back(agency: Sandbox) -> None:
    agency.snapshots.restore("filled")
    with caller_of(agency, "priya.raman") as priya:
        person = f"/v1/employees/{PEOPLE['priya.raman']['id']}"
        supervisor = priya.get_json(person)["supervisorId"]
        assert priya.get(f"/v1/employees/{supervisor}").status_code == 404
        assert priya.patch_json(person, {"supervisorId": supervisor, "title": "Designer"}).status_code == 200

"""The contract as data: every operation is found by its key and by its Python name."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

import pytest

from accountability import spec
from accountability.spec import APIS, Contract, UnknownKeyError

OPERATIONS = [operation for api in APIS for operation in spec.load(api).operations.values()]


def test_every_api_has_operations() -> None:
    assert {operation.api for operation in OPERATIONS} == set(APIS)


def test_both_clients_have_a_method_for_every_operation() -> None:
    for operation in OPERATIONS:
        api, resource, method = operation.python.split(".")
        module = import_module(f"accountability.{api}")
        for prefix in ("", "Async"):
            client = getattr(module, f"{prefix}{'Legacy' if api == 'legacy' else api.upper()}")
            assert callable(getattr(getattr(client(None), resource), method)), operation.key


def test_every_operation_has_a_status_and_a_source() -> None:
    for operation in OPERATIONS:
        assert operation.status in ("documented", "inferred", "verified"), operation.key
        assert operation.source, operation.key
        assert operation.summary or operation.status == "documented", operation.key
        assert spec.find(operation.key) is operation


def test_an_operation_has_its_rules_and_their_sources() -> None:
    assert spec.find("v1.Jobs_GetJob").rules == {}
    rule = spec.find("v1.Jobs_CreateJob").rules["job-number"]
    assert rule["x-source"].startswith("AAH 134")
    assert rule["x-status"] == "inferred"
    assert spec.find("legacy.Jobs_CreateJob").rules["job-number"] == rule


def test_an_operation_has_its_request_and_its_response() -> None:
    operation = spec.find("v1.Jobs_CreateJob")
    assert (operation.method, operation.path, operation.record) == ("POST", "/v1/jobs", "jobs")
    schema = operation.resolve(operation.request_schema() or {})
    assert "clientId" in schema["required"]
    assert "id" in operation.resolve(operation.success() or {})["properties"]
    assert operation.response_schema(201) == operation.success()
    assert operation.response_schema(201, "application/xml") is None
    assert operation.request_schema("text/csv") is None


def test_a_list_has_its_paging_and_its_parameters() -> None:
    operation = spec.find("v2.Jobs_ListJobs")
    assert operation.paging is not None
    assert operation.paging["parameter"] in {parameter["name"] for parameter in operation.parameters}
    assert spec.find("v2.Jobs_GetJob").paging is None


def test_decimal_numbers_are_exact() -> None:
    text = str(spec.load("v2").document)
    assert "Decimal('" in text
    assert not re.search(r": \d+\.\d", text)


DOCUMENT: dict[str, Any] = {
    "paths": {
        "/a/{id}": {
            "parameters": [{"$ref": "#/components/parameters/id"}, {"name": "q", "in": "query", "required": True}],
            "get": {
                "operationId": "Things_ListThingsByA",
                "tags": ["Things"],
                "x-python": {"path": "things.list_by_a"},
                "parameters": [{"name": "q", "in": "query", "required": False}],
                "responses": {"4XX": {"content": {"application/json": {"schema": {"type": "string"}}}}},
            },
        }
    },
    "components": {"parameters": {"id": {"name": "id", "in": "path"}}, "schemas": {"a/b~c": {"type": "integer"}}},
}


def test_an_operation_inherits_and_overrides_the_parameters_of_its_path() -> None:
    operation = Contract("x", DOCUMENT).operation("x.Things_ListThingsByA")
    assert operation.parameters == [{"name": "id", "in": "path"}, {"name": "q", "in": "query", "required": False}]
    assert operation.python == "x.things.list_by_a"
    assert operation.response_schema(404) == {"type": "string"}


def test_references_with_escapes_are_resolved() -> None:
    assert Contract("x", DOCUMENT).resolve({"$ref": "#/components/schemas/a~1b~0c"}) == {"type": "integer"}
    with pytest.raises(LookupError):
        Contract("x", DOCUMENT).resolve({"$ref": "#/components/schemas/none"})


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("v2.Jobs_GetJobs", r"Did you mean .*v2\.Jobs_GetJob\b"),
        ("Jobs_GetJob", r"v1\.Jobs_GetJob or v2\.Jobs_GetJob"),
        ("qqqq", r"got 'qqqq'\.$"),
    ],
)
def test_an_unknown_key_lists_similar_ones(key: str, message: str) -> None:
    with pytest.raises(UnknownKeyError, match=message):
        spec.find(key)


def test_an_unknown_api_lists_the_apis() -> None:
    with pytest.raises(UnknownKeyError, match="v1, v2, legacy"):
        spec.load("v3")

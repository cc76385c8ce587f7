"""A document whose schemas refer to each other is tested in a bounded time; examples in it do not change that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jsonschema_rs
from starlette.requests import Request
from starlette.responses import JSONResponse

from accountability.conformance import Report, Settings
from accountability.conformance.run import run_against

from .small_api import build_contract, problem, serve_target


def build_document(count: int, refers: Callable[[int, int], bool]) -> dict[str, Any]:
    """Return a document in which each schema has two optional properties for each schema that it refers to."""

    def build_schema(index: int) -> dict[str, Any]:
        properties: dict[str, Any] = {"title": {"type": "string", "example": "A title"}}
        for target in (candidate for candidate in range(count) if refers(index, candidate)):
            reference = {"$ref": f"#/components/schemas/Node{target}"}
            properties |= {f"node{target}": reference, f"nodes{target}": {"type": "array", "items": reference}}
        return {"type": "object", "properties": properties}

    def build_operation(index: int) -> dict[str, Any]:
        content = {"application/json": {"schema": {"$ref": f"#/components/schemas/Node{index}"}}}
        responses = {"200": {"description": "The node.", "content": content}, "422": {"description": "Rejected."}}
        body = {"required": True, "content": content}
        return {"operationId": f"Nodes_Create{index}", "tags": ["Nodes"], "requestBody": body, "responses": responses}

    return {
        "openapi": "3.1.0",
        "info": {"title": "Nodes", "version": "1"},
        "components": {"schemas": {f"Node{index}": build_schema(index) for index in range(count)}},
        "paths": {f"/nodes{index}": {"post": build_operation(index)} for index in range(count)},
    }


def conform(document: dict[str, Any], max_time: int | None = None) -> Report:
    """Test a server that accepts the requests that the document allows."""

    async def app(scope: Any, receive: Any, send: Any) -> None:
        request = Request(scope, receive)
        name = scope["path"].replace("/nodes", "Node")
        schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
        try:
            body = await request.json()
        except ValueError:
            body = None
        is_valid = request.headers.get("content-type") == "application/json" and jsonschema_rs.is_valid(schema, body)
        is_allowed = scope["method"] == "POST"
        rejection = problem(422) if is_allowed else JSONResponse({}, 405, {"Allow": "POST"})
        await (JSONResponse({}) if is_valid and is_allowed else rejection)(scope, receive, send)

    with serve_target(app) as target:
        settings = Settings(apis=("v2",), seed=1, max_examples=2, formats=(), max_time=max_time)
        return run_against(target, {"v2": build_contract(document)}, settings)


def test_schemas_that_all_refer_to_each_other_get_few_cases() -> None:
    report = conform(build_document(3, lambda index, target: index != target))
    assert all(0 < result.succeeded < result.cases < 200 for result in report.results), report.text()
    assert not any(result.failures for result in report.results), report.text()


def test_seven_schemas_that_all_refer_to_each_other_are_tested() -> None:
    report = conform(build_document(7, lambda index, target: index != target))
    assert [bool(result.succeeded) for result in report.results] == [True] * 7


def test_schemas_on_many_paths_without_a_cycle_are_tested_until_the_time_is_up() -> None:
    report = conform(build_document(8, lambda index, target: index < target), max_time=4)
    assert len(report.results) == 8
    assert any(result.cases for result in report.results), report.text()
    assert not any(result.failures for result in report.results), report.text()

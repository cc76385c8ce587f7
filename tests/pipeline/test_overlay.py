"""Overlays are applied as OpenAPI Overlay 1.0 has it, each action with a reason, none in vain."""

from typing import Any

import pytest

from pipeline.source.read import Sources
from pipeline.transform.overlay import overlay

DOCUMENT = {
    "tags": [{"name": "a"}, {"name": "b"}, {"name": "c"}],
    "paths": {"/a": {"get": {"x-access": "Jobs", "responses": {"200": {}}}, "put": {"deprecated": True}}},
}


def laid(contract: Any, *actions: str) -> Any:
    lines = ["overlay: 1.0.0", "info: {title: T, version: '1'}", "actions:", *(f"  - {action}" for action in actions)]
    return overlay(DOCUMENT, contract.write("o.yaml", "\n".join(lines)), Sources())


def test_an_update_merges_objects_member_by_member(empty_contract: Any) -> None:
    done = laid(empty_contract, "{target: '$.paths.*.get', description: why, update: {responses: {'403': {a: 1}}}}")
    assert done.problems == ()
    assert done.document["paths"]["/a"]["get"] == {"x-access": "Jobs", "responses": {"200": {}, "403": {"a": 1}}}


def test_the_document_it_is_laid_over_stays_as_it_was(empty_contract: Any) -> None:
    laid(empty_contract, "{target: $.paths, description: why, update: {/b: {}}}")
    assert list(DOCUMENT["paths"]) == ["/a"]


def test_an_update_appends_to_a_list_that_is_its_target(empty_contract: Any) -> None:
    done = laid(empty_contract, "{target: $.tags, description: why, update: {name: d}}")
    assert [tag["name"] for tag in done.document["tags"]] == ["a", "b", "c", "d"]


def test_lists_inside_an_update_are_added_to_those_in_the_document(empty_contract: Any) -> None:
    done = laid(empty_contract, "{target: $, description: why, update: {tags: [{name: d}, {name: e}]}}")
    assert [tag["name"] for tag in done.document["tags"]] == ["a", "b", "c", "d", "e"]


def test_a_filter_finds_operations_by_their_x_member(empty_contract: Any) -> None:
    done = laid(empty_contract, "{target: \"$.paths.*[?@['x-access']]\", description: why, update: {found: true}}")
    assert [method for method, operation in done.document["paths"]["/a"].items() if "found" in operation] == ["get"]


def test_remove_takes_out_all_that_match(empty_contract: Any) -> None:
    done = laid(empty_contract, "{target: '$.tags[0,2]', description: why, remove: true}")
    assert done.document["tags"] == [{"name": "b"}]


def test_actions_are_applied_in_their_order(empty_contract: Any) -> None:
    put_then_get = ("{target: '$.paths.*.put', description: why, remove: true}",)
    done = laid(empty_contract, *put_then_get, "{target: '$.paths.*.*', description: why, update: {last: true}}")
    assert done.document["paths"]["/a"] == {"get": {"x-access": "Jobs", "responses": {"200": {}}, "last": True}}


@pytest.mark.parametrize(
    ("action", "message"),
    [
        ("{target: $.paths.b, description: why, update: {}}", "the target $.paths.b matches nothing"),
        ("{target: $.tags, update: {name: d}}", "the action on $.tags gives no reason"),
        ("{target: '$.tags[', description: why, update: {}}", "the target $.tags[ is not a JSONPath"),
        ("{description: why, update: {}}", "the action has no target"),
        ("{target: $.tags, description: why}", "must either update or remove"),
        ("{target: $.tags, description: why, update: {}, remove: true}", "must either update or remove"),
        ("{target: $, description: why, remove: true}", "removes the whole document"),
        ("{target: '$.tags[0].name', description: why, update: {}}", "an update wants an object to merge"),
    ],
)
def test_an_action_in_vain_is_told_with_its_line(empty_contract: Any, action: str, message: str) -> None:
    done = laid(empty_contract, "{target: $.tags, description: why, update: {name: x}}", action)
    (problem,) = done.problems
    assert (problem.file.name, problem.line) == ("o.yaml", 5)
    assert message in problem.message


def test_a_file_that_is_no_overlay_is_told(empty_contract: Any) -> None:
    file = empty_contract.write("o.yaml", "openapi: 3.1.0\n")
    (problem,) = overlay(DOCUMENT, file, Sources()).problems
    assert problem.message == "the file is not an OpenAPI overlay"


def test_the_overlay_of_v1_adds_its_403_to_what_access_groups_govern(contract: Any) -> None:
    built = contract.build("v1", overlay="v1.overlay.yaml")
    assert built.sound
    assert built.document["paths"]["/v1/jobs"]["get"]["responses"]["403"] == {
        "$ref": "#/components/responses/Forbidden"
    }
    assert "Forbidden" in built.document["components"]["responses"]


def test_an_overlay_that_misses_stops_the_build_naming_file_and_line(contract: Any) -> None:
    line = contract.edit("v1.overlay.yaml", "$.paths.*[?@['x-access']]", "$.paths.*[?@['x-acces']]")
    assert ("v1.overlay.yaml", line, "the target $.paths.*[?@['x-acces']] matches nothing") in contract.told(
        "v1", overlay="v1.overlay.yaml"
    )


def test_what_an_overlay_puts_in_is_judged_and_told_in_the_overlay(contract: Any) -> None:
    contract.edit("v1.overlay.yaml", "#/components/responses/Forbidden", "#/components/responses/None")
    told = contract.told("v1", overlay="v1.overlay.yaml")
    assert told
    assert {(name, message) for name, _, message in told} == {
        ("v1.overlay.yaml", "the reference #/components/responses/None has no target")
    }

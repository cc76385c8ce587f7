"""Overlays are applied by the rules of OpenAPI Overlay 1.0; each action needs a reason and a match."""

from typing import Any

import pytest

from pipeline.source.read import Sources
from pipeline.transform.overlay import overlay

DOCUMENT = {
    "tags": [{"name": "a"}, {"name": "b"}, {"name": "c"}],
    "paths": {"/a": {"get": {"x-access": "Jobs", "responses": {"200": {}}}, "put": {"deprecated": True}}},
}


def apply(contract: Any, *actions: str) -> Any:
    lines = ["overlay: 1.0.0", "info: {title: T, version: '1'}", "actions:", *(f"  - {action}" for action in actions)]
    return overlay(DOCUMENT, contract.write("o.yaml", "\n".join(lines)), Sources())


def test_an_update_merges_objects_property_by_property(empty_contract: Any) -> None:
    result = apply(empty_contract, "{target: '$.paths.*.get', description: why, update: {responses: {'403': {a: 1}}}}")
    assert result.problems == ()
    assert result.document["paths"]["/a"]["get"] == {"x-access": "Jobs", "responses": {"200": {}, "403": {"a": 1}}}


def test_the_input_document_is_not_changed(empty_contract: Any) -> None:
    apply(empty_contract, "{target: $.paths, description: why, update: {/b: {}}}")
    assert list(DOCUMENT["paths"]) == ["/a"]


def test_an_update_appends_to_its_target_if_that_is_a_list(empty_contract: Any) -> None:
    result = apply(empty_contract, "{target: $.tags, description: why, update: {name: d}}")
    assert [tag["name"] for tag in result.document["tags"]] == ["a", "b", "c", "d"]


def test_a_list_inside_an_update_is_appended_to_the_list_of_the_document(empty_contract: Any) -> None:
    result = apply(empty_contract, "{target: $, description: why, update: {tags: [{name: d}, {name: e}]}}")
    assert [tag["name"] for tag in result.document["tags"]] == ["a", "b", "c", "d", "e"]


def test_a_filter_selects_operations_by_an_extension(empty_contract: Any) -> None:
    result = apply(empty_contract, "{target: \"$.paths.*[?@['x-access']]\", description: why, update: {found: true}}")
    assert [method for method, operation in result.document["paths"]["/a"].items() if "found" in operation] == ["get"]


def test_remove_deletes_all_matches(empty_contract: Any) -> None:
    result = apply(empty_contract, "{target: '$.tags[0,2]', description: why, remove: true}")
    assert result.document["tags"] == [{"name": "b"}]


def test_actions_are_applied_in_their_order(empty_contract: Any) -> None:
    put_then_get = ("{target: '$.paths.*.put', description: why, remove: true}",)
    result = apply(empty_contract, *put_then_get, "{target: '$.paths.*.*', description: why, update: {last: true}}")
    assert result.document["paths"]["/a"] == {"get": {"x-access": "Jobs", "responses": {"200": {}}, "last": True}}


@pytest.mark.parametrize(
    ("action", "message"),
    [
        ("{target: $.paths.b, description: why, update: {}}", "the target $.paths.b matches nothing"),
        ("{target: $.tags, update: {name: d}}", "the action on $.tags has no description"),
        ("{target: '$.tags[', description: why, update: {}}", "the target $.tags[ is not a JSONPath"),
        ("{description: why, update: {}}", "the action has no target"),
        ("{target: $.tags, description: why}", "must either update or remove"),
        ("{target: $.tags, description: why, update: {}, remove: true}", "must either update or remove"),
        ("{target: $, description: why, remove: true}", "removes the whole document"),
        ("{target: '$.tags[0].name', description: why, update: {}}", "an update requires an object to merge"),
    ],
)
def test_an_action_without_effect_is_reported_with_its_line(empty_contract: Any, action: str, message: str) -> None:
    result = apply(empty_contract, "{target: $.tags, description: why, update: {name: x}}", action)
    (problem,) = result.problems
    assert (problem.file.name, problem.line) == ("o.yaml", 5)
    assert message in problem.message


def test_a_file_that_is_not_an_overlay_is_reported(empty_contract: Any) -> None:
    file = empty_contract.write("o.yaml", "openapi: 3.1.0\n")
    (problem,) = overlay(DOCUMENT, file, Sources()).problems
    assert problem.message == "the file is not an OpenAPI overlay"


def test_the_overlay_of_v1_adds_403_to_the_operations_with_access_groups(contract: Any) -> None:
    built = contract.build("v1", overlay="v1.overlay.yaml")
    assert built.sound
    assert built.document["paths"]["/v1/jobs"]["get"]["responses"]["403"] == {
        "$ref": "#/components/responses/Forbidden"
    }
    assert "Forbidden" in built.document["components"]["responses"]


def test_an_overlay_target_that_matches_nothing_is_reported_with_file_and_line(contract: Any) -> None:
    line = contract.edit("v1.overlay.yaml", "$.paths.*[?@['x-access']]", "$.paths.*[?@['x-acces']]")
    assert (
        "v1.overlay.yaml",
        line,
        "the target $.paths.*[?@['x-acces']] matches nothing",
    ) in contract.problem_locations("v1", overlay="v1.overlay.yaml")


def test_a_problem_in_a_value_that_an_overlay_adds_is_reported_for_the_overlay(contract: Any) -> None:
    contract.edit("v1.overlay.yaml", "#/components/responses/Forbidden", "#/components/responses/None")
    problems = contract.problem_locations("v1", overlay="v1.overlay.yaml")
    assert problems
    assert {(name, message) for name, _, message in problems} == {
        ("v1.overlay.yaml", "the reference #/components/responses/None has no target")
    }

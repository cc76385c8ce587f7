"""Bundling builds one self-contained document, and reports the references that cannot be resolved."""

from typing import Any

import pytest

from pipeline.source.bundle import bundle
from pipeline.source.grammar import component, references
from pipeline.source.problem import report
from pipeline.source.read import Sources

JOBS = "resources/jobs.yaml"
V2 = "v2.yaml"


def test_path_items_of_other_files_are_copied_into_the_document(contract: Any) -> None:
    paths = contract.build().document["paths"]
    assert list(paths) == ["/v2/jobs", "/v2/jobs/{jobId}"]
    assert paths["/v2/jobs/{jobId}"]["get"]["operationId"] == "Jobs_GetJob"


SHARED = """\
tags:
  - {name: Offices, description: Offices.}
paths:
  /offices: {$ref: "resources/jobs.yaml#/paths/jobs"}
  /jobs: {$ref: "resources/jobs.yaml#/paths/none"}
"""


def test_a_document_has_the_tags_and_paths_of_the_file_that_it_extends_after_its_own(contract: Any) -> None:
    contract.write("shared.yaml", SHARED)
    contract.edit(V2, "tags:\n", "x-extends: shared.yaml\ntags:\n")
    document = bundle(contract.folder / V2, Sources()).document
    assert [tag["name"] for tag in document["tags"]] == ["Jobs", "Offices"]
    assert list(document["paths"]) == ["/v2/jobs", "/v2/jobs/{jobId}", "/v2/offices"]
    assert document["paths"]["/v2/offices"]["post"]["operationId"] == "Jobs_CreateJob"
    assert "x-extends" not in document


def test_a_problem_of_a_shared_path_is_reported_in_the_shared_file(contract: Any) -> None:
    contract.write("shared.yaml", 'paths:\n  /offices: {$ref: "resources/offices.yaml#/paths/offices"}\n')
    contract.edit(V2, "tags:\n", "x-extends: shared.yaml\ntags:\n")
    ((file, line, message),) = contract.problem_locations()
    assert (file, line) == ("shared.yaml", 2)
    assert "resources/offices.yaml does not exist" in message


@pytest.mark.parametrize(
    ("shared", "message"),
    [
        ("no.yaml", "the reference no.yaml has no target: no.yaml does not exist"),
        ("scalar.yaml", "scalar.yaml is not a map of lists and maps"),
    ],
)
def test_a_file_that_cannot_be_extended_is_reported_with_the_line_of_its_name(
    contract: Any, shared: str, message: str
) -> None:
    contract.write("scalar.yaml", "paths: {}\ninfo: text\n")
    line = contract.edit(V2, "tags:\n", f"x-extends: {shared}\ntags:\n")
    assert contract.problem_locations() == [(V2, line, message)]


def test_every_reference_has_a_component_of_the_document_as_its_target(contract: Any) -> None:
    document = contract.build().document
    components = [component(ref) for _, ref in references(document)]
    assert components
    assert all(part and part[1] in document["components"][part[0]] for part in components)


def test_the_status_and_the_source_for_an_api_are_resolved(contract: Any) -> None:
    contract.edit(JOBS, "x-status: {v1: inferred, v2: inferred}", "x-status: {v1: documented, v2: inferred}")
    assert contract.build("v1").document["paths"]["/v1/jobs"]["get"]["x-status"] == "documented"
    assert contract.build("v2").document["paths"]["/v2/jobs"]["get"]["x-status"] == "inferred"


def test_a_status_without_an_entry_for_the_api_is_reported(contract: Any) -> None:
    line = contract.edit(JOBS, "x-status: {v1: inferred, v2: inferred}", "x-status: {v1: inferred}")
    assert ("jobs.yaml", line, "x-status has no entry for v2") in contract.problem_locations()


def test_only_v1_has_access_groups(contract: Any) -> None:
    assert contract.build("v1").document["paths"]["/v1/jobs"]["get"]["x-access"] == "Jobs"
    assert "x-access" not in contract.build("v2").document["paths"]["/v2/jobs"]["get"]


def test_the_parameters_of_a_path_are_copied_to_each_of_its_operations(contract: Any) -> None:
    item = contract.build().document["paths"]["/v2/jobs/{jobId}"]
    assert "parameters" not in item
    assert [item[method]["parameters"][0]["name"] for method in ("get", "patch")] == ["jobId", "jobId"]


def test_a_parameter_of_an_operation_overrides_that_of_the_path(contract: Any) -> None:
    parameter = "{name: jobId, in: path, required: true, description: Another., schema: {type: string}}"
    contract.edit(JOBS, "operationId: Jobs_GetJob\n", f"operationId: Jobs_GetJob\n      parameters: [{parameter}]\n")
    item = contract.build().document["paths"]["/v2/jobs/{jobId}"]
    assert [declared["description"] for declared in item["get"]["parameters"]] == ["Another."]
    assert [declared["description"] for declared in item["patch"]["parameters"]] == ["The job."]


def test_an_example_may_contain_a_property_named_ref(contract: Any) -> None:
    contract.edit(JOBS, "text: {type: string,", 'text: {type: [string, object], examples: [{"$ref": "#/nowhere"}],')
    assert contract.build().document["components"]["schemas"]["Line"]["properties"]["text"]["examples"] == [
        {"$ref": "#/nowhere"}
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (V2, "#/paths/jobs", "#/paths/none", "has no target: jobs.yaml has no #/paths/none"),
        (V2, "resources/jobs.yaml#/paths/jobs", "resources/none.yaml#/jobs", "resources/none.yaml does not exist"),
        (JOBS, "#/components/schemas/Line", "#/components/schemas/None", "jobs.yaml has no #/components/schemas/None"),
        (JOBS, "../common.yaml#", "https://example.org/c.yaml#", "is a remote reference"),
    ],
)
def test_a_reference_without_a_target_is_reported_with_its_line(
    contract: Any, file: str, old: str, new: str, message: str
) -> None:
    line = contract.edit(file, old, new)
    name, reported_line, reported_message = contract.problem_locations()[0]
    assert (name, reported_line) == (file.split("/")[-1], line)
    assert message in reported_message


def test_a_property_next_to_the_reference_of_a_path_is_reported(contract: Any) -> None:
    line = contract.edit(V2, '#/paths/jobs"}', '#/paths/jobs", description: Jobs.}')
    assert contract.problem_locations() == [("v2.yaml", line, "description is next to the $ref of /v2/jobs")]


def test_two_components_with_the_same_name_are_reported_with_both_places(contract: Any) -> None:
    contract.write("other.yaml", "components:\n  schemas:\n    Job: {type: object, description: Another.}\n")
    line = contract.edit(JOBS, '"#/components/schemas/Line"', '"../other.yaml#/components/schemas/Job"')
    (problem,) = (problem for problem in contract.problem_locations() if "two schemas" in problem[2])
    assert problem[:2] == ("jobs.yaml", line)
    assert "other.yaml, line 3" in problem[2]
    assert "jobs.yaml, line" in problem[2]


def test_circular_references_between_components_are_reported(contract: Any) -> None:
    contract.edit(
        JOBS,
        "    Line:\n",
        '    A: {$ref: "#/components/schemas/B"}\n    B: {$ref: "#/components/schemas/A"}\n    Line:\n',
    )
    contract.edit(JOBS, '"#/components/schemas/Line"', '"#/components/schemas/A"')
    assert any("leads back to itself" in message for _, _, message in contract.problem_locations())


def test_a_component_that_is_only_a_reference_is_resolved(contract: Any) -> None:
    contract.edit(
        V2, "tags:", 'components: {schemas: {Job: {$ref: "resources/jobs.yaml#/components/schemas/Job"}}}\ntags:'
    )
    contract.edit(
        JOBS, 'schema: {$ref: "#/components/schemas/Job"}', 'schema: {$ref: "../v2.yaml#/components/schemas/Job"}'
    )
    assert "Job" in contract.build().document["components"]["schemas"]
    assert contract.build().sound


def test_schemas_that_refer_to_each_other_are_bundled(contract: Any) -> None:
    contract.edit(
        JOBS,
        "text: {type",
        'job: {$ref: "#/components/schemas/Job", description: Its job., x-source: a}\n        text: {type',
    )
    assert contract.problem_locations() == []


def test_a_component_that_nothing_refers_to_is_left_out_with_a_warning(contract: Any) -> None:
    line = contract.edit(V2, "tags:", "components: {schemas: {Lonely: {type: object, description: Alone.}}}\ntags:")
    built = contract.build()
    assert "Lonely" not in built.document["components"]["schemas"]
    assert [(problem.line, problem.severity) for problem in built.problems] == [(line, "warning")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("just text\n", "the file holds no OpenAPI document"),
        ("swagger: '2.0'\npaths: {}\n", "the file is Swagger 2, not OpenAPI 3"),
        ("openapi: 3.1.0\ninfo: {title: a, version: '1'}\npaths: []\n", "not OpenAPI: [] is not of type"),
        ("openapi: 3.1.0\ninfo: {title: a, version: '1'}\npaths: {/a: {get: {responses: {}}}}\n", "not OpenAPI"),
    ],
)
def test_a_file_that_is_not_openapi_is_reported(empty_contract: Any, text: str, message: str) -> None:
    empty_contract.write("v2.yaml", text)
    assert any(message in text for _, _, text in empty_contract.problem_locations())


def test_a_problem_in_a_shared_file_is_reported_for_that_file(contract: Any) -> None:
    line = contract.edit("common.yaml", "maximum: 1e12", "maximum: 0123")
    output = report(contract.problems(), contract.folder)
    assert f"common.yaml:{line}: error: 0123 is not a JSON number" in output
    assert len(output.splitlines()) < 40

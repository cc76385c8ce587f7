"""`scripts/adopt`: what a vendor's document says is taken into the files, and what is ours about them stays."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.pipeline import planted
from tests.pipeline.conftest import Contract
from tests.pipeline.planted import Document

from adoption.adopt import adopt
from adoption.comparison import compare
from adoption.document import Document as TheirDocument
from adoption.edit import Edit
from adoption.examples import fitted
from adoption.workbench import write
from pipeline.source.operation import operations
from pipeline.source.problem import errors
from pipeline.transform import names
from pipeline.transform.build import Built, build

SOURCE = "vendor.json, 2026-11-25"


@dataclass
class Project:
    """A small contract in a project's folders."""

    root: Path
    given: Document = field(default_factory=dict)

    def build(self, api: str = "v2") -> Built:
        overlay = self.root / "overlays" / f"{api}.overlay.yaml"
        return build(self.root / "openapi" / f"{api}.yaml", overlay if overlay.exists() else None)

    def adopt(self, document: Document, alone: bool = False) -> Edit:
        edit, files = adopt(self.root, "v2", TheirDocument(document, "vendor.json"), SOURCE, alone)
        write(files)
        return edit

    def text(self, name: str = "resources/jobs.yaml") -> str:
        return (self.root / "openapi" / name).read_text()

    def edit(self, name: str, old: str, new: str) -> None:
        text = self.text(name)
        assert old in text
        (self.root / "openapi" / name).write_text(text.replace(old, new, 1))


@pytest.fixture
def project(contract: Contract) -> Project:
    root = contract.folder / "project"
    for file in [file for file in contract.folder.rglob("*.yaml") if "overlay" not in file.name]:
        place = root / "openapi" / file.relative_to(contract.folder)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.read_bytes())
    (root / "overlays").mkdir()
    (root / "overlays" / "v1.overlay.yaml").write_bytes((contract.folder / "v1.overlay.yaml").read_bytes())
    return Project(root)


@pytest.fixture
def vendor(project: Project) -> Document:
    made: Document = planted.plain(project.build().document)
    return made


def test_a_document_that_agrees_changes_statuses_and_sources_alone(project: Project, vendor: Document) -> None:
    before = project.text()
    project.adopt(vendor)
    after = project.text()
    gone = [line for line in before.splitlines() if line not in after.splitlines()]
    assert [line for line in gone if not line.strip().startswith(("x-status:", "x-source:"))] == []
    assert "x-status: {v1: inferred, v2: documented}" in after
    assert differences(project, vendor) == set()


def differences(project: Project, document: Document) -> set[planted.Told]:
    compared = compare(project.build(), TheirDocument(document, "vendor.json"))
    return {(one.outcome, one.what, one.about) for one in compared.findings if one.differs}


def job(document: Document) -> list[Document]:
    return planted.schemas(document, "Job")


def _path(document: Document) -> None:
    planted.move(document, "/v2/jobs", "/v2/projects")


def _paths(document: Document) -> None:
    planted.move(document, "/v2/jobs", "/v2/projects")
    planted.move(document, "/v2/jobs/{jobId}", "/v2/projects/{id}")
    for key in ("Jobs_GetJob", "Jobs_UpdateJob"):
        planted.parameter(document, key, "jobId")["name"] = "id"


def _method(document: Document) -> None:
    item = document["paths"]["/v2/jobs/{jobId}"]
    item["put"] = item.pop("patch")


def _parameter_name(document: Document) -> None:
    planted.parameter(document, "Jobs_ListJobs", "jobNo")["name"] = "jobNumber"


def _page_parameter(document: Document) -> None:
    planted.parameter(document, "Jobs_ListJobs", "page")["name"] = "pageNumber"


def _parameter_more(document: Document) -> None:
    parameters = planted.operation(document, "Jobs_ListJobs")["parameters"]
    parameters.append({"name": "search", "in": "query", "schema": {"type": "string", "maxLength": 20}})


def _parameter_less(document: Document) -> None:
    parameters = planted.operation(document, "Jobs_ListJobs")["parameters"]
    parameters.remove(next(one for one in parameters if one.get("name") == "jobNo"))


def _parameter_kind(document: Document) -> None:
    parameter = planted.parameter(document, "Jobs_ListJobs", "jobNo")
    parameter.update(required=True, schema={"type": "integer", "format": "int64", "maximum": 9})


def _member_name(document: Document) -> None:
    for schema in job(document):
        if "jobNo" in schema["properties"]:
            planted.rename(schema, "jobNo", "jobNumber")


def _member_kind(document: Document) -> None:
    for schema in job(document):
        schema["properties"]["budget"] = {"type": ["string", "null"], "format": "date-time"}


def _not_null(document: Document) -> None:
    for schema in job(document):
        schema["properties"]["budget"]["type"] = "number"


def _member_more(document: Document) -> None:
    for schema in job(document):
        schema["properties"]["client"] = {"type": "object", "properties": {"id": {"type": "integer"}}}


def _member_read_only(document: Document) -> None:
    members = document["components"]["schemas"]["Job"]["properties"]
    members["state"] = {"type": "string", "enum": ["open", "closed"], "nullable": True}
    document["components"]["schemas"]["Job"]["required"].append("state")


def _member_on_creation(document: Document) -> None:
    for name in ("Job", "JobCreate"):
        document["components"]["schemas"][name]["properties"]["template"] = {"type": "string"}
    document["components"]["schemas"]["JobCreate"]["required"].append("template")


def _member_sent_only(document: Document) -> None:
    for name in ("JobCreate", "JobUpdate"):
        document["components"]["schemas"][name]["properties"]["reason"] = {"type": "string"}


def _member_less(document: Document) -> None:
    for schema in job(document):
        schema["properties"].pop("lines")


def _member_becomes_read_only(document: Document) -> None:
    for name in ("JobCreate", "JobUpdate"):
        document["components"]["schemas"][name]["properties"].pop("budget")


def _member_required(document: Document) -> None:
    document["components"]["schemas"]["Job"]["required"].append("jobNo")
    document["components"]["schemas"]["JobCreate"]["required"].append("budget")


def _nested(document: Document) -> None:
    for name in ("Line", "LineCreate"):
        planted.rename(document["components"]["schemas"][name], "text", "description")


def _status(document: Document) -> None:
    answers = planted.operation(document, "Jobs_CreateJob")["responses"]
    answers["200"] = answers.pop("201")


def _errors(document: Document) -> None:
    planted.operation(document, "Jobs_CreateJob")["responses"]["404"] = {"description": "No client."}


def _media_type(document: Document) -> None:
    content = planted.operation(document, "Jobs_UpdateJob")["requestBody"]["content"]
    content["application/json"] = content.pop("application/merge-patch+json")


def _envelope(document: Document) -> None:
    planted.rename(document["components"]["schemas"]["JobPage"], "items", "data")
    planted.rename(document["components"]["schemas"]["JobPage"], "page", "number")


def _bare_array(document: Document) -> None:
    answer = planted.operation(document, "Jobs_ListJobs")["responses"]["200"]["content"]["application/json"]
    answer["schema"] = {"type": "array", "items": {"$ref": "#/components/schemas/Job"}}
    planted.operation(document, "Jobs_ListJobs")["parameters"].pop(0)


def _new_resource(document: Document) -> None:
    region = {"type": "object", "properties": {"id": {"type": "integer"}, "job": {"$ref": "#/components/schemas/Job"}}}
    document["components"]["schemas"]["RegionDto"] = {**region, "title": "A region"}
    answer = {"schema": {"$ref": "#/components/schemas/RegionDto"}}
    key = {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}
    responses = {"200": {"description": "It.", "content": {"application/json": answer}}, "404": {"description": "No."}}
    document["paths"]["/v2/regions/{id}"] = {"get": {"tags": ["Region"], "parameters": [key], "responses": responses}}


def _new_operation(document: Document) -> None:
    item = next(item for item in document["paths"].values() if "patch" in item)
    responses = {"204": {"description": "Gone."}}
    parameters = copy.deepcopy(item["get"]["parameters"])
    item["delete"] = {"operationId": "Jobs_DeleteJob", "parameters": parameters, "responses": responses}


CHANGES = (_path, _paths, _method, _parameter_name, _page_parameter, _parameter_more, _parameter_less, _parameter_kind,
           _member_name, _member_kind, _not_null, _member_more, _member_read_only, _member_on_creation,
           _member_sent_only, _member_less, _member_becomes_read_only, _member_required, _nested, _status, _errors,
           _media_type, _envelope, _bare_array, _new_resource, _new_operation)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__.strip("_"))
def test_what_was_adopted_agrees_with_the_document_and_builds(
    project: Project, vendor: Document, change: Callable[[Document], None]
) -> None:
    change(vendor)
    assert differences(project, vendor)
    edit = project.adopt(vendor)
    assert not edit.left
    assert differences(project, vendor) == set()
    assert {problem.message for api in ("v1", "v2") for problem in errors(project.build(api).problems)} == set()
    status = {one.get("x-status") for item in project.build().document["paths"].values() for one in item.values()}
    assert status == {"documented"}
    known = [one.get("x-status") for item in project.build("v1").document["paths"].values() for one in item.values()]
    assert set(known) == {"inferred"}


def test_what_is_documented_of_the_other_api_stays_and_the_two_part(project: Project, vendor: Document) -> None:
    text = project.text().replace("{v1: inferred, v2: inferred}", "inferred")
    file = project.root / "openapi/resources/jobs.yaml"
    file.write_text(text.replace("      x-status: inferred\n", "      x-status: {v1: documented, v2: inferred}\n"))
    before, shared = project.build("v1").document, file.read_bytes()
    for change in (_paths, _new_operation, _member_name, _envelope, _page_parameter):
        change(vendor)
    edit = project.adopt(vendor)
    assert not edit.left
    assert differences(project, vendor) == set()
    assert project.build("v1").document == before
    assert file.read_bytes() == shared
    assert "jobNumber" in project.text("resources/jobs.v2.yaml")


def test_nothing_of_the_other_api_changes_where_one_is_taken_in_alone(project: Project, vendor: Document) -> None:
    before = project.build("v1").document
    _member_name(vendor)
    project.adopt(vendor, alone=True)
    assert differences(project, vendor) == set()
    assert project.build("v1").document == before


def test_a_path_without_a_version_is_taken_in_for_the_api_that_it_is_known_of_alone(
    project: Project, vendor: Document
) -> None:
    planted.move(vendor, "/v2/jobs/{jobId}", "/job/{id}")
    for key in ("Jobs_GetJob", "Jobs_UpdateJob"):
        planted.parameter(vendor, key, "jobId")["name"] = "id"
    project.adopt(vendor)
    assert "/job/{id}" in project.build("v2").document["paths"]
    assert list(project.build("v1").document["paths"]) == ["/v1/jobs", "/v1/jobs/{id}"]


def python_names(built: Built) -> dict[str, list[str]]:
    """The arguments of each operation, and the members of a job."""
    document = built.document
    made = {one.title: [argument.name for argument in names.arguments(document, one)] for one in operations(document)}
    members = document["components"]["schemas"]["Job"]["properties"].items()
    return {**made, "Job": [names.attribute(wire, member) for wire, member in members]}


@pytest.mark.parametrize("change", [_paths, _parameter_name, _member_name, _nested], ids=lambda change: change.__name__)
def test_names_in_python_stay(project: Project, vendor: Document, change: Callable[[Document], None]) -> None:
    before = python_names(project.build())
    change(vendor)
    project.adopt(vendor)
    assert python_names(project.build()) == before


def filters(project: Project) -> dict[str, Any]:
    parameters = planted.operation(project.build().document, "Jobs_ListJobs")["parameters"]
    return {one["name"]: one.get("x-filter") for one in parameters if "name" in one}


def test_a_parameter_filters_by_the_same_member_whichever_of_them_is_renamed(
    project: Project, vendor: Document
) -> None:
    _member_name(vendor)
    project.adopt(vendor)
    assert filters(project)["jobNo"] == {"member": "jobNumber", "op": "eq"}
    _parameter_name(vendor)
    project.adopt(vendor)
    assert filters(project)["jobNumber"] == {"member": "jobNumber", "op": "eq"}


def test_descriptions_there_take_the_place_of_ours_and_ours_stay_where_there_are_none(
    project: Project, vendor: Document
) -> None:
    members = vendor["components"]["schemas"]["Job"]["properties"]
    members["jobNo"]["description"] = "The job's number."
    del members["budget"]["description"]
    planted.operation(vendor, "Jobs_GetJob")["description"] = "Gets it."
    project.adopt(vendor)
    document = project.build().document
    job = document["components"]["schemas"]["Job"]["properties"]
    assert (job["jobNo"]["description"], job["budget"]["description"]) == ("The job's number.", "What it may cost.")
    assert planted.operation(document, "Jobs_GetJob")["description"] == "Gets it."


def test_our_comments_order_and_access_stay(project: Project, vendor: Document) -> None:
    project.edit("resources/jobs.yaml", "        jobNo: {", "        # as people know it\n        jobNo: {")
    _member_name(vendor)
    _member_more(vendor)
    project.adopt(vendor)
    text = project.text()
    assert text.index("# as people know it\n        jobNumber: {") < text.index("        budget: {")
    assert text.count("x-access: Jobs") == 4


def test_a_shared_parameter_is_known_only_where_all_are_that_have_it(project: Project, vendor: Document) -> None:
    project.edit("common.yaml", "      name: page\n", "      name: page\n      x-status: inferred\n")
    listing, paths = planted.operation(vendor, "Jobs_ListJobs"), vendor["paths"]
    shared = next(one for one in listing["parameters"] if "$ref" in one)
    answer = '      responses:\n        "200":\n          description: The job.\n'
    given = '      parameters:\n        - {$ref: "../common.yaml#/components/parameters/Page"}\n'
    project.edit("resources/jobs.yaml", answer, given + answer)
    paths["/v2/jobs/{jobId}"]["get"]["parameters"].append(shared)
    whole, part = copy.deepcopy(vendor), vendor
    del part["paths"]["/v2/jobs/{jobId}"]["get"]
    project.adopt(part)
    assert "x-status: inferred" in project.text("common.yaml").partition("name: page")[2][:40]
    project.adopt(whole)
    assert "x-status: {v1: inferred, v2: documented}" in project.text("common.yaml")


def example(project: Project, key: str) -> Any:
    """The example of an operation's body."""
    content = planted.operation(project.build().document, key)["requestBody"]["content"]
    return next(iter(content.values()))["example"]


def test_what_must_be_given_now_stands_in_the_examples_as_a_record_of_theirs_has_it(
    project: Project, vendor: Document
) -> None:
    vendor["components"]["schemas"]["JobCreate"]["required"].append("budget")
    planted.parameter(vendor, "Jobs_ListJobs", "jobNo")["required"] = True
    new = {"name": "year", "in": "query", "required": True, "schema": {"type": "integer", "minimum": 2020}}
    planted.operation(vendor, "Jobs_ListJobs")["parameters"].append(new)
    project.adopt(vendor)
    assert example(project, "Jobs_CreateJob")["budget"] == 1200.50
    parameters = planted.operation(project.build().document, "Jobs_ListJobs")["parameters"]
    assert {one["name"]: one["example"] for one in parameters if "example" in one} == {"jobNo": "ABC0001", "year": 2020}


def test_what_the_server_sets_by_itself_is_said_in_the_type_that_a_member_has_there(
    project: Project, vendor: Document
) -> None:
    flag = "        active: {type: boolean, description: Whether., x-source: Job.Active, x-on-create: true}\n"
    project.edit("resources/jobs.yaml", "        budget: {", f"{flag}        budget: {{")
    transition = """\
  closed:
    post:
      operationId: Jobs_CloseJob
      tags: [Jobs]
      description: Closes a job.
      x-status: inferred
      x-source: KB how-to-close-a-job
      x-access: Jobs
      x-sets: {active: false, budget: null}
      parameters:
        - {name: jobId, in: path, required: true, description: The job., schema: {type: integer, format: int32}}
      responses:
        "200":
          description: The job.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Job"}
              example: {id: 1, active: false}
components:
"""
    project.edit("resources/jobs.yaml", "components:\n", transition)
    for api in ("v1", "v2"):
        path = f'  /{api}/jobs/{{jobId}}/close: {{$ref: "resources/jobs.yaml#/paths/closed"}}\n'
        (project.root / "openapi" / f"{api}.yaml").write_text(project.text(f"{api}.yaml") + path)
    vendor = planted.plain(project.build().document)
    for schema in planted.schemas(vendor, "Job"):
        schema["properties"]["active"] = {"type": "string", "enum": ["Yes", "No"]}
    project.adopt(vendor)
    document = project.build().document
    assert document["components"]["schemas"]["Job"]["properties"]["active"]["x-on-create"] == "Yes"
    close = planted.operation(document, "Jobs_CloseJob")
    assert close["x-sets"] == {"active": "No", "budget": None}
    assert close["responses"]["200"]["content"]["application/json"]["example"]["active"] == "No"


def test_an_act_that_is_new_is_done_in_its_examples_to_a_record_of_the_story(
    project: Project, vendor: Document
) -> None:
    project.edit("resources/jobs.yaml", "        required: true\n", "        required: true\n        example: 1\n")
    get = planted.operation(vendor, "Jobs_GetJob")
    given = [{"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}]
    act = {"operationId": "Jobs_CloseJob", "parameters": given, "responses": copy.deepcopy(get["responses"])}
    vendor["paths"]["/v2/jobs/{id}/close"] = {"post": act}
    project.adopt(vendor)
    (made,) = planted.operation(project.build().document, "Jobs_CloseJob")["parameters"]
    assert (made["name"], made["example"]) == ("id", 1)


def test_what_another_api_shares_of_a_guess_stays_one_there(project: Project, vendor: Document) -> None:
    guess = "x-status: inferred, x-source: convention"
    project.edit("resources/jobs.yaml", "What it may cost., x-source: Job", f"What it may cost., {guess}")
    project.adopt(vendor)
    known = {}
    for api in ("v1", "v2"):
        known[api] = project.build(api).document["components"]["schemas"]["Job"]["properties"]["budget"]
    assert (known["v1"]["x-status"], known["v1"]["x-source"]) == ("inferred", "convention")
    assert (known["v2"]["x-status"], known["v2"]["x-source"]) == ("documented", SOURCE)


def test_where_two_part_each_keeps_the_paths_that_it_has(project: Project, vendor: Document) -> None:
    text = project.text().replace("{v1: inferred, v2: inferred}", "inferred")
    text = text.replace("x-status: inferred", "x-status: {v1: documented, v2: inferred}")
    item = text[text.index("  job:\n") : text.index("components:\n")]
    alone = item.replace("  job:\n", "  old:\n", 1).replace("_GetJob", "_GetOld").replace("_UpdateJob", "_UpdateOld")
    (project.root / "openapi/resources/jobs.yaml").write_text(text.replace("components:\n", f"{alone}components:\n"))
    paths = project.text("v1.yaml")
    old = '  /v1/old/{jobId}: {$ref: "resources/jobs.yaml#/paths/old"}\n'
    (project.root / "openapi/v1.yaml").write_text(paths + old)
    _member_name(vendor)
    edit = project.adopt(vendor)
    assert not edit.left
    assert "  old:\n" in project.text()
    assert "  old:\n" not in project.text("resources/jobs.v2.yaml")
    assert list(project.build("v1").document["paths"]) == ["/v1/jobs", "/v1/jobs/{jobId}", "/v1/old/{jobId}"]


def test_a_text_that_is_a_number_is_one_in_examples_where_a_number_is_wanted_now() -> None:
    schemas = {"whole": {"type": "integer"}, "exact": {"type": ["number", "null"]}, "text": {"type": "string"}}
    assert fitted(schemas, ("whole",), "412") == 412
    assert fitted(schemas, ("exact",), "8.875") == Decimal("8.875")
    assert fitted(schemas, ("text",), "412") == "412"

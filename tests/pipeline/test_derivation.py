"""The build derives scalar properties, request bodies, pages and XML schemas."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipeline.source.bundle import bundle
from pipeline.source.read import Sources
from pipeline.transform import dialect
from pipeline.transform.derive import derive

JOBS = "resources/jobs.yaml"


def build_schemas(contract: Any, api: str = "v2") -> Any:
    return contract.build(api).document["components"]["schemas"]


def test_a_scalar_component_is_merged_into_each_property_and_removed(contract: Any) -> None:
    components = build_schemas(contract)
    assert components["Job"]["properties"]["budget"] == {
        "type": ["number", "null"],
        "multipleOf": Decimal("0.01"),
        "maximum": 10**12,
        "x-scalar": "money",
        "description": "What it may cost.",
        "x-source": "Job",
    }
    assert not {"Money", "MoneyOrNull", "Id"} & set(components)


def test_the_keywords_of_a_property_override_those_of_its_scalar(contract: Any) -> None:
    contract.edit(JOBS, "description: What it may cost.,", "description: What it may cost., maximum: 10,")
    assert build_schemas(contract)["Job"]["properties"]["budget"]["maximum"] == 10


def test_the_status_of_a_scalar_applies_to_the_format_and_not_to_the_property_name(contract: Any) -> None:
    member = build_schemas(contract)["Line"]["properties"]["id"]
    assert member["x-format-status"] == "inferred"
    assert member["x-format-source"] == "convention"
    assert "x-status" not in member


def test_scalars_are_merged_into_parameters_too(contract: Any) -> None:
    operation = contract.build().document["paths"]["/v2/jobs/{jobId}"]["get"]
    assert operation["parameters"][0]["schema"]["format"] == "int32"


def test_an_open_enum_remains_a_component(contract: Any) -> None:
    values = "[{value: open, description: Work goes on.}]"
    contract.edit(
        JOBS, "    Line:\n", f"    State: {{type: string, description: A state., x-open-enum: {values}}}\n    Line:\n"
    )
    contract.edit(JOBS, "text: {type: string,", 'text: {$ref: "#/components/schemas/State",')
    assert build_schemas(contract)["Line"]["properties"]["text"]["$ref"] == "#/components/schemas/State"


def test_a_post_accepts_the_writable_properties_and_requires_those_needed_to_create(contract: Any) -> None:
    components = build_schemas(contract)["JobCreate"]
    assert list(components["properties"]) == ["jobNo", "budget", "lines"]
    assert components["required"] == ["jobNo"]
    assert components["x-derived-from"] == "Job"
    body = contract.build().document["paths"]["/v2/jobs"]["post"]["requestBody"]
    assert body["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/JobCreate"}


def test_a_merge_patch_accepts_the_changeable_properties_and_requires_none(contract: Any) -> None:
    components = build_schemas(contract)["JobUpdate"]
    assert list(components["properties"]) == ["budget", "lines"]
    assert "required" not in components


def test_a_nested_record_of_a_body_has_no_id(contract: Any) -> None:
    components = build_schemas(contract)
    for body in ("JobCreate", "JobUpdate"):
        assert components[body]["properties"]["lines"]["items"] == {"$ref": "#/components/schemas/LineCreate"}
    assert list(components["LineCreate"]["properties"]) == ["text"]
    assert list(components["Line"]["properties"]) == ["id", "text"]


def test_a_published_body_is_not_changed(contract: Any) -> None:
    contract.edit(JOBS, "      x-required-on-create: [jobNo]\n      x-create-only: [jobNo]\n", "")
    components = build_schemas(contract)
    assert "JobCreate" not in components
    assert "id" in components["Job"]["properties"]


def test_a_list_returns_a_flat_page_and_describes_its_paging(contract: Any) -> None:
    document = contract.build().document
    page = document["components"]["schemas"]["JobPage"]
    assert list(page["properties"]) == ["items", "page"]
    assert page["properties"]["items"]["items"] == {"$ref": "#/components/schemas/Job"}
    assert page["properties"]["items"]["description"] == "What the page holds."
    assert page["required"] == ["items", "page"]
    assert document["paths"]["/v2/jobs"]["get"]["x-paging"] == {"items": "items", "page": "page", "parameter": "page"}
    assert "Page" not in document["components"]["schemas"]


def test_a_schema_named_like_a_derived_one_is_reported(contract: Any) -> None:
    line = contract.edit(JOBS, "    Line:\n", "    JobPage: {type: object, description: Mine.}\n    Line:\n")
    contract.edit(JOBS, 'items: {$ref: "#/components/schemas/Line"}', 'items: {$ref: "#/components/schemas/JobPage"}')
    assert ("jobs.yaml", line, "JobPage is the name of a schema derived from Job") in contract.problem_locations()


def test_a_derived_property_is_traced_to_its_line_in_the_source(contract: Any) -> None:
    built = contract.build()
    text = (contract.folder / JOBS).read_text().splitlines()
    for name, member in (("JobCreate", "budget"), ("JobUpdate", "lines"), ("LineCreate", "text")):
        place = built.origins.place(("components", "schemas", name, "properties", member))
        line = built.origins.sources.read(place.file).line(place.pointer)
        assert text[line - 1].strip().startswith(f"{member}:")


def test_the_properties_of_a_page_are_traced_to_the_envelope(contract: Any) -> None:
    place = contract.build().origins.place(("components", "schemas", "JobPage", "properties", "page"))
    assert (place.file.name, place.pointer[-3:]) == ("common.yaml", ("Page", "properties", "page"))


LEGACY = """\
openapi: 3.1.0
info: {title: Legacy, x-contract: accountability, version: "1"}
tags: [{name: Sheets, description: Sheets.}]
paths:
  /Sheets:
    get:
      operationId: Sheets_ExportSheets
      tags: [Sheets]
      description: Reads sheets.
      x-status: documented
      x-source: GetSheets
      responses:
        "200":
          description: The sheets.
          content:
            application/xml:
              schema: {$ref: "#/components/schemas/Sheets"}
              example: [{Day: "/Date(928113600000+1000)/", Note: {Text: a}}]
            application/json:
              schema: {$ref: "#/components/schemas/Sheets"}
              example: [{Day: "/Date(928113600000+1000)/"}]
components:
  schemas:
    Sheets:
      type: array
      description: Sheets.
      xml: {name: Sheets, namespace: "urn:a", wrapped: true}
      items: {$ref: "#/components/schemas/Sheet"}
    Sheet:
      type: object
      description: A sheet.
      xml: {name: Sheet, namespace: "urn:a"}
      properties:
        Day: {type: [string, "null"], format: wcf-date, description: The day.}
        Note: {$ref: "#/components/schemas/Note", description: A note.}
        Ids:
          type: array
          description: Keys.
          xml: {wrapped: true}
          items: {type: integer, xml: {name: int, namespace: "urn:b"}}
    Note:
      type: object
      description: A note.
      xml: {namespace: "urn:c"}
      properties:
        Text: {type: string, description: It., xml: {name: text}}
"""


@pytest.fixture
def legacy(empty_contract: Any) -> Any:
    empty_contract.write("legacy.yaml", LEGACY)
    return empty_contract


def test_xml_schemas_have_the_order_and_the_namespaces_of_the_contract(legacy: Any) -> None:
    components = build_schemas(legacy, "legacy")
    properties = components["SheetXml"]["properties"]
    assert list(properties) == ["Day", "Note", "Ids"]
    assert properties["Day"] == {
        "type": ["string", "null"],
        "format": "xml-local-date-time",
        "description": "The day.",
        "xml": {"namespace": "urn:a"},
    }
    assert properties["Note"]["$ref"] == "#/components/schemas/NoteXml"
    assert properties["Note"]["xml"] == {"namespace": "urn:a"}
    assert properties["Ids"]["xml"] == {"namespace": "urn:a", "wrapped": True}
    assert components["NoteXml"]["properties"]["Text"]["xml"] == {"namespace": "urn:c", "name": "text"}
    assert components["SheetsXml"]["items"] == {"$ref": "#/components/schemas/SheetXml"}


def test_the_namespace_of_an_element_overrides_the_inherited_one(legacy: Any) -> None:
    legacy.edit("legacy.yaml", "xml: {wrapped: true}", 'xml: {wrapped: true, namespace: "urn:d"}')
    ids = build_schemas(legacy, "legacy")["SheetXml"]["properties"]["Ids"]
    assert ids["xml"] == {"wrapped": True, "namespace": "urn:d"}


def test_json_schemas_keep_the_wcf_date_format(legacy: Any) -> None:
    content = legacy.build("legacy").document["paths"]["/Sheets"]["get"]["responses"]["200"]["content"]
    assert content["application/json"]["schema"] == {"$ref": "#/components/schemas/Sheets"}
    assert content["application/xml"]["schema"] == {"$ref": "#/components/schemas/SheetsXml"}
    assert build_schemas(legacy, "legacy")["Sheet"]["properties"]["Day"]["format"] == "wcf-date"


def test_an_xml_example_has_the_local_time_of_its_date(legacy: Any) -> None:
    built = legacy.build("legacy")
    content = built.document["paths"]["/Sheets"]["get"]["responses"]["200"]["content"]
    assert content["application/xml"]["example"][0]["Day"] == "1999-05-31T11:20:00"
    assert built.sound


def test_a_media_type_of_the_legacy_service_has_the_status_of_its_operation_unless_it_has_its_own(legacy: Any) -> None:
    legacy.edit(
        "legacy.yaml",
        "      x-source: GetSheets\n",
        "      x-source: GetSheets\n      x-operation-names: [GetSheets]\n",
    )
    legacy.edit(
        "legacy.yaml",
        "            application/json:\n",
        "            application/json:\n              x-status: inferred\n",
    )
    content = legacy.build("legacy").document["paths"]["/Sheets"]["get"]["responses"]["200"]["content"]
    assert [content[media]["x-status"] for media in content] == ["documented", "inferred"]
    assert content["application/xml"]["x-source"] == "GetSheets"


def test_types_with_the_same_form_in_xml_have_no_xml_schema(legacy: Any) -> None:
    text = (
        LEGACY.replace("format: wcf-date, ", "").replace(', namespace: "urn:a"', "").replace('namespace: "urn:c"', "")
    )
    legacy.write("legacy.yaml", text.replace('"/Date(928113600000+1000)/"', "today"))
    assert [name for name in build_schemas(legacy, "legacy") if name.endswith("Xml")] == []


LEAN = """\
openapi: 3.1.0
info: {title: Lean, x-contract: accountability, version: "1"}
x-responses:
  "401": {description: No credentials.}
  "404": {description: No such record.}
  "429": {description: Too many requests.}
paths:
  /boxes:
    get: {responses: {"200": {description: Boxes., content: {application/json: {schema: {allOf: [
      {$ref: "#/components/schemas/Page"},
      {type: object, properties: {items: {type: array, items: {$ref: "#/components/schemas/Box"}}}}]}}}}}}
    post:
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Box"}}}}
      responses: {"201": {description: Box., content: {application/json: {schema: {$ref: "#/components/schemas/Box"}}}}}
  /boxes/{boxId}/sides/{sideId}:
    get:
      parameters: [{name: boxId, in: path, required: true, schema: {type: integer}},
        {name: sideId, in: path, required: true, schema: {type: integer}}]
      responses:
        "200": {description: A side., content: {application/json: {schema: {$ref: "#/components/schemas/Side"}}}}
        "429": {description: Its own.}
  /boxes/{boxId}:
    get:
      parameters: [{name: boxId, in: path, required: true, schema: {type: integer}, example: 8}]
      responses: &box
        "200": {description: Box., content: {application/json: {schema: {$ref: "#/components/schemas/Box"}}}}
    patch:
      parameters: [{name: boxId, in: path, required: true, schema: {type: integer}, example: 8}]
      requestBody:
        content: {application/merge-patch+json: {schema: {$ref: "#/components/schemas/Box"}, example: {name: Green}}}
      responses: *box
  /boxes/{boxId}/close:
    post:
      x-sets: {closed: true, closedDate: $today}
      parameters: [{name: boxId, in: path, required: true, schema: {type: integer}, example: 8}]
      responses: *box
components:
  schemas:
    Page:
      type: object
      x-envelope: {items: items, page: page, pageSize: pageSize, totalCount: totalCount, parameter: page}
      properties: {items: {type: array, items: {}}, page: {type: integer}}
    Box:
      type: object
      x-required-on-create: [name]
      properties:
        id: {type: integer, readOnly: true}
        name: {type: string}
        modifiedDate: {type: string, readOnly: true, x-on-change: $now}
      examples: [{id: 7, name: Blue}, {id: 8, name: Red}]
    Side:
      type: object
      properties: {id: {type: integer}, boxId: {type: integer}}
      examples: [{id: 3, boxId: 7}]
"""


def build_lean_document(contract: Any) -> Any:
    contract.write("v2.yaml", LEAN)
    return build_without_lint(contract.folder / "v2.yaml")


def build_without_lint(file: Path) -> dict[str, Any]:
    bundled = bundle(file, Sources()).document
    return derive(dialect.spread_parameters(bundled).document).document


def read_example(response: Any) -> Any:
    return response["content"]["application/json"]["example"]


def test_the_examples_of_a_schema_become_the_examples_of_its_operations(empty_contract: Any) -> None:
    paths = build_lean_document(empty_contract)["paths"]
    page = read_example(paths["/boxes"]["get"]["responses"]["200"])
    assert page == {"items": [{"id": 7, "name": "Blue"}, {"id": 8, "name": "Red"}], "page": 1, "pageSize": 100,
                    "totalCount": 2}  # fmt: skip
    assert read_example(paths["/boxes"]["post"]["requestBody"]) == {"name": "Blue"}
    assert read_example(paths["/boxes"]["post"]["responses"]["201"]) == {"id": 7, "name": "Blue"}
    assert read_example(paths["/boxes/{boxId}"]["get"]["responses"]["200"]) == {"id": 8, "name": "Red"}
    assert "examples" not in build_lean_document(empty_contract)["components"]["schemas"]["Box"]


def test_a_page_is_derived_from_items_next_to_the_reference_to_its_envelope(empty_contract: Any) -> None:
    document = build_lean_document(empty_contract)
    all_of = (
        '{allOf: [\n      {$ref: "#/components/schemas/Page"},\n      {type: object, properties: {items: {type: array, '
    )
    all_of += 'items: {$ref: "#/components/schemas/Box"}}}}]}'
    sibling = '{$ref: "#/components/schemas/Page", properties: {items: {items: {$ref: "#/components/schemas/Box"}}}}'
    assert all_of in LEAN
    file = empty_contract.write("v2.yaml", LEAN.replace(all_of, sibling))
    assert build_without_lint(file) == document


def test_the_example_of_a_response_to_a_change_has_the_values_that_the_change_sets(empty_contract: Any) -> None:
    paths = build_lean_document(empty_contract)["paths"]
    updated_record = {"id": 8, "name": "Green", "modifiedDate": "2025-03-10T09:00:00Z"}
    assert read_example(paths["/boxes/{boxId}"]["patch"]["responses"]["200"]) == updated_record
    closed_record = {
        "id": 8,
        "name": "Red",
        "closed": True,
        "closedDate": "2025-03-10",
        "modifiedDate": updated_record["modifiedDate"],
    }
    assert read_example(paths["/boxes/{boxId}/close"]["post"]["responses"]["200"]) == closed_record


def test_the_example_of_a_path_parameter_defaults_to_the_value_in_the_record(empty_contract: Any) -> None:
    parameters = build_lean_document(empty_contract)["paths"]["/boxes/{boxId}/sides/{sideId}"]["get"]["parameters"]
    assert [(parameter["name"], parameter["example"]) for parameter in parameters] == [("boxId", 7), ("sideId", 3)]


def test_shared_responses_are_added_unless_the_operation_defines_them(empty_contract: Any) -> None:
    document = build_lean_document(empty_contract)
    responses = document["paths"]["/boxes/{boxId}/sides/{sideId}"]["get"]["responses"]
    assert list(responses) == ["200", "401", "404", "429"]
    assert (responses["401"]["description"], responses["429"]["description"]) == ("No credentials.", "Its own.")
    assert list(document["paths"]["/boxes"]["get"]["responses"]) == ["200", "401", "429"]
    assert "x-responses" not in document


def test_the_tag_of_an_operation_defaults_to_the_beginning_of_its_id(contract: Any) -> None:
    document = contract.build().document
    contract.edit(JOBS, "      operationId: Jobs_GetJob\n      tags: [Jobs]\n", "      operationId: Jobs_GetJob\n")
    assert contract.build().document == document


def test_the_example_of_a_created_record_is_completed_by_the_request_and_the_server(contract: Any) -> None:
    contract.edit(JOBS, "      x-create-only: [jobNo]\n", "      x-create-only: [jobNo]\n      examples: [{id: 1}]\n")
    open_ = "        open: {type: boolean, description: It., x-source: Job, x-on-create: true}\n"
    contract.edit(JOBS, "        lines: {", f"{open_}        lines: {{")
    created = contract.build().document["paths"]["/v2/jobs"]["post"]["responses"]["201"]
    lines = [{"text": "Film"}]
    assert read_example(created) == {"id": 2, "jobNo": "ABC0002", "budget": None, "open": True, "lines": lines}


def test_names_in_another_script_are_not_taken_for_the_same_key() -> None:
    file = Path(__file__).parents[1] / "documents" / "shapes" / "unicode_names.yaml"
    (operation,) = build_without_lint(file)["paths"]["/größe/{größe}/{顧客}"].values()
    assert "x-identity" not in operation

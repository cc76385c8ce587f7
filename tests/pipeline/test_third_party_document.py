"""A third-party document is built; a breach of the house rules is a warning, not an error."""

from typing import Any

import pytest

from pipeline.generate.driver import generate

PETS = """\
openapi: 3.0.3
info: {title: Pets, version: "7", x-status: verified}
paths:
  /api/v2/pets/{petId}/toys:
    parameters:
      - {name: petId, in: path, required: true, schema: {type: integer}}
    get:
      responses:
        "200":
          description: Toys.
          content:
            application/json:
              schema: {type: array, items: {$ref: "#/components/schemas/Toy"}}
        default: {description: Trouble.}
    delete:
      tags: [pets, toys]
      operationId: dropToys
      x-vendor: 1
      responses: {"204": {description: Gone.}}
components:
  schemas:
    Toy:
      title: A toy
      allOf:
        - $ref: "#/components/schemas/Thing"
        - type: object
          properties:
            price: {type: number, nullable: true, minimum: 0, exclusiveMinimum: true}
            maker: {nullable: true, allOf: [{$ref: "#/components/schemas/Thing"}]}
            size: {type: string, nullable: true, enum: [small, large, null]}
    Thing:
      type: object
      properties: {name: {type: string, example: Ball}}
"""


ENVELOPE = "schema: {type: object, properties: {pageNumber: {type: integer}, toyNumber: {type: integer}}}"


@pytest.fixture
def pets(empty_contract: Any) -> Any:
    empty_contract.write("v2.yaml", PETS)
    return empty_contract


def operation(contract: Any, method: str = "get") -> Any:
    return contract.build().document["paths"]["/api/v2/pets/{petId}/toys"][method]


@pytest.mark.parametrize(
    ("part", "malformed", "message"),
    [
        ("content:", "content: []\n          x-content:", "content: expected an object, got a list"),
        ('responses: {"204": {description: Gone.}}', "responses: Gone", "responses: expected an object, got a string"),
        ("name: petId, in: path", "name: petId, in: body", "a parameter: expected `name`, and `in` with one of path"),
        ("{name: {type: string, example: Ball}}", "{name: 1}", "name: expected an object, got a number"),
    ],
)
def test_a_part_of_the_wrong_type_is_an_error_with_its_line(
    empty_contract: Any, part: str, malformed: str, message: str
) -> None:
    assert part in PETS
    empty_contract.write("v2.yaml", PETS.replace(part, malformed))
    (problem,) = [problem for problem in empty_contract.build().problems if problem.severity == "error"]
    line = 1 + PETS[: PETS.index(part)].count("\n")
    assert (problem.file.name, problem.line) == ("v2.yaml", line)
    assert problem.message.startswith(message)


@pytest.mark.parametrize(
    ("part", "malformed"),
    [
        ("description: Toys.", "description: [Toys.]"),
        ("example: Ball", "example: Ball, required: [[name]]"),
        ("default: {description: Trouble.}", "default:"),
        ("{type: array, items: {", "{type: array, x-items: {"),
        ("{type: object, properties", "{type: object, allOf: [true, false], properties"),
        ("components:", "tags: [null, Pets]\ncomponents:"),
    ],
)
def test_a_part_of_the_wrong_type_that_no_code_needs_is_a_warning(
    empty_contract: Any, part: str, malformed: str
) -> None:
    changed = PETS.replace("    Thing:\n      type: object\n      properties:", "    Thing: {type: object, properties:")
    changed = changed.replace("example: Ball}}\n", "example: Ball}}}\n")
    assert part in changed
    empty_contract.write("v2.yaml", changed.replace(part, malformed, 1))
    built = empty_contract.build()
    assert {problem.severity for problem in built.problems} == {"warning"}
    assert generate({"v2": built.document})


def test_a_third_party_document_is_built_with_warnings_only(pets: Any) -> None:
    built = pets.build()
    assert built.sound
    assert built.foreign
    assert {problem.severity for problem in built.problems} == {"warning"}


def test_warnings_of_the_same_kind_are_reported_once(pets: Any) -> None:
    messages = [message for _, _, message in pets.problem_locations()]
    assert "petId of Pets_GetPetsByPetIdToys is not an int32 (and 1 more of this kind)" in " ".join(messages)
    assert len([message for message in messages if "is not an int32" in message]) == 1


def test_operations_get_the_status_of_the_info_object_and_the_file_name_as_source(pets: Any) -> None:
    assert (operation(pets)["x-status"], operation(pets)["x-source"]) == ("verified", "v2.yaml")


def test_operations_are_documented_if_the_info_object_has_no_status(pets: Any) -> None:
    pets.edit("v2.yaml", ", x-status: verified", "")
    assert operation(pets)["x-status"] == "documented"


def test_the_id_and_the_tag_of_an_operation_default_to_names_from_method_and_path(pets: Any) -> None:
    assert operation(pets)["operationId"] == "Pets_GetPetsByPetIdToys"
    assert operation(pets)["tags"] == ["pets"]
    assert operation(pets, "delete")["operationId"] == "dropToys"


def test_an_extension_of_this_project_does_not_make_a_document_our_contract(pets: Any) -> None:
    before = len(pets.problems())
    pets.edit("v2.yaml", "      operationId: dropToys\n", "      operationId: dropToys\n      x-python-name: drop\n")
    assert pets.build().sound
    assert len(pets.problems()) == before


def test_x_contract_makes_a_document_our_contract(pets: Any) -> None:
    pets.edit("v2.yaml", "{title: Pets,", "{title: Pets, x-contract: accountability,")
    assert not pets.build().foreign
    assert not pets.build().sound


@pytest.mark.parametrize(("name", "identity"), [("page_number", None), ("toy_number", {"toy_number": "toyNumber"})])
def test_the_number_of_a_page_does_not_identify_a_record(pets: Any, name: str, identity: Any) -> None:
    parameter = f"parameters: [{{name: {name}, in: query, required: true, schema: {{type: integer}}}}]\n      "
    pets.edit("v2.yaml", "    get:\n      ", f"    get:\n      {parameter}")
    pets.edit("v2.yaml", 'schema: {type: array, items: {$ref: "#/components/schemas/Toy"}}', ENVELOPE)
    assert operation(pets).get("x-identity") == identity


def test_nullable_of_openapi_3_0_is_converted_to_openapi_3_1(pets: Any) -> None:
    document = pets.build().document
    members = document["components"]["schemas"]["Toy"]["allOf"][1]["properties"]
    assert document["openapi"] == "3.1.0"
    assert members["price"] == {"type": ["number", "null"], "exclusiveMinimum": 0}
    assert members["maker"] == {"oneOf": [{"allOf": [{"$ref": "#/components/schemas/Thing"}]}, {"type": "null"}]}
    assert members["size"] == {"oneOf": [{"type": "string", "enum": ["small", "large"]}, {"type": "null"}]}


def test_a_repeated_operation_id_is_replaced_and_reported(pets: Any) -> None:
    pets.edit("v2.yaml", "    get:\n", "    get:\n      operationId: dropToys\n")
    assert pets.build().sound
    assert operation(pets)["operationId"] == "dropToys"
    assert operation(pets, "delete")["operationId"] == "Pets_DeletePetsByPetIdToys"
    assert any("repeats the operationId dropToys" in problem.message for problem in pets.problems())


def test_a_body_property_named_like_a_path_parameter_gets_a_suffix(pets: Any) -> None:
    body = "requestBody: {content: {application/json: {schema: {properties: {petId: {type: integer}}}}}}"
    pets.edit("v2.yaml", "      operationId: dropToys\n", f"      operationId: dropToys\n      {body}\n")
    arguments = operation(pets, "delete")["x-python"]["arguments"]
    assert arguments == {"path": {"petId": "pet_id"}, "body": {"petId": "pet_id_body"}}


def test_a_chain_of_references_may_be_longer_than_the_stack(empty_contract: Any) -> None:
    links = "".join(
        f"    S{number}: {{properties: {{next: {{$ref: '#/components/schemas/S{number + 1}'}}}}}}\n"
        for number in range(400)
    )
    paths, _, _ = PETS.partition("components:")
    paths = paths.replace("#/components/schemas/Toy", "#/components/schemas/S0")
    last = "    S400: {properties: {name: {type: string}}}\n"
    empty_contract.write("v2.yaml", f"{paths}components:\n  schemas:\n{links}{last}")
    built = empty_contract.build()
    assert built.sound
    assert b"name: str" in generate({"v2": built.document})["models/s400.py"]

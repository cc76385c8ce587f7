"""Two APIs share a class where they share a schema, and only there."""

from typing import Any

import pytest

from pipeline.build import Built
from pipeline.join import join

PET = "{type: object, description: A pet., properties: {name: {type: string, description: Its name., x-source: a}}}"


def api(version: str, pet: str = PET, owner: str = "A person.") -> str:
    return f"""\
openapi: 3.1.0
info: {{title: {version}, version: "1"}}
tags: [{{name: Owners, description: Owners.}}]
paths:
  /{version}/owner:
    get:
      operationId: Owners_GetOwner
      tags: [Owners]
      description: Reads an owner.
      x-status: inferred
      x-source: convention
      responses:
        "200":
          description: The owner.
          content:
            application/json:
              schema: {{$ref: "#/components/schemas/Owner"}}
              example: {{}}
components:
  schemas:
    Owner:
      type: object
      description: {owner}
      properties: {{pet: {{$ref: "#/components/schemas/Pet", description: Its pet., x-source: a}}}}
    Pet: {pet}
"""


@pytest.fixture
def two(empty_contract: Any) -> Any:
    def build(second: str) -> dict[str, Built]:
        empty_contract.write("v1.yaml", api("v1"))
        empty_contract.write("v2.yaml", second)
        return join({name: empty_contract.build(name) for name in ("v1", "v2")})

    return build


def names(built: Built) -> list[str]:
    return list(built.document["components"]["schemas"])


def test_equal_schemas_keep_one_name(two: Any) -> None:
    joined = two(api("v2"))
    assert names(joined["v1"]) == names(joined["v2"]) == ["Owner", "Pet"]


def test_a_schema_that_differs_is_named_after_its_api(two: Any) -> None:
    joined = two(api("v2", owner="Another person."))
    assert names(joined["v1"]) == ["Owner", "Pet"]
    assert names(joined["v2"]) == ["OwnerV2", "Pet"]
    answer = joined["v2"].document["paths"]["/v2/owner"]["get"]["responses"]["200"]
    assert answer["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/OwnerV2"}


def test_what_refers_to_a_schema_that_differs_differs_too(two: Any) -> None:
    assert names(two(api("v2", pet=PET.replace("Its name", "Its other name")))["v2"]) == ["OwnerV2", "PetV2"]


def test_how_well_each_api_knows_a_schema_makes_no_difference(two: Any) -> None:
    assert names(two(api("v2", pet=PET.replace("x-source: a", "x-status: documented, x-source: b")))["v2"]) == [
        "Owner",
        "Pet",
    ]


def test_a_renamed_schema_is_traced_to_its_line(two: Any) -> None:
    built = two(api("v2", owner="Another person."))["v2"]
    place = built.origins.place(("components", "schemas", "OwnerV2", "properties", "pet"))
    assert (place.file.name, place.pointer[-3:]) == ("v2.yaml", ("Owner", "properties", "pet"))


def test_a_new_name_that_is_taken_is_told(two: Any) -> None:
    second = api("v2", owner="Another person.", pet=PET.replace("name:", "other:"))
    second = second.replace("schemas/Pet", "schemas/OwnerV2").replace("    Pet:", "    OwnerV2:")
    built = two(second)["v2"]
    assert not built.sound
    assert "OwnerV2 is what Owner has to be called" in built.problems[-1].message


def test_names_that_make_one_class_across_apis_are_told(two: Any) -> None:
    second = api("v2").replace("schemas/Pet", "schemas/pet").replace("    Pet:", "    pet:")
    assert any("both make the class Pet in Python" in problem.message for problem in two(second)["v2"].problems)

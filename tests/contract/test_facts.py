"""The shipped contract contains the published facts of the APIs exactly."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from accountability.spec import Contract, load

FACTS = json.loads(Path(__file__).with_name("facts.json").read_text(encoding="utf-8"))
LEGACY, TOKEN, ORDER = FACTS["legacy"], FACTS["token"], FACTS["create_purchase_order"]
PAGES: Mapping[str, dict[str, Any]] = LEGACY["pages"]
TYPES: Mapping[str, dict[str, Any]] = LEGACY["types"]
JSON, XML = "application/json", "application/xml"
ADOPTED = re.compile(r".+, \d{4}-\d\d-\d\d(; before: .*)?", re.DOTALL)
"""The source that `scripts/adopt` writes: a file and the date when it was received."""
SCALARS = {
    ("boolean", None): "boolean",
    ("integer", "int32"): "int",
    ("number", "decimal"): "decimal",
    ("string", None): "string",
    ("string", "wcf-date"): "dateTime",
    ("string", "xml-local-date-time"): "dateTime",
}


@dataclass(frozen=True)
class Part:
    """A part of a contract with its `$ref` resolved."""

    value: Any
    contract: Contract

    @classmethod
    def of(cls, value: Any, contract: Contract) -> "Part":
        if not isinstance(value, dict) or "$ref" not in value:
            return cls(value, contract)
        siblings = {key: item for key, item in value.items() if key != "$ref"}
        return cls({**contract.resolve(value), **siblings}, contract)

    def __getitem__(self, key: str | int) -> "Part":
        return Part.of(self.value[key], self.contract)

    def get(self, key: str, default: Any = None) -> Any:
        return self.value.get(key, default)

    def items(self, key: str) -> Iterator[tuple[str, "Part"]]:
        """Yield the items of the map under `key`, or nothing if it is missing."""
        for name, value in self.value.get(key, {}).items():
            yield name, Part.of(value, self.contract)

    def list(self, key: str) -> list["Part"]:
        return [Part.of(value, self.contract) for value in self.value.get(key, ())]


def document(api: str) -> Part:
    """Return the contract of an API."""
    return Part(load(api).document, load(api))


def operations(api: Part) -> dict[tuple[str, str], Part]:
    """Return the operations by method and path."""
    return {
        (operation.method, operation.path): Part.of(operation.raw, operation.contract)
        for operation in api.contract.operations.values()
    }


def operation_by_id(api: Part, operation_id: str) -> Part:
    """Return the operation with this id."""
    return next(part for part in operations(api).values() if part.get("operationId") == operation_id)


def is_unpublished(part: Part) -> bool:
    """Return whether a part is inferred or from an adopted document, and not from a public page."""
    return part.get("x-status") == "inferred" or bool(ADOPTED.fullmatch(str(part.get("x-source"))))


def target(page: str) -> tuple[str, str]:
    """Return method and path of a help page: its URL without the query."""
    return PAGES[page]["method"], "/" + PAGES[page]["uri"].partition("?")[0]


def media(page: str) -> str:
    """Return the media type that a help page shows: XML unless its URL requests JSON."""
    return JSON if PAGES[page]["uri"].endswith("?format=json") else XML


def media_types(operation: Part) -> Iterator[tuple[str, Part]]:
    """Yield each media type of the body and of the response with its content."""
    if "requestBody" in operation.value:
        yield from operation["requestBody"].items("content")
    yield from operation["responses"]["200"].items("content")


def payload(operation: Part) -> dict[str, Part]:
    """Return the content of the body by media type, or that of the response if the operation has no body.

    A media type without its own status has that of its operation.
    """
    part = operation["requestBody"] if "requestBody" in operation.value else operation["responses"]["200"]
    sources = {key: operation.get(key) for key in ("x-status", "x-source")}
    return {kind: Part({**sources, **content.value}, content.contract) for kind, content in part.items("content")}


def kinds(schema: Part) -> set[str]:
    """Return the JSON types that a schema allows."""
    types = schema.get("type")
    return set(types) if isinstance(types, list) else {types}


def record(schema: Part) -> Part:
    """Return the schema of the items if the schema is a list, and the schema itself otherwise."""
    return schema["items"] if "array" in kinds(schema) else schema


def shape(schema: Part) -> Any:
    """Return a schema in the format of the facts: a scalar's type, an object's properties or a list's item."""
    (kind,) = kinds(schema) - {"null"}
    if kind == "object":
        return {name: shape(property_) for name, property_ in schema.items("properties")}
    if kind == "array":
        item, name = schema["items"], schema["items"].get("xml")["name"]
        return {name: f"{shape(item)}[]"} if item.get("type") != "object" else {f"{name}[]": shape(item)}
    return SCALARS[kind, schema.get("format")]


def properties(schema: Part, path: str = "") -> Iterator[tuple[str, Part]]:
    """Yield every property of a type at any depth with its path."""
    for name, property_ in record(schema).items("properties"):
        yield f"{path}{name}", property_
        yield from properties(property_, f"{path}{name}.")


@pytest.fixture
def legacy() -> Part:
    return document("legacy")


@pytest.fixture
def by_page(legacy: Part) -> dict[str, Part]:
    """Return the legacy operations by the help pages that they name."""
    return {page: part for part in operations(legacy).values() for page in part.get("x-operation-names")}


@pytest.fixture
def types(legacy: Part) -> dict[str, list[Part]]:
    """Return the schemas of each published type by its name on the wire, one for each media type."""
    part: dict[str, list[Part]] = {}
    for operation in operations(legacy).values():
        for content in payload(operation).values():
            schema = record(content["schema"])
            if "properties" in schema.value:
                part.setdefault(schema.get("xml")["name"], []).append(schema)
    return part


class TestLegacyOperations:
    def test_the_service_is_at_its_published_address(self, legacy: Part) -> None:
        assert [server.get("url") for server in legacy.list("servers")] == [LEGACY["server"]]

    def test_the_27_help_pages_are_exactly_22_operations(self, legacy: Part) -> None:
        assert len(PAGES) == 27
        assert len(operations(legacy)) == 22
        assert set(operations(legacy)) == {target(page) for page in PAGES}

    def test_each_help_page_is_named_once_with_its_published_name(self, legacy: Part) -> None:
        pages = [page for part in operations(legacy).values() for page in part.get("x-operation-names")]
        assert sorted(pages) == sorted(PAGES)

    def test_each_help_page_is_named_by_the_operation_at_its_method_and_path(self, legacy: Part) -> None:
        for endpoint, part in operations(legacy).items():
            assert {target(page) for page in part.get("x-operation-names")} == {endpoint}

    def test_each_operation_is_documented_and_names_its_page(self, legacy: Part) -> None:
        for part in operations(legacy).values():
            assert part.get("x-status") == "documented"
            assert part.get("x-source").removeprefix(LEGACY["help"]) in part.get("x-operation-names")

    def test_path_parameters_have_the_names_and_the_order_of_the_path(self, legacy: Part) -> None:
        for (_, path), operation in operations(legacy).items():
            declared = [
                parameter.get("name") for parameter in operation.list("parameters") if parameter.get("in") == "path"
            ]
            assert declared == [segment[1:-1] for segment in path.split("/") if segment.startswith("{")]

    def test_a_job_is_read_by_idkey_in_the_query_of_a_path_that_ends_in_a_slash(self, by_page: dict[str, Part]) -> None:
        assert target("GetFullJob") == ("GET", "/Job/Export/")
        (parameter,) = by_page["GetFullJob"].list("parameters")
        assert (parameter.get("name"), parameter.get("in"), parameter.get("required")) == ("IDKey", "query", True)

    def test_only_the_format_of_a_key_or_a_date_in_a_path_is_inferred(self, by_page: dict[str, Part]) -> None:
        for page, part in by_page.items():
            for parameter in part.list("parameters"):
                status = parameter["schema"].get("x-format-status", parameter["schema"].get("x-status"))
                assert parameter.get("name") == "format" or status == "inferred", page

    def test_error_responses_are_inferred(self, legacy: Part) -> None:
        for part in operations(legacy).values():
            for status, response in part.items("responses"):
                assert status == "200" or response.get("x-status") == "inferred"


class TestLegacyRepresentations:
    def test_each_page_documents_its_representation_of_body_and_response(self, by_page: dict[str, Part]) -> None:
        for page, part in by_page.items():
            content = payload(part)[media(page)]
            assert (content.get("x-status"), content.get("x-source")) == ("documented", LEGACY["help"] + page)

    def test_eleven_other_representations_are_inferred(self, legacy: Part) -> None:
        inferred = {
            (endpoint, kind)
            for endpoint, part in operations(legacy).items()
            for kind, content in payload(part).items()
            if content.get("x-status") == "inferred"
        }
        inferred_pages = {page: page.removesuffix("AsJson") for page in LEGACY["inferred_representations"]}
        published = {page.removesuffix("AsJson"): page for page in PAGES}
        assert len(inferred_pages) == 11
        assert inferred == {
            (target(published[name]), JSON if page.endswith("AsJson") else XML) for page, name in inferred_pages.items()
        }

    def test_every_representation_is_published_or_inferred(self, legacy: Part) -> None:
        published = {(target(page), media(page)) for page in PAGES}
        declared = [(endpoint, kind) for endpoint, part in operations(legacy).items() for kind in payload(part)]
        assert len(published) == 27
        assert len(declared) == len(set(declared)) == 27 + 11
        assert published <= set(declared)

    def test_only_operations_with_both_representations_have_the_format_parameter(self, legacy: Part) -> None:
        offered, with_both = set(), set()
        for endpoint, part in operations(legacy).items():
            format_parameters = [
                parameter for parameter in part.list("parameters") if parameter.get("name") == "format"
            ]
            offered |= {endpoint for parameter in format_parameters if parameter["schema"].get("enum") == ["json"]}
            with_both |= {endpoint} if set(payload(part)) == {JSON, XML} else set()
        assert len(with_both) == 16
        assert offered == with_both

    def test_a_format_parameter_without_a_page_is_inferred(self, by_page: dict[str, Part]) -> None:
        for part in by_page.values():
            for parameter in part.list("parameters"):
                if parameter.get("name") == "format":
                    status = payload(part)[JSON].get("x-status")
                    assert parameter.get("x-format-status", "documented") == status


class TestLegacyBodiesAndResponses:
    @pytest.mark.parametrize("page", [page for page in PAGES if "request" in PAGES[page]])
    def test_the_request_type_of_a_page_is_the_body(self, by_page: dict[str, Part], page: str) -> None:
        schema = by_page[page]["requestBody"]["content"][media(page)]["schema"]
        assert schema.get("xml")["name"] == PAGES[page]["request"]

    @pytest.mark.parametrize(
        "page", [page for page in PAGES if PAGES[page].get("response") and "root" not in PAGES[page]]
    )
    def test_the_response_type_of_a_page_with_one_record_is_the_response(
        self, by_page: dict[str, Part], page: str
    ) -> None:
        for _, content in media_types(by_page[page]):
            assert content["schema"].get("type") == "object"
            assert content["schema"].get("xml")["name"] == PAGES[page]["response"]

    @pytest.mark.parametrize("page", [page for page in PAGES if "root" in PAGES[page]])
    def test_a_list_is_a_root_element_of_records_and_a_bare_array_in_json(
        self, by_page: dict[str, Part], page: str
    ) -> None:
        for _, content in media_types(by_page[page]):
            schema = content["schema"]
            assert schema.get("type") == "array"
            assert schema.get("xml") == {"name": PAGES[page]["root"], "namespace": LEGACY["namespace"], "wrapped": True}
            assert schema["items"].get("xml")["name"] == PAGES[page]["response"]

    def test_the_response_to_adding_a_client_contact_has_no_body(self, by_page: dict[str, Part]) -> None:
        response = by_page["PutClientContact"]["responses"]["200"]
        assert (response.get("content"), response.get("x-status")) == (None, "documented")

    @pytest.mark.parametrize("page", [page for page in PAGES if "response" not in PAGES[page]])
    def test_a_response_type_that_could_not_be_read_has_an_empty_schema_and_is_inferred(
        self, by_page: dict[str, Part], page: str
    ) -> None:
        content = by_page[page]["responses"]["200"]["content"][media(page)]
        assert (content["schema"].value, content.get("x-status")) == ({}, "inferred")


class TestLegacyTypes:
    def test_the_twenty_types_have_their_names_on_the_wire(self, types: dict[str, list[Part]]) -> None:
        assert len(TYPES) == 20
        assert set(types) == set(TYPES)

    @pytest.mark.parametrize("name", TYPES)
    def test_properties_have_their_published_names_in_the_published_order(
        self, types: dict[str, list[Part]], name: str
    ) -> None:
        for schema in types[name]:
            assert list(schema.get("properties")) == list(TYPES[name]["properties"])

    @pytest.mark.parametrize("name", TYPES)
    def test_properties_have_their_published_types_at_every_depth(
        self, types: dict[str, list[Part]], name: str
    ) -> None:
        for schema in types[name]:
            assert json.dumps(shape(schema), indent=1) == json.dumps(TYPES[name]["properties"], indent=1)

    @pytest.mark.parametrize("name", TYPES)
    def test_a_type_that_was_read_in_part_is_marked_and_allows_additional_properties(
        self, types: dict[str, list[Part]], name: str
    ) -> None:
        for schema in types[name]:
            assert schema.get("x-complete", True) is TYPES[name]["complete"]
            assert schema.get("additionalProperties", True) is True

    def test_types_are_in_the_published_namespace_and_scope_is_in_its_own(self, types: dict[str, list[Part]]) -> None:
        for name, schemas in types.items():
            namespace = LEGACY["scope_namespace" if name == "Scope" else "namespace"]
            assert {schema.get("xml")["namespace"] for schema in schemas} == {namespace}

    def test_the_parts_of_a_scope_are_in_its_namespace(self, types: dict[str, list[Part]]) -> None:
        (scope,) = types["Scope"]
        parts = [property_ for _, property_ in properties(scope) if property_.get("type") == "object"]
        roles = scope["properties"]["rateCard"]["properties"]["roles"]["items"]
        assert len(parts) == 8
        assert {part.get("xml")["namespace"] for part in (*parts, roles)} == {LEGACY["scope_namespace"]}

    def test_the_numbers_of_a_scope_are_int_elements_of_the_arrays_namespace(
        self, types: dict[str, list[Part]]
    ) -> None:
        (scope,) = types["Scope"]
        created = scope["properties"]["createdTs"]
        assert created.get("xml")["wrapped"] is True
        assert created["items"].get("xml") == {"name": "int", "namespace": LEGACY["arrays_namespace"]}

    def test_no_property_of_a_request_and_only_the_key_of_a_response_is_required(
        self, types: dict[str, list[Part]]
    ) -> None:
        request_types = {page["request"] for page in PAGES.values() if "request" in page}
        for name, schemas in types.items():
            has_key = name not in request_types and "IDKey" in TYPES[name]["properties"]
            for schema in schemas:
                assert schema.get("required", []) == (["IDKey"] if has_key else [])

    def test_every_scalar_property_but_a_required_key_is_nullable(self, types: dict[str, list[Part]]) -> None:
        for name, schemas in types.items():
            for schema in schemas:
                for path, property_ in properties(schema):
                    nullable = path not in schema.get("required", []) and property_.get("type") != "object"
                    assert ("null" in kinds(property_)) is nullable, f"{name}.{path}"


class TestToken:
    @pytest.fixture
    def token(self) -> Part:
        return operations(document("v1"))[TOKEN["method"], TOKEN["path"]]

    @pytest.fixture
    def body(self, token: Part) -> Part:
        return token["requestBody"]["content"][TOKEN["media"]]["schema"]

    def test_the_token_is_the_one_documented_operation_of_v1(self) -> None:
        published = {endpoint for endpoint, part in operations(document("v1")).items() if not is_unpublished(part)}
        assert published == {(TOKEN["method"], TOKEN["path"])}

    def test_nothing_is_documented_of_v2(self) -> None:
        assert [endpoint for endpoint, part in operations(document("v2")).items() if not is_unpublished(part)] == []

    def test_the_token_request_is_a_form_and_nothing_else(self, token: Part) -> None:
        assert list(token["requestBody"].get("content")) == [TOKEN["media"]]

    def test_the_form_has_the_published_properties(self, body: Part) -> None:
        assert list(body.get("properties")) == TOKEN["properties"]
        assert {property_.get("x-status") for _, property_ in body.items("properties")} == {"documented"}

    def test_there_are_two_grants_and_password_is_the_default(self, body: Part) -> None:
        grant = body["properties"]["grant_type"]
        assert (grant.get("enum"), grant.get("default")) == (TOKEN["grants"], TOKEN["default_grant"])

    @pytest.mark.parametrize("grant", [*TOKEN["grants"], None])
    def test_each_grant_requires_exactly_its_properties(self, body: Part, grant: str | None) -> None:
        validator = jsonschema_rs.validator_for(body.value)
        format_parameters = {"grant_type": grant} if grant else {}
        required = TOKEN["required"][grant or TOKEN["default_grant"]]
        form = {**format_parameters, **dict.fromkeys(required, "text")}
        assert validator.is_valid(form)
        for name in required:
            assert not validator.is_valid({key: value for key, value in form.items() if key != name})

    def test_a_property_with_two_published_spellings_names_the_other(self, body: Part) -> None:
        for name, other in TOKEN["other_spelling"].items():
            assert other in body["properties"][name].get("x-source").replace(name, "")

    def test_the_response_always_has_an_access_token(self, token: Part) -> None:
        response = token["responses"]["200"]["content"][JSON]["schema"]
        assert response.get("required") == TOKEN["response"]
        assert response["properties"]["access_token"].get("x-status") == "documented"

    def test_the_description_of_each_token_has_its_lifetime(self, token: Part) -> None:
        tokens = token["responses"]["200"]["content"][JSON]["schema"]["properties"]
        assert f"{TOKEN['access_token_seconds']} seconds" in tokens["access_token"].get("description")
        assert f"{TOKEN['refresh_token_days']} days" in tokens["refresh_token"].get("description")


class TestCreatePurchaseOrder:
    @pytest.fixture(params=["v1", "v2"])
    def api(self, request: pytest.FixtureRequest) -> str:
        return str(request.param)

    @pytest.fixture
    def create(self, api: str) -> Part:
        return operation_by_id(document(api), ORDER["operation"])

    @pytest.fixture
    def body(self, create: Part) -> Part:
        return create["requestBody"]["content"][ORDER["media"]]["schema"]

    @pytest.fixture
    def positioned(self, body: Part) -> list[tuple[str, Part, list[int]]]:
        """Return each property with its name and its possible positions."""
        endpoint = [(name, property_, property_.get("x-position")) for name, property_ in body.items("properties")]
        return [
            (name, property_, positions if isinstance(positions, list) else [positions])
            for name, property_, positions in endpoint
        ]

    def test_it_is_inferred_as_neither_method_nor_path_is_published(self, create: Part, api: str) -> None:
        assert is_unpublished(create)

    def test_every_published_position_is_used_once(
        self, body: Part, positioned: list[tuple[str, Part, list[int]]]
    ) -> None:
        uncertain = [positions for _, _, positions in positioned if len(positions) > 1]
        certain = [positions[0] for _, _, positions in positioned if len(positions) == 1] + [
            part["position"] for part in body.get("x-unnamed")
        ]
        assert uncertain == [[1, 2], [1, 2]]
        assert sorted(certain) == [property_["position"] for property_ in ORDER["properties"]][2:]

    def test_properties_are_in_the_published_order(self, positioned: list[tuple[str, Part, list[int]]]) -> None:
        all_positions = [positions for _, _, positions in positioned]
        assert all_positions == sorted(all_positions)

    def test_each_property_has_the_type_and_nullability_of_its_position(
        self, positioned: list[tuple[str, Part, list[int]]]
    ) -> None:
        for name, property_, positions in positioned:
            (kind,) = kinds(property_) - {"null"}
            for fact in (ORDER["properties"][position - 1] for position in positions):
                format = property_.get("format", kind)
                assert (format, "null" in kinds(property_)) == (fact["type"], fact.get("nullable", False)), name

    def test_only_the_first_two_properties_are_required(
        self, body: Part, positioned: list[tuple[str, Part, list[int]]]
    ) -> None:
        published = [property_["position"] for property_ in ORDER["properties"] if property_.get("required")]
        required = [name for name, _, positions in positioned if positions == published]
        assert sorted(body.get("required")) == sorted(required)
        assert len(required) == len(published) == 2

    def test_each_name_is_inferred_and_its_source_has_the_published_label(
        self, create: Part, api: str, positioned: list[tuple[str, Part, list[int]]]
    ) -> None:
        for name, property_, positions in positioned:
            # A name from an adopted document has its own status, or that of its operation.
            assert is_unpublished(property_ if "x-status" in property_.value else create)
            if property_.get("x-status") == "inferred":
                label = ORDER["properties"][positions[0] - 1].get("label", "")
                assert label in property_.get("x-source"), name

    def test_the_position_without_a_name_is_not_a_property(self, body: Part) -> None:
        unnamed = [{"position": part["position"], "type": part["type"]} for part in body.get("x-unnamed")]
        assert unnamed == [property_ for property_ in ORDER["properties"] if property_["position"] == 11]

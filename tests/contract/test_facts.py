"""What is published of the APIs stands in the contract to the letter, in the hand-kept source and in the built spec."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
FACTS = json.loads(Path(__file__).with_name("facts.json").read_text(encoding="utf-8"))
LEGACY, TOKEN, ORDER = FACTS["legacy"], FACTS["token"], FACTS["create_purchase_order"]
PAGES: Mapping[str, dict[str, Any]] = LEGACY["pages"]
TYPES: Mapping[str, dict[str, Any]] = LEGACY["types"]
JSON, XML = "application/json", "application/xml"
ADOPTED = re.compile(r".+, \d{4}-\d\d-\d\d(; before: .*)?", re.DOTALL)
"""What `scripts/adopt` names as a source: a file, and the day when it was received."""
SCALARS = {
    ("boolean", None): "boolean",
    ("integer", "int32"): "int",
    ("number", "decimal"): "decimal",
    ("string", None): "string",
    ("string", "wcf-date"): "dateTime",
    ("string", "xml-local-date-time"): "dateTime",
}


@cache
def read(file: Path) -> Any:
    """A document: YAML 1.2, of which JSON is a part."""
    return YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Part:
    """A part of a document, with what its `$ref` names put in, and the file that its own references start from."""

    value: Any
    file: Path

    @classmethod
    def of(cls, value: Any, file: Path) -> "Part":
        if not isinstance(value, dict) or "$ref" not in value:
            return cls(value, file)
        path, _, fragment = value["$ref"].partition("#")
        home = (file.parent / path).resolve() if path else file
        target = read(home)
        for key in fragment.strip("/").split("/"):
            target = target[key.replace("~1", "/").replace("~0", "~")]
        found = cls.of(target, home)
        beside = {key: item for key, item in value.items() if key != "$ref"}
        return cls({**found.value, **beside}, found.file) if beside else found

    def __getitem__(self, key: str | int) -> "Part":
        return Part.of(self.value[key], self.file)

    def get(self, key: str, default: Any = None) -> Any:
        return self.value.get(key, default)

    def items(self, key: str) -> Iterator[tuple[str, "Part"]]:
        """What stands in the map under `key`; nothing where there is none."""
        for name, value in self.value.get(key, {}).items():
            yield name, Part.of(value, self.file)

    def list(self, key: str) -> list["Part"]:
        return [Part.of(value, self.file) for value in self.value.get(key, ())]


def document(api: str, form: str) -> Part:
    """An API's contract, as kept by hand (`source`) or as shipped (`built`)."""
    built = ROOT / "generated" / "accountability_api" / api / "openapi.json"
    file = ROOT / "openapi" / f"{api}.yaml" if form == "source" else built
    return Part(read(file), file)


def operations(api: Part) -> dict[tuple[str, str], Part]:
    """Each operation by method and path."""
    return {
        (method.upper(), path): item[method]
        for path, item in api.items("paths")
        for method in item.value
        if method in ("get", "post", "put", "patch", "delete")
    }


def named(api: Part, operation_id: str) -> Part:
    """The operation with this id."""
    return next(found for found in operations(api).values() if found.get("operationId") == operation_id)


def word(found: Part, key: str, api: str) -> str:
    """What a thing that several APIs share says of itself for one of them."""
    told = found.get(key)
    return str(told.get(api) if isinstance(told, dict) else told)


def unpublished(found: Part, api: str) -> bool:
    """Whether a thing is a guess, or a fact of a document that was adopted, and of no public page."""
    return word(found, "x-status", api) == "inferred" or bool(ADOPTED.fullmatch(word(found, "x-source", api)))


def target(page: str) -> tuple[str, str]:
    """Method and path of a help page: its address without the query."""
    return PAGES[page]["method"], "/" + PAGES[page]["uri"].partition("?")[0]


def media(page: str) -> str:
    """The representation that a help page shows; XML unless its address asks for JSON."""
    return JSON if PAGES[page]["uri"].endswith("?format=json") else XML


def contents(operation: Part) -> Iterator[tuple[str, Part]]:
    """Each media type of the body and of the answer, with what it holds."""
    if "requestBody" in operation.value:
        yield from operation["requestBody"].items("content")
    yield from operation["responses"]["200"].items("content")


def payload(operation: Part) -> dict[str, Part]:
    """What an operation is about, by media type: its body, or its answer where it has none."""
    return dict(
        (operation["requestBody"] if "requestBody" in operation.value else operation["responses"]["200"]).items(
            "content"
        )
    )


def kinds(schema: Part) -> set[str]:
    """The JSON types that a schema admits."""
    types = schema.get("type")
    return set(types) if isinstance(types, list) else {types}


def record(schema: Part) -> Part:
    """The type itself, of a list the type of its items."""
    return schema["items"] if "array" in kinds(schema) else schema


def shape(schema: Part) -> Any:
    """A schema in the words of the facts: the type of a scalar, the members of an object, the item of a list."""
    (kind,) = kinds(schema) - {"null"}
    if kind == "object":
        return {name: shape(member) for name, member in schema.items("properties")}
    if kind == "array":
        item, name = schema["items"], schema["items"].get("xml")["name"]
        return {name: f"{shape(item)}[]"} if item.get("type") != "object" else {f"{name}[]": shape(item)}
    return SCALARS[kind, schema.get("format")]


def members(schema: Part, path: str = "") -> Iterator[tuple[str, Part]]:
    """Every member of a type, at any depth, by its path."""
    for name, member in record(schema).items("properties"):
        yield f"{path}{name}", member
        yield from members(member, f"{path}{name}.")


@pytest.fixture(params=["source", "built"])
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def legacy(form: str) -> Part:
    return document("legacy", form)


@pytest.fixture
def by_page(legacy: Part) -> dict[str, Part]:
    """Each legacy operation by the help pages that it names."""
    return {page: found for found in operations(legacy).values() for page in found.get("x-operation-names")}


@pytest.fixture
def types(legacy: Part) -> dict[str, list[Part]]:
    """Each published type by its name on the wire, as it stands in the one media type and in the other."""
    found: dict[str, list[Part]] = {}
    for operation in operations(legacy).values():
        for content in payload(operation).values():
            schema = record(content["schema"])
            if "properties" in schema.value:
                found.setdefault(schema.get("xml")["name"], []).append(schema)
    return found


class TestLegacyOperations:
    def test_the_service_is_at_its_published_address(self, legacy: Part) -> None:
        assert [server.get("url") for server in legacy.list("servers")] == [LEGACY["server"]]

    def test_the_27_help_pages_are_22_operations_and_there_is_no_other(self, legacy: Part) -> None:
        assert len(PAGES) == 27
        assert len(operations(legacy)) == 22
        assert set(operations(legacy)) == {target(page) for page in PAGES}

    def test_each_help_page_is_named_once_spelt_as_published(self, legacy: Part) -> None:
        pages = [page for found in operations(legacy).values() for page in found.get("x-operation-names")]
        assert sorted(pages) == sorted(PAGES)

    def test_each_help_page_is_named_by_the_operation_at_its_method_and_path(self, legacy: Part) -> None:
        for at, found in operations(legacy).items():
            assert {target(page) for page in found.get("x-operation-names")} == {at}

    def test_each_operation_is_documented_and_says_on_which_page(self, legacy: Part) -> None:
        for found in operations(legacy).values():
            assert found.get("x-status") == "documented"
            assert found.get("x-source").removeprefix(LEGACY["help"]) in found.get("x-operation-names")

    def test_path_parameters_are_spelt_as_in_the_path_and_stand_in_its_order(self, legacy: Part) -> None:
        for (_, path), found in operations(legacy).items():
            declared = [
                parameter.get("name") for parameter in found.list("parameters") if parameter.get("in") == "path"
            ]
            assert declared == [part[1:-1] for part in path.split("/") if part.startswith("{")]

    def test_a_job_is_read_by_idkey_in_the_query_of_a_path_that_ends_in_a_slash(self, by_page: dict[str, Part]) -> None:
        assert target("GetFullJob") == ("GET", "/Job/Export/")
        (parameter,) = by_page["GetFullJob"].list("parameters")
        assert (parameter.get("name"), parameter.get("in"), parameter.get("required")) == ("IDKey", "query", True)

    def test_only_the_text_of_a_key_or_a_date_in_a_path_is_inferred(self, by_page: dict[str, Part]) -> None:
        for page, found in by_page.items():
            for parameter in found.list("parameters"):
                status = parameter["schema"].get("x-format-status", parameter["schema"].get("x-status"))
                assert parameter.get("name") == "format" or status == "inferred", page

    def test_rejections_are_inferred_as_the_pages_say_nothing_of_them(self, legacy: Part) -> None:
        for found in operations(legacy).values():
            for status, answer in found.items("responses"):
                assert status == "200" or answer.get("x-status") == "inferred"


class TestLegacyRepresentations:
    def test_each_page_documents_its_representation_of_body_and_answer(self, by_page: dict[str, Part]) -> None:
        for page, found in by_page.items():
            content = payload(found)[media(page)]
            assert (content.get("x-status"), content.get("x-source")) == ("documented", LEGACY["help"] + page)

    def test_eleven_twins_are_inferred_and_said_to_be(self, legacy: Part) -> None:
        inferred = {
            (at, kind)
            for at, found in operations(legacy).items()
            for kind, content in payload(found).items()
            if content.get("x-status") == "inferred"
        }
        twins = {page: page.removesuffix("AsJson") for page in LEGACY["twins_inferred"]}
        seen = {page.removesuffix("AsJson"): page for page in PAGES}
        assert len(twins) == 11
        assert inferred == {
            (target(seen[name]), JSON if page.endswith("AsJson") else XML) for page, name in twins.items()
        }

    def test_no_representation_stands_beside_those_seen_and_those_inferred(self, legacy: Part) -> None:
        seen = {(target(page), media(page)) for page in PAGES}
        declared = [(at, kind) for at, found in operations(legacy).items() for kind in payload(found)]
        assert len(seen) == 27
        assert len(declared) == len(set(declared)) == 27 + 11
        assert seen <= set(declared)

    def test_format_json_is_offered_where_there_are_both_representations_and_nowhere_else(self, legacy: Part) -> None:
        offered, both = set(), set()
        for at, found in operations(legacy).items():
            chosen = [parameter for parameter in found.list("parameters") if parameter.get("name") == "format"]
            offered |= {at for parameter in chosen if parameter["schema"].get("enum") == ["json"]}
            both |= {at} if set(payload(found)) == {JSON, XML} else set()
        assert len(both) == 16
        assert offered == both

    def test_a_format_parameter_that_no_page_shows_says_that_it_is_inferred(self, by_page: dict[str, Part]) -> None:
        for found in by_page.values():
            for parameter in found.list("parameters"):
                if parameter.get("name") == "format":
                    known = payload(found)[JSON].get("x-status")
                    assert parameter.get("x-format-status", "documented") == known


class TestLegacyBodiesAndAnswers:
    @pytest.mark.parametrize("page", [page for page in PAGES if "request" in PAGES[page]])
    def test_a_page_that_takes_a_type_has_it_as_its_body(self, by_page: dict[str, Part], page: str) -> None:
        schema = by_page[page]["requestBody"]["content"][media(page)]["schema"]
        assert schema.get("xml")["name"] == PAGES[page]["request"]

    @pytest.mark.parametrize(
        "page", [page for page in PAGES if PAGES[page].get("answer") and "root" not in PAGES[page]]
    )
    def test_a_page_that_answers_one_record_has_its_type_as_answer(self, by_page: dict[str, Part], page: str) -> None:
        for _, content in contents(by_page[page]):
            assert content["schema"].get("type") == "object"
            assert content["schema"].get("xml")["name"] == PAGES[page]["answer"]

    @pytest.mark.parametrize("page", [page for page in PAGES if "root" in PAGES[page]])
    def test_a_list_is_a_root_element_of_records_and_a_bare_array_in_json(
        self, by_page: dict[str, Part], page: str
    ) -> None:
        for _, content in contents(by_page[page]):
            schema = content["schema"]
            assert schema.get("type") == "array"
            assert schema.get("xml") == {"name": PAGES[page]["root"], "namespace": LEGACY["namespace"], "wrapped": True}
            assert schema["items"].get("xml")["name"] == PAGES[page]["answer"]

    def test_adding_a_client_contact_answers_an_empty_body(self, by_page: dict[str, Part]) -> None:
        answer = by_page["PutClientContact"]["responses"]["200"]
        assert (answer.get("content"), answer.get("x-status")) == (None, "documented")

    @pytest.mark.parametrize("page", [page for page in PAGES if "answer" not in PAGES[page]])
    def test_an_answer_that_could_not_be_read_may_be_anything_and_is_inferred(
        self, by_page: dict[str, Part], page: str
    ) -> None:
        content = by_page[page]["responses"]["200"]["content"][media(page)]
        assert (content["schema"].value, content.get("x-status")) == ({}, "inferred")


class TestLegacyTypes:
    def test_the_twenty_types_are_there_under_their_names_on_the_wire(self, types: dict[str, list[Part]]) -> None:
        assert len(TYPES) == 20
        assert set(types) == set(TYPES)

    @pytest.mark.parametrize("name", TYPES)
    def test_members_have_their_published_names_in_the_published_order(
        self, types: dict[str, list[Part]], name: str
    ) -> None:
        for schema in types[name]:
            assert list(schema.get("properties")) == list(TYPES[name]["members"])

    @pytest.mark.parametrize("name", TYPES)
    def test_members_have_their_published_types_at_every_depth(self, types: dict[str, list[Part]], name: str) -> None:
        for schema in types[name]:
            assert json.dumps(shape(schema), indent=1) == json.dumps(TYPES[name]["members"], indent=1)

    @pytest.mark.parametrize("name", TYPES)
    def test_a_type_that_was_read_in_part_says_so_and_admits_more(
        self, types: dict[str, list[Part]], name: str
    ) -> None:
        for schema in types[name]:
            assert schema.get("x-complete", True) is TYPES[name]["complete"]
            assert schema.get("additionalProperties", True) is True

    def test_types_stand_in_the_published_namespace_and_scope_in_its_own(self, types: dict[str, list[Part]]) -> None:
        for name, schemas in types.items():
            namespace = LEGACY["scope_namespace" if name == "Scope" else "namespace"]
            assert {schema.get("xml")["namespace"] for schema in schemas} == {namespace}

    def test_the_parts_of_a_scope_stand_in_its_namespace(self, types: dict[str, list[Part]]) -> None:
        (scope,) = types["Scope"]
        parts = [member for _, member in members(scope) if member.get("type") == "object"]
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

    def test_nothing_is_required_of_a_caller_and_of_an_answer_only_its_key(self, types: dict[str, list[Part]]) -> None:
        asked = {page["request"] for page in PAGES.values() if "request" in page}
        for name, schemas in types.items():
            keyed = name not in asked and "IDKey" in TYPES[name]["members"]
            for schema in schemas:
                assert schema.get("required", []) == (["IDKey"] if keyed else [])

    def test_any_scalar_member_but_a_required_key_may_be_null(self, types: dict[str, list[Part]]) -> None:
        for name, schemas in types.items():
            for schema in schemas:
                for path, member in members(schema):
                    nullable = path not in schema.get("required", []) and member.get("type") != "object"
                    assert ("null" in kinds(member)) is nullable, f"{name}.{path}"


class TestToken:
    @pytest.fixture
    def token(self, form: str) -> Part:
        return operations(document("v1", form))[TOKEN["method"], TOKEN["path"]]

    @pytest.fixture
    def body(self, token: Part) -> Part:
        return token["requestBody"]["content"][TOKEN["media"]]["schema"]

    def test_the_token_is_the_one_documented_operation_of_v1(self, form: str) -> None:
        known = {at for at, found in operations(document("v1", form)).items() if not unpublished(found, "v1")}
        assert known == {(TOKEN["method"], TOKEN["path"])}

    def test_nothing_is_documented_of_v2(self, form: str) -> None:
        assert [at for at, found in operations(document("v2", form)).items() if not unpublished(found, "v2")] == []

    def test_the_token_request_is_a_form_and_nothing_else(self, token: Part) -> None:
        assert list(token["requestBody"].get("content")) == [TOKEN["media"]]

    def test_the_form_has_the_published_members(self, body: Part) -> None:
        assert list(body.get("properties")) == TOKEN["members"]
        assert {member.get("x-status") for _, member in body.items("properties")} == {"documented"}

    def test_there_are_two_grants_and_password_is_the_default(self, body: Part) -> None:
        grant = body["properties"]["grant_type"]
        assert (grant.get("enum"), grant.get("default")) == (TOKEN["grants"], TOKEN["default_grant"])

    @pytest.mark.parametrize("grant", [*TOKEN["grants"], None])
    def test_each_grant_requires_its_members_and_no_others(self, body: Part, grant: str | None) -> None:
        judge = jsonschema_rs.validator_for(body.value)
        chosen = {"grant_type": grant} if grant else {}
        required = TOKEN["required"][grant or TOKEN["default_grant"]]
        form = {**chosen, **dict.fromkeys(required, "text")}
        assert judge.is_valid(form)
        for name in required:
            assert not judge.is_valid({key: value for key, value in form.items() if key != name})

    def test_a_member_that_the_pages_spell_in_two_ways_names_the_other(self, body: Part) -> None:
        for name, other in TOKEN["other_spelling"].items():
            assert other in body["properties"][name].get("x-source").replace(name, "")

    def test_the_answer_always_has_an_access_token(self, token: Part) -> None:
        answer = token["responses"]["200"]["content"][JSON]["schema"]
        assert answer.get("required") == TOKEN["answer"]
        assert answer["properties"]["access_token"].get("x-status") == "documented"

    def test_the_life_of_either_token_is_told_where_the_token_is(self, token: Part) -> None:
        tokens = token["responses"]["200"]["content"][JSON]["schema"]["properties"]
        assert f"{TOKEN['access_token_seconds']} seconds" in tokens["access_token"].get("description")
        assert f"{TOKEN['refresh_token_days']} days" in tokens["refresh_token"].get("description")


class TestCreatePurchaseOrder:
    @pytest.fixture(params=["v1", "v2"])
    def api(self, request: pytest.FixtureRequest) -> str:
        return str(request.param)

    @pytest.fixture
    def create(self, api: str, form: str) -> Part:
        return named(document(api, form), ORDER["operation"])

    @pytest.fixture
    def body(self, create: Part) -> Part:
        return create["requestBody"]["content"][ORDER["media"]]["schema"]

    @pytest.fixture
    def placed(self, body: Part) -> list[tuple[str, Part, list[int]]]:
        """Each member with its name and the positions that it may have."""
        at = [(name, member, member.get("x-position")) for name, member in body.items("properties")]
        return [(name, member, place if isinstance(place, list) else [place]) for name, member, place in at]

    def test_it_is_inferred_as_neither_method_nor_path_is_published(self, create: Part, api: str) -> None:
        assert unpublished(create, api)

    def test_every_published_position_is_taken_once(
        self, body: Part, placed: list[tuple[str, Part, list[int]]]
    ) -> None:
        uncertain = [place for _, _, place in placed if len(place) > 1]
        sure = [place[0] for _, _, place in placed if len(place) == 1] + [
            part["position"] for part in body.get("x-unnamed")
        ]
        assert uncertain == [[1, 2], [1, 2]]
        assert sorted(sure) == [member["position"] for member in ORDER["members"]][2:]

    def test_members_stand_in_the_published_order(self, placed: list[tuple[str, Part, list[int]]]) -> None:
        places = [place for _, _, place in placed]
        assert places == sorted(places)

    def test_each_member_has_the_type_and_nullability_of_its_position(
        self, placed: list[tuple[str, Part, list[int]]]
    ) -> None:
        for name, member, place in placed:
            (kind,) = kinds(member) - {"null"}
            for fact in (ORDER["members"][position - 1] for position in place):
                said = member.get("format", kind)
                assert (said, "null" in kinds(member)) == (fact["type"], fact.get("nullable", False)), name

    def test_only_the_first_two_members_are_required(
        self, body: Part, placed: list[tuple[str, Part, list[int]]]
    ) -> None:
        published = [member["position"] for member in ORDER["members"] if member.get("required")]
        required = [name for name, _, place in placed if place == published]
        assert sorted(body.get("required")) == sorted(required)
        assert len(required) == len(published) == 2

    def test_each_name_is_inferred_and_its_witness_has_the_published_label(
        self, create: Part, api: str, placed: list[tuple[str, Part, list[int]]]
    ) -> None:
        for name, member, place in placed:
            # A name that an adopted document has is as known as it says, or as its operation.
            assert unpublished(member if "x-status" in member.value else create, api)
            if word(member, "x-status", api) == "inferred":
                label = ORDER["members"][place[0] - 1].get("label", "")
                assert label in word(member, "x-source", api), name

    def test_the_member_without_a_name_is_no_property(self, body: Part) -> None:
        unnamed = [{"position": part["position"], "type": part["type"]} for part in body.get("x-unnamed")]
        assert unnamed == [member for member in ORDER["members"] if member["position"] == 11]

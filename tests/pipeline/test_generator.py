"""The generator derives names, types, arguments and responses from any OpenAPI document."""

import importlib
import inspect
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from pipeline.generate.driver import generate
from pipeline.generate.formatter import format_tree
from pipeline.generate.parsed import GeneratorError
from pipeline.transform.derive.python import with_python_names
from pipeline.tree import Tree, write_tree

Package = Callable[..., Any]
NUMBERS = count()


def document(paths: dict[str, Any], **schemas: Any) -> dict[str, Any]:
    info = {"title": "A small API", "version": "1"}
    return {"openapi": "3.1.0", "info": info, "paths": paths, "components": {"schemas": schemas}}


def operation(operation_id: str = "Jobs_GetJob", **keywords: Any) -> dict[str, Any]:
    defaults = {"operationId": operation_id, "tags": [operation_id.partition("_")[0]], "summary": "Does it."}
    return {**defaults, "responses": {"204": {"description": "Done."}}, **keywords}


def content(schema: Any, media: str = "application/json", **keywords: Any) -> dict[str, Any]:
    return {"content": {media: {"schema": schema, **keywords}}}


def response(schema: Any, media: str = "application/json") -> dict[str, Any]:
    return {"responses": {"200": {"description": "It.", **content(schema, media)}}}


def body(schema: Any, media: str = "application/json", required: bool = True) -> dict[str, Any]:
    return {"requestBody": {"required": required, **content(schema, media)}}


def parameter(name: str, location: str = "query", schema: Any = None, **keywords: Any) -> dict[str, Any]:
    defaults = {"name": name, "in": location, "schema": schema or {"type": "string"}, "required": location == "path"}
    return {**defaults, "description": f"The {name}.", **keywords}


def listing(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def generate_files(*documents: dict[str, Any]) -> Tree:
    documents_with_names = [with_python_names(document).document for document in documents]
    return generate(dict(zip(("v1", "v2"), documents_with_names, strict=False)))


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Package]:
    """Return a function that generates and imports a package with a unique name."""
    monkeypatch.syspath_prepend(str(tmp_path / "packages"))
    created: list[str] = []

    def make(*documents: dict[str, Any]) -> Any:
        name = f"sample_{next(NUMBERS)}"
        created.append(name)
        write_tree(format_tree(generate_files(*documents), tmp_path / name), tmp_path / "packages" / name)
        for module in ("v1.client", "models"):
            importlib.import_module(f"{name}.{module}")
        return sys.modules[name]

    yield make
    for module in [name for name in sys.modules if name.partition(".")[0] in created]:
        del sys.modules[module]


def resource(package: Any, name: str = "jobs", api: str = "v1") -> Any:
    return importlib.import_module(f"{package.__name__}.{api}.{name}")


def generate_function(package: Package, schemas: dict[str, Any] | None = None, /, **keywords: Any) -> Any:
    """Return the function for the only operation of a document."""
    generated = package(document({"/jobs": {"post": operation(**keywords)}}, **(schemas or {})))
    return resource(generated).get_job


def parse(call: Any, value: Any) -> tuple[Any, list[str]]:
    mismatches: list[str] = []
    return call.read(value, on_mismatch=mismatches.append), mismatches


# Responses


JOB = {
    "type": "object",
    "description": "A job.",
    "required": ["id"],
    "properties": {
        "id": {"type": "integer", "description": "Its key."},
        "budget": {"type": ["number", "null"], "description": "What it may cost."},
        "opened": {"type": "string", "format": "date", "description": "The day."},
        "changed": {"type": "string", "format": "date-time"},
        "state": {"type": "string", "enum": ["open", "closed"]},
        "address": {"type": "object", "properties": {"city": {"type": "string"}}},
        "lines": {"type": "array", "items": {"type": "object", "properties": {"no": {"type": "integer"}}}},
        "days": {"type": "array", "items": {"type": "string", "format": "date"}},
        "grid": {"type": "array", "items": {"type": "array", "items": {"type": "integer"}}},
        "extra": {"type": "object"},
        "either": {"oneOf": [{"type": "string"}, {"type": "integer"}]},
        "parent": {"oneOf": [ref("Job"), {"type": "null"}]},
    },
}


def test_a_record_is_parsed_and_written_back_with_all_types_of_properties(package: Package) -> None:
    call = generate_function(package, {"Job": JOB}, **response(ref("Job")))()
    raw = {
        "id": 1,
        "budget": Decimal("1.10"),
        "opened": "2025-01-13",
        "changed": "2025-01-13T10:00:00+00:00",
        "state": "open",
        "address": {"city": "Berlin"},
        "lines": [{"no": 1}],
        "days": ["2025-01-13"],
        "grid": [[1, 2], [3]],
        "extra": {"a": [1]},
        "either": 7,
        "parent": {"id": 2},
    }
    job, notes = parse(call, raw)
    assert notes == []
    assert (job.opened, job.days) == (date(2025, 1, 13), [date(2025, 1, 13)])
    assert job.changed == datetime(2025, 1, 13, 10, tzinfo=UTC)
    assert (job.state.name, job.address.city, job.lines[0].no, job.parent.id) == ("OPEN", "Berlin", 1, 2)
    assert type(job.address).__name__ == "JobAddress"
    assert type(job.lines[0]).__name__ == "JobLinesItem"
    assert job.to_dict(omit_none=True) == raw


def test_an_invalid_value_at_any_depth_is_reported_with_its_path(package: Package) -> None:
    call = generate_function(package, {"Job": JOB}, **response(ref("Job")))()
    wrong = {
        "budget": "x",
        "opened": None,
        "state": 7,
        "address": {"city": 1},
        "lines": [{"no": "1"}],
        "days": ["soon"],
        "grid": [[1], ["2"]],
        "extra": [],
    }
    job, notes = parse(call, {"id": 1, **wrong})
    assert notes == ["budget", "opened", "state", "address.city", "lines[0].no", "days[0]", "grid[1][0]", "extra"]
    assert job.to_dict(omit_none=True) == {"id": 1, **wrong}


def test_an_unknown_enumeration_value_is_a_string(package: Package) -> None:
    job, notes = parse(generate_function(package, {"Job": JOB}, **response(ref("Job")))(), {"id": 1, "state": "paused"})
    assert (job.state, notes) == ("paused", [])


@pytest.mark.parametrize(
    ("schema", "value", "expected", "annotation"),
    [
        ({"type": "array", "items": {"type": "integer"}}, [1], [1], "list[int]"),
        ({"type": "integer"}, 5, 5, "int"),
        ({"type": ["string", "null"]}, None, None, "str | None"),
        ({}, {"a": 1}, {"a": 1}, "Any"),
        ({"type": "object"}, {"a": 1}, {"a": 1}, "dict[str, Any]"),
        ({"type": "number"}, 5, Decimal(5), "Decimal"),
    ],
    ids=str,
)
def test_a_response_of_any_type_is_parsed(
    package: Package, schema: Any, value: Any, expected: Any, annotation: str
) -> None:
    function = generate_function(package, **response(schema))
    assert inspect.signature(function).return_annotation == f"Call[{annotation}]"
    assert parse(function(), value) == (expected, [])


@pytest.mark.parametrize(("media", "value"), [("text/plain", "hello"), ("application/pdf", b"%PDF")])
def test_text_and_bytes_are_returned_unchanged(package: Package, media: str, value: Any) -> None:
    call = generate_function(package, **response({"type": "string"}, media))()
    assert call.accept == media
    assert call.read(call.parse(value if isinstance(value, bytes) else value.encode())) == value


def test_a_deprecated_operation_is_marked_in_its_call_and_its_docstring(package: Package) -> None:
    old = package(document({"/jobs": {"post": operation(deprecated=True)}}))
    assert resource(old).get_job().deprecated
    assert "Deprecated:" in (inspect.getdoc(resource(old).Jobs.get) or "")
    assert not generate_function(package)().deprecated


def test_an_operation_with_an_optional_empty_response_returns_none_for_it(package: Package) -> None:
    responses = {"200": {"description": "It.", **content(ref("Job"))}, "204": {"description": "None."}}
    function = generate_function(package, {"Job": JOB}, responses=responses)
    assert inspect.signature(function).return_annotation == "Call[Job | None]"
    assert parse(function(), None) == (None, [])
    assert parse(function(), {"id": 1})[0].id == 1


def test_a_response_of_a_second_schema_is_parsed(package: Package) -> None:
    ticket = {"type": "object", "required": ["ticket"], "properties": {"ticket": {"type": "string"}}}
    responses = {s: {"description": "", **content(ref(n))} for s, n in (("200", "Job"), ("202", "Ticket"))}
    function = generate_function(package, {"Job": JOB, "Ticket": ticket}, responses=responses)
    assert inspect.signature(function).return_annotation == "Call[Job | Ticket]"
    assert parse(function(), {"ticket": "x"})[0].ticket == "x"


# Arguments


def test_arguments_are_sent_in_query_path_and_headers(package: Package) -> None:
    parameters = [
        parameter("jobId", "path", {"type": "integer"}),
        parameter("ids", schema={"type": "array", "items": {"type": "integer"}}),
        parameter("codes", schema={"type": "array", "items": {"type": "string"}}, explode=False),
        parameter("day", schema={"type": "string", "format": "date"}, required=True),
        parameter("X-Request-Id", "header"),
        parameter("X-Kinds", "header", listing({"type": "string"})),
    ]
    generated = package(
        document({"/a b/{jobId}/x{{": {"parameters": parameters[:1], "get": operation(parameters=parameters)}})
    )
    call = resource(generated).get_job(
        5, day=datetime(2025, 1, 13, 9, tzinfo=UTC), ids=[1, 2], codes=["a", "b"], x_request_id="r", x_kinds=["a", "b"]
    )
    assert call.path == "/a b/5/x{{"
    assert call.query == {"ids": ["1", "2"], "codes": "a,b", "day": "2025-01-13"}
    assert call.headers == {"X-Request-Id": "r", "X-Kinds": "a,b"}
    with pytest.raises(TypeError, match="sequence"):
        resource(generated).get_job(5, day=date(2025, 1, 13), codes="ab")


def test_the_properties_of_a_body_are_keyword_arguments_and_nested_objects_are_records(package: Package) -> None:
    schemas = {"Line": {"type": "object", "properties": {"amount": {"type": "number"}}}}
    members = {
        "clientId": {"type": "integer"},
        "lines": {"type": "array", "items": ref("Line")},
        "notes": {"type": ["string", "null"]},
        "opened": {"type": "string", "format": "date"},
    }
    function = generate_function(
        package, schemas, **body({"type": "object", "properties": members, "required": ["clientId"]})
    )
    line = sys.modules[function.__module__].Line
    call = function(client_id=3, lines=[line(amount=Decimal("1.10"))], notes=None, opened=date(2025, 1, 13))
    assert call.content() == b'{"clientId":3,"lines":[{"amount":1.10}],"notes":null,"opened":"2025-01-13"}'
    assert function(client_id=3).content() == b'{"clientId":3}'
    with pytest.raises(TypeError, match="client_id"):
        function()


@pytest.mark.parametrize(
    ("schema", "media", "value", "content"),
    [
        ({"type": "array", "items": {"type": "integer"}}, "application/json", [1, 2], b"[1,2]"),
        ({"type": "string"}, "text/plain", "hello", b"hello"),
        ({}, "application/json", {"a": None}, b'{"a":null}'),
    ],
    ids=str,
)
def test_a_body_that_is_not_an_object_is_a_single_argument(
    package: Package, schema: Any, media: str, value: Any, content: bytes
) -> None:
    call = generate_function(package, **body(schema, media))(body=value)
    assert (call.content(), call.media) == (content, media)


def test_an_optional_body_can_be_omitted(package: Package) -> None:
    function = generate_function(package, **body({"properties": {"a": {"type": "string"}}}, required=False))
    assert function().content() is None
    assert function(a=None).content() == b'{"a":null}'


def test_a_body_of_several_schemas_accepts_the_properties_of_all(package: Package) -> None:
    kinds = [{"properties": {k: {"type": "string"}, "type": {"type": "string"}}, "required": [k, "type"]} for k in "ab"]
    function = generate_function(package, **body({"oneOf": kinds}, "application/x-www-form-urlencoded"))
    assert function(a="1", type_="x").content() == b"a=1&type=x"
    assert function(type_="x", b="2").content() == b"type=x&b=2"


def test_a_body_with_additional_properties_accepts_them(package: Package) -> None:
    function = generate_function(
        package, **body({"properties": {"a": {"type": "string"}}, "additionalProperties": True})
    )
    assert function(a="1", additional_properties={"b": 2}).content() == b'{"a":"1","b":2}'


def test_arguments_with_the_same_name_get_a_suffix(package: Package) -> None:
    parameters = [parameter("id", "path", {"type": "integer"}), parameter("id")]
    members = {
        "id": {"type": "integer"},
        "wire": {"type": "string"},
        "self": {"type": "string"},
        "class": {"type": "string"},
    }
    generated = package(
        document({"/jobs/{id}": {"put": operation(parameters=parameters, **body({"properties": members}))}})
    )
    call = resource(generated).get_job(1, id_query="q", id_body=3, wire_="w", self_="s", class_="c")
    assert (call.path, call.query) == ("/jobs/1", {"id": "q"})
    assert call.body == {"id": 3, "wire": "w", "self": "s", "class": "c"}


def test_x_python_name_overrides_the_derived_names(package: Package) -> None:
    members = {"jobDescription": {"type": "string", "x-python-name": "description"}}
    schemas = {"Job": {"type": "object", "properties": members}}
    parameters = [parameter("cid", **{"x-python-name": "client_id"})]
    value = operation(parameters=parameters, **{"x-python-name": "look_up"}, **response(ref("Job")))
    generated = package(document({"/jobs": {"get": value}}, **schemas))
    assert hasattr(resource(generated).Jobs, "look_up")
    call = resource(generated).get_job(client_id="7")
    assert call.query == {"cid": "7"}
    assert parse(call, {"jobDescription": "x"})[0].description == "x"


# Names that could break the generated code


def test_properties_named_like_model_attributes_are_renamed(package: Package) -> None:
    odd = [
        "to_dict",
        "from_dict",
        "additional_properties",
        "notes",
        "list",
        "data",
        "cls",
        "class",
        "datetime",
        "v",
        "1st",
        "",
    ]
    schemas = {"Job": {"type": "object", "properties": {name: {"type": "string"} for name in odd if name}}}
    raw = {name: "x" for name in odd if name}
    job, notes = parse(generate_function(package, schemas, **response(ref("Job")))(), raw)
    assert (job.to_dict(omit_none=True), notes, job.to_dict_, job.class_) == (raw, [], "x", "x")


def test_a_tag_named_like_a_module_of_the_package_gets_its_own_module(package: Package) -> None:
    generated = package(document({"/c": {"get": operation("Client_GetClient")}}))
    api = importlib.import_module(f"{generated.__name__}.v1.client").V1(lambda call: call.key)
    assert api.client.get() == "v1.Client_GetClient"


def test_a_method_named_list_does_not_shadow_the_builtin_in_annotations(package: Package) -> None:
    listed = response({"type": "array", "items": {"type": "integer"}})
    paths = {
        "/jobs": {"get": operation("Jobs_ListJobs", **listed)},
        "/n": {"get": operation("Jobs_CountJobs", **listed)},
    }
    jobs = resource(package(document(paths))).Jobs
    assert inspect.signature(jobs.count).return_annotation == "builtins.list[int]"


def test_text_of_the_contract_is_escaped_in_docstrings_and_literals(package: Package) -> None:
    text = 'Ends the docstring: """ and \\N{BULLET} and a quote "'
    schema = {"type": "object", "description": text, "properties": {'a"b\\': {"type": "string", "description": text}}}
    value = operation(
        summary=text, description=text, **response(ref("Job")), parameters=[parameter('q"{x}', description=text)]
    )
    function = resource(package(document({'/a"b/{{': {"get": value}}, Job=schema)))
    assert text in str(inspect.getdoc(function.Jobs.get))
    job, _ = parse(function.get_job(qx="1"), {'a"b\\': "x"})
    assert job.to_dict(omit_none=True) == {'a"b\\': "x"}
    assert text in str(inspect.getdoc(type(job)))


# Paged lists


def test_a_paged_list_uses_the_property_names_of_its_envelope(package: Package) -> None:
    page = {
        "type": "object",
        "properties": {"rows": {"type": "array", "items": ref("Job")}, "count": {"type": "integer"}},
    }
    envelope = {
        "items": "rows",
        "page": "nr",
        "pageSize": "size",
        "totalCount": "count",
        "parameter": "p",
        "sizeParameter": "n",
    }
    value = operation(
        "Jobs_ListJobs", **response(ref("JobPage")), **{"x-paging": envelope}, parameters=[parameter("p")]
    )
    generated = package(document({"/jobs": {"get": value}}, Job=JOB, JobPage=page))
    assert "JobPage" not in importlib.import_module(f"{generated.__name__}.models").__all__
    calls: list[Any] = []

    def send(call: Any) -> Any:
        calls.append(call)
        return call.read({"rows": [{"id": len(calls)}] if len(calls) < 3 else [], "size": 1, "count": 2})

    jobs = importlib.import_module(f"{generated.__name__}.v1.client").V1(send).jobs.list()
    assert [job.id for job in jobs] == [1, 2]
    assert [call.query for call in calls] == [{"p": "1"}, {"p": "2"}, {"p": "3"}]


def build_filtered_list(status: str, **keywords: Any) -> dict[str, Any]:
    """Return a document with a paged list that has a filter of each kind."""
    rule: dict[str, Any] = {"x-filter": {"property": "opened", "op": "ge"}}
    parameters = [
        parameter("state"),
        parameter("openedFrom", schema={"type": "string", "format": "date"}, **rule),
        parameter("search"),
        parameter("page", schema={"type": "integer"}),
        *keywords.pop("parameters", []),
    ]
    rows = {"type": "object", "properties": {"items": {"type": "array", "items": ref("Job")}}}
    paging = {"items": "items", "page": "page", "parameter": "page"}
    list_keywords = {"parameters": parameters, "x-status": status, "x-paging": paging, **response(rows)}
    return document({"/jobs": {"get": operation("Jobs_ListJobs", **list_keywords)}}, Job=JOB)


def test_an_inferred_list_call_has_the_filters_that_its_rows_must_match(package: Package) -> None:
    call = resource(package(build_filtered_list("inferred"))).list_jobs
    result = call(state="open", opened_from=date(2025, 2, 3), search="film", page=2)
    assert result.filters == (("state", "state", "eq", "open"), ("opened_from", "opened", "ge", date(2025, 2, 3)))
    assert call().filters == ()


def test_a_documented_list_call_has_only_its_inferred_filters(package: Package) -> None:
    inferred = parameter("budget", schema={"type": "integer"}, **{"x-status": "inferred"})
    call = resource(package(build_filtered_list("documented", parameters=[inferred]))).list_jobs
    assert call(state="open", budget=5).filters == (("budget", "budget", "eq", 5),)


# Several APIs


def test_two_apis_share_a_class_only_if_their_schemas_are_equal(package: Package) -> None:
    line = {"type": "object", "properties": {"amount": {"type": "number"}}}
    holder = {"type": "object", "properties": {"line": ref("Line")}}
    shared = {"type": "object", "properties": {"x": {"type": "string"}}}
    value = operation(**response(ref("Holder")), **body({"properties": {"same": ref("Same")}}))
    first = document({"/jobs": {"post": value}}, Line=line, Holder=holder, Same=shared)
    second = document({"/jobs": {"post": value}}, Line={**line, "description": "Another."}, Holder=holder, Same=shared)
    generated = package(first, second)
    assert importlib.import_module(f"{generated.__name__}.models").__all__ == (
        "Holder",
        "HolderV2",
        "Line",
        "LineV2",
        "Same",
    )
    assert type(parse(resource(generated, api="v2").get_job(), {"line": {}})[0].line).__name__ == "LineV2"


# Renamed and invalid operations


def test_two_operations_with_the_same_name_get_a_number_and_a_finding(package: Package) -> None:
    paths = {"/a": {"get": operation("Jobs_GetJob")}, "/b": {"get": operation("Jobs_GetJobs")}}
    step = with_python_names(document(paths))
    assert [finding.message for finding in step.findings] == [
        "Jobs_GetJobs is called jobs.get_2 in Python, because another operation is called jobs.get"
    ]
    jobs = resource(package(document(paths)))
    assert (jobs.get_job().path, jobs.get_jobs().path) == ("/a", "/b")
    assert hasattr(jobs.Jobs, "get_2")


def test_two_schemas_with_the_same_python_name_are_two_classes(package: Package) -> None:
    record = {"type": "object", "properties": {"a": {"type": "string"}}}
    schemas = {"JobAB": record, "JobAb": {**record, "description": "Another."}}
    call = generate_function(package, schemas, **response({"properties": {"x": ref("JobAB"), "y": ref("JobAb")}}))()
    record, _ = parse(call, {"x": {"a": "1"}, "y": {"a": "2"}})
    assert [type(record.x).__name__, type(record.y).__name__] == ["JobAB", "JobAb2"]


def test_an_operation_that_the_parser_rejects_raises_generator_error() -> None:
    broken = document({"/jobs/{jobId}": {"get": operation()}})
    with pytest.raises(GeneratorError, match="v1: openapi-python-client rejects the operation") as error:
        generate_files(broken)
    assert [finding.pointer for finding in error.value.findings] == [("paths", "/jobs/{jobId}", "get")]


# Third-party documents


def test_a_third_party_document_is_generated(package: Package) -> None:
    base = {"type": "object", "required": ["id"], "properties": {"id": {"type": "string", "format": "uuid"}}}
    pet = {"allOf": [ref("Base"), {"type": "object", "properties": {"tags": listing(ref("Tag"))}}]}
    tag = {"type": "object", "properties": {"name": {"type": "string"}, "matrix": listing(listing(ref("Tag")))}}
    schemas = {"Base": base, "Pet": pet, "Tag": tag, "Pets": listing(ref("Pet"))}
    read, add = operation("listPets", **response(ref("Pets"))), operation("addPet", **body(ref("Pet")))
    delete = operation("pets.delete", parameters=[parameter("petId", "path")], tags=[])
    paths = {"/pets": {"get": read, "post": add}, "/pets/{petId}": {"delete": delete}}
    generated = package(document(paths, **schemas))
    pets = [resource(generated, n) for n in ("list_pets", "add_pet", "default")]
    record, mismatches = parse(pets[0].list_pets(), [{"id": "a", "tags": [{"matrix": [[{"name": "x"}]]}]}])
    assert (record[0].id, record[0].tags[0].matrix[0][0].name, mismatches) == ("a", "x", [])
    assert pets[1].add_pet(id="b").content() == b'{"id":"b"}'
    assert pets[2].pets_delete("c").path == "/pets/c"

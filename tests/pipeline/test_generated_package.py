"""The generated package contains every operation, description and signature of its contracts."""

import datetime
import importlib
import inspect
import json
import re
import subprocess
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any, get_type_hints
from unittest import mock

import pytest

import accountability_api
from accountability import spec
from accountability_api import legacy, models, v1, v2
from accountability_api._runtime.call import Call, parse_json
from accountability_api._runtime.errors import ContractViolationError
from accountability_api._runtime.model import Model
from accountability_api._runtime.paging import AsyncItems, Items
from accountability_api._runtime.readers import OpenEnum
from accountability_api._runtime.wire import UNSET
from pipeline.source.operation import Operation, operations, resolve
from pipeline.transform import names

PACKAGES = {"v1": v1, "v2": v2, "legacy": legacy}
PACKAGE_FOLDER = Path(accountability_api.__file__).parent
DOCUMENTS: dict[str, Any] = {api: json.loads((PACKAGE_FOLDER / api / "openapi.json").read_text()) for api in PACKAGES}
OPERATIONS = [(api, operation) for api, document in DOCUMENTS.items() for operation in operations(document)]
EVERY_OPERATION = pytest.mark.parametrize(
    ("api", "operation"), OPERATIONS, ids=[f"{api}.{operation.id}" for api, operation in OPERATIONS]
)


def import_module(api: str, operation: Operation) -> ModuleType:
    return importlib.import_module(f"accountability_api.{api}.{names.resource(operation.tag)}")


def find_method(api: str, operation: Operation, prefix: str = "") -> Any:
    resource = getattr(import_module(api, operation), prefix + names.model(operation.tag))
    return getattr(resource, names.method(operation.tag, operation.id, operation.value.get("x-python-name")))


def list_classes(api: str) -> Iterator[type]:
    for name in PACKAGES[api].__all__:
        module = getattr(PACKAGES[api], name)
        if inspect.ismodule(module):
            yield from (
                value
                for value in vars(module).values()
                if inspect.isclass(value) and value.__module__ == module.__name__
            )


def normalize_whitespace(text: Any) -> str:
    return " ".join(str(text or "").split())


def read_descriptions(document: dict[str, Any], operation: Operation) -> dict[str, str]:
    """Return the description of each argument of an operation by its wire name."""
    parameters = [resolve(document, parameter) for parameter in operation.value.get("parameters", ())]
    descriptions = {parameter["name"]: parameter["description"] for parameter in parameters}
    body = resolve(document, operation.value.get("requestBody", {})).get("content", {})
    for media in body.values():
        properties = resolve(document, media["schema"]).get("properties", {})
        descriptions |= {wire: property_["description"] for wire, property_ in properties.items()}
    descriptions.pop("format", None)
    return {wire: normalize_whitespace(text) for wire, text in descriptions.items()}


@pytest.mark.parametrize("api", PACKAGES)
@pytest.mark.parametrize("prefix", ["", "Async"])
def test_the_methods_are_exactly_the_operations_of_the_contract(api: Any, prefix: Any) -> None:
    methods = Counter(
        (kind.__name__, name)
        for kind in list_classes(api)
        if kind.__name__.startswith("Async") == bool(prefix)
        for name, value in vars(kind).items()
        if inspect.isfunction(value)
    )
    expected = Counter(
        (
            prefix + names.model(operation.tag),
            names.method(operation.tag, operation.id, operation.value.get("x-python-name")),
        )
        for operation in operations(DOCUMENTS[api])
    )
    assert methods == expected
    assert sum(methods.values()) > 20


@EVERY_OPERATION
@pytest.mark.parametrize("prefix", ["", "Async"])
def test_the_docstring_of_a_method_has_the_descriptions_of_the_contract(api: Any, operation: Any, prefix: Any) -> None:
    docstring = normalize_whitespace(inspect.getdoc(find_method(api, operation, prefix)))
    assert normalize_whitespace(operation.value["summary"]) in docstring
    assert normalize_whitespace(operation.value["description"]) in docstring
    for wire, text in read_descriptions(DOCUMENTS[api], operation).items():
        assert text.rstrip(".") in docstring, wire


@EVERY_OPERATION
def test_the_docstring_of_a_method_has_its_status_and_source(api: Any, operation: Any) -> None:
    docstring = normalize_whitespace(inspect.getdoc(find_method(api, operation)))
    status = {"inferred": "Inferred, not published: ", "documented": "Documented: "}[operation.value["x-status"]]
    assert status + normalize_whitespace(operation.value["x-source"]).rstrip(".") in docstring


@EVERY_OPERATION
def test_a_method_and_its_async_counterpart_have_the_same_signature(api: Any, operation: Any) -> None:
    signatures = [inspect.signature(find_method(api, operation, prefix)) for prefix in ("", "Async")]
    parameters, async_parameters = (list(signature.parameters.values()) for signature in signatures)
    assert parameters == async_parameters
    function = getattr(import_module(api, operation), names.function(operation.id))
    assert [parameter.name for parameter in parameters[1:]] == list(inspect.signature(function).parameters)


@EVERY_OPERATION
def test_path_arguments_are_positional_and_all_others_keyword_only(api: Any, operation: Any) -> None:
    document = DOCUMENTS[api]
    path = [p for p in (resolve(document, p) for p in operation.value.get("parameters", ())) if p["in"] == "path"]
    _, *parameters = inspect.signature(find_method(api, operation)).parameters.values()
    kinds = [parameter.kind is inspect.Parameter.KEYWORD_ONLY for parameter in parameters]
    assert kinds == sorted(kinds)
    assert kinds.count(False) == len(path)


@EVERY_OPERATION
def test_the_annotations_of_a_method_can_be_resolved(api: Any, operation: Any) -> None:
    for prefix in ("", "Async"):
        assert "return" in get_type_hints(find_method(api, operation, prefix))


def list_models() -> Iterator[Any]:
    return (getattr(models, name) for name in models.__all__)


def find_schema(name: str) -> tuple[dict[str, Any], dict[str, Any]] | None:
    for document in DOCUMENTS.values():
        for key, schema in document["components"]["schemas"].items():
            if names.model(key) in (name, f"{name}Xml"):
                return document, schema
    return None


def test_every_model_has_the_descriptions_of_its_properties() -> None:
    checked, differing = 0, []
    for kind in list_models():
        match = find_schema(kind.__name__)
        if match is None or not issubclass(kind, Model):
            continue
        _, schema = match
        lines = normalize_whitespace(inspect.getsource(kind))
        assert normalize_whitespace(schema["description"]).rstrip(".") in lines
        for wire, member in schema["properties"].items():
            checked += 1
            text = normalize_whitespace(member.get("description")).rstrip(".")
            if f'"""{text}' not in lines:
                differing.append(f"{kind.__name__}.{wire}")
    assert differing == []
    assert checked > 300


def test_only_a_model_with_inferred_properties_is_labelled_inferred() -> None:
    for kind, inferred in ((models.Job, True), (models.PurchaseOrder, True), (models.LegacyTimesheet, False)):
        assert (
            "Inferred, not published: the names of its properties" in normalize_whitespace(kind.__doc__)
        ) == inferred, kind.__name__


def test_v1_and_v2_share_the_class_of_a_schema() -> None:
    packages: list[Any] = [v1, v2]
    decoders = [api.jobs.get_job(1).decode.__self__ for api in packages]
    assert decoders == [models.Job, models.Job]
    assert not [name for name in models.__all__ if re.search(r"V\d$", name)]


def test_every_name_in_all_can_be_imported() -> None:
    for package in (models, *PACKAGES.values()):
        assert list(package.__all__) == sorted(package.__all__)
        for name in package.__all__:
            assert getattr(package, name) is not None
        assert set(package.__all__) <= set(dir(package))


def test_importing_an_api_imports_no_resource_module() -> None:
    script = "import sys, accountability_api.v2; print(*(m for m in sys.modules if m.startswith('accountability_api')))"
    completed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert set(completed.stdout.split()) == {
        "accountability_api",
        "accountability_api._runtime",
        "accountability_api._runtime.lazy",
        "accountability_api.v2",
    }


# Calls


def test_a_list_call_has_a_path_a_query_and_paging() -> None:
    since = datetime.datetime(2025, 1, 13, tzinfo=datetime.UTC)
    call = v2.jobs.list_jobs(client_id=31, opened_from=datetime.date(2025, 1, 1), modified_since=since, page_size=2)
    assert (call.key, call.method, call.path) == ("v2.Jobs_ListJobs", "GET", "/v2/jobs")
    assert call.status == spec.find("v2.Jobs_ListJobs").status
    assert call.query == {
        "clientId": "31",
        "openedFrom": "2025-01-01",
        "modifiedSince": "2025-01-13T00:00:00+00:00",
        "pageSize": "2",
    }
    assert call.paging is not None


def test_an_update_call_sends_null_for_none_and_omits_missing_arguments() -> None:
    call = v2.jobs.update_job(4711, budget=Decimal("1.10"), notes=None)
    assert (call.method, call.path, call.media) == ("PATCH", "/v2/jobs/4711", "application/merge-patch+json")
    assert call.content() == b'{"budget":1.10,"notes":null}'


def test_a_token_call_is_a_form_and_its_repr_has_no_secret() -> None:
    call = v1.token.token(grant_type="password", username="a@b.example", password="s3cret&", tenant_id="acme")
    assert call.content() == b"grant_type=password&username=a%40b.example&password=s3cret%26&tenantId=acme"
    assert call.status == "documented"
    response = call.read({"access_token": "acc3ss", "refresh_token": "r3fresh"})
    assert "s3cret" not in f"{call!r}"
    assert "acc3ss" not in f"{response!r}"
    assert "r3fresh" not in f"{response!r}"
    assert response.access_token == "acc3ss"


def test_a_bank_account_is_parsed_and_not_in_the_repr() -> None:
    wire = {"IDKey": 1, "PayToBankAccountNumber": "000123456", "PaytoBankNumber": "021000000"}
    payment = legacy.supplier_payments.get_supplier_payment(1).read(wire)
    assert (payment.pay_to_bank_account_number, payment.pay_to_bank_number) == ("000123456", "021000000")
    assert "000123456" not in repr(payment)
    assert "021000000" not in repr(payment)
    assert payment.to_dict(omit_none=True) == wire


def test_the_repr_of_a_call_has_no_data_of_the_supplier() -> None:
    call = legacy.suppliers.create_supplier(pay_to_bank_account_number="000123456", tax_id_no="12-3456")
    assert "000123456" not in repr(call)
    assert "12-3456" not in repr(call)


def test_legacy_calls_request_json_or_xml() -> None:
    module = legacy.receipt_entries
    function = next(v for n, v in vars(module).items() if inspect.isfunction(v) and v.__module__ == module.__name__)
    json_call, xml_call = function(7), function(7, format="xml")
    assert (json_call.accept, json_call.query) == ("application/json", {"format": "json"})
    assert (xml_call.accept, xml_call.query) == ("application/xml", {})
    with pytest.raises(ValueError, match="format"):
        function(7, format="csv")


def test_a_published_write_is_documented_in_json_and_xml() -> None:
    assert {legacy.jobs.create_job(format=form).status for form in ("json", "xml")} == {"documented"}


def test_a_read_is_inferred_if_its_representation_is_inferred() -> None:
    read = legacy.sundry_invoices.get_sundry_invoice
    assert (read(1, format="xml").status, read(1, format="json").status) == ("documented", "inferred")


def test_a_legacy_method_that_supports_only_xml_has_no_format() -> None:
    monday = datetime.date(2025, 1, 13)
    call = legacy.timesheets.export_timesheets(monday, monday, monday, monday)
    assert (call.accept, call.query) == ("application/xml", {})
    assert call.path == "/Timesheets/Export/2025-01-13/2025-01-13/2025-01-13/2025-01-13"
    assert "format" not in inspect.signature(legacy.timesheets.export_timesheets).parameters


def test_legacy_dates_are_parsed_as_datetimes_and_written_back_unchanged() -> None:
    raw = {"ActionDate": "/Date(928113600000+1000)/", "ApprovedByID": 12, "BillableHours": Decimal("2.75")}
    record = models.LegacyTimesheet.from_dict(raw)
    assert record.action_date == datetime.datetime(1999, 5, 31, 1, 20, tzinfo=datetime.UTC)
    assert record.to_dict(omit_none=True) == raw


def test_every_response_example_is_parsed_without_a_mismatch_and_written_back() -> None:
    checked = 0
    for api, operation in OPERATIONS:
        function = getattr(import_module(api, operation), names.function(operation.id))
        for _, status, response in operation.responses():
            content = resolve(DOCUMENTS[api], response).get("content", {}).get("application/json", {})
            if not status.startswith("2") or "example" not in content:
                continue
            checked += 1
            required = [p for p in inspect.signature(function).parameters.values() if p.default is p.empty]
            call = function(
                *(1 for p in required if p.kind is not p.KEYWORD_ONLY),
                **{p.name: UNSET for p in required if p.kind is p.KEYWORD_ONLY},
            )
            value = parse_json(json.dumps(content["example"]).encode())
            mismatches: list[str] = []
            parsed = call.read(value, on_mismatch=mismatches.append)
            assert mismatches == [], f"{api}.{operation.id}"
            if isinstance(parsed, Model):
                assert type(parsed).from_dict(parsed.to_dict(omit_none=True)) == parsed
    assert checked > 50


def test_methods_send_the_call_of_their_function() -> None:
    calls: list[Call[Any]] = []

    def send(call: Any) -> Any:
        calls.append(call)
        return call

    result: Any = v2.V2(send).jobs.get(4711)
    assert result == v2.jobs.get_job(4711)
    assert isinstance(v2.V2(send).jobs.list(), Items)
    assert isinstance(v2.AsyncV2(send).jobs.list(), AsyncItems)
    assert calls == [v2.jobs.get_job(4711)]


def test_an_autospec_mock_of_a_resource_has_its_signatures() -> None:
    jobs = mock.create_autospec(v2.jobs.Jobs, instance=True)
    jobs.get(4711)
    with pytest.raises(TypeError):
        jobs.get()
    with pytest.raises(TypeError):
        jobs.update(4711, nonsense=1)


def test_an_enumeration_is_open() -> None:
    kinds = [kind for kind in list_models() if issubclass(kind, OpenEnum)]
    assert kinds
    for kind in kinds:
        assert all(isinstance(value, str) for value in kind)


def test_a_job_without_id_raises_contract_violation_error() -> None:
    with pytest.raises(ContractViolationError, match="id is missing"):
        models.Job.from_dict({"jobNo": "ABC0001"})


def test_generated_modules_do_not_import_the_client() -> None:
    imports = re.compile(r"^\s*(?:from|import) (\w+)", re.MULTILINE)
    allowed = {"attrs", "msgspec", "accountability_api", *sys.stdlib_module_names}
    for file in PACKAGE_FOLDER.rglob("*.py"):
        assert set(imports.findall(file.read_text())) <= allowed, textwrap.shorten(str(file), 80)

"""Python names are derived from the names of the contract."""

from typing import Any

import pytest

from pipeline.generate.driver import generate
from pipeline.source.operation import operations
from pipeline.transform import names
from pipeline.transform.derive.python import with_python_names


@pytest.mark.parametrize(
    ("tag", "operation_id", "function", "method"),
    [
        ("Jobs", "Jobs_GetJob", "get_job", "get"),
        ("Jobs", "Jobs_ListJobs", "list_jobs", "list"),
        ("Estimates", "Estimates_ApproveEstimate", "approve_estimate", "approve"),
        ("TimeEntries", "TimeEntries_CreateTimeEntry", "create_time_entry", "create"),
        (
            "PurchaseOrderEntries",
            "PurchaseOrderEntries_ListPurchaseOrderEntries",
            "list_purchase_order_entries",
            "list",
        ),
        (
            "ReceiptEntries",
            "ReceiptEntries_ListReceiptEntriesByReceipt",
            "list_receipt_entries_by_receipt",
            "list_by_receipt",
        ),
        ("Timesheets", "Timesheets_ExportTimesheets", "export_timesheets", "export"),
        ("Token", "Token_Token", "token", "token"),
        ("pets", "dropToys", "drop_toys", "drop_toys"),
        ("TaxCodes", "TaxCodes_ImportTaxCodes", "import_tax_codes", "import_"),
    ],
)
def test_a_method_is_named_like_its_function_without_the_noun_of_the_resource(
    tag: str, operation_id: str, function: str, method: str
) -> None:
    assert names.function(operation_id) == function
    assert names.method(tag, operation_id) == method


def test_x_python_name_overrides_the_method() -> None:
    assert names.method("Jobs", "Jobs_ListJobs", "search") == "search"


@pytest.mark.parametrize(
    ("wire", "name"),
    [
        ("jobNo", "job_no"),
        ("IDKey", "id_key"),
        ("id", "id"),
        ("type", "type_"),
        ("class", "class_"),
        ("1st", "field_1st"),
    ],
)
def test_a_property_becomes_an_attribute_in_snake_case(wire: str, name: str) -> None:
    assert names.attribute(wire, {}) == name


def test_x_python_name_overrides_the_attribute() -> None:
    assert names.attribute("jobNo", {"x-python-name": "number"}) == "number"


@pytest.mark.parametrize(
    ("plural", "singular"),
    [("jobs", "job"), ("entries", "entry"), ("taxes", "tax"), ("addresses", "address"), ("status", "status")],
)
def test_a_plural_noun_is_converted_to_its_singular(plural: str, singular: str) -> None:
    assert names.singular(plural) == singular


def test_a_resource_and_a_model_are_named_after_tag_and_schema() -> None:
    assert names.resource("ClientContacts") == "client_contacts"
    assert names.model("purchase_order") == "PurchaseOrder"


def test_arguments_are_in_the_order_of_the_signature(contract: Any) -> None:
    document = contract.build().document
    update = next(operation for operation in operations(document) if operation.id == "Jobs_UpdateJob")
    assert [(argument.name, argument.where) for argument in names.arguments(document, update)] == [
        ("job_id", "path"),
        ("budget", "body"),
        ("lines", "body"),
    ]


def test_arguments_with_the_same_name_get_their_location_as_a_suffix() -> None:
    arguments = [names.Argument("id", "id", location, True) for location in ("path", "body", "body")]
    assert [argument.name for argument in names.distinct(arguments)] == ["id", "id_body", "id_body_body"]


@pytest.mark.parametrize("tag", ["Addresses", "Boxes", "Branches", "Level2Entries", "Buses", "Series", "3DModels"])
def test_the_document_and_the_client_use_the_same_names(tag: str) -> None:
    singular = names.singular(tag)
    paths: dict[str, Any] = {
        f"/{tag}": {"get": {"operationId": f"{tag}_List{tag}", "tags": [tag], "responses": {"200": {}}}},
        f"/{tag}/{{id}}": {"get": {"operationId": f"{tag}_Get{singular}", "tags": [tag], "responses": {"200": {}}}},
    }
    parameter = {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}
    paths[f"/{tag}/{{id}}"]["get"]["parameters"] = [parameter]
    document = {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": paths}
    document_with_names = with_python_names(document).document
    client = {
        name.partition("/")[2]: text.decode()
        for name, text in generate({"v2": document_with_names}).items()
        if "v2/" in name
    }
    for operation in operations(document_with_names):
        resource, _, method = operation.value["x-python"]["path"].partition(".")
        assert method in ("list", "get")
        assert f"def {method}(" in client[f"{resource}.py"]
        assert f"def {operation.value['x-python']['function']}(" in client[f"{resource}.py"]
        assert f"def {resource}(" in client["client.py"]

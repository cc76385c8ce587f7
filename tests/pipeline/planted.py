"""A vendor's document as it might come, made of our own built contract without its x-members, and differences to
plant in it: each with what a comparison has to say of it, and no more than that."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

Document = dict[str, Any]
Told = tuple[str, str, str]
"""Outcome, what differs, and in what."""


def plain(value: Any) -> Any:
    """A copy without x-members."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items() if not str(key).startswith("x-")}
    return [plain(item) for item in value] if isinstance(value, list) else value


def operation(document: Document, key: str) -> Document:
    """The operation of that operationId."""
    every = (one for item in document["paths"].values() for one in item.values())
    found: Document = next(one for one in every if one.get("operationId") == key)
    return found


def schemas(document: Document, name: str) -> list[Document]:
    """A resource's schema, and those in which it is sent."""
    every: Document = document["components"]["schemas"]
    return [every[one] for one in (name, f"{name}Create", f"{name}Update") if one in every]


def move(document: Document, old: str, new: str) -> None:
    paths = document["paths"]
    document["paths"] = {new if path == old else path: item for path, item in paths.items()}


def rename(schema: Document, old: str, new: str) -> None:
    members = schema["properties"]
    schema["properties"] = {new if name == old else name: member for name, member in members.items()}
    schema["required"] = [new if name == old else name for name in schema.get("required", ())]


def parameter(document: Document, key: str, name: str) -> Document:
    """A parameter of an operation, made its own if it was a shared one."""
    parameters = operation(document, key)["parameters"]
    for index, one in enumerate(parameters):
        found = document["components"]["parameters"][one["$ref"].split("/")[-1]] if "$ref" in one else one
        if found["name"] == name:
            parameters[index] = copy.deepcopy(found)
            made: Document = parameters[index]
            return made
    raise LookupError(name)


def _path(document: Document) -> None:
    move(document, "/v2/taxcodes", "/v2/tax-codes")


def _path_parameter(document: Document) -> None:
    move(document, "/v2/currencies/{currencyId}", "/v2/currencies/{id}")
    parameter(document, "Currencies_GetCurrency", "currencyId")["name"] = "id"


def _method(document: Document) -> None:
    item = document["paths"]["/v2/clients/{clientId}"]
    item["put"] = item.pop("patch")


def _parameter_renamed(document: Document) -> None:
    parameter(document, "Offices_ListOffices", "officeCode")["name"] = "code"


def _parameter_added(document: Document) -> None:
    new = {"name": "country", "in": "query", "schema": {"type": "string"}}
    operation(document, "Offices_ListOffices")["parameters"].append(new)


def _parameter_removed(document: Document) -> None:
    parameters = operation(document, "Employees_ListEmployees")["parameters"]
    parameters.remove(next(one for one in parameters if one.get("name") == "supervisorId"))


def _parameter_required(document: Document) -> None:
    parameter(document, "TaskTypes_ListTaskTypes", "taskTypeCode")["required"] = True


def _parameter_type(document: Document) -> None:
    parameter(document, "Products_ListProducts", "clientId")["schema"] = {"type": "string"}


def _parameter_limit(document: Document) -> None:
    document["components"]["parameters"]["Page"]["schema"]["maximum"] = 1000000


def _member_renamed(document: Document) -> None:
    for schema in schemas(document, "Supplier"):
        rename(schema, "supplierName", "name")


def _member_type(document: Document) -> None:
    document["components"]["schemas"]["TaxCode"]["properties"]["taxPct"] = {"type": ["string", "null"]}


def _member_format(document: Document) -> None:
    document["components"]["schemas"]["WipTakeUp"]["properties"]["date"]["format"] = "date-time"


def _member_nullable(document: Document) -> None:
    document["components"]["schemas"]["Office"]["properties"]["country"]["type"] = "string"


def _member_removed(document: Document) -> None:
    for schema in schemas(document, "Employee"):
        del schema["properties"]["preferredName"]


def _member_added(document: Document) -> None:
    for schema in schemas(document, "Estimate"):
        schema["properties"]["validUntil"] = {"type": ["string", "null"], "format": "date"}


def _member_required(document: Document) -> None:
    document["components"]["schemas"]["EmployeeCreate"]["required"].append("officeCode")


def _status(document: Document) -> None:
    answers = operation(document, "Clients_CreateClient")["responses"]
    answers["200"] = answers.pop("201")


def _error(document: Document) -> None:
    del operation(document, "Employees_UpdateEmployee")["responses"]["409"]


def _operation_added(document: Document) -> None:
    answer = {"description": "The regions.", "content": {"application/json": {"schema": _regions()}}}
    new = {"operationId": "Regions_ListRegions", "tags": ["Regions"], "responses": {"200": answer}}
    document["paths"]["/v2/regions"] = {"get": new}


def _regions() -> Document:
    members = {"id": {"type": "integer", "format": "int32"}, "regionName": {"type": "string"}}
    return {"type": "array", "items": {"type": "object", "properties": members}}


def _operation_removed(document: Document) -> None:
    del document["paths"]["/v2/budgetversions/{budgetVersionId}"]


def _envelope(document: Document) -> None:
    rename(document["components"]["schemas"]["DepartmentPage"], "totalCount", "total")


def _bare_array(document: Document) -> None:
    answer = operation(document, "GlAccounts_ListGlAccounts")["responses"]["200"]
    rows = {"$ref": "#/components/schemas/GlAccount"}
    answer["content"]["application/json"]["schema"] = {"type": "array", "items": rows}


def _value(document: Document) -> None:
    for schema in schemas(document, "Client"):
        schema["properties"]["active"] = {"type": "string", "enum": ["yes", "no"]}


def _media_type(document: Document) -> None:
    content = operation(document, "TimeEntries_UpdateTimeEntry")["requestBody"]["content"]
    content["application/json"] = content.pop("application/merge-patch+json")


PLANTED: dict[Callable[[Document], None], set[Told]] = {
    _path: {("contradicted", "path", "TaxCodes_ListTaxCodes")},
    _path_parameter: {("contradicted", "name", "the parameter currencyId")},
    _method: {("contradicted", "method", "Clients_UpdateClient")},
    _parameter_renamed: {("contradicted", "name", "the parameter officeCode")},
    _parameter_added: {("absent here", "parameter", "the parameter country")},
    _parameter_removed: {("absent there", "parameter", "the parameter supervisorId")},
    _parameter_required: {("contradicted", "required", "the parameter taskTypeCode")},
    _parameter_type: {("contradicted", "type", "the parameter clientId")},
    _parameter_limit: {("contradicted", "maximum", "the parameter page")},
    _member_renamed: {("contradicted", "name", "Supplier.supplierName")},
    _member_type: {("contradicted", "type", "TaxCode.taxPct")},
    _member_format: {("contradicted", "format", "WipTakeUp.date")},
    _member_nullable: {("contradicted", "null", "Office.country")},
    _member_removed: {("absent there", "member", "Employee.preferredName")},
    _member_added: {("absent here", "member", "Estimate.validUntil")},
    _member_required: {("contradicted", "required", "Employee.officeCode")},
    _status: {("contradicted", "status", "the answer 201")},
    _error: {("absent there", "answer", "the answer 409")},
    _operation_added: {("absent here", "operation", "Regions_ListRegions")},
    _operation_removed: {("absent there", "operation", "BudgetVersions_GetBudgetVersion")},
    _envelope: {("contradicted", "name", "Page.totalCount")},
    _bare_array: {("contradicted", "envelope", "the answer 200 as application/json")},
    _value: {("contradicted", "type", "Client.active"), ("absent here", "values", "Client.active")},
    _media_type: {("contradicted", "media type", "the body")},
}
"""Each difference with all that has to be told of it."""

"""A vendor's document as it might come, made of our own built contract without its x-members, and differences to
plant in it: each tells what a comparison has to say of it, and no more than that.

They are planted in whatever is the contract today, so that they can be planted again after they were adopted.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
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


def parameters(document: Document, key: str) -> list[Document]:
    """The parameters of a query that an operation has for itself, and not in common with others."""
    return [one for one in operation(document, key)["parameters"] if one.get("in") == "query"]


def path_of(document: Document, key: str) -> str:
    every = document["paths"].items()
    return next(str(path) for path, item in every if any(one.get("operationId") == key for one in item.values()))


def free(name: str, taken: Iterable[str]) -> str:
    """A name that is not taken yet."""
    known = set(taken)
    return next(one for one in (name, *(f"{name}{number}" for number in range(2, 99))) if one not in known)


def toggled(listed: list[str], name: str) -> list[str]:
    """A list of what is required with a name in it, or without it."""
    return [one for one in listed if one != name] if name in listed else [*listed, name]


def _path(document: Document) -> set[Told]:
    path = path_of(document, "TaxCodes_ListTaxCodes")
    move(document, path, f"{path}-all" if "tax-codes" in path else "/v2/tax-codes")
    return {("contradicted", "path", "TaxCodes_ListTaxCodes")}


def _path_parameter(document: Document) -> set[Told]:
    path = path_of(document, "Currencies_GetCurrency")
    name = path[path.index("{") + 1 : -1]
    new = "key" if name == "id" else "id"
    parameter(document, "Currencies_GetCurrency", name)["name"] = new
    move(document, path, path.replace(f"{{{name}}}", f"{{{new}}}"))
    return {("contradicted", "name", f"the parameter {name}")}


def _method(document: Document) -> set[Told]:
    item = document["paths"][path_of(document, "Clients_UpdateClient")]
    old, new = ("patch", "put") if "patch" in item else ("put", "patch")
    item[new] = item.pop(old)
    return {("contradicted", "method", "Clients_UpdateClient")}


def _parameter_renamed(document: Document) -> set[Told]:
    first = parameters(document, "Offices_ListOffices")[0]
    old, first["name"] = first["name"], "officeCode" if first["name"] == "code" else "code"
    return {("contradicted", "name", f"the parameter {old}")}


def _parameter_added(document: Document) -> set[Told]:
    known = operation(document, "Offices_ListOffices")["parameters"]
    name = free("country", (one.get("name", "") for one in known))
    known.append({"name": name, "in": "query", "schema": {"type": "string"}})
    return {("absent here", "parameter", f"the parameter {name}")}


def _parameter_removed(document: Document) -> set[Told]:
    gone = parameters(document, "Employees_ListEmployees")[-1]
    operation(document, "Employees_ListEmployees")["parameters"].remove(gone)
    return {("absent there", "parameter", f"the parameter {gone['name']}")}


def _parameter_required(document: Document) -> set[Told]:
    one = parameters(document, "TaskTypes_ListTaskTypes")[0]
    one["required"] = not one.get("required", False)
    return {("contradicted", "required", f"the parameter {one['name']}")}


def _parameter_type(document: Document) -> set[Told]:
    one = parameters(document, "Products_ListProducts")[-1]
    text = one["schema"] == {"type": "string"}
    one["schema"] = {"type": "integer", "format": "int32"} if text else {"type": "string"}
    return {("contradicted", "type", f"the parameter {one['name']}")}


def _parameter_limit(document: Document) -> set[Told]:
    schema = document["components"]["parameters"]["Page"]["schema"]
    schema["maximum"] = min(schema["maximum"], 1000001) - 1
    return {("contradicted", "maximum", "the parameter page")}


def _page_size(document: Document) -> set[Told]:
    schema = document["components"]["parameters"]["PageSize"]["schema"]
    schema["maximum"] = min(schema["maximum"], 201) - 1
    return {("contradicted", "maximum", "the parameter pageSize")}


def _member_renamed(document: Document) -> set[Told]:
    known = schemas(document, "Supplier")[0]["properties"]
    old = next(name for name in ("supplierName", "name") if name in known)
    for schema in schemas(document, "Supplier"):
        rename(schema, old, "name" if old == "supplierName" else "supplierName")
    return {("contradicted", "name", f"Supplier.{old}")}


def _member_type(document: Document) -> set[Told]:
    members = document["components"]["schemas"]["TaxCode"]["properties"]
    text = "string" in members["taxPct"].get("type", "")
    members["taxPct"] = {"type": ["number" if text else "string", "null"]}
    return {("contradicted", "type", "TaxCode.taxPct")}


def _member_format(document: Document) -> set[Told]:
    member = document["components"]["schemas"]["WipTakeUp"]["properties"]["date"]
    member["format"] = "date" if member["format"] == "date-time" else "date-time"
    return {("contradicted", "format", "WipTakeUp.date")}


def _member_nullable(document: Document) -> set[Told]:
    member = document["components"]["schemas"]["Office"]["properties"]["country"]
    member["type"] = ["string", "null"] if member["type"] == "string" else "string"
    return {("contradicted", "null", "Office.country")}


def _member_removed(document: Document) -> set[Told]:
    known = schemas(document, "Employee")[0]["properties"]
    name = next(one for one in ("preferredName", "dailyHours", "title", "startDate") if one in known)
    for schema in schemas(document, "Employee"):
        schema["properties"].pop(name, None)
    return {("absent there", "member", f"Employee.{name}")}


def _member_added(document: Document) -> set[Told]:
    name = free("validUntil", schemas(document, "Estimate")[0]["properties"])
    for schema in schemas(document, "Estimate"):
        schema["properties"][name] = {"type": ["string", "null"], "format": "date"}
    return {("absent here", "member", f"Estimate.{name}")}


def _member_required(document: Document) -> set[Told]:
    schema = document["components"]["schemas"]["EmployeeCreate"]
    schema["required"] = toggled(schema["required"], "officeCode")
    return {("contradicted", "required", "Employee.officeCode")}


def _id_as_text(document: Document) -> set[Told]:
    one = parameter(document, "MediaInvoiceEntries_GetMediaInvoiceEntry", "mediaInvoiceEntryId")
    members = document["components"]["schemas"]["MediaInvoiceEntry"]["properties"]
    text = "string" in members["id"].get("type", "")
    one["schema"] = members["id"] = {"type": "integer", "format": "int32"} if text else {"type": "string"}
    told = ("the parameter mediaInvoiceEntryId", "MediaInvoiceEntry.id")
    return {("contradicted", "type", about) for about in told}


def _status(document: Document) -> set[Told]:
    answers = operation(document, "Clients_CreateClient")["responses"]
    old, new = ("201", "200") if "201" in answers else ("200", "201")
    answers[new] = answers.pop(old)
    return {("contradicted", "status", f"the answer {old}")}


def _error(document: Document) -> set[Told]:
    answers = operation(document, "Employees_UpdateEmployee")["responses"]
    gone = next(one for one in ("409", "404", "422") if one in answers)
    del answers[gone]
    return {("absent there", "answer", f"the answer {gone}")}


def _operation_added(document: Document) -> set[Told]:
    name = free("Regions", (one["tags"][0] for item in document["paths"].values() for one in item.values()))
    answer = {"description": "The regions.", "content": {"application/json": {"schema": _regions()}}}
    new = {"operationId": f"{name}_List{name}", "tags": [name], "responses": {"200": answer}}
    document["paths"][f"/v2/{name.lower()}"] = {"get": new}
    return {("absent here", "operation", f"{name}_List{name}")}


def _regions() -> Document:
    members = {"id": {"type": "integer", "format": "int32"}, "regionName": {"type": "string"}}
    return {"type": "array", "items": {"type": "object", "properties": members}}


def _act_added(document: Document) -> set[Told]:
    path = path_of(document, "Jobs_GetJob")
    word = free("close", (one.rpartition("/")[2] for one in document["paths"]))
    get = operation(document, "Jobs_GetJob")
    new = {"operationId": f"Jobs_{word.capitalize()}Job", "tags": ["Jobs"], "parameters": get["parameters"]}
    answers = {status: get["responses"][status] for status in ("200", "401", "404", "405")}
    document["paths"][f"{path}/{word}"] = {"post": {**copy.deepcopy(new), "responses": copy.deepcopy(answers)}}
    return {("absent here", "operation", f"Jobs_{word.capitalize()}Job")}


def _operation_removed(document: Document) -> set[Told]:
    del document["paths"][path_of(document, "BudgetVersions_GetBudgetVersion")]
    return {("absent there", "operation", "BudgetVersions_GetBudgetVersion")}


def _envelope(document: Document) -> set[Told]:
    page = document["components"]["schemas"]["DepartmentPage"]
    old, new = ("totalCount", "total") if "totalCount" in page["properties"] else ("total", "totalCount")
    rename(page, old, new)
    again = sum(path.startswith("/v2/regions") for path in document["paths"]) > 1  # each planting adds one of them
    return {("contradicted", "name", f"{'DepartmentEnvelope' if again else 'Page'}.{old}")}


def _bare_array(document: Document) -> set[Told]:
    names = {"GlAccount": "GlAccounts", "Campaign": "Campaigns", "JobType": "JobTypes", "MasterClient": "MasterClients"}
    lists = {one: f"{several}_List{several}" for one, several in names.items()}
    for schema, key in lists.items():
        answer = operation(document, key)["responses"]["200"]["content"]["application/json"]
        if "$ref" in answer["schema"]:
            answer["schema"] = {"type": "array", "items": {"$ref": f"#/components/schemas/{schema}"}}
            break
    return {("contradicted", "envelope", "the answer 200 as application/json")}


def _value(document: Document) -> set[Told]:
    places = (("Client", "active"), ("Client", "billable"), ("Supplier", "billable"), ("Supplier", "hold"))
    of, name = next(
        (of, name)
        for of, name in places
        if schemas(document, of)[0]["properties"].get(name, {}).get("type") == "boolean"
    )
    for schema in schemas(document, of):
        schema["properties"][name] = {"type": "string", "enum": ["yes", "no"]}
    return {("contradicted", "type", f"{of}.{name}"), ("absent here", "values", f"{of}.{name}")}


def _media_type(document: Document) -> set[Told]:
    content = operation(document, "TimeEntries_UpdateTimeEntry")["requestBody"]["content"]
    old = next(iter(content))
    content["application/json" if old != "application/json" else "application/merge-patch+json"] = content.pop(old)
    return {("contradicted", "media type", "the body")}


PLANTED: tuple[Callable[[Document], set[Told]], ...] = (
    _path,
    _path_parameter,
    _method,
    _parameter_renamed,
    _parameter_added,
    _parameter_removed,
    _parameter_required,
    _parameter_type,
    _parameter_limit,
    _page_size,
    _member_renamed,
    _member_type,
    _member_format,
    _member_nullable,
    _member_removed,
    _member_added,
    _member_required,
    _id_as_text,
    _status,
    _error,
    _operation_added,
    _act_added,
    _operation_removed,
    _envelope,
    _bare_array,
    _value,
    _media_type,
)
"""Each gives all that has to be told of it."""


def plant(document: Document) -> set[Told]:
    """Plants all of them; gives all that has to be told."""
    return set[Told]().union(*(one(document) for one in PLANTED))

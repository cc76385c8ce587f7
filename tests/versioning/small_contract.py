"""A small built contract, and changes of it with their expected report lines."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

Document = dict[str, Any]


def response(schema: str) -> Document:
    reference = {"$ref": f"#/components/schemas/{schema}"}
    return {"200": {"description": "The response.", "content": {"application/json": {"schema": reference}}}}


def operation(key: str, status: str, **more: Any) -> Document:
    return {"operationId": key, "tags": [key.split("_")[0]], "summary": key, "x-status": status, **more}


def query(name: str, **more: Any) -> Document:
    return {"name": name, "in": "query", "schema": {"type": "string"}, **more}


def body(schema: str) -> Document:
    return {"required": True, "content": response(schema)["200"]["content"]}


def contract(version: str = "1.2.3") -> Document:
    """Return a contract with documented time sheets and clients, and inferred jobs and tasks."""
    paths = {
        "/sheets": {
            "get": operation("Sheets_ListSheets", "documented", parameters=[query("day")], responses=response("Sheet")),
            "post": operation(
                "Sheets_AddSheet", "documented", requestBody=body("NewSheet"), responses=response("Sheet")
            ),
            "delete": operation("Sheets_DropSheet", "documented", responses=response("Sheet")),
        },
        "/clients": {"get": operation("Clients_ListClients", "documented", responses=response("Client"))},
        "/jobs": {"get": operation("Jobs_ListJobs", "inferred", parameters=[query("no")], responses=response("Job"))},
        "/tasks": {"get": operation("Tasks_ListTasks", "inferred", responses=response("Task"))},
    }
    text, number = {"type": "string"}, {"type": "number"}
    members: dict[str, Document] = {
        "Sheet": {"day": text, "hours": number, "state": {"type": "string", "enum": ["open", "locked"]}},
        "NewSheet": {"day": text, "hours": number, "memo": text},
        "Client": {"code": text, "token": {"type": "string", "x-status": "inferred"}},
        "Job": {"no": text, "budget": number},
        "Task": {"name": text},
    }
    schemas = {name: {"type": "object", "properties": deepcopy(properties)} for name, properties in members.items()}
    schemas["NewSheet"]["required"] = ["day"]
    schemas["ClientXml"] = {**deepcopy(schemas["Client"]), "xml": {"name": "Client"}}
    xml = {"application/xml": {"schema": {"$ref": "#/components/schemas/ClientXml"}}}
    paths["/clients"]["get"]["responses"]["200"]["content"].update(xml)
    info = {"title": "A small API", "version": version}
    return {"openapi": "3.1.0", "info": info, "paths": paths, "components": {"schemas": schemas}}


def properties_of(document: Document, schema: str) -> Document:
    properties: Document = document["components"]["schemas"][schema]["properties"]
    return properties


def remove_an_operation(document: Document) -> None:
    del document["paths"]["/sheets"]["delete"]


def require_a_parameter(document: Document) -> None:
    document["paths"]["/sheets"]["get"]["parameters"][0]["required"] = True


def require_a_property(document: Document) -> None:
    document["components"]["schemas"]["NewSheet"]["required"].append("hours")


def remove_a_property_of_a_body(document: Document) -> None:
    del properties_of(document, "NewSheet")["memo"]


def rename_an_xml_element(document: Document) -> None:
    document["components"]["schemas"]["ClientXml"]["xml"]["name"] = "Customer"


def add_a_value_to_a_response(document: Document) -> None:
    properties_of(document, "Sheet")["state"]["enum"].append("paid")


def rename_a_method_in_python(document: Document) -> None:
    document["paths"]["/clients"]["get"]["x-python-name"] = "all"


def rename_an_inferred_property(document: Document) -> None:
    properties_of(document, "Client")["accessToken"] = properties_of(document, "Client").pop("token")


def mark_a_documented_operation_as_inferred(document: Document) -> None:
    document["paths"]["/sheets"]["post"]["x-status"] = "inferred"


def change_a_type(document: Document) -> None:
    properties_of(document, "Job")["budget"]["type"] = "string"


def rename_a_path(document: Document) -> None:
    document["paths"]["/tasktypes"] = document["paths"].pop("/tasks")


def add_a_parameter(document: Document) -> None:
    document["paths"]["/jobs"]["get"]["parameters"].append(query("client"))


def add_an_operation(document: Document) -> None:
    document["paths"]["/jobs"]["post"] = operation("Jobs_AddJob", "inferred", responses=response("Job"))


def reword_a_summary(document: Document) -> None:
    document["paths"]["/clients"]["get"]["summary"] = "Every client."


def document_an_operation(document: Document) -> None:
    document["paths"]["/jobs"]["get"]["x-status"] = "documented"


CHANGES: dict[Callable[[Document], None], tuple[str, ...]] = {
    remove_an_operation: (
        "breaking    DELETE /sheets: Operation `DELETE /sheets` was removed. [operation-removed] Sheets_DropSheet",
    ),
    require_a_parameter: (
        "breaking    GET /sheets parameters/day: `day` query parameter became required."
        " [parameter-became-required] Sheets_ListSheets",
    ),
    require_a_property: (
        "breaking    NewSheet.required: Properties of `NewSheet` became required: `hours`."
        " [required-properties-added] Sheets_AddSheet",
    ),
    remove_a_property_of_a_body: ("breaking    NewSheet.memo: removed. [request-property-removed] Sheets_AddSheet",),
    rename_an_xml_element: (
        "breaking    ClientXml.xml.name: `name` changed from 'Client' to 'Customer'. [xml-changed] Clients_ListClients",
    ),
    add_a_value_to_a_response: (
        "breaking    Sheet.state.enum: Enum of `state` gained values: 'paid'."
        " [enum-values-added] Sheets_ListSheets and 2 more",
    ),
    rename_a_method_in_python: (
        "breaking    GET /clients: `x-python-name` changed from nothing to 'all'."
        " [python-name-changed] Clients_ListClients",
    ),
    mark_a_documented_operation_as_inferred: (
        "breaking    POST /sheets x-status: `x-status` changed from 'documented' to 'inferred'."
        " [promise-withdrawn] Sheets_AddSheet",
    ),
    rename_an_inferred_property: (
        "correction  Client.token: Property `token` of `Client` was removed. [property-removed] Clients_ListClients",
        "addition    Client.accessToken: added. Clients_ListClients",
    ),
    change_a_type: (
        "correction  Job.budget.type: Type of `budget` widened from 'number' to 'string'."
        " [schema-type-changed] Jobs_ListJobs",
    ),
    rename_a_path: ("correction  /tasks: Path `/tasks` was renamed to `/tasktypes`. [path-removed] Tasks_ListTasks",),
    add_a_parameter: ("addition    GET /jobs parameters/client: added. Jobs_ListJobs",),
    add_an_operation: ("addition    POST /jobs: added. Jobs_AddJob",),
    reword_a_summary: (
        "annotation  GET /clients summary: `summary` changed from 'Clients_ListClients' to 'Every client.'."
        " Clients_ListClients",
    ),
    document_an_operation: (
        "annotation  GET /jobs x-status: `x-status` changed from 'inferred' to 'documented'. Jobs_ListJobs",
    ),
}
"""The expected report lines of each change, without line numbers."""

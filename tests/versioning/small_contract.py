"""A small built contract, and changes of it with what each is to be called."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

Document = dict[str, Any]


def answer(schema: str) -> Document:
    reference = {"$ref": f"#/components/schemas/{schema}"}
    return {"200": {"description": "The answer.", "content": {"application/json": {"schema": reference}}}}


def operation(key: str, status: str, **more: Any) -> Document:
    return {"operationId": key, "tags": [key.split("_")[0]], "summary": key, "x-status": status, **more}


def query(name: str, **more: Any) -> Document:
    return {"name": name, "in": "query", "schema": {"type": "string"}, **more}


def body(schema: str) -> Document:
    return {"required": True, "content": answer(schema)["200"]["content"]}


def contract(version: str = "1.2.3") -> Document:
    """Documented time sheets and clients, inferred jobs and tasks."""
    paths = {
        "/sheets": {
            "get": operation("Sheets_ListSheets", "documented", parameters=[query("day")], responses=answer("Sheet")),
            "post": operation("Sheets_AddSheet", "documented", requestBody=body("NewSheet"), responses=answer("Sheet")),
            "delete": operation("Sheets_DropSheet", "documented", responses=answer("Sheet")),
        },
        "/clients": {"get": operation("Clients_ListClients", "documented", responses=answer("Client"))},
        "/jobs": {"get": operation("Jobs_ListJobs", "inferred", parameters=[query("no")], responses=answer("Job"))},
        "/tasks": {"get": operation("Tasks_ListTasks", "inferred", responses=answer("Task"))},
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


def members(document: Document, schema: str) -> Document:
    found: Document = document["components"]["schemas"][schema]["properties"]
    return found


def drop_an_operation(document: Document) -> None:
    del document["paths"]["/sheets"]["delete"]


def require_a_parameter(document: Document) -> None:
    document["paths"]["/sheets"]["get"]["parameters"][0]["required"] = True


def require_a_member(document: Document) -> None:
    document["components"]["schemas"]["NewSheet"]["required"].append("hours")


def drop_a_member_of_a_body(document: Document) -> None:
    del members(document, "NewSheet")["memo"]


def rename_an_xml_element(document: Document) -> None:
    document["components"]["schemas"]["ClientXml"]["xml"]["name"] = "Customer"


def answer_with_a_new_value(document: Document) -> None:
    members(document, "Sheet")["state"]["enum"].append("paid")


def rename_a_method_in_python(document: Document) -> None:
    document["paths"]["/clients"]["get"]["x-python-name"] = "all"


def rename_a_member_that_was_inferred(document: Document) -> None:
    members(document, "Client")["accessToken"] = members(document, "Client").pop("token")


def call_a_fact_a_guess(document: Document) -> None:
    document["paths"]["/sheets"]["post"]["x-status"] = "inferred"


def change_a_type(document: Document) -> None:
    members(document, "Job")["budget"]["type"] = "string"


def rename_a_path(document: Document) -> None:
    document["paths"]["/tasktypes"] = document["paths"].pop("/tasks")


def add_a_parameter(document: Document) -> None:
    document["paths"]["/jobs"]["get"]["parameters"].append(query("client"))


def add_an_operation(document: Document) -> None:
    document["paths"]["/jobs"]["post"] = operation("Jobs_AddJob", "inferred", responses=answer("Job"))


def say_it_in_other_words(document: Document) -> None:
    document["paths"]["/clients"]["get"]["summary"] = "Every client."


def document_an_operation(document: Document) -> None:
    document["paths"]["/jobs"]["get"]["x-status"] = "documented"


PLANTED: dict[Callable[[Document], None], tuple[str, ...]] = {
    drop_an_operation: (
        "breaking    DELETE /sheets: Operation `DELETE /sheets` was removed. [operation-removed] Sheets_DropSheet",
    ),
    require_a_parameter: (
        "breaking    GET /sheets parameters/day: `day` query parameter became required."
        " [parameter-became-required] Sheets_ListSheets",
    ),
    require_a_member: (
        "breaking    NewSheet.required: Properties of `NewSheet` became required: `hours`."
        " [required-properties-added] Sheets_AddSheet",
    ),
    drop_a_member_of_a_body: ("breaking    NewSheet.memo: removed. [request-member-removed] Sheets_AddSheet",),
    rename_an_xml_element: (
        "breaking    ClientXml.xml.name: `name` changed from 'Client' to 'Customer'. [xml-changed] Clients_ListClients",
    ),
    answer_with_a_new_value: (
        "breaking    Sheet.state.enum: Enum of `state` gained values: 'paid'."
        " [enum-values-added] Sheets_ListSheets and 2 more",
    ),
    rename_a_method_in_python: (
        "breaking    GET /clients: `x-python-name` changed from nothing to 'all'."
        " [python-name-changed] Clients_ListClients",
    ),
    call_a_fact_a_guess: (
        "breaking    POST /sheets x-status: `x-status` changed from 'documented' to 'inferred'."
        " [promise-withdrawn] Sheets_AddSheet",
    ),
    rename_a_member_that_was_inferred: (
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
    say_it_in_other_words: (
        "annotation  GET /clients summary: `summary` changed from 'Clients_ListClients' to 'Every client.'."
        " Clients_ListClients",
    ),
    document_an_operation: (
        "annotation  GET /jobs x-status: `x-status` changed from 'inferred' to 'documented'. Jobs_ListJobs",
    ),
}
"""What each change is to be called: its line in the report, but for the number of the line it stands in."""

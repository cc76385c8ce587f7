"""Copy the examples of a resource's schema into its responses, bodies and parameters."""

from typing import Any

from pipeline.source.operation import Operation, operations, parameters, success_contents
from pipeline.source.pointer import find
from pipeline.transform.derive.step import Step, ref_name, replace_part, schemas, with_schemas
from pipeline.transform.schema import is_nullable

_DEFAULT_SIZE = 100
_SET = {"$now": "2025-03-10T09:00:00Z", "$today": "2025-03-10", "$caller": 11}
"""The values that the server sets, in the examples of responses to a change."""


def with_examples(document: dict[str, Any]) -> Step:
    """Place the `examples` of schemas where an operation has no example of its own.

    A list has all records in one page; an operation on a record has the record that its path parameter names, or else
    the first; a path parameter has its value in that record. A body has the writable properties of the first record.
    The response to a change has the record with the values that the request's example, `x-sets` and `x-on-change` set.
    The example of a response to a creation needs only what the request and `x-on-create` do not give, such as the id.
    In our own documents the `examples` are then removed from the schemas, since they have all been copied.
    """
    changed = document
    for operation in operations(document):
        records = _records(document, operation)
        if records:
            changed = _place_examples(changed, operation, records)
    is_ours = "x-contract" in document.get("info", {})
    plain = {name: _without_examples(value) for name, value in schemas(document).items()} if is_ours else {}
    return Step(with_schemas(changed, plain) if plain else changed)


def _without_examples(schema: Any) -> Any:
    return {key: value for key, value in schema.items() if key != "examples"} if isinstance(schema, dict) else schema


def _records(document: dict[str, Any], operation: Operation) -> list[dict[str, Any]]:
    """Return the example records of the schema that an operation returns, singly or in pages."""
    return [example for example in _base(document, operation).get("examples", ()) if isinstance(example, dict)]


def _base(document: dict[str, Any], operation: Operation) -> dict[str, Any]:
    """Return the schema of the records that an operation returns; empty if it returns none."""
    for _, content in success_contents(document, operation):
        schema = schemas(document).get(ref_name(content.get("schema")), {})
        base: dict[str, Any] = schemas(document).get(schema.get("x-derived-from"), schema)
        return base
    return {}


def _place_examples(document: dict[str, Any], operation: Operation, records: list[dict[str, Any]]) -> dict[str, Any]:
    record = _find_addressed(document, operation, records)
    document = _with_body(document, operation, record)
    paging = operation.value.get("x-paging")
    example = _page(document, operation, paging, records) if paging else _apply_change(document, operation, record)
    for pointer, content in success_contents(document, operation):
        if "201" in pointer and isinstance(content.get("example"), dict):
            created = _complete_created(document, operation, content["example"])
            document = replace_part(document, (*pointer, "example"), created)
        elif "$ref" not in find(document, pointer[:-2]) and not {"example", "examples"} & set(content):
            document = replace_part(document, (*pointer, "example"), example)
    return _with_parameters(document, operation, record)


def _complete_created(document: dict[str, Any], operation: Operation, example: dict[str, Any]) -> dict[str, Any]:
    """Return an example of a created record, completed by what was sent, what the server sets on creation, and null."""
    sent_properties = _find_body_example(document, operation)
    result = {}
    for name, schema in _base(document, operation).get("properties", {}).items():
        value = schema.get("x-on-create", schema.get("x-on-change"))
        value = example.get(name, sent_properties.get(name, _SET.get(str(value), value)))
        if value is not None or name in {**example, **sent_properties} or is_nullable(document, schema):
            result[name] = value
    return {**result, **example}


def _find_addressed(document: dict[str, Any], operation: Operation, records: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the record that the last path parameter names by its example, or else the first."""
    path_parameters = [parameter for parameter in parameters(document, operation) if parameter.get("in") == "path"]
    record_id = path_parameters[-1].get("example") if path_parameters else None
    return next((record for record in records if record_id is not None and record.get("id") == record_id), records[0])


def _apply_change(document: dict[str, Any], operation: Operation, record: dict[str, Any]) -> dict[str, Any]:
    """Return the record after a change of it; unchanged if the operation only reads or creates."""
    sets = operation.value.get("x-sets", {})
    if operation.method not in ("patch", "put") and not sets:
        return record
    properties = _base(document, operation).get("properties", {})
    on_change = {name: schema.get("x-on-change") for name, schema in properties.items() if isinstance(schema, dict)}
    sets = {**sets, **{name: value for name, value in on_change.items() if value is not None}}
    values = {name: _SET.get(str(value), value) for name, value in sets.items()}
    return {**record, **_find_body_example(document, operation), **values}


def _find_body_example(document: dict[str, Any], operation: Operation) -> dict[str, Any]:
    """Return the example of an operation's body; empty if it is not an object."""
    body = find(document, operation.pointer).get("requestBody", {})
    example = next((content.get("example") for content in body.get("content", {}).values()), None)
    return example if isinstance(example, dict) else {}


def _page(document: dict[str, Any], operation: Operation, paging: dict[str, str], records: list[Any]) -> dict[str, Any]:
    by_name = {parameter.get("name"): parameter for parameter in parameters(document, operation)}
    size = by_name.get(paging.get("sizeParameter"), {})
    values = {"items": records, "page": 1, "totalCount": len(records)}
    values["pageSize"] = size.get("schema", {}).get("default", _DEFAULT_SIZE)
    return {paging[key]: values[key] for key in ("items", "page", "pageSize", "totalCount") if key in paging}


def _with_body(document: dict[str, Any], operation: Operation, record: dict[str, Any]) -> dict[str, Any]:
    body = operation.value.get("requestBody", {})
    for media, content in body.get("content", {}).items() if isinstance(body, dict) else ():
        variant = schemas(document).get(ref_name(content.get("schema")), {})
        if "x-derived-from" in variant and not {"example", "examples"} & set(content):
            example = {name: value for name, value in record.items() if name in variant.get("properties", {})}
            if "required" not in variant:
                example = dict(list(example.items())[:1])  # the example of a change has one property
            document = replace_part(document, (*operation.pointer, "requestBody", "content", media, "example"), example)
    return document


def _with_parameters(document: dict[str, Any], operation: Operation, record: dict[str, Any]) -> dict[str, Any]:
    listed = operation.value.get("parameters", [])
    path = [index for index, parameter in enumerate(listed) if parameter.get("in") == "path"]
    for index in path:
        parameter = listed[index]
        last = index == path[-1] and "x-paging" not in operation.value
        value = record.get("id") if last else record.get(str(parameter.get("name")))
        if value is not None and not {"example", "examples"} & set(parameter):
            document = replace_part(document, (*operation.pointer, "parameters", index, "example"), value)
    return document

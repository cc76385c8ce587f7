"""Copy the examples of a resource's schema into its responses, bodies and parameters."""

from typing import Any

from pipeline.source.operation import Operation, operations, parameters, success_contents
from pipeline.source.pointer import find
from pipeline.transform.derive.step import Step, ref_name, replaced, schemas, with_schemas
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
            changed = _placed(changed, operation, records)
    ours = "x-contract" in document.get("info", {})
    plain = {name: _without_examples(value) for name, value in schemas(document).items()} if ours else {}
    return Step(with_schemas(changed, plain) if plain else changed)


def _without_examples(schema: Any) -> Any:
    return {key: value for key, value in schema.items() if key != "examples"} if isinstance(schema, dict) else schema


def _records(document: dict[str, Any], operation: Operation) -> list[dict[str, Any]]:
    """Return the example records of the schema that an operation returns, singly or in pages."""
    return [one for one in _base(document, operation).get("examples", ()) if isinstance(one, dict)]


def _base(document: dict[str, Any], operation: Operation) -> dict[str, Any]:
    """Return the schema of the records that an operation returns; empty if it returns none."""
    for _, content in success_contents(document, operation):
        schema = schemas(document).get(ref_name(content.get("schema")), {})
        base: dict[str, Any] = schemas(document).get(schema.get("x-derived-from"), schema)
        return base
    return {}


def _placed(document: dict[str, Any], operation: Operation, records: list[dict[str, Any]]) -> dict[str, Any]:
    record = _addressed(document, operation, records)
    document = _with_body(document, operation, record)
    paging = operation.value.get("x-paging")
    example = _page(document, operation, paging, records) if paging else _changed(document, operation, record)
    for pointer, content in success_contents(document, operation):
        if "201" in pointer and isinstance(content.get("example"), dict):
            created = _created(document, operation, content["example"])
            document = replaced(document, (*pointer, "example"), created)
        elif "$ref" not in find(document, pointer[:-2]) and not {"example", "examples"} & set(content):
            document = replaced(document, (*pointer, "example"), example)
    return _with_parameters(document, operation, record)


def _created(document: dict[str, Any], operation: Operation, given: dict[str, Any]) -> dict[str, Any]:
    """Return an example of a created record, completed by what was sent, what the server sets on creation, and null."""
    sent = _sent(document, operation)
    result = {}
    for name, schema in _base(document, operation).get("properties", {}).items():
        value = schema.get("x-on-create", schema.get("x-on-change"))
        value = given.get(name, sent.get(name, _SET.get(str(value), value)))
        if value is not None or name in {**given, **sent} or is_nullable(document, schema):
            result[name] = value
    return {**result, **given}


def _addressed(document: dict[str, Any], operation: Operation, records: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the record that the last path parameter names by its example, or else the first."""
    path = [one for one in parameters(document, operation) if one.get("in") == "path"]
    wanted = path[-1].get("example") if path else None
    return next((one for one in records if wanted is not None and one.get("id") == wanted), records[0])


def _changed(document: dict[str, Any], operation: Operation, record: dict[str, Any]) -> dict[str, Any]:
    """Return the record after a change of it; unchanged if the operation only reads or creates."""
    sets = operation.value.get("x-sets", {})
    if operation.method not in ("patch", "put") and not sets:
        return record
    properties = _base(document, operation).get("properties", {})
    on_change = {name: one.get("x-on-change") for name, one in properties.items() if isinstance(one, dict)}
    sets = {**sets, **{name: value for name, value in on_change.items() if value is not None}}
    values = {name: _SET.get(str(value), value) for name, value in sets.items()}
    return {**record, **_sent(document, operation), **values}


def _sent(document: dict[str, Any], operation: Operation) -> dict[str, Any]:
    """Return the example of an operation's body; empty if it is not an object."""
    body = find(document, operation.pointer).get("requestBody", {})
    example = next((content.get("example") for content in body.get("content", {}).values()), None)
    return example if isinstance(example, dict) else {}


def _page(document: dict[str, Any], operation: Operation, paging: dict[str, str], records: list[Any]) -> dict[str, Any]:
    size = next((one for one in parameters(document, operation) if one.get("name") == paging.get("sizeParameter")), {})
    values = {"items": records, "page": 1, "totalCount": len(records)}
    values["pageSize"] = size.get("schema", {}).get("default", _DEFAULT_SIZE)
    return {paging[key]: values[key] for key in ("items", "page", "pageSize", "totalCount") if key in paging}


def _with_body(document: dict[str, Any], operation: Operation, record: dict[str, Any]) -> dict[str, Any]:
    body = operation.value.get("requestBody", {})
    for media, content in body.get("content", {}).items() if isinstance(body, dict) else ():
        variant = schemas(document).get(ref_name(content.get("schema")), {})
        if "x-derived-from" in variant and not {"example", "examples"} & set(content):
            sent = {name: value for name, value in record.items() if name in variant.get("properties", {})}
            if "required" not in variant:
                sent = dict(list(sent.items())[:1])  # the example of a change has one property
            document = replaced(document, (*operation.pointer, "requestBody", "content", media, "example"), sent)
    return document


def _with_parameters(document: dict[str, Any], operation: Operation, record: dict[str, Any]) -> dict[str, Any]:
    listed = operation.value.get("parameters", [])
    path = [index for index, one in enumerate(listed) if one.get("in") == "path"]
    for index in path:
        one = listed[index]
        last = index == path[-1] and "x-paging" not in operation.value
        value = record.get("id") if last else record.get(str(one.get("name")))
        if value is not None and not {"example", "examples"} & set(one):
            document = replaced(document, (*operation.pointer, "parameters", index, "example"), value)
    return document

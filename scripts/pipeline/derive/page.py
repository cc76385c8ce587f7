"""Pages: the flat `JobPage` that a list answers, out of the envelope and its items."""

from typing import Any

from pipeline.derive.step import Step, ref, referred, schemas, taken, untaken, with_schemas
from pipeline.operation import Operation, operations
from pipeline.pointer import Pointer


def with_pages(document: dict[str, Any]) -> Step:
    """Gives each list its page as one flat schema, and the operation its `x-paging`.

    A list answers `allOf` of a schema that has `x-envelope` and one that says what the items are.
    """
    made: dict[str, Any] = {}
    bases: dict[str, str] = {}
    aliases: dict[Pointer, Pointer] = {}
    paths = {path: dict(item) for path, item in document.get("paths", {}).items()}
    for operation in operations(document):
        for pointer, status, answer in operation.answers():
            for media, content in answer.get("content", {}).items() if status.startswith("2") else ():
                page = _page(document, content.get("schema"))
                if page is None:
                    continue
                name, base, schema, paging = page
                made[name], bases[name] = schema, base
                at = ("components", "schemas", name)
                aliases[at] = (*pointer, "content", media, "schema")
                aliases |= _origins(at, (*pointer, "content", media, "schema", "allOf"), content["schema"], document)
                answer = {**answer, "content": {**answer["content"], media: {**content, "schema": {"$ref": ref(name)}}}}
                paths[operation.path][operation.method] = _paged(
                    paths[operation.path][operation.method], status, answer, paging
                )
    findings = taken(document, bases)
    return Step(
        with_schemas({**document, "paths": paths}, made) if made else document, (untaken(document, aliases),), findings
    )


def _paged(operation: dict[str, Any], status: str, answer: dict[str, Any], paging: dict[str, Any]) -> dict[str, Any]:
    return {**operation, "responses": {**operation["responses"], status: answer}, "x-paging": paging}


def _parts(document: dict[str, Any], schema: Any) -> tuple[str, dict[str, Any], int] | None:
    """The envelope's name, the part that holds the items, and that part's index."""
    parts = schema.get("allOf") if isinstance(schema, dict) else None
    if not isinstance(parts, list) or len(parts) != 2:
        return None
    for index, other in ((0, 1), (1, 0)):
        name = referred(parts[index])
        if "x-envelope" in schemas(document).get(name, {}) and isinstance(parts[other], dict):
            return name, parts[other], other
    return None


def _page(document: dict[str, Any], schema: Any) -> tuple[str, str, dict[str, Any], dict[str, Any]] | None:
    found = _parts(document, schema)
    if found is None:
        return None
    envelope, own = schemas(document)[found[0]], found[1]
    paging = envelope["x-envelope"]
    items = own.get("properties", {}).get(paging["items"], {})
    base = referred(items.get("items"))
    if not base:
        return None
    members = {**envelope.get("properties", {}), **own.get("properties", {})}
    described = {**envelope.get("properties", {}).get(paging["items"], {}), **items}
    members[paging["items"]] = {key: item for key, item in described.items() if key != "$ref"}
    required = list(dict.fromkeys([*envelope.get("required", ()), *own.get("required", ())]))
    page = {"type": "object", "description": f"A page of {base} records.", "required": required, "properties": members}
    kept = {key: envelope[key] for key in ("additionalProperties", "x-status", "x-source") if key in envelope}
    return f"{base}Page", base, {**page, **kept, "x-derived-from": base}, paging


def _origins(at: Pointer, parts: Pointer, schema: Any, document: dict[str, Any]) -> dict[Pointer, Pointer]:
    found = _parts(document, schema)
    assert found is not None
    name, own, index = found
    own_members = {(*at, "properties", key): (*parts, index, "properties", key) for key in own.get("properties", {})}
    shared = schemas(document)[name].get("properties", {})
    envelope = {(*at, "properties", key): ("components", "schemas", name, "properties", key) for key in shared}
    return {**envelope, **own_members}


def is_list(operation: Operation) -> bool:
    """Whether the operation answers pages."""
    return "x-paging" in operation.value

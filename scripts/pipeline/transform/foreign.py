"""Foreign documents: OpenAPI files of another hand, which know nothing of our x-members."""

import re
from typing import Any

from pipeline.source.operation import Operation, operations
from pipeline.source.vocabulary import MEMBERS
from pipeline.transform import names

_VERSION = re.compile(r"(v[0-9.]+|api|rest)", re.IGNORECASE)


def is_foreign(document: dict[str, Any]) -> bool:
    """Whether no operation carries any x-member of ours; then the house rules warn only."""
    return not any(set(operation.value) & set(MEMBERS["operation"]) for operation in operations(document))


def adopted(document: dict[str, Any], source: str) -> dict[str, Any]:
    """A foreign document with the status, the tag and the operationId that each operation lacks.

    Args:
        document: a bundled document for which `is_foreign` holds.
        source: what to name as the source of each operation, the file's name.
    """
    paths = {path: dict(item) if isinstance(item, dict) else item for path, item in document.get("paths", {}).items()}
    status = document.get("info", {}).get("x-status", "documented")
    used = {names.resource(operation.tag): operation.tag for operation in operations(document) if operation.tag}
    for operation in operations(document):
        value = {**operation.value, "x-status": status, "x-source": source}
        segment = first_segment(operation.path)
        value["tags"] = value.get("tags") or [used.get(names.resource(segment), segment)]
        value["operationId"] = operation.id or derived_id(operation, value["tags"][0])
        paths[operation.path][operation.method] = value
    return {**document, "paths": paths}


def first_segment(path: str) -> str:
    """The first part of a path that names a thing: `pets` of `/v2/pets/{petId}`."""
    parts = [part for part in path.split("/") if part and not part.startswith("{")]
    named = [part for part in parts if not _VERSION.fullmatch(part)]
    return (named or parts or ["root"])[0]


def derived_id(operation: Operation, tag: str) -> str:
    """An operationId made of method and path: `GET /pets/{petId}` is `Pets_GetPetsByPetId`."""
    parts = [part for part in operation.path.split("/") if part and not _VERSION.fullmatch(part)]
    words = [f"By{_pascal(part[1:-1])}" if part.startswith("{") else _pascal(part) for part in parts]
    return f"{_pascal(tag)}_{operation.method.capitalize()}{''.join(words)}"


def _pascal(text: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in re.findall(r"[A-Za-z0-9]+", text))

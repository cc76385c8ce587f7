"""Add the responses of every operation, which are described once in `x-responses` of the document."""

from typing import Any

from pipeline.source.operation import operations
from pipeline.source.pointer import Pointer
from pipeline.transform.derive.step import Step

KEY = "x-responses"


def with_shared_responses(document: dict[str, Any]) -> Step:
    """Add the shared responses to each operation that lacks a response of that status, ordered by status."""
    shared = document.get(KEY)
    if not isinstance(shared, dict):
        return Step(document)
    paths = {path: dict(item) for path, item in document.get("paths", {}).items()}
    aliases: dict[Pointer, Pointer] = {}
    for operation in operations(document):
        own = operation.value.get("responses", {})
        aliases |= {(*operation.pointer, "responses", one): (KEY, one) for one in shared if one not in own}
        responses = dict(sorted({**shared, **own}.items()))
        paths[operation.path][operation.method] = {**operation.value, "responses": responses}
    return Step({**{key: value for key, value in document.items() if key != KEY}, "paths": paths}, (aliases,))

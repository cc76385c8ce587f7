"""Add to each operation what its source need not repeat: its tag and the responses in `x-responses`."""

from typing import Any

from pipeline.source.grammar import rewrite
from pipeline.source.operation import Operation
from pipeline.source.pointer import Pointer
from pipeline.transform.derive.step import Step, with_operations

KEY = "x-responses"


def with_common_parts(document: dict[str, Any]) -> Step:
    """Add the tag that an operationId begins with, and the shared responses of statuses that the operation lacks.

    The responses are then ordered by status. A 404 is added only if the path names a record. A media type of the legacy
    service has the status and source of its operation, unless it has its own.
    """
    aliases: dict[Pointer, Pointer] = {}

    def change(operation: Operation) -> dict[str, Any]:
        value = _with_media_status(_with_tag(operation))
        operation_responses = value.get("responses", {})
        shared = {
            status: response
            for status, response in document.get(KEY, {}).items()
            if status not in operation_responses and (status != "404" or "{" in operation.path)
        }
        aliases.update({(*operation.pointer, "responses", status): (KEY, status) for status in shared})
        return {**value, "responses": dict(sorted({**shared, **operation_responses}.items()))} if shared else value

    changed = with_operations(document, change)
    return Step({key: value for key, value in changed.items() if key != KEY}, (aliases,))


def _with_tag(operation: Operation) -> dict[str, Any]:
    """Return the operation with its tag after the operationId: `Jobs` for `Jobs_GetJob`."""
    tag, separator, _ = operation.id.partition("_")
    if not separator or "tags" in operation.value:
        return operation.value
    tagged: dict[str, Any] = {}
    for key, value in operation.value.items():
        tagged |= {key: value, "tags": [tag]} if key == "operationId" else {key: value}
    return tagged


def _with_media_status(operation: dict[str, Any]) -> dict[str, Any]:
    """Return an operation of the legacy service with its status and source in the media types without their own."""
    if "x-operation-names" not in operation:
        return operation
    sources = {key: operation[key] for key in ("x-status", "x-source") if key in operation}
    result: dict[str, Any] = rewrite(
        operation, lambda kind, value: {**sources, **value} if kind == "media" else value, "operation"
    )
    return result

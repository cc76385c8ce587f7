"""Read the details of an operation that the checks use: media types, responses, credentials, examples."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from typing import Any

from accountability.spec import Contract, Operation, near

__all__ = ("FORM", "JSON", "MERGE_PATCH", "XML", "Contract", "Operation")

JSON, XML = "application/json", "application/xml"
MERGE_PATCH, FORM = "application/merge-patch+json", "application/x-www-form-urlencoded"


class Identity:
    """A contract or schema as a cache key, equal only to itself."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Identity) and self.value is other.value


def label(operation: Operation) -> str:
    """Return the name that schemathesis has for an operation."""
    return f"{operation.method} {operation.path}"


def is_read(operation: Operation) -> bool:
    return operation.method == "GET"


def is_token_operation(operation: Operation) -> bool:
    """Return whether the operation exchanges credentials for a token, and so needs none itself."""
    return not security(operation) and FORM in operation.request_content


def is_list(operation: Operation) -> bool:
    """Return whether the operation returns several records: pages of them, or an array."""
    schemas = [operation.resolve(media.get("schema", {})) for media in operation.success_content.values()]
    has_array = any(schema.get("type") == "array" for schema in schemas)
    return is_read(operation) and (operation.paging is not None or has_array)


def request_schema(operation: Operation, media: str) -> Mapping[str, Any]:
    return operation.resolve(operation.request_content.get(media, {}).get("schema", {}))


def properties(operation: Operation, schema: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Return the properties of an object schema, references followed; keywords next to a reference win."""
    parts = operation.resolve(schema).get("properties", {})
    return {name: {**operation.resolve(part), **part} for name, part in parts.items()}


def record_properties(operation: Operation) -> dict[str, Mapping[str, Any]]:
    """Return the properties of the records that an operation returns."""
    return properties(operation, operation.record_schema)


def types(schema: Mapping[str, Any]) -> list[str]:
    """Return the types that a schema allows, without `null`."""
    value = schema.get("type", [])
    return [name for name in ([value] if isinstance(value, str) else value) if name != "null"]


def security(operation: Operation) -> list[str]:
    """Return the HTTP schemes that the operation accepts credentials in; none if it needs no credentials."""
    document = operation.contract.document
    required = operation.raw.get("security", document.get("security", []))
    if {} in required:
        return []
    schemes = document.get("components", {}).get("securitySchemes", {})
    names = [name for requirement in required for name in requirement]
    return [schemes[name]["scheme"].lower() for name in names if schemes.get(name, {}).get("type") == "http"]


def scheme_of(operation: Operation) -> str | None:
    """Return the scheme to call an operation with: bearer in v2 and Basic elsewhere, so that a run uses both."""
    schemes = security(operation)
    preferred = "bearer" if operation.api == "v2" else "basic"
    return preferred if preferred in schemes else next(iter(schemes), None)


def representations(operation: Operation) -> list[str]:
    """Return the media types that responses come in, JSON first."""
    return sorted(operation.success_content) or sorted(operation.request_content) or [JSON]


def format_query(operation: Operation, accept: str) -> dict[str, str]:
    """Return the query by which the legacy service returns JSON; its default is XML."""
    return {"format": "json"} if operation.api == "legacy" and accept == JSON else {}


def select_operations(
    contracts: Iterable[Contract], patterns: Iterable[str] = (), tags: Iterable[str] = ()
) -> list[Operation]:
    """Return the operations that match a key or a pattern, and a tag, in the order of their contracts.

    Raises:
        ValueError: A pattern or a tag matches nothing.
    """
    operations = [operation for contract in contracts for operation in contract.operations.values()]
    for pattern in patterns:
        if not any(fnmatchcase(operation.key, pattern) for operation in operations):
            similar = near(pattern, [operation.key for operation in operations])
            hint = f" Did you mean {similar[0]}?" if similar else ""
            raise ValueError(
                f"--operation: expected a key or a pattern of keys such as v2.Jobs_*, got {pattern!r}.{hint}"
            )
    for tag in tags:
        if not any(operation.tag.lower() == tag.lower() for operation in operations):
            raise ValueError(f"--tag: expected a tag of the contract such as Jobs, got {tag!r}.")
    lowercase_tags = {tag.lower() for tag in tags}
    return [
        operation
        for operation in operations
        if (not patterns or any(fnmatchcase(operation.key, pattern) for pattern in patterns))
        and (not lowercase_tags or operation.tag.lower() in lowercase_tags)
    ]

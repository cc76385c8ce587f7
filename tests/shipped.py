"""Values that tests read from the shipped contract, so that they still pass when another one is adopted."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

from accountability import spec
from accountability.spec import Operation

Body = dict[str, Any]


def count_reads(api: str) -> int:
    """Return the number of operations of an API that only read."""
    return sum(operation.method == "GET" for operation in spec.load(api).operations.values())


def max_page_size(key: str) -> int:
    """Return the largest page size of a list."""
    return _maximum(key, "sizeParameter")


def max_page(key: str) -> int:
    """Return the largest page number of a list."""
    return _maximum(key, "parameter")


def _maximum(key: str, role: str) -> int:
    operation = spec.find(key)
    name = (operation.paging or {})[role]
    return next(int(parameter["schema"]["maximum"]) for parameter in operation.parameters if parameter["name"] == name)


def required_query(operation: Operation) -> dict[str, Any]:
    """Return the required query parameters of an operation with their example values."""
    required = [
        parameter for parameter in operation.parameters if parameter["in"] == "query" and parameter.get("required")
    ]
    return {parameter["name"]: parameter["example"] for parameter in required}


def list_rows(operation: Operation, response: Any) -> list[Any]:
    """Return the records of a list's response, which is a page or an array."""
    records: list[Any] = response[operation.paging["items"]] if operation.paging else response
    return records


def unfiltered_lists(api: str, least: int = 2) -> list[Operation]:
    """Return the paged lists without required arguments and with `least` example records or more, the longest first."""
    all_operations = spec.load(api).operations.values()
    candidates = [
        operation
        for operation in all_operations
        if operation.paging and "{" not in operation.path and not required_query(operation)
    ]
    lists = [operation for operation in candidates if len(example_rows(operation)) >= least]
    return sorted(lists, key=lambda record: -len(example_rows(record)))


def example_rows(operation: Operation) -> list[Any]:
    """Return the records in a list's example."""
    content = operation.resolve(operation.raw["responses"]["200"])["content"]["application/json"]
    return list_rows(operation, content["example"])


def media_type(operation: Operation) -> str:
    """Return the media type of an operation's body."""
    return str(next(iter(operation.resolve(operation.raw["requestBody"])["content"])))


def complete_body(key: str, values: Mapping[str, Any]) -> Body:
    """Return a body with the given values, and example values for the other required properties."""
    operation = spec.find(key)
    content = operation.resolve(operation.raw["requestBody"])["content"][media_type(operation)]
    required = operation.resolve(content["schema"]).get("required", ())
    return {**{name: content["example"][name] for name in required}, **values}


def find_operation(path: str, *methods: str) -> Operation | None:
    """Return the operation of v1 or v2 at a path with one of these methods, or None."""
    all_operations = [operation for api in ("v1", "v2") for operation in spec.load(api).operations.values()]
    return next(
        (operation for operation in all_operations if operation.method in methods and _matches(operation.path, path)),
        None,
    )


def _matches(template: str, path: str) -> bool:
    pairs = zip_longest(template.split("/"), path.split("/"), fillvalue="")
    return all(segment == actual or segment.startswith("{") for segment, actual in pairs)

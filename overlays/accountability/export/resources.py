"""The lists that can be exported, as the contract describes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from accountability import ConfigurationError, spec
from accountability.spec import Operation

__all__ = ("Resource", "resources", "select")


@dataclass(frozen=True)
class Resource:
    """A list of the API as a table.

    Args:
        name: of the resource in Python and of the table, such as `time_entries`.
        operation: the operation that lists it.
        columns: the schema of each property, in the contract's order, references followed.
        required: the properties that every exported record has.
        parent: the name of the resource that it is listed by, as estimate entries are by estimate; None for others.
    """

    name: str
    operation: Operation
    columns: Mapping[str, Mapping[str, Any]]
    required: set[str]
    parent: str | None

    @property
    def is_incremental(self) -> bool:
        """Whether the list can be filtered by the time of the last change, and its records have one."""
        return (
            "modifiedSince" in {parameter["name"] for parameter in self.operation.parameters}
            and "modifiedDate" in self.columns
        )

    @property
    def walk(self) -> str:
        """The name that the state of its walk has: its own, or that of the walk over its parents."""
        return f"{self.name}_parents" if self.parent else self.name

    @property
    def parent_column(self) -> str | None:
        """The property that refers to the parent, such as `estimateId`."""
        return self.operation.path_parameters[0] if self.parent else None

    @property
    def paging(self) -> Mapping[str, str]:
        """The names of the page envelope."""
        return self.operation.paging or {}

    @property
    def largest_page(self) -> int:
        """The most records that the contract allows a page to hold."""
        size = self.paging.get("sizeParameter")
        schemas = [parameter.get("schema", {}) for parameter in self.operation.parameters if parameter["name"] == size]
        return int(self.operation.resolve(schemas[0]).get("maximum", 100)) if schemas else 100


def resources(api: str = "v2") -> dict[str, Resource]:
    """Return the resources of an API that can be exported, by name.

    Args:
        api: `v1` or `v2`.
    """
    lists = [operation for operation in spec.load(api).operations.values() if operation.paging is not None]
    by_path = {operation.path: _name(operation) for operation in lists}
    candidates = (_resource(operation, by_path) for operation in lists if operation.python.endswith(".list"))
    return {resource.name: resource for resource in candidates if "id" in resource.columns}


def select(names: Iterable[str] | None, api: str = "v2") -> list[Resource]:
    """Return resources by name, parents before the resources that are listed by them.

    Args:
        names: the names; None for all.
        api: `v1` or `v2`.

    Raises:
        ConfigurationError: a name is not that of a resource.
    """
    by_name = resources(api)
    selection = list(by_name) if names is None else [name.replace("-", "_") for name in names]
    for name in selection:
        if name not in by_name:
            near = get_close_matches(name, by_name, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else f"Known are {', '.join(by_name)}."
            raise ConfigurationError(f"resource: expected the name of a list, got {name!r}. {hint}")
    return sorted(
        (by_name[name] for name in dict.fromkeys(selection)), key=lambda resource: resource.parent is not None
    )


def _name(operation: Operation) -> str:
    return operation.python.split(".")[1]


def _resource(operation: Operation, by_path: Mapping[str, str]) -> Resource:
    record = operation.record_schema
    columns = {name: operation.resolve(schema) for name, schema in record.get("properties", {}).items()}
    parent = by_path.get(operation.path.partition("/{")[0]) if "{" in operation.path else None
    required = {*operation.path_parameters, *record.get("required", ())}
    return Resource(_name(operation), operation, columns, required, parent)

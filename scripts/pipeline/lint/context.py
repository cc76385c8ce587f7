"""The context of the rules: a document, its objects and operations, collected once."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pipeline.source.grammar import Node, find_reachable, walk
from pipeline.source.operation import Operation, operations, resolve
from pipeline.source.pointer import Pointer, find
from pipeline.source.vocabulary import STATUSES, uncertainty

WCF_APIS = frozenset({"legacy"})
"""APIs in another style, to which the rules for REST do not apply."""
_CONDITIONS = frozenset({"if", "then", "else", "not"})


@dataclass(frozen=True)
class LintContext:
    """A bundled or built document to check, and the name of its API."""

    api: str
    document: dict[str, Any]

    @cached_property
    def nodes(self) -> list[Node]:
        """Every object with a kind, without derived components, whose source is checked."""
        derived = {
            name for name, schema in self.schemas.items() if isinstance(schema, dict) and "x-derived-from" in schema
        }
        return [node for node in walk(self.document) if not _within(node.pointer, derived)]

    @property
    def properties(self) -> Iterator[Node]:
        """The properties of schemas, without those repeated in a condition."""
        return (node for node in self.of("property") if not _CONDITIONS.intersection(node.pointer))

    @cached_property
    def operations(self) -> list[Operation]:
        """Every operation of the paths."""
        return list(operations(self.document))

    @property
    def schemas(self) -> dict[str, Any]:
        """The schema components by name."""
        components: dict[str, Any] = self.document.get("components", {}).get("schemas", {})
        return components

    def of(self, *kinds: str) -> Iterator[Node]:
        """The objects of these kinds."""
        return (node for node in self.nodes if node.kind in kinds)

    def resolve(self, value: Any) -> Any:
        """Return the target of a local reference."""
        return resolve(self.document, value)

    def find(self, pointer: Pointer) -> Any:
        """Return the value at a pointer."""
        return find(self.document, pointer)

    @cached_property
    def status_by_use(self) -> dict[str, str]:
        """The status of the least known operation that reaches each schema."""
        by_status: dict[str, list[dict[str, Any]]] = {}
        for operation in self.operations:
            by_status.setdefault(str(operation.value.get("x-status", STATUSES[-1])), []).append(operation.value)
        statuses: dict[str, str] = {}
        for status in sorted(by_status, key=uncertainty):
            names = find_reachable(self.document, by_status[status], "operation[]")
            statuses |= {name: status for kind, name in names if kind == "schemas"}
        return statuses


def _within(pointer: Pointer, derived: set[str]) -> bool:
    return pointer[:2] == ("components", "schemas") and len(pointer) > 2 and pointer[2] in derived


def title(context: LintContext, node: Node) -> str:
    """Return a readable name of an object: `Job.netAmount`, `page of Jobs_ListJobs`, or the end of its pointer."""
    pointer = node.pointer
    if pointer[:1] == ("components",) and len(pointer) > 2:
        path = [str(part) for part in pointer[3:] if part not in ("properties", "items") and not isinstance(part, int)]
        return ".".join([str(pointer[2]), *path])
    if pointer[:1] == ("paths",) and len(pointer) > 2:
        owner = Operation(str(pointer[2]), str(pointer[1]), context.find(pointer[:3])).title
        if len(pointer) == 3:
            return owner
        name = node.value.get("name") or (pointer[-1] if node.kind in ("property", "response", "media") else node.kind)
        return f"{name} of {owner}"
    return str(pointer[-1]) if pointer else "the document"

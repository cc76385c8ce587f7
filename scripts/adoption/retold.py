"""Our contract retold: a document in which some operations are as ours, but for what was learnt of them.

What is learnt of one operation alone must not be said of another that shares its schemas. So each operation has
schemas of its own here; where all of them say the same, the comparison finds one difference.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from adoption.relations import record
from pipeline.source.grammar import SINGULARS, component, references
from pipeline.source.operation import Operation, operations
from pipeline.source.pointer import find, parse
from pipeline.transform.build import Built


class Retold:
    """A document in the making.

    Args:
        ours: our contract, built.
    """

    def __init__(self, ours: Built) -> None:
        self._ours = ours
        self._operations = {operation.id: operation for operation in operations(ours.document)}
        about = {key: value for key, value in ours.document.items() if key in ("openapi", "info", "servers")}
        self.document: dict[str, Any] = {**deepcopy(about), "paths": {}, "components": {}}

    def operation(self, name: str, path: str | None = None, method: str | None = None) -> dict[str, Any]:
        """Adds an operation, at its own path and method or at others, and gives it to be changed."""
        ours = self._operations[name]
        value = deepcopy(ours.value)
        self._copy(value, "operation", name, {})
        self._spread(value)
        item = self.document["paths"].setdefault(path or ours.path, {})
        item[(method or ours.method).lower()] = value
        return value

    def schemas(self, name: str, value: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """The record of an operation's answer, and its body, where it has them."""
        operation = Operation("", "", value)
        answers = (answer for _, status, answer in operation.answers() if status.startswith("2"))
        for content in (*(one.get("content", {}) for one in answers), value.get("requestBody", {}).get("content", {})):
            for media in content.values():
                yield from self._records(self._ours_of(name), media.get("schema", {}))

    def has_record(self, name: str) -> bool:
        """Whether an operation answers a record that we know."""
        return record(self._ours, self._ours_of(name)) is not None

    def resolve(self, schema: Any) -> Any:
        """The schema itself, or the one that its reference names."""
        while isinstance(schema, dict) and isinstance(schema.get("$ref"), str):
            schema = find(self.document, parse(schema["$ref"].partition("#")[2]))
        return schema

    def _ours_of(self, name: str) -> Operation:
        return self._operations[name]

    def _records(self, ours: Operation, schema: Any) -> Iterator[dict[str, Any]]:
        """What is inside the envelope and the array."""
        found = self.resolve(schema)
        paging = ours.value.get("x-paging")
        if paging and paging["items"] in found.get("properties", {}):
            found = self.resolve(found["properties"][paging["items"]])
        while "items" in found:
            found = self.resolve(found["items"])
        if "properties" in found:
            yield found

    def _copy(self, value: Any, kind: str, suffix: str, done: dict[str, str]) -> None:
        """Gives a part its own copies of all that it refers to."""
        for pointer, ref in list(references(value, kind)):
            many, name = component(ref) or ("", "")
            if not many:
                continue
            if ref not in done:
                done[ref] = f"#/components/{many}/{name}_{suffix}"
                copied = deepcopy(self._ours.document["components"][many][name])
                self.document["components"].setdefault(many, {})[f"{name}_{suffix}"] = copied
                self._copy(copied, SINGULARS[many], suffix, done)
            find(value, pointer)["$ref"] = done[ref]

    def _spread(self, value: dict[str, Any]) -> None:
        """Parameters and body stand in the operation itself."""
        if "parameters" in value:
            value["parameters"] = [deepcopy(self.resolve(one)) for one in value["parameters"]]
        if "requestBody" in value:
            value["requestBody"] = deepcopy(self.resolve(value["requestBody"]))
        value["responses"] = {status: deepcopy(self.resolve(one)) for status, one in value["responses"].items()}


def members_at(retold: Retold, schema: dict[str, Any], path: str) -> tuple[dict[str, Any], str] | None:
    """The object that holds the member at a path such as `lines.amount`, and the member's name; None where there is
    none."""
    *before, last = path.split(".")
    for name in before:
        schema = retold.resolve(schema.get("properties", {}).get(name, {}))
        while "items" in schema:
            schema = retold.resolve(schema["items"])
    return (schema, last) if last in schema.get("properties", {}) else None


def rename_members(retold: Retold, schema: dict[str, Any], names: Mapping[str, str]) -> None:
    """Renames members by their paths; the innermost first, so that each path still leads to its own."""
    for path in sorted(names, key=lambda path: -path.count(".")):
        found = members_at(retold, schema, path)
        if found:
            owner, old = found
            members = owner["properties"]
            owner["properties"] = {names[path] if name == old else name: one for name, one in members.items()}
            if "required" in owner:
                owner["required"] = [names[path] if name == old else name for name in owner["required"]]


def rename_parameters(value: dict[str, Any], names: Mapping[str, str]) -> None:
    """Renames parameters of a path or a query."""
    for one in value.get("parameters", ()):
        one["name"] = names.get(one["name"], one["name"])


def change_envelope(retold: Retold, value: dict[str, Any], envelope: Any) -> bool:
    """Gives a list another envelope; tells whether that can be said in a contract.

    Args:
        value: the operation.
        envelope: `array`, `all`, or the names there by ours.
    """
    paging = value["x-paging"]
    for status, answer in value["responses"].items():
        for media in answer.get("content", {}).values() if status.startswith("2") else ():
            page = retold.resolve(media["schema"])
            if isinstance(envelope, str):
                media["schema"] = page["properties"][paging["items"]]
            elif any("." in name for name in envelope.values()):
                return False
            else:
                rename_members(retold, page, {paging[ours]: theirs for ours, theirs in envelope.items()})
    if envelope == "all":
        controls = (paging.get("parameter"), paging.get("sizeParameter"))
        value["parameters"] = [one for one in value.get("parameters", ()) if one["name"] not in controls]
    return True

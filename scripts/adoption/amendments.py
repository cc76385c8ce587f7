"""Adopt a probe or corrections as an overlay of our own contract.

The overlay is the difference between the contract before and after. A property belongs to the record, so a change seen
in one operation applies to every operation that returns the record. A probe makes an operation `verified` if the new
contract has everything that the probe recorded; corrections make it `inferred`.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from adoption.actions import Action, jsonpath, write
from adoption.adopt import AdoptionError, Plan, build_current
from adoption.overlay import Overlay
from adoption.pairs import Document, record_pointer
from pipeline.source.operation import Operation, operations, resolve
from pipeline.source.pointer import Pointer, find
from pipeline.source.problem import Problem
from pipeline.source.read import UnreadableError, read_text
from pipeline.transform import names, vendor
from pipeline.transform.media import body
from pipeline.transform.overlay import copy_unshared

FORMAT = "accountability-probe/1"
_CORRECTIONS = ("method", "path", "parameters", "properties", "envelope", "headers")


def plan_corrections(root: Path, api: str, file: Path, date: str) -> Plan:
    """Plan the adoption of a caller's corrections.

    Raises:
        AdoptionError: the file is not a corrections file, or names something that the contract lacks.
    """
    try:
        text = read_text(file)
        tables = tomllib.loads(text)
    except UnreadableError as error:
        raise AdoptionError(error.problem) from None
    except tomllib.TOMLDecodeError as error:
        raise AdoptionError(Problem(file, _line_in(str(error)), f"the file is not TOML: {error}")) from None
    contract = _Contract(root, api, file, base=())
    for key, table in _by_key(tables):
        if key.partition(".")[0] != api:
            contract.notes.append(f"{key} is about another API: adopt the file with --api {key.partition('.')[0]} too")
            continue
        contract.line = _line_of(text, key)
        unknown = [str(name) for name in table if name not in _CORRECTIONS]
        if unknown:
            raise contract.error(f"{key}: a correction has no {unknown[0]}")
        operation = contract.operation(key)
        if operation is None:
            continue
        contract.rename_parameters(operation, table.get("parameters", {}))
        contract.rename_properties(operation, table.get("properties", {}))
        if "envelope" in table:
            contract.envelope(operation, table["envelope"])
        if "headers" in table:
            contract.notes.append(f"{key}: headers are not adopted, since their values may be secret")
        contract.set_status(operation, "inferred", f"{file.name}, {date}")
        contract.move(operation, table.get("path"), table.get("method"))
    return contract.plan("corrections", f"What {file.name} corrects")


def plan_probe(root: Path, api: str, file: Path, probe: Mapping[str, Any]) -> Plan:
    """Plan the adoption of a probe's results.

    Raises:
        AdoptionError: the probe has another format, or contains operations that the contract lacks.
    """
    if probe.get("format") != FORMAT:
        raise AdoptionError(Problem(file, 1, f"the format of the probe: expected {FORMAT}, got {probe.get('format')}"))
    if not isinstance(probe.get("operations"), list):
        raise AdoptionError(Problem(file, 1, "the probe has no list of operations"))
    contract = _Contract(root, api, file, base=("corrections",))
    date = str(probe.get("time", ""))[:10]
    for record in probe["operations"]:
        key, outcome = str(record.get("key", "")), record.get("outcome")
        if key.partition(".")[0] != api:
            continue
        operation = contract.operation(key)
        if operation is None:
            continue
        if outcome not in ("exists", "differs"):
            why = record.get("reason") or ("no record was returned" if outcome == "empty" else record.get("status"))
            contract.notes.append(f"{key}: {outcome}{f' ({why})' if why else ''}; it stays as it was known")
            continue
        left = [
            f"{our_name} may be {vendor_name}: adopt it from the corrections file"
            for our_name, vendor_name in record["renamed"].items()
        ]
        if record.get("envelope") is not None:
            left += contract.envelope(operation, record["envelope"])
        contract.add_recorded(operation, record)
        contract.notes += [f"{key}: {note}" for note in left]
        if not left:
            contract.set_status(operation, "verified", f"{file.name}, {date}")
        contract.move(operation, record.get("actual_path"), None)
    return contract.plan("probe", f"What {file.name} saw")


class _Contract:
    """Our contract of an API, before and after."""

    def __init__(self, root: Path, api: str, file: Path, base: tuple[str, ...]) -> None:
        built = build_current(root, api, base)
        our_build = built.our_build or built
        self.root, self.api, self.file, self.line = root, api, file, 1
        self.notes: list[str] = []
        self.before = our_build.document
        self.after: Document = copy_unshared(our_build.document)
        self._by_vendor = {
            operation.id
            for operation in operations(built.document)
            if vendor.is_vendor_operation(operation, built.origins)
        }

    def error(self, message: str) -> AdoptionError:
        """Return an error in the file."""
        return AdoptionError(Problem(self.file, self.line, message))

    def operation(self, key: str) -> Operation | None:
        """Return an operation; None, with a note, if the vendor's document describes it.

        Raises:
            AdoptionError: the contract lacks the operation.
        """
        name = key.partition(".")[2]
        if name in self._by_vendor:
            self.notes.append(f"{key} is described by the vendor's document: edit its overlay")
            return None
        operations_by_id = {operation.id: operation for operation in operations(self.after)}
        if name not in operations_by_id:
            suggestions = get_close_matches(name, operations_by_id, 1)
            hint = f"; did you mean {self.api}.{suggestions[0]}?" if suggestions else ""
            raise self.error(f"{key} is not in the contract{hint}")
        return operations_by_id[name]

    def move(self, operation: Operation, path: str | None, method: str | None) -> None:
        """Change the path or method of an operation."""
        new, verb = path or operation.path, (method or operation.method).lower()
        if (new, verb) == (operation.path, operation.method):
            return
        if verb in self.after["paths"].get(new, {}):
            raise self.error(f"{operation.id}: {verb.upper()} {new} is another operation of the contract")
        del self.after["paths"][operation.path][operation.method]
        if not self.after["paths"][operation.path]:
            del self.after["paths"][operation.path]
        self.after["paths"].setdefault(new, {})[verb] = operation.value

    def rename_parameters(self, operation: Operation, renamed: Mapping[str, str]) -> None:
        """Rename parameters, or the fields of a form."""
        value = operation.value
        listed = value.get("parameters", [])
        for index, parameter in enumerate(listed):
            if resolve(self.after, parameter)["name"] in renamed:
                listed[index] = deepcopy(resolve(self.after, parameter))
        pages = value.get("x-paging", {})
        request_body = body(self.after, operation)
        fields = resolve(self.after, request_body.schema) if request_body else {}
        for our_name, vendor_name in renamed.items():
            renamed_parameters = [parameter for parameter in listed if parameter.get("name") == our_name]
            if not renamed_parameters and our_name not in fields.get("properties", {}):
                raise self.error(f"{operation.id} has no parameter {our_name}")
            for parameter in renamed_parameters:
                parameter.setdefault("x-python-name", names.attribute(our_name, parameter))
                if parameter["in"] == "query" and pages and our_name not in pages.values():
                    parameter.setdefault("x-filter", {"property": our_name, "op": "eq"})
                parameter["name"] = vendor_name
            if not renamed_parameters:
                _rename(fields, our_name, vendor_name)
        if pages:
            keys = ("parameter", "sizeParameter")
            value["x-paging"] = pages | {key: renamed.get(pages[key], pages[key]) for key in keys if key in pages}

    def rename_properties(self, operation: Operation, renamed: Mapping[str, str]) -> None:
        """Rename properties of an operation's record, given by their paths."""
        for path in sorted(renamed, key=lambda path: -path.count(".")):
            owners = list(self._owners(operation, path))
            if not owners:
                raise self.error(f"{operation.id} has no property {path}")
            for owner in owners:
                _rename(owner, path.rpartition(".")[2], renamed[path])
        if not renamed:
            return
        record = record_pointer(self.after, operation)
        for user in operations(self.after):
            if user.id == operation.id or record_pointer(self.after, user) == record:
                _without_examples(user.value)
                self._rename_filters(user, renamed)

    def _rename_filters(self, operation: Operation, renamed: Mapping[str, str]) -> None:
        for parameter in operation.value.get("parameters", ()) if operation.value.get("x-paging") else ():
            resolved = resolve(self.after, parameter)
            property_name = resolved.get("x-filter", {}).get("property", resolved.get("name"))
            if "$ref" not in parameter and property_name in renamed:
                parameter["x-filter"] = {
                    "op": "eq",
                    **parameter.get("x-filter", {}),
                    "property": renamed[property_name],
                }

    def _owners(self, operation: Operation, path: str) -> Iterator[Document]:
        """Yield the schemas of the record and of the body that have the property at a path."""
        request_body = body(self.after, operation)
        starts = [record_pointer(self.after, operation)]
        roots = [find(self.after, at) for at in starts if at] + ([request_body.schema] if request_body else [])
        for root in roots:
            owner = self._find_inside(root, path.split(".")[:-1])
            if path.rpartition(".")[2] in owner.get("properties", {}):
                yield owner

    def _find_inside(self, schema: Any, path: Iterable[str]) -> Document:
        record = resolve(self.after, schema)
        for name in path:
            record = resolve(self.after, record.get("properties", {}).get(name, {}))
            while "items" in record:
                record = resolve(self.after, record["items"])
        return record if isinstance(record, dict) else {}

    def envelope(self, operation: Operation, envelope: Any) -> list[str]:
        """Change the envelope of a list to `array`, `all`, or other names; return what cannot be described."""
        value, pages = operation.value, operation.value.get("x-paging")
        if not pages:
            raise self.error(f"{operation.id} is not a list in pages")
        if not isinstance(envelope, str) and any("." in name for name in envelope.values()):
            return [f"records further inside ({envelope}) cannot be described in the contract"]
        _without_examples(value)
        for status, response in value["responses"].items():
            for media in resolve(self.after, response).get("content", {}).values() if status[0] == "2" else ():
                page = deepcopy(resolve(self.after, media["schema"]))
                if isinstance(envelope, str):
                    media["schema"] = page["properties"][pages["items"]]
                    continue
                for key, new_name in envelope.items():
                    _rename(page, pages[key], new_name, python=False)
                media["schema"] = page
        if isinstance(envelope, str):
            del value["x-paging"]
            controls = (pages.get("parameter"), pages.get("sizeParameter"))
            listed = [
                parameter
                for parameter in value.get("parameters", ())
                if resolve(self.after, parameter)["name"] not in controls
            ]
            value["parameters"] = listed if envelope == "all" else value.get("parameters", [])
        else:
            value["x-paging"] = pages | dict(envelope)
        return []

    def add_recorded(self, operation: Operation, record: Mapping[str, Any]) -> None:
        """Add the properties that the probe saw, and update types and required properties."""
        for path, kind in record.get("unknown", {}).items():
            for owner in self._parents(operation, path):
                owner.setdefault("properties", {})[path.rpartition(".")[2]] = _schema(kind, {})
        for path, kinds in record.get("types", {}).items():
            for owner in self._owners(operation, path):
                properties = owner["properties"]
                properties[path.rpartition(".")[2]] = _schema(kinds["seen"], properties[path.rpartition(".")[2]])
        for path in record.get("missing", ()):
            for owner in self._owners(operation, path):
                owner["required"] = [name for name in owner.get("required", ()) if name != path.rpartition(".")[2]]
        if record.get("types"):
            _without_examples(operation.value)

    def _parents(self, operation: Operation, path: str) -> Iterator[Document]:
        at = record_pointer(self.after, operation)
        if at:
            yield self._find_inside(find(self.after, at), path.split(".")[:-1])

    def set_status(self, operation: Operation, status: str, source: str) -> None:
        """Set the status and source of an operation."""
        old = operation.value.get("x-source")
        if not (status == "verified" and operation.value.get("x-status") == status):
            operation.value["x-status"] = status
        operation.value["x-source"] = f"{source}; before: {old}" if old else source

    def plan(self, kind: str, title: str) -> Plan:
        """Return the plan with the overlay that turns the contract before into the contract after."""
        path = vendor.overlay_file(self.root / "openapi" / f"{self.api}.yaml", kind)
        listed = list(difference(self.before, self.after, f"{title}."))
        content = Overlay(actions=listed).render(title, f"{self.api}.yaml") if listed else None
        if path.exists():
            self.notes.append(f"{path.name} is replaced: a file of this kind replaces the one before")
        return Plan({path.relative_to(self.root).as_posix(): content}, notes=self.notes)


def difference(before: Document, after: Document, description: str, at: Pointer = ()) -> Iterator[Action]:
    """Yield the actions that turn one document into another, the removals of a part before its update.

    A list of another length is removed before it is written, since an update would append to it.
    """
    update: Document = {}
    for key in (key for key in before if key not in after):
        yield write(jsonpath((*at, key)), description, None)
    for key, new in after.items():
        old = before.get(key)
        if key in before and old == new:
            continue
        if isinstance(old, dict) and isinstance(new, dict):
            yield from difference(old, new, description, (*at, key))
        elif _are_alike(old, new):
            for index, (left, right) in enumerate(zip(old or (), new, strict=True)):
                yield from difference(left, right, description, (*at, key, index))
        else:
            if isinstance(old, dict | list):
                yield write(jsonpath((*at, key)), description, None)
            update[key] = new
    if update:
        yield write(jsonpath(at), description, update)


def _are_alike(old: Any, new: Any) -> bool:
    """Return whether both are lists of objects with the same length, as the parameters of an operation are."""
    lists = isinstance(old, list) and isinstance(new, list) and len(old) == len(new)
    return lists and all(isinstance(item, dict) for item in (*old, *new))


def _rename(schema: Document, old_name: str, new_name: str, python: bool = True) -> None:
    properties = schema["properties"]
    if python:
        properties[old_name] = {
            "x-python-name": names.attribute(old_name, properties[old_name]),
            **properties[old_name],
        }
    schema["properties"] = {new_name if name == old_name else name: value for name, value in properties.items()}
    for key in ("required", "x-required-on-create", "x-create-only"):
        if key in schema:
            schema[key] = [new_name if name == old_name else name for name in schema[key]]


def _without_examples(operation: Document) -> None:
    """Remove the examples of an operation, which have the old names."""
    contents = [operation.get("requestBody", {}).get("content", {})]
    contents += [response.get("content", {}) for response in operation.get("responses", {}).values()]
    for content in contents:
        for media in content.values():
            media.pop("example", None)
            media.pop("examples", None)


def _schema(seen: str, old_schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of a recorded type: `string (date-time)` is a nullable string of that format."""
    name, _, form = seen.partition(" (")
    about = {"description": old_schema["description"]} if "description" in old_schema else {}
    if name == "null":
        return about
    return {"type": [name, "null"], **({"format": form.rstrip(")")} if form else {}), **about}


def _by_key(tables: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the corrections by key; TOML reads `[v2.Jobs_GetJob]` as one table in another."""
    for key, value in tables.items():
        if key in ("v1", "v2", "legacy") and isinstance(value, Mapping):
            yield from ((f"{key}.{name}", correction) for name, correction in value.items())
        else:
            yield key, value


def _line_of(text: str, key: str) -> int:
    for number, line in enumerate(text.splitlines(), 1):
        head = re.match(r"\s*\[([^\[\]]+)\]", line)
        if head and re.sub(r"[\s\"']", "", head[1]) == key:
            return number
    return 1


def _line_in(message: str) -> int:
    match = re.search(r"line (\d+)", message)
    return int(match[1]) if match else 1

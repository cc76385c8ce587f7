"""Snapshots: the shapes of a real server's responses, to which the sandbox is held.

A snapshot has names of properties, types, formats of dates, and numbers of decimals. It has no value, address or
credential, so that it can be committed. One JSON file for each API has all its operations, in a fixed order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from attrs import define, field

from accountability.whole_file import write_whole

from . import legacy_xml
from .exchange import RecordedExchange
from .operations import XML, Contract, Operation, properties
from .response import WCF_DATE, is_local_date_time

CHECK = "matches_its_snapshot"
SERVER, SANDBOX = "server", "sandbox"
OTHER_NAME = "*"  # a name that may be a value, such as the key of a map
NOT_RECORDED = frozenset({0, 401, 403, 408, 429})  # these depend on the caller or the time, as those from 500 do
_NAME = re.compile(r"[@$]?[A-Za-z_][\w.:@-]{0,59}", re.ASCII)
_MEDIA = re.compile(r"[a-z]+/[\w.+-]{1,60}", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:?\d\d)")
_KIND = re.compile(r"(.+?)(?: \((\d+) decimals\))?")

Kinds = dict[str, int]
"""The types of a value, each with the largest number of decimals, which only numbers have."""
Shape = dict[str, Kinds]
"""The types at each path of a body, such as `$.items[].jobNo`."""


@define
class Snapshots:
    """The shapes of one API's responses: by operation, then by status and media type.

    Args:
        names: Every name of a property in the contract.
        shapes: The shapes.
        source: Whether all of them are a server's; those of a sandbox prove nothing about one.
    """

    names: frozenset[str] = field(repr=False)
    shapes: dict[str, dict[str, Shape]] = field(factory=dict)
    source: str = SERVER

    @classmethod
    def of(cls, contract: Contract) -> Snapshots:
        """Return no snapshots yet, for an API."""
        return cls(frozenset(_property_names(contract.document.get("components", {}))))

    def add(self, operation: Operation, exchange: RecordedExchange) -> None:
        """Add the shape of a response, unless its status is about the caller or the time."""
        if exchange.status in NOT_RECORDED or exchange.status >= 500:
            return
        if "accountability-sandbox" in exchange.response_headers:
            self.source = SANDBOX
        media = exchange.media if _MEDIA.fullmatch(exchange.media) else "no media type"
        shape = self.shapes.setdefault(operation.key, {}).setdefault(f"{exchange.status} {media}", {})
        schema = _response_schema(operation, exchange)
        try:
            value = _value(operation, exchange, schema)
        except ValueError:
            return
        self._add_value(operation, value, schema, "$", shape)

    def _add_value(self, operation: Operation, value: Any, schema: Mapping[str, Any], path: str, shape: Shape) -> None:
        _merge(shape.setdefault(path, {}), _kinds(value))
        if isinstance(value, list):
            items = operation.resolve(schema).get("items", {})
            for item in value:
                self._add_value(operation, item, items, f"{path}[]", shape)
        elif isinstance(value, Mapping):
            schemas = properties(operation, schema)
            for name, part in value.items():
                is_name = name in self.names or (schemas and _NAME.fullmatch(name))
                self._add_value(
                    operation, part, schemas.get(name, {}), f"{path}.{name if is_name else OTHER_NAME}", shape
                )

    def merge(self, other: Snapshots) -> None:
        """Add the shapes of an earlier recording."""
        self.source = SANDBOX if SANDBOX in (self.source, other.source) else SERVER
        for key, responses in other.shapes.items():
            for name, shape in responses.items():
                existing = self.shapes.setdefault(key, {}).setdefault(name, {})
                for path, kinds in shape.items():
                    _merge(existing.setdefault(path, {}), kinds)

    def write(self, path: Path) -> None:
        """Write the snapshots and those that the file has already, whole or not at all."""
        if path.exists():
            self.merge(read(path))
        operations = {
            key: {
                name: {location: _text(kinds) for location, kinds in shape.items()} for name, shape in responses.items()
            }
            for key, responses in self.shapes.items()
        }
        content = json.dumps({"source": self.source, "operations": operations}, indent=1, sort_keys=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, f"{content}\n".encode())

    def differences(self, recorded: Snapshots) -> Iterator[tuple[str, str]]:
        """Yield each difference from a recorded snapshot, with its operation; an operation without one has none."""
        for key in filter(recorded.shapes.__contains__, self.shapes):
            for name, shape in self.shapes[key].items():
                yield from ((key, difference) for difference in _differences(name, shape, recorded.shapes[key]))

    def unseen(self, recorded: Snapshots) -> Iterator[tuple[str, list[str]]]:
        """Yield each operation with the recorded properties that no response had."""
        for key, responses in self.shapes.items():
            paths = [path for shape in recorded.shapes.get(key, {}).values() for path in shape]
            seen = {path for shape in responses.values() for path in shape}
            if missing := dict.fromkeys(path for path in paths if path not in seen and _parent(path) in seen):
                yield key, list(missing)


def read(path: Path) -> Snapshots:
    """Return the snapshots in a file.

    Raises:
        ValueError: The file does not have the form that `write` gives it.
    """
    try:
        content = json.loads(path.read_bytes())
        shapes = {
            key: {
                name: {location: _parse(text) for location, text in shape.items()} for name, shape in responses.items()
            }
            for key, responses in content["operations"].items()
        }
        return Snapshots(frozenset(), shapes, str(content["source"]))
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise ValueError(f"{path}: expected snapshots, got another content. Record them again.") from error


def _differences(name: str, shape: Shape, recorded: Mapping[str, Shape]) -> Iterator[str]:
    """Yield how the responses of one status and media type differ from those that were recorded."""
    status, media = name.split(" ", 1)
    media_types = [response.split(" ", 1)[1] for response in recorded if response.startswith(f"{status} ")]
    if not media_types:
        expected = " or ".join(sorted({response.split(" ", 1)[0] for response in recorded}))
        yield f"Status: expected {expected} as recorded, got {status}."
        return
    if name not in recorded:
        yield f"Media type of {status}: expected {' or '.join(media_types)} as recorded, got {media}."
        return
    for path, kinds in shape.items():
        recorded_kinds = recorded[name].get(path)
        if recorded_kinds is None:
            if not path.endswith("[]") and "object" in recorded[name].get(_parent(path), ()):
                yield f"{path}: expected no such property as recorded, got {_text(kinds)}."
            continue
        new = {kind: count for kind, count in kinds.items() if count > recorded_kinds.get(kind, -1)}
        if new and recorded_kinds.keys() != {"null"}:  # null alone does not show the type
            yield f"{path}: expected {_text(recorded_kinds)} as recorded, got {_text(new)}."


def _parent(path: str) -> str:
    """Return the path of the object or array that a path is in."""
    return path.removesuffix("[]") if path.endswith("[]") else path.rpartition(".")[0]


def _response_schema(operation: Operation, exchange: RecordedExchange) -> Mapping[str, Any]:
    content = (operation.response(exchange.status) or {}).get("content", {})
    schema: Mapping[str, Any] = content.get(exchange.media, {}).get("schema", {})
    return schema if exchange.media == XML else operation.resolve(schema)


def _value(operation: Operation, exchange: RecordedExchange, schema: Mapping[str, Any]) -> Any:
    """Return the value of a JSON or XML body."""
    if exchange.media == XML:
        return legacy_xml.read(exchange.content, schema, operation.contract)[0]
    if exchange.media.endswith("json"):
        return exchange.json()
    raise ValueError(exchange.media)


def _property_names(value: Any) -> Iterator[str]:
    """Yield the names of the properties that schemas declare."""
    if isinstance(value, Mapping):
        if isinstance(schemas := value.get("properties"), Mapping):
            yield from schemas
        for part in value.values():
            yield from _property_names(part)


def _kinds(value: Any) -> Kinds:
    """Return the type of a value, with the format of a date or the number of decimals."""
    match value:
        case None:
            return {"null": 0}
        case bool():
            return {"boolean": 0}
        case int():
            return {"number": 0}
        case Decimal():
            return {"number": max(0, -int(value.as_tuple().exponent))}
        case str():
            return {_string_kind(value): 0}
    return {"object" if isinstance(value, Mapping) else "array": 0}


def _string_kind(text: str) -> str:
    if match := WCF_DATE.fullmatch(text):
        return f"string (WCF date {'with' if match[1] else 'without'} zone)"
    if _DATE_TIME.fullmatch(text):
        return "string (date-time with zone)"
    if is_local_date_time(text):
        return "string (date-time without zone)"
    return "string (date)" if _DATE.fullmatch(text) else "string"


def _merge(kinds: Kinds, additions: Mapping[str, int]) -> None:
    for kind, count in additions.items():
        kinds[kind] = max(count, kinds.get(kind, 0))


def _text(kinds: Mapping[str, int]) -> str:
    """Return types as text: `null | number (2 decimals)`."""
    return " | ".join(f"{kind} ({kinds[kind]} decimals)" if kind == "number" else kind for kind in sorted(kinds))


def _parse(text: str) -> Kinds:
    matches = [_KIND.fullmatch(part) for part in text.split(" | ")]
    return {match[1]: int(match[2] or 0) for match in matches if match}

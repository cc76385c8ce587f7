"""Collections of a foreign contract, and where the bodies of their operations have the records."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from accountability.spec import Contract

from ..contract.endpoint import Endpoint
from ..contract.schema import Key, Schema, coerce, flatten, id_factory, properties, types


@dataclass(frozen=True, slots=True)
class Shape:
    """Where a body has its records: in the property `name`, or in the body itself if that is None."""

    schema: Schema
    name: str | None
    is_array: bool

    @classmethod
    def of(cls, contract: Contract, schema: Schema, names: Collection[str]) -> Shape | None:
        """Return the shape of a body; None if it has no object, or several that might be the record.

        A body with one of the given names of properties is a record itself.
        """
        body_schema = flatten(contract, schema)
        if "array" in types(body_schema):
            return cls(flatten(contract, body_schema.get("items", {})), None, True)
        parts = {name: flatten(contract, part) for name, part in properties(contract, body_schema).items()}
        arrays = [name for name, part in parts.items() if "array" in types(part)]
        objects = [name for name, part in parts.items() if properties(contract, part)]
        if {*map(_normalize, names)} & {*map(_normalize, parts)} or not (arrays or objects):
            return cls(body_schema, None, False) if parts else None
        if len(arrays) == 1 and properties(contract, item := flatten(contract, parts[arrays[0]].get("items", {}))):
            return cls(item, arrays[0], True)
        return cls(parts[objects[0]], objects[0], False) if len(objects) == 1 and len(parts) <= 2 else None

    def records(self, body: Any) -> list[dict[str, Any]]:
        """Return the records of a body."""
        value = body.get(self.name) if self.name and isinstance(body, Mapping) else body
        return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, dict)]


@dataclass(frozen=True, slots=True)
class Resource:
    """A collection of a foreign contract, which the store names by the path of the list.

    `reading` gets one record, in the shape of its body, and `keys` are the properties that have the record's id.
    """

    path: str
    reading: Endpoint
    shape: Shape
    keys: tuple[str, ...]

    @classmethod
    def of(cls, endpoint: Endpoint) -> Resource | None:
        """Return the collection that an operation gets records of, if it does."""
        path, _, last = endpoint.path.rpartition("/")
        if endpoint.method != "GET" or not re.fullmatch(r"{[^{}]*}", last) or "{" in path or not path:
            return None
        singular = re.sub("s$", "", re.sub("ies$", "y", path.rpartition("/")[2]))
        key_names = {_normalize(last), "id", _normalize(f"{singular}Id")}
        shape = Shape.of(endpoint.contract, endpoint.success_schema, key_names)
        if shape is None or (shape.is_array and shape.name is None):
            return None
        schemas = properties(endpoint.contract, shape.schema)
        candidates = [name for name in schemas if _normalize(name) in key_names]
        keys = [name for name in candidates if {"integer", "string"} & {*types(schemas[name])}]
        keys.sort(key=lambda name: _normalize(name) != _normalize(last))
        resource = cls(path, endpoint, shape, tuple(keys))
        return resource if keys and resource._accepts(resource.key(1)) else None

    def key(self, number: int) -> Key:
        """Return the id of the n-th record."""
        return id_factory(self._key_schema)(number)

    def shape_of(self, endpoint: Endpoint) -> Shape | None:
        """Return where the body of another operation on it has its records."""
        return Shape.of(endpoint.contract, endpoint.success_schema, self.keys)

    def parse(self, key: Any) -> Any:
        """Return an id in a path as the records have it."""
        return coerce(str(key), self._key_schema)

    @property
    def _key_schema(self) -> Schema:
        return properties(self.reading.contract, self.shape.schema)[self.keys[0]]

    def _accepts(self, key: Key) -> bool:
        (parameter,) = (parameter for parameter in self.reading.parameters if parameter.location == "path")
        errors = self.reading.validators.errors
        return (
            not errors(self._key_schema, key, "record")
            and not parameter.read({parameter.name: [str(key)]}, self.reading.validators)[1]
        )


def _normalize(name: str) -> str:
    return re.sub("[^a-z0-9]", "", name.lower())

"""The contracts of the three APIs as data: operations, their status and source, parameters and schemas.

They are the built OpenAPI documents that the client was generated from. Numbers with a point are Decimals.
"""

from __future__ import annotations

import json
import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, cached_property
from typing import Any, Literal, TypeAlias, cast
from urllib.parse import unquote

__all__ = ("APIS", "Contract", "Operation", "Status", "UnknownKeyError", "find", "load", "near", "sensitive")

APIS = ("v1", "v2", "legacy")
Status: TypeAlias = Literal["documented", "inferred", "verified"]
_PARAMETER = re.compile(r"{([^{}]*)}")
_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


class UnknownKeyError(LookupError):
    """No operation has this key; the message lists similar keys."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of a contract.

    Args:
        contract: the contract it belongs to.
        method: the HTTP method, in capitals.
        path: the path, its parameters in braces.
        raw: the operation as the document has it.
        shared: parameters of the path that all its operations have.
    """

    contract: Contract = field(repr=False)
    method: str
    path: str
    raw: Mapping[str, Any] = field(repr=False)
    shared: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)

    @property
    def api(self) -> str:
        return self.contract.api

    @property
    def id(self) -> str:
        """The operationId, such as `Jobs_GetJob`."""
        return str(self.raw["operationId"])

    @property
    def key(self) -> str:
        """The key of the operation, such as `v2.Jobs_GetJob`."""
        return f"{self.api}.{self.id}"

    @property
    def is_ours(self) -> bool:
        """Whether this project describes it, rather than a vendor's document."""
        return self.contract.is_ours and "x-vendor" not in self.raw

    @property
    def tag(self) -> str:
        """The controller, such as `Jobs`."""
        return str(self.raw["tags"][0])

    @property
    def status(self) -> Status:
        """Its status: documented by the vendor, inferred, or verified by a recorded response."""
        return cast(Status, self.raw.get("x-status", "inferred"))

    @property
    def source(self) -> str:
        return str(self.raw.get("x-source", ""))

    @property
    def summary(self) -> str:
        return str(self.raw.get("summary", ""))

    @property
    def description(self) -> str:
        return str(self.raw.get("description", ""))

    @property
    def python(self) -> str:
        """The method that calls it, as seen from a client: `v2.jobs.get`."""
        return f"{self.api}.{self.raw['x-python']['path']}"

    @property
    def record(self) -> str:
        """The collection its records belong to, such as `jobs`."""
        return str(self.raw.get("x-record", self.tag.lower()))

    @property
    def rules(self) -> Mapping[str, Mapping[str, Any]]:
        """The domain rules that it enforces, by id, each with `summary`, `x-status` and `x-source`."""
        definitions = self.contract.document.get("info", {}).get("x-rules", {})
        return {name: definitions[name] for name in self.raw.get("x-rules", ())}

    @property
    def paging(self) -> Mapping[str, str] | None:
        """Names of the page envelope, for a list in pages."""
        return self.raw.get("x-paging")

    @property
    def lists(self) -> bool:
        """Whether its response has several records: a page, or an array."""
        return self.paging is not None or self.resolve(self.success() or {}).get("type") == "array"

    @property
    def parameters(self) -> list[Mapping[str, Any]]:
        """Its parameters, including those of the path, with references resolved."""
        parameters = [self.resolve(parameter) for parameter in (*self.shared, *self.raw.get("parameters", ()))]
        return list({(parameter["in"], parameter["name"]): parameter for parameter in parameters}.values())

    @property
    def path_parameters(self) -> list[str]:
        """The names of its path parameters, in the order of the path."""
        return _PARAMETER.findall(self.path)

    @property
    def request_content(self) -> Mapping[str, Mapping[str, Any]]:
        """Its body by media type; empty without a body."""
        return _content(self.resolve(self.raw.get("requestBody", {})))

    @property
    def success_content(self) -> Mapping[str, Mapping[str, Any]]:
        """Its successful response by media type; empty if that has no body."""
        successes = (status for status in sorted(self.raw.get("responses", {})) if status.startswith("2"))
        return _content(self.response(self.raw.get("x-success") or next(successes, "200")) or {})

    @property
    def record_schema(self) -> Mapping[str, Any]:
        """The schema of the record that it returns, or of the records that it lists; empty without a body."""
        content = self.success_content
        preferred = min(content, key=lambda media: "json" not in media, default="")
        schema = self.resolve(_schema(content, preferred) or {})
        if self.paging is not None:
            schema = self.resolve(schema.get("properties", {}).get(self.paging["items"], {}))
        return self.resolve(schema.get("items", schema))

    def response(self, status: int | str) -> Mapping[str, Any] | None:
        """Return the documented response of a status: by its number, its class (`4XX`), or as default."""
        responses = self.raw.get("responses", {})
        names = (str(status), f"{str(status)[0]}XX", "default")
        return next((self.resolve(responses[name]) for name in names if name in responses), None)

    def request_schema(self, media: str = "application/json") -> Mapping[str, Any] | None:
        """Return the schema of its body in a media type, which may be a `$ref`; None if it has none."""
        return _schema(self.request_content, media)

    def response_schema(self, status: int | str = 200, media: str = "application/json") -> Mapping[str, Any] | None:
        """Return the schema of a response, which may be a `$ref`; None if the contract has none."""
        return _schema(_content(self.response(status) or {}), media)

    def success(self, media: str = "application/json") -> Mapping[str, Any] | None:
        """Return the schema of its successful response in a media type, which may be a `$ref`; None if it has none."""
        return _schema(self.success_content, media)

    def resolve(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the object, or the target of its `$ref`."""
        return self.contract.resolve(value)


@dataclass(frozen=True)
class Contract:
    """One API's contract.

    Args:
        api: `v1`, `v2` or `legacy`.
        document: the built OpenAPI document.
    """

    api: str
    document: Mapping[str, Any] = field(repr=False)

    @property
    def is_ours(self) -> bool:
        """Whether it is written for this project, perhaps with operations of a vendor's document."""
        return "x-contract" in self.document.get("info", {})

    @cached_property
    def operations(self) -> Mapping[str, Operation]:
        """Every operation by its key, in the document's order."""
        return {operation.key: operation for operation in self._iterate_operations()}

    @cached_property
    def sensitive(self) -> frozenset[str]:
        """Names of the properties that are credentials, or are marked as data of a bank account or a person."""
        return frozenset(
            name
            for name, schema in _properties(self.document.get("components", {}).get("schemas", {}))
            if schema.get("format") == "password" or "x-sensitive" in schema
        )

    def operation(self, key: str) -> Operation:
        """Return the operation with a key.

        Raises:
            UnknownKeyError: no operation has this key; the message lists similar keys.
        """
        if key not in self.operations:
            raise UnknownKeyError(_unknown(key, self.operations))
        return self.operations[key]

    def resolve(self, value: Mapping[str, Any] | bool) -> Mapping[str, Any]:
        """Return the object, or the target of its `$ref` in this document; no keywords for a schema that is a boolean.

        Raises:
            LookupError: the reference has no target.
        """
        while isinstance(value, Mapping) and isinstance(pointer := value.get("$ref"), str):
            value = self._at(pointer)
        return value if isinstance(value, Mapping) else {}

    def standalone(self, schema: Mapping[str, Any], *, of_request: bool = False) -> dict[str, Any]:
        """Return a schema with all that it references in its `$defs`, for a validator of JSON Schema.

        Args:
            schema: A schema of this contract.
            of_request: Whether it is for a request, which need not have the properties that the server sets.
        """
        names: dict[str, str] = {}

        def rewritten(node: Any) -> Any:
            if isinstance(node, list):
                return [rewritten(item) for item in node]
            if not isinstance(node, Mapping):
                return node
            copy = {key: rewritten(value) for key, value in _with_discriminator(node).items()}
            pointer, properties, required = node.get("$ref"), node.get("properties"), node.get("required")
            if of_request and isinstance(properties, Mapping) and isinstance(required, list):
                copy["required"] = [name for name in required if not self._is_read_only(properties.get(name, {}))]
            return {**copy, "$ref": f"#/$defs/{_numbered(names, pointer)}"} if isinstance(pointer, str) else copy

        result: dict[str, Any] = rewritten(schema)
        definitions: dict[str, Any] = {}
        while len(definitions) < len(names):
            pointer = [*names][len(definitions)]
            try:
                definitions[names[pointer]] = rewritten(self._at(pointer))
            except LookupError:  # only parts that no operation uses have a reference without a target
                definitions[names[pointer]] = {}
        return {**result, "$defs": definitions}

    def _is_read_only(self, schema: Mapping[str, Any]) -> bool:
        return bool(self.resolve(schema).get("readOnly") or schema.get("readOnly"))

    def _at(self, pointer: str) -> Mapping[str, Any]:
        target: Any = self.document
        for part in pointer.removeprefix("#/").split("/"):
            key = part.replace("~1", "/").replace("~0", "~")
            key = key if isinstance(target, list) or key in target else unquote(key)
            target = target[int(key)] if isinstance(target, list) else target[key]
        return cast(Mapping[str, Any], target)

    def _iterate_operations(self) -> Iterator[Operation]:
        for path, item in self.document.get("paths", {}).items():
            shared = tuple(item.get("parameters", ()))
            for method in item:
                if method in _METHODS:
                    yield Operation(self, method.upper(), path, item[method], shared)


@cache
def load(api: str) -> Contract:
    """Return the contract that this package was generated from; it is read once.

    Args:
        api: `v1`, `v2` or `legacy`.

    Raises:
        UnknownKeyError: the API is unknown.
    """
    if api not in APIS:
        raise UnknownKeyError(f"api: expected one of {', '.join(APIS)}, got {api!r}.")
    content = pkgutil.get_data("accountability_api", f"{api}/openapi.json")  # importlib.resources takes 15 ms to import
    return Contract(api, json.loads(content or b"", parse_float=Decimal))


def find(key: str) -> Operation:
    """Return the operation with a key, of any API.

    Raises:
        UnknownKeyError: no operation has this key; the message lists similar keys.
    """
    api = key.partition(".")[0]
    if api not in APIS:
        raise UnknownKeyError(_unknown(key, [name for api in APIS for name in load(api).operations]))
    return load(api).operation(key)


def _with_discriminator(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a schema whose discriminator chooses: a value may be valid under several choices, but it names one."""
    rule, choices = schema.get("discriminator"), schema.get("oneOf")
    if not isinstance(rule, Mapping) or not isinstance(choices, list) or {"anyOf", "properties"} & schema.keys():
        return schema
    pointers = [str(choice.get("$ref", "")) for choice in choices if isinstance(choice, Mapping)]
    names = [*rule.get("mapping", ()), *(pointer.rpartition("/")[2] for pointer in pointers)]
    discriminated = {"properties": {rule.get("propertyName"): {"enum": names}}} if all(pointers) else {}
    return {**{key: value for key, value in schema.items() if key != "oneOf"}, "anyOf": choices, **discriminated}


def _numbered(names: dict[str, str], pointer: str) -> str:
    """Return the name of a definition, which is a number: not every pointer is valid in a URI."""
    return names.setdefault(pointer, str(len(names)))


def _properties(schemas: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield every property that schemas declare, including those of inline objects."""
    for schema in schemas.values():
        for part in (schema, schema.get("items", {}), *schema.get("allOf", [])):
            if not isinstance(part, Mapping):
                continue
            children = part.get("properties", {}).items()
            properties = {name: child for name, child in children if isinstance(child, Mapping)}
            yield from properties.items()
            yield from _properties(properties)


@cache
def sensitive() -> frozenset[str]:
    """Return the names, in JSON and XML, of the properties whose values must not be shown.

    They are credentials, and what the contracts mark as data of a bank account or a person.
    """
    return frozenset(name for api in APIS for name in load(api).sensitive)


def near(key: str, keys: Mapping[str, object] | list[str]) -> list[str]:
    """Return similar keys, the most similar first; an operation id without its API has one."""
    from difflib import get_close_matches

    lower = {name.lower(): name for name in keys}
    matches = [name for name in keys if name.partition(".")[2].lower() == key.lower()]
    return matches or [lower[name] for name in get_close_matches(key.lower(), lower, n=3)]


def _unknown(key: str, keys: Mapping[str, object] | list[str]) -> str:
    similar = near(key, keys)
    advice = f" Did you mean {' or '.join(similar)}?" if similar else ""
    return f"expected the key of an operation, got {key!r}.{advice}"


def _content(holder: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    return cast("Mapping[str, Mapping[str, Any]]", holder.get("content", {}))


def _schema(content: Mapping[str, Mapping[str, Any]], media: str) -> Mapping[str, Any] | None:
    return cast("Mapping[str, Any] | None", content[media].get("schema", {})) if media in content else None

"""An operation's own example as a request that can be sent, changed and sent again, and the ids that exist."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlencode

import msgspec
from attrs import define, evolve, field, frozen

from accountability.wcf import Codec

from .exchange import RecordedExchange
from .operations import (
    FORM,
    JSON,
    XML,
    Contract,
    Identity,
    Operation,
    format_query,
    is_list,
    is_read,
    is_token_operation,
    properties,
    representations,
    request_schema,
)
from .settings import Account
from .target import Target

ABSENT = object()
_PLACEHOLDER = re.compile(r"\{[^}]*\}")
_json_encoder = msgspec.json.Encoder(decimal_format="number")


class MissingExample(Exception):
    """The contract lacks a part of the example request; the message names it."""


@frozen
class Request:
    """A request to one operation; `body` is the value that its JSON would have, in every media type."""

    operation: Operation
    values: Mapping[str, Any] = field(factory=dict)
    query: Mapping[str, Any] = field(factory=dict)
    body: Any = ABSENT
    media: str = JSON
    accept: str = JSON
    header_values: Mapping[str, Any] = field(factory=dict)

    @property
    def properties(self) -> dict[str, Mapping[str, Any]]:
        """The properties that a body of this media type may have."""
        return properties(self.operation, request_schema(self.operation, self.media))

    def send(
        self,
        target: Target,
        scheme: str | None = None,
        *,
        authorization: str | None = None,
        account: Account | None = None,
    ) -> RecordedExchange:
        """Send it with the credentials of a scheme, with an `Authorization` header, or with neither."""
        if scheme:
            authorization = target.authorization(scheme, account)
        exchange = target.send(self.operation.method, self.url(target), self.headers(), self.content(), authorization)
        if target.observed is not None:
            target.observed.append((self.operation, exchange))
        return exchange

    def url(self, target: Target) -> str:
        path = self.operation.path
        for name, value in self.values.items():
            path = path.replace(f"{{{name}}}", quote(str(value), safe=""))
        pairs = {name: value if isinstance(value, list) else [value] for name, value in self.query.items()}
        query = {name: [*map(parameter_text, values)] for name, values in pairs.items()}
        url = target.urls[self.operation.api] + path
        return f"{url}?{urlencode(query, doseq=True)}" if query else url

    def headers(self) -> dict[str, str]:
        parameters = {name: parameter_text(value) for name, value in self.header_values.items()}
        headers = {**parameters, "Accept": self.accept}
        return headers if self.body is ABSENT else {**headers, "Content-Type": self.media}

    def content(self) -> bytes:
        """Return the body in its media type; decimals keep every digit."""
        if self.body is ABSENT:
            return b""
        if isinstance(self.body, bytes):
            return self.body
        if self.media == XML and isinstance(self.body, str):
            return self.body.encode()
        if self.media == XML:
            return codec(self.operation.contract).encode(self.body, self.operation.request_schema(XML) or {})
        if self.media == FORM:
            return urlencode({name: parameter_text(value) for name, value in self.body.items()}).encode()
        return _json_encoder.encode(self.body)

    def replace(self, **changes: Any) -> Request:
        """Return the request with changes."""
        return evolve(self, **changes)


@define
class KnownIds:
    """Ids that exist on the server: by collection path, the path values that address its records.

    Where a record's path does not begin with a list's path, the list of the same collection is used.
    """

    addresses: dict[str, list[tuple[Any, ...]]] = field(factory=dict)
    records: dict[str, list[dict[str, Any]]] = field(factory=dict)
    _lists: dict[tuple[str, int], str] = field(factory=dict)

    def of(self, operation: Operation) -> list[dict[str, Any]]:
        """Return path values that address existing records; one empty mapping for a path without values."""
        names = operation.path_parameters
        if not names:
            return [{}]
        place = operation.path[: operation.path.rindex("{")].rstrip("/")
        if place not in self.addresses:
            place = self._lists.get((addressed_collection(operation), len(names)), place)
        return [dict(zip(names, values, strict=False)) for values in self.addresses.get(place, [])]

    def ids(self, collection: str) -> list[Any]:
        """Return the ids of a collection by its name (`clients`); empty if it was not listed."""
        return [key for key, *_ in self.addresses.get(self._lists.get((collection, 1), ""), [])]

    def learn(self, operation: Operation, values: Mapping[str, Any], records: Iterable[Any]) -> None:
        """Add the records that a list returned for these path values."""
        for record in records:
            if not isinstance(record, Mapping) or record.get("id") is None:
                continue
            address = (*values.values(), record["id"])
            place = self._lists.setdefault((operation.record, len(address)), operation.path.rstrip("/"))
            addresses = self.addresses.setdefault(place, [])
            if address not in addresses:
                addresses.append(address)
                self.records.setdefault(operation.record, []).append(dict(record))


def addressed_collection(operation: Operation) -> str:
    """Return the collection of the record that the last placeholder of the path addresses."""
    template = _PLACEHOLDER.sub("{}", operation.path[: operation.path.rindex("}") + 1])
    reads = (candidate for candidate in operation.contract.operations.values() if is_read(candidate))
    return next((read for read in reads if _PLACEHOLDER.sub("{}", read.path) == template), operation).record


def discover_ids(ids: KnownIds, operations: Iterable[Operation], send: Callable[[Request], RecordedExchange]) -> None:
    """Learn the ids in every list, the outer collections first.

    A list inside of a record (`/purchaseorders/{purchaseOrderId}/entries`) is read for each record.
    """
    lists = [operation for operation in operations if is_list(operation) and operation.api != "legacy"]
    for operation in sorted(lists, key=lambda operation: operation.path.count("/")):
        try:
            query, headers = (example_parameters(operation, place) for place in ("query", "header"))
        except MissingExample:
            continue
        if operation.paging:
            query[operation.paging["sizeParameter"]] = page_sizes(operation)[1]
        for values in ids.of(operation):
            exchange = send(Request(operation, values, query, header_values=headers))
            ids.learn(operation, values, listed_records(operation, exchange))


def page_sizes(operation: Operation) -> tuple[int, int]:
    """Return the smallest and the largest page that the contract allows."""
    name = (operation.paging or {})["sizeParameter"]
    parameter = next((parameter for parameter in operation.parameters if parameter["name"] == name), {})
    schema = operation.resolve(parameter.get("schema", {}))
    return max(1, int(schema.get("minimum", 1))), min(500, int(schema.get("maximum", 500)))


def listed_records(operation: Operation, exchange: RecordedExchange) -> list[Any]:
    """Return the records of a list's response in JSON; none if it failed or has another shape."""
    if not exchange.succeeded or not is_list(operation):
        return []
    try:
        value = exchange.json()
    except ValueError:
        return []
    records = value.get(operation.paging["items"]) if operation.paging and isinstance(value, Mapping) else value
    return records if isinstance(records, list) else []


def example_requests(operation: Operation, ids: KnownIds, account: Account) -> Iterator[Request]:
    """Return the operation's own example, once in each representation.

    Raises:
        MissingExample: A required part has no example, and no listed record supplies it.
    """
    values = example_values(operation, ids)
    if missing := [name for name in operation.path_parameters if name not in values]:
        raise MissingExample(f"The contract has no example for {{{missing[0]}}}, and no list returned a record.")
    query, headers = (example_parameters(operation, place) for place in ("query", "header"))
    example = Request(operation, values, header_values=headers)
    if not operation.request_content:
        for accept in representations(operation):
            yield example.replace(query={**query, **format_query(operation, accept)}, accept=accept)
        return
    for media in operation.request_content:
        accept = media if media in operation.success_content else representations(operation)[0]
        body = example_body(operation, media, account)
        example_query = {**query, **format_query(operation, accept)}
        yield example.replace(query=example_query, body=body, media=media, accept=accept)


def example_values(operation: Operation, ids: KnownIds) -> dict[str, Any]:
    """Return the path values of the example.

    They come from the parameter's example, else from the id in the example response, else from the first listed record.
    """
    first_address: Mapping[str, Any] = next(iter(ids.of(operation)), {})
    parameters = {parameter["name"]: parameter for parameter in operation.parameters if parameter["in"] == "path"}
    values = {name: declared_example(operation, parameters.get(name, {})) for name in operation.path_parameters}
    response = example_response(operation)
    for name in [name for name, value in values.items() if value is ABSENT]:
        is_last, value = name == operation.path_parameters[-1], None
        if is_last and isinstance(response, Mapping):
            value = response.get("id")
        values[name] = first_address.get(name) if value is None else value
    return {name: value for name, value in values.items() if value is not None}


def first_example(*nodes: Mapping[str, Any]) -> Any:
    """Return the first example of parameters, media types or schemas; `ABSENT` if there is none."""
    for node in nodes:
        if "example" in node:
            return node["example"]
        examples = node.get("examples")
        if isinstance(examples, list) and examples:
            return examples[0]
        if isinstance(examples, Mapping) and examples:
            first = next(iter(examples.values()))
            if "value" in first:
                return first["value"]
    return ABSENT


def declared_example(operation: Operation, parameter: Mapping[str, Any]) -> Any:
    """Return the example of a parameter or of its schema, or the schema's default; `ABSENT` if there is none."""
    schema = operation.resolve(parameter.get("schema", {}))
    example = first_example(parameter, schema)
    return schema.get("default", ABSENT) if example is ABSENT else example


def example_response(operation: Operation) -> Any:
    """Return the example of the operation's 2xx response in JSON; None if there is none."""
    node = operation.success_content.get(JSON, {})
    example = first_example(node, operation.resolve(node.get("schema", {})))
    return None if example is ABSENT else example


def example_parameters(operation: Operation, place: str) -> dict[str, Any]:
    """Return the parameters of the example in one place: required ones, and those with an example of their own.

    Raises:
        MissingExample: A required parameter has no example.
    """
    values = {}
    for parameter in operation.parameters:
        name, required = parameter["name"], parameter.get("required")
        if parameter["in"] != place or name == "format" or name.lower() in _OTHER_HEADERS:
            continue
        value = declared_example(operation, parameter) if required else first_example(parameter)
        if required and value is ABSENT:
            value = _simplest(operation.resolve(parameter.get("schema", {})))
            if value is None:
                raise MissingExample(f"The contract has no example for the {place} parameter {name}.")
        if value is not ABSENT:
            values[name] = value
    return values


def _simplest(schema: Mapping[str, Any]) -> Any:
    """Return a valid value of a plain schema; None where only an example says what is valid."""
    if "enum" in schema:
        return schema["enum"][0]
    kind = (schema.get("type"), schema.get("format"))
    is_plain = not {"pattern", "minLength", "maxLength", "minimum", "maximum", "multipleOf"} & {*schema}
    return _SIMPLEST.get(kind) if is_plain else None


_SIMPLEST: Mapping[tuple[Any, Any], Any] = {
    ("boolean", None): True,
    ("integer", None): 1,
    ("string", None): "1",
    ("string", "uuid"): "00000000-0000-4000-8000-000000000001",
}


_OTHER_HEADERS = ("accept", "content-type", "authorization")  # OpenAPI ignores parameters of these names


def example_body(operation: Operation, media: str, account: Account) -> Any:
    """Return the body of the example; that of the token operation holds the account's credentials.

    An XML body without an example has that of its JSON counterpart.
    """
    content = operation.request_content
    media_types = dict.fromkeys((media, *content))
    nodes = [(content[name], request_schema(operation, name)) for name in media_types]
    example = first_example(*(node for pair in nodes for node in pair))
    if example is ABSENT:
        raise MissingExample(f"The contract has no example for the {media} body.")
    if is_token_operation(operation):
        credentials = {"username": account.username, "password": account.api_token, "tenantid": account.tenant_id}
        return {name: credentials.get(name.lower(), value) for name, value in example.items()}
    return copy.deepcopy(example)


def codec(contract: Contract) -> Codec:
    """Return the XML codec of a contract."""
    return _codec(Identity(contract))


@lru_cache(maxsize=8)
def _codec(contract: Identity) -> Codec:
    return Codec(contract.value.document)


def parameter_text(value: Any) -> str:
    """Return a parameter's value as a URL or a form has it."""
    return str(value).lower() if isinstance(value, bool) else str(value)

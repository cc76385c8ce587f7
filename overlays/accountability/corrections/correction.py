"""Correct the contract: rewrite calls and responses for a service that differs from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, TypeAlias, TypeVar

from attrs import evolve

from accountability_api._runtime.call import UNSET, Call, Mismatches, any_json, no_content

from .._errors import ConfigurationError
from .formats import Format

__all__ = ("Correction", "Envelope", "placeholders")

T = TypeVar("T")
Envelope: TypeAlias = Literal["array", "all"] | Mapping[str, str]
_SECRET = 8  # characters: a shorter header value is a version or a flag, and masking it would garble messages
_OPEN = ("Accept", "Content-Type")
_FORM = "application/x-www-form-urlencoded"
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_ABSENT = object()


@dataclass
class _Property:
    """How a property is named by the contract and by the service, how that writes it, and the properties inside it."""

    contract: str
    service: str
    format: Format | None = None
    inside: dict[str, _Property] = field(default_factory=dict)

    @cached_property
    def by_service(self) -> dict[str, _Property]:
        """The properties inside it by the service's names."""
        return {child.service: child for child in self.inside.values()}

    def to_contract(self, value: Any) -> Any:
        """Return a value of the service with the names and formats of the contract."""
        if isinstance(value, list):
            return [self.to_contract(item) for item in value]
        if isinstance(value, dict):
            renamed = {name: (child.contract, child.to_contract) for name, child in self.by_service.items()}
            return _rename(value, renamed)
        return value if self.format is None or value is None else self.format.read(value)

    def to_service(self, value: Any) -> Any:
        """Return a value of the contract with the names and formats of the service."""
        if isinstance(value, list):
            return [self.to_service(item) for item in value]
        if isinstance(value, Mapping):
            return _rename(value, {name: (child.service, child.to_service) for name, child in self.inside.items()})
        return value if self.format is None or value is None else self.format.write(value)


@dataclass(frozen=True, kw_only=True)
class Correction:
    """How the service differs from the contract in one operation.

    Args:
        template: the contract's path, its parameters in braces.
        paging: names of the contract's page envelope; None for an operation without pages.
        method: the service's method.
        path: the service's path, its parameters in braces.
        parameters: the service's names of path and query parameters and form fields, by the contract's.
        properties: the service's names of properties, by the contract's paths such as `lines.amount`.
        formats: how the service writes properties, by the contract's paths.
        envelope: of a list: a bare `array` requested in pages, `all` of it at once, or the service's names by the
            contract's; of a single record: `{"record": ...}`, the property that holds it.
        first_page: the service's number of the first page.
        charset: the encoding of responses that are not UTF-8 and do not declare another.
        headers: sent with each request; they may be secret.
    """

    template: str
    paging: Mapping[str, str] | None = None
    method: str | None = None
    path: str | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)
    formats: Mapping[str, Format] = field(default_factory=dict)
    envelope: Envelope | None = None
    first_page: int = 1
    charset: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)

    @cached_property
    def _tree(self) -> _Property:
        """The corrections of properties as a tree; its root is the record."""
        root = _Property("", "")
        for path in (*self.properties, *self.formats):
            node = root
            for name in path.split("."):
                node = node.inside.setdefault(name, _Property(name, name))
            node.service = self.properties.get(path, node.contract)
            node.format = self.formats.get(path)
        return root

    def call(self, call: Call[T]) -> Call[T]:
        """Return the call as the service expects it; its response is read by the contract's names and formats."""
        if (self.properties or self.formats) and "xml" in call.media + call.accept:
            raise ConfigurationError(
                f"corrections: {call.key}: expected a call in JSON, since properties and formats of XML cannot be "
                'corrected; got one in XML. Pass format="json".'
            )
        return evolve(
            call,
            method=self.method or call.method,
            path=self._path(call.path),
            query={self.parameters.get(name, name): value for name, value in self._query(call).items()},
            headers={**call.headers, **self.headers},
            body=self._body(call),
            decode=self._decode(call.decode),
            decoders={status: self._decode(decode) for status, decode in call.decoders.items()},
        )

    def to_contract(self, value: Any) -> Any:
        """Return a decoded response with the names, formats and envelope of the contract."""
        if self.paging is None:
            return self._tree.to_contract(self._unwrapped(value))
        items = self.paging["items"]
        page = self._page(value)
        if isinstance(page, dict) and items in page:
            page = {**page, items: self._tree.to_contract(page[items])}
        return page

    def _unwrapped(self, value: Any) -> Any:
        if not isinstance(self.envelope, Mapping):
            return value
        record = _value_at(value, self.envelope["record"])
        return value if record is _ABSENT else record  # to be rejected as it is

    def _query(self, call: Call[Any]) -> Mapping[str, Any]:
        name = (self.paging or {}).get("parameter", "")
        if self.first_page == 1 or name not in call.query:
            return call.query
        return {**call.query, name: int(str(call.query[name])) - 1 + self.first_page}

    def secrets(self) -> list[str]:
        """Return the values of headers that must not be shown."""
        return [value for name, value in self.headers.items() if len(value) >= _SECRET and name not in _OPEN]

    def _page(self, value: Any) -> Any:
        """Return a list in the contract's envelope; a response of another shape stays, to be rejected."""
        assert self.paging is not None
        if isinstance(value, list) and isinstance(self.envelope, str):
            counted = {self.paging["totalCount"]: len(value)} if self.envelope == "all" else {}
            return {self.paging["items"]: value, **counted}
        if not isinstance(value, dict):
            return value
        page = self._named_page(value, self.envelope) if isinstance(self.envelope, Mapping) else value
        number = page.get(self.paging["page"])
        if self.first_page == 1 or type(number) is not int:
            return page
        return {**page, self.paging["page"]: number + 1 - self.first_page}

    def _named_page(self, value: dict[str, Any], envelope: Mapping[str, str]) -> dict[str, Any]:
        assert self.paging is not None
        renamed = {*envelope.values(), *(self.paging[name] for name in envelope)}
        rest = {name: item for name, item in value.items() if name not in renamed}
        values = {self.paging[name]: _value_at(value, path) for name, path in envelope.items()}
        return {**rest, **{name: item for name, item in values.items() if item is not _ABSENT}}

    def _decode(self, inner: Callable[[Any, Mismatches], T]) -> Callable[[Any, Mismatches], T]:
        """Return a reader of the service's response that passes it on with the contract's names."""
        if inner in (no_content, any_json):
            return inner

        def decode(value: Any, mismatches: Mismatches) -> T:
            return inner(self.to_contract(value), mismatches)

        return decode

    def _path(self, path: str) -> str:
        """Return the service's path with the call's arguments; a path of the caller's own stays as it is."""
        pattern = "".join(
            f"(?P<{part}>[^/]+)" if index % 2 else re.escape(part)
            for index, part in enumerate(_PLACEHOLDER.split(self.template))
        )
        match = re.fullmatch(pattern, path)
        if self.path is None or match is None:
            return path
        contract_names = {new: name for name, new in self.parameters.items()}
        return _PLACEHOLDER.sub(lambda name: match[contract_names.get(name[1], name[1])], self.path)

    def _body(self, call: Call[Any]) -> Any:
        if call.body is UNSET:
            return UNSET
        if call.media == _FORM and isinstance(call.body, Mapping):
            return {self.parameters.get(name, name): value for name, value in call.body.items()}
        return self._tree.to_service(call.body)


def placeholders(path: str) -> list[str]:
    """Return the names of the parameters of a path."""
    return _PLACEHOLDER.findall(path)


def _rename(record: Mapping[str, Any], names: Mapping[str, tuple[str, Callable[[Any], Any]]]) -> Mapping[str, Any]:
    """Rename and convert properties. One that has the new name of another is a different property, and is left out."""
    if not names:
        return record
    new_names = {new for new, _ in names.values()}
    result: dict[str, Any] = {}
    for name, value in record.items():
        if name in names:
            new, convert = names[name]
            result[new] = convert(value)
        elif name not in new_names:
            result[name] = value
    return result


def _value_at(value: Any, path: str) -> Any:
    for step in path.split("."):
        if not isinstance(value, dict) or step not in value:
            return _ABSENT
        value = value[step]
    return value

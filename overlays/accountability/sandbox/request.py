"""Parse requests: parameters and body become typed values that match the contract, or the request is rejected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .auth.access import Caller
from .contract.body import parse_body
from .contract.endpoint import Endpoint
from .contract.parameter import Texts
from .contract.schema import Schema
from .http.message import RawRequest, parse_cookies, parse_query
from .http.problem import FieldError, invalid
from .store.query import Filter

_PAGE_SIZE = 100  # if neither the request nor the contract names one


@dataclass(frozen=True, slots=True)
class Request:
    """A request that matches its contract.

    Args:
        endpoint: The operation.
        path: The path parameters.
        query: The query parameters that were sent.
        body: The declared part of the body, None if there is none.
        caller: Who sends it.
        unknown: What the contract does not declare and is ignored, such as `query colour` or `body /colour`.
    """

    endpoint: Endpoint
    path: Mapping[str, Any]
    query: Mapping[str, Any]
    body: Any = field(repr=False)
    caller: Caller = field(repr=False)
    unknown: tuple[str, ...] = ()

    def filters(self, record: Mapping[str, Schema]) -> list[Filter]:
        """Return what the query parameters require of the records of a list.

        A parameter filters if it has `x-filter`, or the name of a property.

        Args:
            record: The properties of the records.
        """
        paging = self.endpoint.paging or {}
        controls = (paging.get("parameter"), paging.get("sizeParameter"))
        return [
            each.filter(self.query[each.name], each.name, record)
            for each in self.endpoint.parameters
            if each.location == "query" and each.name in self.query and each.name not in controls
            if each.property or each.name in record
        ]

    def page(self, paging: Mapping[str, str], total: int) -> Page:
        """Return the requested page of a list, or the contract's default.

        Args:
            paging: The operation's `x-paging`.
            total: How many records the list has.
        """
        number = self._paging_parameter(paging["parameter"], 1)
        return Page(paging, number, self._paging_parameter(paging["sizeParameter"], _PAGE_SIZE), total)

    def _paging_parameter(self, name: str, default: int) -> int:
        declared = next((each.schema.get("default") for each in self.endpoint.parameters if each.name == name), None)
        value = self.query.get(name, declared)
        return value if isinstance(value, int) and value > 0 else default


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list.

    Args:
        paging: The names of the envelope's properties.
        number: From 1.
        size: How many records it has at most.
        total: How many records the list has.
    """

    paging: Mapping[str, str]
    number: int
    size: int
    total: int

    @property
    def offset(self) -> int:
        """How many records precede it."""
        return (self.number - 1) * self.size

    def envelope(self) -> dict[str, int]:
        """Return the properties of the envelope other than the records, as far as it has them."""
        values = {"page": self.number, "pageSize": self.size, "totalCount": self.total}
        return {self.paging[name]: value for name, value in values.items() if name in self.paging}


def parse_request(raw: RawRequest, endpoint: Endpoint, caller: Caller, *, strict: bool = False) -> Request:
    """Return the request to an endpoint.

    Args:
        raw: The request as it arrived.
        endpoint: The operation.
        caller: Who sends it.
        strict: Whether query parameters and properties that the contract does not declare are rejected.

    Raises:
        Problem: It cannot be parsed, or does not match the contract; all errors of its parameters are reported at once.
    """
    texts: dict[str, Texts] = {
        "path": {name: [text] for name, text in endpoint.path_values(raw.segments).items()},
        "query": parse_query(raw.query, "query"),
    }
    if "header" in endpoint.locations:
        texts["header"] = {name: [text] for name, text in raw.headers.items()}
    if "cookie" in endpoint.locations:
        texts["cookie"] = parse_cookies(raw.headers.get("cookie", ""))
    values: dict[str, dict[str, Any]] = {"path": {}, "query": {}}
    errors: list[FieldError] = []
    known: set[str] = set()
    for parameter in endpoint.parameters:
        location = parameter.location
        found, names = parameter.find(texts.get(location, {}))
        if found:
            values.setdefault(location, {})[parameter.name], wrong = parameter.read(found, endpoint.validators)
            errors += wrong
            if location == "query":
                known |= names
        elif parameter.required:
            errors.append(FieldError(location, parameter.name, "It is required."))
    unknown = [("query", name) for name in texts["query"] if name not in known]
    if errors:
        raise invalid(errors)
    body, undeclared = parse_body(raw, endpoint) if endpoint.requests else (None, [])
    unknown += [("body", pointer) for pointer in undeclared]
    if strict and unknown:
        raise invalid([FieldError(location, name, "The contract does not declare it.") for location, name in unknown])
    return Request(endpoint, values["path"], values["query"], body, caller, tuple(map(" ".join, unknown)))

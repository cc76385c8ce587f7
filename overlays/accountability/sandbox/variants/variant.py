"""A variant: another service that the real one may turn out to be, laid around the sandbox's own answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeAlias
from urllib.parse import parse_qsl, urlencode

from ..endpoint import Endpoint
from ..exact import read, write
from ..grant import KEY as TOKEN
from ..message import Incoming, Reply

LEGACY = "legacy"


class Service(Protocol):
    """What a variant stands before."""

    def answer(self, incoming: Incoming) -> Reply:
        """The answer that the contract promises."""

    def endpoint(self, incoming: Incoming) -> Endpoint | None:
        """The operation that a request is for; None where there is none."""


Manner: TypeAlias = Callable[[Service, Incoming], Reply]
Change: TypeAlias = Callable[[Any, Endpoint], Any]


@dataclass(frozen=True, slots=True)
class Variant:
    """Another service that the real one may turn out to be.

    Args:
        name: what it is chosen by.
        about: in a line, what it does otherwise.
        answer: answers in its manner.
    """

    name: str
    about: str
    answer: Manner


def guessed(endpoint: Endpoint | None) -> Endpoint | None:
    """The operation, where its names and its manner are a guess that a variant may change.

    The legacy service is published, and so is the token operation; of their answers only errors are not.
    """
    if endpoint is None or endpoint.contract.api == LEGACY or endpoint.key == TOKEN:
        return None
    return endpoint


def of_records(change: Change) -> Manner:
    """The manner of a service whose good answers differ.

    Args:
        change: makes its answer's value from the contract's own; gets the operation too.
    """

    def answer(service: Service, incoming: Incoming) -> Reply:
        reply, endpoint = service.answer(incoming), guessed(service.endpoint(incoming))
        if endpoint is None or reply.status >= 300 or not reply.media.endswith("json"):
            return reply
        return replace(reply, content=write(change(read(reply.content), endpoint)))

    return answer


def of_queries(change: Callable[[Mapping[str, str], Endpoint], Mapping[str, str]]) -> Manner:
    """The manner of a service that heeds other query parameters of lists than the contract's.

    Args:
        change: makes the query that it heeds from the one that came; gets the operation too.
    """

    def answer(service: Service, incoming: Incoming) -> Reply:
        endpoint = guessed(service.endpoint(incoming))
        if endpoint is None or not endpoint.lists:
            return service.answer(incoming)
        query = dict(parse_qsl(incoming.query.decode("latin-1"), keep_blank_values=True))
        return service.answer(replace(incoming, query=urlencode(change(query, endpoint)).encode()))

    return answer


def both(first: Manner, then: Manner) -> Manner:
    """Two manners at once: the first sees requests first and answers last."""

    def answer(service: Service, incoming: Incoming) -> Reply:
        return first(_Around(service, then), incoming)

    return answer


@dataclass(frozen=True, slots=True)
class _Around:
    """A service in a manner, for another to be laid around."""

    service: Service
    manner: Manner

    def answer(self, incoming: Incoming) -> Reply:
        return self.manner(self.service, incoming)

    def endpoint(self, incoming: Incoming) -> Endpoint | None:
        return self.service.endpoint(incoming)


def everywhere(value: Any, change: Callable[[str, Any], Any], name: str = "") -> Any:
    """A JSON value with each of its plain values changed.

    Args:
        value: what to walk through.
        change: gets the name of the member that a value stands in, and the value.
        name: of the member that `value` stands in.
    """
    if isinstance(value, dict):
        return {key: everywhere(member, change, key) for key, member in value.items()}
    if isinstance(value, list):
        return [everywhere(item, change, name) for item in value]
    return change(name, value)


def objects(value: Any, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
    """A JSON value with each of its objects changed, the innermost first."""
    if isinstance(value, dict):
        return change({name: objects(member, change) for name, member in value.items()})
    if isinstance(value, list):
        return [objects(item, change) for item in value]
    return value

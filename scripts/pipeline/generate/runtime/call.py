"""Calls: a request as a value, and how its response is read."""

from __future__ import annotations

import datetime
import warnings
from collections.abc import Awaitable, Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Generic, Literal, Protocol, TypeAlias, TypeVar

import msgspec
from attrs import evolve, field, frozen

from .errors import ContractViolationError, ResponseMismatchWarning
from .model import Mismatches
from .readers import PARSE_ERRORS, Reader, kind_of, offset_adder, parse_records, to_list
from .wire import MULTIPART, UNSET, File, Unset, form, json_bytes, multipart, query_text, to_json

__all__ = (
    "UNSET",
    "AsyncResource",
    "AsyncSend",
    "Call",
    "Filter",
    "Mismatches",
    "Paging",
    "Resource",
    "Send",
    "Status",
    "Unset",
    "any_json",
    "no_content",
    "optional",
    "parse_json",
    "records_of",
    "representation",
)

T = TypeVar("T")
Status: TypeAlias = Literal["documented", "inferred", "verified"]
Filter: TypeAlias = tuple[str, str, Literal["eq", "ge", "le"], Any]
_decoder = msgspec.json.Decoder(float_hook=Decimal)
_BOM = b"\xef\xbb\xbf"


def _active_filters(filters: Iterable[Filter]) -> tuple[Filter, ...]:
    return tuple(filter_ for filter_ in filters if filter_[3] is not None and filter_[3] is not UNSET)


def _pairs(pairs: Iterable[tuple[str, Any]]) -> tuple[tuple[str, Any], ...]:
    return tuple(pairs)


def _body(body: Any) -> Any:
    return body if body is UNSET or isinstance(body, bytes) or _has_files(body) else to_json(body)


def _has_files(body: Any) -> bool:
    """Return whether a body has bytes or files, which only a multipart body can send."""
    values = body.values() if isinstance(body, Mapping) else ()
    return any(isinstance(item, bytes | File) for value in values for item in _listed(value))


def _listed(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list | tuple) else (value,)


@frozen(kw_only=True)
class Paging:
    """The names of a list's envelope and of the parameters that request a page, and the largest page size if known."""

    items: str = "items"
    page: str = "page"
    page_size: str = "pageSize"
    total_count: str = "totalCount"
    parameter: str = "page"
    size_parameter: str = "pageSize"
    max_page_size: int | None = None


@frozen(kw_only=True)
class Call(Generic[T]):
    """One request to an API as a value, and how its response is read.

    Attributes:
        api: `v1`, `v2` or `legacy`.
        operation: The operationId in that API's contract.
        method: The HTTP method.
        path: The path, its arguments percent-encoded.
        decode: Reads a decoded response and notes the paths of mismatches.
        decoders: The readers of statuses whose responses differ; `decode` reads any other.
        status: How well the request is known: documented by the vendor, inferred, or verified by a recorded response.
        query: Query arguments as strings, a list for one that repeats.
        headers: Header arguments; not shown, since one may be a secret.
        body: The body as JSON has it, Decimals kept; `UNSET` if there is none.
        media: The body's media type.
        accept: The media type to accept.
        paging: For a list in pages, the names of its envelope.
        filters: For a list whose filters are inferred, what its records must match: the argument, the attribute of a
            record, how they compare, and the expected value.
        identity: What the response's records must repeat of the request: the attribute of a record and the argument.
        deprecated: Whether the contract says that the operation may be removed.
        walk: The walk over the pages that the call is part of (a `paging.Walk`); None for one page by itself.
    """

    api: str
    operation: str
    method: str
    path: str
    decode: Callable[[Any, Mismatches], T] = field(repr=False, eq=False)
    decoders: Mapping[int, Callable[[Any, Mismatches], T]] = field(factory=dict, repr=False, eq=False)
    status: Status = "inferred"
    query: Mapping[str, str | list[str]] = field(factory=dict, converter=query_text)
    headers: Mapping[str, str] = field(factory=dict, converter=query_text, repr=False)
    body: Any = field(default=UNSET, converter=_body, repr=False)
    media: str = "application/json"
    accept: str = "application/json"
    paging: Paging | None = None
    filters: tuple[Filter, ...] = field(default=(), converter=_active_filters, repr=False)
    identity: tuple[tuple[str, Any], ...] = field(default=(), converter=_pairs, repr=False)
    deprecated: bool = False
    walk: Any = field(default=None, repr=False, eq=False)

    @property
    def key(self) -> str:
        """The key of the operation: `v2.Jobs_GetJob`."""
        return f"{self.api}.{self.operation}"

    @property
    def writes(self) -> bool:
        """Whether the call may change data of the server."""
        return self.method not in ("GET", "HEAD")

    def content(self) -> bytes | None:
        """Return the body as bytes, or None if there is none.

        Raises:
            TypeError: The body is sent as XML, which takes the contract's XML schema to write.
        """
        if self.body is UNSET:
            return None
        if isinstance(self.body, bytes):
            return self.body
        if self.media == "application/x-www-form-urlencoded":
            return form(self.body)
        if self.media == MULTIPART:
            return multipart(self.body)
        if self.media.startswith("text/"):
            return str(self.body).encode()
        if self.media.endswith("xml"):
            raise TypeError(f"{self.key}: the body is sent as XML, which the codec of the contract writes")
        return json_bytes(self.body)

    def parse(self, content: bytes) -> Any:
        """Return the value of a response's bytes: JSON, a string, or the bytes, by `accept`; None if there are none.

        Raises:
            ContractViolationError: The bytes are not of that media type; the error holds them.
        """
        if not content:
            return None
        if self.accept.startswith("text/"):
            return content.decode("utf-8", "replace")
        if not self.accept.partition(";")[0].endswith("json"):
            return content
        try:
            return parse_json(content)
        except ContractViolationError as violation:
            violation.key = self.key
            raise

    def read(
        self,
        value: Any,
        *,
        status: int | None = None,
        strict: bool = False,
        on_mismatch: Callable[[str], None] | None = None,
        add_offset: Callable[[datetime.datetime], datetime.datetime] | None = None,
    ) -> T:
        """Return a decoded response as the type that the contract names.

        Args:
            value: The response, as `parse` returns it.
            status: The HTTP status, which chooses between responses of several types.
            strict: Whether a mismatch raises.
            on_mismatch: Receives the path of each mismatch; without it, each is a warning.
            add_offset: Adds the offset to a date-time that has none; without it, such a date-time is a mismatch.

        Raises:
            ContractViolationError: The response, a required property, or (`strict`) any property is invalid.
        """
        mismatches: Mismatches = []
        decode = self.decoders.get(status, self.decode) if status else self.decode
        token = offset_adder.set(add_offset)
        try:
            result = decode(value, mismatches)
        except ContractViolationError as violation:
            violation.key = self.key
            raise
        except RecursionError:
            raise ContractViolationError("is nested too deeply", key=self.key, record=value) from None
        except PARSE_ERRORS as error:
            raise ContractViolationError(_mismatch_message(value), key=self.key, record=value) from error
        finally:
            offset_adder.reset(token)
        if mismatches and strict:
            raise ContractViolationError("does not fit the contract", key=self.key, path=mismatches[0], record=value)
        for path in mismatches:
            (on_mismatch or self._warn)(path)
        return result

    def with_page(self, page: int) -> Call[T]:
        """Return the call for another page of the same list.

        Raises:
            ValueError: The operation is not a list in pages.
        """
        if self.paging is None:
            raise ValueError(f"{self.key} is not a list in pages")
        return evolve(self, query={**self.query, self.paging.parameter: page})

    def _warn(self, path: str) -> None:
        message = f"{self.key}: {path} does not fit the contract; its raw value is in additional_properties"
        warnings.warn(message, ResponseMismatchWarning, stacklevel=3)


def _mismatch_message(value: Any) -> str:
    return "is empty" if value is None else f"is {kind_of(value)}, which the contract does not allow"


def representation(format: str) -> str:
    """Return the media type of a legacy operation's `format`.

    Raises:
        ValueError: The format is neither `json` nor `xml`.
    """
    if format not in ("json", "xml"):
        raise ValueError(f'format: expected "json" or "xml", got {format!r}')
    return f"application/{format}"


def parse_json(content: bytes) -> Any:
    """Return the value of JSON bytes; a number with a point or an exponent is a Decimal, any other an int.

    Raises:
        ContractViolationError: The bytes are not JSON, or hold a value that Python cannot represent.
    """
    try:
        return _decoder.decode(content.removeprefix(_BOM))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ContractViolationError(f"is not JSON: {error}", content=content) from None
    except RecursionError:
        raise ContractViolationError("is nested too deeply", content=content) from None
    except InvalidOperation:
        raise ContractViolationError("holds a number that is too large", content=content) from None


# Readers of responses, next to `from_dict` of a model


def no_content(value: Any, mismatches: Mismatches) -> None:
    """Read a response without a body; a body is ignored."""


def any_json(value: Any, mismatches: Mismatches) -> Any:
    """Read a response of unknown type: return it unchanged."""
    return value


def optional(reader: Reader[T]) -> Reader[T | None]:
    """Return a reader of a response that may be empty."""
    return lambda value, mismatches: None if value is None else reader(value, mismatches)


def records_of(reader: Reader[T]) -> Reader[list[T]]:
    """Return a reader of a response that is an array of records."""
    return lambda values, mismatches: parse_records(reader, to_list(values), mismatches)


# Senders


class Send(Protocol):
    """Sends a call and returns its response as its type."""

    def __call__(self, call: Call[T], /) -> T: ...


class AsyncSend(Protocol):
    """Sends a call and returns, when awaited, its response as its type."""

    def __call__(self, call: Call[T], /) -> Awaitable[T]: ...


class Resource:
    """One resource of an API; each of its methods builds a call and passes it to the sender."""

    def __init__(self, send: Send) -> None:
        self._send = send


class AsyncResource:
    """One resource of an API for asynchronous callers."""

    def __init__(self, send: AsyncSend) -> None:
        self._send = send

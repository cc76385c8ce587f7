"""Calls: a request as a value, and how its answer is read."""

from __future__ import annotations

import warnings
from collections.abc import Awaitable, Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Generic, Literal, Protocol, TypeAlias, TypeVar

import msgspec
from attrs import evolve, field, frozen

from .convert import kind_of, to_list
from .errors import ContractViolationError, ResponseMismatchWarning
from .model import UNFIT, Notes, Reader, rows
from .wire import UNSET, Unset, form, json_bytes, plain, query_text

__all__ = (
    "UNSET",
    "AsyncResource",
    "AsyncSend",
    "Call",
    "Filter",
    "Notes",
    "Paging",
    "Resource",
    "Send",
    "Status",
    "Unset",
    "anything",
    "either",
    "maybe",
    "nothing",
    "parse_json",
    "representation",
    "rows_of",
)

T = TypeVar("T")
Status: TypeAlias = Literal["documented", "inferred", "verified"]
Filter: TypeAlias = tuple[str, str, Literal["eq", "ge", "le"], Any]
_decoder = msgspec.json.Decoder(float_hook=Decimal)
_BOM = b"\xef\xbb\xbf"


def _asked(filters: Iterable[Filter]) -> tuple[Filter, ...]:
    return tuple(each for each in filters if each[3] is not None and each[3] is not UNSET)


def _body(body: Any) -> Any:
    return body if body is UNSET else plain(body)


@frozen(kw_only=True)
class Paging:
    """Names of a list's envelope and of the parameters that ask for a page."""

    items: str = "items"
    page: str = "page"
    page_size: str = "pageSize"
    total_count: str = "totalCount"
    parameter: str = "page"
    size_parameter: str = "pageSize"


@frozen(kw_only=True)
class Call(Generic[T]):
    """One request to an API as a value, and how its answer is read.

    Attributes:
        api: `v1`, `v2` or `legacy`.
        operation: The operation's id in that API's contract.
        method: The HTTP method.
        path: The path, its arguments percent-encoded.
        decode: Reads a decoded answer and notes the paths of what does not fit.
        status: How well the request is known: stated by the vendor, inferred, or seen in a recorded answer.
        query: Query arguments as text, a list for one that repeats.
        headers: Header arguments; not shown, since one may be a secret.
        body: The body as JSON has it, Decimals kept; `UNSET` where there is none.
        media: The body's media type.
        accept: The media type asked for.
        paging: For a list that comes in pages, the names of its envelope.
        filters: For a list whose filters are inferred, what its rows must meet: the argument, the attribute of a row,
            how they compare, and what was asked for.
        deprecated: Whether the contract says that the operation may come to an end.
        walk: Shared by the calls of one walk over the pages, for the sender to remember what it has seen in it.
    """

    api: str
    operation: str
    method: str
    path: str
    decode: Callable[[Any, Notes], T] = field(repr=False, eq=False)
    status: Status = "inferred"
    query: Mapping[str, str | list[str]] = field(factory=dict, converter=query_text)
    headers: Mapping[str, str] = field(factory=dict, converter=query_text, repr=False)
    body: Any = field(default=UNSET, converter=_body, repr=False)
    media: str = "application/json"
    accept: str = "application/json"
    paging: Paging | None = None
    filters: tuple[Filter, ...] = field(default=(), converter=_asked, repr=False)
    deprecated: bool = False
    walk: dict[str, Any] | None = field(default=None, repr=False, eq=False)

    @property
    def key(self) -> str:
        """The operation's name wherever one is named: `v2.Jobs_GetJob`."""
        return f"{self.api}.{self.operation}"

    @property
    def writes(self) -> bool:
        """Whether the call may change something at the server."""
        return self.method not in ("GET", "HEAD")

    def content(self) -> bytes | None:
        """The body as bytes, or None where there is none.

        Raises:
            TypeError: The body goes out as XML, which takes the contract's XML schema to write.
        """
        if self.body is UNSET:
            return None
        if self.media == "application/x-www-form-urlencoded":
            return form(self.body)
        if self.media.startswith("text/"):
            return str(self.body).encode()
        if self.media.endswith("xml"):
            raise TypeError(f"{self.key}: the body goes out as XML, which is written by the contract's codec")
        return json_bytes(self.body)

    def parse(self, content: bytes) -> Any:
        """The bytes of an answer as a value: JSON, text, or the bytes themselves, as `accept` says; none is None.

        Raises:
            ContractViolationError: It is not what was asked for; the error keeps the bytes.
        """
        if not content:
            return None
        if self.accept.startswith("text/"):
            return content.decode("utf-8", "replace")
        if not self.accept.endswith("json"):
            return content
        try:
            return parse_json(content)
        except ContractViolationError as violation:
            violation.key = self.key
            raise

    def read(self, value: Any, *, strict: bool = False, misfit: Callable[[str], None] | None = None) -> T:
        """A decoded answer as what the contract promises.

        Args:
            value: The answer, as `parse` gives it.
            strict: Whether a member that does not fit raises.
            misfit: Gets the path of each member that does not fit; without it, each is a warning.

        Raises:
            ContractViolationError: The answer, a required member of it, or (`strict`) any member of it does not fit.
        """
        notes: Notes = []
        try:
            made = self.decode(value, notes)
        except ContractViolationError as violation:
            violation.key = self.key
            raise
        except RecursionError:
            raise ContractViolationError("is nested too deeply", key=self.key, record=value) from None
        except UNFIT as error:
            raise ContractViolationError(_unfit(value), key=self.key, record=value) from error
        if notes and strict:
            raise ContractViolationError("does not fit the contract", key=self.key, path=notes[0], record=value)
        for path in notes:
            (misfit or self._warn)(path)
        return made

    def at(self, page: int) -> Call[T]:
        """The same list's call for another page.

        Raises:
            ValueError: The operation is no list that comes in pages.
        """
        if self.paging is None:
            raise ValueError(f"{self.key} does not come in pages")
        return evolve(self, query={**self.query, self.paging.parameter: page})

    def _warn(self, path: str) -> None:
        message = f"{self.key}: {path} does not fit the contract; its raw value is in additional_properties"
        warnings.warn(message, ResponseMismatchWarning, stacklevel=3)


def _unfit(value: Any) -> str:
    return "is empty" if value is None else f"is {kind_of(value)}, which the contract does not promise"


def representation(format: str) -> str:
    """The media type of a legacy operation's `format`.

    Raises:
        ValueError: The format is neither `json` nor `xml`.
    """
    if format not in ("json", "xml"):
        raise ValueError(f'format is "json" or "xml", not {format!r}')
    return f"application/{format}"


def parse_json(content: bytes) -> Any:
    """JSON bytes as a value; a number with a point or an exponent is a Decimal, any other an int.

    Raises:
        ContractViolationError: It is no JSON, or one that nothing sound can be made of; the error keeps the bytes.
    """
    try:
        return _decoder.decode(content.removeprefix(_BOM))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ContractViolationError(f"is not JSON: {error}", content=content) from None
    except RecursionError:
        raise ContractViolationError("is nested too deeply", content=content) from None
    except InvalidOperation:
        raise ContractViolationError("holds a number too large for any use", content=content) from None


# How answers are read, beside `from_dict` of a record


def nothing(value: Any, notes: Notes) -> None:
    """Reads an answer that has no body; whatever came in it is not looked at."""


def anything(value: Any, notes: Notes) -> Any:
    """Reads an answer of which nothing is known: as it is."""
    return value


def maybe(reader: Reader[T]) -> Reader[T | None]:
    """Reads an answer that may also be empty."""
    return lambda value, notes: None if value is None else reader(value, notes)


def rows_of(reader: Reader[T]) -> Reader[list[T]]:
    """Reads an answer that is a bare array of records."""
    return lambda values, notes: rows(reader, to_list(values), notes)


def either(*readers: Reader[Any]) -> Reader[Any]:
    """Reads an answer of several kinds as the first that fits, or else as the one that fits best."""

    def read_either(value: Any, notes: Notes) -> Any:
        best: tuple[Any, Notes] | None = None
        for reader in readers:
            found: Notes = []
            try:
                made = reader(value, found)
            except (ContractViolationError, *UNFIT):
                continue
            if best is None or len(found) < len(best[1]):
                best = made, found
        if best is None:
            raise TypeError("fits none of the answers that the contract knows")
        notes += best[1]
        return best[0]

    return read_either


# Who sends


class Send(Protocol):
    """Sends a call and gives what its answer reads as."""

    def __call__(self, call: Call[T], /) -> T: ...


class AsyncSend(Protocol):
    """Sends a call and gives, when awaited, what its answer reads as."""

    def __call__(self, call: Call[T], /) -> Awaitable[T]: ...


class Resource:
    """One resource of an API; each of its methods makes a call and hands it to the sender."""

    def __init__(self, send: Send) -> None:
        self._send = send


class AsyncResource:
    """One resource of an API for async callers."""

    def __init__(self, send: AsyncSend) -> None:
        self._send = send

"""Check calls before they are sent, and what their responses are read as.

Before: an inferred operation warns, or is blocked by the guard. After: the record is the requested one and has what was
sent, the page is the requested one, and its records match the filters.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar, get_args

from .._errors import ConfigurationError, ContractViolationError, PagingIgnoredError, UnverifiedOperationError
from .._warnings import InferredOperationWarning, Once, PagingWarning, ResponseMismatchWarning, warn

if TYPE_CHECKING:
    from accountability_api._runtime.call import Call
    from accountability_api._runtime.paging import ListFacts

__all__ = ("Checks", "Inferred")

T = TypeVar("T")
Inferred: TypeAlias = Literal["guard", "allow", "refuse"]
_IGNORED = "the record in the response lacks it or has another value: the service may use another name for it"
_MIXED_UP = (
    "The response is for another record and was discarded: a proxy or the service may have mixed up two responses"
)


class Checks:
    """The checks of a client, and what it has learned of operations and lists by its responses."""

    def __init__(self, inferred: Inferred, allow: Collection[str], strict: bool) -> None:
        if inferred not in get_args(Inferred):
            raise ConfigurationError(
                f"inferred: expected one of {', '.join(map(repr, get_args(Inferred)))}, got {inferred!r}."
            )
        self._inferred = inferred
        self._allow = _validated(allow)
        self._strict = strict
        self._is_first = Once()
        self._confirmed: set[str] = set()
        self._facts: dict[str, ListFacts] = {}

    def prepare_page(self, call: Call[T]) -> Call[T]:
        """Return the request for a page of a list as the service numbers and sizes its pages, as far as is known."""
        from .paging import prepare_page  # imported here and below, since only lists need it

        if call.walk is not None:
            call.walk.report = self._report_paging
        return prepare_page(call, self._facts_of(call))

    def check_call(self, call: Call[Any]) -> None:
        """Block or warn of an inferred call, and warn of a deprecated one; each warning once a client."""
        if call.status == "inferred" and call.key not in self._confirmed and not self.is_vouched_for(call):
            if call.writes or self._inferred == "refuse":
                raise UnverifiedOperationError(_blocked_message(call), key=call.key)
            if self._is_first(call.key):
                warn(_inferred_warning(call), InferredOperationWarning)
        if call.deprecated and self._is_first((call.key, "deprecated")):
            warn(_deprecated_warning(call), DeprecationWarning)

    def check_value(self, call: Call[Any], value: Any) -> None:
        """Compare what a response was read as with its request."""
        if call.identity:
            _check_identity(call, value)
        if call.writes:
            self._check_echo(call, value)
        self._confirmed.add(call.key)  # a status of 2xx is not enough: a page to sign in has it too
        if call.paging is not None:
            from .paging import check_page

            check_page(call, value, self._facts_of(call))
        if call.filters:
            from .filters import check_filters

            check_filters(call, value.items)

    def report_mismatch(self, key: str, path: str) -> None:
        """Warn, once a client, that the property at `path` (such as `items[3].dateOpened`) has an invalid value."""
        if self._is_first((key, re.sub(r"\[\d+\]", "[]", path))):
            warn(
                f"{key}: {path} does not fit the contract. It reads as None; additional_properties has what was "
                "received.",
                ResponseMismatchWarning,
            )

    def _check_echo(self, call: Call[Any], record: Any) -> None:
        for name in _ignored_properties(call, record):
            if self._strict:
                raise ContractViolationError(f"was sent, and {_IGNORED}", path=name, record=record.to_dict())
            if self._is_first((call.key, name, "sent")):
                warn(f"{call.key}: {name} was sent, and {_IGNORED}.", ResponseMismatchWarning)

    def _facts_of(self, call: Call[Any]) -> ListFacts:
        """Return what this client has learned of a list, for its walks to share."""
        from accountability_api._runtime.paging import ListFacts

        return self._facts.setdefault(call.key, ListFacts())

    def _report_paging(self, message: str) -> None:
        if self._strict:
            raise PagingIgnoredError(f"{message}.")
        warn(f"{message}.", PagingWarning)

    def is_vouched_for(self, call: Call[Any]) -> bool:
        """Return whether the caller allowed the operation, by its key or with all others."""
        return self._inferred == "allow" or call.key in self._allow

    def is_unconfirmed(self, call: Call[Any]) -> bool:
        """Return whether the path is inferred, and this client has had no successful response from it."""
        return call.status == "inferred" and call.key not in self._confirmed and _path_is_inferred(call)


def _validated(allow: Collection[str]) -> frozenset[str]:
    if isinstance(allow, str):
        raise ConfigurationError(f"allow: expected a set of keys, got the string {allow!r}. Write allow={{{allow!r}}}.")
    if not allow:
        return frozenset()
    from .. import spec  # imported when needed, as below: most clients do without it

    for key in allow:
        try:
            spec.find(key)
        except spec.UnknownKeyError as error:
            raise ConfigurationError(f"allow: {error}") from None
    return frozenset(allow)


def _path_is_inferred(call: Call[Any]) -> bool:
    """Return whether the operation is inferred, and not only the representation that this call requests."""
    from .. import spec

    try:
        return spec.find(call.key).status == "inferred"
    except spec.UnknownKeyError:
        return True


def _inferred_warning(call: Call[Any]) -> str:
    return (
        f"{call.key} ({call.method} {call.path}) is inferred, not documented: its path, parameters and response may be "
        f"wrong. To check it, run `accountability conform --base-url URL --operation {call.key}`, which only reads; "
        f"to use it without this warning, set allow={{{call.key!r}}}."
    )


def _deprecated_warning(call: Call[Any]) -> str:
    return (
        f"{call.key} ({call.method} {call.path}) is deprecated: the service may remove it. `accountability operations "
        f"{call.key}` shows what is known of it."
    )


def _blocked_message(call: Call[Any]) -> str:
    return (
        f"{call.key} ({call.method} {call.path}) is inferred, not documented, so nothing was sent. `accountability "
        f"operations {call.key}` shows what is known of it. Try it on a sandbox or on a record that you can lose, then "
        f"set allow={{{call.key!r}}}."
    )


def _check_identity(call: Call[Any], value: Any) -> None:
    """Compare the keys in each record with those in the request: a proxy may return the response of another."""
    records: Iterable[Any] = value.items if call.paging else value if isinstance(value, list) else [value]
    for attribute, expected in call.identity:
        for record in records:
            actual = getattr(record, attribute, None)
            if actual != expected and not _is_same(
                _received(record, attribute) if actual is None else actual, expected
            ):
                raise ContractViolationError(
                    f"is not the key in the request{_both(expected, actual)}. {_MIXED_UP}.",
                    path=_wire_names(record).get(attribute, attribute),
                    record=record.to_dict(),
                )


def _ignored_properties(call: Call[Any], record: Any) -> Iterator[str]:
    """Yield the properties of an inferred write that the record lacks or has with another value; not invalid values.

    A service ignores names that it does not know, and the names of an inferred operation may be wrong.
    """
    if call.status != "inferred" or not isinstance(call.body, Mapping):
        return
    from .filters import matches  # imported here, since most calls do not need it

    for attribute, name in _wire_names(record).items():
        sent, received = call.body.get(name), getattr(record, attribute)
        if sent in (None, "") or isinstance(sent, list | dict) or name in record.additional_properties:
            continue
        if received is None or not (received == sent or matches(received, "eq", sent)):
            yield name


def _is_same(actual: Any, expected: Any) -> bool:
    """Return whether two keys are the same; a key that is absent or cannot be compared counts as the same."""
    if actual is None:
        return True
    text = str(getattr(expected, "value", expected))
    if isinstance(actual, int):
        try:
            return actual == int(text)
        except ValueError:  # an alias, such as `me`
            return True
    return str(actual).strip().casefold() == text.strip().casefold()


def _both(expected: Any, actual: Any) -> str:
    """Return both keys for the message, unless they are strings, which may be private."""
    return f": expected {expected}, got {actual}" if isinstance(expected, int) and isinstance(actual, int) else ""


def _received(record: Any, attribute: str) -> Any:
    """Return the value of a key that does not fit the contract, as it was received."""
    return getattr(record, "additional_properties", {}).get(_wire_names(record).get(attribute, attribute))


def _wire_names(record: Any) -> dict[str, str]:
    """Return the name in JSON of each attribute of a record; nothing for a value that is not a record."""
    from attrs import fields

    from accountability_api._runtime.model import Model

    if not isinstance(record, Model):
        return {}
    names = [field.name for field in fields(type(record)) if field.name != "additional_properties"]
    return dict(zip(names, type(record)._wire, strict=True))

"""Compare the record in a response with its request: its keys, and after a write the properties that were sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from .._errors import ContractViolationError

if TYPE_CHECKING:
    from accountability_api._runtime.call import Call

__all__ = ("check_identity", "ignored_properties")

_ADVICE = "The response is for another record and was discarded: a proxy or the service may have mixed up two responses"


def check_identity(call: Call[Any], value: Any) -> None:
    """Compare the keys in each record with those in the request: a proxy may return the response of another.

    Args:
        call: the request; `identity` has the attributes to compare.
        value: the record, the list of records or the page that was read from the response.

    Raises:
        ContractViolationError: a record has another key.
    """
    records: Iterable[Any] = value.items if call.paging else value if isinstance(value, list) else [value]
    for attribute, expected in call.identity:
        for record in records:
            actual = getattr(record, attribute, None)
            if actual != expected and not _is_same(
                _received(record, attribute) if actual is None else actual, expected
            ):
                raise ContractViolationError(
                    f"is not the key in the request{_both(expected, actual)}. {_ADVICE}.",
                    key=call.key,
                    path=_wire_names(record).get(attribute, attribute),
                    record=record.to_dict(),
                )


def ignored_properties(call: Call[Any], record: Any) -> Iterator[str]:
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
    names = [each.name for each in fields(type(record)) if each.name != "additional_properties"]
    return dict(zip(names, type(record)._wire, strict=True))

"""Check that a response is for the record that its request addressed: a proxy may hand out the response of another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from .._errors import ContractViolationError

if TYPE_CHECKING:
    from accountability_api._runtime.call import Call

__all__ = ("check_identity",)

_ADVICE = "The response is for another record and was discarded: a proxy or the service may have mixed up two responses"


def check_identity(call: Call[Any], value: Any) -> None:
    """Compare the keys in each record with those in the request.

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
            if actual != expected and not _is_same(_raw(record, attribute) if actual is None else actual, expected):
                raise ContractViolationError(
                    f"is not the key in the request{_both(expected, actual)}. {_ADVICE}.",
                    key=call.key,
                    path=_wire_name(record, attribute),
                    record=record.to_dict(),
                )


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


def _raw(record: Any, attribute: str) -> Any:
    """Return the value of a key that does not fit the contract, as it was received."""
    return getattr(record, "additional_properties", {}).get(_wire_name(record, attribute))


def _wire_name(record: Any, attribute: str) -> str:
    from attrs import fields, has

    if not has(type(record)):
        return attribute
    names = [each.name for each in fields(type(record)) if each.name != "additional_properties"]
    return str(dict(zip(names, type(record)._wire, strict=True)).get(attribute, attribute))

"""Errors that the generated code raises, and the root of every error of the client.

AccountabilityError
└── ContractViolationError      a response does not conform to the contract and cannot be returned
ResponseMismatchWarning         a property of a response does not conform to the contract; its field is None
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

__all__ = ("MAX_DEPTH", "AccountabilityError", "ContractViolationError", "ResponseMismatchWarning", "deeper_than")

MAX_DEPTH = 100  # levels; Python's own limits on reading and pickling differ, and responses have far fewer


def deeper_than(value: Any, levels: int) -> bool:
    """Return whether objects and lists in a value are nested in more levels."""
    if not isinstance(value, dict | list):
        return False
    inner = value.values() if isinstance(value, dict) else value
    return levels == 0 or any(deeper_than(item, levels - 1) for item in inner)


class AccountabilityError(Exception):
    """The base class of every error of this package."""


class ResponseMismatchWarning(UserWarning):
    """A property of a response has an invalid value: its field is None, the value is in `additional_properties`."""


class ContractViolationError(AccountabilityError):
    """A response that does not conform to the contract.

    The message has the path and the kind of the fault, never a value, so that it can be logged.

    Attributes:
        reason: What is wrong, as the end of a sentence that begins with the path.
        key: The operation, such as `v2.Jobs_ListJobs`; empty if a record was read outside a call.
        path: The property, such as `items[3].dateOpened`; empty for the whole response.
        record: The raw record (or, if there is none, the raw response). A pickled error leaves out one that is nested
            in more than 100 levels.
        rest: The other records of the page, read as usual.
        content: The bytes of the response, if they are known.
        status: The HTTP status of the response; None for a record that was read outside a call.
        safe_to_retry: Whether sending the request again cannot do the same thing twice. False after a write that the
            service may have done: `record` or `content` has what it responded, such as the new record's id.
    """

    def __init__(
        self,
        reason: str,
        *,
        key: str = "",
        path: str = "",
        record: Any = None,
        rest: Sequence[Any] = (),
        content: bytes | None = None,
    ) -> None:
        super().__init__(reason)
        self.reason, self.key, self.path = reason, key, path
        self.record, self.rest, self.content = record, rest, content
        self.status: int | None = None
        self.safe_to_retry = True

    def __reduce__(self) -> tuple[Any, ...]:
        record = None if deeper_than(self.record, MAX_DEPTH) else self.record
        return type(self), (self.reason,), {**self.__dict__, "record": record}

    def __str__(self) -> str:
        place = f"{self.path} {self.reason}" if self.path else f"the response {self.reason}"
        return f"{self.key}: {place}" if self.key else place

"""Errors that the generated code raises, and the root of every error of the client.

AccountabilityError
└── ContractViolationError      an answer is not what the contract promises, so that it cannot be handed on
ResponseMismatchWarning              a member of an answer is not what the contract promises; it reads as None
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

__all__ = ("DEEPEST", "AccountabilityError", "ContractViolationError", "ResponseMismatchWarning", "deeper_than")

DEEPEST = 100  # levels; Python's own limits on reading and pickling differ, and what an API answers has far fewer


def deeper_than(value: Any, levels: int) -> bool:
    """Whether objects and lists are nested in a value in more levels than so."""
    if not isinstance(value, dict | list):
        return False
    inner = value.values() if isinstance(value, dict) else value
    return levels == 0 or any(deeper_than(each, levels - 1) for each in inner)


class AccountabilityError(Exception):
    """Everything this package raises on purpose."""


class ResponseMismatchWarning(UserWarning):
    """A member of an answer does not fit the contract: it reads as None, `additional_properties` has its raw value."""


class ContractViolationError(AccountabilityError):
    """An answer that is not what the contract promises.

    Its text tells the place and the kind of the fault, never a value, so that it may go into a log.

    Attributes:
        reason: What is wrong, as the end of a sentence that begins with the path.
        key: The operation, such as `v2.Jobs_ListJobs`; empty where a record was read outside a call.
        path: The member, such as `items[3].dateOpened`; empty for the whole answer.
        record: The raw record (or, where there is no such thing, the raw answer). A pickled error leaves out one that
            is nested in more than 100 levels.
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
        record = None if deeper_than(self.record, DEEPEST) else self.record
        return type(self), (self.reason,), {**self.__dict__, "record": record}

    def __str__(self) -> str:
        place = f"{self.path} {self.reason}" if self.path else f"the answer {self.reason}"
        return f"{self.key}: {place}" if self.key else place

"""What is made from the records and lasts until anyone writes: in this process, or in another one of the same file."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Lasting:
    """Keeps what was made of the records for as long as they stay as they were.

    Args:
        state: tells one state of the records from another; asked at each use.
        most: how many things are kept; the oldest makes room.
    """

    def __init__(self, state: Callable[[], object], most: int) -> None:
        self._state, self._most = state, most
        self._made: dict[Hashable, Any] = {}
        self._made_at: object = None

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """What is kept under a key, made first where it is missing; nobody may change it.

        Args:
            key: all that it depends on beside the records.
            make: makes it of the records.
        """
        if (state := self._state()) != self._made_at:
            self._made.clear()
            self._made_at = state
        if key not in self._made:
            if len(self._made) >= self._most:
                del self._made[next(iter(self._made))]
            self._made[key] = make()
        made: T = self._made[key]
        return made

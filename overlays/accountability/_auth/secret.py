"""A string that is shown nowhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

__all__ = ("Secret",)


class Secret:
    """A string that no repr and no attribute shows.

    Tools that report an error (Sentry, rich, `pytest -l`) show the variables of its frames, and some of them the
    attributes of those too; a client is a variable of its own frames. So the string is a variable of a closure.
    """

    __slots__ = ("reveal",)
    reveal: Callable[[], str]

    def __init__(self, value: str) -> None:
        self.reveal = lambda: value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self.reveal() == other.reveal()

    def __hash__(self) -> int:
        return hash(self.reveal())

    def __repr__(self) -> str:
        return "Secret(...)"

    def __reduce__(self) -> tuple[Any, ...]:
        return Secret, (self.reveal(),)

"""Faults on request: an operation that fails, is late, or whose answer does not arrive whole, so often or so likely."""

from __future__ import annotations

import random
import threading
from collections.abc import Collection, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import Literal

import msgspec

from .delivery import Delivery
from .exact import write
from .message import Reply
from .problem import MEDIA, Problem

Damage = Literal["drop", "lose", "malformed", "truncated"]
_CLOSES: Mapping[str | None, Literal["before", "within"]] = {"drop": "before", "lose": "before", "truncated": "within"}


class Fault(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="camel"):
    """What goes wrong, where, and how often. At least one of status, damage, latency and slow is needed.

    Args:
        operation: key such as `v2.Jobs_GetJob`, or a pattern such as `v2.Jobs_*`; all operations when left out.
        times: how many calls it strikes; every one when left out.
        probability: chance that a call is struck, up to 1.
        seed: makes the chances repeatable.
        status: answered in place of the operation, which is not done.
        body: text of that answer; a problem when left out.
        media: the media type of that text.
        headers: further headers of that answer, such as `Retry-After`.
        damage: "drop" closes the connection before the operation is done, "lose" after it was done and before the
            answer; "malformed" makes the body unreadable; "truncated" closes the connection in the middle of the body.
        latency: seconds before the answer.
        slow: seconds over which the body is spread.

    Raises:
        ValueError: a value that cannot be, or no effect at all.
    """

    operation: str = "*"
    times: int | None = None
    probability: float = 1.0
    seed: int = 0
    status: int | None = None
    body: str | None = None
    media: str = "text/plain; charset=utf-8"
    headers: dict[str, str] = {}
    damage: Damage | None = None
    latency: float = 0.0
    slow: float = 0.0

    def __post_init__(self) -> None:
        if self.times is not None and self.times < 1:
            raise ValueError(f"times is {self.times}: give 1 or more, or leave it out for every call")
        if not 0 < self.probability <= 1:
            raise ValueError(f"probability is {self.probability}: it lies above 0 and up to 1")
        if self.status is not None and not 200 <= self.status <= 599:
            raise ValueError(f"status is {self.status}: an answer has one from 200 to 599")
        if self.latency < 0 or self.slow < 0:
            raise ValueError("latency and slow are seconds, not less than 0")
        if self.status is None and self.damage is None and not self.latency and not self.slow:
            raise ValueError("a fault needs an effect: status, damage, latency or slow")
        if self.status is not None and self.damage in ("drop", "lose"):
            raise ValueError(f"a connection that is closed ({self.damage}) has no status: give one of the two")

    @property
    def prevents(self) -> bool:
        """Whether the operation is not done at all."""
        return self.status is not None or self.damage == "drop"

    @property
    def reason(self) -> str:
        """What the journal says of a call that it struck."""
        effects = {"status": self.status, "damage": self.damage, "latency": self.latency, "slow": self.slow}
        return "fault: " + ", ".join(f"{name} {value}" for name, value in effects.items() if value)

    def answer(self, path: str) -> Reply:
        """The answer in place of the operation's."""
        status = self.status or 503
        if self.body is not None:
            return Reply(status, self.body.encode(), self.media, self.headers)
        problem = Problem(status, "This fault was asked for at /_sandbox/faults.", kind="fault")
        return Reply(status, write(problem.as_dict(status, path)), MEDIA, self.headers)

    def spoil(self, reply: Reply) -> Reply:
        """An answer that will go out with the damage done to it."""
        closes, garbled = _CLOSES.get(self.damage), self.damage == "malformed"
        return replace(reply, delivery=Delivery(self.latency, closes, self.slow, garbled))


class Faults:
    """The faults that are asked for; of several that fit a call, the first one that strikes.

    Args:
        keys: of the operations there are.
    """

    def __init__(self, keys: Collection[str]) -> None:
        self._keys, self._lock = keys, threading.Lock()
        self._asked: list[_Asked] = []

    def add(self, fault: Fault) -> None:
        """Ask for a fault.

        Raises:
            ValueError: no operation has that key.
        """
        if not any(fnmatchcase(key, fault.operation) for key in self._keys):
            raise ValueError(f"no operation fits {fault.operation}; GET /_sandbox lists their keys")
        with self._lock:
            self._asked.append(_Asked(fault))

    def strike(self, key: str) -> Fault | None:
        """The fault that a call of an operation meets, if any; it counts as having struck."""
        if not self._asked:
            return None
        with self._lock:
            return next((asked.fault for asked in self._asked if asked.strikes(key)), None)

    def as_list(self) -> list[tuple[Fault, int]]:
        """What is asked for, each with how often it has struck."""
        with self._lock:
            return [(asked.fault, asked.struck) for asked in self._asked]

    def clear(self) -> None:
        """All goes well again."""
        with self._lock:
            self._asked.clear()


class _Asked:
    """A fault with its chances and its count."""

    def __init__(self, fault: Fault) -> None:
        self.fault, self.struck = fault, 0
        self._chances = random.Random(fault.seed)

    def strikes(self, key: str) -> bool:
        if self.struck == self.fault.times or not fnmatchcase(key, self.fault.operation):
            return False
        strikes = self._chances.random() < self.fault.probability
        self.struck += strikes
        return strikes

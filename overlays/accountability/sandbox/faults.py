"""Faults on request: operations that fail, are slow, or whose response is lost or damaged."""

from __future__ import annotations

import random
import threading
from collections.abc import Collection, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import Literal

import msgspec

from .http.message import Response, Transmission, problem_response
from .http.problem import Problem

Damage = Literal["drop", "lose", "malformed", "truncated"]
_CLOSES: Mapping[str | None, Literal["before", "within"]] = {"drop": "before", "lose": "before", "truncated": "within"}


class Fault(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="camel"):
    """What fails, where, and how often. At least one of status, damage, latency and slow is required.

    Args:
        operation: A key such as `v2.Jobs_GetJob`, or a pattern such as `v2.Jobs_*`; all operations by default.
        times: How many calls it affects; all by default.
        probability: Of affecting a call, above 0 and up to 1.
        seed: Makes the probability repeatable.
        status: Of the response instead of the operation, which is not performed.
        body: Of that response; a problem by default.
        media: The media type of that body.
        headers: Additional headers of that response, such as `Retry-After`.
        damage: "drop" closes the connection before the operation is performed, "lose" after it, before the response;
            "malformed" makes the body unreadable; "truncated" closes the connection in the middle of the body.
        latency: Seconds before the response.
        slow: Seconds over which the body is spread.

    Raises:
        ValueError: A value is out of range, or there is no effect.
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
            raise ValueError(f"times: expected 1 or more, got {self.times}. Leave it out for every call.")
        if not 0 < self.probability <= 1:
            raise ValueError(f"probability: expected a number above 0 and up to 1, got {self.probability}.")
        if self.status is not None and not 200 <= self.status <= 599:
            raise ValueError(f"status: expected 200 to 599, got {self.status}.")
        if self.latency < 0 or self.slow < 0:
            raise ValueError(f"latency, slow: expected 0 s or more, got {self.latency}, {self.slow}.")
        if self.status is None and self.damage is None and not self.latency and not self.slow:
            raise ValueError("fault: expected an effect (status, damage, latency or slow), got none.")
        if self.status is not None and self.damage in ("drop", "lose"):
            raise ValueError(
                f"fault: expected status or damage={self.damage!r}, got both. A closed connection has none."
            )

    @property
    def skips_operation(self) -> bool:
        """Whether the operation is not performed."""
        return self.status is not None or self.damage == "drop"

    @property
    def reason(self) -> str:
        """What the call log says about a call that it affected."""
        effects = {"status": self.status, "damage": self.damage, "latency": self.latency, "slow": self.slow}
        return "fault: " + ", ".join(f"{name} {value}" for name, value in effects.items() if value)

    def response(self, path: str) -> Response:
        """Return the response instead of the operation's."""
        status = self.status or 503
        if self.body is not None:
            return Response(status, self.body.encode(), self.media, self.headers)
        detail = "This fault was requested at /_sandbox/faults."
        return problem_response(Problem(status, detail, type="fault", headers=self.headers), path)

    def apply_to(self, response: Response) -> Response:
        """Return a response that is sent with the fault's damage and delays."""
        closes, garbled = _CLOSES.get(self.damage), self.damage == "malformed"
        return replace(response, transmission=Transmission(self.latency, closes, self.slow, garbled))


class Faults:
    """The active faults; of several that match a call, the first one that affects it."""

    def __init__(self, keys: Collection[str]) -> None:
        self._keys, self._lock = keys, threading.Lock()
        self.active: list[_ActiveFault] = []

    def add(self, fault: Fault) -> None:
        """Add a fault.

        Raises:
            ValueError: No operation matches.
        """
        if not any(fnmatchcase(key, fault.operation) for key in self._keys):
            raise ValueError(f"operation: no operation matches {fault.operation!r}. See GET /_sandbox for their keys.")
        with self._lock:
            self.active.append(_ActiveFault(fault))

    def match(self, key: str) -> Fault | None:
        """Return the fault that affects a call of an operation, if any, and count it."""
        with self._lock:
            return next((active_fault.fault for active_fault in self.active if active_fault.affects(key)), None)

    def as_list(self) -> list[tuple[Fault, int]]:
        """Return the faults, each with how many calls it has affected."""
        with self._lock:
            return [(active_fault.fault, active_fault.count) for active_fault in self.active]

    def clear(self) -> None:
        """Remove all faults."""
        with self._lock:
            self.active.clear()


class _ActiveFault:
    """A fault with its random numbers and its count."""

    def __init__(self, fault: Fault) -> None:
        self.fault, self.count = fault, 0
        self._random = random.Random(fault.seed)

    def affects(self, key: str) -> bool:
        if self.count == self.fault.times or not fnmatchcase(key, self.fault.operation):
            return False
        is_affected = self._random.random() < self.fault.probability
        self.count += is_affected
        return is_affected

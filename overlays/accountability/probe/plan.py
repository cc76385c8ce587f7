"""Plan a probe: which operations are called, in which order, and how many calls that takes at most."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING

from attrs import field, frozen

from .. import ConfigurationError, spec
from ..spec import Operation

if TYPE_CHECKING:
    from .. import RateLimit

__all__ = ("Plan", "Step", "plan")

_OF_A_LIST, _OF_A_RECORD = 8, 3  # other paths that are tried; a record is first requested below its list
_LATENCY = 0.5  # seconds of a call, for the estimate only


@frozen
class Step:
    """One operation to call.

    Attributes:
        operation: A read.
        parent: The list whose rows have the id to request; None if no record is addressed, and in legacy.
        guesses: The most other paths that are tried if it is absent.
    """

    operation: Operation
    parent: str | None = None
    guesses: int = 0


@frozen
class Plan:
    """The calls of a probe.

    Attributes:
        steps: The operations, lists before the records that they address.
    """

    steps: tuple[Step, ...] = field(repr=False)

    @property
    def least(self) -> int:
        """Calls if nothing is absent, including one for a token."""
        return len(self.steps) + 1

    @property
    def most(self) -> int:
        """The most calls."""
        return self.least + sum(step.guesses for step in self.steps)

    def seconds(self, calls: int, rate_limit: RateLimit | None) -> float:
        """Return the most seconds that so many calls take, with the waits for the rate limit."""
        waits = (ceil(calls / rate_limit.calls) - 1) * rate_limit.seconds if rate_limit else 0.0
        return waits + calls * _LATENCY

    def summary(self, rate_limit: RateLimit | None) -> str:
        """Return the calls of each API and in all, with the time that they take, as text.

        Args:
            rate_limit: The limit of the account; None for a sandbox, which has none.
        """
        lines = []
        for api, group in groupby(self.steps, lambda step: step.operation.api):
            steps = list(group)
            tries = sum(step.guesses for step in steps)
            lines.append(
                f"{api:6}  {len(steps)} reads" + (f", and up to {tries} tries of other paths" if tries else "")
            )
        lines.append(f"at most {self.most} calls, {_minutes(self.seconds(self.most, rate_limit))}")
        if self.most > self.least:
            lines[-1] += f"; {self.least} calls, {_minutes(self.seconds(self.least, rate_limit))}, if nothing is absent"
        return "\n".join(lines)


def plan(apis: Collection[str] = spec.APIS, *, guess: bool = True) -> Plan:
    """Return what a probe of these APIs would call.

    Args:
        apis: `v1`, `v2`, `legacy`.
        guess: Whether other paths are tried for an inferred operation that is absent.

    Raises:
        ConfigurationError: There is no such API.
    """
    if unknown := set(apis) - set(spec.APIS):
        raise ConfigurationError(f"apis: expected {', '.join(spec.APIS)}, got {', '.join(sorted(unknown))}.")
    return Plan(tuple(step for api in spec.APIS if api in apis for step in _steps(api, guess)))


def _steps(api: str, guess: bool) -> list[Step]:
    reads = [operation for operation in spec.load(api).operations.values() if operation.method == "GET"]
    lists = [operation for operation in reads if operation.lists and api != "legacy"]
    list_keys = {operation.key for operation in lists}
    steps = []
    for operation in reads:
        tries = _OF_A_LIST if operation.key in list_keys else _OF_A_RECORD
        is_guessed = guess and operation.status == "inferred"
        steps.append(Step(operation, _parent(operation, lists), tries if is_guessed else 0))
    return sorted(steps, key=lambda step: (len(step.operation.path_parameters), step.operation.key not in list_keys))


def _parent(operation: Operation, lists: Sequence[Operation]) -> str | None:
    """Return the list that has the addressed record: the one whose path begins it, else that of its collection."""
    path, names = operation.path, operation.path_parameters
    if not names:
        return None
    start = path[: path.rindex("{")].rstrip("/")
    candidates = [listing for listing in lists if len(listing.path_parameters) == len(names) - 1]
    path_keys = [listing.key for listing in candidates if listing.path.rstrip("/") == start]
    record_keys = [listing.key for listing in candidates if listing.record == operation.record and path.endswith("}")]
    return next(iter([*path_keys, *record_keys]), None)


def _minutes(seconds: float) -> str:
    return f"about {ceil(seconds / 60)} min" if seconds > 60 else "within a minute"

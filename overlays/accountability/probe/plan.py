"""What a probe asks, in which order, and how many calls that takes at most."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING

from attrs import field, frozen

from .. import spec
from .._corrections import placeholders
from .._errors import ConfigurationError
from ..spec import Operation

if TYPE_CHECKING:
    from .._rate_limit import RateLimit

__all__ = ("Plan", "Step", "plan")

_OF_A_LIST, _OF_A_RECORD = 8, 3  # other paths that are tried; a record is first asked for where its list is
_LATENCY = 0.5  # seconds that a call may take, for the estimate alone


@frozen
class Step:
    """One operation to ask.

    Attributes:
        operation: A read.
        parent: The list whose rows say which record to ask for; None where no record is addressed, or in legacy.
        guesses: How many other paths are tried at most, should it be absent.
    """

    operation: Operation
    parent: str | None = None
    guesses: int = 0


@frozen
class Plan:
    """The calls of a probe.

    Attributes:
        steps: What is asked, lists before what reads a record of theirs.
    """

    steps: tuple[Step, ...] = field(repr=False)

    @property
    def least(self) -> int:
        """Calls, the one for a token included, if nothing is absent."""
        return len(self.steps) + 1

    @property
    def most(self) -> int:
        """Calls at most."""
        return self.least + sum(step.guesses for step in self.steps)

    def seconds(self, calls: int, rate_limit: RateLimit) -> float:
        """How long so many calls take at most, with what the budget makes them wait."""
        return (ceil(calls / rate_limit.calls) - 1) * rate_limit.seconds + calls * _LATENCY

    def told(self, rate_limit: RateLimit) -> str:
        """The plan for people: calls by API, and in all with the time that they take."""
        lines = []
        for api, group in groupby(self.steps, lambda step: step.operation.api):
            steps = list(group)
            more = sum(step.guesses for step in steps)
            lines.append(f"{api:6}  {len(steps)} reads" + (f", and up to {more} tries of other paths" if more else ""))
        lines.append(f"at most {self.most} calls, {_minutes(self.seconds(self.most, rate_limit))}")
        if self.most > self.least:
            lines[-1] += f"; {self.least} calls, {_minutes(self.seconds(self.least, rate_limit))}, if nothing is absent"
        return "\n".join(lines)


def plan(apis: Collection[str] = spec.APIS, *, guess: bool = True) -> Plan:
    """What a probe of these APIs would ask.

    Args:
        apis: `v1`, `v2`, `legacy`.
        guess: Whether other paths are tried for an inferred operation that is absent.

    Raises:
        ConfigurationError: There is no such API.
    """
    if unknown := set(apis) - set(spec.APIS):
        raise ConfigurationError(f"apis: there is no {', '.join(sorted(unknown))}; the APIs are {', '.join(spec.APIS)}")
    return Plan(tuple(step for api in spec.APIS if api in apis for step in _steps(api, guess)))


def _steps(api: str, guess: bool) -> list[Step]:
    reads = [each for each in spec.load(api).operations.values() if each.method == "GET"]
    lists = [each for each in reads if each.lists and api != "legacy"]
    listing = {each.key for each in lists}
    steps = []
    for each in reads:
        tries = _OF_A_LIST if each.key in listing else _OF_A_RECORD
        guessed = guess and each.status == "inferred"
        steps.append(Step(each, _parent(each, lists), tries if guessed else 0))
    return sorted(steps, key=lambda step: (len(placeholders(step.operation.path)), step.operation.key not in listing))


def _parent(operation: Operation, lists: Sequence[Operation]) -> str | None:
    """The list that has the record which a path leads to last: where its path begins, else that of its collection."""
    path, names = operation.path, placeholders(operation.path)
    if not names:
        return None
    start = path[: path.rindex("{")].rstrip("/")
    fitting = [each for each in lists if len(placeholders(each.path)) == len(names) - 1]
    here = [each.key for each in fitting if each.path.rstrip("/") == start]
    alike = [each.key for each in fitting if each.record == operation.record and path.endswith("}")]
    return next(iter([*here, *alike]), None)


def _minutes(seconds: float) -> str:
    return f"about {ceil(seconds / 60)} min" if seconds > 60 else "within a minute"

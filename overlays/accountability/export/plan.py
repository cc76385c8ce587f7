"""What an export will do: which resources, how, in how many calls and minutes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .resources import Resource, select
from .source import build_call

if TYPE_CHECKING:
    from accountability import Accountability

__all__ = ("Plan", "PlannedResource", "plan")

_CALLS_PER_MINUTE = 100


@dataclass(frozen=True)
class PlannedResource:
    """What an export will read of one resource.

    Args:
        name: of the resource.
        how: `incremental`, `full`, or `by` its parent.
        records: in the list today; None where the list does not report it, or depends on the parents.
        calls: at most.
    """

    name: str
    how: str
    records: int | None
    calls: int


@dataclass(frozen=True)
class Plan:
    """What an export will read.

    Args:
        resources: in the order in which they are read.
    """

    resources: tuple[PlannedResource, ...]

    @property
    def calls(self) -> int:
        """The calls of a first run, at most."""
        return sum(resource.calls for resource in self.resources)

    @property
    def minutes(self) -> float:
        """How long they take within the rate limit."""
        return self.calls / _CALLS_PER_MINUTE

    def __str__(self) -> str:
        width = max((len(resource.name) for resource in self.resources), default=0)
        lines = [f"{r.name:<{width}}  {r.how:<24}{r.calls:>8} calls" for r in self.resources]
        return "\n".join(
            [*lines, f"at most {self.calls} calls, {self.minutes:.1f} min at {_CALLS_PER_MINUTE} a minute"]
        )


def plan(client: Accountability, names: Iterable[str] | None = None, *, api: str = "v2") -> Plan:
    """Request the number of records of each list (one call per list), and return what an export of them takes.

    Args:
        client: sends the calls.
        names: resources such as `jobs`; None for all.
        api: `v1` or `v2`.
    """
    chosen = select(names, api)
    counts: dict[str, int | None] = {}
    for name in dict.fromkeys(resource.parent or resource.name for resource in chosen):
        (resource,) = select([name], api)
        counts[name] = client.send(build_call(resource, page_size=1)).total_count
    return Plan(tuple(_planned(resource, counts) for resource in chosen))


def _planned(resource: Resource, counts: dict[str, int | None]) -> PlannedResource:
    if resource.parent is not None:
        return PlannedResource(resource.name, f"by {resource.parent}", None, counts[resource.parent] or 0)
    count = counts[resource.name]
    how = "incremental" if resource.is_incremental else "full"
    return PlannedResource(resource.name, how, count, max(1, -(-(count or 0) // resource.largest_page)))

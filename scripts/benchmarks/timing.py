"""Timing side by side: each round runs every contender once, so that a noisy machine is noisy for all of them."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

__all__ = ("Times", "functions", "processes", "settle")


@dataclass(frozen=True)
class Times:
    """What each contender took, round by round.

    Args:
        rounds: seconds by contender; the same index is the same round.
    """

    rounds: Mapping[str, Sequence[float]]

    def median(self, name: str) -> float:
        """Seconds of the middle round."""
        return statistics.median(self.rounds[name])

    def best(self, name: str) -> float:
        """Seconds of the quickest round, which noise has touched least."""
        return min(self.rounds[name])

    def ratio(self, name: str, other: str) -> float:
        """The median of the rounds' ratios."""
        pairs = zip(self.rounds[name], self.rounds[other], strict=True)
        return statistics.median(one / two for one, two in pairs)

    def over(self, name: str, bare: str) -> float:
        """Seconds that one takes more than another, by the median of the rounds."""
        pairs = zip(self.rounds[name], self.rounds[bare], strict=True)
        return statistics.median(one - two for one, two in pairs)


# An installed package is compiled once, as all peers are: ours is by the round that warms, whatever the shell has set.
_COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}


def processes(commands: Mapping[str, Sequence[str]], runs: int, environ: Mapping[str, str] | None = None) -> Times:
    """Wall times of whole processes, after one round that warms the caches.

    Raises:
        RuntimeError: one of them failed; the message holds what it said.
    """
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(runs + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            done = subprocess.run(
                command, env={**os.environ, **_COMPILED, **(environ or {})}, capture_output=True, text=True, check=False
            )
            seconds = time.perf_counter() - start
            if done.returncode:
                raise RuntimeError(f"{name}: {done.stderr.strip()[-2000:]}")
            if number:
                taken[name].append(seconds)
    return Times(taken)


def functions(contenders: Mapping[str, Callable[[], object]], runs: int, clock: Callable[[], float]) -> Times:
    """Times of functions in this process, after one round that warms them; the garbage of one is not another's.

    What a contender returns is let go when its clock has stopped.
    """
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    for number in range(runs + 1):
        for name, contender in contenders.items():
            gc.collect()
            settle()
            start = clock()
            made = contender()
            seconds = clock() - start
            del made
            if number:
                taken[name].append(seconds)
    return Times(taken)


def settle() -> None:
    """Has the allocator put its free memory in order, which it otherwise leaves to whoever next asks for much.

    After a document of 300,000 elements that takes as long as to parse it.
    """
    bytes(1 << 22)

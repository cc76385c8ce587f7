"""Time contenders side by side: each round runs every contender once, so noise affects all of them alike."""

from __future__ import annotations

import gc
import os
import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

__all__ = ("Times", "children_time", "time_functions", "time_processes")


@dataclass(frozen=True)
class Times:
    """Seconds of each contender, round by round.

    Args:
        rounds: seconds by contender; the same index is the same round.
    """

    rounds: Mapping[str, Sequence[float]]

    def median(self, name: str) -> float:
        """Return the seconds of the median round."""
        return statistics.median(self.rounds[name])

    def ratio(self, name: str, other: str) -> float:
        """Return the median of the ratios of the rounds."""
        pairs = zip(self.rounds[name], self.rounds[other], strict=True)
        return statistics.median(duration / other_duration for duration, other_duration in pairs)

    def difference(self, name: str, other: str) -> float:
        """Return the median of the differences of the rounds, in seconds."""
        pairs = zip(self.rounds[name], self.rounds[other], strict=True)
        return statistics.median(duration - other_duration for duration, other_duration in pairs)


# pip compiles the peers when it installs them; the warm-up round compiles ours, whatever the shell has set.
_COMPILE = {"PYTHONDONTWRITEBYTECODE": ""}


def children_time() -> float:
    """Return the processor seconds of the processes that have ended: load on the machine hardly changes them."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def time_processes(
    commands: Mapping[str, Sequence[str]],
    runs: int,
    environ: Mapping[str, str] | None = None,
    clock: Callable[[], float] = time.perf_counter,
) -> Times:
    """Return the times of whole processes, after one warm-up round.

    Args:
        commands: the command lines by name.
        runs: number of rounds.
        environ: variables that are added to the environment.
        clock: returns seconds: of the wall, or `children_time`.

    Raises:
        RuntimeError: a process failed; the message has the end of its standard error.
    """
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(runs + 1):
        for name, command in commands.items():
            start = clock()
            run_quietly(command, environ)
            if number:
                seconds[name].append(clock() - start)
    return Times(seconds)


def run_quietly(command: Sequence[str], environ: Mapping[str, str] | None = None) -> str:
    """Run a command and return its standard output.

    Raises:
        RuntimeError: it failed; the message has the end of its standard error.
    """
    env = {**os.environ, **_COMPILE, **(environ or {})}
    process = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command[:3])}: exit code {process.returncode}: {process.stderr.strip()[-2000:]}")
    return process.stdout


def time_functions(contenders: Mapping[str, Callable[[], object]], runs: int) -> Times:
    """Return the processor times of functions in this process, after one warm-up round.

    Garbage is collected between contenders, and a result is released after its clock has stopped.
    """
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for number in range(runs + 1):
        for name, contender in contenders.items():
            gc.collect()
            start = time.process_time()
            result = contender()
            elapsed = time.process_time() - start
            del result
            if number:
                seconds[name].append(elapsed)
    return Times(seconds)

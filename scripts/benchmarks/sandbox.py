"""The sandbox next to Prism: time from the start to the first response."""

from __future__ import annotations

import sys
import time

from .row import Row
from .servers import free_port, prism_command, serve, v2_document, wait_for
from .timing import Times

__all__ = ("rows",)

_AIM = 0.7  # seconds
_MAX_ROUNDS = 5


def rows(runs: int) -> list[Row]:
    """Return the rows of the sandbox, from at most five rounds; without Prism if node is not installed."""
    port = str(free_port())
    commands = {"ours": [sys.executable, "-m", "accountability", "sandbox", "--port", port]}
    if (prism := prism_command()) is not None:
        commands["Prism"] = [*prism, "mock", str(v2_document()), "--port", port, "--host", "127.0.0.1"]
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(min(runs, _MAX_ROUNDS)):
        for name, command in commands.items():
            start = time.perf_counter()
            with serve(command):
                wait_for(f"http://127.0.0.1:{port}/v2/jobs/4711")
                seconds[name].append(time.perf_counter() - start)
    times = Times(seconds)
    measure, own = "sandbox, start to first response", f"{times.median('ours'):.2f} s"
    result = [Row(measure, own, "", times.median("ours"), _AIM, unit=" s")]
    if prism is not None:
        result.append(Row(measure, own, f"Prism {times.median('Prism'):.2f} s", times.ratio("ours", "Prism"), 1.0))
    return result

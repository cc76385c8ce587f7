"""Use of the rate limit by eight processes that share it through SQLite, on a server with a true rolling window."""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import mean
from subprocess import PIPE
from urllib.request import urlopen

from .peers import ROOT
from .row import Row
from .servers import listen, module_server, response

__all__ = ("CALLS", "RollingWindow", "largest_count", "percent_used", "rows", "serve")

PROCESSES, THREADS, CALLS = 8, 4, 100
WINDOW = 6.0  # seconds; the service's own is 60
JITTER = 0.005  # longest duration of a call, as a share of the window


def rows(runs: int) -> list[Row]:
    """Return the rows of the rate limit, from calls during `runs` windows."""
    with tempfile.TemporaryDirectory() as folder:
        arrivals, rejected, shares = _measure(f"sqlite:///{Path(folder)}/calls.db", runs)
    measure = f"rate limit, {PROCESSES} processes, {WINDOW:g} s"
    return [
        Row(f"{measure}: used", f"{min(shares)} to {max(shares)} calls each", f"{len(arrivals)} calls",
            percent_used(arrivals, WINDOW), 98.0, at_least=True, unit=" %"),
        Row(f"{measure}: status 429", f"at most {largest_count(arrivals, WINDOW)} a window", "", rejected, 0, unit=""),
    ]  # fmt: skip


def percent_used(arrivals: list[float], window: float) -> float:
    """Return the used share: at full use each call arrives one window after the hundredth call before it."""
    return 100 * window / mean(later - earlier for earlier, later in zip(arrivals, arrivals[CALLS:], strict=False))


def largest_count(arrivals: list[float], window: float) -> int:
    """Return the largest number of calls in any rolling window."""
    start, largest = 0, 0
    for end, arrival in enumerate(arrivals):
        while arrivals[start] <= arrival - window:
            start += 1
        largest = max(largest, end - start + 1)
    return largest


class RollingWindow:
    """The server's count; a call exactly one window old no longer counts."""

    def __init__(self, calls: int, seconds: float) -> None:
        self._calls, self._seconds = calls, seconds
        self._recent: deque[float] = deque()
        self.arrivals: list[float] = []
        self.rejected = 0

    def admit(self, now: float) -> bool:
        """Count a call that arrives at `now`, unless the window is full."""
        while self._recent and self._recent[0] <= now - self._seconds:
            self._recent.popleft()
        if len(self._recent) >= self._calls:
            self.rejected += 1
            return False
        self._recent.append(now)
        self.arrivals.append(now)
        return True

    def figures(self) -> dict[str, object]:
        """Return the times of the calls that were admitted, and the number of the others."""
        return {"arrivals": self.arrivals, "rejected": self.rejected}


def _measure(store: str, windows: int) -> tuple[list[float], int, list[int]]:
    with module_server("benchmarks.rate_limit", "serve") as url:
        callers = [_start_caller(url, store, str(windows * WINDOW)) for _ in range(PROCESSES)]
        shares = _call_together(callers)
        with urlopen(f"{url}/figures") as response:
            figures = json.load(response)
    return figures["arrivals"], figures["rejected"], shares


def _start_caller(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "benchmarks.rate_limit", "call", *arguments]
    return subprocess.Popen(command, cwd=ROOT / "scripts", stdin=PIPE, stdout=PIPE, text=True)


def _call_together(callers: list[subprocess.Popen[str]]) -> list[int]:
    """Start the callers once the last one is ready, and return the number of calls by each."""
    pipes = [(caller.stdin, caller.stdout) for caller in callers if caller.stdin and caller.stdout]
    for _, output in pipes:
        output.readline()
    for start, _ in pipes:
        start.close()
    shares = [int(output.read()) for _, output in pipes]
    for caller in callers:
        caller.wait()
    return shares


def call(url: str, store: str, seconds: float) -> None:
    """Call from several threads for `seconds` and print the number of responses; start when the input ends."""
    from accountability import Accountability, ApiToken, RateLimit
    from accountability.v2 import jobs

    rate_limit = RateLimit(calls=CALLS, seconds=WINDOW, store=store)
    api = Accountability(ApiToken("token"), base_url=url, inferred="allow", rate_limit=rate_limit, retry=None)
    statuses: list[int] = []

    def work() -> None:
        while True:
            statuses.append(api.raw(jobs.get_job(4711)).status)

    print("ready", flush=True)
    sys.stdin.read()
    for _ in range(THREADS):
        threading.Thread(target=work, daemon=True).start()
    time.sleep(seconds)
    print(len(statuses), flush=True)


async def respond(target: str, count: RollingWindow) -> bytes:
    """Return the response to a request; a random part of its duration passes before it is counted."""
    before, after = (random.uniform(0, JITTER * WINDOW / 2) for _ in range(2))
    await asyncio.sleep(before)
    status = 200 if count.admit(time.monotonic()) else 429
    await asyncio.sleep(after)
    return response(status, b'{"id": 4711}')


def serve(respond: Callable[[str, RollingWindow], Awaitable[bytes]], count: RollingWindow) -> None:
    """Serve until the process is ended: `/figures` with those of the window, other targets as `respond` does."""

    async def respond_or_report(target: str) -> bytes:
        if target == "/figures":
            return response(200, json.dumps(count.figures()).encode())
        return await respond(target, count)

    listen(respond_or_report)


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve(respond, RollingWindow(CALLS, WINDOW))
    else:
        call(sys.argv[2], sys.argv[3], float(sys.argv[4]))

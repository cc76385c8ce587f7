"""Use of the rate limit by eight processes that share it through SQLite, on a server with a true rolling window.

`python -m benchmarks.rate_limit --window 60` (with `scripts` on the path) measures another length of the window.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from pathlib import Path
from statistics import mean
from subprocess import PIPE
from urllib.request import urlopen

from .peers import ROOT
from .row import Row, format_table

__all__ = ("CALLS", "RollingWindow", "largest_count", "percent_used", "response", "rows")

PROCESSES, THREADS, CALLS = 8, 4, 100
JITTER = 0.005  # longest duration of a call, as a share of the window


def rows(runs: int, window: float = 6.0) -> list[Row]:
    """Return the rows of the rate limit.

    Args:
        runs: number of windows to call for.
        window: length of the window in seconds; the real one is 60.
    """
    with tempfile.TemporaryDirectory() as folder:
        arrivals, rejected, shares = _measure(f"sqlite:///{Path(folder)}/calls.db", runs, window)
    measure = f"rate limit, {PROCESSES} processes, {window:g} s"
    return [
        Row(f"{measure}: used", f"{min(shares)} to {max(shares)} calls each", f"{len(arrivals)} calls",
            percent_used(arrivals, window), 98.0, at_least=True, unit=" %"),
        Row(f"{measure}: status 429", f"at most {largest_count(arrivals, window)} a window", "", rejected, 0, unit=""),
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


def _measure(store: str, windows: int, window: float) -> tuple[list[float], int, list[int]]:
    server = _start("serve", str(window))
    try:
        assert server.stdout is not None
        url = f"http://127.0.0.1:{int(server.stdout.readline())}"
        shares = _call_together([_start("call", url, store, str(window), str(windows * window))
                                 for _ in range(PROCESSES)])  # fmt: skip
        with urlopen(f"{url}/figures") as response:
            figures = json.load(response)
    finally:
        server.terminate()
        server.communicate()
    return figures["arrivals"], figures["rejected"], shares


def _start(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "benchmarks.rate_limit", *arguments]
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


def call(url: str, store: str, window: float, seconds: float) -> None:
    """Call from several threads for `seconds` and print the number of responses; start when the input ends."""
    from accountability import Accountability, ApiToken, RateLimit
    from accountability.v2 import jobs

    rate_limit = RateLimit(calls=CALLS, seconds=window, store=store)
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


async def serve(window: float) -> None:
    """Serve until the process is ended; a random part of each call's duration passes before it is counted."""
    count = RollingWindow(CALLS, window)

    async def respond(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                request = await reader.readuntil(b"\r\n\r\n")
                if request.startswith(b"GET /figures "):
                    writer.write(response(200, json.dumps(count.figures()).encode()))
                    continue
                before, after = (random.uniform(0, JITTER * window / 2) for _ in range(2))
                await asyncio.sleep(before)
                status = 200 if count.admit(time.monotonic()) else 429
                await asyncio.sleep(after)
                writer.write(response(status, b'{"id": 4711}'))
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(respond, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def response(status: int, body: bytes) -> bytes:
    """Return a response with a JSON body, as it is sent."""
    head = f"HTTP/1.1 {status} Status\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def main(arguments: list[str]) -> None:
    """Run a part of the measurement, or print the table for another window."""
    if arguments[:1] == ["serve"]:
        return asyncio.run(serve(float(arguments[1])))
    if arguments[:1] == ["call"]:
        return call(arguments[1], arguments[2], float(arguments[3]), float(arguments[4]))
    parser = argparse.ArgumentParser("rate_limit", description=__doc__)
    parser.add_argument("--window", type=float, default=6.0, help="length of the window in seconds (default: 6)")
    parser.add_argument("--windows", type=int, default=5, help="number of windows to call for (default: 5)")
    options = parser.parse_args(arguments)
    return print(format_table(rows(options.windows, options.window)))


if __name__ == "__main__":
    main(sys.argv[1:])

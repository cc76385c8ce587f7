"""A server that counts a true rolling window: a call counts when it arrives, and one over the limit is answered 429.

Each call takes a random time, of which a random part passes before it is counted, as on a network that jitters.
`GET /figures` gives when each call was counted, and how many were refused.
"""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ("counting",)


@contextmanager
def counting(calls: int, window: float, latency: float) -> Iterator[str]:
    """Runs the server in a process of its own, and gives its URL.

    Args:
        calls: allowed in any window.
        window: its length in seconds.
        latency: seconds that a call takes at most.
    """
    command = [sys.executable, __file__, str(calls), str(window), str(latency)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE)
    try:
        assert server.stdout is not None
        yield f"http://127.0.0.1:{int(server.stdout.readline())}"
    finally:
        server.terminate()
        server.communicate()


class Window:
    """The count. A call that is exactly one window old counts no longer."""

    def __init__(self, calls: int, seconds: float) -> None:
        self._calls = calls
        self._seconds = seconds
        self._inside: deque[float] = deque()
        self.counted: list[float] = []
        self.refused = 0

    def admits(self, now: float) -> bool:
        """Counts a call that arrives now, unless the window is full."""
        while self._inside and self._inside[0] <= now - self._seconds:
            self._inside.popleft()
        if len(self._inside) >= self._calls:
            self.refused += 1
            return False
        self._inside.append(now)
        self.counted.append(now)
        return True


async def serve(window: Window, latency: float) -> None:
    """Prints its port and answers until it is ended."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                asked = await reader.readuntil(b"\r\n\r\n")
                writer.write(figures(window) if asked.startswith(b"GET /figures ") else await one(window, latency))
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


async def one(window: Window, latency: float) -> bytes:
    """The answer to one call."""
    there, back = (random.uniform(0, latency / 2) for _ in range(2))
    await asyncio.sleep(there)
    admitted = window.admits(time.monotonic())
    await asyncio.sleep(back)
    return http("200 OK", b'{"id": 4711}') if admitted else http("429 Too Many Requests", b"{}")


def figures(window: Window) -> bytes:
    """What was counted so far."""
    return http("200 OK", json.dumps({"counted": window.counted, "refused": window.refused}).encode())


def http(status: str, body: bytes) -> bytes:
    """An answer whose connection stays open."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


if __name__ == "__main__":
    given = [float(word) for word in sys.argv[1:]]
    asyncio.run(serve(Window(int(given[0]), given[1]), given[2]))

"""Servers on this machine that are measured or called: started on a free port and ended by the process they serve."""

from __future__ import annotations

import asyncio
import base64
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .peers import ROOT, peers_python

__all__ = (
    "AUTHORIZATION",
    "Request",
    "fixed_response",
    "free_port",
    "prism_command",
    "requests_per_second",
    "sandbox_command",
    "serve",
    "server_commands",
    "v2_document",
    "wait_for",
)  # fmt: skip

_PRISM = "@stoplight/prism-cli@5.16.0"
_CONNECTIONS, _START_TIMEOUT = 8, 60.0
AUTHORIZATION = "Basic " + base64.b64encode(b"acme-sandbox-token:").decode()


@dataclass(frozen=True)
class Request:
    """One request that is sent again and again; a response with another status ends the measurement."""

    path: str
    method: str = "GET"
    body: bytes = b""
    authorization: str = AUTHORIZATION
    status: int = 200

    def encode(self, host: str) -> bytes:
        """Return the request as it is sent."""
        lines = [f"{self.method} {self.path} HTTP/1.1", f"Host: {host}", "Accept: application/json"]
        lines += [f"Authorization: {self.authorization}"] if self.authorization else []
        lines += ["Content-Type: application/json", f"Content-Length: {len(self.body)}"] if self.body else []
        return "\r\n".join([*lines, "", ""]).encode() + self.body


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def v2_document() -> Path:
    """Return the path of the contract of v2, which Prism serves too."""
    return ROOT / "generated" / "accountability_api" / "v2" / "openapi.json"


def sandbox_command(port: int) -> list[str]:
    """Return the command that starts our sandbox."""
    return [sys.executable, "-m", "accountability", "sandbox", "--port", str(port), "--calls-per-minute", "0"]


def server_commands(port: int) -> dict[str, Sequence[str]]:
    """Return the command of each server; Prism is left out if node is not installed."""
    commands: dict[str, Sequence[str]] = {
        "ours": sandbox_command(port),
        "moto": [peers_python(), "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
    }
    if (prism := prism_command()) is not None:
        commands["prism"] = [*prism, "mock", str(v2_document()), "--port", str(port), "--host", "127.0.0.1"]
    return commands


def prism_command() -> list[str] | None:
    """Return Prism's command, installing it under `.bench/` if needed; None if node is not installed."""
    if shutil.which("npm") is None:
        return None
    home = ROOT / ".bench" / "node"
    command = home / "node_modules" / ".bin" / "prism"
    if not command.exists():
        print("installing Prism in .bench/node (once; about half a minute)", file=sys.stderr, flush=True)
        install = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(home), _PRISM]
        subprocess.run(install, check=True, stdout=sys.stderr)
    return [str(command)]


@contextmanager
def serve(command: Sequence[str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server until the block ends."""
    server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield server
    finally:
        server.terminate()
        server.wait(timeout=20)


@contextmanager
def fixed_response(body: bytes) -> Iterator[str]:
    """Run a server that sends the same JSON to every request, in a process of its own, and yield its URL."""
    command = [sys.executable, "-m", "benchmarks.servers"]
    server = subprocess.Popen(command, cwd=ROOT / "scripts", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(len(body).to_bytes(8, "big") + body)
        server.stdin.flush()
        yield f"http://127.0.0.1:{int(server.stdout.readline())}"
    finally:
        server.terminate()
        server.communicate()


def requests_per_second(port: int, request: Request, seconds: float = 1.0) -> float:
    """Return the responses per second over eight connections.

    Raises:
        RuntimeError: a response has another status than expected.
    """

    async def run() -> float:
        start = time.perf_counter()
        counts = await asyncio.gather(*(_repeat(port, request, start + seconds) for _ in range(_CONNECTIONS)))
        return sum(counts) / (time.perf_counter() - start)

    return asyncio.run(run())


async def _repeat(port: int, request: Request, end: float) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    content, count = request.encode(f"127.0.0.1:{port}"), 0
    try:
        while time.perf_counter() < end:
            writer.write(content)
            await _read_response(reader, request)
            count += 1
    finally:
        writer.close()
    return count


async def _read_response(reader: asyncio.StreamReader, request: Request) -> None:
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head.split(b" ", 2)[1])
    length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
    body = await reader.readexactly(int(length))
    if status != request.status:
        raise RuntimeError(f"{request.method} {request.path}: expected {request.status}, got {status} {body[:300]!r}")


def wait_for(port: int, request: Request) -> None:
    """Wait for the first expected response of a server that is starting.

    Raises:
        TimeoutError: the server did not respond within a minute.
    """
    end = time.monotonic() + _START_TIMEOUT
    while time.monotonic() < end:
        try:
            return asyncio.run(_send_once(port, request))
        except (OSError, asyncio.IncompleteReadError):
            time.sleep(0.005)
    raise TimeoutError(f"port {port}: no response within {_START_TIMEOUT:g} s")


async def _send_once(port: int, request: Request) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(request.encode(f"127.0.0.1:{port}"))
        await _read_response(reader, request)
    finally:
        writer.close()


async def _serve_fixed(response: bytes) -> None:
    async def respond(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                await reader.readuntil(b"\r\n\r\n")  # the requests have no body
                writer.write(response)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(respond, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    size = int.from_bytes(sys.stdin.buffer.read(8), "big")
    content = sys.stdin.buffer.read(size)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % size
    asyncio.run(_serve_fixed(head + content))

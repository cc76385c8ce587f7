"""Servers on this machine that are measured or called: started on a free port and ended by the process they serve."""

from __future__ import annotations

import asyncio
import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

import httpx

from .peers import ROOT

__all__ = (
    "example_job",
    "fixed_response",
    "free_port",
    "listen",
    "module_server",
    "prism_command",
    "response",
    "serve",
    "v2_document",
    "wait_for",
)  # fmt: skip

_PRISM = "@stoplight/prism-cli@5.16.0"
_START_TIMEOUT = 60.0


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def v2_document() -> Path:
    """Return the path of the contract of v2, which Prism serves too."""
    return ROOT / "generated" / "accountability_api" / "v2" / "openapi.json"


def example_job() -> dict[str, object]:
    """Return the contract's own example of a job."""
    document = json.loads(v2_document().read_text())
    response = document["paths"]["/v2/jobs/{jobId}"]["get"]["responses"]["200"]
    example: dict[str, object] = response["content"]["application/json"]["example"]
    return example


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
def module_server(module: str, *arguments: str, content: str = "") -> Iterator[str]:
    """Run a module that prints its port and serves, with a line of input, and yield its URL."""
    command = [sys.executable, "-m", module, *arguments]
    pipe = subprocess.PIPE
    server = subprocess.Popen(command, cwd=ROOT / "scripts", stdin=pipe, stdout=pipe, text=True)
    try:
        assert server.stdin is not None
        assert server.stdout is not None
        print(content, file=server.stdin, flush=True)
        yield f"http://127.0.0.1:{int(server.stdout.readline())}"
    finally:
        server.terminate()
        server.communicate()


def fixed_response(body: bytes) -> AbstractContextManager[str]:
    """Run a server that sends the same JSON to every request, in a process of its own, and yield its URL."""
    return module_server("benchmarks.servers", content=body.decode())


def wait_for(url: str) -> None:
    """Wait for the first successful response of a server that is starting, with the sandbox's own token.

    Raises:
        TimeoutError: the server did not respond within a minute.
    """
    end = time.monotonic() + _START_TIMEOUT
    while time.monotonic() < end:
        try:
            httpx.get(url, auth=("acme-sandbox-token", "")).raise_for_status()
        except httpx.TransportError:
            time.sleep(0.005)
        else:
            return
    raise TimeoutError(f"{url}: no response within {_START_TIMEOUT:g} s")


def response(status: int, body: bytes) -> bytes:
    """Return a response with a JSON body, as it is sent."""
    head = f"HTTP/1.1 {status} Status\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def listen(respond: Callable[[str], Awaitable[bytes]]) -> None:
    """Print a free port, and serve on it until the process is ended.

    Args:
        respond: returns the response to a request without a body, given its target.
    """

    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                request = await reader.readuntil(b"\r\n\r\n")
                writer.write(await respond(request.split(b" ", 2)[1].decode()))
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def run() -> None:
        server = await asyncio.start_server(connect, "127.0.0.1", 0)
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()

    asyncio.run(run())


async def _respond_with_input(target: str, content: bytes = b"") -> bytes:
    return content


if __name__ == "__main__":
    listen(partial(_respond_with_input, content=response(200, sys.stdin.readline().strip().encode())))

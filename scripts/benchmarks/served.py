"""Servers of this machine that are measured: ours, a bare one, and others' mocks in environments of their own."""

from __future__ import annotations

import base64
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from .load import Question, wait_for
from .peers import ROOT, peers

__all__ = ("AUTHORIZATION", "commands", "first_answer", "free_port", "our_sandbox", "prism", "served", "spec")

_PRISM = "@stoplight/prism-cli@5.16.0"
AUTHORIZATION = "Basic " + base64.b64encode(b"acme-sandbox-token:").decode()


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def our_sandbox(port: int) -> list[str]:
    """How our server is started."""
    return [sys.executable, "-m", "accountability", "sandbox", "--port", str(port), "--calls-per-minute", "0"]


def commands(port: int) -> dict[str, Sequence[str]]:
    """How each server is started; those that cannot be had here are left out. Others' are installed where missing."""
    found: dict[str, Sequence[str]] = {
        "ours": our_sandbox(port),
        "moto": [peers(), "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
    }
    if (mock := prism()) is not None:
        found["prism"] = [*mock, "mock", str(spec()), "--port", str(port), "--host", "127.0.0.1"]
    return found


def spec() -> Path:
    """The contract that Prism imitates too."""
    return ROOT / "generated" / "accountability_api" / "v2" / "openapi.json"


def prism() -> list[str] | None:
    """Prism's command, installed once under `.bench/`; None where node is absent."""
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
def served(command: Sequence[str], body: bytes = b"") -> Iterator[subprocess.Popen[bytes]]:
    """Runs a server until the block ends."""
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        assert server.stdin is not None
        server.stdin.write(body)
        server.stdin.close()
        yield server
    finally:
        server.terminate()
        server.wait(timeout=20)


def first_answer(command: Sequence[str], port: int, question: Question) -> float:
    """Seconds from the start of a server's process to its first answer."""
    start = time.perf_counter()
    with served(command):
        wait_for(port, question)
        return time.perf_counter() - start

"""The sandbox next to Prism: time from the start to the first response, and responses per second."""

from __future__ import annotations

import asyncio
import base64
import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from functools import partial

from .row import Row
from .servers import free_port, prism_command, serve, v2_document, wait_for
from .timing import Times

__all__ = ("rows",)

_AIM = 0.7  # seconds
_MAX_ROUNDS = 5
_CONNECTIONS, _REQUESTS = 8, 100  # requests of each connection
_JOBS = 100
_AUTHORIZATION = base64.b64encode(b"acme-sandbox-token:").decode()


def rows(runs: int) -> list[Row]:
    """Return the rows of the sandbox, from at most five rounds; without Prism if node is not installed."""
    ports = {"ours": free_port(), "Prism": free_port()}
    sandbox = [sys.executable, "-m", "accountability", "sandbox", "--calls-per-minute", "0"]
    commands = {"ours": [*sandbox, "--port", str(ports["ours"])]}
    if (prism := prism_command()) is not None:
        port = str(ports["Prism"])
        commands["Prism"] = [*prism, "mock", str(v2_document()), "--port", port, "--host", "127.0.0.1"]
    urls = {name: f"http://127.0.0.1:{ports[name]}/v2/jobs/4711" for name in commands}
    rounds = min(runs, _MAX_ROUNDS)
    return [*_start(commands, urls, rounds), *_throughput(commands, urls, ports, rounds)]


def _start(commands: Mapping[str, Sequence[str]], urls: Mapping[str, str], rounds: int) -> list[Row]:
    def start(name: str) -> float:
        begin = time.perf_counter()
        with serve(commands[name]):
            wait_for(urls[name])
            return time.perf_counter() - begin

    times = _time(commands, start, rounds)
    measure, our_time = "sandbox, start to first response", f"{times.median('ours'):.2f} s"
    result = [Row(measure, our_time, "", times.median("ours"), _AIM, unit=" s")]
    if "Prism" in commands:
        result.append(Row(measure, our_time, f"Prism {times.median('Prism'):.2f} s", times.ratio("ours", "Prism"), 1.0))
    return result


def _throughput(
    commands: Mapping[str, Sequence[str]], urls: Mapping[str, str], ports: Mapping[str, int], rounds: int
) -> list[Row]:
    result: list[Row] = []
    with ExitStack() as servers:
        for name, command in commands.items():
            servers.enter_context(serve([*command, "--rows", f"jobs={_JOBS}"] if name == "ours" else command))
            wait_for(urls[name])
        for measure, request in _requests().items():
            times = _time(commands, partial(_load, ports, request), rounds)
            rates = {name: f"{_CONNECTIONS * _REQUESTS / times.median(name):,.0f}" for name in commands}
            against = f"Prism {rates['Prism']}" if "Prism" in rates else "Prism needs node"
            ratio = times.ratio("Prism", "ours") if "Prism" in rates else None
            result.append(Row(f"sandbox, {measure}: responses per second", rates["ours"], against, ratio, 1.0, True))
    return result


def _time(commands: Mapping[str, Sequence[str]], measure: Callable[[str], float], rounds: int) -> Times:
    """Return the seconds that a measure returns for each server, the servers in turn."""
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name in commands:
            seconds[name].append(measure(name))
    return Times(seconds)


def _requests() -> dict[str, bytes]:
    """Return the requests that are sent, by what they do."""
    document = json.loads(v2_document().read_text())
    job = document["paths"]["/v2/jobs"]["post"]["requestBody"]["content"]["application/json"]["example"]
    return {
        "GET by id": _encode("GET", "/v2/jobs/4711"),
        f"list of {_JOBS}": _encode("GET", f"/v2/jobs?pageSize={_JOBS}"),
        "POST": _encode("POST", "/v2/jobs", json.dumps(job).encode()),
    }


def _encode(method: str, target: str, body: bytes = b"") -> bytes:
    lines = [f"{method} {target} HTTP/1.1", "Host: 127.0.0.1", "Accept: application/json"]
    lines += [f"Authorization: Basic {_AUTHORIZATION}", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "Content-Type: application/json", "", ""]).encode() + body


def _load(ports: Mapping[str, int], request: bytes, name: str) -> float:
    """Send requests to a server over eight connections at once and return the seconds until the last response."""

    async def send() -> None:
        await asyncio.gather(*(_repeat(ports[name], request) for _ in range(_CONNECTIONS)))

    start = time.perf_counter()
    asyncio.run(send())
    return time.perf_counter() - start


async def _repeat(port: int, request: bytes) -> None:
    """Send a request again and again over one connection.

    Raises:
        RuntimeError: a response has another status than 200 or 201.
    """
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for _ in range(_REQUESTS):
            writer.write(request)
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            content = await reader.readexactly(int(head.partition(b"content-length:")[2].partition(b"\r\n")[0]))
            if head.split(b" ", 2)[1] not in (b"200", b"201"):
                raise RuntimeError(f"{request[:60]!r}: expected 200 or 201, got {head[:20]!r} {content[:300]!r}")
    finally:
        writer.close()

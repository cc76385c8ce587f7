"""The sandbox beside moto and Prism: time to the first response, and responses per second."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Sequence

from .row import Row
from .servers import (
    Request,
    free_port,
    requests_per_second,
    sandbox_command,
    serve,
    server_commands,
    v2_document,
    wait_for,
)  # fmt: skip

__all__ = ("rows",)

_JOBS = 100
_START_AIM = 0.7  # seconds
_MAX_ROUNDS = 5


def rows(runs: int) -> list[Row]:
    """Return the rows of the sandbox, from at most five rounds of each comparison."""
    return [*_start(min(runs, _MAX_ROUNDS)), *_throughput(min(runs, _MAX_ROUNDS))]


def _requests() -> dict[str, Request]:
    document = json.loads(v2_document().read_text())
    create = document["paths"]["/v2/jobs"]["post"]["requestBody"]["content"]["application/json"]["example"]
    return {
        "GET by id": Request("/v2/jobs/4711"),
        f"list of {_JOBS}": Request(f"/v2/jobs?pageSize={_JOBS}"),
        "POST": Request("/v2/jobs", "POST", json.dumps(create).encode(), status=201),
    }


def _start(rounds: int) -> list[Row]:
    seconds: dict[str, list[float]] = {}
    for _ in range(rounds):
        port = free_port()
        for name, command in server_commands(port).items():
            request = Request("/moto-api/") if name == "moto" else _requests()["GET by id"]
            seconds.setdefault(name, []).append(_time_to_first_response(command, port, request))
    medians = {name: statistics.median(values) for name, values in seconds.items()}
    measure, own = "sandbox, start to first response", f"{medians['ours']:.2f} s"
    peers = [
        Row(measure, own, f"{name} {medians[name]:.2f} s", medians["ours"] / medians[name], 1.0)
        for name in sorted(medians.keys() - {"ours"})
    ]
    return [Row(measure, own, "", medians["ours"], _START_AIM, unit=" s"), *peers]


def _time_to_first_response(command: Sequence[str], port: int, request: Request) -> float:
    start = time.perf_counter()
    with serve(command):
        wait_for(port, request)
        return time.perf_counter() - start


def _throughput(rounds: int) -> list[Row]:
    port, prism_port = free_port(), free_port()
    prism = server_commands(prism_port).get("prism")
    result: list[Row] = []
    with serve([*sandbox_command(port), "--rows", f"jobs={_JOBS}"]):
        for name, request in _requests().items():
            wait_for(port, request)
            measure = f"sandbox, {name}: responses per second"
            if prism is None:
                result.append(Row(measure, f"{requests_per_second(port, request):.0f}", "Prism needs node"))
                continue
            with serve(prism):
                wait_for(prism_port, request)
                pairs = [
                    (requests_per_second(port, request), requests_per_second(prism_port, request))
                    for _ in range(rounds)
                ]
            own, other = (statistics.median(figures) for figures in zip(*pairs, strict=True))
            ratio = statistics.median(one / two for one, two in pairs)
            result.append(Row(measure, f"{own:.0f}", f"Prism {other:.0f}", ratio, 1.0, at_least=True))
    return result

"""The sandbox beside a bare Starlette application, Prism and moto: how soon it answers, and how many times a second."""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Sequence
from typing import Any

from .load import Question, rate, wait_for
from .peers import ROOT
from .row import Row
from .served import AUTHORIZATION, commands, first_answer, free_port, our_sandbox, served, spec

__all__ = ("rows",)

_JOBS = 100  # that the list is of
_SECONDS = 1.0
_SOON = 0.7  # seconds


def rows(runs: int) -> list[Row]:
    """The rows of the sandbox.

    Args:
        runs: rounds of each comparison.
    """
    return [*_started(runs), *_answering(runs), _last_route(runs)]


def questions() -> dict[str, Question]:
    """What is asked, with the contract's own example of a new job."""
    create = document()["paths"]["/v2/jobs"]["post"]["requestBody"]["content"]["application/json"]["example"]
    return {
        "GET by id": Question("/v2/jobs/4711", authorization=AUTHORIZATION),
        "list of 100": Question(f"/v2/jobs?pageSize={_JOBS}", authorization=AUTHORIZATION),
        "POST": Question("/v2/jobs", "POST", json.dumps(create).encode(), AUTHORIZATION, 201),
    }


def document() -> dict[str, Any]:
    """The contract of v2."""
    read: dict[str, Any] = json.loads(spec().read_text())
    return read


def _started(runs: int) -> list[Row]:
    taken: dict[str, list[float]] = {}
    for _ in range(min(runs, 5)):
        port = free_port()
        for name, command in commands(port).items():
            question = Question("/moto-api/", status=200) if name == "moto" else questions()["GET by id"]
            taken.setdefault(name, []).append(first_answer(command, port, question))
    medians = {name: statistics.median(seconds) for name, seconds in taken.items()}
    measure, own = "start to first answer", f"{medians['ours']:.2f} s"
    others = sorted(medians.keys() - {"ours"})
    return [
        Row(measure, own, "", medians["ours"], _SOON, unit=" s"),
        *(Row(measure, own, f"{name} {medians[name]:.2f} s", medians["ours"] / medians[name], 1.0) for name in others),
    ]


def _answering(runs: int) -> list[Row]:
    port, bare_port, prism_port = free_port(), free_port(), free_port()
    mock = commands(prism_port).get("prism")
    made: list[Row] = []
    with served([*our_sandbox(port), "--rows", f"jobs={_JOBS}"]):
        for name, question in questions().items():
            body = wait_for(port, question)
            with served(_bare(bare_port, question), body):
                wait_for(bare_port, question)
                made.append(
                    _beside(f"{name}: answers a second", question, port, "bare Starlette", bare_port, runs, name)
                )
            if mock is not None:
                with served(mock):
                    wait_for(prism_port, question)
                    made.append(_beside(f"{name}: answers a second", question, port, "prism", prism_port, runs, ""))
    return made


def _beside(measure: str, question: Question, port: int, name: str, other: int, runs: int, aimed: str) -> Row:
    rounds = [(_rate(port, question), _rate(other, question)) for _ in range(min(runs, 5))]
    ours, theirs = (statistics.median(figures) for figures in zip(*rounds, strict=True))
    ratio = statistics.median(one / two for one, two in rounds)
    aim = 1.0 if name == "prism" else 0.5 if aimed == "GET by id" else None
    return Row(measure, f"{ours:.0f}", f"{name} {theirs:.0f}", ratio, aim, at_least=True)


def _rate(port: int, question: Question) -> float:
    return rate(f"http://127.0.0.1:{port}", question, _SECONDS)


def _bare(port: int, question: Question) -> Sequence[str]:
    path = question.path.partition("?")[0]
    file = ROOT / "scripts" / "benchmarks" / "bare.py"
    return [sys.executable, str(file), str(port), question.method, path, str(question.status)]


def _last_route(runs: int) -> Row:
    """Refusals without credentials, which cost the same whatever the operation: what differs is finding the route."""
    paths = [path for path, item in document()["paths"].items() if "get" in item and "{" not in path]
    first, last = (Question(path, status=401) for path in (paths[0], paths[-1]))
    port = free_port()
    with served(our_sandbox(port)):
        wait_for(port, first)
        rounds = [(_rate(port, last), _rate(port, first)) for _ in range(min(runs, 5))]
    ratio = statistics.median(near / far for far, near in rounds)
    far, near = (statistics.median(figures) for figures in zip(*rounds, strict=True))
    return Row(
        "the last of all routes, time of an answer", f"{1e6 / far:.0f} us", f"the first {1e6 / near:.0f} us", ratio, 1.1
    )

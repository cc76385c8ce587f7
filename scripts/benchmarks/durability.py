"""What the sandbox keeps when its process is killed in the midst of writing: each write it answered must be there."""

from __future__ import annotations

import json
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

import httpx

from accountability.sandbox.store import Store

from .load import Question, wait_for
from .row import Row
from .sandbox import questions
from .served import AUTHORIZATION, free_port, our_sandbox, served

__all__ = ("Written", "rows", "write_and_kill")

_ROUNDS = 20
_WRITERS = 4


@dataclass(frozen=True)
class Written:
    """What came of one round.

    Args:
        answered: id and text of each write that was answered.
        found: how many of them the file has, text and all.
        sound: whether SQLite finds nothing wrong in the file.
    """

    answered: list[tuple[int, str]]
    found: int
    sound: bool


def rows(runs: int) -> list[Row]:
    """The row of durability.

    Args:
        runs: not used; the number of kills is a published figure.
    """
    with tempfile.TemporaryDirectory() as folder:
        done = [write_and_kill(Path(folder) / "agency.db", 20 + 7 * number) for number in range(_ROUNDS)]
    answered, found = sum(len(each.answered) for each in done), sum(each.found for each in done)
    sound = sum(each.sound for each in done)
    print(f"{_ROUNDS} kills: {answered} writes answered, {found} found, {sound} files sound", file=sys.stderr)
    measure = f"answered writes found after {_ROUNDS} x kill -9"
    kept = found / answered if sound == _ROUNDS else 0.0
    return [Row(measure, f"{found} found", f"{answered} answered", kept, 1.0, at_least=True)]


def write_and_kill(file: Path, after: int) -> Written:
    """Serve a file, write from several threads at once, and kill the server without a warning.

    Args:
        file: of the records; kept from round to round.
        after: how many answers to wait for before the kill; the threads write on until it strikes.
    """
    port, question = free_port(), questions()["GET by id"]
    enough, lock = threading.Event(), threading.Lock()
    answered: list[tuple[int, str]] = []

    def write(writer: int) -> None:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers={"Authorization": AUTHORIZATION}) as http:
            number = 0
            while True:
                text = f"{after}-{writer}-{number}"
                try:
                    answer = http.post("/v2/jobs", json={**_body(), "clientOrderNo": text})
                except httpx.TransportError:
                    return
                with lock:
                    answered.append((answer.raise_for_status().json()["id"], text))
                    if len(answered) >= after:
                        enough.set()
                number += 1

    with served([*our_sandbox(port), "--database", str(file)]) as server:
        wait_for(port, question)
        threads = [threading.Thread(target=write, args=(writer,)) for writer in range(_WRITERS)]
        for thread in threads:
            thread.start()
        enough.wait(timeout=60)
        server.kill()
        for thread in threads:
            thread.join()
    return _found(file, answered)


def _found(file: Path, answered: list[tuple[int, str]]) -> Written:
    store = Store(file)
    try:
        kept = [(store.get("jobs", key) or {}).get("clientOrderNo") for key, _ in answered]
        found = sum(one == text for one, (_, text) in zip(kept, answered, strict=True))
        return Written(answered, found, store.rows("PRAGMA integrity_check") == [("ok",)])
    finally:
        store.close()


def _body() -> dict[str, object]:
    body: dict[str, object] = json.loads(_POST.body)
    return body


_POST: Question = questions()["POST"]

"""A sandbox process that is killed while several threads write: which responses were sent, and what the file holds."""

from __future__ import annotations

import base64
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from accountability.sandbox.store.database import Database
from accountability.sandbox.store.store import Store

__all__ = ("Written", "write_and_kill")

_WRITERS = 4
_JOB = {"clientId": 31, "jobTypeId": 2, "jobDescription": "Launch film"}
_AUTHORIZATION = "Basic " + base64.b64encode(b"acme-sandbox-token:").decode()


@dataclass(frozen=True)
class Written:
    """The result of one round.

    Args:
        confirmed: id and order number of each write with a response.
        found: how many of them the file holds, with their order number.
        is_intact: whether SQLite's integrity check passes.
    """

    confirmed: list[tuple[int, str]]
    found: int
    is_intact: bool


def write_and_kill(file: Path, after: int) -> Written:
    """Serve a file, write from several threads, and kill the server without warning.

    Args:
        file: database of the records, kept from round to round.
        after: number of responses to wait for before the kill; the threads write on until it happens.
    """
    enough, lock = threading.Event(), threading.Lock()
    confirmed: list[tuple[int, str]] = []

    def write(url: str, writer: int) -> None:
        number = 0
        with httpx.Client(base_url=url, headers={"Authorization": _AUTHORIZATION}) as http:
            while True:
                order = f"{after}-{writer}-{number}"
                try:
                    response = http.post("/v2/jobs", json={**_JOB, "clientOrderNo": order})
                except httpx.TransportError:
                    return
                with lock:
                    confirmed.append((response.raise_for_status().json()["id"], order))
                    if len(confirmed) >= after:
                        enough.set()
                number += 1

    with _serve(file) as (server, url):
        threads = [threading.Thread(target=write, args=(url, writer)) for writer in range(_WRITERS)]
        for thread in threads:
            thread.start()
        enough.wait(timeout=60)
        server.kill()
        for thread in threads:
            thread.join()
    return _compare(file, confirmed)


@contextmanager
def _serve(file: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "accountability", "sandbox", "--port", str(port), "--calls-per-minute", "0"]
    with subprocess.Popen([*command, "--database", str(file)], stdout=subprocess.PIPE) as server:
        try:
            _wait_for(port)
            yield server, f"http://127.0.0.1:{port}"
        finally:
            server.kill()


def _wait_for(port: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.01)
    raise TimeoutError("the sandbox did not start within 60 s")


def _compare(file: Path, confirmed: list[tuple[int, str]]) -> Written:
    database = Database(file)
    store = Store(database, "acme")
    try:
        orders = [(store.get("jobs", key) or {}).get("clientOrderNo") for key, _ in confirmed]
        found = sum(order == written for order, (_, written) in zip(orders, confirmed, strict=True))
        return Written(confirmed, found, database.rows("PRAGMA integrity_check") == [("ok",)])
    finally:
        database.close()

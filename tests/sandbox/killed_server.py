"""Kill a sandbox process while several threads write, and compare the responses with the database file."""

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

__all__ = ("WriteResult", "write_and_kill")

_WRITERS = 4
_JOB = {"clientId": 31, "jobTypeId": 2, "jobDescription": "Launch film"}
_AUTHORIZATION = "Basic " + base64.b64encode(b"acme-sandbox-token:").decode()


@dataclass(frozen=True)
class WriteResult:
    """The confirmed and the stored writes of a server that was killed.

    Args:
        confirmed: id and order number of each write with a response.
        stored_count: how many of them the file contains, with their order number.
        is_intact: whether SQLite's integrity check passes.
    """

    confirmed: list[tuple[int, str]]
    stored_count: int
    is_intact: bool


def write_and_kill(file: Path, after: int) -> WriteResult:
    """Serve a file, write from several threads, and kill the server without warning.

    Args:
        file: database file; several calls may use the same one.
        after: number of responses to wait for before the kill; the threads continue to write until then.
    """
    count_reached, lock = threading.Event(), threading.Lock()
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
                        count_reached.set()
                number += 1

    with _serve(file) as (server, url):
        threads = [threading.Thread(target=write, args=(url, writer)) for writer in range(_WRITERS)]
        for thread in threads:
            thread.start()
        count_reached.wait(timeout=60)
        server.kill()
        for thread in threads:
            thread.join()
    return _compare(file, confirmed)


@contextmanager
def _serve(file: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
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
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.01)
    raise TimeoutError("the sandbox did not start within 60 s")


def _compare(file: Path, confirmed: list[tuple[int, str]]) -> WriteResult:
    database = Database(file)
    store = Store(database, "acme")
    try:
        stored_orders = [(store.get("jobs", key) or {}).get("clientOrderNo") for key, _ in confirmed]
        stored_count = sum(
            stored_order == order for stored_order, (_, order) in zip(stored_orders, confirmed, strict=True)
        )
        return WriteResult(confirmed, stored_count, database.rows("PRAGMA integrity_check") == [("ok",)])
    finally:
        database.close()

"""A database file is intact after a server is killed, and after two processes write it at once."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen

from accountability.sandbox.store.database import Database
from accountability.sandbox.store.store import Store

from .conftest import Caller, example_body
from .killed_server import write_and_kill

WRITES_PER_THREAD = 15


@contextmanager
def start_server(file: Path) -> Iterator[Popen[str]]:
    """Start a process that serves a database file, and kill it at the end of the block."""
    program = "import sys; from accountability.sandbox import serve; serve(database=sys.argv[1], calls_per_minute=None)"
    with Popen([sys.executable, "-c", program, str(file)], stdout=PIPE, stderr=DEVNULL, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def read_url(process: Popen[str]) -> str:
    """Return the URL that a server prints when it is ready."""
    assert process.stdout is not None
    return process.stdout.readline().rpartition(" ")[2].strip()


def test_every_confirmed_write_is_stored_after_each_of_three_kills(tmp_path: Path) -> None:
    results = [write_and_kill(tmp_path / "agency.db", after) for after in (7, 25, 40)]
    assert [len(result.confirmed) >= after for result, after in zip(results, (7, 25, 40), strict=True)] == [True] * 3
    assert [result.stored_count for result in results] == [len(result.confirmed) for result in results]
    assert all(result.is_intact for result in results)


def test_two_processes_that_create_one_file_and_write_it_at_once_lose_nothing(tmp_path: Path) -> None:
    file = tmp_path / "agency.db"

    def write(url: str) -> list[int]:
        with Caller(base_url=url, auth=("acme-sandbox-token", ""), timeout=60) as caller:
            return [
                caller.create("/v2/jobs", example_body("v2.Jobs_CreateJob"))["id"] for _ in range(WRITES_PER_THREAD)
            ]

    with ExitStack() as stack, ThreadPoolExecutor(4) as pool:
        processes = [stack.enter_context(start_server(file)) for _ in range(2)]
        urls = [read_url(process) for process in processes]
        ids = [key for keys in pool.map(write, urls * 2) for key in keys]
    with closing(Database(file)) as database:
        store = Store(database, "acme")
        stored_ids = {record["id"] for record in store.select("jobs")}
        assert store.count("jobs") == len(stored_ids)
    assert Counter(ids).most_common(1)[0][1] == 1
    assert len(ids) == 4 * WRITES_PER_THREAD
    assert set(ids) <= stored_ids

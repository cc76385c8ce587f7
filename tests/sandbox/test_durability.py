"""A database file survives kills without warning, and two processes that write it at once."""

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

EACH = 15  # writes of a thread


@contextmanager
def served(file: Path) -> Iterator[Popen[str]]:
    """A process that serves a file."""
    program = "import sys; from accountability.sandbox import serve; serve(database=sys.argv[1], calls_per_minute=None)"
    with Popen([sys.executable, "-c", program, str(file)], stdout=PIPE, stderr=DEVNULL, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def address(process: Popen[str]) -> str:
    """Where it serves, once it says so."""
    assert process.stdout is not None
    return process.stdout.readline().rpartition(" ")[2].strip()


def test_every_confirmed_write_is_found_after_each_of_three_kills(tmp_path: Path) -> None:
    rounds = [write_and_kill(tmp_path / "agency.db", after) for after in (7, 25, 40)]
    assert [len(each.confirmed) >= after for each, after in zip(rounds, (7, 25, 40), strict=True)] == [True] * 3
    assert [each.found for each in rounds] == [len(each.confirmed) for each in rounds]
    assert all(each.is_intact for each in rounds)


def test_two_processes_that_create_one_file_and_write_it_at_once_lose_nothing(tmp_path: Path) -> None:
    file = tmp_path / "agency.db"

    def write(url: str) -> list[int]:
        with Caller(base_url=url, auth=("acme-sandbox-token", ""), timeout=60) as caller:
            return [caller.create("/v2/jobs", example_body("v2.Jobs_CreateJob"))["id"] for _ in range(EACH)]

    with ExitStack() as stack, ThreadPoolExecutor(4) as pool:
        processes = [stack.enter_context(served(file)) for _ in range(2)]
        urls = [address(process) for process in processes]
        ids = [key for made in pool.map(write, urls * 2) for key in made]
    with closing(Database(file)) as database:
        store = Store(database, "acme")
        kept = {record["id"] for record in store.select("jobs")}
        assert store.count("jobs") == len(kept)
    assert Counter(ids).most_common(1)[0][1] == 1
    assert len(ids) == 4 * EACH
    assert set(ids) <= kept

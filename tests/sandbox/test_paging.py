"""A page costs the same wherever it stands: counted in steps of SQLite's machine, which no clock can blur."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from accountability.sandbox.exact import read
from accountability.sandbox.query import Filter
from accountability.sandbox.store import Store

MANY = 50_000


def steps(store: Store, first: int, filters: list[Filter] | None = None) -> tuple[int, list[int]]:
    """How many times a hundred steps a page of 20 took, and its ids."""
    taken = 0

    def step() -> int:
        nonlocal taken
        taken += 1
        return 0

    connection: sqlite3.Connection = store._connection
    connection.set_progress_handler(step, 100)
    _, texts = store.page("jobs", filters or [], first=first, size=20)
    connection.set_progress_handler(None, 0)
    return taken, [read(text)["id"] for text in texts]


def jobs(first: int, count: int) -> list[dict[str, Any]]:
    return [{"id": key, "even": key % 2 == 0} for key in range(first, first + count)]


@pytest.fixture
def store() -> Iterator[Store]:
    with closing(Store()) as store:
        store.extend("jobs", lambda first: jobs(first, MANY))
        yield store


def test_no_page_of_a_whole_list_walks_over_those_before_it(store: Store) -> None:
    cost = {first: steps(store, first)[0] for first in (0, MANY // 2, MANY - 20, MANY + 500)}
    assert max(cost.values()) < 60  # of which the walk within one block is 31; walking over all pages would be 1500
    at_beginnings_of_blocks = {steps(store, 1024 * block - 1)[0] for block in range(1, MANY // 1024)}
    assert max(at_beginnings_of_blocks) - min(at_beginnings_of_blocks) <= 2


def test_other_pages_of_a_filtered_list_cost_no_search(store: Store) -> None:
    even = [Filter("even", True)]
    search, _ = steps(store, 0, even)
    later = [steps(store, first, even)[0] for first in (20, MANY // 4, MANY // 2 - 20)]
    assert max(later) < search / 100
    assert max(later) - min(later) <= 2


def test_the_search_is_made_again_after_any_write(store: Store) -> None:
    even = [Filter("even", True)]
    assert steps(store, 0, even)[1][:3] == [2, 4, 6]
    store.put("jobs", {"id": 4, "even": False})
    assert steps(store, 0, even)[1][:3] == [2, 6, 8]
    with suppress(RuntimeError), store.transaction():
        store.put("jobs", {"id": 2, "even": False})
        assert steps(store, 0, even)[1][:3] == [6, 8, 10]
        raise RuntimeError
    assert steps(store, 0, even)[1][:3] == [2, 6, 8]


def test_the_search_is_made_again_after_another_process_wrote(tmp_path: Path) -> None:
    even = [Filter("even", True)]
    with closing(Store(tmp_path / "a.db")) as one, closing(Store(tmp_path / "a.db")) as two:
        two.extend("jobs", lambda first: jobs(first, 10))
        assert one.page("jobs", even, first=0, size=1) == (5, ['{"id":2,"even":true}'])
        two.put("jobs", {"id": 2, "even": False})
        assert one.page("jobs", even, first=0, size=1) == (4, ['{"id":4,"even":true}'])


def test_pages_are_right_among_gaps_far_ids_and_negative_ones(store: Store) -> None:
    for key in (-5000, -3, 1_000_000, 2**31 - 1):
        store.put("jobs", {"id": key})
        store.put("jobs", {"id": key, "again": True})
    store.execute("DELETE FROM record WHERE collection = 'jobs' AND id BETWEEN 900 AND 3300")
    expected = [-5000, -3, *range(1, 900), *range(3301, MANY + 1), 1_000_000, 2**31 - 1]
    total, _ = store.page("jobs", first=0, size=1)
    paged = [
        read(text)["id"] for first in range(0, total, 333) for text in store.page("jobs", first=first, size=333)[1]
    ]
    assert paged == expected
    assert total == store.count("jobs") == len(expected)
    assert store.page("jobs", first=total, size=10) == (total, [])


def test_a_file_from_before_the_counts_is_counted_when_it_is_opened(tmp_path: Path) -> None:
    with closing(Store(tmp_path / "a.db")) as store:
        store.extend("jobs", lambda first: jobs(first, 3000))
        for statement in ("DROP TRIGGER counted", "DROP TRIGGER discounted", "DROP TABLE block"):
            store.execute(statement)
    with closing(Store(tmp_path / "a.db")) as store:
        assert store.page("jobs", first=2999, size=5) == (3000, ['{"id":3000,"even":true}'])

"""The store: transactions commit all or nothing, and ids only increase."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal

import pytest

from accountability.sandbox.store.database import Database
from accountability.sandbox.store.json_codec import read
from accountability.sandbox.store.query import Filter
from accountability.sandbox.store.store import Store


@pytest.fixture
def store() -> Iterator[Store]:
    with closing(Database()) as database:
        yield Store(database, "acme")


def test_a_failed_transaction_stores_nothing_and_uses_no_ids(store: Store) -> None:
    def add_two_and_fail() -> None:
        with store.transaction():
            store.add("jobs", {"no": "A"})
            with store.transaction():
                store.add("jobs", {"no": "B"})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        add_two_and_fail()
    assert store.count("jobs") == 0
    assert store.add("jobs", {"no": "C"}) == {"no": "C", "id": 1}


def test_ids_continue_after_the_highest_ever_stored(store: Store) -> None:
    store.put("jobs", {"id": 4711})
    store.put("jobs", {"id": 12})
    assert store.add("jobs", {})["id"] == 4712
    assert store.add("clients", {})["id"] == 1


def test_a_record_reads_back_with_every_digit(store: Store) -> None:
    record = store.add("jobs", {"budget": Decimal("12678967.54323300000001"), "rate": Decimal("0.10"), "days": 2**70})
    stored = store.get("jobs", record["id"])
    assert stored == record
    assert stored is not None
    assert str(stored["rate"]) == "0.10"


def test_a_filter_distinguishes_strings_and_numbers(store: Store) -> None:
    for value in ("1", 1, None):
        store.add("jobs", {"value": value})

    def select_ids(value: object) -> list[int]:
        return [record["id"] for record in store.select("jobs", [Filter("value", value)])]

    assert select_ids("1") == [1]
    assert select_ids(1) == [2]
    assert select_ids(Decimal("1.0")) == [2]
    assert select_ids(2**80) == []


def test_pages_are_complete_with_gaps_and_with_negative_and_large_ids(store: Store) -> None:
    store.extend("jobs", lambda first: [{"id": key} for key in range(first, first + 5000)])
    for key in (-5000, -3, 1_000_000, 2**31 - 1):
        store.put("jobs", {"id": key})
        store.put("jobs", {"id": key, "again": True})
    for key in range(900, 3301):
        store.delete("jobs", {"id": key})
    expected = [-5000, -3, *range(1, 900), *range(3301, 5001), 1_000_000, 2**31 - 1]
    pages = [store.select_json("jobs", limit=333, offset=first) for first in range(0, len(expected) + 333, 333)]
    assert [read(text)["id"] for page in pages for text in page] == expected
    assert store.count("jobs") == len(expected)


def test_the_records_of_tenants_are_separate(store: Store) -> None:
    other = Store(store.database, "globex")
    assert store.add("jobs", {"no": "A"})["id"] == other.add("jobs", {"no": "B"})["id"] == 1
    assert (store.select("jobs"), other.select("jobs")) == ([{"no": "A", "id": 1}], [{"no": "B", "id": 1}])
    other.delete("jobs", {"id": 1})
    assert (store.count("jobs"), other.count("jobs")) == (1, 0)

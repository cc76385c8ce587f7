"""The store: all of a transaction or nothing, ids that only go up, one state for a reader."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal

import pytest

from accountability.sandbox.query import Filter
from accountability.sandbox.store import Store


@pytest.fixture
def store() -> Iterator[Store]:
    with closing(Store()) as store:
        yield store


def test_a_transaction_that_fails_keeps_nothing_and_gives_its_ids_back(store: Store) -> None:
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


def test_ids_go_on_from_the_highest_that_was_ever_kept(store: Store) -> None:
    store.put("jobs", {"id": 4711})
    store.put("jobs", {"id": 12})
    assert store.add("jobs", {})["id"] == 4712
    assert store.add("clients", {})["id"] == 1


def test_a_record_reads_back_with_every_digit(store: Store) -> None:
    record = store.add("jobs", {"budget": Decimal("12678967.54323300000001"), "rate": Decimal("0.10"), "days": 2**70})
    kept = store.get("jobs", record["id"])
    assert kept == record
    assert kept is not None
    assert str(kept["rate"]) == "0.10"


def test_a_filter_tells_texts_and_numbers_apart(store: Store) -> None:
    for value in ("1", 1, None):
        store.add("jobs", {"value": value})

    def found(value: object) -> list[int]:
        return [record["id"] for record in store.select("jobs", [Filter("value", value)])]

    assert found("1") == [1]
    assert found(1) == [2]
    assert found(Decimal("1.0")) == [2]
    assert found(2**80) == []

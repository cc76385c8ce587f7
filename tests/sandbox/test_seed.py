"""The first records are the examples of the contracts, the same each time."""

from __future__ import annotations

from accountability import contract
from accountability.sandbox import Sandbox

from .conftest import Caller


def test_the_first_record_of_each_list_is_its_example(api: Caller) -> None:
    lists = [each for each in contract.load("v2").operations.values() if each.paging and "{" not in each.path]
    assert len(lists) >= 9
    for operation in lists:
        example = operation.raw["responses"]["200"]["content"]["application/json"]["example"]
        found = api.get_json(operation.path, pageSize=500)
        assert found["totalCount"] == len(found["items"]) >= len(example["items"])
        for item in example["items"]:
            assert item.items() <= next(each for each in found["items"] if each["id"] == item["id"]).items()


def test_the_example_of_each_get_is_what_it_answers(api: Caller) -> None:
    for operation in contract.load("v2").operations.values():
        if operation.method == "GET" and operation.path.endswith("}"):
            path = operation.path
            for parameter in operation.parameters:
                path = path.replace(f"{{{parameter['name']}}}", str(parameter.get("example")))
            example = operation.raw["responses"]["200"]["content"]["application/json"]["example"]
            assert example.items() <= api.get_json(path).items(), operation.key


def test_a_legacy_type_that_v2_lacks_is_seeded_from_its_own_example(api: Caller) -> None:
    example = contract.find("legacy.ReceiptEntries_ListReceiptEntriesByReceipt")
    rows = example.raw["responses"]["200"]["content"]["application/json"]["example"]
    found = api.get_json(f"/Service.svc/receiptentries/receiptid/{rows[0]['ReceiptID']}", format="json")
    assert found[0] == rows[0]


def test_two_sandboxes_begin_with_the_same_records() -> None:
    def dump() -> list[tuple[object, ...]]:
        sandbox = Sandbox()
        try:
            store = sandbox._imitation._store
            return store.rows("SELECT collection, id, body FROM record ORDER BY 1, 2")
        finally:
            sandbox.close()

    assert dump() == dump()

"""A contract with other conventions is served: bare arrays, string keys, no security."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from accountability.sandbox import sandbox

from .conftest import Caller, read
from .fleet import FLEET, TRUCKS, build_fleet


@pytest.fixture
def fleet() -> Iterator[Caller]:
    with sandbox(documents={"v2": FLEET}) as running, Caller(base_url=f"{running.url}/base") as caller:
        caller.headers["depot"] = "1"
        yield caller


def test_a_list_may_be_a_bare_array(fleet: Caller) -> None:
    assert fleet.get_json("/trucks") == TRUCKS


def test_a_filter_with_several_values_selects_records_with_any_of_them(fleet: Caller) -> None:
    assert fleet.get_json("/trucks", axles=[2, 4]) == [TRUCKS[0], TRUCKS[2]]
    assert fleet.get_json("/trucks", plate="B,C") == TRUCKS[1:]
    assert fleet.get("/trucks", params={"axles": ["2", "x"]}).status_code == 422


def test_numbers_are_compared_by_value(fleet: Caller) -> None:
    assert fleet.get_json("/trucks", load="9.000") == [TRUCKS[1]]
    assert fleet.get_json("/trucks", loadFrom="7.0000000000000000001") == [TRUCKS[1]]


def test_a_required_header_is_validated(fleet: Caller) -> None:
    del fleet.headers["depot"]
    assert [error["name"] for error in read(fleet.get("/trucks"))["errors"]] == ["depot"]
    assert fleet.get("/trucks", headers={"depot": "north"}).status_code == 422


def test_an_unknown_key_is_not_found(fleet: Caller) -> None:
    assert fleet.get("/trucks/x").status_code == 404
    assert fleet.get("/trucks/99999999999999999999999").status_code == 404


def test_an_undeclared_property_is_rejected_if_the_contract_forbids_it(fleet: Caller) -> None:
    assert fleet.send_json("POST", "/trucks", {"plate": "D", "colour": "red"}).status_code == 422
    assert fleet.create("/trucks", {"plate": "D"}) == {"id": 4, "plate": "D"}


def test_a_change_of_a_nested_property_keeps_the_others(fleet: Caller) -> None:
    fleet.send_json("PUT", "/trucks/1", {"driver": {"name": "Ann", "shirt": "L"}})
    assert read(fleet.send_json("PUT", "/trucks/1", {"driver": {"shirt": "M"}}))["driver"] == {
        "name": "Ann",
        "shirt": "M",
    }


def test_an_operation_without_known_behaviour_is_not_implemented(fleet: Caller) -> None:
    response = fleet.get("/company")
    assert response.status_code == 501
    assert "does not imitate" in read(response)["detail"]


def test_an_invalid_key_gets_a_documented_status(fleet: Caller) -> None:
    assert fleet.post("/trucks/x/wash").status_code == 404


def test_a_deleted_record_is_gone_and_its_id_is_not_used_again(fleet: Caller) -> None:
    assert fleet.delete("/trucks/3").status_code == 204
    assert fleet.get("/trucks/3").status_code == fleet.delete("/trucks/3").status_code == 404
    assert fleet.create("/trucks", {"plate": "D"})["id"] == 4


def test_an_action_without_x_sets_returns_the_record_unchanged(fleet: Caller) -> None:
    assert read(fleet.post("/trucks/2/wash")) == TRUCKS[1]
    assert fleet.post("/trucks/9/wash").status_code == 404
    assert fleet.get_json("/trucks") == TRUCKS


@pytest.mark.parametrize(
    ("id_schema", "names", "new_id"),
    [
        ({"type": "string"}, ["a-1", "7"], "8"),
        ({"type": "string"}, ["7", "a-1"], "9"),
        (
            {"type": "string", "format": "uuid"},
            ["5f1e0000-0000-4000-8000-0000000000aa"],
            "00000000-0000-4000-8000-000000000002",
        ),
    ],
)
def test_string_ids_address_records_and_new_records_get_strings(
    id_schema: dict[str, str], names: list[str], new_id: str
) -> None:
    trucks = [{"id": name, "plate": name.upper()} for name in names]
    document = build_fleet(trucks, "https://fleet.example/base")
    document["components"]["schemas"]["Truck"]["properties"]["id"] = id_schema
    with sandbox(documents={"v2": document}) as running, Caller(base_url=f"{running.url}/base") as fleet:
        fleet.headers["depot"] = "1"
        assert fleet.get_json("/trucks") == trucks
        assert [fleet.get_json(f"/trucks/{name}")["id"] for name in names] == names
        assert fleet.create("/trucks", {"plate": "D"}) == {"id": new_id, "plate": "D"}
        assert read(fleet.send_json("PUT", f"/trucks/{new_id}", {"plate": "E"})) == {"id": new_id, "plate": "E"}
        (seeded,) = running.seed("trucks", [{"plate": "F"}])
        running.fill("trucks", len(names) + 5)
        ids = [truck["id"] for truck in fleet.get_json("/trucks")]
        assert set(ids) > {*names, new_id, seeded["id"]}
        assert [fleet.get_json(f"/trucks/{name}")["id"] for name in ids] == ids


def test_a_value_has_the_type_of_each_contract_and_filters_accept_both() -> None:
    newer = build_fleet(TRUCKS, "https://fleet.example/v2")
    newer["components"]["schemas"]["Truck"]["properties"]["load"] = {"type": "string"}
    newer["paths"]["/trucks"]["get"]["parameters"][0] = {"name": "axles", "in": "query", "schema": {"type": "string"}}
    older = build_fleet([], "https://fleet.example/v1")
    with sandbox(documents={"v2": newer, "v1": older}) as running, Caller(base_url=running.url) as caller:
        caller.headers["depot"] = "1"
        assert caller.get_json("/v2/trucks/2")["load"] == "9"
        assert caller.get_json("/v1/trucks/2")["load"] == 9
        caller.send_json("PUT", "/v2/trucks/2", {"load": "9.5"})
        assert caller.get_json("/v1/trucks/2")["load"] == Decimal("9.5")
        assert [truck["id"] for truck in caller.get_json("/v2/trucks", axles="3")] == [2]


@pytest.mark.parametrize(("number_format", "maximum"), [("int32", 2**31 - 1), ("int64", 2**63 - 1)])
def test_a_number_outside_its_format_is_rejected(number_format: str, maximum: int) -> None:
    document = build_fleet(TRUCKS, "https://fleet.example/base")
    document["components"]["schemas"]["Truck"]["properties"]["axles"] = {
        "type": ["integer", "null"],
        "format": number_format,
    }
    with sandbox(documents={"v2": document}) as running, Caller(base_url=f"{running.url}/base") as fleet:
        for valid in (maximum, -maximum - 1, None):
            assert fleet.create("/trucks", {"plate": "D", "axles": valid})["axles"] == valid
        for invalid in (maximum + 1, -maximum - 2):
            assert fleet.send_json("POST", "/trucks", {"plate": "D", "axles": invalid}).status_code == 422

"""A contract of another make is served as far as it tells how: bare arrays, keys that are text, no security."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from accountability.sandbox import sandbox

from .conftest import Caller, read
from .fleet import FLEET, TRUCKS


@pytest.fixture
def fleet() -> Iterator[Caller]:
    with sandbox(documents={"v2": FLEET}) as running, Caller(base_url=f"{running.url}/base") as caller:
        caller.headers["depot"] = "1"
        yield caller


def test_a_bare_array_is_answered_as_one(fleet: Caller) -> None:
    assert fleet.get_json("/trucks") == TRUCKS


def test_a_list_of_values_selects_each_of_them(fleet: Caller) -> None:
    assert fleet.get_json("/trucks", axles=[2, 4]) == [TRUCKS[0], TRUCKS[2]]
    assert fleet.get_json("/trucks", plate="B,C") == TRUCKS[1:]
    assert fleet.get("/trucks", params={"axles": ["2", "x"]}).status_code == 422


def test_numbers_are_compared_by_value(fleet: Caller) -> None:
    assert fleet.get_json("/trucks", load="9.000") == [TRUCKS[1]]
    assert fleet.get_json("/trucks", loadFrom="7.0000000000000000001") == [TRUCKS[1]]


def test_a_header_that_is_required_is_demanded_and_judged(fleet: Caller) -> None:
    del fleet.headers["depot"]
    assert [each["name"] for each in read(fleet.get("/trucks"))["errors"]] == ["depot"]
    assert fleet.get("/trucks", headers={"depot": "north"}).status_code == 422


def test_a_key_that_is_text_names_no_record(fleet: Caller) -> None:
    assert fleet.get("/trucks/x").status_code == 404
    assert fleet.get("/trucks/99999999999999999999999").status_code == 404


def test_a_member_is_refused_where_the_contract_admits_none_beside_its_own(fleet: Caller) -> None:
    assert fleet.send_json("POST", "/trucks", {"plate": "D", "colour": "red"}).status_code == 422
    assert fleet.create("/trucks", {"plate": "D"}) == {"id": 4, "plate": "D"}


def test_a_nested_member_is_changed_by_itself(fleet: Caller) -> None:
    fleet.send_json("PUT", "/trucks/1", {"driver": {"name": "Ann", "shirt": "L"}})
    assert read(fleet.send_json("PUT", "/trucks/1", {"driver": {"shirt": "M"}}))["driver"] == {
        "name": "Ann",
        "shirt": "M",
    }


def test_what_no_contract_tells_how_to_do_is_said_to_be_missing(fleet: Caller) -> None:
    for answer in (fleet.delete("/trucks/1"), fleet.get("/company")):
        assert answer.status_code == 501
        assert "does not imitate" in read(answer)["detail"]

"""The runtime of the generated code encodes requests, parses responses and walks pages."""

import asyncio
import copy
import datetime
import pickle
import warnings
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self

import pytest
from attrs import define

from accountability_api._runtime import wire
from accountability_api._runtime.call import Call, Paging, no_content, optional, parse_json, records_of
from accountability_api._runtime.dates import format_wcf_date, parse_wcf_date
from accountability_api._runtime.errors import AccountabilityError, ContractViolationError, ResponseMismatchWarning
from accountability_api._runtime.lazy import lazy
from accountability_api._runtime.model import Json, Mismatches, Model, dump
from accountability_api._runtime.paging import AsyncItems, Items, Page, page_of
from accountability_api._runtime.readers import (
    date,
    integer,
    list_of,
    nested,
    number_or_null,
    require,
    require_or_null,
    scalar,
    start,
    string,
    to_datetime,
    to_integer,
    to_number,
    to_value_of,
    union_of,
)
from accountability_api._runtime.wire import UNSET

UTC = datetime.UTC


@define(kw_only=True, repr=False)
class Line(Model):
    id: int
    amount: Decimal | None = None

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        record, state = cls.__new__(cls), start(data, mismatches)
        take = state[1].pop
        record.id = require(integer(take("id", UNSET), "id", state), "id", state)
        record.amount = number_or_null(take("amount", None), "amount", state)
        record.additional_properties = state[1]
        return record

    def to_dict(self, *, omit_none: bool = False) -> Json:
        return dump({"id": self.id, "amount": self.amount}, self.additional_properties, omit_none)


@define(kw_only=True, repr=False)
class Order(Model):
    _secret = frozenset({"token"})

    id: int
    day: datetime.date | None = None
    token: str | None = None
    lines: list[Line] | None = None

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        record, state = cls.__new__(cls), start(data, mismatches)
        take = state[1].pop
        record.id = require(integer(take("id", UNSET), "id", state), "id", state)
        record.day = date(take("day", UNSET), "day", state)
        record.token = string(take("token", UNSET), "token", state)
        record.lines = nested(list_of(Line.from_dict), take("lines", UNSET), "lines", state)
        record.additional_properties = state[1]
        return record

    def to_dict(self, *, omit_none: bool = False) -> Json:
        members = {"id": self.id, "day": self.day, "token": self.token, "lines": self.lines}
        return dump(members, self.additional_properties, omit_none)


def build_call(decode: Any = Order.from_dict, **arguments: Any) -> Call[Any]:
    return Call(api="v2", operation="Orders_GetOrder", method="GET", path="/orders", decode=decode, **arguments)


def read(value: Any, decode: Any = Order.from_dict) -> tuple[Any, list[str]]:
    mismatches: list[str] = []
    return build_call(decode).read(value, on_mismatch=mismatches.append), mismatches


# Valid responses


def test_a_number_with_a_decimal_point_is_parsed_as_an_exact_decimal() -> None:
    assert parse_json(b"12678967.54323300000001") == Decimal("12678967.54323300000001")
    assert str(parse_json(b"1.10")) == "1.10"


@pytest.mark.parametrize("text", [b"1e5", b"1E+999", b"-0.0", b"1e-400"])
def test_no_number_becomes_a_float(text: Any) -> None:
    assert type(parse_json(text)) is Decimal


def test_an_integer_of_any_size_is_exact() -> None:
    assert parse_json(b"123456789012345678901234567890") == 123456789012345678901234567890


@pytest.mark.parametrize("content", [b"<html>", b"", b"NaN", b"[" * 100_000, b"1E" + b"9" * 30, b"9" * 9999, b"\xff"])
def test_invalid_json_raises_an_error_with_the_content(content: Any) -> None:
    with pytest.raises(ContractViolationError) as caught:
        parse_json(content)
    assert caught.value.content == content


def test_a_byte_order_mark_is_ignored() -> None:
    assert parse_json(b"\xef\xbb\xbf[1]") == [1]


def test_a_response_nested_too_deeply_raises_contract_violation_error() -> None:
    def recurse(value: Any, mismatches: Any) -> Any:
        return recurse(value, mismatches)

    with pytest.raises(ContractViolationError, match="nested too deeply"):
        build_call(recurse).read({})


def test_an_integral_decimal_is_an_integer_and_a_boolean_is_not() -> None:
    assert to_integer(Decimal("5.0")) == 5
    for wrong in (True, Decimal("5.5"), Decimal("1E+999999999"), "5", None):
        with pytest.raises(TypeError):
            to_integer(wrong)


def test_integers_and_floats_are_converted_to_their_printed_decimal() -> None:
    assert (to_number(5), to_number(0.1)) == (Decimal(5), Decimal("0.1"))
    with pytest.raises(TypeError):
        to_number(True)


@pytest.mark.parametrize("text", ["2025-01-13T10:00:00", "2025-01-13", "soon"])
def test_a_datetime_without_an_offset_is_invalid(text: Any) -> None:
    with pytest.raises(ValueError, match=r"offset|isoformat"):
        to_datetime(text)


def test_an_enumeration_value_is_a_known_member_or_a_plain_string() -> None:
    class Colour(StrEnum):
        RED = "red"

    to_colour = to_value_of(Colour)
    assert to_colour("red") is Colour.RED
    assert to_colour("blue") == "blue"
    with pytest.raises(TypeError):
        to_colour(7)


# Mismatches


def test_an_invalid_value_is_none_and_is_reported_with_its_path() -> None:
    order, mismatches = read({"id": 1, "day": "31.12.2025", "lines": [{"id": 2, "amount": "much"}], "extra": [1]})
    assert (order.day, order.lines[0].id, order.lines[0].amount) == (None, 2, None)
    assert order.additional_properties == {"day": "31.12.2025", "extra": [1]}
    assert order.lines[0].additional_properties == {"amount": "much"}
    assert mismatches == ["day", "lines[0].amount"]


def test_null_in_a_property_that_is_not_nullable_is_a_mismatch_and_an_absent_property_is_none() -> None:
    assert read({"id": 1, "day": None}) == (Order(id=1, additional_properties={"day": None}), ["day"])
    assert read({"id": 1}) == (Order(id=1), [])


def test_an_invalid_item_makes_the_whole_list_a_mismatch() -> None:
    order, mismatches = read({"id": 1, "lines": [{"id": 2}, "two"]})
    assert order.lines is None
    assert order.additional_properties == {"lines": [{"id": 2}, "two"]}
    assert mismatches == ["lines[1]"]


def test_unknown_properties_and_invalid_values_are_written_back() -> None:
    raw = {"id": 1, "day": "soon", "lines": [{"id": 2, "amount": Decimal("1.10"), "x": None}], "extra": {"a": [1]}}
    order, _ = read(raw)
    assert order.to_dict(omit_none=True) == raw
    order.day = datetime.date(2025, 1, 13)
    assert order.to_dict()["day"] == "2025-01-13"


def test_a_record_is_written_with_all_fields_in_contract_order_unless_omit_none_is_set() -> None:
    order, _ = read({"extra": 1, "lines": [{"id": 2}], "id": 1})
    assert [*order.to_dict().items()] == [
        ("id", 1), ("day", None), ("token", None), ("lines", [{"id": 2, "amount": None}]), ("extra", 1)
    ]  # fmt: skip
    assert order.to_dict(omit_none=True) == {"id": 1, "lines": [{"id": 2}], "extra": 1}


def test_an_invalid_value_is_written_back_in_its_position() -> None:
    order, _ = read({"id": 1, "day": "soon", "token": "t"})
    assert [*order.to_dict()][:3] == ["id", "day", "token"]
    assert order.to_dict()["day"] == "soon"


def test_a_record_is_written_as_json_with_exact_decimals() -> None:
    order, _ = read({"id": 1, "lines": [{"id": 2, "amount": Decimal("12678967.54323300000001")}], "day": "2025-01-13"})
    assert order.to_json() == (
        '{"id":1,"day":"2025-01-13","token":null,"lines":[{"id":2,"amount":12678967.54323300000001}]}'
    )
    assert '"token"' not in order.to_json(omit_none=True)


def test_a_record_in_a_body_is_sent_without_the_fields_that_are_none() -> None:
    order, _ = read({"id": 1, "day": "2025-01-13"})
    assert build_call(body=order).content() == b'{"id":1,"day":"2025-01-13"}'


def test_parsing_does_not_change_the_raw_record() -> None:
    raw = {"id": 1, "extra": 2}
    read(raw)
    assert raw == {"id": 1, "extra": 2}


@pytest.mark.parametrize(
    ("raw", "words"), [({}, "is missing"), ({"id": None}, "is null"), ({"id": "1"}, "is a string")], ids=str
)
def test_an_invalid_required_property_raises_an_error_with_the_record(raw: Any, words: Any) -> None:
    with pytest.raises(ContractViolationError, match=words) as caught:
        read(raw)
    assert (caught.value.path, caught.value.record, caught.value.key) == ("id", raw, "v2.Orders_GetOrder")


def test_a_required_nullable_property_must_be_present() -> None:
    state = start({"a": None}, None)
    assert require_or_null(None, "a", state) is None
    with pytest.raises(ContractViolationError, match="is missing"):
        require_or_null(None, "b", state)


def test_a_record_without_id_raises_an_error_with_the_rest_of_the_page() -> None:
    page = {"items": [{"id": 1}, {"id": 2, "lines": [{"id": 3}, {}]}, {"id": 4, "day": "soon"}, {"token": "x"}]}
    with pytest.raises(ContractViolationError) as caught:
        read(page, page_of(Order.from_dict, Paging()))
    violation = caught.value
    assert violation.path == "items[1].lines[1].id"
    assert [order.id for order in violation.rest] == [1, 4]
    assert "1 more" in str(violation)
    assert "[3].id" in str(violation)


@pytest.mark.parametrize("value", [None, [], "text", 7])
def test_a_response_that_is_not_an_object_raises_contract_violation_error(value: Any) -> None:
    with pytest.raises(ContractViolationError, match="the response is"):
        read(value)


def test_strict_raises_an_error_with_the_path_of_any_mismatch() -> None:
    with pytest.raises(ContractViolationError) as caught:
        build_call().read({"id": 1, "day": "soon"}, strict=True)
    assert caught.value.path == "day"


def test_without_on_mismatch_each_mismatch_is_a_warning_with_the_path_and_not_the_value() -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        build_call().read({"id": 1, "day": "private"})
    assert [w.category for w in caught] == [ResponseMismatchWarning]
    assert "v2.Orders_GetOrder: day" in str(caught[0].message)
    assert "private" not in str(caught[0].message)


def test_a_response_may_be_empty_or_of_several_types() -> None:
    assert read(None, optional(Order.from_dict)) == (None, [])
    assert read({"anything": 1}, no_content) == (None, [])
    assert read({"id": 1, "amount": Decimal(2)}, union_of(Line.from_dict, Order.from_dict))[0] == Line(
        id=1, amount=Decimal(2)
    )
    assert isinstance(read({"id": 1, "amount": "x"}, union_of(Line.from_dict, Order.from_dict))[0], Order)
    with pytest.raises(ContractViolationError):
        read([], union_of(Line.from_dict, Order.from_dict))


def test_invalid_records_of_a_bare_array_are_omitted_and_reported() -> None:
    assert read([{"id": 1}, None, {"id": 2}], records_of(Line.from_dict)) == ([Line(id=1), Line(id=2)], ["[1]"])
    assert read(["a"], records_of(scalar(str))) == (["a"], [])


# Errors and records as Python values


def test_a_contract_violation_error_can_be_pickled_and_its_message_has_no_value() -> None:
    violation = ContractViolationError(
        "is missing", key="v2.X", path="items[3].id", record={"a": 1}, rest=[2], content=b"c"
    )
    again = pickle.loads(pickle.dumps(violation))
    assert (again.path, again.record, again.rest, again.content) == ("items[3].id", {"a": 1}, [2], b"c")
    assert str(again) == str(violation) == "v2.X: items[3].id is missing"
    assert isinstance(again, AccountabilityError)
    private = ContractViolationError("is a string", record={"password": "hunter2"}, content=b"hunter2")
    assert "hunter2" not in f"{private} {private!r}"


def test_records_can_be_compared_copied_and_pickled() -> None:
    order = Order(id=1, lines=[Line(id=2)], additional_properties={"x": 1})
    assert copy.deepcopy(order) == pickle.loads(pickle.dumps(order)) == order
    assert order != Order(id=1)


def test_the_repr_of_a_record_has_its_values_and_no_secret() -> None:
    assert repr(Order(id=1, token="t0ken")) == "Order(id=1, token=***)"


def test_the_repr_of_a_record_has_only_the_names_of_additional_properties() -> None:
    assert repr(Order(id=1, additional_properties={"token": ["t0ken"]})) == (
        "Order(id=1, additional_properties={'token': ...})"
    )


# Requests


def test_a_body_has_exact_numbers_and_omits_unset_values() -> None:
    body = {"a": Decimal("12678967.54323300000001"), "b": None, "c": UNSET, "d": [Line(id=2**70)], "e": "ü"}
    content = build_call(body=body).content()
    assert content == '{"a":12678967.54323300000001,"b":null,"d":[{"id":1180591620717411303424}],"e":"ü"}'.encode()


def test_a_call_without_a_body_has_no_content() -> None:
    assert build_call().content() is None


@pytest.mark.parametrize("value", [1.5, {"a": [0.1]}, object(), {1, 2}])
def test_floats_and_types_without_a_json_form_raise_type_error(value: Any) -> None:
    with pytest.raises(TypeError):
        build_call(body=value)


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), datetime.datetime(2025, 1, 1)])
def test_non_finite_numbers_and_naive_datetimes_raise_value_error(value: Any) -> None:
    with pytest.raises(ValueError, match=r"finite number|time zone"):
        build_call(body={"a": value})


def test_a_form_is_encoded_and_omits_null() -> None:
    form = build_call(body={"a": "x y&z", "b": None, "c": True}, media="application/x-www-form-urlencoded")
    assert form.content() == b"a=x+y%26z&c=true"


def test_an_xml_body_needs_the_codec() -> None:
    with pytest.raises(TypeError, match="codec"):
        build_call(body={}, media="application/xml").content()


def test_query_values_are_strings_and_none_is_omitted() -> None:
    timestamp = datetime.datetime(2025, 1, 13, 10, tzinfo=UTC)
    query = {"a": None, "b": [1, 2], "c": False, "d": Decimal("1E+2"), "e": timestamp, "f": datetime.date(2025, 1, 13)}
    assert build_call(query=query).query == {
        "b": ["1", "2"],
        "c": "false",
        "d": "100",
        "e": "2025-01-13T10:00:00+00:00",
        "f": "2025-01-13",
    }


def test_a_path_argument_is_encoded_as_one_segment() -> None:
    assert wire.path_segment("a/../b?c=d#e%2F é") == "a%2F..%2Fb%3Fc%3Dd%23e%252F%20%C3%A9"
    for dots in ("", ".", ".."):
        with pytest.raises(ValueError, match="path"):
            wire.path_segment(dots)


def test_a_string_is_not_accepted_as_a_sequence() -> None:
    assert wire.sequence(("a", "b")) == ["a", "b"]
    assert wire.sequence(None) is None
    for wrong in ("abc", b"abc", {"a": 1}, 5):
        with pytest.raises(TypeError, match="sequence"):
            wire.sequence(wrong)


def test_a_datetime_is_converted_to_its_date() -> None:
    assert wire.as_date(datetime.datetime(2025, 1, 13, 23, tzinfo=UTC)) == datetime.date(2025, 1, 13)


def test_an_optional_body_without_values_is_unset() -> None:
    assert wire.optional_body({"a": UNSET}) is UNSET
    assert wire.optional_body({"a": None, "b": UNSET}) == {"a": None, "b": UNSET}


def test_the_repr_of_a_call_has_no_body() -> None:
    assert "hunter2" not in repr(build_call(body={"password": "hunter2"}))


def test_a_call_has_a_key_and_a_writes_flag() -> None:
    assert (build_call().key, build_call().writes) == ("v2.Orders_GetOrder", False)


# WCF dates


@pytest.mark.parametrize(
    ("text", "timestamp"),
    [
        ("/Date(928113600000+1000)/", "1999-05-31T11:20:00+10:00"),
        ("/Date(0)/", "1970-01-01T00:00:00+00:00"),
        ("/Date(-1500-0330)/", "1969-12-31T20:29:58.500000-03:30"),
    ],
)
def test_a_wcf_date_keeps_its_offset_and_is_written_back(text: Any, timestamp: Any) -> None:
    read = parse_wcf_date(text)
    assert read.isoformat() == timestamp
    assert parse_wcf_date(format_wcf_date(read)) == read


@pytest.mark.parametrize(
    "text", ["/Date(1)", "2025-01-13", "/Date(999999999999999999)/", "/Date(1+2500)/", "/Date(\u0661)/"]
)
def test_an_invalid_wcf_date_raises_value_error(text: Any) -> None:
    with pytest.raises(ValueError, match="expected a date"):
        parse_wcf_date(text)


def test_a_naive_datetime_cannot_be_written_as_a_wcf_date() -> None:
    with pytest.raises(ValueError, match="time zone"):
        format_wcf_date(datetime.datetime(2025, 1, 1))


# Pages


@pytest.mark.parametrize(("size", "total"), [(100, 5), (100, None), (None, None), (1, None)])
def test_all_pages_are_read_if_they_have_fewer_items_than_the_page_size(size: int | None, total: int | None) -> None:
    def send(call: Any) -> Any:
        return call.read({**build_page(call), "pageSize": size, "totalCount": total})

    async def send_async(call: Any) -> Any:
        return send(call)

    async def walk() -> list[int]:
        return [item async for item in AsyncItems(send_async, LIST)]

    assert list(Items(send, LIST)) == asyncio.run(walk()) == [1, 2, 3, 4, 5]


LIST: Call[Page[int]] = build_call(page_of(scalar(to_integer), Paging()), paging=Paging())


def build_page(call: Call[Any]) -> dict[str, Any]:
    number = int(str(call.query["page"]))
    return {"items": [1, 2, 3, 4, 5][number * 2 - 2 : number * 2], "page": number}


def respond(call: Call[Any]) -> Any:
    return call.read({**build_page(call), "pageSize": 2, "totalCount": 5})


def test_each_page_of_a_list_is_requested_when_it_is_reached() -> None:
    calls: list[Call[Any]] = []

    def send(call: Any) -> Any:
        calls.append(call)
        return respond(call)

    items = Items(send, LIST)
    assert items.first() == 1
    assert len(calls) == 1
    assert list(items) == [1, 2, 3, 4, 5]
    assert [call.query["page"] for call in calls] == ["1", "1", "2", "3"]
    assert calls[1].walk is calls[2].walk is not calls[0].walk
    assert [len(page.items) for page in items.pages()] == [2, 2, 1]


def test_a_call_with_a_page_number_returns_only_that_page() -> None:
    assert list(Items(respond, LIST.with_page(2))) == [3, 4]


def test_the_page_size_defaults_to_the_maximum_of_the_contract() -> None:
    calls: list[Call[Any]] = []

    def send(call: Any) -> Any:
        calls.append(call)
        return respond(call)

    largest = Paging(max_page_size=500)
    list(Items(send, build_call(page_of(scalar(to_integer), largest), paging=largest)))
    list(Items(send, build_call(page_of(scalar(to_integer), largest), paging=largest, query={"pageSize": 50})))
    assert [call.query["pageSize"] for call in calls] == ["500"] * 3 + ["50"] * 3


@pytest.mark.parametrize("items", [Items, AsyncItems])
def test_bool_of_a_list_raises_type_error(items: Any) -> None:
    with pytest.raises(TypeError, match=r"no boolean value.*\.first\(\) is not None"):
        bool(items(respond, LIST))


def test_async_items_walk_the_same_pages() -> None:
    async def send(call: Any) -> Any:
        return respond(call)

    async def walk() -> Any:
        items = AsyncItems(send, LIST)
        return await items.first(), [item async for item in items], await items.all()

    assert asyncio.run(walk()) == (1, [1, 2, 3, 4, 5], [1, 2, 3, 4, 5])


def test_invalid_items_do_not_end_the_iteration() -> None:
    rows = [[{"id": 1}, "two"], [{"id": 3}]]
    lines: Call[Page[Line]] = build_call(page_of(Line.from_dict, Paging()), paging=Paging(), status="documented")

    def send(call: Any) -> Any:
        number = int(call.query["page"])
        return call.read({"items": rows[number - 1], "pageSize": 2, "totalCount": 3}, on_mismatch=lambda path: None)

    assert [line.id for line in Items(send, lines)] == [1, 3]


def test_with_page_raises_value_error_if_the_call_has_no_paging() -> None:
    with pytest.raises(ValueError, match="pages"):
        build_call().with_page(2)


def test_a_lazy_package_raises_attribute_error_for_an_unknown_name() -> None:
    load, names = lazy("accountability_api._runtime", {"jobs": "jobs"})
    with pytest.raises(AttributeError, match="nonsense"):
        load("nonsense")
    assert "jobs" in names()

"""The legacy service's XML: decoded to the values of its JSON representation and encoded in the contract's order."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accountability import spec, wcf

NS = "http://example.org/Model"
ARRAYS = "http://schemas.microsoft.com/2003/10/Serialization/Arrays"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
DATE = {"type": ["string", "null"], "format": "xml-local-date-time"}
MEMBERS: dict[str, Any] = {
    "Amount": {"type": ["number", "null"]},
    "Note": {"type": ["string", "null"]},
    "Id": {"type": "integer"},
    "Open": {"type": "boolean"},
    "Since": DATE,
    "Ticks": {
        "type": ["array", "null"],
        "xml": {"namespace": NS, "wrapped": True},
        "items": {"type": "integer", "xml": {"name": "int", "namespace": ARRAYS}},
    },
    "Owner": {"anyOf": [{"$ref": "#/components/schemas/Person"}, {"type": "null"}]},
    "Tag": {"type": "array", "items": {"type": "string"}, "xml": {"namespace": NS}},
}
DOCUMENT: dict[str, Any] = {
    "components": {
        "schemas": {
            "Thing": {"type": "object", "xml": {"name": "Thing", "namespace": NS}, "properties": MEMBERS},
            "Things": {
                "type": "array",
                "xml": {"name": "Things", "namespace": NS, "wrapped": True},
                "items": {"$ref": "#/components/schemas/Thing"},
            },
            "Person": {
                "type": "object",
                "xml": {"namespace": NS},
                "properties": {
                    "Name": {"type": "string"},
                    "Boss": {"$ref": "#/components/schemas/Person", "xml": {"namespace": NS}},
                },
            },
        }
    }
}
THING = {"$ref": "#/components/schemas/Thing"}
THINGS = {"$ref": "#/components/schemas/Things"}
codec = wcf.Codec(DOCUMENT)


def thing(content: str) -> bytes:
    return f'<Thing xmlns="{NS}" xmlns:i="{XSI}" xmlns:a="{ARRAYS}">{content}</Thing>'.encode()


def decode(content: str) -> Any:
    return codec.decode(thing(content), THING)


FULL_RECORD = {
    "Amount": Decimal("12678967.543233000000010"),
    "Note": "Ärger & <Ruhm>",
    "Id": -7,
    "Open": True,
    "Since": "/Date(928149600000+0000)/",
    "Ticks": [1, 2],
    "Owner": {"Name": "Mona", "Boss": {"Name": "Jonas"}},
    "Tag": ["a", "b"],
}


def test_a_record_is_written_in_the_contracts_order_with_wcfs_namespaces() -> None:
    backwards = dict(reversed(FULL_RECORD.items()))
    assert codec.encode(backwards, THING).decode() == (
        f'<Thing xmlns="{NS}" xmlns:i="{XSI}">'
        "<Amount>12678967.543233000000010</Amount><Note>Ärger &amp; &lt;Ruhm&gt;</Note><Id>-7</Id><Open>true</Open>"
        f'<Since>1999-05-31T11:20:00</Since><Ticks xmlns:a="{ARRAYS}"><a:int>1</a:int><a:int>2</a:int></Ticks>'
        "<Owner><Name>Mona</Name><Boss><Name>Jonas</Name></Boss></Owner><Tag>a</Tag><Tag>b</Tag></Thing>"
    )


def test_what_is_written_reads_back() -> None:
    assert codec.decode(codec.encode(FULL_RECORD, THING), THING) == FULL_RECORD


def test_elements_are_read_in_any_order() -> None:
    assert decode("<Open>false</Open><Id>1</Id><Amount>2.50</Amount>") == {
        "Open": False,
        "Id": 1,
        "Amount": Decimal("2.50"),
    }


@pytest.mark.parametrize(
    ("text", "value"), [("true", True), ("1", True), ("false", False), ("0", False), (" 0 ", False)]
)
def test_a_boolean_has_two_representations(text: str, value: bool) -> None:
    assert decode(f"<Open>{text}</Open>")["Open"] is value


def test_nil_is_null_and_absent_is_absent_both_ways() -> None:
    value = decode('<Amount i:nil="true"/><Owner i:nil="1"/><Ticks i:nil="true"/>')
    assert value == {"Amount": None, "Owner": None, "Ticks": None}
    assert codec.encode(value, THING).count(b'i:nil="true"') == 3


def test_an_empty_string_and_an_empty_list_are_not_null() -> None:
    assert decode("<Note/><Ticks/>") == {"Note": "", "Ticks": []}


def test_a_list_is_read_as_a_bare_list() -> None:
    document = f'<Things xmlns="{NS}"><Thing><Id>1</Id></Thing><Thing><Id>2</Id></Thing></Things>'
    assert codec.decode(document.encode(), THINGS) == [{"Id": 1}, {"Id": 2}]
    assert codec.decode(f'<Things xmlns="{NS}"/>'.encode(), THINGS) == []


def test_an_unknown_element_is_read_as_a_string() -> None:
    assert decode("<Id>1</Id><Colour>red</Colour>") == {"Id": 1, "Colour": "red"}
    assert decode("<Deep><A>1</A></Deep>")["Deep"].endswith("><A>1</A></Deep>")


def test_an_unknown_element_is_written_at_the_end() -> None:
    assert codec.encode({"Colour": "red", "Id": 1}, THING).endswith(b"<Id>1</Id><Colour>red</Colour></Thing>")


def test_a_duplicate_element_is_read_as_a_list() -> None:
    assert decode("<Id>1</Id><Id>2</Id><Id>3</Id>") == {"Id": [1, 2, 3]}


def test_a_repeatable_element_is_a_list_even_if_it_occurs_once() -> None:
    assert decode("<Tag>a</Tag>") == {"Tag": ["a"]}


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("<Id>seven</Id>", "Id"),
        ("<Id>1_000</Id>", "Id"),
        ("<Id>1.5</Id>", "Id"),
        (f"<Id>{'9' * 41}</Id>", "Id"),
        ("<Id/>", "Id"),
        ("<Amount>NaN</Amount>", "Amount"),
        ("<Amount>1,5</Amount>", "Amount"),
        ("<Open>yes</Open>", "Open"),
        ("<Since>31.05.1999</Since>", "Since"),
        ("<Since>1999-02-30T00:00:00</Since>", "Since"),
        ("<Ticks>1 2</Ticks>", "Ticks"),
        ("<Owner>Mona</Owner>", "Owner"),
    ],
)
def test_an_invalid_value_is_read_as_a_string(content: str, name: str) -> None:
    assert isinstance(decode(content)[name], str)


def test_child_elements_of_a_simple_element_are_an_object_and_never_its_text() -> None:
    assert decode("<Id><Inner>1</Inner></Id>")["Id"] == {"Inner": "1"}
    assert decode("<Id>1<b/></Id>")["Id"] == {"b": ""}
    assert decode("<Ticks><a:int><Inner>1</Inner></a:int></Ticks>")["Ticks"] == [{"Inner": "1"}]


def test_a_number_of_forty_digits_is_read_as_a_number() -> None:
    assert decode(f"<Id>{'9' * 40}</Id><Amount>0.{'1' * 60}</Amount>") == {
        "Id": 10**40 - 1,
        "Amount": Decimal(f"0.{'1' * 60}"),
    }


def test_an_invalid_item_of_an_array_is_read_as_a_string() -> None:
    assert decode("<Ticks><a:int>1</a:int><a:int>two</a:int></Ticks>") == {"Ticks": [1, "two"]}


def test_elements_in_another_namespace_are_read() -> None:
    document = '<Thing xmlns="urn:other"><Id>1</Id><Owner><Name>Mona</Name></Owner></Thing>'
    assert codec.decode(document.encode(), THING) == {"Id": 1, "Owner": {"Name": "Mona"}}


def test_comments_and_processing_instructions_are_ignored() -> None:
    assert decode("<!-- a --><?b c?><Id>1<!-- d -->2</Id>") == {"Id": 12}


# Dates


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1999-05-31T11:20:00", "/Date(928149600000+0000)/"),
        ("1999-05-31T11:20:00.1234567", "/Date(928149600123+0000)/"),
        ("1999-05-31T11:20:00+10:00", "/Date(928113600000+1000)/"),
        ("1999-05-31T11:20:00Z", "/Date(928149600000+0000)/"),
        ("1969-12-31T23:59:59.999", "/Date(-1+0000)/"),
        ("0001-01-01T00:00:00", "/Date(-62135596800000+0000)/"),
    ],
)
def test_wall_time_is_read_as_the_date_of_the_json_representation(text: str, date: str) -> None:
    assert decode(f"<Since>{text}</Since>") == {"Since": date}


def test_wall_time_is_that_of_the_zone_in_summer_and_winter() -> None:
    sydney = wcf.Codec(DOCUMENT, ZoneInfo("Australia/Sydney"))
    for text, date in (
        ("1999-05-31T11:20:00", "/Date(928113600000+1000)/"),
        ("1999-01-31T11:20:00", "/Date(917742000000+1100)/"),
    ):
        assert sydney.decode(thing(f"<Since>{text}</Since>"), THING) == {"Since": date}
        assert f"<Since>{text}</Since>".encode() in sydney.encode({"Since": date}, THING)


def test_a_date_with_another_offset_is_written_as_wall_time_of_the_service() -> None:
    written = codec.encode({"Since": "/Date(928113600000+1000)/"}, THING)
    assert b"<Since>1999-05-31T01:20:00</Since>" in written


def test_a_date_in_xml_format_is_written_unchanged() -> None:
    assert b"<Since>1999-05-31T11:20:00</Since>" in codec.encode({"Since": "1999-05-31T11:20:00"}, THING)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a slow machine is not a failure
@given(st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29)), st.integers(-14 * 60, 14 * 60))
def test_every_datetime_survives_the_json_format_to_the_millisecond(timestamp: datetime, minutes: int) -> None:
    aware = timestamp.replace(
        microsecond=timestamp.microsecond // 1000 * 1000, tzinfo=timezone(timedelta(minutes=minutes))
    )
    parsed = wcf.parse_date(wcf.format_date(aware))
    assert parsed == aware
    assert parsed.utcoffset() == aware.utcoffset()


def test_a_datetime_without_a_zone_is_an_error() -> None:
    with pytest.raises(ValueError, match="time zone"):
        wcf.format_date(datetime(2025, 1, 1))


# Responses without a schema


@pytest.mark.parametrize("value", [5, "words", True, Decimal("1.50"), None])
def test_a_single_value_is_written_as_wcf_does_and_read_back(value: Any) -> None:
    written = codec.encode(value, {})
    assert b'xmlns="http://schemas.microsoft.com/2003/10/Serialization/"' in written
    assert codec.decode(written, {}) == value


def test_a_response_without_a_schema_is_its_text_or_its_xml() -> None:
    assert codec.decode(b"<Result>done</Result>", {}) == "done"
    assert codec.decode(b"<Result><Id>1</Id></Result>", {}) == "<Result><Id>1</Id></Result>"


# Rejected documents


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (b'<!DOCTYPE Thing [<!ENTITY a "b">]><Thing/>', "without a DOCTYPE"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- x --> <!DOCTYPE Thing><Thing/>', "without a DOCTYPE"),
        ('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE Thing><Thing/>'.encode("utf-16"), "without a DOCTYPE"),
        (b"<Thing>\n<Id></Thing>", "line 2"),
        (b"", "line 1"),
        (b"{}", "line 1"),
        (b"\n<Other/>", "line 2: expected the root <Thing>, got <Other>"),
        (b"<Thing>&unknown;</Thing>", "line 1"),
        (b"\x00\x01", "line 1"),
    ],
)
def test_an_unsafe_or_invalid_document_is_an_error(document: bytes, message: str) -> None:
    with pytest.raises(wcf.XmlError, match=message) as exc_info:
        codec.decode(document, THING)
    assert isinstance(exc_info.value, ValueError)


def test_an_entity_bomb_and_an_external_entity_are_an_error_before_parsing(tmp_path: Any) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hidden")
    layers = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    for entity, use in ((f'<!ENTITY e0 "boom">{layers}', "&e9;"), (f'<!ENTITY x SYSTEM "{secret.as_uri()}">', "&x;")):
        with pytest.raises(wcf.XmlError, match="DOCTYPE"):
            codec.decode(f"<!DOCTYPE Thing [{entity}]><Thing><Note>{use}</Note></Thing>".encode(), THING)


def test_a_doctype_in_character_data_is_text() -> None:
    assert decode("<Note><![CDATA[<!DOCTYPE x>]]></Note>") == {"Note": "<!DOCTYPE x>"}


def test_a_hostile_prologue_is_an_error_within_two_seconds() -> None:
    start = time.perf_counter()
    with pytest.raises(wcf.XmlError):
        codec.decode(b"<?a?>" * 50_000, THING)
    assert time.perf_counter() - start < 2


def test_a_deeply_nested_document_is_an_error() -> None:
    document = "<Owner>" + "<Boss>" * 5000 + "</Boss>" * 5000 + "</Owner>"
    with pytest.raises(wcf.XmlError):
        decode(document)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"Id": "1"}, r"Thing\.Id: expected an int"),
        ({"Id": True}, r"Thing\.Id: expected an int"),
        ({"Amount": 1.5}, r"Thing\.Amount: expected a Decimal"),
        ({"Amount": Decimal("NaN")}, r"Thing\.Amount: expected a Decimal"),
        ({"Amount": Decimal("1e400")}, r"Thing\.Amount: expected a Decimal"),
        ({"Open": 1}, r"Thing\.Open: expected a bool"),
        ({"Note": 5}, r"Thing\.Note: expected a string"),
        ({"Note": "\x00"}, r"Thing\.Note: .*character"),
        ({"Since": "tomorrow"}, r"Thing\.Since: expected a date"),
        ({"Ticks": 5}, r"Thing\.Ticks: expected a list"),
        ({"Ticks": [1, "x"]}, r"Thing\.Ticks\[1\]: expected an int"),
        ({"Owner": {"Boss": {"Name": 1}}}, r"Thing\.Owner\.Boss\.Name: expected a string"),
        ({"Tag": "abc"}, r"Thing\.Tag: expected a list"),
        ({"Odd": {}}, r"Thing\.Odd: expected a single value"),
        ({"no name": "x"}, r"Thing\.no name: expected a name"),
        ([], "Thing: expected an object"),
    ],
)
def test_the_error_of_a_value_that_cannot_be_written_has_its_path(value: Any, message: str) -> None:
    with pytest.raises(wcf.XmlError, match=message):
        codec.encode(value, THING)


# Round trips

TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="￾￿"), max_size=20
)
RECORD = st.fixed_dictionaries(
    {},
    optional={
        "Amount": st.none() | st.decimals(-(10**12), 10**12, places=6),
        "Note": st.none() | TEXT | st.just("a\r\nb\tc"),
        "Id": st.integers(-(2**31), 2**31 - 1),
        "Open": st.booleans(),
        "Since": st.none()
        | st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)).map(
            lambda m: wcf.format_date(m.replace(microsecond=m.microsecond // 1000 * 1000, tzinfo=UTC))
        ),
        "Ticks": st.none() | st.lists(st.integers(-(2**31), 2**31 - 1), max_size=3),
        "Owner": st.none() | st.fixed_dictionaries({"Name": TEXT.filter(str.strip)}),
        "Tag": st.lists(TEXT, min_size=1, max_size=3),
    },
)


@settings(deadline=None)
@given(st.lists(RECORD, max_size=3))
def test_every_json_value_survives_the_round_trip_through_xml(records: list[dict[str, Any]]) -> None:
    assert codec.decode(codec.encode(records, THINGS), THINGS) == records


@settings(deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode) | TEXT.map(lambda t: thing(f"<Id>{t}</Id>")))
def test_hostile_bytes_are_read_or_raise_an_xml_error(content: bytes) -> None:
    for schema in (THING, THINGS, {}):
        try:
            codec.decode(content, schema)
        except wcf.XmlError:
            continue


# The contract's own examples

EXAMPLES = [
    (operation.key, holder["content"]["application/xml"]["example"], schema)
    for operation in spec.load("legacy").operations.values()
    for holder, schema in (
        (operation.raw.get("requestBody", {}), operation.request_schema("application/xml")),
        (operation.raw["responses"].get("200", {}), operation.response_schema(200, "application/xml")),
    )
    if schema
]


@pytest.mark.parametrize(("key", "example", "schema"), EXAMPLES, ids=[key for key, _, _ in EXAMPLES])
def test_the_contracts_examples_are_written_and_read_back(key: str, example: Any, schema: Any) -> None:
    legacy = wcf.Codec(spec.load("legacy").document)
    written = legacy.encode(example, schema)
    value = legacy.decode(written, schema)
    assert legacy.encode(value, schema) == written
    assert len(value) == len(example)

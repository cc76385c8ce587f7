"""Legacy XML is read element by element, and each deviation is reported."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from accountability.conformance.legacy_xml import read
from accountability.conformance.operations import XML
from accountability.conformance.response import body_errors
from accountability.spec import Contract

SPACE = "http://example.org/model"
XSI = "http://www.w3.org/2001/XMLSchema-instance"


def property_of(kind: str | list[str], **more: Any) -> dict[str, Any]:
    return {"type": kind, "xml": {"namespace": SPACE}, **more}


DOCUMENT: dict[str, Any] = {
    "components": {
        "schemas": {
            "Sheet": {
                "type": "object",
                "xml": {"name": "Sheet", "namespace": SPACE},
                "required": ["ID"],
                "additionalProperties": False,
                "properties": {
                    "Hours": property_of(["number", "null"]),
                    "ID": property_of("integer"),
                    "Locked": property_of(["boolean", "null"]),
                    "Notes": property_of(["string", "null"]),
                },
            },
            "Sheets": {
                "type": "array",
                "xml": {"name": "Sheets", "namespace": SPACE, "wrapped": True},
                "items": {"$ref": "#/components/schemas/Sheet"},
            },
        }
    }
}
CONTRACT = Contract("legacy", DOCUMENT)
SHEET = {"$ref": "#/components/schemas/Sheet"}
SHEETS = {"$ref": "#/components/schemas/Sheets"}


def errors(inner: str, name: str = "Sheet", space: str = SPACE) -> list[str]:
    content = f'<{name} xmlns="{space}" xmlns:i="{XSI}">{inner}</{name}>'.encode()
    return body_errors(CONTRACT, SHEET, XML, content)


def test_a_valid_response_is_read_with_exact_values() -> None:
    content = f'<Sheets xmlns="{SPACE}"><Sheet><Hours>2.10</Hours><ID>7</ID><Locked>true</Locked></Sheet></Sheets>'
    value, wrong = read(content.encode(), SHEETS, CONTRACT)
    assert (value, wrong) == ([{"Hours": Decimal("2.10"), "ID": 7, "Locked": True}], [])


def test_properties_may_be_absent_or_nil() -> None:
    assert errors('<ID>7</ID><Notes i:nil="true"/>') == []


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        ("<ID>7</ID><Hours>2</Hours>", "Sheet/Hours: expected it before ID"),
        ("<Hours>2</Hours>", 'the body: "ID" is a required property'),
        ("<ID>seven</ID>", 'ID: "seven" is not of type "integer"'),
        ("<Hours>2,5</Hours><ID>7</ID>", 'Hours: "2,5" is not of types "null", "number"'),
        ("<ID>7</ID><Locked>yes</Locked>", 'Locked: "yes" is not of types "null", "boolean"'),
        ("<ID>7</ID><ID>8</ID>", "Sheet/ID: expected one element, got two"),
        ("<ID>7</ID><Colour>red</Colour>", "the body: Additional properties are not allowed ('Colour' was unexpected)"),
        (
            '<ID xmlns="http://example.org/other">7</ID>',
            f"Sheet/ID: expected <{{{SPACE}}}ID>, got <{{http://example.org/other}}ID>",
        ),
        ("<ID><Value>7</Value></ID>", 'ID: {} is not of type "integer"'),
        ('<ID>7</ID><Notes i:nil="true">x</Notes>', "Sheet/Notes: expected no content in a nil element"),
    ],
)
def test_each_deviation_is_reported(inner: str, said: str) -> None:
    assert any(said in error for error in errors(inner)), errors(inner)


def test_another_root_or_namespace_is_reported() -> None:
    assert any("The root: expected" in error for error in errors("<ID>7</ID>", name="Sheat"))
    assert any("The root: expected" in error for error in errors("<ID>7</ID>", space="http://example.org/other"))


@pytest.mark.parametrize("content", [b"", b"<Sheet>", b"<!DOCTYPE x><Sheet/>"])
def test_invalid_xml_and_a_doctype_are_not_read(content: bytes) -> None:
    assert ["The body is not XML" in error for error in body_errors(CONTRACT, SHEET, XML, content)] == [True]


def test_an_exponent_is_a_number_in_a_request_and_not_in_a_response() -> None:
    content = f'<Sheet xmlns="{SPACE}"><Hours>1E2</Hours><ID>7</ID></Sheet>'.encode()
    assert body_errors(CONTRACT, SHEET, XML, content) == ['Hours: "1E2" is not of types "null", "number"']
    assert body_errors(CONTRACT, SHEET, XML, content, exponents=True) == []

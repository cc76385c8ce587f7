"""Legacy XML is read element by element, and each way of being wrong is told."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from accountability.conformance._xml_answer import Broken, read

SPACE = "http://example.org/model"
XSI = "http://www.w3.org/2001/XMLSchema-instance"


def member(kind: str | list[str], **more: Any) -> dict[str, Any]:
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
                    "Hours": member(["number", "null"]),
                    "ID": member("integer"),
                    "Locked": member(["boolean", "null"]),
                    "Notes": member(["string", "null"]),
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
SHEET = {"$ref": "#/components/schemas/Sheet"}
SHEETS = {"$ref": "#/components/schemas/Sheets"}


def problems(inner: str, name: str = "Sheet", space: str = SPACE) -> list[str]:
    return read(f'<{name} xmlns="{space}" xmlns:i="{XSI}">{inner}</{name}>'.encode(), SHEET, DOCUMENT)[1]


def test_a_right_answer_is_read_with_exact_values() -> None:
    content = f'<Sheets xmlns="{SPACE}"><Sheet><Hours>2.10</Hours><ID>7</ID><Locked>true</Locked></Sheet></Sheets>'
    value, wrong = read(content.encode(), SHEETS, DOCUMENT)
    assert (value, wrong) == ([{"Hours": Decimal("2.10"), "ID": 7, "Locked": True}], [])


def test_members_may_be_absent_or_nil() -> None:
    assert problems('<ID>7</ID><Notes i:nil="true"/>') == []


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        ("<ID>7</ID><Hours>2</Hours>", "Sheet/Hours comes after ID"),
        ("<Hours>2</Hours>", "Sheet has no ID"),
        ("<ID>seven</ID>", "Sheet/ID is 'seven'"),
        ("<Hours>2,5</Hours><ID>7</ID>", "Sheet/Hours is '2,5'"),
        ("<ID>7</ID><Locked>yes</Locked>", "Sheet/Locked is 'yes'"),
        ("<ID>7</ID><ID>8</ID>", "Sheet/ID is there twice"),
        ("<ID>7</ID><Colour>red</Colour>", "which the contract does not know"),
        ('<ID xmlns="http://example.org/other">7</ID>', "which the contract does not know"),
        ("<ID><Value>7</Value></ID>", "Sheet/ID holds elements"),
        ('<ID>7</ID><Notes i:nil="true">x</Notes>', "Sheet/Notes is nil and holds something"),
    ],
)
def test_what_is_wrong_is_told(inner: str, said: str) -> None:
    assert any(said in problem for problem in problems(inner)), problems(inner)


def test_another_root_or_namespace_is_told() -> None:
    assert any("the root is" in problem for problem in problems("<ID>7</ID>", name="Sheat"))
    assert any("the root is" in problem for problem in problems("<ID>7</ID>", space="http://example.org/other"))


@pytest.mark.parametrize("content", [b"", b"<Sheet>", b"<!DOCTYPE x><Sheet/>"])
def test_what_is_no_xml_or_has_a_doctype_is_not_read(content: bytes) -> None:
    with pytest.raises(Broken):
        read(content, SHEET, DOCUMENT)

"""Long lists of flat records in XML: read without a tree while they are plain, and else like any document."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accountability import _wcf_rows, wcf

NS = "http://example.org/Model"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
DOCUMENT: dict[str, Any] = {
    "components": {
        "schemas": {
            "Thing": {
                "type": "object",
                "xml": {"name": "Thing", "namespace": NS},
                "properties": {
                    "Amount": {"type": ["number", "null"]},
                    "Id": {"type": "integer"},
                    "Note": {"type": ["string", "null"]},
                    "Open": {"type": "boolean"},
                    "Since": {"type": ["string", "null"], "format": "xml-local-date-time"},
                    "Owner": {"type": "object", "properties": {"Name": {"type": "string"}}},
                    "Tag": {"type": "array", "items": {"type": "string"}},
                    "Place": {"type": "string", "xml": {"name": "Where"}},
                },
            },
            "Things": {
                "type": "array",
                "xml": {"name": "Things", "namespace": NS, "wrapped": True},
                "items": {"$ref": "#/components/schemas/Thing"},
            },
            "Numbers": {
                "type": "array",
                "xml": {"name": "Numbers", "namespace": NS, "wrapped": True},
                "items": {"type": "integer", "xml": {"name": "int"}},
            },
        }
    }
}
THINGS = {"$ref": "#/components/schemas/Things"}
codec = wcf.Codec(DOCUMENT)
HEAD = f'<Things xmlns="{NS}" xmlns:i="{XSI}">'
PLAIN = (
    "<Thing><Amount>2.50</Amount><Id>5</Id><Mood>good</Mood><Note>Film</Note><Open>true</Open>"
    '<Since i:nil="true"/></Thing>'
)
VALUE = {"Amount": Decimal("2.50"), "Id": 5, "Mood": "good", "Note": "Film", "Open": True, "Since": None}
FILLING = _wcf_rows.LONG // len(PLAIN) + 1

CallResult = list[dict[str, Any]] | str


def document(*records: str, head: str = HEAD, end: str = "</Things>") -> bytes:
    return f"{head}{''.join(records)}{end}".encode()


def outcome(content: bytes) -> CallResult:
    try:
        return codec.decode(content, THINGS)  # type: ignore[no-any-return]
    except wcf.XmlError:
        return "refused"


@pytest.fixture
def no_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    """No document can be read as a tree."""

    def refuse(content: bytes) -> None:
        raise AssertionError("a tree was made")

    monkeypatch.setattr(wcf, "parse", refuse)


READ_WITHOUT_A_TREE: dict[str, tuple[Callable[[str], str], dict[str, Any]]] = {
    "as it is": (str, {}),
    "an entity": (
        lambda it: it.replace("Film", "&lt;Film&gt; &amp; &quot;&apos;&amp;lt;"),
        {"Note": "<Film> & \"'&lt;"},
    ),
    "an empty text": (lambda it: it.replace("Film", ""), {"Note": ""}),
    "an empty text in short": (lambda it: it.replace("<Note>Film</Note>", "<Note/>"), {"Note": ""}),
    "no number": (lambda it: it.replace("2.50", "NaN"), {"Amount": "NaN"}),
    "no date": (lambda it: it.replace('<Since i:nil="true"/>', "<Since>soon</Since>"), {"Since": "soon"}),
    "a date": (
        lambda it: it.replace('<Since i:nil="true"/>', "<Since>2026-03-02T10:00:00</Since>"),
        {"Since": "/Date(1772445600000+0000)/"},
    ),
    "lines in a text": (lambda it: it.replace("Film", "a\n\tb"), {"Note": "a\n\tb"}),
    "letters beyond ASCII": (lambda it: it.replace("Film", "Ärger 🎬"), {"Note": "Ärger 🎬"}),
}


@pytest.mark.usefixtures("no_tree")
@pytest.mark.parametrize(("change", "changed"), READ_WITHOUT_A_TREE.values(), ids=READ_WITHOUT_A_TREE)
def test_a_long_list_of_plain_records_is_read_without_a_tree(
    change: Callable[[str], str], changed: dict[str, Any]
) -> None:
    own = change(PLAIN)
    records = codec.decode(document(own, *[PLAIN] * FILLING, own), THINGS)
    assert records == [VALUE | changed, *[VALUE] * FILLING, VALUE | changed]


HEADS = {
    "WCF's other order": f'<Things xmlns:i="{XSI}" xmlns="{NS}">',
    "a declaration": f'<?xml version="1.0" encoding="utf-8"?>\r\n{HEAD}',
    "a byte order mark": f"\ufeff{HEAD}",
}


@pytest.mark.usefixtures("no_tree")
@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_a_long_list_may_begin_as_services_let_it(head: str) -> None:
    records = codec.decode(document(*[PLAIN] * FILLING, head=head, end="</Things>\r\n"), THINGS)
    assert records == [VALUE] * FILLING


SLIPS: dict[str, Callable[[str], str]] = {
    "an attribute": lambda it: it.replace("<Note>", '<Note lang="de">'),
    "a comment": lambda it: it.replace("Film", "Fi<!-- and so on -->lm"),
    "an instruction": lambda it: it.replace("<Id>", "<?page break?><Id>"),
    "a section": lambda it: it.replace("Film", "<![CDATA[<Film>]]>"),
    "a number for a character": lambda it: it.replace("Film", "&#70;ilm"),
    "an entity of nobody's": lambda it: it.replace("Film", "&film;"),
    "a bare ampersand": lambda it: it.replace("Film", "Film & Ton"),
    "a forbidden character": lambda it: it.replace("Film", "\x0b"),
    "no character at all": lambda it: it.replace("Film", "\uffff"),
    "a carriage return": lambda it: it.replace("Film", "a\r\nb"),
    "the end of a section": lambda it: it.replace("Film", "]]>"),
    "an element in a text": lambda it: it.replace("Film", "<b>Film</b>"),
    "a record in a record": lambda it: it.replace("<Note>Film</Note>", "<Owner><Name>Mona</Name></Owner>"),
    "an object without members": lambda it: it.replace("<Note>Film</Note>", "<Owner></Owner>"),
    "an element twice": lambda it: it.replace("<Id>5</Id>", "<Id>5</Id><Id>6</Id>"),
    "a list of one": lambda it: it.replace("<Id>5</Id>", "<Tag>film</Tag>"),
    "two elements of one name here": lambda it: it.replace("<Id>5</Id>", "<Where>Rome</Where><Place>Oslo</Place>"),
    "an element less": lambda it: it.replace("<Id>5</Id>", ""),
    "an element more": lambda it: it.replace("<Id>5</Id>", "<Id>5</Id><Extra>x</Extra>"),
    "another order": lambda it: it.replace("<Amount>2.50</Amount><Id>5</Id>", "<Id>5</Id><Amount>2.50</Amount>"),
    "another namespace": lambda it: it.replace("<Id>", '<Id xmlns="urn:other">'),
    "a prefix": lambda it: it.replace("<Id>5</Id>", '<x:Id xmlns:x="urn:other">5</x:Id>'),
    "nil by a number": lambda it: it.replace('i:nil="true"', 'i:nil="1"'),
    "no nil": lambda it: it.replace('i:nil="true"', 'i:nil="false"'),
    "nil with a text": lambda it: it.replace('<Since i:nil="true"/>', '<Since i:nil="true">soon</Since>'),
    "another record": lambda it: it.replace("Thing>", "Other>"),
    "no members": lambda it: "<Thing></Thing>",
    "a nil record": lambda it: '<Thing i:nil="true"/>',
    "a text alone": lambda it: "<Thing>lost</Thing>",
    "a text between records": lambda it: f"lost{it}",
    "white space": lambda it: it.replace("><", ">\n  <"),
    "an end too early": lambda it: f"{it}</Things>",
    "an end of another": lambda it: it.replace("</Note>", "</Mood>"),
    "no end": lambda it: it.replace("</Thing>", ""),
    "an open tag": lambda it: f"{it}<",
}
RECORD = st.sampled_from([PLAIN, *(slip(PLAIN) for slip in SLIPS.values())]) | st.builds(
    lambda text: PLAIN.replace("Film", text.replace("<", "&lt;")), st.text(st.characters(codec="utf-8"), max_size=5)
)


def read_with(before: list[str], after: list[str]) -> tuple[CallResult, CallResult]:
    """What a long list with these records is read as, and what it should be: as each end of it alone is, in short."""
    parts = outcome(document(*before)), outcome(document(*after))
    whole = outcome(document(*before, *[PLAIN] * FILLING, *after))
    return whole, "refused" if "refused" in parts else [*parts[0], *[VALUE] * FILLING, *parts[1]]


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_a_slip_is_read_as_in_a_short_list_be_it_in_the_first_record_or_the_last(slip: Callable[[str], str]) -> None:
    assert slip(PLAIN) != PLAIN
    for before, after in ([slip(PLAIN)], []), ([], [slip(PLAIN)]):
        read, expected = read_with(before, after)
        assert read == expected


def test_a_list_in_which_all_records_slip_alike_is_read_as_a_short_one_is() -> None:
    for slip in SLIPS.values():
        alone, long = (outcome(document(*[slip(PLAIN)] * many)) for many in (1, FILLING * 3))
        assert long == (alone if alone == "refused" else [*alone] * FILLING * 3)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(RECORD, max_size=2), st.lists(RECORD, max_size=2))
def test_a_long_list_of_whatever_records_is_read_as_short_ones_are(before: list[str], after: list[str]) -> None:
    read, expected = read_with(before, after)
    assert read == expected


def test_a_long_list_of_values_that_are_no_records_is_read_whole() -> None:
    many = _wcf_rows.LONG // len("<int>5</int>") + 1
    content = f'<Numbers xmlns="{NS}" xmlns:i="{XSI}">{"<int>5</int>" * many}</Numbers>'.encode()
    assert codec.decode(content, {"$ref": "#/components/schemas/Numbers"}) == [5] * many


OTHER_DOCUMENTS = {
    "another root": document(*[PLAIN] * FILLING, head=HEAD.replace("Things", "Others"), end="</Others>"),
    "another namespace": document(*[PLAIN] * FILLING, head=HEAD.replace(NS, "urn:other")),
    "a prefix that nobody declared": document(*[PLAIN] * FILLING, head=HEAD.replace("xmlns:i", "xmlns:j")),
    "another encoding": document(*[PLAIN] * FILLING, head=f'<?xml version="1.0" encoding="iso-8859-1"?>{HEAD}'),
    "bytes of another encoding": document(*[PLAIN] * FILLING).replace(b"Film", "Ärger".encode("latin-1")),
    "UTF-16": f'<?xml version="1.0" encoding="utf-16"?>{HEAD}{PLAIN * FILLING}</Things>'.encode("utf-16"),
    "a doctype": document(*[PLAIN] * FILLING, head=f"<!DOCTYPE Things>{HEAD}"),
    "something behind the end": document(*[PLAIN] * FILLING, end="</Things>more"),
    "no end": document(*[PLAIN] * FILLING, end=""),
    "many names": document("<Thing>" + "".join(f"<A{n}>x</A{n}>" for n in range(30_000)) + "</Thing>"),
    "names without an end": document("<Thing>" + "<Id>5" * 60_000),
    "open members": document("<Thing>" + "<Id>" * 80_000),
}


@pytest.mark.parametrize("content", OTHER_DOCUMENTS.values(), ids=OTHER_DOCUMENTS)
def test_a_long_document_of_another_form_is_left_to_the_tree(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    found = outcome(content)
    monkeypatch.setattr(_wcf_rows, "LONG", 10**9)
    assert found == outcome(content)

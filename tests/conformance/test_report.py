"""A report says what happened, in every form alike, and holds no secret."""

from __future__ import annotations

import json
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from accountability.conformance._exchange import Exchange, mask

from accountability.conformance import OperationResult, Report, Trouble

BROKEN = Exchange(
    "POST", "https://x.example/v1/jobs?page=1",
    {"Authorization": "Basic c2VjcmV0Og==", "Content-Type": "application/json"},
    b'{"notes": "it\'s"}', 200, {"content-type": "application/json"}, b'{"access_token": "abc<b>", "id": "x"}',
)  # fmt: skip


def sample() -> Report:
    good = OperationResult("v2.Jobs_GetJob", "v2", "GET", "/v2/jobs/{jobId}", "inferred", Counter({200: 3, 404: 1}))
    bad = OperationResult("v2.Jobs_CreateJob", "v2", "POST", "/v2/jobs", "inferred", Counter({500: 2}))
    bad.add(Trouble.of("answer", "id: 'x' is not an <integer>", BROKEN))
    bad.add(Trouble.of("answer", "id: 'x' is not an <integer>", BROKEN))
    idle = OperationResult("legacy.Jobs_ExportJob", "legacy", "GET", "/Job/Export/", "documented", notes=["none"])
    return Report(seed=42, place="here", results=[good, bad, idle], skipped={"v1": "no --base-url was given"})


def test_the_table_has_a_row_an_api_and_tells_the_seed() -> None:
    table = sample().table()
    rows = [line.split() for line in table.splitlines() if line.startswith(("v2", "legacy", "all"))]
    assert ["v2", "2", "1", "6", "2", "0.0"] in rows
    assert ["all", "3", "1", "6", "2", "0.0"] in rows
    assert "seed 42" in table
    assert "v1       skipped: no --base-url was given" in table


def test_the_same_trouble_is_told_once_with_its_count() -> None:
    assert [trouble.count for trouble in sample().results[1].troubles] == [2]


def test_a_request_is_shown_as_curl_without_its_credentials() -> None:
    command = BROKEN.curl()
    assert "c2VjcmV0" not in command
    assert '-H "Authorization: $AUTHORIZATION"' in command
    assert """--data-binary '{"notes": "it'"'"'s"}'""" in command


@pytest.mark.parametrize(
    "text",
    [
        '{"access_token": "s3cret", "a": 1}',
        '{"refresh_token":"s3cret\\"x"}',
        "grant_type=password&password=s3cret&tenantId=acme",
        "refresh_token=s3cret",
        '{"PayToBankAccountNumber": "s3cret"}',
        "<PaytoBankNumber>s3cret</PaytoBankNumber>",
        '<a:PaytoBankNumber xmlns:a="urn:a">s3cret</a:PaytoBankNumber>',
        '{"TaxIDNo":"s3cret"}',
    ],
)
def test_tokens_passwords_and_bank_and_personal_data_are_masked(text: str) -> None:
    assert "s3cret" not in mask(text)
    assert "***" in mask(text)


def test_a_token_longer_than_what_is_shown_of_an_answer_is_masked() -> None:
    content = b'{"access_token": "%s", "id": 5}' % (b"s3cret" * 1000)
    exchange = Exchange("POST", "https://x.example/v1/token", {}, b"", 200, {}, content)
    assert exchange.answer() == '{"access_token": "***"'


def test_a_session_of_the_host_is_not_shown() -> None:
    assert "s3cret" not in Exchange("GET", "https://x.example/", {"Cookie": "id=s3cret"}, b"", 500, {}, b"").curl()


def test_what_is_no_secret_is_shown() -> None:
    text = '{"PayToBankAccountNumber": null, "SupplierAccountNumber": "ACME-7"}'
    assert mask(text) == text


def test_a_message_about_a_bank_account_does_not_show_it() -> None:
    assert "000123" not in Trouble.of("reads back", 'sent {"PayToBankAccountNumber": "000123"}').message


def test_all_three_files_tell_the_same_failure(tmp_path: Path) -> None:
    page = sample().write(tmp_path / "new")
    told = json.loads((page.parent / "report.json").read_text())
    assert [each["outcome"] for each in told["operations"]] == ["passed", "failed", "no data"]
    assert told["operations"][0]["answered"] == 3
    suites = ElementTree.parse(page.parent / "junit.xml").getroot()
    assert [(each.get("name"), each.get("failures"), each.get("skipped")) for each in suites] == [
        ("v2", "1", "0"),
        ("legacy", "0", "1"),
    ]
    assert "is not an &lt;integer&gt;" in page.read_text()
    assert "abc&lt;b&gt;" not in page.read_text()


class Reader(HTMLParser):
    """What a page links to, and the elements it has."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.anchors: set[str] = set()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.tags.append((tag, named))
        self.targets += [str(named[name]) for name in ("href", "src") if name in named]
        self.anchors.add(str(named.get("id")))


def test_a_file_that_cannot_take_its_place_leaves_nothing_half_written(tmp_path: Path) -> None:
    (tmp_path / "index.html").mkdir()
    with pytest.raises(OSError, match=r"index\.html"):
        sample().write(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"report.json", "junit.xml", "index.html"}


def test_the_page_needs_nothing_from_outside_and_its_links_lead_somewhere(tmp_path: Path) -> None:
    reader = Reader()
    reader.feed(sample().write(tmp_path).read_text())
    assert reader.targets
    assert all(target.startswith("#") and target[1:] in reader.anchors for target in reader.targets)
    assert not {tag for tag, _attributes in reader.tags} & {"script", "link", "img", "iframe"}


def test_the_pages_tables_have_captions_and_headers_with_a_scope(tmp_path: Path) -> None:
    reader = Reader()
    reader.feed(sample().write(tmp_path).read_text())
    tags = [tag for tag, _attributes in reader.tags]
    assert tags.count("table") == tags.count("caption") == 2
    assert all("scope" in attributes for tag, attributes in reader.tags if tag == "th")
    assert ("html", {"lang": "en"}) in reader.tags


def test_a_text_that_xml_cannot_hold_breaks_no_report(tmp_path: Path) -> None:
    report = sample()
    report.results[0].add(Trouble.of("answer", "a \x00 and \ud800 in it"))
    ElementTree.parse(report.write(tmp_path).parent / "junit.xml")

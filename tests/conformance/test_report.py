"""A report has the same content in every format, and contains no secret."""

from __future__ import annotations

import json
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

from accountability.conformance import Failure, OperationResult, Report
from accountability.conformance.exchange import RecordedExchange, mask
from accountability.conformance.page import write_report
from accountability.conformance.report import discard_reports

BROKEN = RecordedExchange(
    "POST", "https://x.example/v1/jobs?page=1",
    {"Authorization": "Basic c2VjcmV0Og==", "Content-Type": "application/json"},
    b'{"notes": "it\'s"}', 200, {"content-type": "application/json"}, b'{"access_token": "abc<b>", "id": "x"}',
)  # fmt: skip
WRONG_ID = Failure(
    "conforms_to_its_schema", "id: 'x' is not an <integer>", request=BROKEN.curl(), python=BROKEN.python(), status=200,
    response=mask(BROKEN.shown_content()),
)  # fmt: skip


def build_report() -> Report:
    good = OperationResult("v2.Jobs_GetJob", "v2", "GET", "/v2/jobs/{jobId}", "inferred", Counter({200: 3, 404: 1}))
    bad = OperationResult("v2.Jobs_CreateJob", "v2", "POST", "/v2/jobs", "inferred", Counter({500: 2}))
    bad.add(WRONG_ID)
    bad.add(WRONG_ID)
    idle = OperationResult("legacy.Jobs_ExportJob", "legacy", "GET", "/Job/Export/", "documented", notes=["none"])
    skipped = {"v1": "--base-url was not given"}
    return Report(seed=42, tested="a server: v2, 3 operations", results=[good, bad, idle], skipped=skipped)


def test_the_text_has_a_row_for_each_api_and_names_the_target_first_and_last() -> None:
    lines = build_report().text().splitlines()
    rows = [line.split() for line in lines if line.startswith(("v2", "legacy", "all"))]
    assert ["v2", "2", "1", "6", "2", "0.0"] in rows
    assert ["all", "3", "1", "6", "2", "0.0"] in rows
    assert lines[0] == "Tested a server: v2, 3 operations"
    assert "Tested a server: v2, 3 operations, seed 42" in lines[-1]
    assert "v1       skipped: --base-url was not given" in lines


def test_failures_of_one_cause_are_counted_together() -> None:
    assert [failure.count for failure in build_report().results[1].failures] == [2]


def test_failures_of_one_cause_in_several_operations_are_one_entry() -> None:
    report = build_report()
    report.results[0].add(Failure("conforms_to_its_schema", "items/3/id: 'yy' is not an <integer>"))
    (cause,) = report.causes
    assert cause.operations == ("v2.Jobs_GetJob", "v2.Jobs_CreateJob")
    assert cause.count == 3
    assert report.text().count("failed: ") == 1


def test_a_request_is_shown_as_curl_and_as_python_without_its_credentials() -> None:
    assert "c2VjcmV0" not in BROKEN.curl() + BROKEN.python()
    assert '-H "Authorization: $AUTHORIZATION"' in BROKEN.curl()
    assert """--data-binary '{"notes": "it'"'"'s"}'""" in BROKEN.curl()
    assert "'Authorization': os.environ['AUTHORIZATION']" in BROKEN.python()


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


def test_a_token_longer_than_the_shown_part_of_a_response_is_masked() -> None:
    content = b'{"access_token": "%s", "id": 5}' % (b"s3cret" * 1000)
    exchange = RecordedExchange("POST", "https://x.example/v1/token", {}, b"", 200, {}, content)
    assert "s3cret" not in mask(exchange.shown_content())


def test_cookies_are_not_shown() -> None:
    exchange = RecordedExchange("GET", "https://x.example/", {"Cookie": "id=s3cret"}, b"", 500, {}, b"")
    assert "s3cret" not in exchange.curl() + exchange.python()


def test_values_that_are_not_secrets_are_shown() -> None:
    text = '{"PayToBankAccountNumber": null, "SupplierAccountNumber": "ACME-7"}'
    assert mask(text) == text


def test_the_files_show_the_same_failure(tmp_path: Path) -> None:
    page = write_report(build_report(), tmp_path / "new")
    report = json.loads((page.parent / "report.json").read_text())
    assert [operation["outcome"] for operation in report["operations"]] == ["passed", "failed", "no data"]
    assert report["operations"][0]["succeeded"] == 3
    assert "is not an &lt;integer&gt;" in page.read_text()
    assert "abc&lt;b&gt;" not in page.read_text()


def test_the_page_shows_the_changes_since_the_previous_run(tmp_path: Path) -> None:
    earlier = build_report()
    earlier.results[1].failures.clear()
    write_report(earlier, tmp_path)
    discard_reports(tmp_path)
    assert not (tmp_path / "report.json").exists()
    assert "1 newly failing (v2.Jobs_CreateJob)" in write_report(build_report(), tmp_path).read_text()


class Reader(HTMLParser):
    """A parser that collects the links, anchors and start tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.anchors: set[str] = set()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        self.targets += [str(attributes[name]) for name in ("href", "src") if name in attributes]
        self.anchors.add(str(attributes.get("id")))


def test_a_file_that_cannot_be_replaced_leaves_no_partial_file(tmp_path: Path) -> None:
    (tmp_path / "index.html").mkdir()
    with pytest.raises(OSError, match=r"index\.html"):
        write_report(build_report(), tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"report.json", "index.html"}


def test_the_page_needs_no_other_file_and_its_links_have_targets(tmp_path: Path) -> None:
    reader = Reader()
    reader.feed(write_report(build_report(), tmp_path).read_text())
    assert reader.targets
    assert all(target.startswith("#") and target[1:] in reader.anchors for target in reader.targets)
    assert not {tag for tag, _attributes in reader.tags} & {"script", "link", "img", "iframe"}


def test_the_tables_of_the_page_have_captions_and_headers_with_a_scope(tmp_path: Path) -> None:
    reader = Reader()
    reader.feed(write_report(build_report(), tmp_path).read_text())
    tags = [tag for tag, _attributes in reader.tags]
    assert tags.count("table") == tags.count("caption") == 2
    assert all("scope" in attributes for tag, attributes in reader.tags if tag == "th")
    assert ("html", {"lang": "en"}) in reader.tags


def test_characters_that_utf_8_cannot_encode_are_replaced(tmp_path: Path) -> None:
    report = build_report()
    report.results[0].add(Failure("a_check", mask("a \x00 and \ud800 in it")))
    assert "a ? and ? in it" in write_report(report, tmp_path).read_text()

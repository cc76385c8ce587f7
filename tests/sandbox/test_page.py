"""The page for people: what stands on it, who gets it, and that nothing which was sent can act there."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from accountability import spec
from accountability.sandbox import RunningSandbox

from .conftest import Caller

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def opened(caller: Caller, path: str = "/") -> str:
    """The HTML that a browser gets."""
    answer = caller.get(path, headers=BROWSER).raise_for_status()
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    return answer.text


class Tags(HTMLParser):
    """The start tags of a page, each with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.seen if name == tag]


def test_the_page_shows_every_operation_and_leads_to_its_docs(stranger: Caller) -> None:
    links = {each.get("href") for each in Tags(opened(stranger)).of("a")}
    keys = {key for api in spec.APIS for key in spec.load(api).operations}
    assert {f"/_sandbox/docs/{key}" for key in keys} <= links


@pytest.mark.parametrize("api", spec.APIS)
def test_each_operation_has_docs_with_its_request_source_and_members(api: str, stranger: Caller) -> None:
    for operation in spec.load(api).operations.values():
        page = opened(stranger, f"/_sandbox/docs/{operation.key}")
        assert operation.path in page
        assert operation.source.replace("&", "&amp;").replace("'", "&#x27;").replace('"', "&quot;") in page
        schema = operation.resolve(operation.request_schema() or {})
        missing = [name for name in schema.get("properties", {}) if f"<code>{name}</code>" not in page]
        assert missing == []


def test_docs_tell_of_each_representation_how_well_it_is_known(stranger: Caller) -> None:
    page = opened(stranger, "/_sandbox/docs/legacy.SundryInvoices_GetSundryInvoice")
    assert "Members of the 200, application/json (inferred; * always there)" in page
    assert "Members of the 200, application/xml (documented; * always there)" in page


def test_docs_of_an_operation_that_is_not_there_are_a_404(stranger: Caller) -> None:
    assert stranger.get("/_sandbox/docs/v2.Nothing", headers=BROWSER).status_code == 404


def test_a_refused_call_stands_there_with_its_reason(api: Caller, stranger: Caller) -> None:
    detail = api.get("/v2/jobs/999").json()["detail"]
    page = opened(stranger)
    assert "GET /v2/jobs/999" in page
    assert detail in page
    assert '<span class="refused">404</span>' in page


def test_variant_and_clock_are_shown_as_they_are(running: RunningSandbox, stranger: Caller) -> None:
    running.variant = "bare-arrays"
    running.clock.advance(hours=3)
    running.clock.freeze()
    page = opened(stranger)
    assert "<dd>bare-arrays</dd>" in page
    assert re.search(r"2025-03-10T12:00:00\S*Z \(stands still\)", page)


def test_a_search_without_a_script_hides_the_other_operations(stranger: Caller) -> None:
    rows = [each for each in Tags(opened(stranger, "/?q=v2+approve")).of("tr") if "data-find" in each]
    shown = [each["data-find"] for each in rows if "hidden" not in each]
    assert 0 < len(shown) < 12
    assert all("approve" in (text or "") and "v2" in (text or "") for text in shown)


def test_what_was_sent_or_searched_for_is_text_there_and_no_more(running: RunningSandbox, stranger: Caller) -> None:
    running.answer("GET", b"/v2/<img src=x onerror=alert(1)>/'\"&", b"", [], b"")
    page = opened(stranger, "/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    tags = Tags(page)
    assert len(tags.of("script")) == 1
    assert tags.of("img") == []
    assert "alert(1)</script>" not in page


def test_the_page_loads_nothing_from_elsewhere_and_runs_its_own_script_only(stranger: Caller) -> None:
    answer = stranger.get("/", headers=BROWSER)
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "http" not in policy
    tags = Tags(answer.text)
    sources = [value for _, attributes in tags.seen for name, value in attributes.items() if name in ("src", "srcset")]
    assert sources == []
    assert [each["href"] for each in tags.of("link")] == ["data:,"]
    assert [each["href"] for each in tags.of("a") if (each["href"] or "")[:1] not in "/#"] == []


def test_only_a_browser_gets_it_and_the_api_answers_as_ever(stranger: Caller) -> None:
    assert stranger.get("/").status_code == 404
    assert stranger.get("/", headers={"Accept": "application/json"}).headers["Content-Type"].endswith("problem+json")
    assert stranger.post("/", headers=BROWSER).status_code == 404
    assert stranger.get("/v2/jobs", headers=BROWSER).status_code == 401


def test_a_page_of_the_web_that_points_its_own_name_here_does_not_get_it(stranger: Caller) -> None:
    assert stranger.get("/", headers={**BROWSER, "Host": "evil.example"}).status_code == 403
    assert stranger.get("/", headers={**BROWSER, "Origin": "http://evil.example"}).status_code == 403


def test_the_page_shows_no_token(running: RunningSandbox, stranger: Caller) -> None:
    page = opened(stranger)
    assert not [each for each in running.accounts if each.api_token in page]


def test_looking_at_the_page_is_no_call(running: RunningSandbox, stranger: Caller) -> None:
    opened(stranger)
    assert running.calls() == []

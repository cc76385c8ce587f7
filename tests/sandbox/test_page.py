"""The page for browsers: its content, who gets it, and that nothing sent to the sandbox is executed in it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import quote

import pytest

from accountability import spec
from accountability.guides import guides
from accountability.sandbox import RunningSandbox

from .conftest import Caller, read

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def opened(caller: Caller, path: str = "/") -> str:
    """The HTML that a browser gets."""
    response = caller.get(path, headers=BROWSER).raise_for_status()
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    return response.text


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


def test_the_page_shows_every_operation_with_a_link_to_its_reference(stranger: Caller) -> None:
    links = {each.get("href") for each in Tags(opened(stranger)).of("a")}
    operations = [operation for api in spec.APIS for operation in spec.load(api).operations.values()]
    assert {f"/docs/{each.api}#/{quote(each.tag)}/{each.id}" for each in operations} <= links


def test_the_link_by_key_leads_to_the_reference_of_an_operation(stranger: Caller) -> None:
    response = stranger.get("/_sandbox/docs/v2.Jobs_GetJob")
    assert (response.status_code, response.headers["Location"]) == (302, "/docs/v2#/Jobs/Jobs_GetJob")
    assert stranger.get("/_sandbox/docs/v2.Nothing").status_code == 404


@pytest.mark.parametrize("api", spec.APIS)
def test_the_reference_of_an_api_and_all_that_it_loads_are_served(api: str, stranger: Caller) -> None:
    tags = Tags(opened(stranger, f"/docs/{api}"))
    assert tags.of("body") == [{"data-api": api}]
    loaded = [each["src"] or "" for each in tags.of("script")] + [
        each["href"] or "" for each in tags.of("link") if each["href"] != "data:,"
    ]
    assert "/docs/assets/swagger-ui-bundle.js" in loaded
    for path in loaded:
        assert stranger.get(path).raise_for_status().content
    assert stranger.get(f"/openapi/{api}.json").json()["info"]["title"]


def test_the_guides_are_pages_whose_links_lead_to_pages(stranger: Caller) -> None:
    paths = {f"/docs/guides/{guide.name}" for guide in guides()}
    for path in ("/docs/guides", *paths):
        links = {each["href"] or "" for each in Tags(opened(stranger, path)).of("a")}
        assert paths <= links
        assert all(opened(stranger, link) for link in links - paths)
    assert "<h1>Errors A to Z</h1>" in opened(stranger, "/docs/guides/errors")
    assert stranger.get("/docs/guides/eror").status_code == 404


@pytest.mark.parametrize("path", ["/docs/v3", "/docs/assets/nothing.js", "/docs/v2/more", "/openapi/v3.json"])
def test_a_page_that_does_not_exist_is_a_404(path: str, stranger: Caller) -> None:
    assert stranger.get(path, headers=BROWSER).status_code == 404


def test_a_rejected_call_is_shown_with_its_reason(api: Caller, stranger: Caller) -> None:
    detail = api.get("/v2/jobs/999").json()["detail"]
    page = opened(stranger)
    assert "GET /v2/jobs/999" in page
    assert detail in page
    assert '<span class="refused">404</span>' in page


def test_variant_and_clock_are_shown(running: RunningSandbox, stranger: Caller) -> None:
    running.variant = "bare-arrays"
    running.clock.advance(hours=3)
    running.clock.freeze()
    page = opened(stranger)
    assert "<dd>bare-arrays</dd>" in page
    assert re.search(r"2025-03-10T12:00:00\S*Z \(frozen\)", page)


def test_a_search_without_a_script_hides_the_other_operations(stranger: Caller) -> None:
    rows = [each for each in Tags(opened(stranger, "/?q=v2+approve")).of("tr") if "data-find" in each]
    shown = [each["data-find"] for each in rows if "hidden" not in each]
    assert 0 < len(shown) < 12
    assert all("approve" in (text or "") and "v2" in (text or "") for text in shown)


def test_what_was_sent_or_searched_for_is_escaped(running: RunningSandbox, stranger: Caller) -> None:
    running.handle("GET", b"/v2/<img src=x onerror=alert(1)>/'\"&", b"", [], b"")
    page = opened(stranger, "/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    tags = Tags(page)
    assert [each.get("src") for each in tags.of("script")] == ["/docs/assets/page.js"]
    assert tags.of("img") == []
    assert "alert(1)</script>" not in page


def test_the_page_loads_only_its_own_files_and_runs_no_inline_script(stranger: Caller) -> None:
    response = stranger.get("/", headers=BROWSER)
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "http" not in policy
    tags = Tags(response.text)
    assert [each["src"] for each in tags.of("script")] == ["/docs/assets/page.js"]
    assert [each["href"] for each in tags.of("link")] == ["data:,", "/docs/assets/page.css"]
    assert [each["href"] for each in tags.of("a") if (each["href"] or "")[:1] not in "/#"] == []


def test_calls_show_caller_query_bodies_and_request_id(api: Caller, stranger: Caller) -> None:
    response = api.send_json("POST", "/v2/jobs?colour=blue", {"clientId": 31, "jobTypeId": 2, "jobDescription": "<b>"})
    page = opened(stranger)
    assert response.headers["X-Request-Id"] in page
    assert "ops@acme.example" in page
    assert "Ignored: query colour" in page
    assert "&#34;jobDescription&#34;: &#34;&lt;b&gt;&#34;" in page
    assert f"&#34;id&#34;: {read(response)['id']}" in page


def test_calls_are_filtered_by_text_and_status(api: Caller, stranger: Caller) -> None:
    api.get("/v2/jobs/4711")
    api.get("/v2/clients/999")
    assert "GET /v2/clients/999" not in opened(stranger, "/?calls=jobs")
    page = opened(stranger, "/?status=4")
    assert "GET /v2/clients/999" in page
    assert "GET /v2/jobs/4711" not in page


def test_the_records_of_a_list_are_shown(stranger: Caller) -> None:
    page = opened(stranger, "/?records=offices")
    assert "<code>offices 1</code>" in page
    assert "&#34;officeCode&#34;: &#34;NYC&#34;" in page


def test_only_a_browser_gets_the_page(stranger: Caller) -> None:
    assert stranger.get("/").status_code == 404
    assert stranger.get("/", headers={"Accept": "application/json"}).headers["Content-Type"].endswith("problem+json")
    assert stranger.post("/", headers=BROWSER).status_code == 404
    assert stranger.get("/v2/jobs", headers=BROWSER).status_code == 401


def test_a_host_name_that_resolves_to_this_machine_does_not_get_the_page(stranger: Caller) -> None:
    assert stranger.get("/", headers={**BROWSER, "Host": "evil.example"}).status_code == 403
    assert stranger.get("/", headers={**BROWSER, "Origin": "http://evil.example"}).status_code == 403


def test_the_page_shows_no_token(running: RunningSandbox, stranger: Caller) -> None:
    page = opened(stranger)
    assert not [each for each in running.accounts if each.api_token in page]


def test_viewing_the_page_is_not_logged(running: RunningSandbox, stranger: Caller) -> None:
    opened(stranger)
    assert running.calls() == []

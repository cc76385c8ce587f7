"""The HTML page: its content, which requests get it, and that it executes nothing that was sent to the sandbox."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import quote

import pytest

from accountability import spec
from accountability.guides import guides
from accountability.sandbox import RunningSandbox
from accountability.sandbox.http.message import RawRequest

from .conftest import Caller, read

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def open_page(caller: Caller, path: str = "/") -> str:
    """Return the HTML of a page, requested as by a browser."""
    response = caller.get(path, headers=BROWSER).raise_for_status()
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    return response.text


class Tags(HTMLParser):
    """The start tags of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def find(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_the_page_shows_every_operation_with_a_link_to_its_reference(anonymous: Caller) -> None:
    links = {link.get("href") for link in Tags(open_page(anonymous)).find("a")}
    operations = [operation for api in spec.APIS for operation in spec.load(api).operations.values()]
    assert {f"/docs/{operation.api}#/{quote(operation.tag)}/{operation.id}" for operation in operations} <= links


def test_the_url_of_an_operation_key_redirects_to_its_reference(anonymous: Caller) -> None:
    response = anonymous.get("/_sandbox/docs/v2.Jobs_GetJob")
    assert (response.status_code, response.headers["Location"]) == (302, "/docs/v2#/Jobs/Jobs_GetJob")
    assert anonymous.get("/_sandbox/docs/v2.Nothing").status_code == 404


@pytest.mark.parametrize("api", spec.APIS)
def test_the_reference_of_an_api_and_all_files_that_it_loads_are_served(api: str, anonymous: Caller) -> None:
    tags = Tags(open_page(anonymous, f"/docs/{api}"))
    assert tags.find("body") == [{"data-api": api}]
    scripts = [script["src"] or "" for script in tags.find("script")]
    styles = [link["href"] or "" for link in tags.find("link") if link["href"] != "data:,"]
    assert "/docs/assets/swagger-ui-bundle.js" in scripts
    for path in scripts + styles:
        assert anonymous.get(path).raise_for_status().content
    assert anonymous.get(f"/openapi/{api}.json").json()["info"]["title"]


def test_the_guides_are_pages_whose_links_lead_to_pages(anonymous: Caller) -> None:
    paths = {f"/docs/guides/{guide.name}" for guide in guides()}
    for path in ("/docs/guides", *paths):
        links = {link["href"] or "" for link in Tags(open_page(anonymous, path)).find("a")}
        assert paths <= links
        assert all(open_page(anonymous, link) for link in links - paths)
    assert "<h1>Errors A to Z</h1>" in open_page(anonymous, "/docs/guides/errors")
    assert anonymous.get("/docs/guides/eror").status_code == 404


@pytest.mark.parametrize("path", ["/docs/v3", "/docs/assets/nothing.js", "/docs/v2/more", "/openapi/v3.json"])
def test_a_page_that_does_not_exist_is_a_404(path: str, anonymous: Caller) -> None:
    assert anonymous.get(path, headers=BROWSER).status_code == 404


def test_a_rejected_call_is_shown_with_its_reason(api: Caller, anonymous: Caller) -> None:
    detail = api.get("/v2/jobs/999").json()["detail"]
    page = open_page(anonymous)
    assert "GET /v2/jobs/999" in page
    assert detail in page
    assert '<span class="refused">404</span>' in page


def test_the_page_shows_variant_and_clock(running: RunningSandbox, anonymous: Caller) -> None:
    running.variant = "bare-arrays"
    running.clock.advance(hours=3)
    running.clock.freeze()
    page = open_page(anonymous)
    assert "<dd>bare-arrays</dd>" in page
    assert re.search(r"2025-03-10T12:00:00\S*Z \(frozen\)", page)


def test_a_search_without_a_script_hides_the_other_operations(anonymous: Caller) -> None:
    tags = Tags(open_page(anonymous, "/?q=v2+approve"))
    rows = [row for row in tags.find("tr") if "data-find" in row]
    visible = [row["data-find"] for row in rows if "hidden" not in row]
    assert 0 < len(visible) < 12
    assert all("approve" in (text or "") and "v2" in (text or "") for text in visible)


def test_paths_and_search_terms_are_escaped(running: RunningSandbox, anonymous: Caller) -> None:
    running.handle(RawRequest.parse("GET", b"/v2/<img src=x onerror=alert(1)>/'\"&", b"", [], b""))
    page = open_page(anonymous, "/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    tags = Tags(page)
    assert [script.get("src") for script in tags.find("script")] == ["/docs/assets/page.js"]
    assert tags.find("img") == []
    assert "alert(1)</script>" not in page


def test_the_page_loads_only_its_own_files_and_runs_no_inline_script(anonymous: Caller) -> None:
    response = anonymous.get("/", headers=BROWSER)
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "http" not in policy
    tags = Tags(response.text)
    assert [script["src"] for script in tags.find("script")] == ["/docs/assets/page.js"]
    assert [link["href"] for link in tags.find("link")] == ["data:,", "/docs/assets/page.css"]
    assert [link["href"] for link in tags.find("a") if (link["href"] or "")[:1] not in "/#"] == []


def test_the_page_shows_calls_with_caller_query_bodies_and_request_id(api: Caller, anonymous: Caller) -> None:
    response = api.send_json("POST", "/v2/jobs?colour=blue", {"clientId": 31, "jobTypeId": 2, "jobDescription": "<b>"})
    page = open_page(anonymous)
    assert response.headers["X-Request-Id"] in page
    assert "ops@acme.example" in page
    assert "Ignored: query colour" in page
    assert "&#34;jobDescription&#34;: &#34;&lt;b&gt;&#34;" in page
    assert f"&#34;id&#34;: {read(response)['id']}" in page


def test_calls_are_filtered_by_text_and_status(api: Caller, anonymous: Caller) -> None:
    api.get("/v2/jobs/4711")
    api.get("/v2/clients/999")
    assert "GET /v2/clients/999" not in open_page(anonymous, "/?calls=jobs")
    page = open_page(anonymous, "/?status=4")
    assert "GET /v2/clients/999" in page
    assert "GET /v2/jobs/4711" not in page


def test_the_records_of_a_list_are_shown(anonymous: Caller) -> None:
    page = open_page(anonymous, "/?records=offices")
    assert "<code>offices 1</code>" in page
    assert "&#34;officeCode&#34;: &#34;NYC&#34;" in page


def test_only_a_browser_gets_the_page(anonymous: Caller) -> None:
    assert anonymous.get("/").status_code == 404
    assert anonymous.get("/", headers={"Accept": "application/json"}).headers["Content-Type"].endswith("problem+json")
    assert anonymous.post("/", headers=BROWSER).status_code == 404
    assert anonymous.get("/v2/jobs", headers=BROWSER).status_code == 401


def test_a_host_name_that_resolves_to_this_machine_does_not_get_the_page(anonymous: Caller) -> None:
    assert anonymous.get("/", headers={**BROWSER, "Host": "evil.example"}).status_code == 403
    assert anonymous.get("/", headers={**BROWSER, "Origin": "http://evil.example"}).status_code == 403


def test_the_page_shows_no_token(running: RunningSandbox, anonymous: Caller) -> None:
    page = open_page(anonymous)
    assert not [account for account in running.accounts if account.api_token in page]


def test_viewing_the_page_is_not_logged(running: RunningSandbox, anonymous: Caller) -> None:
    open_page(anonymous)
    assert running.calls() == []

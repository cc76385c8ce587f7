"""The pages in a real browser: they load only their own files, and search, keyboard and requests work."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from accountability import spec
from accountability.sandbox import RunningSandbox
from accountability.sandbox.http.message import RawRequest

from .chromium import PROGRAM, Browser, start_chromium

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="no Chromium is installed")

LONG_STRING = "w" * 60
VISIBLE_ROW_COUNT = "[...document.querySelectorAll('tr[data-find]')].filter(row => row.offsetParent).length"
FOCUSED_ELEMENT = (
    "document.activeElement.id || document.activeElement.getAttribute('href') || document.activeElement.tagName"
)


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with start_chromium(str(PROGRAM), tmp_path_factory.mktemp("chromium")) as browser:
        yield browser


@pytest.fixture
def browser(window: Browser, running: RunningSandbox) -> Browser:
    """A browser with the page of the sandbox open."""
    window.open(running.url + "/")
    return window


def test_the_page_loads_only_its_own_files_and_has_no_errors(browser: Browser, running: RunningSandbox) -> None:
    assert browser.evaluate("document.title") == "Accountability sandbox"
    assert browser.list_errors() == []
    paths = {url.removeprefix(running.url) for url in browser.list_requested_urls() if not url.startswith("data:")}
    assert paths == {"/", "/docs/assets/page.css", "/docs/assets/page.js"}


def test_the_policy_of_the_page_allows_its_style(browser: Browser) -> None:
    assert browser.evaluate("getComputedStyle(document.querySelector('nav ul')).display") == "flex"


def test_the_search_filters_while_typing_and_shows_the_count(browser: Browser) -> None:
    operation_count = sum(len(spec.load(api).operations) for api in spec.APIS)
    assert browser.evaluate(VISIBLE_ROW_COUNT) == operation_count
    browser.evaluate("document.getElementById('search').focus()")
    browser.type("v2 approve")
    matching_keys = [key for key in spec.load("v2").operations if "approve" in key.lower()]
    assert 0 < browser.evaluate(VISIBLE_ROW_COUNT) < operation_count
    texts = browser.evaluate(
        "[...document.querySelectorAll('tr[data-find]:not([hidden])')].map(row => row.textContent)"
    )
    assert [key for key in matching_keys if not any(key in text for text in texts)] == []
    assert browser.evaluate("document.getElementById('operation-count').textContent") == f"{len(texts)} operations"


def test_the_search_button_gives_the_same_result_as_typing(browser: Browser, running: RunningSandbox) -> None:
    browser.evaluate("document.getElementById('search').focus()")
    browser.type("v2 approve")
    row_count = browser.evaluate(VISIBLE_ROW_COUNT)
    browser.open(running.url + "/?q=v2+approve")
    assert browser.evaluate(VISIBLE_ROW_COUNT) == row_count
    assert browser.evaluate("document.getElementById('search').value") == "v2 approve"


def test_the_keyboard_reaches_the_operations_and_their_links(browser: Browser) -> None:
    browser.press("Tab")
    assert browser.evaluate("document.activeElement.textContent") == "Skip to the operations"
    assert browser.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    browser.press("Enter")
    assert browser.evaluate(FOCUSED_ELEMENT) == "operations"
    focused_elements = []
    for _ in range(5):
        browser.press("Tab")
        focused_elements.append(browser.evaluate(FOCUSED_ELEMENT))
    assert focused_elements[0] == "search"
    assert focused_elements[-1].startswith("/docs/v2#/")
    assert browser.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@pytest.mark.parametrize("width", [400, 1400, 1920])
@pytest.mark.parametrize("path", ["/?records=jobs", "/docs/legacy#/Jobs/Jobs_ExportJob"])
def test_nothing_is_wider_than_the_window(browser: Browser, running: RunningSandbox, path: str, width: int) -> None:
    with running.http_client(auth=(running.accounts[0].api_token, "")) as http:
        http.get(f"/v2/jobs/{LONG_STRING}")
        http.post(
            "/v2/jobs", json={"clientId": 31, "jobTypeId": 2, "jobDescription": LONG_STRING, LONG_STRING: LONG_STRING}
        )
    browser.send_command(
        "Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False
    )
    try:
        browser.open("about:blank")
        browser.open(running.url + path)
        if path.startswith("/docs"):
            browser.wait_for("document.querySelector('.responses-wrapper')")
        browser.evaluate("document.querySelectorAll('details').forEach(element => { element.open = true })")
        assert browser.evaluate("document.documentElement.scrollWidth") <= width
        columns = (
            "[...document.querySelectorAll('#calls-list th')].map(element => element.getBoundingClientRect().width)"
        )
        assert min(browser.evaluate(columns), default=100) > 60
    finally:
        browser.send_command("Emulation.clearDeviceMetricsOverride")


def test_new_calls_are_shown_while_the_page_is_open(browser: Browser, running: RunningSandbox) -> None:
    assert "None since the last reset." in browser.evaluate("document.getElementById('calls-list').textContent")
    running.handle(RawRequest.parse("GET", b"/v2/while-open", b"", [], b""))
    browser.wait_for("document.getElementById('calls-list').textContent.includes('/v2/while-open')")


def test_the_page_follows_the_dark_color_scheme(browser: Browser) -> None:
    dark = [{"name": "prefers-color-scheme", "value": "dark"}]
    light = browser.evaluate("getComputedStyle(document.body).backgroundColor")
    browser.send_command("Emulation.setEmulatedMedia", features=dark)
    try:
        assert browser.evaluate("getComputedStyle(document.body).backgroundColor") != light
    finally:
        browser.send_command("Emulation.setEmulatedMedia", features=[])


def test_html_in_a_path_is_not_executed(browser: Browser, running: RunningSandbox) -> None:
    running.handle(RawRequest.parse("GET", b"/v2/<img src=x onerror=document.title='taken'>", b"", [], b""))
    browser.open(running.url + "/")
    assert browser.evaluate("document.title") == "Accountability sandbox"
    assert "GET /v2/<img src=x" in browser.evaluate("document.getElementById('requests').parentElement.textContent")
    assert browser.list_errors() == []


def test_the_reference_shows_code_samples_and_sends_a_request_to_the_sandbox(
    browser: Browser, running: RunningSandbox
) -> None:
    browser.open(running.url + "/docs/v2#/Jobs/Jobs_GetJob")
    browser.wait_for("document.querySelector('.samples pre')")
    samples = browser.evaluate("[...document.querySelectorAll('.samples pre')].map(element => element.textContent)")
    assert samples[0].startswith(f"curl {running.url}/v2/jobs/4711")
    assert "api.v2.jobs.get(4711)" in samples[1]
    browser.wait_for("document.querySelector('button.execute')")
    browser.evaluate("document.querySelector('button.execute').click()")
    cells = "[...document.querySelectorAll('.live-responses-table .response-col_status')]"
    status = f"{cells}.map(element => element.textContent).find(text => /^[0-9]/.test(text))"
    browser.wait_for(status)
    assert browser.evaluate(status).startswith("200")
    assert [(call.path, call.status) for call in running.calls("v2.Jobs_GetJob")] == [("/v2/jobs/4711", 200)]
    assert browser.list_errors() == []
    assert {url for url in browser.list_requested_urls() if not url.startswith((running.url, "data:"))} == set()

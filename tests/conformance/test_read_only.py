"""Another host is read and never written to: lists, then records by ids from these lists."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import define, field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp
from tests.client.spelling import forms

from accountability import RateLimit, Retry
from accountability.conformance import Account, OperationResult, Report, Settings, Unusable, run
from accountability.sandbox import Sandbox
from accountability.sandbox.account import Account as SandboxAccount

from .small import served


@define
class Clock:
    """Time that passes only while somebody waits for it."""

    now: float = 0.0
    waits: list[float] = field(factory=list)

    def time(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds

    def rate_limit(self, calls: int = 100) -> RateLimit:
        return RateLimit(calls=calls, clock=self.time, sleep=self.sleep)


@define
class Host:
    """Somebody's server: the sandbox, unmarked, with every request written down, and answers that can be replaced."""

    sandbox: Sandbox
    asked: list[tuple[str, str]] = field(factory=list)
    answers: dict[str, ASGIApp] = field(factory=dict)
    url: str = ""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.asked.append((scope["method"], scope["path"]))
        answer = self.answers.get(scope["path"])
        await (answer(scope, receive, send) if answer else self.sandbox.app(scope, receive, send))

    @property
    def account(self) -> Account:
        known = self.sandbox.accounts[0]
        return Account(known.tenant, known.username, known.api_token)

    def read(self, **settings: Any) -> Report:
        settings.setdefault("rate_limit", Clock().rate_limit())
        given = {"base_url": self.url, "legacy_url": f"{self.url}/Service.svc", "account": self.account, **settings}
        return run(Settings(**given))


@pytest.fixture
def host() -> Iterator[Host]:
    made = Host(Sandbox())
    with served(made) as url:
        made.url = url
        yield made
    made.sandbox.close()


def result(report: Report, key: str) -> OperationResult:
    return next(each for each in report.results if each.key == key)


def test_another_host_gets_no_more_calls_than_the_budget_allows(host: Host) -> None:
    clock = Clock()
    host.read(rate_limit=clock.rate_limit(calls=50))
    assert len(host.asked) > 100
    assert clock.now >= 60 * ((len(host.asked) - 1) // 50)


def test_a_host_that_keeps_its_contracts_passes(host: Host) -> None:
    report = host.read()
    assert not report.failed, report.table()
    assert result(report, "v2.Jobs_ListJobs").answered == 1
    assert result(report, "v2.Jobs_GetJob").answered == 1
    assert result(report, "v1.Token_Token").answered == 1


def test_nothing_is_sent_but_reads_and_the_token_call(host: Host) -> None:
    host.read()
    assert {path for method, path in host.asked if method != "GET"} == {"/v1/token"}
    assert ("GET", "/v2/jobs") in host.asked


def test_ids_come_from_the_lists_and_not_from_the_contracts_examples(host: Host) -> None:
    empty = b'{"items": [], "page": 1, "pageSize": 100, "totalCount": 0}'
    host.answers["/v2/jobs"] = Response(empty, media_type="application/json")
    report = host.read(apis=("v2",))
    assert not any(path.startswith("/v2/jobs/") for _method, path in host.asked)
    assert result(report, "v2.Jobs_GetJob").outcome == "no data"
    assert not report.failed, report.table()


def test_an_inner_list_is_looked_for_behind_more_than_the_first_record(host: Host) -> None:
    report = host.read(apis=("v2",))
    assert result(report, "v2.PurchaseOrderEntries_GetPurchaseOrderEntry").answered == 1


def test_legacy_lists_are_read_in_both_representations(host: Host) -> None:
    report = host.read(apis=("legacy",))
    assert result(report, "legacy.JobSummaryReports_ListJobSummaryReports").answered == 2
    assert result(report, "legacy.ReceiptEntries_ListReceiptEntriesByReceipt").outcome == "no data"


def test_a_list_without_a_2xx_is_a_failure(host: Host) -> None:
    host.answers["/v2/jobs"] = Response(b"{}", 500, media_type="application/json")
    report = host.read(apis=("v2",))
    assert "not exercised" in {trouble.check for trouble in result(report, "v2.Jobs_ListJobs").troubles}


def test_an_answer_that_breaks_its_schema_is_a_failure(host: Host) -> None:
    host.answers["/v2/jobs"] = Response(b'{"items": [{"id": "4711"}]}', media_type="application/json")
    report = host.read(apis=("v2",))
    assert "answer" in {trouble.check for trouble in result(report, "v2.Jobs_ListJobs").troubles}


def test_an_api_without_a_url_is_skipped_by_name(host: Host) -> None:
    report = host.read(legacy_url=None)
    assert "--legacy-url" in report.skipped["legacy"]
    assert {each.api for each in report.results} == {"v1", "v2"}
    assert "legacy" in report.table()


def test_refused_credentials_fail_and_are_shown_nowhere(host: Host, tmp_path: Path) -> None:
    report = host.read(account=Account("acme", "ops@acme.example", "a-secret-token"))
    page = report.write(tmp_path)
    assert report.failed
    assert "a-secret-token" not in report.table() + "".join(each.read_text() for each in page.parent.iterdir())


def test_a_host_that_does_not_answer_at_all_cannot_be_checked_which_is_no_broken_contract(host: Host) -> None:
    waits: list[float] = []
    with pytest.raises(Unusable, match=r"nothing answers at http://127\.0\.0\.1:9: ConnectError"):
        host.read(base_url="http://127.0.0.1:9", legacy_url=None, retry=Retry(attempts=2, sleep=waits.append))
    assert len(waits) == 2 * 3  # of v1 and of v2 three lists are tried, each twice


def test_an_api_that_does_not_answer_beside_one_that_does_is_left_alone_after_a_few_operations(host: Host) -> None:
    report = host.read(apis=("v2", "legacy"), base_url="http://127.0.0.1:9", retry=None)
    assert report.failed
    told = report.table()
    assert "operations got no answer (" in told.splitlines()[-1]
    assert "break their contract" not in told
    assert sum("ConnectError" in trouble.message for each in report.results for trouble in each.troubles) == 3
    assert "\nv2       skipped: left alone, since 3 operations got no answer\n" in told


def test_operations_that_fared_alike_are_told_together(host: Host) -> None:
    empty = b'{"items": [], "page": 1, "pageSize": 100, "totalCount": 0}'
    host.answers["/v2/purchaseorders"] = Response(empty, media_type="application/json")
    told = host.read(apis=("v2",)).table()
    assert told.count("no list answered a value for purchaseOrderId") == 1
    heading = "no data: 3 operations\n  no list answered a value for purchaseOrderId\n"
    assert f"\n{heading}    v2.PurchaseOrders_GetPurchaseOrder, " in told


def test_it_tells_how_far_it_is(host: Host) -> None:
    told: list[tuple[int, int]] = []
    settings = Settings(apis=("v2",), base_url=host.url, account=host.account, rate_limit=Clock().rate_limit())
    report = run(settings, lambda done, total, result: told.append((done, total)))
    assert told == [(number, len(report.results)) for number in range(1, len(report.results) + 1)]


def test_without_credentials_nothing_is_asked(host: Host) -> None:
    with pytest.raises(Unusable, match="ACCOUNTABILITY_API_TOKEN"):
        host.read(account=Account())
    assert host.asked == []


def test_no_token_of_a_good_run_stands_in_its_report(host: Host, tmp_path: Path) -> None:
    host.answers["/v2/jobs"] = Response(b"[]", media_type="application/json")
    report = host.read()
    page = report.write(tmp_path)
    written = report.table() + "".join(each.read_text() for each in page.parent.iterdir())
    assert host.account.api_token not in written
    assert "Bearer " not in written


API_TOKEN, ACCESS, REFRESH = "4pi/t0ken+=of!one", "4ccess-t0ken.distinct~one", "r3fresh-t0ken.distinct~one"


async def says_back(scope: Any, receive: Any, send: Any) -> None:
    """Breaks its contract with all that it was sent and knows, tokens by names of its own among it."""
    request = Request(scope, receive)
    sent = [*request.headers.values(), (await request.body()).decode(), API_TOKEN, f"kept-{ACCESS}"]
    told = {"items": [{"id": "; ".join(sent), "jobNo": sent}], "token": sent, "refresh_token": REFRESH * 200}
    await JSONResponse(told, headers={"Set-Cookie": f"last={ACCESS}"})(scope, receive, send)


@pytest.mark.parametrize("path", ["/v1/token", "/v2/clients", "/Service.svc/jobsummaryreports"])
def test_a_host_that_says_back_what_it_was_sent_gets_no_credential_into_its_report(path: str, tmp_path: Path) -> None:
    host = Host(Sandbox(accounts=[SandboxAccount("acme", "ops@acme.example", API_TOKEN)]))
    tokens = {"access_token": ACCESS, "token_type": "bearer", "expires_in": 3600, "refresh_token": REFRESH}
    host.answers["/v1/token"] = JSONResponse(tokens)
    host.answers[path] = says_back
    with served(host) as url:
        host.url = url
        report = host.read()
    host.sandbox.close()
    page = report.write(tmp_path)
    written = report.table() + "".join(each.read_text() for each in page.parent.iterdir())
    assert path in {path for _method, path in host.asked}
    assert "***" in written
    assert [form for secret in (API_TOKEN, ACCESS, REFRESH) for form in forms(secret) if form in written] == []

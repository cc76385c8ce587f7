"""A server that is not a sandbox is only read: first lists, then records by the ids in these lists."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import define, evolve, field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp
from tests.client.escaping import encoded_forms

from accountability.conformance import Account, OperationResult, Report, Settings, TargetError, run
from accountability.conformance.target import CallWindow
from accountability.sandbox import Account as SandboxAccount
from accountability.sandbox import Sandbox
from mutation.service import serve

EMPTY = b'{"items": [], "page": 1, "pageSize": 100, "totalCount": 0}'


@define
class Server:
    """The sandbox as an unknown server, which records its calls and whose responses can be replaced."""

    sandbox: Sandbox
    calls: list[tuple[str, str]] = field(factory=list)
    responses: dict[str, ASGIApp] = field(factory=dict)
    url: str = ""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.calls.append((scope["method"], scope["path"]))
        response = self.responses.get(scope["path"])
        await (response(scope, receive, send) if response else self.sandbox.app(scope, receive, send))

    @property
    def account(self) -> Account:
        account = self.sandbox.accounts[0]
        return Account(account.tenant, account.username, account.api_token)

    def settings(self, **changes: Any) -> Settings:
        defaults = {"base_url": self.url, "legacy_url": f"{self.url}/Service.svc", "account": self.account}
        return Settings(**{**defaults, "calls_per_minute": 100_000, "formats": (), **changes})

    def read(self, **changes: Any) -> Report:
        return run(self.settings(**changes))


@pytest.fixture
def server() -> Iterator[Server]:
    app = Server(Sandbox())
    with serve(app) as url:
        app.url = url
        yield app
    app.sandbox.close()


def find_result(report: Report, key: str) -> OperationResult:
    return next(result for result in report.results if result.key == key)


def find_failed_checks(report: Report, key: str) -> set[str]:
    return {failure.check for failure in find_result(report, key).failures}


def test_calls_keep_within_the_limit_in_any_minute() -> None:
    now, start_times = [0.0], list[float]()

    def sleep(seconds: float) -> None:
        now[0] += seconds

    window = CallWindow(50, clock=lambda: now[0], sleep=sleep)
    for _ in range(175):
        window.acquire()
        start_times.append(now[0])
    assert all(later - earlier >= 60 for earlier, later in zip(start_times, start_times[50:], strict=False))
    assert start_times[-1] == 180


def test_a_server_that_conforms_passes(server: Server) -> None:
    report = server.read()
    assert not report.failed, report.text()
    assert find_result(report, "v2.Jobs_ListJobs").succeeded == 1
    assert find_result(report, "v2.Jobs_GetJob").succeeded == 1


def test_only_reads_and_the_token_request_are_sent(server: Server) -> None:
    server.read()
    assert {path for method, path in server.calls if method != "GET"} == {"/v1/token"}
    assert ("GET", "/v2/jobs") in server.calls


def test_ids_come_from_lists_and_not_from_the_examples_of_the_contract(server: Server) -> None:
    server.responses["/v2/jobs"] = Response(EMPTY, media_type="application/json")
    report = server.read(apis=("v2",))
    assert not any(path.startswith("/v2/jobs/") for _method, path in server.calls)
    assert find_result(report, "v2.Jobs_GetJob").outcome == "no data"
    assert not report.failed, report.text()


def test_the_verdict_states_how_much_was_read(server: Server) -> None:
    server.responses["/v2/jobs"] = Response(EMPTY, media_type="application/json")
    verdict = server.read(operations=("v2.Jobs_*",)).verdict()
    assert "1 of 2 reads returned a record or a list, nothing was written" in verdict
    assert server.url in verdict


def test_a_nested_list_is_read_for_more_than_the_first_parent(server: Server) -> None:
    report = server.read(apis=("v2",))
    assert find_result(report, "v2.PurchaseOrderEntries_GetPurchaseOrderEntry").succeeded == 1


def test_legacy_lists_are_read_in_both_representations(server: Server) -> None:
    report = server.read(apis=("legacy",))
    assert find_result(report, "legacy.JobSummaryReports_ListJobSummaryReports").succeeded == 2
    assert find_result(report, "legacy.ReceiptEntries_ListReceiptEntriesByReceipt").outcome == "no data"


def test_a_list_without_a_2xx_is_a_failure(server: Server) -> None:
    server.responses["/v2/jobs"] = Response(b"{}", 500, media_type="application/json")
    assert "not exercised" in find_failed_checks(server.read(operations=("v2.Jobs_*",)), "v2.Jobs_ListJobs")


def test_a_response_that_violates_its_schema_is_a_failure(server: Server) -> None:
    server.responses["/v2/jobs"] = Response(b'{"items": [{"id": "4711"}]}', media_type="application/json")
    report = server.read(operations=("v2.Jobs_*",))
    assert "conforms_to_its_schema" in find_failed_checks(report, "v2.Jobs_ListJobs")


def test_an_api_without_an_address_is_skipped_by_name(server: Server) -> None:
    report = server.read(legacy_url=None, operations=("v2.Jobs_*", "legacy.Jobs_*"))
    assert "--legacy-url" in report.skipped["legacy"]
    assert {result.api for result in report.results} == {"v2"}
    assert "legacy   skipped: --legacy-url was not given" in report.text()


@pytest.mark.parametrize("api", ["v1", "v2"])
def test_rejected_credentials_are_an_error_and_not_a_deviation(server: Server, api: str) -> None:
    account = Account("acme", "ops@acme.example", "a-secret-token")
    with pytest.raises(TargetError, match="expected credentials that the server accepts, got a rejection with 401"):
        server.read(apis=(api,), account=account, operations=(f"{api}.Jobs_*",))


@pytest.mark.parametrize(
    ("api", "message"), [("v1", "a response, got none"), ("v2", "a token from POST /v1/token, got no valid HTTP")]
)
def test_a_server_that_does_not_respond_cannot_be_tested(api: str, message: str) -> None:
    settings = Settings(base_url="http://127.0.0.1:9", account=Account("", "", "token"), apis=(api,))
    with pytest.raises(TargetError, match=rf"http://127\.0\.0\.1:9: expected {message}"):
        run(settings)


def test_a_token_response_without_a_token_is_not_reported_as_rejected_credentials() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        await JSONResponse({})(scope, receive, send)

    with serve(app) as url, pytest.raises(TargetError, match=r"expected a token .* got status 200 without one"):
        run(Settings(base_url=url, account=Account("", "", "token"), apis=("v2",)))


def test_operations_without_data_for_one_reason_are_listed_together(server: Server) -> None:
    server.responses["/v2/purchaseorders"] = Response(EMPTY, media_type="application/json")
    text = server.read(operations=("v2.PurchaseOrder*",)).text()
    assert text.count("no data:") == 1
    assert "no data: No list returned a record that could be read.\n    3 operations: v2.PurchaseOrders_Get" in text


def test_progress_is_reported_for_each_operation(server: Server) -> None:
    progress: list[tuple[int, int]] = []
    settings = server.settings(operations=("v2.Jobs_*", "v2.Clients_*"))
    report = run(settings, lambda done, total, result: progress.append((done, total)))
    assert progress == [(number, len(report.results)) for number in range(1, len(report.results) + 1)]


def test_without_credentials_nothing_is_sent(server: Server) -> None:
    with pytest.raises(TargetError, match="ACCOUNTABILITY_API_TOKEN"):
        server.read(account=Account())
    assert server.calls == []


def test_no_token_is_in_the_report_of_a_run(server: Server, tmp_path: Path) -> None:
    server.responses["/v2/jobs"] = Response(b"[]", media_type="application/json")
    report = run(server.settings(), folder=tmp_path)
    text = report.text() + "".join(file.read_text() for file in tmp_path.iterdir())
    assert server.account.api_token not in text
    assert "Bearer " not in text


API_TOKEN, ACCESS, REFRESH = "4pi/t0ken+=of!one", "4ccess-t0ken.distinct~one", "r3fresh-t0ken.distinct~one"


async def echo(scope: Any, receive: Any, send: Any) -> None:
    """Violate the contract with a body of all values that were sent, and with tokens in other properties."""
    request = Request(scope, receive)
    values = [*request.headers.values(), (await request.body()).decode(), API_TOKEN, f"old-{ACCESS}"]
    body = {"items": [{"id": "; ".join(values), "jobNo": values}], "token": values, "refresh_token": REFRESH * 200}
    await JSONResponse(body, headers={"Set-Cookie": f"last={ACCESS}"})(scope, receive, send)


@pytest.mark.parametrize(("api", "path"), [("v2", "/v2/clients"), ("legacy", "/Service.svc/jobsummaryreports")])
def test_credentials_that_a_server_echoes_are_not_in_the_report(api: str, path: str, tmp_path: Path) -> None:
    server = Server(Sandbox(accounts=[SandboxAccount("acme", "ops@acme.example", API_TOKEN)]))
    tokens = {"access_token": ACCESS, "token_type": "bearer", "expires_in": 3600, "refresh_token": REFRESH}
    server.responses["/v1/token"] = JSONResponse(tokens)
    server.responses[path] = echo
    with serve(server) as url:
        server.url = url
        report = run(server.settings(apis=(api,)), folder=tmp_path)
    server.sandbox.close()
    text = report.text() + "".join(file.read_text() for file in tmp_path.iterdir())
    assert path in {path for _method, path in server.calls}
    assert "***" in text
    secrets = (API_TOKEN, ACCESS, REFRESH) if api == "v2" else (API_TOKEN, REFRESH)  # legacy needs no access token
    assert [form for secret in secrets for form in encoded_forms(secret) if form in text] == []


def test_settings_may_not_name_a_sandbox_and_another_server() -> None:
    with pytest.raises(ValueError, match="expected --sandbox or --base-url"):
        evolve(Settings(sandbox="http://127.0.0.1:9"), base_url="http://127.0.0.1:9")

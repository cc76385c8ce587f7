"""Authentication: Basic, and access tokens that are requested, refreshed and shared."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from accountability import (
    Accountability,
    APIStatusError,
    ContractViolationError,
    NotFoundError,
    PasswordGrant,
    RateLimitError,
    ServerError,
    TransportError,
    UnauthorizedError,
)

from .fake_service import API_TOKEN, BASE, Clock, Make, MakeAsync, Send, Service, create_job, get_job, response

BASIC = "Basic czNjcmV0LWFwaS10b2tlbjo="  # of "s3cret-api-token:"
LEGACY_CALL = get_job(api="legacy", operation="Jobs_ExportJob", path="/Job/Export/", status="documented")


@pytest.fixture
def api(client: Make, grant: PasswordGrant, service: Service) -> Any:
    service.on("GET", "/v2/jobs/4711", response({"id": 4711}))
    return client(grant)


def bearers(service: Service) -> list[str]:
    return [request.headers["authorization"] for request in service.requests_to("/v2/jobs/4711")]


def test_an_api_token_is_sent_as_user_name_with_an_empty_password(client: Make, service: Service) -> None:
    client().raw(get_job())
    assert service.requests[0].headers["authorization"] == BASIC


def test_the_first_call_requests_an_access_token_with_the_documented_form(api: Any, service: Service) -> None:
    api.send(get_job())
    assert service.token_forms() == [
        {"grant_type": "password", "username": "ops@acme.example", "password": API_TOKEN, "tenantId": "acme"}
    ]
    assert service.requests_to("/v1/token")[0].headers["content-type"] == "application/x-www-form-urlencoded"
    assert "authorization" not in service.requests_to("/v1/token")[0].headers
    assert bearers(service) == ["Bearer access-1"]


def test_a_token_is_used_for_many_calls(api: Any, service: Service) -> None:
    for _ in range(3):
        api.send(get_job())
    assert bearers(service) == ["Bearer access-1"] * 3
    assert service.issued == 1


def test_v1_and_v2_share_a_token(api: Any, service: Service) -> None:
    service.on("GET", "/v1/jobs/4711", response({"id": 4711}))
    api.send(get_job())
    api.send(get_job(api="v1", path="/v1/jobs/4711"))
    assert service.issued == 1


def test_a_token_is_refreshed_60_s_before_it_expires(api: Any, service: Service, clock: Clock) -> None:
    api.send(get_job())
    clock.now += 3539
    api.send(get_job())
    assert service.issued == 1
    clock.now += 2
    api.send(get_job())
    assert service.token_forms()[1:] == [{"grant_type": "refresh_token", "refresh_token": "refresh-1"}]
    assert bearers(service)[-1] == "Bearer access-2"


def test_a_token_with_a_short_lifetime_is_refreshed_when_a_tenth_of_it_remains(
    api: Any, service: Service, clock: Clock
) -> None:
    service.expires_in = 10
    api.send(get_job())
    clock.now = 1008.9
    api.send(get_job())
    assert service.issued == 1
    clock.now = 1009
    api.send(get_job())
    assert service.issued == 2


@pytest.mark.parametrize(
    ("expires_in", "lifetime"),
    [(1, 0.9), (86400, 86340), (0, 3540), (-5, 3540), ("600", 540), ("soon", 3540), (None, 3540)],
)
def test_expires_in_is_used_if_it_is_a_positive_number_and_one_hour_otherwise(
    api: Any, service: Service, clock: Clock, expires_in: Any, lifetime: float
) -> None:
    service.on(
        "POST",
        "/v1/token",
        response({"access_token": "first", "expires_in": expires_in}),
        response({"access_token": "next"}),
    )
    api.send(get_job())
    clock.now += lifetime - 0.01
    api.send(get_job())
    clock.now += 0.02
    api.send(get_job())
    assert bearers(service) == ["Bearer first", "Bearer first", "Bearer next"]


def test_a_lifetime_starts_when_the_token_is_requested(api: Any, service: Service, clock: Clock) -> None:
    def slow(request: httpx.Request) -> httpx.Response:
        clock.now += 100
        return response({"access_token": "slow"})

    service.on("POST", "/v1/token", slow, response({"access_token": "next"}))
    api.send(get_job())
    clock.now += 3441
    api.send(get_job())
    assert bearers(service) == ["Bearer slow", "Bearer next"]


def test_a_token_that_expires_before_it_is_received_is_still_used(api: Any, service: Service, clock: Clock) -> None:
    def slow(request: httpx.Request) -> httpx.Response:
        clock.now += 5
        return response({"access_token": "short", "refresh_token": "refresh-1", "expires_in": 4})

    service.on("POST", "/v1/token", slow)
    for _ in range(2):
        api.send(get_job())
    assert bearers(service) == ["Bearer short", "Bearer short"]
    assert [form["grant_type"] for form in service.token_forms()] == ["password", "refresh_token"]


def test_a_rejected_token_that_is_granted_again_is_sent_once_more_and_then_raises(api: Any, service: Service) -> None:
    service.on("POST", "/v1/token", response({"access_token": "same", "refresh_token": "refresh-1"}))
    service.on("GET", "/v2/jobs/4711", response({}, 401))
    with pytest.raises(UnauthorizedError):
        api.send(get_job())
    assert bearers(service) == ["Bearer same", "Bearer same"]
    assert [form["grant_type"] for form in service.token_forms()] == ["password", "refresh_token", "password"]


@pytest.mark.parametrize("status", [400, 401, 403, 422])
def test_an_expired_refresh_token_is_followed_by_the_password_grant(
    api: Any, service: Service, clock: Clock, status: int
) -> None:
    api.send(get_job())
    clock.now += 3600
    service.on("POST", "/v1/token", response({"error": "invalid_grant"}, status), response({"access_token": "fresh"}))
    api.send(get_job())
    assert [form["grant_type"] for form in service.token_forms()] == ["password", "refresh_token", "password"]
    assert bearers(service)[-1] == "Bearer fresh"
    clock.now += 3600
    api.send(get_job())
    assert [form["grant_type"] for form in service.token_forms()][3:] == ["password"]


def test_a_refresh_token_is_reused_if_the_response_has_no_new_one(api: Any, service: Service, clock: Clock) -> None:
    api.send(get_job())
    service.on("POST", "/v1/token", response({"access_token": "second"}), response({"access_token": "third"}))
    for _ in range(2):
        clock.now += 3600
        api.send(get_job())
    assert [form.get("refresh_token") for form in service.token_forms()] == [None, "refresh-1", "refresh-1"]


def test_a_401_refreshes_the_token_once_and_the_call_succeeds(api: Any, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", response({}, 401), response({"id": 4711}))
    assert api.send(get_job()) == {"id": 4711}
    assert bearers(service) == ["Bearer access-1", "Bearer access-2"]


def test_a_write_that_got_a_401_is_retried_with_its_body(api: Any, service: Service) -> None:
    service.on("POST", "/v2/jobs", response({}, 401), response({"id": 1}, 201))
    assert api.send(create_job()) == {"id": 1}
    assert [request.content for request in service.requests_to("/v2/jobs")] == [b'{"clientId":3}'] * 2


def test_a_second_401_is_an_error(api: Any, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", response({"detail": "revoked"}, 401))
    with pytest.raises(UnauthorizedError, match=r"401 Unauthorized: revoked\. Is the API token right"):
        api.send(get_job())
    assert len(bearers(service)) == 2
    assert service.issued == 2


@pytest.mark.parametrize(
    ("rejection", "setting"),
    [
        (response({"error": "invalid_grant"}, 400), "username .* or api_token"),
        (response({"error": "invalid_request", "error_description": "Unknown tenant."}, 400), "tenant_id"),
        (response({"errors": {"tenantId": ["required"]}}, 422), "tenant_id"),
        (response({"title": "Bad Request"}, 400), "username .*api_token.* or tenant_id"),
        (response({"detail": "User name and tenant do not fit."}, 401), "username .*api_token.* or tenant_id"),
        (response({}, 401), r"username \S+ or api_token \S+ is"),
        (response("<html><title>Not found</title></html>", 404, content_type="text/html"), "base_url"),
        (response("", 405), "base_url"),
        (response("", 302, location="https://elsewhere.example/"), "base_url"),
    ],
)
def test_the_error_of_a_rejected_grant_names_the_setting_that_is_probably_wrong(
    api: Any, service: Service, rejection: httpx.Response, setting: str
) -> None:
    service.on("POST", "/v1/token", rejection)
    with pytest.raises(UnauthorizedError, match=f"No token was granted: .*{setting}") as exc_info:
        api.send(create_job())
    assert exc_info.value.status == rejection.status_code
    assert exc_info.value.safe_to_retry  # the write itself was not sent
    assert not isinstance(exc_info.value, NotFoundError)
    assert bearers(service) == []


@pytest.mark.parametrize(("status", "kind"), [(429, RateLimitError), (500, ServerError), (503, ServerError)])
def test_a_token_endpoint_that_is_unavailable_does_not_mean_invalid_credentials_and_nothing_is_written(
    api: Any, service: Service, status: int, kind: type[APIStatusError]
) -> None:
    service.on("POST", "/v1/token", response({}, status, retry_after="7"))
    with pytest.raises(kind) as exc_info:
        api.send(create_job())
    assert exc_info.value.safe_to_retry
    assert service.requests_to("/v2/jobs") == []


@pytest.mark.parametrize("status", [200, 201, 203])
def test_a_token_is_accepted_with_any_success_status(api: Any, service: Service, status: int) -> None:
    service.on("POST", "/v1/token", response({"access_token": "t"}, status))
    assert api.send(get_job()) == {"id": 4711}


@pytest.mark.parametrize("body", [{"token": "access-1"}, {"access_token": ""}, [], "access_token=hidden-value"])
def test_a_response_without_a_token_is_a_contract_violation_without_the_content(
    api: Any, service: Service, body: Any
) -> None:
    service.on("POST", "/v1/token", response(body))
    with pytest.raises(ContractViolationError, match=r"v1\.Token_Token: .* token") as exc_info:
        api.send(get_job())
    assert not exc_info.value.content


def test_no_access_token_is_sent_to_legacy(api: Any, service: Service) -> None:
    service.on("GET", "/Service.svc/Job/Export/", response({}))
    api.send(get_job())
    api.raw(LEGACY_CALL)
    (request,) = service.requests_to("/Service.svc/Job/Export/")
    assert request.headers["authorization"] == BASIC


def test_a_legacy_call_requests_no_token(api: Any, service: Service) -> None:
    api.raw(LEGACY_CALL)
    assert service.token_forms() == []


def test_a_token_operation_called_by_the_user_is_sent_without_the_clients_credentials(
    api: Any, service: Service
) -> None:
    call = get_job(api="v1", operation="Token_Token", method="POST", path="/v1/token", status="documented")
    api.raw(call)
    assert "authorization" not in service.requests[0].headers
    assert len(service.requests) == 1


def test_a_token_request_has_the_headers_of_the_http_client(service: Service, grant: PasswordGrant) -> None:
    with httpx.Client(transport=httpx.MockTransport(service), headers={"x-gateway": "ours"}) as http:
        api = Accountability(grant, base_url=BASE, inferred="allow", rate_limit=None, http_client=http)
        api.raw(get_job())
    assert [request.headers["x-gateway"] for request in service.requests] == ["ours", "ours"]
    assert {request.headers["accept-encoding"] for request in service.requests} == {"gzip, deflate"}


@pytest.mark.parametrize("kind", [httpx.Client, httpx.AsyncClient])
def test_auth_of_the_http_client_does_not_replace_the_credentials(
    client: Make, async_client: MakeAsync, service: Service, grant: PasswordGrant, kind: Any
) -> None:
    http = kind(transport=httpx.MockTransport(service), auth=("other", "user"), follow_redirects=True)
    service.on("GET", "/v2/jobs/4711", response("", 302, location="https://elsewhere.example/"))
    if kind is httpx.Client:
        status = client(grant, http_client=http).raw(get_job()).status
    else:
        status = asyncio.run(async_client(grant, http_client=http).raw(get_job())).status
    assert status == 302
    assert bearers(service) == ["Bearer access-1"]
    assert [request.url.host for request in service.requests] == ["api.example"] * 2


def test_many_threads_with_an_expired_token_send_one_token_request(api: Any, service: Service, clock: Clock) -> None:
    threads = 200
    started = threading.Semaphore(0)

    def grant_after_all_threads_started(request: httpx.Request) -> httpx.Response:
        for _ in range(threads):
            assert started.acquire(timeout=30), "a second token request"
        return response({"access_token": "shared"})

    def call(_: int) -> None:
        started.release()
        api.send(get_job())

    api.send(get_job())
    clock.now += 3600
    service.on("POST", "/v1/token", grant_after_all_threads_started)
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(call, range(threads)))
    assert [form["grant_type"] for form in service.token_forms()] == ["password", "refresh_token"]
    assert bearers(service)[1:] == ["Bearer shared"] * threads


@pytest.mark.parametrize("fault", [response({}, 400), httpx.ConnectError("refused")])
def test_a_thread_that_waited_for_a_failed_token_request_raises_its_error_without_another_request(
    client: Make, service: Service, fault: Any
) -> None:
    clock_reads = threading.Semaphore(0)
    now = 0.0

    def clock() -> float:  # read by a call after it has noted which token request it waits for
        clock_reads.release()
        return now

    grant = PasswordGrant(tenant_id="acme", username="u", api_token="t", clock=clock)
    api = client(grant)
    api.raw(get_job())
    now = 3600.0

    def reject_while_the_second_thread_waits(request: httpx.Request) -> httpx.Response:
        while clock_reads.acquire(blocking=False):
            pass
        second.start()
        assert clock_reads.acquire(timeout=5)
        if isinstance(fault, Exception):
            raise fault
        return httpx.Response(fault.status_code, content=fault.content)

    errors: list[Exception] = []

    def call() -> None:
        try:
            api.send(get_job())
        except (UnauthorizedError, TransportError) as error:
            errors.append(error)

    service.on(
        "POST", "/v1/token", response({}, 400), reject_while_the_second_thread_waits, response({"access_token": "x"})
    )
    second = threading.Thread(target=call)
    call()
    second.join(timeout=5)
    assert len(errors) == 2
    assert type(errors[0]) is type(errors[1])
    assert errors[0] is not errors[1]


class SlowService:
    """A service that responds only after every other task has run."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        for _ in range(10):
            await asyncio.sleep(0)
        return self._service(request)


def test_many_async_calls_with_an_expired_token_send_one_token_request(
    async_client: MakeAsync, grant: PasswordGrant, service: Service, clock: Clock
) -> None:
    service.on("GET", "/v2/jobs/4711", response({"id": 4711}))

    async def run() -> None:
        async with async_client(grant, SlowService(service)) as api:
            await api.send(get_job())
            clock.now += 3600
            await asyncio.gather(*(api.send(get_job()) for _ in range(1000)))

    asyncio.run(run())
    assert [form["grant_type"] for form in service.token_forms()] == ["password", "refresh_token"]
    assert bearers(service)[1:] == ["Bearer access-2"] * 1000


def test_many_async_calls_with_a_revoked_token_send_one_token_request(
    async_client: MakeAsync, grant: PasswordGrant, service: Service
) -> None:
    def reject_first_token(request: httpx.Request) -> httpx.Response:
        return response({}, 401 if request.headers["authorization"] == "Bearer access-1" else 200)

    service.on("GET", "/v2/jobs/4711", reject_first_token)

    async def run() -> None:
        async with async_client(grant, SlowService(service)) as api:
            await asyncio.gather(*(api.send(get_job()) for _ in range(50)))

    asyncio.run(run())
    assert service.issued == 2


@pytest.mark.parametrize(
    ("fault", "kind"), [(response({}, 400), UnauthorizedError), (httpx.ConnectError("refused"), TransportError)]
)
def test_async_calls_that_waited_for_a_failed_token_request_raise_its_error_without_another_request(
    async_client: MakeAsync, grant: PasswordGrant, service: Service, fault: Any, kind: type[Exception]
) -> None:
    service.on("POST", "/v1/token", fault)

    async def run() -> list[Any]:
        async with async_client(grant, SlowService(service)) as api:
            return await asyncio.gather(*(api.send(get_job()) for _ in range(20)), return_exceptions=True)

    errors = asyncio.run(run())
    assert [type(error) for error in errors] == [kind] * 20
    assert len({id(error) for error in errors}) == 20
    assert len(service.token_forms()) == 1


def test_a_call_after_a_rejected_grant_requests_a_token_again(api: Any, service: Service) -> None:
    service.on("POST", "/v1/token", response({}, 400), response({"access_token": "valid"}))
    with pytest.raises(UnauthorizedError):
        api.send(get_job())
    assert api.send(get_job()) == {"id": 4711}


def test_after_a_cancelled_token_request_the_next_task_requests_the_token(
    async_client: MakeAsync, grant: PasswordGrant, service: Service
) -> None:
    service.on("GET", "/v2/jobs/4711", response({"id": 4711}))
    requested = asyncio.Event()

    async def block_first_token_request(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v1/token" and not requested.is_set():
            requested.set()
            await asyncio.Event().wait()
        return service(request)

    async def run() -> Any:
        async with async_client(grant, block_first_token_request) as api:
            first = asyncio.create_task(api.send(get_job()))
            await requested.wait()
            second = asyncio.create_task(api.send(get_job()))
            await asyncio.sleep(0)
            first.cancel()
            return await second

    assert asyncio.run(run()) == {"id": 4711}


SIGN_IN_FORM = response(
    "<html><form><input type='password' name='p'></form></html>", content_type="text/html; charset=utf-8"
)
SIGN_IN_TITLE = response("<html><title>Log in - Acme</title></html>", content_type="text/html")
REDIRECT = response("", 302, location="https://login.example/authorize?next=%2Fv2%2Fjobs")
SIGN_IN_PAGES = [SIGN_IN_FORM, SIGN_IN_TITLE, REDIRECT, response("", 303, location="/Account/SignIn")]


@pytest.mark.parametrize("page", SIGN_IN_PAGES)
def test_a_sign_in_page_refreshes_the_token_once_like_a_401(
    send: Send, grant: PasswordGrant, service: Service, page: Any
) -> None:
    service.on("GET", "/v2/jobs/4711", page, response({"id": 4711}))
    assert send(get_job(), auth=grant) == {"id": 4711}
    assert bearers(service) == ["Bearer access-1", "Bearer access-2"]


@pytest.mark.parametrize("page", SIGN_IN_PAGES)
def test_a_second_sign_in_page_is_an_error_that_names_it(api: Any, service: Service, page: Any) -> None:
    service.on("GET", "/v2/jobs/4711", page)
    with pytest.raises(UnauthorizedError, match="page to sign in or a redirect to one, also with a new") as exc_info:
        api.send(get_job())
    assert (exc_info.value.status, len(bearers(service)), service.issued) == (page.status_code, 2, 2)


def test_a_write_that_got_a_sign_in_page_is_retried(api: Any, service: Service) -> None:
    service.on("POST", "/v2/jobs", SIGN_IN_FORM, response({"id": 1}, 201))
    assert api.send(create_job()) == {"id": 1}


@pytest.mark.parametrize(
    "page", [response("<html>Thank you</html>", content_type="text/html"), response("", 302, location="/v2/jobs/4711")]
)
def test_a_write_that_got_another_page_is_not_retried(api: Any, service: Service, page: Any) -> None:
    service.on("POST", "/v2/jobs", page)
    with pytest.raises((ContractViolationError, APIStatusError)) as exc_info:
        api.send(create_job())
    assert len(service.requests_to("/v2/jobs")) == 1
    assert vars(exc_info.value)["safe_to_retry"] is False


def test_any_html_page_instead_of_a_record_refreshes_the_token_of_a_read_once(api: Any, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", response("<html>Please wait</html>", content_type="text/html"))
    with pytest.raises(ContractViolationError, match="is an HTML page"):
        api.send(get_job())
    assert bearers(service) == ["Bearer access-1", "Bearer access-2"]


def test_with_basic_authentication_a_sign_in_page_is_an_error_without_a_retry(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", SIGN_IN_TITLE)
    with pytest.raises(UnauthorizedError, match="page to sign in"):
        client().send(get_job())
    assert len(service.requests) == 1

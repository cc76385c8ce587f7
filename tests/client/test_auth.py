"""Who calls: the Basic scheme, and access tokens that are got, renewed, shared and never shown."""

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
    AsyncAccountability,
    ContractViolationError,
    NotFoundError,
    PasswordGrant,
    RateLimitError,
    ServerError,
    TransportError,
    UnauthorizedError,
)

from .fake_service import API_TOKEN, BASE, Clock, Make, MakeAsync, Service, answer, create_job, get_job

BASIC = "Basic czNjcmV0LWFwaS10b2tlbjo="  # of "s3cret-api-token:"
LEGACY_CALL = get_job(api="legacy", operation="Jobs_ExportJob", path="/Job/Export/", status="documented")


@pytest.fixture
def api(client: Make, grant: PasswordGrant, service: Service) -> Any:
    service.on("GET", "/v2/jobs/4711", answer({"id": 4711}))
    return client(grant)


def bearers(service: Service) -> list[str]:
    return [request.headers["authorization"] for request in service.to("/v2/jobs/4711")]


def test_an_api_token_goes_as_user_name_with_an_empty_password(client: Make, service: Service) -> None:
    client().raw(get_job())
    assert service.requests[0].headers["authorization"] == BASIC


def test_the_first_call_gets_an_access_token_by_the_documented_form(api: Any, service: Service) -> None:
    api.send(get_job())
    assert service.forms() == [
        {"grant_type": "password", "username": "ops@acme.example", "password": API_TOKEN, "tenantId": "acme"}
    ]
    assert service.to("/v1/token")[0].headers["content-type"] == "application/x-www-form-urlencoded"
    assert "authorization" not in service.to("/v1/token")[0].headers
    assert bearers(service) == ["Bearer access-1"]


def test_a_token_serves_many_calls(api: Any, service: Service) -> None:
    for _ in range(3):
        api.send(get_job())
    assert bearers(service) == ["Bearer access-1"] * 3
    assert service.issued == 1


def test_v1_and_v2_share_a_token(api: Any, service: Service) -> None:
    service.on("GET", "/v1/jobs/4711", answer({"id": 4711}))
    api.send(get_job())
    api.send(get_job(api="v1", path="/v1/jobs/4711"))
    assert service.issued == 1


def test_a_token_is_renewed_a_minute_before_its_hour_ends_by_the_refresh_token(
    api: Any, service: Service, clock: Clock
) -> None:
    api.send(get_job())
    clock.now += 3539
    api.send(get_job())
    assert service.issued == 1
    clock.now += 2
    api.send(get_job())
    assert service.forms()[1:] == [{"grant_type": "refresh_token", "refresh_token": "refresh-1"}]
    assert bearers(service)[-1] == "Bearer access-2"


def test_a_token_of_another_life_is_renewed_when_a_tenth_of_it_is_left(
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
    ("told", "life"), [(1, 0.9), (86400, 86340), (0, 3540), (-5, 3540), ("600", 3540), (None, 3540)]
)
def test_a_life_is_believed_and_one_that_is_none_is_the_documented_hour(
    api: Any, service: Service, clock: Clock, told: Any, life: float
) -> None:
    service.on(
        "POST", "/v1/token", answer({"access_token": "first", "expires_in": told}), answer({"access_token": "next"})
    )
    api.send(get_job())
    clock.now += life - 0.01
    api.send(get_job())
    clock.now += 0.02
    api.send(get_job())
    assert bearers(service) == ["Bearer first", "Bearer first", "Bearer next"]


def test_a_life_is_counted_from_when_the_token_was_asked_for(api: Any, service: Service, clock: Clock) -> None:
    def slow(request: httpx.Request) -> httpx.Response:
        clock.now += 100
        return answer({"access_token": "slow"})

    service.on("POST", "/v1/token", slow, answer({"access_token": "next"}))
    api.send(get_job())
    clock.now += 3441
    api.send(get_job())
    assert bearers(service) == ["Bearer slow", "Bearer next"]


def test_a_token_that_ends_before_it_comes_is_used_all_the_same(api: Any, service: Service, clock: Clock) -> None:
    def slow(request: httpx.Request) -> httpx.Response:
        clock.now += 5
        return answer({"access_token": "short", "refresh_token": "refresh-1", "expires_in": 4})

    service.on("POST", "/v1/token", slow)
    for _ in range(2):
        api.send(get_job())
    assert bearers(service) == ["Bearer short", "Bearer short"]
    assert [form["grant_type"] for form in service.forms()] == ["password", "refresh_token"]


def test_a_service_that_grants_the_refused_token_again_is_shown_it_and_nothing_else(api: Any, service: Service) -> None:
    service.on("POST", "/v1/token", answer({"access_token": "same", "refresh_token": "refresh-1"}))
    service.on("GET", "/v2/jobs/4711", answer({}, 401))
    with pytest.raises(UnauthorizedError):
        api.send(get_job())
    assert bearers(service) == ["Bearer same", "Bearer same"]
    assert [form["grant_type"] for form in service.forms()] == ["password", "refresh_token", "password"]


@pytest.mark.parametrize("status", [400, 401, 403, 422])
def test_a_dead_refresh_token_is_followed_by_the_password_grant(
    api: Any, service: Service, clock: Clock, status: int
) -> None:
    api.send(get_job())
    clock.now += 3600
    service.on("POST", "/v1/token", answer({"error": "invalid_grant"}, status), answer({"access_token": "fresh"}))
    api.send(get_job())
    assert [form["grant_type"] for form in service.forms()] == ["password", "refresh_token", "password"]
    assert bearers(service)[-1] == "Bearer fresh"
    clock.now += 3600
    api.send(get_job())
    assert [form["grant_type"] for form in service.forms()][3:] == ["password"]


def test_a_refresh_token_is_kept_when_an_answer_brings_no_other(api: Any, service: Service, clock: Clock) -> None:
    api.send(get_job())
    service.on("POST", "/v1/token", answer({"access_token": "second"}), answer({"access_token": "third"}))
    for _ in range(2):
        clock.now += 3600
        api.send(get_job())
    assert [form.get("refresh_token") for form in service.forms()] == [None, "refresh-1", "refresh-1"]


def test_a_401_renews_the_token_once_and_the_call_succeeds(api: Any, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", answer({}, 401), answer({"id": 4711}))
    assert api.send(get_job()) == {"id": 4711}
    assert bearers(service) == ["Bearer access-1", "Bearer access-2"]


def test_a_write_that_got_a_401_is_sent_again_with_its_body(api: Any, service: Service) -> None:
    service.on("POST", "/v2/jobs", answer({}, 401), answer({"id": 1}, 201))
    assert api.send(create_job()) == {"id": 1}
    assert [request.content for request in service.to("/v2/jobs")] == [b'{"clientId":3}'] * 2


def test_a_second_401_is_an_error(api: Any, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", answer({"detail": "revoked"}, 401))
    with pytest.raises(UnauthorizedError, match=r"401 Unauthorized: revoked\. Is the API token right"):
        api.send(get_job())
    assert len(bearers(service)) == 2
    assert service.issued == 2


@pytest.mark.parametrize(
    ("given", "setting"),
    [
        (answer({"error": "invalid_grant"}, 400), "username .* or api_token"),
        (answer({"error": "invalid_request", "error_description": "Unknown tenant."}, 400), "tenant_id"),
        (answer({"errors": {"tenantId": ["required"]}}, 422), "tenant_id"),
        (answer({"title": "Bad Request"}, 400), "username .*api_token.* or tenant_id"),
        (answer({"detail": "User name and tenant do not fit."}, 401), "username .*api_token.* or tenant_id"),
        (answer({}, 401), r"username \S+ or api_token \S+ is"),
        (answer("<html><title>Not here</title></html>", 404, content_type="text/html"), "base_url"),
        (answer("", 405), "base_url"),
        (answer("", 302, location="https://elsewhere.example/"), "base_url"),
    ],
)
def test_a_refused_grant_says_which_setting_is_probably_wrong(
    api: Any, service: Service, given: httpx.Response, setting: str
) -> None:
    service.on("POST", "/v1/token", given)
    with pytest.raises(UnauthorizedError, match=f"No token was granted: .*{setting}") as caught:
        api.send(create_job())
    assert caught.value.status == given.status_code
    assert caught.value.safe_to_retry  # the write itself was not sent
    assert not isinstance(caught.value, NotFoundError)
    assert bearers(service) == []


@pytest.mark.parametrize(("status", "kind"), [(429, RateLimitError), (500, ServerError), (503, ServerError)])
def test_a_service_that_cannot_grant_now_is_no_refusal_of_the_credentials_and_nothing_was_written(
    api: Any, service: Service, status: int, kind: type[APIStatusError]
) -> None:
    service.on("POST", "/v1/token", answer({}, status, retry_after="7"))
    with pytest.raises(kind) as caught:
        api.send(create_job())
    assert caught.value.safe_to_retry
    assert service.to("/v2/jobs") == []


@pytest.mark.parametrize("status", [200, 201, 203])
def test_a_token_is_one_with_any_answer_that_is_good(api: Any, service: Service, status: int) -> None:
    service.on("POST", "/v1/token", answer({"access_token": "t"}, status))
    assert api.send(get_job()) == {"id": 4711}


@pytest.mark.parametrize("body", [{"token": "access-1"}, {"access_token": ""}, [], "access_token=hidden-value"])
def test_an_answer_without_a_token_breaks_the_contract_and_is_not_kept(api: Any, service: Service, body: Any) -> None:
    service.on("POST", "/v1/token", answer(body))
    with pytest.raises(ContractViolationError, match=r"v1\.Token_Token: .* token") as caught:
        api.send(get_job())
    assert not caught.value.content


def test_legacy_is_never_shown_an_access_token(api: Any, service: Service) -> None:
    service.on("GET", "/Service.svc/Job/Export/", answer({}))
    api.send(get_job())
    api.raw(LEGACY_CALL)
    (request,) = service.to("/Service.svc/Job/Export/")
    assert request.headers["authorization"] == BASIC


def test_legacy_needs_no_token_call(api: Any, service: Service) -> None:
    api.raw(LEGACY_CALL)
    assert service.forms() == []


def test_asking_for_a_token_oneself_takes_no_credentials_of_the_client(api: Any, service: Service) -> None:
    call = get_job(api="v1", operation="Token_Token", method="POST", path="/v1/token", status="documented")
    api.raw(call)
    assert "authorization" not in service.requests[0].headers
    assert len(service.requests) == 1


def test_a_call_for_a_token_goes_with_the_headers_of_the_given_http_client(
    service: Service, grant: PasswordGrant
) -> None:
    with httpx.Client(transport=httpx.MockTransport(service), headers={"x-gateway": "ours"}) as http:
        api = Accountability(grant, base_url=BASE, inferred="allow", rate_limit=None, http_client=http)
        api.raw(get_job())
    assert [request.headers["x-gateway"] for request in service.requests] == ["ours", "ours"]
    assert {request.headers["accept-encoding"] for request in service.requests} == {"gzip, deflate"}


def test_auth_of_the_given_http_client_does_not_replace_ours(service: Service, grant: PasswordGrant) -> None:
    http = httpx.Client(transport=httpx.MockTransport(service), auth=("other", "user"), follow_redirects=True)
    service.on("GET", "/v2/jobs/4711", answer("", 302, location="https://elsewhere.example/"))
    api = Accountability(grant, base_url="https://api.example", inferred="allow", rate_limit=None, http_client=http)
    assert api.raw(get_job()).status == 302
    assert bearers(service) == ["Bearer access-1"]
    assert [request.url.host for request in service.requests] == ["api.example"] * 2


def test_auth_of_the_given_http_client_of_tasks_does_not_either(service: Service, grant: PasswordGrant) -> None:
    transport = httpx.MockTransport(service)
    service.on("GET", "/v2/jobs/4711", answer("", 302, location="https://elsewhere.example/"))

    async def run() -> int:
        async with (
            httpx.AsyncClient(transport=transport, auth=("other", "user"), follow_redirects=True) as http,
            AsyncAccountability(
                grant, base_url="https://api.example", inferred="allow", rate_limit=None, http_client=http
            ) as api,
        ):
            return (await api.raw(get_job())).status

    assert asyncio.run(run()) == 302
    assert bearers(service) == ["Bearer access-1"]
    assert [request.url.host for request in service.requests] == ["api.example"] * 2


def test_many_threads_with_an_expired_token_make_one_token_call(api: Any, service: Service, clock: Clock) -> None:
    threads = 200
    about_to_call = threading.Semaphore(0)

    def grant_when_all_are_there(request: httpx.Request) -> httpx.Response:
        for _ in range(threads):
            assert about_to_call.acquire(timeout=30), "a second call for a token"
        return answer({"access_token": "shared"})

    def call(_: int) -> None:
        about_to_call.release()
        api.send(get_job())

    api.send(get_job())
    clock.now += 3600
    service.on("POST", "/v1/token", grant_when_all_are_there)
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(call, range(threads)))
    assert [form["grant_type"] for form in service.forms()] == ["password", "refresh_token"]
    assert bearers(service)[1:] == ["Bearer shared"] * threads


@pytest.mark.parametrize("fault", [answer({}, 400), httpx.ConnectError("refused")])
def test_a_thread_that_waited_for_a_token_in_vain_shares_the_error_and_does_not_ask_again(
    client: Make, service: Service, fault: Any
) -> None:
    looked = threading.Semaphore(0)
    now = 0.0

    def clock() -> float:  # a call looks at it after it has noted which attempt it is going to wait for
        looked.release()
        return now

    grant = PasswordGrant(tenant_id="acme", username="u", api_token="t", clock=clock)
    api = client(grant)
    api.raw(get_job())
    now = 3600.0

    def refuse_when_the_other_waits(request: httpx.Request) -> httpx.Response:
        while looked.acquire(blocking=False):
            pass
        second.start()
        assert looked.acquire(timeout=5)
        if isinstance(fault, Exception):
            raise fault
        return httpx.Response(fault.status_code, content=fault.content)

    errors: list[Exception] = []

    def call() -> None:
        try:
            api.send(get_job())
        except (UnauthorizedError, TransportError) as error:
            errors.append(error)

    service.on("POST", "/v1/token", answer({}, 400), refuse_when_the_other_waits, answer({"access_token": "x"}))
    second = threading.Thread(target=call)
    call()
    second.join(timeout=5)
    assert len(errors) == 2
    assert type(errors[0]) is type(errors[1])
    assert errors[0] is not errors[1]


class Patient:
    """A service that answers a token call only after every other task had its turn."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        for _ in range(10):
            await asyncio.sleep(0)
        return self._service(request)


def test_many_tasks_with_an_expired_token_make_one_token_call(
    async_client: MakeAsync, grant: PasswordGrant, service: Service, clock: Clock
) -> None:
    service.on("GET", "/v2/jobs/4711", answer({"id": 4711}))

    async def run() -> None:
        async with async_client(grant, Patient(service)) as api:
            await api.send(get_job())
            clock.now += 3600
            await asyncio.gather(*(api.send(get_job()) for _ in range(1000)))

    asyncio.run(run())
    assert [form["grant_type"] for form in service.forms()] == ["password", "refresh_token"]
    assert bearers(service)[1:] == ["Bearer access-2"] * 1000


def test_many_tasks_whose_token_was_revoked_make_one_token_call(
    async_client: MakeAsync, grant: PasswordGrant, service: Service
) -> None:
    def judge(request: httpx.Request) -> httpx.Response:
        return answer({}, 401 if request.headers["authorization"] == "Bearer access-1" else 200)

    service.on("GET", "/v2/jobs/4711", judge)

    async def run() -> None:
        async with async_client(grant, Patient(service)) as api:
            await asyncio.gather(*(api.send(get_job()) for _ in range(50)))

    asyncio.run(run())
    assert service.issued == 2


@pytest.mark.parametrize(
    ("fault", "kind"), [(answer({}, 400), UnauthorizedError), (httpx.ConnectError("refused"), TransportError)]
)
def test_tasks_that_waited_for_a_token_in_vain_share_the_error_and_do_not_ask_again(
    async_client: MakeAsync, grant: PasswordGrant, service: Service, fault: Any, kind: type[Exception]
) -> None:
    service.on("POST", "/v1/token", fault)

    async def run() -> list[Any]:
        async with async_client(grant, Patient(service)) as api:
            return await asyncio.gather(*(api.send(get_job()) for _ in range(20)), return_exceptions=True)

    errors = asyncio.run(run())
    assert [type(error) for error in errors] == [kind] * 20
    assert len({id(error) for error in errors}) == 20
    assert len(service.forms()) == 1


def test_a_call_after_a_refused_grant_asks_again(api: Any, service: Service) -> None:
    service.on("POST", "/v1/token", answer({}, 400), answer({"access_token": "mended"}))
    with pytest.raises(UnauthorizedError):
        api.send(get_job())
    assert api.send(get_job()) == {"id": 4711}


def test_a_cancelled_task_leaves_the_renewal_to_the_next(
    async_client: MakeAsync, grant: PasswordGrant, service: Service
) -> None:
    service.on("GET", "/v2/jobs/4711", answer({"id": 4711}))
    asked = asyncio.Event()

    async def never_at_first(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v1/token" and not asked.is_set():
            asked.set()
            await asyncio.Event().wait()
        return service(request)

    async def run() -> Any:
        async with async_client(grant, never_at_first) as api:
            first = asyncio.create_task(api.send(get_job()))
            await asked.wait()
            second = asyncio.create_task(api.send(get_job()))
            await asyncio.sleep(0)
            first.cancel()
            return await second

    assert asyncio.run(run()) == {"id": 4711}


SIGN_IN = answer("<html><form><input type='password' name='p'></form></html>", content_type="text/html; charset=utf-8")
TITLED = answer("<html><title>Log in - Acme</title></html>", content_type="text/html")
REDIRECT = answer("", 302, location="https://login.example/authorize?next=%2Fv2%2Fjobs")
EXPIRED = [SIGN_IN, TITLED, REDIRECT, answer("", 303, location="/Account/SignIn")]


@pytest.mark.parametrize("asynchronous", [False, True])
@pytest.mark.parametrize("expired", EXPIRED)
def test_a_page_to_sign_in_renews_the_token_once_like_a_401(
    client: Make, async_client: MakeAsync, grant: PasswordGrant, service: Service, expired: Any, asynchronous: bool
) -> None:
    service.on("GET", "/v2/jobs/4711", expired, answer({"id": 4711}))
    sent: Any = client(grant).send(get_job()) if not asynchronous else asyncio.run(async_client(grant).send(get_job()))
    assert sent == {"id": 4711}
    assert bearers(service) == ["Bearer access-1", "Bearer access-2"]


@pytest.mark.parametrize("expired", EXPIRED)
def test_a_page_to_sign_in_that_comes_again_is_an_error_that_names_it(api: Any, service: Service, expired: Any) -> None:
    service.on("GET", "/v2/jobs/4711", expired)
    with pytest.raises(UnauthorizedError, match="page to sign in or a redirect to one, also with a new") as caught:
        api.send(get_job())
    assert (caught.value.status, len(bearers(service)), service.issued) == (expired.status_code, 2, 2)


def test_a_write_that_got_a_page_to_sign_in_is_sent_again(api: Any, service: Service) -> None:
    service.on("POST", "/v2/jobs", SIGN_IN, answer({"id": 1}, 201))
    assert api.send(create_job()) == {"id": 1}


@pytest.mark.parametrize(
    "given", [answer("<html>Thank you</html>", content_type="text/html"), answer("", 302, location="/v2/jobs/4711")]
)
def test_a_write_that_got_another_page_is_not_sent_again(api: Any, service: Service, given: Any) -> None:
    service.on("POST", "/v2/jobs", given)
    with pytest.raises((ContractViolationError, APIStatusError)) as caught:
        api.send(create_job())
    assert len(service.to("/v2/jobs")) == 1
    assert vars(caught.value)["safe_to_retry"] is False


def test_any_page_in_place_of_a_record_renews_the_token_of_a_read_once(api: Any, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", answer("<html>Please wait</html>", content_type="text/html"))
    with pytest.raises(ContractViolationError, match="is an HTML page"):
        api.send(get_job())
    assert bearers(service) == ["Bearer access-1", "Bearer access-2"]


def test_by_the_basic_scheme_a_page_to_sign_in_is_an_error_at_once(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", TITLED)
    with pytest.raises(UnauthorizedError, match="page to sign in"):
        client().send(get_job())
    assert len(service.requests) == 1

"""Retries: what is retried, how long the waits are, the deadline, and what is logged."""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
from collections.abc import AsyncIterator, Iterator
from typing import Any
from uuid import uuid4

import httpx
import pytest

from accountability import (
    Accountability,
    APIStatusError,
    ApiToken,
    AsyncAccountability,
    ConfigurationError,
    NotFoundError,
    PasswordGrant,
    RateLimit,
    RateLimitError,
    RateLimitTimeoutError,
    Retry,
    ServerError,
    TransportError,
)

from .fake_service import Clock, Make, MakeAsync, Send, Service, create_job, get_job, response

READ = get_job(status="documented")
SUCCESS = response({"id": 4711})
NOW = "Wed, 21 Oct 2026 07:28:00 GMT"


class Waits(Clock):
    """A clock that records each wait. The random number is always 0.5."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.seconds.append(seconds)
        super().sleep(seconds)

    def retry(self, **changes: Any) -> Retry:
        defaults = {"random": lambda: 0.5, "clock": self, "sleep": self.sleep, "async_sleep": self.async_sleep}
        return Retry(**{**defaults, **changes})


@pytest.fixture
def waits() -> Waits:
    return Waits()


def rate_limited(after: str | None = None, status: int = 429) -> httpx.Response:
    return response({"title": "Too many"}, status, date=NOW, **({"retry-after": after} if after else {}))


@pytest.mark.parametrize(("attempts", "expected"), [(1, "4711"), (2, "4711 in attempt 2"), (4, "4711 in attempt 4")])
def test_the_error_after_the_last_attempt_has_its_number_if_it_is_not_the_first(
    client: Make, service: Service, waits: Waits, attempts: int, expected: str
) -> None:
    service.on("GET", "/v2/jobs/4711", httpx.ReadTimeout("slow"))
    with pytest.raises(TransportError, match=f"{expected}: ReadTimeout") as exc_info:
        client(retry=waits.retry(attempts=attempts)).send(READ)
    assert exc_info.value.attempts == len(service.requests) == attempts


def test_a_temporary_fault_is_retried(send: Send, service: Service, waits: Waits) -> None:
    service.on("GET", "/v2/jobs/4711", response({}, 503), httpx.ReadTimeout("slow"), SUCCESS)
    assert send(READ, retry=waits.retry()) == {"id": 4711}
    assert waits.seconds == [0.25, 0.5]


def test_the_error_of_a_status_after_the_last_attempt_has_its_number(
    client: Make, service: Service, waits: Waits
) -> None:
    service.on("GET", "/v2/jobs/4711", response({}, 503))
    with pytest.raises(ServerError, match="503 Service Unavailable in attempt 4"):
        client(retry=waits.retry()).send(READ)


def test_a_call_after_a_token_request_that_took_all_its_time_has_almost_no_timeout(
    client: Make, service: Service, waits: Waits, grant: PasswordGrant
) -> None:
    timeouts: list[Any] = []

    def slow_response(request: httpx.Request) -> httpx.Response:
        timeouts.append(request.extensions["timeout"]["read"])
        waits.now += 60
        return service(request)

    with pytest.raises(NotFoundError):
        client(grant, slow_response, timeout=30, retry=waits.retry(deadline=50)).send(READ)
    assert timeouts == [30, pytest.approx(0.001)]


def test_the_waits_double_up_to_the_longest_and_have_jitter(client: Make, service: Service, waits: Waits) -> None:
    service.on("GET", "/v2/jobs/4711", *[response({}, 503)] * 5, SUCCESS)
    client(retry=waits.retry(attempts=6, backoff=2, longest=10)).send(READ)
    assert waits.seconds == [1.0, 2.0, 4.0, 5.0, 5.0]


def test_a_response_has_the_number_of_attempts(client: Make, service: Service, waits: Waits) -> None:
    service.on("GET", "/v2/jobs/4711", response({}, 503), SUCCESS)
    api = client(retry=waits.retry())
    assert [api.raw(READ).attempts for _ in range(2)] == [2, 1]


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("after", "seconds"),
    [
        ("7", 7.25),
        ("Wed, 21 Oct 2026 07:28:30 GMT", 30.25),
        ("Wed, 21 Oct 2026 07:00:00 GMT", 0.25),
        ("299", 299.25),
        ("Wed, 21 Oct 2026 07:32:00 GMT", 240.25),
        ("soon", 0.25),
        (None, 0.25),
    ],
)
def test_the_wait_is_what_the_service_requests(
    client: Make, service: Service, waits: Waits, status: int, after: str | None, seconds: float
) -> None:
    service.on("GET", "/v2/jobs/4711", rate_limited(after, status), SUCCESS)
    client(retry=waits.retry()).send(READ)
    assert waits.seconds == [seconds]


def test_a_429_is_retried_without_a_maximum_until_the_deadline(client: Make, service: Service, waits: Waits) -> None:
    service.on("GET", "/v2/jobs/4711", *[rate_limited("20")] * 7, SUCCESS)
    assert client(retry=waits.retry(deadline=150)).send(READ) == {"id": 4711}


def test_a_429_is_not_retried_with_one_attempt(client: Make, service: Service, waits: Waits) -> None:
    service.on("GET", "/v2/jobs/4711", rate_limited("1"), SUCCESS)
    with pytest.raises(RateLimitError):
        client(retry=waits.retry(attempts=1)).send(READ)
    assert len(service.requests) == 1


@pytest.mark.parametrize("after", ["3600", "Wed, 21 Oct 2026 09:28:00 GMT", "300"])
@pytest.mark.parametrize("status", [429, 503])
def test_a_pause_beyond_the_deadline_is_raised_at_once_with_the_seconds_to_wait(
    client: Make, service: Service, waits: Waits, status: int, after: str
) -> None:
    service.on("GET", "/v2/jobs/4711", response({}, status, date=NOW, retry_after=after), SUCCESS)
    with pytest.raises(APIStatusError) as exc_info:
        client(retry=waits.retry()).send(READ)
    assert exc_info.value.retry_after == {"3600": 3600, "300": 300}.get(after, 7200)
    assert (len(service.requests), waits.seconds) == (1, [])


def test_while_the_service_requests_a_pause_no_call_of_the_account_is_sent(
    client: Make, service: Service, waits: Waits
) -> None:
    service.on("GET", "/v2/jobs/4711", rate_limited("3600"), SUCCESS)
    rate_limit = RateLimit(calls=9, clock=waits, sleep=waits.sleep)
    api = client(rate_limit=rate_limit, account="of a long pause", retry=waits.retry())
    with pytest.raises(RateLimitError):
        api.send(READ)
    waits.now += 600
    with pytest.raises(RateLimitTimeoutError, match="nothing was sent: the rate limit") as exc_info:
        api.send(READ)
    assert (exc_info.value.retry_after, exc_info.value.safe_to_retry, len(service.requests)) == (3000, True, 1)
    waits.now += 2800
    assert api.send(READ) == {"id": 4711}
    assert (waits.now, sum(waits.seconds)) == (4600, 200)


def test_many_calls_over_the_limit_all_succeed(async_client: MakeAsync, waits: Waits) -> None:
    requests = 0

    async def limit_two_of_three(request: httpx.Request) -> httpx.Response:
        nonlocal requests
        requests += 1
        return rate_limited("2") if requests % 3 else response({"id": int(request.url.path.rpartition("/")[2])})

    async def run() -> list[Any]:
        calls = (get_job(number, status="documented") for number in range(50))
        async with async_client(handler=limit_two_of_three, retry=waits.retry()) as api:
            return [outcome.get()["id"] async for outcome in api.map(calls)]

    assert asyncio.run(run()) == list(range(50))
    assert requests == 150


@pytest.mark.parametrize(("deadline", "expected"), [(50, [20.25, 20.25]), (40.5, [20.25])])
def test_a_wait_that_would_end_at_the_deadline_or_later_is_not_started(
    client: Make, service: Service, waits: Waits, deadline: float, expected: list[float]
) -> None:
    service.on("GET", "/v2/jobs/4711", rate_limited("20"))
    with pytest.raises(RateLimitError) as exc_info:
        client(retry=waits.retry(deadline=deadline)).send(READ)
    assert waits.seconds == expected
    assert exc_info.value.retry_after == 20


def test_the_duration_of_attempts_counts_for_the_deadline(client: Make, service: Service, waits: Waits) -> None:
    def slow_response(request: httpx.Request) -> httpx.Response:
        waits.now += 20
        return response({}, 503)

    service.on("GET", "/v2/jobs/4711", slow_response)
    with pytest.raises(ServerError):
        client(retry=waits.retry(deadline=50, attempts=99)).send(READ)
    assert len(service.requests) == 3


def test_the_timeout_of_an_attempt_ends_at_the_deadline(send: Send, waits: Waits) -> None:
    timeouts: list[Any] = []

    def record_timeout(request: httpx.Request) -> httpx.Response:
        timeouts.append(request.extensions["timeout"]["read"])
        waits.now += 10
        return response({}, 503)

    with pytest.raises(ServerError):
        send(READ, handler=record_timeout, timeout=30, retry=waits.retry(deadline=35, attempts=3))
    assert timeouts == [30, 24.75, 14.25]


class SlowBody(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body that sends one byte every ten seconds and never ends."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __iter__(self) -> Iterator[bytes]:
        while True:
            self._clock.now += 10
            yield b" "

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for chunk in self:
            yield chunk


def test_a_slow_body_is_an_error_at_the_deadline(send: Send, waits: Waits) -> None:
    def slow_body(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, stream=SlowBody(waits))

    with pytest.raises(TransportError, match="deadline"):
        send(READ, handler=slow_body, retry=waits.retry(deadline=50, attempts=3))
    assert waits.now == 1050


def test_the_deadline_includes_the_token_request(
    send: Send, service: Service, waits: Waits, grant: PasswordGrant
) -> None:
    service.on("POST", "/v1/token", rate_limited("30"), response({"access_token": "t"}))
    service.on("GET", "/v2/jobs/4711", rate_limited("30"), SUCCESS)
    with pytest.raises(RateLimitError):
        send(READ, auth=grant, retry=waits.retry(deadline=50))
    assert waits.seconds == [30.25]


def test_a_token_request_is_retried_although_it_is_a_post(
    client: Make, service: Service, waits: Waits, grant: PasswordGrant
) -> None:
    service.on("POST", "/v1/token", httpx.ReadTimeout("slow"), response({}, 503), response({"access_token": "t"}))
    service.on("GET", "/v2/jobs/4711", SUCCESS)
    assert client(grant, retry=waits.retry()).send(READ) == {"id": 4711}
    assert len(service.requests_to("/v1/token")) == 3


def test_every_attempt_takes_a_permit_and_waits_hold_none(client: Make, service: Service, waits: Waits) -> None:
    service.on("GET", "/v2/jobs/4711", response({}, 503), response({}, 503), SUCCESS)
    rate_limit = RateLimit(calls=2, seconds=60, clock=waits, sleep=waits.sleep)
    client(rate_limit=rate_limit, account="of this test", retry=waits.retry()).send(READ)
    assert waits.now == 1060.0, "the third attempt waits until the first is out of the window"


@pytest.mark.parametrize(
    ("max_wait", "deadline", "expected_wait"), [(None, 61, 60), (None, 59, 0), (61, 5, 60), (59, 99, 0)]
)
def test_the_wait_for_a_permit_is_bounded_by_the_deadline_or_by_its_own_setting(
    send: Send, service: Service, waits: Waits, max_wait: float | None, deadline: float, expected_wait: float
) -> None:
    service.on("GET", "/v2/jobs/4711", SUCCESS)
    times: dict[str, Any] = {"clock": waits, "sleep": waits.sleep, "async_sleep": waits.async_sleep}
    settings = {
        "rate_limit": RateLimit(calls=1, seconds=60, max_wait=max_wait, **times),
        "account": str(uuid4()),
        "retry": waits.retry(deadline=deadline),
    }
    if expected_wait:
        assert send(READ, READ, **settings) == {"id": 4711}
    else:
        with pytest.raises(RateLimitTimeoutError, match=r"v2\.Jobs_GetJob: nothing was sent") as exc_info:
            send(READ, READ, **settings)
        assert (exc_info.value.retry_after, exc_info.value.sent, len(service.requests)) == (60, False, 1)
    assert sum(waits.seconds) == expected_wait


def test_a_retry_that_gets_no_permit_in_time_leaves_the_error_before_it(
    client: Make, service: Service, waits: Waits
) -> None:
    service.on("GET", "/v2/jobs/4711", response({}, 503), SUCCESS)
    rate_limit = RateLimit(calls=1, seconds=60, clock=waits, sleep=waits.sleep)
    with pytest.raises(ServerError, match="503"):
        client(rate_limit=rate_limit, account="of a 503", retry=waits.retry(deadline=5)).send(READ)
    assert len(service.requests) == 1


@pytest.mark.parametrize("max_wait", [-1, float("nan")])
def test_an_invalid_max_wait_is_a_configuration_error(max_wait: float) -> None:
    with pytest.raises(ConfigurationError, match="rate_limit: expected max_wait=0 seconds or more"):
        RateLimit(max_wait=max_wait)


class SlowHeaders:
    """A server that sends a part of the headers after an hour and never the rest."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        self._end = threading.Event()

    def _run(self) -> None:
        connection, _ = self._socket.accept()
        with connection:
            connection.recv(65536)
            self._clock.now += 3600
            connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: a")
            self._end.wait()

    def close(self) -> None:
        self._end.set()
        self._socket.close()
        self._thread.join()


@pytest.fixture
def slow_headers(waits: Waits) -> Iterator[SlowHeaders]:
    server = SlowHeaders(waits)
    yield server
    server.close()


@pytest.mark.parametrize("http_client", [None, httpx.Client])
def test_slow_headers_are_an_error_at_the_deadline(slow_headers: SlowHeaders, waits: Waits, http_client: Any) -> None:
    settings: dict[str, Any] = {"inferred": "allow", "rate_limit": None, "timeout": 60, "http_client": http_client}
    retry = waits.retry(deadline=50, attempts=3)
    with (
        Accountability(ApiToken("t"), base_url=slow_headers.url, retry=retry, **settings) as api,
        pytest.raises(TransportError, match="ReadTimeout") as exc_info,
    ):
        api.send(READ)
    assert exc_info.value.attempts == 1


def test_slow_headers_are_an_error_at_the_deadline_in_the_asynchronous_client(slow_headers: SlowHeaders) -> None:
    async def run() -> None:
        settings: dict[str, Any] = {"inferred": "allow", "rate_limit": None, "timeout": 60}
        retry = Retry(deadline=0.2)
        async with AsyncAccountability(ApiToken("t"), base_url=slow_headers.url, retry=retry, **settings) as api:
            await api.send(READ)

    with pytest.raises(TransportError, match="the deadline passed"):
        asyncio.run(run())


def test_the_error_of_a_post_that_timed_out_says_that_it_may_have_been_processed(
    client: Make, service: Service, waits: Waits
) -> None:
    service.on("POST", "/v2/jobs", httpx.ReadTimeout("slow"))
    with pytest.raises(TransportError, match="the service may have acted on it: look before") as exc_info:
        client(retry=waits.retry()).send(create_job())
    assert (exc_info.value.sent, exc_info.value.safe_to_retry, len(service.requests)) == (True, False, 1)


def test_a_transport_error_has_the_path_and_not_the_query(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", httpx.ReadTimeout("slow"))
    with pytest.raises(TransportError) as exc_info:
        client().send(get_job(query={"jobNo": "private"}))
    assert "/v2/jobs/4711" in str(exc_info.value)
    assert "private" not in str(exc_info.value)


def test_a_retry_is_logged(client: Make, service: Service, waits: Waits, caplog: pytest.LogCaptureFixture) -> None:
    service.on("GET", "/v2/jobs/4711", response({}, 503), httpx.ReadTimeout("slow"), SUCCESS)
    with caplog.at_level(logging.INFO, logger="accountability"):
        client(retry=waits.retry()).send(get_job(status="documented", query={"jobNo": "private"}))
    assert [record.getMessage() for record in caplog.records if record.name == "accountability"] == [
        "v2.Jobs_GetJob: GET /v2/jobs/4711: status 503; attempt 2 follows in 0.2 s",
        "v2.Jobs_GetJob: GET /v2/jobs/4711: ReadTimeout; attempt 3 follows in 0.5 s",
    ]


def test_without_retries_every_request_is_sent_once(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", response({}, 503), SUCCESS)
    with pytest.raises(ServerError):
        client(retry=None).send(READ)
    assert len(service.requests) == 1


@pytest.mark.parametrize(
    "arguments", [{"attempts": 0}, {"deadline": 0}, {"backoff": -1}, {"longest": 0}, {"deadline": float("nan")}]
)
def test_an_invalid_retry_is_a_configuration_error(arguments: dict[str, Any]) -> None:
    with pytest.raises(ConfigurationError, match=f"retry: expected .*{next(iter(arguments))}="):
        Retry(**arguments)


# For some calls


def test_some_calls_can_have_other_options_and_share_the_token(
    client: Make, service: Service, waits: Waits, grant: PasswordGrant
) -> None:
    service.on("GET", "/v2/jobs/4711", response({}, 503), response({}, 503), SUCCESS)
    api = client(grant, retry=waits.retry())
    with pytest.raises(ServerError):
        api.with_options(retry=None).send(READ)
    assert api.send(READ) == {"id": 4711}
    assert service.issued == 1, "the token is shared"


def test_some_asynchronous_calls_can_have_other_options(
    async_client: MakeAsync, service: Service, waits: Waits, grant: PasswordGrant
) -> None:
    service.on("GET", "/v2/jobs/4711", response({}, 503), SUCCESS)

    async def run() -> Any:
        async with async_client(grant) as api, api.with_options(retry=waits.retry()) as other:
            return await other.v2.jobs.get(4711)

    assert asyncio.run(run()).id == 4711
    assert service.issued == 1


def test_resources_of_a_client_with_options_use_them(client: Make, service: Service, waits: Waits) -> None:
    service.on("GET", "/v2/jobs/4711", response({}, 503))
    api = client(retry=waits.retry())
    _ = api.v2
    with pytest.raises(ServerError):
        api.with_options(retry=None).v2.jobs.get(4711)
    assert len(service.requests) == 1


def test_a_timeout_can_be_set_for_some_calls(client: Make, service: Service, grant: PasswordGrant) -> None:
    timeouts: list[Any] = []

    def record_timeout(request: httpx.Request) -> httpx.Response:
        timeouts.append(request.extensions["timeout"]["read"])
        return service(request)

    with httpx.Client(transport=httpx.MockTransport(record_timeout), timeout=9) as http:
        api = client(grant, http_client=http, timeout=3)
        api.with_options(timeout=120).raw(READ)
        api.with_options(timeout=None).raw(READ)
        api.raw(READ)
    assert timeouts == [120, 120, 9, 3], "the first is that of the token request"


def test_a_client_with_options_shares_the_connections_of_its_original(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", SUCCESS)
    api = client()
    with api.with_options(timeout=5) as other:
        other.send(READ)
    api.send(READ)
    other = api.with_options(timeout=5)
    api.close()
    with pytest.raises(RuntimeError, match="is closed"):
        other.send(READ)

"""Hooks: called with an event for each request, response, retry and wait, without secrets."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Generator
from typing import Any

import httpx
import pytest

from accountability import (
    Accountability,
    ApiToken,
    ConfigurationError,
    Event,
    HookError,
    Hooks,
    NotFoundError,
    PasswordGrant,
    RateLimit,
    Retry,
)

from .fake_service import API_TOKEN, Clock, Make, MakeAsync, Send, Service, create_job, get_job, response

READ = get_job(status="documented", query={"jobNo": "private"})
SUCCESS = response({"id": 4711}, x_request_id="r-17")


def recording_hooks(events: list[tuple[str, Event]]) -> Hooks:
    def record(kind: str) -> Any:
        return lambda event: events.append((kind, event))

    return Hooks(request=record("request"), response=record("response"), retry=record("retry"), wait=record("wait"))


def retry_without_sleeping(clock: Clock) -> Retry:
    return Retry(random=lambda: 0.5, clock=clock, sleep=clock.sleep, async_sleep=clock.async_sleep)


def test_hooks_are_called_for_each_step_of_a_call_in_order(client: Make, service: Service, clock: Clock) -> None:
    events: list[tuple[str, Event]] = []

    def slow(request: httpx.Request) -> httpx.Response:
        clock.sleep(3)
        return SUCCESS

    service.on("GET", "/v2/jobs/4711", response({}, 503), httpx.ReadTimeout("slow"), slow)
    client(hooks=recording_hooks(events), retry=retry_without_sleeping(clock)).send(READ)

    def event(attempt: int, **more: Any) -> Event:
        return Event(key="v2.Jobs_GetJob", method="GET", path="/v2/jobs/4711", attempt=attempt, **more)

    assert events == [
        ("request", event(1)),
        ("response", event(1, status=503)),
        ("retry", event(1, status=503, seconds=0.25)),
        ("request", event(2)),
        ("response", event(2, fault="ReadTimeout")),
        ("retry", event(2, fault="ReadTimeout", seconds=0.5)),
        ("request", event(3)),
        ("response", event(3, status=200, seconds=3.0, request_id="r-17")),
    ]


def test_both_clients_call_hooks_with_the_same_events(
    client: Make, async_client: MakeAsync, service: Service, clock: Clock
) -> None:
    def slow(request: httpx.Request) -> httpx.Response:
        clock.sleep(3)
        return SUCCESS

    async def call(hooks: Hooks, rate_limit: RateLimit) -> None:
        async with async_client(
            hooks=hooks, retry=retry_without_sleeping(clock), rate_limit=rate_limit, account="of the async client"
        ) as api:
            await api.send(READ)

    events: dict[str, list[tuple[str, Event]]] = {"sync": [], "async": []}
    rate_limit = RateLimit(calls=2, seconds=60, clock=clock, sleep=clock.sleep, async_sleep=clock.async_sleep)
    service.on("GET", "/v2/jobs/4711", response({}, 503), httpx.ReadTimeout("slow"), slow)
    client(
        hooks=recording_hooks(events["sync"]),
        retry=retry_without_sleeping(clock),
        rate_limit=rate_limit,
        account="of the sync client",
    ).send(READ)
    service.on("GET", "/v2/jobs/4711", response({}, 503), httpx.ReadTimeout("slow"), slow)
    asyncio.run(call(recording_hooks(events["async"]), rate_limit))
    assert "wait" in {kind for kind, _ in events["async"]}
    assert events["async"] == events["sync"]


def test_the_wait_hook_is_called_after_a_wait_for_the_rate_limit(client: Make, service: Service, clock: Clock) -> None:
    events: list[tuple[str, Event]] = []
    service.on("GET", "/v2/jobs/4711", SUCCESS)
    rate_limit = RateLimit(calls=1, seconds=60, clock=clock, sleep=clock.sleep)
    api = client(
        hooks=recording_hooks(events),
        retry=retry_without_sleeping(clock),
        rate_limit=rate_limit,
        account="of the hooks",
    )
    for _ in range(2):
        api.send(READ)
    assert [(kind, event.seconds) for kind, event in events if kind in ("wait", "request")] == [
        ("request", 0.0),
        ("wait", 60.0),
        ("request", 0.0),
    ]


def test_token_requests_have_events_with_their_own_key(
    client: Make, service: Service, grant: PasswordGrant, clock: Clock
) -> None:
    events: list[tuple[str, Event]] = []
    service.on("GET", "/v2/jobs/4711", SUCCESS)
    client(grant, hooks=recording_hooks(events)).send(READ)
    assert [event.key for kind, event in events if kind == "request"] == ["v1.Token_Token", "v2.Jobs_GetJob"]


def test_events_contain_no_secret_no_query_and_no_body(client: Make, service: Service, grant: PasswordGrant) -> None:
    events: list[tuple[str, Event]] = []
    service.on("GET", "/v2/jobs/4711", SUCCESS)
    service.on("POST", "/v2/jobs", response({"id": 1}, 201))
    api = client(grant, hooks=recording_hooks(events))
    api.send(READ)
    api.send(create_job(body={"description": "hush"}))
    text = repr(events)
    assert len(events) == 6
    assert not [word for word in (API_TOKEN, "access-1", "private", "hush", "Bearer") if word in text]


@pytest.mark.parametrize("name", ["request", "response", "retry"])
def test_an_exception_from_a_hook_is_the_cause_of_a_hook_error(
    send: Send, service: Service, clock: Clock, name: str
) -> None:
    def broken(event: Event) -> None:
        raise ZeroDivisionError(name)

    service.on("GET", "/v2/jobs/4711", response({}, 503), SUCCESS)
    settings: dict[str, Any] = {"hooks": Hooks(**{name: broken}), "retry": retry_without_sleeping(clock)}
    with pytest.raises(HookError, match=f"v2.Jobs_GetJob: the hooks' {name} hook raised ZeroDivisionError") as exc_info:
        send(READ, **settings)
    assert isinstance(exc_info.value.__cause__, ZeroDivisionError)
    assert traceback.extract_tb(exc_info.value.__cause__.__traceback__)[0].name == "broken"
    assert exc_info.value.safe_to_retry
    assert len(service.requests) == (0 if name == "request" else 1)


@pytest.mark.parametrize(("name", "safe"), [("request", True), ("response", False)])
def test_the_error_of_a_hook_that_fails_after_a_write_has_the_response(
    client: Make, service: Service, name: str, safe: bool
) -> None:
    def broken(event: Event) -> None:
        raise StopIteration

    service.on("POST", "/v2/jobs", response({"id": 4712}, 201))
    with pytest.raises(HookError) as exc_info:
        client(hooks=Hooks(**{name: broken})).send(create_job())
    assert exc_info.value.safe_to_retry is safe
    assert (exc_info.value.response is None) is safe
    assert safe or exc_info.value.response.content == b'{"id": 4712}'  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", [StopIteration, StopAsyncIteration])
def test_an_exception_from_a_hook_of_a_token_request_does_not_end_the_call_with_another_response(
    send: Send, service: Service, grant: PasswordGrant, kind: type[Exception]
) -> None:
    def broken(event: Event) -> None:
        if event.key == READ.key:
            raise kind

    with pytest.raises(HookError):
        send(READ, auth=grant, hooks=Hooks(request=broken))


def http_client(service: Service, **event_hooks: Any) -> httpx.Client:
    hooks = {name: [hook] for name, hook in event_hooks.items()}
    return httpx.Client(transport=httpx.MockTransport(service), event_hooks=hooks)


def test_raise_for_status_in_an_event_hook_does_not_replace_status_errors_and_retries(
    client: Make, service: Service, clock: Clock
) -> None:
    service.on("GET", "/v2/jobs/4711", response({}, 503), response({}, 404))
    with http_client(service, response=lambda response: response.raise_for_status()) as http:
        api = client(http_client=http, retry=retry_without_sleeping(clock))
        with pytest.raises(NotFoundError, match="404 Not Found in attempt 2"):
            api.send(READ)


@pytest.mark.parametrize(("name", "safe"), [("request", True), ("response", False)])
def test_an_exception_from_an_event_hook_of_the_http_client_is_the_cause_of_a_hook_error(
    client: Make, service: Service, name: str, safe: bool
) -> None:
    requests: list[Any] = []

    def broken(event: Any) -> None:
        requests.append(
            getattr(event, "request", event)
        )  # as a variable of the hook's frame, which tracebacks can show
        raise KeyError("mine")

    service.on("POST", "/v2/jobs", response({"id": 1}, 201))
    with http_client(service, **{name: broken}) as http, pytest.raises(HookError, match="http_client's") as exc_info:
        client(http_client=http).send(create_job())
    assert repr(exc_info.value.__cause__) == "KeyError('mine')"
    assert exc_info.value.safe_to_retry is safe
    assert "authorization" not in requests[0].headers


def test_a_failed_request_hook_releases_the_permit(client: Make, service: Service, clock: Clock) -> None:
    failing = [True]

    def broken_once(event: Event) -> None:
        if failing.pop() if failing else False:
            raise ZeroDivisionError

    service.on("GET", "/v2/jobs/4711", SUCCESS)
    rate_limit = RateLimit(calls=1, seconds=60, clock=clock, sleep=clock.sleep)
    api = client(hooks=Hooks(request=broken_once), rate_limit=rate_limit, account="of a broken hook")
    with pytest.raises(HookError):
        api.send(READ)
    assert api.send(READ) == {"id": 4711}


def test_the_asynchronous_client_accepts_coroutine_functions_and_functions_as_hooks(
    async_client: MakeAsync, service: Service, clock: Clock
) -> None:
    events: list[tuple[str, Event]] = []

    async def record(event: Event) -> None:
        await asyncio.sleep(0)
        events.append(("awaited", event))

    service.on("GET", "/v2/jobs/4711", response({}, 503), SUCCESS)
    hooks = Hooks(request=record, response=recording_hooks(events).response, retry=record)

    async def run() -> None:
        async with async_client(hooks=hooks, retry=retry_without_sleeping(clock)) as api:
            await api.send(READ)

    asyncio.run(run())
    assert [kind for kind, _ in events] == ["awaited", "response", "awaited", "awaited", "response"]


def test_the_synchronous_client_rejects_coroutine_functions_as_hooks(client: Make) -> None:
    async def record(event: Event) -> None: ...

    with pytest.raises(ConfigurationError, match="hooks: retry is a coroutine function; only AsyncAccountability"):
        Accountability(ApiToken("t"), hooks=Hooks(retry=record))
    with pytest.raises(ConfigurationError, match="retry is a coroutine function"):
        client().with_options(hooks=Hooks(retry=record))


def test_a_hook_of_the_synchronous_client_that_waits_for_an_event_loop_is_an_error(
    client: Make, service: Service
) -> None:
    class Suspension:
        def __await__(self) -> Generator[None, None, None]:
            yield

    with pytest.raises(RuntimeError, match="expected hooks that do not wait for an event loop"):
        client(hooks=Hooks(request=lambda event: Suspension())).send(READ)
    assert service.requests == []


def test_some_calls_can_have_their_own_hooks(client: Make, service: Service) -> None:
    events: list[tuple[str, Event]] = []
    service.on("GET", "/v2/jobs/4711", SUCCESS)
    api = client()
    api.with_options(hooks=recording_hooks(events)).send(READ)
    api.send(READ)
    assert [kind for kind, _ in events] == ["request", "response"]

"""Hooks: who counts, traces or shows progress is told of each request, answer, retry and wait, and of no secret."""

from __future__ import annotations

import asyncio
import traceback
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

from .fake_service import API_TOKEN, Clock, Make, MakeAsync, Service, answer, create_job, get_job

READ = get_job(status="documented", query={"jobNo": "private"})
FINE = answer({"id": 4711}, x_request_id="r-17")


def told_of(events: list[tuple[str, Event]]) -> Hooks:
    def note(kind: str) -> Any:
        return lambda event: events.append((kind, event))

    return Hooks(request=note("request"), response=note("response"), retry=note("retry"), wait=note("wait"))


def patient(clock: Clock) -> Retry:
    async def sleep_in_task(seconds: float) -> None:
        clock.sleep(seconds)

    return Retry(random=lambda: 0.5, clock=clock, sleep=clock.sleep, sleep_in_task=sleep_in_task)


def test_each_step_of_a_call_is_told_in_its_order(client: Make, service: Service, clock: Clock) -> None:
    events: list[tuple[str, Event]] = []

    def slow(request: httpx.Request) -> httpx.Response:
        clock.sleep(3)
        return FINE

    service.on("GET", "/v2/jobs/4711", answer({}, 503), httpx.ReadTimeout("slow"), slow)
    client(hooks=told_of(events), retry=patient(clock)).send(READ)

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


def test_tasks_are_told_what_threads_are(client: Make, async_client: MakeAsync, service: Service, clock: Clock) -> None:
    async def sleep_in_task(seconds: float) -> None:
        clock.sleep(seconds)

    def slow(request: httpx.Request) -> httpx.Response:
        clock.sleep(3)
        return FINE

    async def call(hooks: Hooks, rate_limit: RateLimit) -> None:
        async with async_client(hooks=hooks, retry=patient(clock), rate_limit=rate_limit, account="of tasks") as api:
            await api.send(READ)

    told: dict[str, list[tuple[str, Event]]] = {"thread": [], "task": []}
    rate_limit = RateLimit(calls=2, seconds=60, clock=clock, sleep=clock.sleep, sleep_in_task=sleep_in_task)
    service.on("GET", "/v2/jobs/4711", answer({}, 503), httpx.ReadTimeout("slow"), slow)
    client(hooks=told_of(told["thread"]), retry=patient(clock), rate_limit=rate_limit, account="of threads").send(READ)
    service.on("GET", "/v2/jobs/4711", answer({}, 503), httpx.ReadTimeout("slow"), slow)
    asyncio.run(call(told_of(told["task"]), rate_limit))
    assert "wait" in {kind for kind, _ in told["task"]}
    assert told["task"] == told["thread"]


def test_a_wait_for_the_budget_is_told_when_it_is_over(client: Make, service: Service, clock: Clock) -> None:
    events: list[tuple[str, Event]] = []
    service.on("GET", "/v2/jobs/4711", FINE)
    rate_limit = RateLimit(calls=1, seconds=60, clock=clock, sleep=clock.sleep)
    api = client(hooks=told_of(events), retry=patient(clock), rate_limit=rate_limit, account="of the hooks")
    for _ in range(2):
        api.send(READ)
    assert [(kind, event.seconds) for kind, event in events if kind in ("wait", "request")] == [
        ("request", 0.0),
        ("wait", 60.0),
        ("request", 0.0),
    ]


def test_requests_for_tokens_are_told_under_their_own_name(
    client: Make, service: Service, grant: PasswordGrant, clock: Clock
) -> None:
    events: list[tuple[str, Event]] = []
    service.on("GET", "/v2/jobs/4711", FINE)
    client(grant, hooks=told_of(events)).send(READ)
    assert [event.key for kind, event in events if kind == "request"] == ["v1.Token_Token", "v2.Jobs_GetJob"]


def test_events_hold_no_secret_no_query_and_no_body(client: Make, service: Service, grant: PasswordGrant) -> None:
    events: list[tuple[str, Event]] = []
    service.on("GET", "/v2/jobs/4711", FINE)
    service.on("POST", "/v2/jobs", answer({"id": 1}, 201))
    api = client(grant, hooks=told_of(events))
    api.send(READ)
    api.send(create_job(body={"description": "hush"}))
    told = repr(events)
    assert len(events) == 6
    assert not [word for word in (API_TOKEN, "access-1", "private", "hush", "Bearer") if word in told]


@pytest.mark.parametrize("asynchronous", [False, True])
@pytest.mark.parametrize("name", ["request", "response", "retry"])
def test_an_exception_from_a_hook_is_the_cause_of_a_hook_error(
    client: Make, async_client: MakeAsync, service: Service, clock: Clock, name: str, asynchronous: bool
) -> None:
    def broken(event: Event) -> None:
        raise ZeroDivisionError(name)

    service.on("GET", "/v2/jobs/4711", answer({}, 503), FINE)
    settings: dict[str, Any] = {"hooks": Hooks(**{name: broken}), "retry": patient(clock)}
    with pytest.raises(HookError, match=f"v2.Jobs_GetJob: the hooks' {name} hook raised ZeroDivisionError") as caught:
        asyncio.run(async_client(**settings).send(READ)) if asynchronous else client(**settings).send(READ)
    assert isinstance(caught.value.__cause__, ZeroDivisionError)
    assert traceback.extract_tb(caught.value.__cause__.__traceback__)[0].name == "broken"
    assert caught.value.safe_to_retry
    assert len(service.requests) == (0 if name == "request" else 1)


@pytest.mark.parametrize(("name", "safe"), [("request", True), ("response", False)])
def test_a_hook_that_fails_after_a_write_loses_no_response(
    client: Make, service: Service, name: str, safe: bool
) -> None:
    def broken(event: Event) -> None:
        raise StopIteration

    service.on("POST", "/v2/jobs", answer({"id": 4712}, 201))
    with pytest.raises(HookError) as caught:
        client(hooks=Hooks(**{name: broken})).send(create_job())
    assert caught.value.safe_to_retry is safe
    assert (caught.value.response is None) is safe
    assert safe or caught.value.response.content == b'{"id": 4712}'  # type: ignore[union-attr]


@pytest.mark.parametrize("asynchronous", [False, True])
def test_an_exception_from_a_hook_of_a_token_request_does_not_end_the_call_with_another_response(
    client: Make, async_client: MakeAsync, service: Service, grant: PasswordGrant, asynchronous: bool
) -> None:
    def broken(event: Event) -> None:
        if event.key == READ.key:
            raise StopAsyncIteration if asynchronous else StopIteration

    hooks = Hooks(request=broken)
    with pytest.raises(HookError):
        asyncio.run(async_client(grant, hooks=hooks).raw(READ)) if asynchronous else client(grant, hooks=hooks).raw(
            READ
        )


def http_client(service: Service, **event_hooks: Any) -> httpx.Client:
    hooks = {name: [hook] for name, hook in event_hooks.items()}
    return httpx.Client(transport=httpx.MockTransport(service), event_hooks=hooks)


def test_raise_for_status_as_an_event_hook_of_the_http_client_gives_our_errors_and_retries(
    client: Make, service: Service, clock: Clock
) -> None:
    service.on("GET", "/v2/jobs/4711", answer({}, 503), answer({}, 404))
    with http_client(service, response=lambda response: response.raise_for_status()) as http:
        api = client(http_client=http, retry=patient(clock))
        with pytest.raises(NotFoundError, match="404 Not Found in attempt 2"):
            api.send(READ)


@pytest.mark.parametrize(("name", "safe"), [("request", True), ("response", False)])
def test_what_an_event_hook_of_the_http_client_raises_is_the_cause_of_a_hook_error(
    client: Make, service: Service, name: str, safe: bool
) -> None:
    seen: list[Any] = []

    def broken(event: Any) -> None:
        seen.append(getattr(event, "request", event))  # as a variable of the hook's frame, which is shown
        raise KeyError("mine")

    service.on("POST", "/v2/jobs", answer({"id": 1}, 201))
    with http_client(service, **{name: broken}) as http, pytest.raises(HookError, match="http_client's") as caught:
        client(http_client=http).send(create_job())
    assert repr(caught.value.__cause__) == "KeyError('mine')"
    assert caught.value.safe_to_retry is safe
    assert "authorization" not in seen[0].headers


def test_a_hook_that_fails_gives_its_slot_back(client: Make, service: Service, clock: Clock) -> None:
    failing = [True]

    def broken_once(event: Event) -> None:
        if failing.pop() if failing else False:
            raise ZeroDivisionError

    service.on("GET", "/v2/jobs/4711", FINE)
    rate_limit = RateLimit(calls=1, seconds=60, clock=clock, sleep=clock.sleep)
    api = client(hooks=Hooks(request=broken_once), rate_limit=rate_limit, account="of a broken hook")
    with pytest.raises(HookError):
        api.send(READ)
    assert api.send(READ) == {"id": 4711}


def test_tasks_may_have_coroutine_functions_and_plain_functions_as_hooks(
    async_client: MakeAsync, service: Service, clock: Clock
) -> None:
    events: list[tuple[str, Event]] = []

    async def note(event: Event) -> None:
        await asyncio.sleep(0)
        events.append(("awaited", event))

    service.on("GET", "/v2/jobs/4711", answer({}, 503), FINE)
    hooks = Hooks(request=note, response=told_of(events).response, retry=note)

    async def run() -> None:
        async with async_client(hooks=hooks, retry=patient(clock)) as api:
            await api.send(READ)

    asyncio.run(run())
    assert [kind for kind, _ in events] == ["awaited", "response", "awaited", "awaited", "response"]


def test_a_coroutine_function_as_a_hook_of_threads_is_refused(client: Make) -> None:
    async def note(event: Event) -> None: ...

    with pytest.raises(ConfigurationError, match="hooks: retry is a coroutine function; only AsyncAccountability"):
        Accountability(ApiToken("t"), hooks=Hooks(retry=note))
    with pytest.raises(ConfigurationError, match="retry is a coroutine function"):
        client().with_options(hooks=Hooks(retry=note))


def test_some_calls_may_have_hooks_of_their_own(client: Make, service: Service) -> None:
    events: list[tuple[str, Event]] = []
    service.on("GET", "/v2/jobs/4711", FINE)
    api = client()
    api.with_options(hooks=told_of(events)).send(READ)
    api.send(READ)
    assert [kind for kind, _ in events] == ["request", "response"]

"""No secret in anything that is reachable from an error: its attributes, causes, pickle and the frames' variables."""

from __future__ import annotations

import asyncio
import logging
import pickle
import traceback
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from types import ModuleType
from typing import Any

import httpx
import pytest

from accountability import (
    Accountability,
    AccountabilityError,
    ApiToken,
    AsyncAccountability,
    ConfigurationError,
    Hooks,
    PasswordGrant,
    RateLimit,
    Retry,
)

from .fake_service import BASE, LEGACY, Clock, answer, create_job, get_job

PASSWORD, ACCESS, REFRESH = "p4ssw0rd-distinct", "4ccess-t0ken-distinct", "r3fresh-t0ken-distinct"
BASIC = b64encode(f"{PASSWORD}:".encode()).decode()
SECRETS = (PASSWORD, ACCESS, REFRESH, BASIC)


def reachable(error: BaseException) -> Iterator[tuple[str, Any]]:
    """Yield all that an error leads to, by the path of attributes and variables that leads there."""
    seen: set[int] = set()
    kept: list[Any] = []  # a value that is made by the walk must not free its id
    queue: list[tuple[str, Any]] = [("error", error)]
    while queue:
        path, value = queue.pop()
        if id(value) in seen or isinstance(value, type | ModuleType | logging.Logger):
            continue
        seen.add(id(value))
        kept.append(value)
        yield path, value
        queue += [(f"{path}{name}", part) for name, part in parts(value)]


def parts(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, BaseException):
        yield from ((f".{name}", getattr(value, name)) for name in ("__cause__", "__context__", "args"))
        for frame, _ in traceback.walk_tb(value.__traceback__):
            if frame.f_globals["__name__"] != __name__:
                yield from ((f"[{frame.f_code.co_name}]{name}", part) for name, part in frame.f_locals.items())
    if isinstance(value, Mapping):
        yield from ((f"[{name!r}]", part) for name, part in list(value.items()))
        yield from ((f"({name!r})", name) for name in list(value))
    elif isinstance(value, list | tuple | set | frozenset):
        yield from ((f"[{number}]", part) for number, part in enumerate(value))
    if isinstance(value, httpx.Headers):
        yield ".raw", value.raw
    yield from ((f".{name}", part) for name, part in getattr(value, "__dict__", {}).items())
    for kind in type(value).__mro__:
        slots = kind.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if hasattr(value, name) and name not in ("__weakref__", "__dict__"):
                yield f".{name}", getattr(value, name)
    if hasattr(value, "__self__"):
        yield ".__self__", value.__self__


def shown(value: Any) -> str:
    try:
        return repr(value) if not isinstance(value, str | bytes) else str(value)
    except Exception:
        return ""


def leaks(error: BaseException) -> list[str]:
    text = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    found = [path for path, value in reachable(error) if any(secret in shown(value) for secret in SECRETS)]
    found += [f"traceback: {line}" for line in text.splitlines() if any(secret in line for secret in SECRETS)]
    stored = pickle.dumps(error)
    return found + [f"pickle: {secret}" for secret in SECRETS if secret.encode() in stored]


class Scene:
    """A service that fails in one way; the secrets are variables of no frame that the walk may visit."""

    def __init__(self, fail: Callable[[httpx.Request], httpx.Response], at: str = "/v2/jobs") -> None:
        self._fail = fail
        self._at = at

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.startswith(self._at) or request.url.path.startswith("/Service.svc"):
            return self._fail(request)
        return answer({"access_token": ACCESS, "refresh_token": REFRESH, "expires_in": 3600})


def breaks(request: httpx.Request) -> httpx.Response:
    raise httpx.ReadError("connection reset", request=request)


def echoes(status: int, kind: str = "application/json", body: str = '{"id": null, "detail": "%s"}') -> Any:
    def respond(request: httpx.Request) -> httpx.Response:
        sent = f"{request.headers.get('authorization', '')} {request.content.decode()} {PASSWORD}"
        headers = {"content-type": kind, "x-echo": sent}
        return httpx.Response(status, content=(body % sent.replace('"', "'")).encode(), headers=headers)

    return respond


FAILURES = {
    "a broken connection": Scene(breaks),
    "a broken token request": Scene(breaks, at="/v1/token"),
    "an error that echoes": Scene(echoes(500)),
    "a rejected token": Scene(echoes(401)),
    "a redirect that echoes": Scene(echoes(302)),
    "a token request that is rejected with an echo": Scene(echoes(400), at="/v1/token"),
    "a token response that cannot be read": Scene(echoes(200, body='{"access_token": "%s'), at="/v1/token"),
    "a record that echoes": Scene(echoes(200)),
    "a page that echoes": Scene(echoes(200, "text/html", "<html>%s</html>")),
    "what is not JSON": Scene(echoes(200, body="{%s")),
}
CALLS = {
    "read": get_job(decode=lambda value, notes: int(value["id"])),
    "write": create_job(decode=lambda value, notes: int(value["id"])),
    "legacy": get_job(
        api="legacy", path="/Job/Export/", status="documented", decode=lambda value, notes: int(value["id"])
    ),
}


def credentials(scheme: str) -> Any:
    return (
        ApiToken(PASSWORD) if scheme == "basic" else PasswordGrant(tenant_id="acme", username="ops", api_token=PASSWORD)
    )


def caught(scene: Any, scheme: str, call: Any, asynchronous: bool, **settings: Any) -> AccountabilityError:
    clock = Clock()
    usual: dict[str, Any] = {"base_url": BASE, "legacy_url": LEGACY, "inferred": "allow", "rate_limit": None}
    usual |= {"retry": Retry(attempts=2, clock=clock, sleep=clock.sleep, sleep_in_task=_no_wait), **settings}
    send = _send_async if asynchronous else _send
    with pytest.raises(AccountabilityError) as raised:
        send(scene, scheme, call, usual)
    return raised.value


def _send(scene: Any, scheme: str, call: Any, settings: Any) -> None:
    with httpx.Client(transport=httpx.MockTransport(scene)) as http:
        Accountability(credentials(scheme), http_client=http, **settings).send(call)


def _send_async(scene: Any, scheme: str, call: Any, settings: Any) -> None:
    async def send() -> None:
        async with httpx.AsyncClient(transport=httpx.MockTransport(scene)) as http:
            await AsyncAccountability(credentials(scheme), http_client=http, **settings).send(call)

    asyncio.run(send())


async def _no_wait(seconds: float) -> None: ...


@pytest.mark.parametrize("asynchronous", [False, True])
@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("scheme", ["basic", "token"])
@pytest.mark.parametrize("failure", FAILURES)
def test_no_secret_is_reachable_from_an_error(failure: str, scheme: str, call: str, asynchronous: bool) -> None:
    if "token re" in failure and (scheme == "basic" or call == "legacy"):
        return  # no token is requested
    assert leaks(caught(FAILURES[failure], scheme, CALLS[call], asynchronous)) == []


@pytest.mark.parametrize("asynchronous", [False, True])
def test_no_secret_is_reachable_from_the_error_of_a_hook(asynchronous: bool) -> None:
    def broken(event: Any) -> None:
        raise KeyError(event.key)

    for name in ("request", "response"):
        assert (
            leaks(caught(Scene(echoes(200)), "token", CALLS["read"], asynchronous, hooks=Hooks(**{name: broken}))) == []
        )


def test_the_walk_finds_a_secret() -> None:
    error = ValueError("no")
    error.request = httpx.Request("GET", BASE, headers={"authorization": f"Bearer {ACCESS}"})  # type: ignore[attr-defined]
    assert leaks(error)


@pytest.mark.parametrize(("username", "space"), [("ops", " "), ("", "")])
def test_no_secret_is_reachable_from_the_error_of_credentials(username: str, space: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        PasswordGrant(tenant_id="acme", username=username, api_token=f"{PASSWORD}{space}")
    assert leaks(raised.value) == []


def test_no_secret_is_reachable_from_the_error_of_an_api_token() -> None:
    with pytest.raises(ConfigurationError) as raised:
        ApiToken(f"{PASSWORD} ")
    assert leaks(raised.value) == []


def test_no_secret_is_reachable_from_the_error_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCOUNTABILITY_API_TOKEN", PASSWORD)
    monkeypatch.setenv("ACCOUNTABILITY_TENANT_ID", "acme")
    monkeypatch.delenv("ACCOUNTABILITY_USERNAME", raising=False)
    with pytest.raises(ConfigurationError, match="ACCOUNTABILITY_USERNAME") as raised:
        Accountability.from_env()
    assert leaks(raised.value) == []


def test_no_secret_is_shown_with_the_error_of_a_store() -> None:
    with pytest.raises(ConfigurationError, match="got an invalid URL") as raised:
        Accountability(ApiToken("t"), rate_limit=RateLimit(store=f"redis://:{PASSWORD}@host:port/0"))
    text = "".join(traceback.TracebackException.from_exception(raised.value, capture_locals=True).format())
    assert PASSWORD not in text


def test_credentials_are_equal_by_their_values_and_survive_a_pickle() -> None:
    grant = credentials("token")
    assert pickle.loads(pickle.dumps(grant)) == grant == credentials("token")
    assert ApiToken("a") != ApiToken("b")
    assert len({ApiToken("a"), ApiToken("a")}) == 1

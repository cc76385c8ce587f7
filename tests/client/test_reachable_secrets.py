"""No secret is reachable from an error: attributes, causes, pickle, and variables of the frames."""

from __future__ import annotations

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
    ConfigurationError,
    Hooks,
    PasswordGrant,
    RateLimit,
    Retry,
)

from .fake_service import BASE, Clock, Send, create_job, get_job, response

PASSWORD, ACCESS, REFRESH = "p4ssw0rd-distinct", "4ccess-t0ken-distinct", "r3fresh-t0ken-distinct"
BASIC = b64encode(f"{PASSWORD}:".encode()).decode()
SECRETS = (PASSWORD, ACCESS, REFRESH, BASIC)


def reachable(error: BaseException) -> Iterator[tuple[str, Any]]:
    """Yield every object reachable from an error, with the path of attributes and variables to it."""
    seen: set[int] = set()
    visited: list[Any] = []  # keeps temporary values alive, so that their ids are not reused
    queue: list[tuple[str, Any]] = [("error", error)]
    while queue:
        path, value = queue.pop()
        if id(value) in seen or isinstance(value, type | ModuleType | logging.Logger):
            continue
        seen.add(id(value))
        visited.append(value)
        yield path, value
        queue += [(f"{path}{name}", part) for name, part in children(value)]


def children(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, BaseException):
        yield from ((f".{name}", getattr(value, name)) for name in ("__cause__", "__context__", "args"))
        for frame, _ in traceback.walk_tb(value.__traceback__):
            if not frame.f_globals["__name__"].startswith("tests."):
                yield from ((f"[{frame.f_code.co_name}]{name}", part) for name, part in frame.f_locals.items())
    if isinstance(value, Mapping):
        yield from ((f"[{name!r}]", part) for name, part in list(value.items()))
        yield from ((f"({name!r})", name) for name in list(value))
    elif isinstance(value, list | tuple | set | frozenset):
        yield from ((f"[{number}]", part) for number, part in enumerate(value))
    if isinstance(value, httpx.Headers):
        yield ".raw", value.raw
    yield from ((f".{name}", part) for name, part in getattr(value, "__dict__", {}).items())
    for class_ in type(value).__mro__:
        slots = class_.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if hasattr(value, name) and name not in ("__weakref__", "__dict__"):
                yield f".{name}", getattr(value, name)
    if hasattr(value, "__self__"):
        yield ".__self__", value.__self__


def text_of(value: Any) -> str:
    try:
        return repr(value) if not isinstance(value, str | bytes) else str(value)
    except Exception:
        return ""


def find_leaks(error: BaseException) -> list[str]:
    text = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    leaked = [path for path, value in reachable(error) if any(secret in text_of(value) for secret in SECRETS)]
    leaked += [f"traceback: {line}" for line in text.splitlines() if any(secret in line for secret in SECRETS)]
    stored = pickle.dumps(error)
    return leaked + [f"pickle: {secret}" for secret in SECRETS if secret.encode() in stored]


class FailingService:
    """A service that fails in one way. The secrets are not variables of a frame that `reachable` visits."""

    def __init__(self, fail: Callable[[httpx.Request], httpx.Response], path_prefix: str = "/v2/jobs") -> None:
        self._fail = fail
        self._path_prefix = path_prefix

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.startswith(self._path_prefix) or request.url.path.startswith("/Service.svc"):
            return self._fail(request)
        return response({"access_token": ACCESS, "refresh_token": REFRESH, "expires_in": 3600})


def break_connection(request: httpx.Request) -> httpx.Response:
    raise httpx.ReadError("connection reset", request=request)


def echo(status: int, content_type: str = "application/json", body: str = '{"id": null, "detail": "%s"}') -> Any:
    def respond(request: httpx.Request) -> httpx.Response:
        content = f"{request.headers.get('authorization', '')} {request.content.decode()} {PASSWORD}"
        headers = {"content-type": content_type, "x-echo": content}
        return httpx.Response(status, content=(body % content.replace('"', "'")).encode(), headers=headers)

    return respond


FAILURES = {
    "a broken connection": FailingService(break_connection),
    "a broken token request": FailingService(break_connection, path_prefix="/v1/token"),
    "an error that echoes": FailingService(echo(500)),
    "a rejected token": FailingService(echo(401)),
    "a redirect that echoes": FailingService(echo(302)),
    "a token request that is rejected with an echo": FailingService(echo(400), path_prefix="/v1/token"),
    "a token response that cannot be read": FailingService(
        echo(200, body='{"access_token": "%s'), path_prefix="/v1/token"
    ),
    "a record that echoes": FailingService(echo(200)),
    "a page that echoes": FailingService(echo(200, "text/html", "<html>%s</html>")),
    "invalid JSON": FailingService(echo(200, body="{%s")),
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


def raise_error(send: Send, service: Any, scheme: str, call: Any, **settings: Any) -> AccountabilityError:
    clock = Clock()
    retry = Retry(attempts=2, clock=clock, sleep=clock.sleep, async_sleep=clock.async_sleep)
    with pytest.raises(AccountabilityError) as exc_info:
        send(call, auth=credentials(scheme), handler=service, retry=retry, **settings)
    return exc_info.value


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("scheme", ["basic", "token"])
@pytest.mark.parametrize("failure", FAILURES)
def test_no_secret_is_reachable_from_an_error(send: Send, failure: str, scheme: str, call: str) -> None:
    if "token re" in failure and (scheme == "basic" or call == "legacy"):
        return  # no token is requested
    assert find_leaks(raise_error(send, FAILURES[failure], scheme, CALLS[call])) == []


@pytest.mark.parametrize("name", ["request", "response"])
def test_no_secret_is_reachable_from_the_error_of_a_hook(send: Send, name: str) -> None:
    def broken(event: Any) -> None:
        raise KeyError(event.key)

    hooks = Hooks(**{name: broken})
    assert find_leaks(raise_error(send, FailingService(echo(200)), "token", CALLS["read"], hooks=hooks)) == []


def test_the_search_finds_a_secret() -> None:
    error = ValueError("no")
    error.request = httpx.Request("GET", BASE, headers={"authorization": f"Bearer {ACCESS}"})  # type: ignore[attr-defined]
    assert find_leaks(error)


@pytest.mark.parametrize(("username", "space"), [("ops", " "), ("", "")])
def test_no_secret_is_reachable_from_the_error_of_credentials(username: str, space: str) -> None:
    with pytest.raises(ConfigurationError) as exc_info:
        PasswordGrant(tenant_id="acme", username=username, api_token=f"{PASSWORD}{space}")
    assert find_leaks(exc_info.value) == []


def test_no_secret_is_reachable_from_the_error_of_an_api_token() -> None:
    with pytest.raises(ConfigurationError) as exc_info:
        ApiToken(f"{PASSWORD} ")
    assert find_leaks(exc_info.value) == []


def test_no_secret_is_reachable_from_the_error_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCOUNTABILITY_API_TOKEN", PASSWORD)
    monkeypatch.setenv("ACCOUNTABILITY_TENANT_ID", "acme")
    monkeypatch.delenv("ACCOUNTABILITY_USERNAME", raising=False)
    with pytest.raises(ConfigurationError, match="ACCOUNTABILITY_USERNAME") as exc_info:
        Accountability.from_env()
    assert find_leaks(exc_info.value) == []


def test_no_secret_is_shown_with_the_error_of_a_store() -> None:
    with pytest.raises(ConfigurationError, match="got an invalid URL") as exc_info:
        Accountability(ApiToken("t"), rate_limit=RateLimit(store=f"redis://:{PASSWORD}@host:port/0"))
    text = "".join(traceback.TracebackException.from_exception(exc_info.value, capture_locals=True).format())
    assert PASSWORD not in text


def test_credentials_are_equal_by_their_values_and_survive_a_pickle() -> None:
    grant = credentials("token")
    assert pickle.loads(pickle.dumps(grant)) == grant == credentials("token")
    assert ApiToken("a") != ApiToken("b")
    assert len({ApiToken("a"), ApiToken("a")}) == 1

"""What must be shown nowhere: not in a repr, a log, an error, a traceback or a pickle."""

from __future__ import annotations

import copy
import logging
import pickle
import traceback
from base64 import b64encode
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from accountability import AccountabilityError, ApiToken, PasswordGrant

from .fake_service import API_TOKEN, Make, Service, answer, create_job, get_job

SECRETS = (API_TOKEN, b64encode(f"{API_TOKEN}:".encode()).decode(), "access-1", "refresh-1")


def shown(error: BaseException) -> str:
    """All that a person or a file may come to see of an error."""
    seen = [repr(error), str(error), "".join(traceback.format_exception(error)), repr(error.__dict__)]
    seen += [repr(pickle.dumps(error)), repr(copy.copy(error).__dict__), repr(getattr(error, "problem", ""))]
    return "\n".join(seen)


@pytest.fixture(autouse=True)
def no_secret_in_the_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    caplog.set_level(logging.DEBUG)
    yield
    text = "\n".join(f"{record.getMessage()} {record.args!r}" for record in caplog.get_records("call"))
    assert text, "nothing was logged, so nothing was checked"
    assert [secret for secret in SECRETS if secret in text] == []


def failing(client: Make, service: Service, call: Any, **settings: Any) -> str:
    with pytest.raises(AccountabilityError) as caught:
        client(**settings).send(call)
    return shown(caught.value)


def test_credentials_and_clients_do_not_show_them(client: Make, service: Service, grant: PasswordGrant) -> None:
    api = client(grant)
    api.raw(get_job())
    seen = repr([api, grant, ApiToken(API_TOKEN), api.raw(get_job())])
    assert [secret for secret in SECRETS if secret in seen] == []


def echo(request: httpx.Request) -> httpx.Response:
    """A service that says back what it was given."""
    told = {"detail": f"{request.headers.get('authorization')} {request.content.decode()}", "you": API_TOKEN}
    return answer(told, 500, x_echo=request.headers.get("authorization", ""), set_cookie="session=1")


@pytest.mark.parametrize("scheme", ["basic", "token"])
def test_an_error_that_echoes_them_does_not_show_them(
    client: Make, service: Service, grant: PasswordGrant, scheme: str
) -> None:
    service.on("GET", "/v2/jobs/4711", echo)
    seen = failing(client, service, get_job(), auth=grant if scheme == "token" else ApiToken(API_TOKEN))
    assert "***" in seen
    assert [secret for secret in SECRETS if secret in seen] == []
    assert "session=1" not in seen


def test_a_refused_grant_that_echoes_them_does_not_show_them(
    client: Make, service: Service, grant: PasswordGrant
) -> None:
    service.on("POST", "/v1/token", lambda request: answer({"error": f"{API_TOKEN}?"}, 400))
    seen = failing(client, service, get_job(), auth=grant)
    assert "***?" in seen
    assert [secret for secret in SECRETS if secret in seen] == []


def test_a_token_answer_that_cannot_be_read_is_not_kept(client: Make, service: Service, grant: PasswordGrant) -> None:
    service.on("POST", "/v1/token", answer('{"access_token": "access-1", "refresh_token": "refresh-1"'))
    seen = failing(client, service, get_job(), auth=grant)
    assert "v1.Token_Token" in seen
    assert [secret for secret in SECRETS if secret in seen] == []


def test_a_fault_of_the_network_does_not_show_them(client: Make, service: Service, grant: PasswordGrant) -> None:
    service.on("POST", "/v1/token", httpx.ConnectError("refused"))
    logging.getLogger("accountability").debug("tried")
    seen = failing(client, service, get_job(), auth=grant)
    assert "ConnectError" in seen
    assert [secret for secret in SECRETS if secret in seen] == []


def test_a_call_does_not_show_its_body(client: Make, service: Service) -> None:
    call = create_job(api="v1", operation="Token_Token", path="/v1/token", body={"password": API_TOKEN})
    client().raw(call)
    assert API_TOKEN not in repr(call)

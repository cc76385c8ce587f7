"""What must be shown nowhere: not in a repr, a log, an error, a traceback or a pickle."""

from __future__ import annotations

import copy
import logging
import pickle
import traceback
import warnings
from base64 import b64encode
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from accountability import Accountability, AccountabilityError, ApiToken, Hooks, PasswordGrant, Retry
from accountability.probe import probe
from accountability.sandbox import sandbox

from .fake_service import API_TOKEN, Clock, Make, Service, answer, create_job, get_job
from .spelling import escaped, forms

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


PASSWORD, ACCESS, REFRESH, USER = (
    "p4ss/w0rd+=secret!",
    "4ccess~t0ken.distinct",
    "r3fresh~t0ken.distinct",
    "who@acme.example",
)
EVERY_FORM = {form for secret in (PASSWORD, ACCESS, REFRESH, f"{PASSWORD}:") for form in forms(secret)}


def test_nothing_that_a_whole_session_writes_or_says_holds_a_secret_in_any_form(
    client: Make, service: Service, clock: Clock, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    """Good answers, refusals, timeouts, retries, a refresh, a misfit, and all that tells of them."""
    tokens = {"access_token": ACCESS, "refresh_token": REFRESH, "expires_in": 3600}
    service.on("POST", "/v1/token", answer(tokens), answer({"error": f"{REFRESH} of {USER}"}, 400), answer(tokens))
    service.on(
        "GET", "/v2/jobs/1", answer({}, 503), httpx.ReadTimeout("late"), answer({"id": 1, "budget": PASSWORD}), echo
    )
    service.on("POST", "/v2/jobs", httpx.ReadTimeout("late"))
    service.on("GET", "/v2/jobs/2", answer({}, 401))
    service.on("GET", "/v2/jobs/3", answer(f"<html><title>{PASSWORD} {ACCESS}</title>"))
    seen: list[str] = []
    told = Hooks(**dict.fromkeys(("request", "response", "retry", "wait"), lambda event: seen.append(repr(event))))
    cache = str(tmp_path / "tokens.json")
    grant = PasswordGrant(tenant_id="acme", username=USER, api_token=PASSWORD, clock=clock, token_cache=cache)
    retry = Retry(clock=clock, sleep=clock.sleep)
    api = client(grant, hooks=told, retry=retry)
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        seen.append(repr(api.v2.jobs.get(1)))
        clock.sleep(3600)  # the refresh token is refused, so the user's credentials go again
        seen += [failing(lambda **_: api, service, call) for call in (get_job(1), get_job(2), create_job())]
        with pytest.raises(AccountabilityError) as page:  # it keeps the page's bytes, which are the caller's own
            api.v2.jobs.get(3)
        seen += [str(page.value), repr(page.value), "".join(traceback.format_exception(page.value))]
    seen += [str(each.message) for each in warned] + [repr((api, grant)), caplog.text]
    assert {"v1.Token_Token", "attempt 2", "***"} <= {
        part for part in ("v1.Token_Token", "attempt 2", "***") for each in seen if part in each
    }
    assert warned
    assert [record.name for record in caplog.records if record.name == "httpx"]
    assert [form for form in EVERY_FORM if any(form in each for each in seen)] == []


@pytest.mark.parametrize("said", sorted(escaped(PASSWORD) | escaped(ACCESS)))
@pytest.mark.parametrize("shape", ['{"detail": "%s"}', "<title>%s</title>", "%s"])
def test_a_secret_that_a_service_says_back_in_another_spelling_is_covered(
    client: Make, service: Service, said: str, shape: str
) -> None:
    service.on("POST", "/v1/token", answer({"access_token": ACCESS}))
    service.on("GET", "/v2/jobs/4711", answer(shape % said, 500, x_echo=said))
    grant = PasswordGrant(tenant_id="acme", username=USER, api_token=PASSWORD)
    seen = failing(client, service, get_job(), auth=grant)
    assert "***" in seen
    assert [form for form in EVERY_FORM if form in seen] == []


def test_no_log_of_the_http_client_itself_shows_a_request_headers_value(caplog: pytest.LogCaptureFixture) -> None:
    with sandbox() as running:
        account = running.accounts[0]
        grant = PasswordGrant(tenant_id=account.tenant, username=account.username, api_token=account.api_token)
        urls = {"base_url": running.url, "legacy_url": running.legacy_url}
        with Accountability(grant, **urls, inferred="allow", rate_limit=None) as api:  # type: ignore[arg-type]
            api.v2.jobs.get(4711)
            list(api.legacy.timesheets.export(*[date(2026, 3, 2)] * 4))  # by the Basic scheme
            known = [*api._auths["v2"].secrets(), ApiToken(account.api_token).basic.partition(" ")[2]]
    told = {record.name for record in caplog.records}
    assert {"httpcore.connection", "httpcore.http11", "httpx"} <= told
    text = "\n".join(f"{record.getMessage()} {record.args!r}" for record in caplog.records)
    assert "send_request_headers" in text
    assert [form for secret in known if secret for form in forms(secret) if form in text] == []


def test_the_sandboxs_own_record_of_calls_and_the_reports_hold_no_secret_in_any_form(tmp_path: Path) -> None:
    with sandbox() as running:
        account = running.accounts[0]
        grant = PasswordGrant(tenant_id=account.tenant, username=account.username, api_token=account.api_token)
        with Accountability(
            grant, base_url=running.url, legacy_url=running.legacy_url, inferred="allow", rate_limit=None
        ) as api:
            api.v2.jobs.get(4711)
            reports = probe(api, ["v2"]).write(tmp_path)
            bearer = api._auths["v2"].secrets()
        journal = httpx.get(f"{running.url}/_sandbox/requests").text
    report = "".join(each.read_text() for each in reports)
    assert "v2.Jobs_GetJob" in journal
    assert len([secret for secret in bearer if secret]) == 3
    shown = [form for secret in bearer for form in forms(secret) if form in journal or form in report]
    assert shown == []


def test_what_a_service_says_back_to_a_probe_is_kept_nowhere(client: Make, service: Service, tmp_path: Path) -> None:
    def says_back(request: httpx.Request) -> httpx.Response:
        sent = request.headers["authorization"]
        kept = {"access_token": ACCESS, "detail": sent}
        rows = [{"id": 4711, "description": sent, "jobNo": {"key": PASSWORD}, "apiToken": PASSWORD}]
        return answer({"items": rows, "page": sent, **kept}, x_request_id=ACCESS)

    service.on("POST", "/v1/token", answer({"access_token": ACCESS, "refresh_token": REFRESH}))
    service.on("GET", "/v2/jobs", says_back)
    service.on("GET", "/v2/offices", echo)
    grant = PasswordGrant(tenant_id="acme", username=USER, api_token=PASSWORD)
    found = probe(client(grant), ["v2"])
    written = "".join(each.read_text() for each in found.write(tmp_path)) + found.summary() + repr(found)
    assert "apiToken" in written
    assert [form for form in EVERY_FORM if form in written] == []


def test_a_call_does_not_show_its_body(client: Make, service: Service) -> None:
    call = create_job(api="v1", operation="Token_Token", path="/v1/token", body={"password": API_TOKEN})
    client().raw(call)
    assert API_TOKEN not in repr(call)

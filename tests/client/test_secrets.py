"""Secrets are not in a repr, a log, an error, a traceback, a pickle or a report."""

from __future__ import annotations

import copy
import logging
import pickle
import traceback
import warnings
from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from accountability import Accountability, AccountabilityError, ApiToken, Hooks, PasswordGrant, Retry
from accountability.probe import probe
from accountability.sandbox import sandbox

from .escaping import encoded_forms, escaped_forms
from .fake_service import API_TOKEN, Clock, Make, Service, create_job, get_job, response

SECRETS = (API_TOKEN, b64encode(f"{API_TOKEN}:".encode()).decode(), "access-1", "refresh-1")


def output_of(error: BaseException) -> str:
    """Return everything that shows or stores an error: repr, message, traceback, attributes and pickle."""
    output = [repr(error), str(error), "".join(traceback.format_exception(error)), repr(error.__dict__)]
    output += [repr(pickle.dumps(error)), repr(copy.copy(error).__dict__), repr(getattr(error, "problem", ""))]
    return "\n".join(output)


@pytest.fixture(autouse=True)
def no_secret_in_the_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    caplog.set_level(logging.DEBUG)
    yield
    text = "\n".join(f"{record.getMessage()} {record.args!r}" for record in caplog.get_records("call"))
    assert text, "nothing was logged, so nothing was checked"
    assert [secret for secret in SECRETS if secret in text] == []


def failed_output(client: Make, service: Service, call: Any, **settings: Any) -> str:
    with pytest.raises(AccountabilityError) as exc_info:
        client(**settings).send(call)
    return output_of(exc_info.value)


def test_the_repr_of_credentials_and_clients_has_no_secrets(
    client: Make, service: Service, grant: PasswordGrant
) -> None:
    api = client(grant)
    api.raw(get_job())
    output = repr([api, grant, ApiToken(API_TOKEN), api.raw(get_job())])
    assert [secret for secret in SECRETS if secret in output] == []


@pytest.mark.parametrize("copy_of", [pickle.dumps, copy.copy, copy.deepcopy])
def test_a_client_is_not_pickled_or_copied_with_its_credentials(client: Make, copy_of: Callable[[Any], Any]) -> None:
    api = client()
    api.raw(get_job())
    with pytest.raises(TypeError, match=r"cannot be pickled or copied\. Create a client in the process that uses it"):
        copy_of(api)


def echo(request: httpx.Request) -> httpx.Response:
    """Respond with the credentials and the body of the request."""
    body = {"detail": f"{request.headers.get('authorization')} {request.content.decode()}", "you": API_TOKEN}
    return response(body, 500, x_echo=request.headers.get("authorization", ""), set_cookie="session=1")


@pytest.mark.parametrize("scheme", ["basic", "token"])
def test_secrets_that_the_service_echoes_are_masked(
    client: Make, service: Service, grant: PasswordGrant, scheme: str
) -> None:
    service.on("GET", "/v2/jobs/4711", echo)
    output = failed_output(client, service, get_job(), auth=grant if scheme == "token" else ApiToken(API_TOKEN))
    assert "***" in output
    assert [secret for secret in SECRETS if secret in output] == []
    assert "session=1" not in output


PASSWORD, ACCESS, REFRESH, USER = (
    "p4ss/w0rd+=secret!",
    "4ccess~t0ken.distinct",
    "r3fresh~t0ken.distinct",
    "who@acme.example",
)
ENCODED_SECRETS = {
    encoded for secret in (PASSWORD, ACCESS, REFRESH, f"{PASSWORD}:") for encoded in encoded_forms(secret)
}


def test_the_output_of_a_session_contains_no_secret_in_any_encoding(
    client: Make, service: Service, clock: Clock, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    """Successes, errors, timeouts, retries, a refresh and a mismatch, with hooks, logs and warnings."""
    tokens = {"access_token": ACCESS, "refresh_token": REFRESH, "expires_in": 3600}
    service.on(
        "POST", "/v1/token", response(tokens), response({"error": f"{REFRESH} of {USER}"}, 400), response(tokens)
    )
    service.on(
        "GET", "/v2/jobs/1", response({}, 503), httpx.ReadTimeout("late"), response({"id": 1, "budget": PASSWORD}), echo
    )
    service.on("POST", "/v2/jobs", httpx.ReadTimeout("late"))
    service.on("GET", "/v2/jobs/2", response({}, 401))
    service.on("GET", "/v2/jobs/3", response(f"<html><title>{PASSWORD} {ACCESS}</title>"))
    output: list[str] = []
    hooks = Hooks(**dict.fromkeys(("request", "response", "retry", "wait"), lambda event: output.append(repr(event))))
    cache = str(tmp_path / "tokens.json")
    grant = PasswordGrant(tenant_id="acme", username=USER, api_token=PASSWORD, clock=clock, token_cache=cache)
    retry = Retry(clock=clock, sleep=clock.sleep)
    api = client(grant, hooks=hooks, retry=retry)
    with warnings.catch_warnings(record=True) as warnings_:
        warnings.simplefilter("always")
        output.append(repr(api.v2.jobs.get(1)))
        clock.sleep(3600)  # the refresh token is rejected, so the user's credentials are sent again
        output += [failed_output(lambda **_: api, service, call) for call in (get_job(1), get_job(2), create_job())]
        with pytest.raises(AccountabilityError) as page_error:  # it has the page's bytes, which belong to the caller
            api.v2.jobs.get(3)
        output += [str(page_error.value), repr(page_error.value), "".join(traceback.format_exception(page_error.value))]
    output += [str(warning.message) for warning in warnings_] + [repr((api, grant)), caplog.text]
    assert {"v1.Token_Token", "attempt 2", "***"} <= {
        part for part in ("v1.Token_Token", "attempt 2", "***") for text in output if part in text
    }
    assert warnings_
    assert [record.name for record in caplog.records if record.name == "httpx"]
    assert [encoded for encoded in ENCODED_SECRETS if any(encoded in text for text in output)] == []


@pytest.mark.parametrize("secret", sorted(escaped_forms(PASSWORD) | escaped_forms(ACCESS)))
@pytest.mark.parametrize("template", ['{"detail": "%s"}', "<title>%s</title>", "%s"])
def test_a_secret_that_a_service_echoes_in_another_encoding_is_masked(
    client: Make, service: Service, secret: str, template: str
) -> None:
    service.on("POST", "/v1/token", response({"access_token": ACCESS}))
    service.on("GET", "/v2/jobs/4711", response(template % secret, 500, x_echo=secret))
    grant = PasswordGrant(tenant_id="acme", username=USER, api_token=PASSWORD)
    output = failed_output(client, service, get_job(), auth=grant)
    assert "***" in output
    assert [encoded for encoded in ENCODED_SECRETS if encoded in output] == []


def test_the_log_of_the_http_client_contains_no_secret(caplog: pytest.LogCaptureFixture) -> None:
    with sandbox() as running:
        account = running.accounts[0]
        grant = PasswordGrant(tenant_id=account.tenant, username=account.username, api_token=account.api_token)
        urls = {"base_url": running.url, "legacy_url": running.legacy_url}
        with Accountability(grant, **urls, inferred="allow", rate_limit=None) as api:  # type: ignore[arg-type]
            api.v2.jobs.get(4711)
            list(api.legacy.timesheets.export(*[date(2026, 3, 2)] * 4))  # with Basic authentication
            secrets = [*api._auths["v2"].secrets(), ApiToken(account.api_token).basic.partition(" ")[2]]
    loggers = {record.name for record in caplog.records}
    assert {"httpcore.connection", "httpcore.http11", "httpx"} <= loggers
    text = "\n".join(f"{record.getMessage()} {record.args!r}" for record in caplog.records)
    assert "send_request_headers" in text
    assert [encoded for secret in secrets if secret for encoded in encoded_forms(secret) if encoded in text] == []


def test_the_sandboxs_journal_and_the_reports_contain_no_secret_in_any_encoding(tmp_path: Path) -> None:
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
    report = "".join(file.read_text() for file in reports)
    assert "v2.Jobs_GetJob" in journal
    assert len([secret for secret in bearer if secret]) == 3
    leaked = [
        encoded for secret in bearer for encoded in encoded_forms(secret) if encoded in journal or encoded in report
    ]
    assert leaked == []


def test_values_that_a_service_echoes_to_a_probe_are_not_stored(client: Make, service: Service, tmp_path: Path) -> None:
    def echo_in_list(request: httpx.Request) -> httpx.Response:
        header = request.headers["authorization"]
        properties = {"access_token": ACCESS, "detail": header}
        rows = [{"id": 4711, "description": header, "jobNo": {"key": PASSWORD}, "apiToken": PASSWORD}]
        return response({"items": rows, "page": header, **properties}, x_request_id=ACCESS)

    service.on("POST", "/v1/token", response({"access_token": ACCESS, "refresh_token": REFRESH}))
    service.on("GET", "/v2/jobs", echo_in_list)
    service.on("GET", "/v2/offices", echo)
    grant = PasswordGrant(tenant_id="acme", username=USER, api_token=PASSWORD)
    result = probe(client(grant), ["v2"])
    output = "".join(file.read_text() for file in result.write(tmp_path)) + result.summary() + repr(result)
    assert "apiToken" in output
    assert [encoded for encoded in ENCODED_SECRETS if encoded in output] == []


def test_a_call_does_not_show_its_body(client: Make, service: Service) -> None:
    call = create_job(api="v1", operation="Token_Token", path="/v1/token", body={"password": API_TOKEN})
    client().raw(call)
    assert API_TOKEN not in repr(call)

"""Errors: each status its own, read from every shape, picklable, and telling whether to try again."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import httpx
import pytest

import accountability
from accountability import (
    AccountabilityError,
    APIStatusError,
    BadRequestError,
    ConflictError,
    ContractViolationError,
    ForbiddenError,
    HookError,
    NotFoundError,
    Problem,
    RateLimitError,
    RateLimitTimeoutError,
    Response,
    ServerError,
    TransportError,
    UnauthorizedError,
    UnprocessableEntityError,
    UnverifiedOperationError,
)

from .fake_service import Make, Service, answer, create_job, get_job, xml

READ = get_job(status="documented")
FAULT = (
    '<Fault xmlns="http://schemas.microsoft.com/ws/2005/05/envelope/none"><Code><Value>Receiver</Value></Code>'
    '<Reason><Text xml:lang="en-US">The job is locked.</Text></Reason></Fault>'
)
SOAP = (
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Client</faultcode>'
    "<faultstring>Bad key</faultstring></s:Fault></s:Body></s:Envelope>"
)


def refused(client: Make, service: Service, given: httpx.Response, call: Any = READ) -> APIStatusError:
    service.on(call.method, call.path, given)
    with pytest.raises(APIStatusError) as caught:
        client().send(call)
    return caught.value


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, BadRequestError),
        (401, UnauthorizedError),
        (403, ForbiddenError),
        (404, NotFoundError),
        (409, ConflictError),
        (422, UnprocessableEntityError),
        (429, RateLimitError),
        (500, ServerError),
        (503, ServerError),
        (302, APIStatusError),
        (418, APIStatusError),
    ],
)
def test_each_status_has_its_error(client: Make, service: Service, status: int, kind: type[APIStatusError]) -> None:
    error = refused(client, service, answer({}, status))
    assert type(error) is kind
    assert error.status == status
    assert str(status) in str(error)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (answer({"title": "Broken reference", "detail": "No client 3."}, 409), "Broken reference: No client 3."),
        (answer({"errors": {"clientId": ["is unknown"], "jobNo": "is taken"}}, 422), "jobNo: is taken"),
        (answer({"errors": [{"pointer": "#/clientId", "detail": "is unknown"}]}, 422), "clientId: is unknown"),
        (answer({"errors": ["something"]}, 422), "something"),
        (answer({"Message": "An error has occurred."}, 500), "An error has occurred."),
        (answer({"Message": "Invalid.", "ModelState": {"job.ClientId": ["required"]}}, 400), "job.ClientId: required"),
        (answer({"error": "invalid_scope", "error_description": "Not yours."}, 400), "invalid_scope: Not yours."),
        (answer({"error": {"code": "E7", "message": "Deep."}}, 400), "E7: Deep."),
        (xml(FAULT, 500), "Receiver: The job is locked."),
        (xml(SOAP, 500), "s:Client: Bad key"),
        (answer("<!DOCTYPE html><title>Bad &amp; gone</title>", 502, content_type="text/html"), "Bad & gone"),
        (answer("<html><body>no title", 502), "an HTML page"),
        (answer("plain words", 400), "plain words"),
        (answer('{"title": "cut', 400), '{"title": "cut'),
        (answer(b"\xff\xfe\x00", 500), "500 Internal Server Error"),
        (answer("<a><b></a>", 500), "500 Internal Server Error"),
        (answer(b"", 500), "500 Internal Server Error"),
    ],
)
def test_every_shape_of_error_is_read(client: Make, service: Service, given: httpx.Response, told: str) -> None:
    assert told in str(refused(client, service, given))


def test_a_problem_keeps_its_parts(client: Make, service: Service) -> None:
    members = {"type": "urn:rule:closed-job", "title": "Closed", "detail": "Job 7 is closed.", "status": 409, "more": 1}
    problem = refused(client, service, answer(members, 409)).problem
    assert problem == Problem("Closed", "Job 7 is closed.", "urn:rule:closed-job", {}, members)


def test_what_a_problem_says_twice_is_told_once(client: Make, service: Service) -> None:
    error = refused(client, service, answer({"title": "Closed", "detail": "Closed"}, 409))
    assert str(error).count("Closed") == 1


def test_what_the_status_has_said_is_not_said_again(client: Make, service: Service) -> None:
    problem = '{"title": "Not Found", "detail": "no job 7", "errors": {"jobId": ["no job 7", "too small"]}}'
    told = str(refused(client, service, answer(problem, status=404, content_type="application/problem+json")))
    assert told.endswith("answered 404 Not Found: no job 7 (jobId: too small).")


def test_a_long_foreign_text_is_cut(client: Make, service: Service) -> None:
    assert len(str(refused(client, service, answer("x" * 10_000, 500)))) < 700


def test_a_bomb_in_an_error_is_not_expanded(client: Make, service: Service) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "boom"><!ENTITY c "&b;&b;&b;">]><Fault><Text>&c;</Text></Fault>'
    assert "boomboom" not in str(refused(client, service, xml(bomb, 500)))


@pytest.mark.parametrize("name", ["x-request-id", "request-id", "X-Correlation-Id"])
def test_the_services_name_of_the_request_is_told(client: Make, service: Service, name: str) -> None:
    error = refused(client, service, answer({}, 500, **{name: "r-17"}))
    assert error.request_id == "r-17"
    assert "(request id r-17)" in str(error)


def test_an_answer_without_a_request_id_has_none(client: Make, service: Service) -> None:
    assert refused(client, service, answer({}, 500)).request_id is None


@pytest.mark.parametrize(
    ("call", "status", "safe"),
    [
        (READ, 503, True),
        (READ, 429, True),
        (READ, 500, True),
        (READ, 404, True),
        (create_job(), 500, False),
        (create_job(), 503, False),
        (create_job(), 429, True),
    ],
)
def test_a_refusal_tells_whether_a_second_try_is_safe(
    client: Make, service: Service, call: Any, status: int, safe: bool
) -> None:
    assert refused(client, service, answer({}, status), call).safe_to_retry is safe


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        ("Wed, 21 Oct 2026 07:28:30 GMT", 30.0),
        ("Wed, 21 Oct 2026 07:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        (None, None),
    ],
)
def test_a_rate_limit_tells_how_long_to_wait(
    client: Make, service: Service, header: str | None, seconds: float | None
) -> None:
    given = {"retry-after": header} if header else {}
    error = refused(client, service, answer({}, 429, date="Wed, 21 Oct 2026 07:28:00 GMT", **given))
    assert isinstance(error, RateLimitError)
    assert error.retry_after == seconds


@pytest.mark.parametrize(
    ("fault", "call", "sent", "safe"),
    [
        (httpx.ConnectError("refused"), create_job(), False, True),
        (httpx.ConnectTimeout("slow"), create_job(), False, True),
        (httpx.ReadTimeout("slow"), create_job(), True, False),
        (httpx.ReadTimeout("slow"), READ, True, True),
        (httpx.RemoteProtocolError("cut"), create_job(), True, False),
        (httpx.DecodingError("bad gzip"), READ, True, True),
    ],
)
def test_no_answer_tells_whether_the_request_was_sent_and_may_be_sent_again(
    client: Make, service: Service, fault: Exception, call: Any, sent: bool, safe: bool
) -> None:
    service.on(call.method, call.path, fault)
    with pytest.raises(TransportError, match=rf"{call.key}: no response .*{type(fault).__name__}") as caught:
        client().send(call)
    assert (caught.value.sent, caught.value.safe_to_retry) == (sent, safe)


def test_a_redirect_is_not_followed_with_credentials(client: Make, service: Service) -> None:
    error = refused(client, service, answer("", 301, location="https://elsewhere.example/"))
    assert "Redirects are not followed" in str(error)
    assert len(service.requests) == 1


EVERYTHING = [getattr(accountability, name) for name in accountability.__all__]
EXCEPTIONS = [kind for kind in EVERYTHING if isinstance(kind, type) and issubclass(kind, Exception)]
ERRORS = [kind for kind in EXCEPTIONS if not issubclass(kind, Warning)]


def test_every_error_has_the_one_root() -> None:
    assert len(ERRORS) == 19
    assert all(issubclass(kind, AccountabilityError) for kind in ERRORS)


@pytest.mark.parametrize("kind", ERRORS)
def test_every_error_survives_pickle_and_copy(kind: type[Any]) -> None:
    error = _made(kind)
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(again) is kind
        assert str(again) == str(error)
        assert again.__dict__ == error.__dict__


def _made(kind: type[Any]) -> Any:
    if issubclass(kind, APIStatusError):
        return kind("told", key="v2.X", status=400, problem=Problem("t"), headers={"x-request-id": "1"})
    if kind is RateLimitTimeoutError:
        return kind("told", key="v2.X", retry_after=7.5)
    if kind is HookError:
        return kind("told", key="v2.X", response=Response(201, {}, b"{}"), safe_to_retry=False)
    if issubclass(kind, TransportError):
        return kind("told", key="v2.X", sent=True, safe_to_retry=False)
    if issubclass(kind, ContractViolationError):
        return kind("is odd", key="v2.X", path="items[3].id", content=b"{}")
    return kind("told", key="v2.X") if kind is UnverifiedOperationError else kind("told")


@pytest.mark.parametrize("levels", [300, 450, 900])
def test_an_error_of_an_answer_that_is_nested_deeply_can_still_be_pickled(
    client: Make, service: Service, levels: int
) -> None:
    nest = "[" * levels + "]" * levels
    error = refused(client, service, answer(f'{{"title": "Bad", "more": {nest}}}', status=400))
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
    violation = ContractViolationError("does not fit", path="dateOpened", record=json.loads(nest))
    assert str(pickle.loads(pickle.dumps(violation))) == str(violation)


def test_a_pickled_violation_keeps_its_record() -> None:
    violation = ContractViolationError("does not fit", key="v2.Jobs_GetJob", record={"id": 1, "lines": [{"id": 2}]})
    again = pickle.loads(pickle.dumps(violation))
    assert (again.key, again.record) == (violation.key, violation.record)

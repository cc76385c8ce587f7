"""Errors: one class per status, parsed from every format, picklable, with `safe_to_retry`."""

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
    ContractViolationError,
    HookError,
    Problem,
    RateLimitError,
    RateLimitTimeoutError,
    Response,
    TransportError,
    UnverifiedOperationError,
)

from .fake_service import Make, Service, create_job, get_job, response, xml

READ = get_job(status="documented")
FAULT = (
    '<Fault xmlns="http://schemas.microsoft.com/ws/2005/05/envelope/none"><Code><Value>Receiver</Value></Code>'
    '<Reason><Text xml:lang="en-US">The job is locked.</Text></Reason></Fault>'
)
SOAP = (
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Client</faultcode>'
    "<faultstring>Bad key</faultstring></s:Fault></s:Body></s:Envelope>"
)


def status_error(client: Make, service: Service, error_response: httpx.Response, call: Any = READ) -> APIStatusError:
    service.on(call.method, call.path, error_response)
    with pytest.raises(APIStatusError) as exc_info:
        client().send(call)
    return exc_info.value


@pytest.mark.parametrize(
    ("error_response", "expected"),
    [
        (response({"title": "Broken reference", "detail": "No client 3."}, 409), "Broken reference: No client 3."),
        (response({"errors": {"clientId": ["is unknown"], "jobNo": "is taken"}}, 422), "jobNo: is taken"),
        (response({"errors": [{"pointer": "#/clientId", "detail": "is unknown"}]}, 422), "clientId: is unknown"),
        (response({"errors": ["something"]}, 422), "something"),
        (response({"Message": "An error has occurred."}, 500), "An error has occurred."),
        (
            response({"Message": "Invalid.", "ModelState": {"job.ClientId": ["required"]}}, 400),
            "job.ClientId: required",
        ),
        (response({"error": "invalid_scope", "error_description": "Not yours."}, 400), "invalid_scope: Not yours."),
        (response({"error": {"code": "E7", "message": "Deep."}}, 400), "E7: Deep."),
        (xml(FAULT, 500), "Receiver: The job is locked."),
        (xml(SOAP, 500), "s:Client: Bad key"),
        (response("<!DOCTYPE html><title>Bad &amp; gone</title>", 502, content_type="text/html"), "Bad & gone"),
        (response("<html><body>no title", 502), "an HTML page"),
        (response("plain words", 400), "plain words"),
        (response('{"title": "cut', 400), '{"title": "cut'),
        (response(b"\xff\xfe\x00", 500), "500 Internal Server Error"),
        (response("<a><b></a>", 500), "500 Internal Server Error"),
        (response(b"", 500), "500 Internal Server Error"),
    ],
)
def test_every_format_of_error_body_is_parsed(
    client: Make, service: Service, error_response: httpx.Response, expected: str
) -> None:
    assert expected in str(status_error(client, service, error_response))


def test_a_problem_has_all_its_properties(client: Make, service: Service) -> None:
    properties = {
        "type": "urn:rule:closed-job",
        "title": "Closed",
        "detail": "Job 7 is closed.",
        "status": 409,
        "more": 1,
    }
    problem = status_error(client, service, response(properties, 409)).problem
    assert problem == Problem("Closed", "Job 7 is closed.", "urn:rule:closed-job", {}, properties)


def test_a_title_equal_to_the_detail_is_shown_once(client: Make, service: Service) -> None:
    error = status_error(client, service, response({"title": "Closed", "detail": "Closed"}, 409))
    assert str(error).count("Closed") == 1


def test_a_title_equal_to_the_reason_phrase_is_not_repeated(client: Make, service: Service) -> None:
    problem = '{"title": "Not Found", "detail": "no job 7", "errors": {"jobId": ["no job 7", "too small"]}}'
    text = str(status_error(client, service, response(problem, status=404, content_type="application/problem+json")))
    assert text.endswith("returned 404 Not Found: no job 7 (jobId: too small).")


def test_a_long_error_body_is_truncated(client: Make, service: Service) -> None:
    assert len(str(status_error(client, service, response("x" * 10_000, 500)))) < 700


def test_xml_entities_in_an_error_are_not_expanded(client: Make, service: Service) -> None:
    document = '<!DOCTYPE a [<!ENTITY b "boom"><!ENTITY c "&b;&b;&b;">]><Fault><Text>&c;</Text></Fault>'
    assert "boomboom" not in str(status_error(client, service, xml(document, 500)))


@pytest.mark.parametrize("name", ["x-request-id", "request-id", "X-Correlation-Id"])
def test_the_request_id_of_the_service_is_shown(client: Make, service: Service, name: str) -> None:
    error = status_error(client, service, response({}, 500, **{name: "r-17"}))
    assert error.request_id == "r-17"
    assert "(request id r-17)" in str(error)


def test_an_error_response_without_a_request_id_has_none(client: Make, service: Service) -> None:
    assert status_error(client, service, response({}, 500)).request_id is None


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
def test_a_rate_limit_error_has_the_seconds_to_wait(
    client: Make, service: Service, header: str | None, seconds: float | None
) -> None:
    headers = {"retry-after": header} if header else {}
    error = status_error(client, service, response({}, 429, date="Wed, 21 Oct 2026 07:28:00 GMT", **headers))
    assert isinstance(error, RateLimitError)
    assert error.retry_after == seconds


def test_a_transport_error_names_the_operation_and_the_fault(client: Make, service: Service) -> None:
    service.on("POST", "/v2/jobs", httpx.ConnectError("refused"))
    with pytest.raises(TransportError, match=r"v2\.Jobs_CreateJob: no response .*ConnectError"):
        client().send(create_job())


def test_a_redirect_is_not_followed_with_credentials(client: Make, service: Service) -> None:
    error = status_error(client, service, response("", 301, location="https://elsewhere.example/"))
    assert "Redirects are not followed" in str(error)
    assert len(service.requests) == 1


PUBLIC_OBJECTS = [getattr(accountability, name) for name in accountability.__all__]
EXCEPTIONS = [kind for kind in PUBLIC_OBJECTS if isinstance(kind, type) and issubclass(kind, Exception)]
ERRORS = [kind for kind in EXCEPTIONS if not issubclass(kind, Warning)]


def test_every_error_has_the_same_base_class() -> None:
    assert len(ERRORS) == 19
    assert all(issubclass(kind, AccountabilityError) for kind in ERRORS)


@pytest.mark.parametrize("kind", ERRORS)
def test_every_error_survives_pickle_and_copy(kind: type[Any]) -> None:
    error = build_error(kind)
    for copied in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(copied) is kind
        assert str(copied) == str(error)
        assert copied.__dict__ == error.__dict__


def build_error(kind: type[Any]) -> Any:
    if issubclass(kind, APIStatusError):
        return kind("message", key="v2.X", status=400, problem=Problem("t"), headers={"x-request-id": "1"})
    if kind is RateLimitTimeoutError:
        return kind("message", key="v2.X", retry_after=7.5)
    if kind is HookError:
        return kind("message", key="v2.X", response=Response(201, {}, b"{}"), safe_to_retry=False)
    if issubclass(kind, TransportError):
        return kind("message", key="v2.X", sent=True, safe_to_retry=False)
    if issubclass(kind, ContractViolationError):
        return kind("is invalid", key="v2.X", path="items[3].id", content=b"{}")
    return kind("message", key="v2.X") if kind is UnverifiedOperationError else kind("message")


@pytest.mark.parametrize("levels", [300, 450, 900])
def test_an_error_with_a_deeply_nested_body_can_be_pickled(client: Make, service: Service, levels: int) -> None:
    nested = "[" * levels + "]" * levels
    error = status_error(client, service, response(f'{{"title": "Bad", "more": {nested}}}', status=400))
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
    violation = ContractViolationError("does not fit", path="dateOpened", record=json.loads(nested))
    assert str(pickle.loads(pickle.dumps(violation))) == str(violation)


def test_a_pickled_contract_violation_has_its_record() -> None:
    violation = ContractViolationError("does not fit", key="v2.Jobs_GetJob", record={"id": 1, "lines": [{"id": 2}]})
    copied = pickle.loads(pickle.dumps(violation))
    assert (copied.key, copied.record) == (violation.key, violation.record)

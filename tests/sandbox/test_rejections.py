"""A rejected request gets the documented status, and a problem+json body with the cause and its location."""

from __future__ import annotations

from typing import Any

import pytest

from accountability.sandbox import RunningSandbox

from .conftest import Caller, read

PATCH = {"Content-Type": "application/merge-patch+json"}


def test_an_unknown_id_is_not_found(api: Caller) -> None:
    response = api.get("/v2/jobs/999")
    problem = read(response)
    assert response.status_code == problem["status"] == 404
    assert response.headers["Content-Type"] == "application/problem+json"
    assert problem["title"] == "Not Found"
    assert "999" in problem["detail"]
    assert problem["instance"] == "/v2/jobs/999"


@pytest.mark.parametrize(
    "segment", ["x", "1.0", "99999999999999999999999", "%00", "4711%2F", "%F0%9F%8E%AC", "%0A", "-"]
)
def test_an_invalid_id_is_rejected(api: Caller, segment: str) -> None:
    response = api.get(f"/v2/jobs/{segment}")
    assert response.status_code == 422
    assert read(response)["errors"][0]["name"] == "jobId"


def test_a_path_that_is_not_utf_8_is_rejected(api: Caller) -> None:
    assert api.get("/v2/jobs/%FF").status_code == 400


@pytest.mark.parametrize("path", ["/", "/v2", "/v2/jobs/", "/v2/jobs/4711/", "/v3/jobs", "/v2/jobs/4711/approve/now"])
def test_a_path_without_operation_is_not_found(api: Caller, path: str) -> None:
    response = api.get(path)
    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "TRACE", "POST", "QUERY"])
def test_an_unsupported_method_is_rejected_with_the_supported_ones(api: Caller, method: str) -> None:
    response = api.request(method, "/v2/jobs/4711")
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, PATCH, OPTIONS"


INVALID_JSON = {
    "cut": b"{",
    "not UTF-8": b"\xff",
    "byte order mark": b"\xef\xbb\xbf{}",
    "NaN": b'{"budget": NaN}',
    "out of range": b'{"budget": 1e999999999999999999999}',
    "lone surrogate": b'{"notes": "\\ud800"}',
    "too deep": b"[" * 5000,
}


@pytest.mark.parametrize("content", INVALID_JSON.values(), ids=INVALID_JSON)
def test_a_body_that_is_not_json_is_malformed(api: Caller, content: bytes) -> None:
    response = api.patch("/v2/jobs/4711", content=content, headers=PATCH)
    assert response.status_code == 400
    assert "JSON" in read(response)["detail"]


@pytest.mark.parametrize("media", ["text/plain", "application/xml", ""])
def test_a_body_of_another_media_type_is_malformed(api: Caller, media: str) -> None:
    response = api.patch("/v2/jobs/4711", content=b"{}", headers={"Content-Type": media})
    assert response.status_code == 400
    assert "application/merge-patch+json" in read(response)["detail"]


def test_a_media_type_may_have_parameters_and_capitals(api: Caller) -> None:
    headers = {"Content-Type": "Application/Merge-Patch+JSON; charset=utf-8"}
    assert api.patch("/v2/jobs/4711", content=b"{}", headers=headers).status_code == 200


def test_a_missing_body_is_malformed(api: Caller) -> None:
    assert api.post("/v2/jobs").status_code == 400


@pytest.mark.parametrize("body", [[], "text", 5, None, True])
def test_a_body_that_is_not_an_object_is_rejected(api: Caller, body: Any) -> None:
    assert api.patch_json("/v2/jobs/4711", body).status_code == 422


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("clientId", "31"),
        ("clientId", 2**31),
        ("clientId", True),
        ("dateOpened", "10.3.2025"),
        ("dateOpened", "2025-02-30"),
        ("budget", "7.00"),
        ("active", "yes"),
    ],
)
def test_an_invalid_property_is_reported_by_name(api: Caller, name: str, value: Any) -> None:
    response = api.patch_json("/v2/jobs/4711", {name: value})
    assert response.status_code == 422
    assert [error["name"] for error in read(response)["errors"]] == [f"/{name}"]


def test_every_missing_property_is_reported_by_name(api: Caller) -> None:
    response = api.send_json("POST", "/v2/jobs", {})
    assert response.status_code == 422
    assert {error["name"] for error in read(response)["errors"]} >= {"/clientId", "/jobDescription"}


def test_a_deeply_nested_body_is_rejected(api: Caller) -> None:
    response = api.patch("/v2/jobs/4711", content=b'{"notes":' + b'{"a":' * 600 + b"1" + b"}" * 601, headers=PATCH)
    assert response.status_code in (400, 422)


def test_every_response_has_the_sandboxs_header_and_a_request_id(api: Caller, anonymous: Caller) -> None:
    paths = ("/v2/jobs", "/v2/jobs/999", "/nowhere", "/_sandbox", "/v2/jobs/%FF", "/_sandbox/reset")
    responses = [*(api.get(path) for path in paths), anonymous.get("/v2/jobs"), api.delete("/v2/jobs")]
    assert {response.headers["Accountability-Sandbox"] for response in responses} == {"1"}
    assert len({response.headers["X-Request-Id"] for response in responses}) == len(responses)


def test_an_internal_error_is_a_500_with_the_sandboxs_header(
    api: Caller, running: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("raised by a test")

    monkeypatch.setattr(running, "handle", fail)
    response = api.get("/v2/jobs")
    assert (response.status_code, response.headers["Accountability-Sandbox"]) == (500, "1")
    assert response.headers["Connection"] == "close"
    monkeypatch.undo()
    assert api.get("/v2/jobs").status_code == 200

"""`request`: paths that are not in the contract, never on another host."""

from __future__ import annotations

import asyncio
import warnings
from decimal import Decimal
from typing import Any

import pytest

from accountability import Call, PasswordGrant, RateLimit

from .fake_service import BASE, LEGACY, Clock, Make, MakeAsync, Service, get_job, response


def test_a_request_for_a_path_that_is_not_in_the_contract_is_sent(
    client: Make, service: Service, grant: PasswordGrant
) -> None:
    service.on("POST", "/v2/cards/a%2Fb", response({"id": 1, "amount": 2}, 201))
    amount = Decimal("12678967.54323300000001")
    result = client(grant).request(
        "POST", "/v2/cards/a%2Fb", query={"dry": True, "none": None}, json={"amount": amount}, headers={"If-Match": "7"}
    )
    assert (result.status, result.content) == (201, b'{"id": 1, "amount": 2}')
    request = service.requests[-1]
    assert str(request.url) == f"{BASE}/v2/cards/a%2Fb?dry=true"
    assert request.content == b'{"amount":12678967.54323300000001}'
    assert (request.headers["authorization"], request.headers["if-match"]) == ("Bearer access-1", "7")
    assert request.headers["content-type"] == "application/json"


def test_an_error_status_is_returned_and_not_raised(client: Make, service: Service) -> None:
    service.on("GET", "/v2/cards", response({"title": "gone"}, 410))
    assert client().request("GET", "/v2/cards").status == 410


def test_another_media_type_can_be_set(client: Make, service: Service) -> None:
    service.on("PATCH", "/v1/cards/1", response({}))
    client().request("PATCH", "/v1/cards/1", json={"name": None}, media="application/merge-patch+json")
    (request,) = service.requests
    assert (request.headers["content-type"], request.content) == ("application/merge-patch+json", b'{"name":null}')


def test_a_legacy_request_has_no_access_token(client: Make, service: Service, grant: PasswordGrant) -> None:
    service.on("GET", "/Service.svc/cards", response({}))
    client(grant).request("GET", "/cards", api="legacy", query={"format": "json"})
    (request,) = service.requests
    assert str(request.url) == f"{LEGACY}/cards?format=json"
    assert request.headers["authorization"].startswith("Basic ")


def test_the_asynchronous_client_sends_the_same_request(async_client: MakeAsync, service: Service) -> None:
    service.on("GET", "/v2/cards", response([1]))

    async def run() -> Any:
        async with async_client() as api:
            return await api.request("GET", "/v2/cards")

    assert asyncio.run(run()).content == b"[1]"


@pytest.mark.parametrize("inferred", ["guard", "refuse"])
def test_the_guard_does_not_apply(client: Make, service: Service, inferred: str) -> None:
    service.on("POST", "/v2/jobs", response({}, 201))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert client(inferred=inferred).request("POST", "/v2/jobs", json={}).status == 201


def test_the_rate_limit_applies(client: Make, service: Service, clock: Clock) -> None:
    service.on("GET", "/v2/cards", response({}))
    api = client(rate_limit=RateLimit(calls=1, clock=clock, sleep=clock.sleep), account="of request")
    for _ in range(2):
        api.request("GET", "/v2/cards")
    assert clock.now == 1060.0


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("https://other.example/v2/jobs", "begins with /v1/ or /v2/"),
        ("//other.example/v2/jobs", "begins with /v1/ or /v2/"),
        ("v2/jobs", "begins with /v1/ or /v2/"),
        ("/jobs", 'add api="legacy"'),
        ("@other.example/v2/", "begins with /v1/ or /v2/"),
        ("/v2/../admin", "without . and .. segments"),
        ("/v2/jobs/..", "without . and .. segments"),
        ("/v2/./jobs", "without . and .. segments"),
        ("/v2/%2e%2E/admin", "without . and .. segments"),
        ("/v2/..%2Fadmin", "without . and .. segments"),
        ("/v2/%252e%252e/admin", "without . and .. segments"),
        ("/v2/..%5Cadmin", "without . and .. segments"),
        ("/v2/jobs?page=2", "without a query"),
        ("/v2/jobs#x", "without a query"),
        ("/v2/jobs\\..\\x", "percent-encoded"),
        ("/v2/jobs\r\nHost: x", "percent-encoded"),
        ("/v2/two words", "percent-encoded"),
    ],
)
def test_a_path_to_another_host_or_outside_the_api_is_an_error(
    client: Make, service: Service, path: str, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        client().request("GET", path)
    assert service.requests == []


@pytest.mark.parametrize("path", ["@other.example/", "//other.example/", "/v2/../x", ".other.example/x"])
def test_a_call_with_a_path_to_another_host_is_an_error(client: Make, service: Service, path: str) -> None:
    with pytest.raises(ValueError, match=r"^path: expected"):
        client().send(get_job(path=path))
    with pytest.raises(ValueError, match=r"^path: expected"):
        client().request("GET", path, api="legacy")
    assert service.requests == []


@pytest.mark.parametrize(
    "path", ["/v2/jobs/4711", "/v2/clients/a%2Fb", "/v2/x/a..b", "/v2/x/...", "/v2/x/é:@!$&'()*+,;="]
)
def test_a_path_within_the_api_is_sent(client: Make, service: Service, path: str) -> None:
    assert client().request("GET", path).status == 404
    assert service.requests[0].url.host == "api.example"


@pytest.mark.parametrize(("api", "path"), [("v1", "/v2/jobs"), ("v2", "/v1/jobs"), ("legacy", "/v2/jobs")])
def test_an_api_that_does_not_match_the_path_is_an_error(client: Make, api: Any, path: str) -> None:
    with pytest.raises(ValueError, match=r"^path: expected"):
        client().request("GET", path, api=api)


@pytest.mark.parametrize("method", ["get", "GET /x", ""])
def test_an_invalid_method_is_an_error(client: Make, method: str) -> None:
    with pytest.raises(ValueError, match="expected an HTTP method"):
        client().request(method, "/v2/jobs")


def test_a_float_in_a_body_is_an_error(client: Make, service: Service) -> None:
    with pytest.raises(TypeError, match=r"Decimal\('0\.1'\)"):
        client().request("POST", "/v2/cards", json={"amount": 0.1})
    assert service.requests == []


def test_a_call_has_the_key_of_its_operation() -> None:
    assert Call(api="v2", operation="request", method="GET", path="/v2/x", decode=lambda v, n: v).key == "v2.request"

"""Authentication: the API token by Basic, or bearer tokens that expire at the published times."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from accountability import spec
from accountability.sandbox import RunningSandbox
from accountability.sandbox.clock import AdjustableClock

from .conftest import Caller, example_body, read

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def grant(running: RunningSandbox) -> dict[str, str]:
    account = running.accounts[0]
    return {
        "grant_type": "password",
        "username": account.username,
        "password": account.api_token,
        "tenantId": account.tenant,
    }


def get_jobs(anonymous: Caller, token: str) -> httpx.Response:
    return anonymous.get("/v2/jobs", headers={"Authorization": f"Bearer {token}"})


def test_without_credentials_every_operation_but_the_token_is_rejected(anonymous: Caller) -> None:
    for api in ("v1", "v2", "legacy"):
        for operation in spec.load(api).operations.values():
            path = operation.path if api != "legacy" else f"/Service.svc{operation.path}"
            response = anonymous.request(operation.method, path.replace("{", "").replace("}", ""))
            assert (response.status_code == 401) == (operation.id != "Token_Token"), operation.key


def test_a_401_names_the_accepted_schemes(anonymous: Caller) -> None:
    challenge = anonymous.get("/v2/jobs").headers["WWW-Authenticate"]
    assert "Basic" in challenge
    assert "Bearer" in challenge


def test_the_legacy_service_accepts_no_bearer_token(anonymous: Caller, grant: dict[str, str]) -> None:
    token = read(anonymous.post("/v1/token", data=grant))["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    assert anonymous.get("/Service.svc/purchaseorders/5001", headers=headers).status_code == 401


@pytest.mark.parametrize("auth", [("wrong", ""), ("acme-sandbox-token", "a password"), ("", "")])
def test_basic_requires_the_api_token_and_an_empty_password(anonymous: Caller, auth: tuple[str, str]) -> None:
    assert anonymous.get("/v2/jobs", auth=auth).status_code == 401


@pytest.mark.parametrize(
    "header", ["Basic", "Basic !!", "Basic gg==", "Bearer", "Bearer x", "Digest x", "acme-sandbox-token"]
)
def test_a_malformed_authorization_header_is_rejected(anonymous: Caller, header: str) -> None:
    assert anonymous.get("/v2/jobs", headers={"Authorization": header}).status_code == 401


def test_a_token_is_valid_for_v1_and_v2(anonymous: Caller, grant: dict[str, str]) -> None:
    token = read(anonymous.post("/v1/token", data=grant))["access_token"]
    assert get_jobs(anonymous, token).status_code == 200
    assert anonymous.get("/v1/jobs", headers={"Authorization": f"Bearer {token}"}).status_code == 200


def test_the_example_of_the_contract_gets_a_token(anonymous: Caller) -> None:
    assert anonymous.post("/v1/token", data=example_body("v1.Token_Token", FORM)).status_code == 200


def test_the_tenant_is_accepted_in_both_published_spellings(anonymous: Caller, grant: dict[str, str]) -> None:
    grant["tenantid"] = grant.pop("tenantId")
    assert anonymous.post("/v1/token", data=grant).status_code == 200
    assert anonymous.post("/v1/token", data={**grant, "tenantid": "other"}).status_code == 401


@pytest.mark.parametrize("changed", [{"password": "wrong"}, {"username": "unknown"}, {"tenantId": "other"}])
def test_a_grant_with_wrong_credentials_is_rejected(
    anonymous: Caller, grant: dict[str, str], changed: dict[str, str]
) -> None:
    assert anonymous.post("/v1/token", data={**grant, **changed}).status_code == 401


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"grant_type": "password", "username": "ops@acme.example"}, 422),
        ({"grant_type": "refresh_token"}, 422),
        ({"grant_type": "client_credentials"}, 422),
        ({"grant_type": "refresh_token", "refresh_token": "unknown"}, 401),
        ({}, 400),
    ],
)
def test_an_incomplete_grant_is_rejected(anonymous: Caller, form: dict[str, Any], status: int) -> None:
    assert anonymous.post("/v1/token", data=form).status_code == status


def test_a_form_with_a_repeated_field_is_rejected(anonymous: Caller) -> None:
    response = anonymous.post("/v1/token", content="username=a&username=b&password=c", headers={"Content-Type": FORM})
    assert response.status_code == 400


def test_an_access_token_lasts_an_hour(anonymous: Caller, grant: dict[str, str], clock: AdjustableClock) -> None:
    token = read(anonymous.post("/v1/token", data=grant))["access_token"]
    clock.advance(seconds=3599)
    assert get_jobs(anonymous, token).status_code == 200
    clock.advance(seconds=1)
    assert get_jobs(anonymous, token).status_code == 401


def test_a_refresh_token_lasts_thirty_days(anonymous: Caller, grant: dict[str, str], clock: AdjustableClock) -> None:
    refresh = {
        "grant_type": "refresh_token",
        "refresh_token": read(anonymous.post("/v1/token", data=grant))["refresh_token"],
    }
    clock.advance(days=29, hours=23)
    token = read(anonymous.post("/v1/token", data=refresh))["access_token"]
    assert get_jobs(anonymous, token).status_code == 200
    clock.advance(hours=1)
    assert anonymous.post("/v1/token", data=refresh).status_code == 401


def test_a_refresh_token_is_not_an_access_token(anonymous: Caller, grant: dict[str, str]) -> None:
    assert get_jobs(anonymous, read(anonymous.post("/v1/token", data=grant))["refresh_token"]).status_code == 401


def test_tokens_are_valid_after_a_reset(anonymous: Caller, grant: dict[str, str]) -> None:
    token = read(anonymous.post("/v1/token", data=grant))["access_token"]
    anonymous.post("/_sandbox/reset").raise_for_status()
    assert get_jobs(anonymous, token).status_code == 200

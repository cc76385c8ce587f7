"""Defects of credentials: missing, wrong, expired and refreshed ones."""

from __future__ import annotations

import base64
import re
from datetime import timedelta

from ..service import Call
from .base import Steps, defect, is_basic, is_known


@defect("credentials", "v2.Jobs_GetJob")
def no_credentials_are_needed(call: Call) -> Steps:
    if "authorization" not in call.headers:
        call.act_as(0)
    yield


@defect("credentials", "v1.Jobs_CreateJob")
def any_basic_credentials_are_accepted(call: Call) -> Steps:
    if is_basic(call):
        call.act_as(0)
    yield


@defect("credentials", "v2.Jobs_GetJob")
def a_password_next_to_the_token_is_accepted(call: Call) -> Steps:
    if is_basic(call):
        token = base64.b64decode(call.headers["authorization"][6:]).decode("latin-1").partition(":")[0]
        call.headers["authorization"] = "Basic " + base64.b64encode(f"{token}:".encode("latin-1")).decode()
    yield


@defect("credentials", "v2.Jobs_GetJob")
def tokens_do_not_expire(call: Call) -> Steps:
    header = call.headers.get("authorization", "")
    if header in call.seen.setdefault("accepted", set()):
        call.act_as(0)
    yield
    if header.startswith("Bearer") and call.succeeded:
        call.seen["accepted"].add(header)


@defect("credentials", "v1.Token_Token")
def the_tenant_is_not_checked(call: Call) -> Steps:
    if call.path == "/v1/token":
        call.body = re.sub(rb"tenantId=[^&]*", b"tenantId=acme", call.body)
    yield


@defect("credentials", "v1.Token_Token")
def the_api_token_is_not_checked(call: Call) -> Steps:
    if call.path == "/v1/token":
        call.body = re.sub(rb"password=[^&]*(?=&|$)", b"password=acme-sandbox-token", call.body)
    yield


@defect("credentials", "v2.Jobs_GetJob")
def a_response_echoes_the_credentials(call: Call) -> Steps:
    yield
    call.response_headers["x-debug"] = call.headers.get("authorization", "none")


@defect("credentials", "v2.Employees_UpdateEmployee")
def an_employee_who_left_keeps_access(call: Call) -> Steps:
    if is_basic(call) and is_known(call):
        call.act_as(0)
    yield


@defect("credentials", "v2.Clients_GetClient")
def tokens_expire_early(call: Call) -> Steps:
    header = call.headers.get("authorization", "")
    now = call.sandbox.clock()
    first = call.seen.setdefault("used", {}).setdefault(header, now)
    if header.startswith("Bearer") and timedelta(minutes=30) < now - first < timedelta(hours=1):
        call.headers["authorization"] = "Bearer expired"
    yield


@defect("credentials", "v2.Clients_GetClient")
def the_token_as_password_is_accepted(call: Call) -> Steps:
    if is_basic(call):
        name, _, password = base64.b64decode(call.headers["authorization"][6:]).decode("latin-1").partition(":")
        token = base64.b64encode(f"{password or name}:".encode("latin-1")).decode()
        call.headers["authorization"] = f"Basic {token}"
    yield


@defect("credentials", "v2.Suppliers_GetSupplier")
def a_token_in_the_query_is_accepted(call: Call) -> Steps:
    if "authorization" not in call.headers and call.query.pop("access_token", ""):
        call.act_as(0)
    yield


@defect("credentials", "legacy.SundryInvoices_GetSundryInvoice")
def a_password_in_the_query_is_accepted(call: Call) -> Steps:
    if "authorization" not in call.headers and call.query.pop("password", ""):
        call.act_as(0)
    yield


@defect("credentials", "legacy.IncomeTakeUps_GetIncomeTakeUp")
def the_legacy_service_accepts_access_tokens(call: Call) -> Steps:
    if call.headers.get("authorization", "").startswith("Bearer ey") or is_issued(call, "access_token"):
        call.act_as(0)
    yield
    remember_tokens(call)


def remember_tokens(call: Call) -> None:
    for name in ("access_token", "refresh_token"):
        if call.path == "/v1/token" and call.record.get(name):
            call.seen.setdefault(name, set()).add(call.record[name])


def is_issued(call: Call, name: str) -> bool:
    """Return whether the bearer token is one that the service has issued under a name."""
    return call.headers.get("authorization", "").removeprefix("Bearer ") in call.seen.get(name, ())


@defect("credentials", "v1.Token_Token")
def an_unknown_refresh_token_is_accepted(call: Call) -> Steps:
    if call.path == "/v1/token" and b"grant_type=refresh_token" in call.body:
        call.body = b"grant_type=password&username=ops%40acme.example&password=acme-sandbox-token&tenantId=acme"
    yield


@defect("credentials", "v1.Token_Token")
def refresh_tokens_do_not_expire(call: Call) -> Steps:
    body = call.body
    if call.path == "/v1/token" and any(each.encode() in body for each in call.seen.get("refresh_token", ())):
        call.body = b"grant_type=password&username=ops%40acme.example&password=acme-sandbox-token&tenantId=acme"
    yield
    remember_tokens(call)


@defect("credentials", "v1.Token_Token")
def refresh_tokens_are_not_accepted(call: Call) -> Steps:
    if call.path == "/v1/token":
        call.body = re.sub(rb"refresh_token=[^&]*$", b"refresh_token=other", call.body)
    yield


@defect("credentials", "v1.Token_Token")
def a_refresh_returns_a_token_that_is_not_valid(call: Call) -> Steps:
    yield
    if call.path == "/v1/token" and b"grant_type=refresh_token" in call.body and call.succeeded:
        call.reply({**call.record, "access_token": "not-a-token"})


@defect("credentials", "v2.Offices_GetOffice")
def a_refresh_token_is_accepted_as_access_token(call: Call) -> Steps:
    if is_issued(call, "refresh_token"):
        call.act_as(0)
    yield
    remember_tokens(call)

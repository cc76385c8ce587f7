"""Credentials: missing, wrong, expired credentials and those of another tenant are rejected."""

from __future__ import annotations

from ..operations import is_read, is_token_operation, security
from ..request import Request
from ..response import Finding
from ..session import Context, Findings
from ..target import basic

WRONG_BASIC, WRONG_BEARER = basic("no-such-token"), "Bearer no-such-token"
LIFETIME = 3601  # seconds after which a published access token has expired
LEAVING_RULE = "end-date-removes-access"


def rejects_wrong_credentials(context: Context, request: Request) -> Findings:
    """A request without credentials, or with wrong ones of each scheme, is 401; one with right credentials is not."""
    offered = security(request.operation)
    if not offered:
        return
    wrong = {"basic": {"wrong Basic credentials": WRONG_BASIC}, "bearer": {"a wrong bearer token": WRONG_BEARER}}
    wrong["basic"]["a password next to the API token"] = basic(context.target.account.api_token, "a-password")
    attempts: dict[str, str | None] = {"no credentials": None}
    for scheme in offered:
        attempts |= wrong[scheme]
    for what, authorization in attempts.items():
        exchange = request.send(context.target, authorization=authorization)
        if exchange.status != 401:
            yield Finding(f"Status: expected 401 with {what}, got {exchange.status}.", exchange)
            context.target.reset()
    for scheme in offered:
        exchange = request.send(context.target, scheme)
        if exchange.status == 401:
            yield Finding(f"Status: expected no 401 with right {scheme} credentials, got one.", exchange)
        if not is_read(request.operation):
            context.target.reset()


def rejects_expired_tokens(context: Context, request: Request) -> Findings:
    """An access token is 401 after its lifetime."""
    if "bearer" not in security(request.operation) or not context.target.control_url:
        return
    authorization = context.target.authorization("bearer")
    context.target.control("PATCH", "clock", b'{"advance": %d}' % LIFETIME)
    exchange = request.send(context.target, authorization=authorization)
    if exchange.status != 401:
        yield Finding(f"Status: expected 401 with an expired access token, got {exchange.status}.", exchange)


def grants_tokens_to_the_right_caller_only(context: Context, request: Request) -> Findings:
    """The token operation rejects a wrong tenant, user name or API token, and an access token as refresh token."""
    if not is_token_operation(request.operation):
        return
    form = context.target.password_form()
    token = str(request.send(context.target).record().get("access_token", ""))
    attempts = {
        "the tenant of someone else": {**form, "tenantId": "another-tenant"},
        "an unknown user name": {**form, "username": "unknown@nowhere.example"},
        "a wrong API token": {**form, "password": "no-such-token"},
        "an access token as refresh token": {"grant_type": "refresh_token", "refresh_token": token},
    }
    for what, wrong in attempts.items():
        exchange = context.target.grant(wrong)
        if exchange.succeeded:
            yield Finding(f"Status: expected 400 or 401 with {what}, got {exchange.status}.", exchange)


def rejects_callers_who_left(context: Context, request: Request) -> Findings:
    """An employee whose end date is in the past has no access (rule end-date-removes-access)."""
    operation = request.operation
    if LEAVING_RULE not in operation.rules or operation.method != "PATCH" or len(context.target.accounts) < 2:
        return
    employees = {each.get("emailAddress"): each["id"] for each in context.ids.records.get(operation.record, [])}
    caller = next((each for each in context.target.accounts[1:] if each.username in employees), None)
    if caller is None:
        return
    listing = context.list_of(operation)
    (name,) = request.values
    leaving = request.replace(values={name: employees[caller.username]}, body={"endDate": "2001-01-31"})
    if listing is None or not context.send(leaving).succeeded:
        return
    exchange = Request(listing).send(context.target, "basic", account=caller)
    if exchange.status != 401:
        yield Finding(f"Status: expected 401 for an employee who left, got {exchange.status}.", exchange)

"""Credentials: missing, wrong, expired credentials and those of another tenant are rejected."""

from __future__ import annotations

from ..operations import is_read, is_token_operation, security
from ..request import Request
from ..response import Finding
from ..session import Context, Findings
from ..target import basic

WRONG_BASIC, WRONG_BEARER = basic("no-such-token"), "Bearer no-such-token"
LIFETIME = 3600  # seconds, as published
REFRESH_LIFETIME = 30 * 86400 + 1
QUERY_NAMES = ("password", "token", "access_token", "api_token", "apiToken", "api_key", "apikey", "key")
LEAVING_RULE = "end-date-removes-access"


def rejects_wrong_credentials(context: Context, request: Request) -> Findings:
    """A request without credentials, or with wrong ones of each scheme, is 401; one with right credentials is not."""
    schemes = security(request.operation)
    if not schemes:
        return
    wrong = {"basic": {"wrong Basic credentials": WRONG_BASIC}, "bearer": {"a wrong bearer token": WRONG_BEARER}}
    token = context.target.account.api_token
    wrong["basic"]["a password next to the API token"] = basic(token, "a-password")
    wrong["basic"]["the API token as password"] = basic(context.target.account.username, token)
    attempts: dict[str, str | None] = {"no credentials": None}
    for scheme in schemes:
        attempts |= wrong[scheme]
    if "bearer" in schemes:
        attempts["a refresh token"] = f"Bearer {context.target.tokens().get('refresh_token')}"
    else:
        attempts["an access token, which the operation does not take"] = context.target.authorization("bearer")
    for credentials, authorization in attempts.items():
        yield from expect_rejection(context, request, credentials, authorization)
    in_query = dict.fromkeys(QUERY_NAMES, token) | {"username": context.target.account.username}
    with_query = request.replace(query={**request.query, **in_query})
    yield from expect_rejection(context, with_query, "credentials in the query")
    for scheme in schemes:
        exchange = request.send(context.target, scheme)
        if exchange.status == 401:
            yield Finding(f"Status: expected no 401 with right {scheme} credentials, got one.", exchange)
        if not is_read(request.operation):
            context.target.reset()


def expect_rejection(
    context: Context, request: Request, credentials: str, authorization: str | None = None
) -> Findings:
    """Send a request with wrong credentials, which is 401."""
    exchange = request.send(context.target, authorization=authorization)
    if exchange.status != 401:
        yield Finding(f"Status: expected 401 with {credentials}, got {exchange.status}.", exchange, credentials)
        context.target.reset()


def rejects_expired_tokens(context: Context, request: Request) -> Findings:
    """An access token is accepted for its lifetime, and 401 after it."""
    if "bearer" not in security(request.operation) or not context.target.control_url:
        return
    context.target.tokens_by_user.clear()
    token = f"Bearer {context.target.tokens().get('access_token')}"
    request.send(context.target, authorization=token)
    context.target.control("PATCH", "clock", b'{"advance": %d}' % (LIFETIME - 60))
    exchange = request.send(context.target, authorization=token)
    if exchange.status == 401:
        yield Finding("Status: expected no 401 with an access token that is still valid, got one.", exchange)
    context.target.control("PATCH", "clock", b'{"advance": 61}')
    yield from expect_rejection(context, request, "an expired access token", token)


def limits_calls(context: Context, request: Request) -> Findings:
    """A call beyond the limit of the account is 429, where the contract documents it."""
    is_documented = "429" in request.operation.raw.get("responses", {})
    if not is_documented or not security(request.operation) or not context.target.control_url:
        return  # a sandbox counts the calls of an account
    context.target.control("PUT", "limit", b'{"callsPerMinute": 1}')
    first, second = context.send(request), context.send(request)
    if first.status == 429 or second.status != 429:
        message = f"Status: expected 429 for the second of two calls with a limit of one, got {second.status}."
        yield Finding(message, second)
    context.target.reset()


def grants_tokens_to_the_right_caller_only(context: Context, request: Request) -> Findings:
    """The token operation rejects a wrong tenant, user name or API token, and an access token as refresh token."""
    if not is_token_operation(request.operation):
        return
    form, tokens = context.target.password_form(), request.send(context.target).record()
    refresh = {"grant_type": "refresh_token", "refresh_token": str(tokens.get("refresh_token"))}
    attempts = {
        "the tenant of someone else": {**form, "tenantId": "another-tenant"},
        "an unknown user name": {**form, "username": "unknown@nowhere.example"},
        "a wrong API token": {**form, "password": "no-such-token"},
        "an access token as refresh token": {**refresh, "refresh_token": str(tokens.get("access_token"))},
        "an unknown refresh token": {**refresh, "refresh_token": "no-such-token"},
    }
    for mistake, wrong in attempts.items():
        exchange = request.replace(body=wrong).send(context.target)
        if exchange.succeeded:
            yield Finding(f"Status: expected 400 or 401 with {mistake}, got {exchange.status}.", exchange, mistake)
    if tokens.get("refresh_token"):
        yield from refreshes_tokens(context, request.replace(body=refresh))


def refreshes_tokens(context: Context, request: Request) -> Findings:
    """Return what is wrong with the grant of a refresh token: it works for 30 days, and its access token is valid."""
    exchange = request.send(context.target)
    if not exchange.succeeded:
        yield Finding(f"Status: expected a 2xx with a refresh token, got {exchange.status}.", exchange)
        return
    listing = next(
        (operation for operation in context.operations if operation.paging and "bearer" in security(operation)), None
    )
    if listing and not listing.path_parameters:
        authorization = f"Bearer {exchange.record().get('access_token')}"
        if Request(listing).send(context.target, authorization=authorization).status == 401:
            yield Finding("access_token: expected one that is accepted, got one that is not.", exchange)
    if context.target.control_url:
        context.target.control("PATCH", "clock", b'{"advance": %d}' % REFRESH_LIFETIME)
        exchange = request.send(context.target)
        if exchange.succeeded:
            message = f"Status: expected 400 or 401 with an expired refresh token, got {exchange.status}."
            yield Finding(message, exchange, "expired refresh token")


def rejects_callers_who_left(context: Context, request: Request) -> Findings:
    """An employee whose end date is in the past has no access (rule end-date-removes-access)."""
    operation = request.operation
    if LEAVING_RULE not in operation.rules or operation.method != "PATCH" or len(context.target.accounts) < 2:
        return
    employees = {
        employee.get("emailAddress"): employee["id"] for employee in context.ids.records.get(operation.record, [])
    }
    caller = next((account for account in context.target.accounts[1:] if account.username in employees), None)
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

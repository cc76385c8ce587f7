"""The token operation: user name and API token, or a refresh token, for a new pair of tokens."""

from __future__ import annotations

from typing import Any

from .account import Account
from .auth import Door
from .exact import write
from .message import Reply, Request
from .problem import Problem
from .tokens import Tokens

KEY = "v1.Token_Token"


def account_of(door: Door, tokens: Tokens, request: Request) -> Account:
    """The account that asks. The tenant may be spelt tenantId or tenantid: the published pages have either.

    Raises:
        Problem: 401, the credentials or the refresh token are wrong or have expired.
    """
    form: dict[str, Any] = request.body
    if form.get("grant_type", "password") == "refresh_token":
        account = door.named(tokens.user(form["refresh_token"], "refresh"))
        wrong = "The refresh token is unknown or has expired; use the password grant."
    else:
        account = door.with_password(form["username"], form["password"], form.get("tenantId", form.get("tenantid")))
        wrong = "User name, API token and tenant do not belong together; see /_sandbox/accounts."
    if account is None:
        raise Problem((401, 400), wrong, kind="grant")
    return account


def respond(tokens: Tokens, account: Account, request: Request) -> Reply:
    """Give a pair of tokens."""
    return Reply(request.endpoint.success, write(tokens.give(account.username)), "application/json")

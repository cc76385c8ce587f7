"""Decide who may use the control API.

It needs no credentials from this machine: the Host must be a name of it (a web page whose own name is made to resolve
to it has another), and pages of other origins are rejected. Callers from other machines need the control token.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from urllib.parse import urlsplit

from ..http.cors import is_loopback
from ..http.problem import Problem

TOKEN_HEADER = "Accountability-Sandbox-Token"


def check_caller(headers: Mapping[str, str], token: str | None) -> None:
    """Check that a request may use the control API.

    Args:
        headers: Of the request, by lower-case name.
        token: The control token; None if there is none.

    Raises:
        Problem: 403 if it may not.
    """
    host, origin = headers.get("host", ""), headers.get("origin")
    given = headers.get(TOKEN_HEADER.lower(), "")
    has_token = token is not None and hmac.compare_digest(token.encode(), given.encode("utf-8", "surrogatepass"))
    if not (has_token or is_loopback(host)):
        raise Problem(
            403,
            f"Host: expected a name of this machine, such as localhost, got {host!r}. From another machine, start the "
            f"sandbox with a control token and send it as {TOKEN_HEADER}.",
        )
    if origin is not None and urlsplit(origin).netloc != host:
        raise Problem(403, f"Origin: expected the sandbox's own page, got {origin!r}.")

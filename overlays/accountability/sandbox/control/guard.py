"""Decide who may use the control API.

It needs no credentials from this machine: the caller's address must be a loopback one, and the Host a name of this
machine (a web page whose own name is made to resolve to it has another). Pages of other origins are rejected. Callers
from other machines need the control token, in a header or as the password of Basic authentication.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import hmac
from ipaddress import ip_address
from urllib.parse import urlsplit

from ..http.cors import is_loopback
from ..http.message import RawRequest
from ..http.problem import Problem

TOKEN_HEADER = "Accountability-Sandbox-Token"


def check_caller(raw: RawRequest, token: str | None) -> None:
    """Check that a request may use the control API; without a control token, callers from other machines may not.

    Raises:
        Problem: 401 or 403 if it may not.
    """
    host, origin = raw.headers.get("host", ""), raw.headers.get("origin")
    if not (_is_local(raw.peer) and is_loopback(host)):
        if token is None:
            raise Problem(
                403,
                f"Host: expected a name of this machine, such as localhost, got {host!r} from {raw.peer}. To call from "
                f"another machine, start the sandbox with a control token and send it as {TOKEN_HEADER}.",
            )
        if not any(hmac.compare_digest(token.encode(), candidate) for candidate in _read_tokens(raw)):
            challenge = {"WWW-Authenticate": 'Basic realm="sandbox control"'}
            detail = f"{TOKEN_HEADER}: expected the control token, which callers from other machines need."
            raise Problem(401, detail, type="control-token", headers=challenge)
    if origin is not None and urlsplit(origin).netloc != host:
        raise Problem(403, f"Origin: expected the sandbox's own page, got {origin!r}.")


def _is_local(peer: str | None) -> bool:
    """Return whether a caller's address is of this machine; there is none in process."""
    try:
        return peer is None or ip_address(peer).is_loopback
    except ValueError:
        return False


def _read_tokens(raw: RawRequest) -> list[bytes]:
    """Return what a request has as its token: by the header, and as the password of Basic authentication."""
    tokens = [raw.headers.get(TOKEN_HEADER.lower(), "").encode("utf-8", "surrogatepass")]
    scheme, _, credentials = raw.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        with contextlib.suppress(binascii.Error, ValueError):
            tokens.append(base64.b64decode(credentials, validate=True).partition(b":")[2])
    return tokens

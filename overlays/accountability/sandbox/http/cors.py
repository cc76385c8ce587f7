"""Let pages of this machine call the sandbox from a browser (CORS), and no pages of other hosts."""

from __future__ import annotations

from urllib.parse import urlsplit

from .message import RawRequest

LOOPBACK_HOSTS = ("localhost", "127.0.0.1", "::1")
_EXPOSED = "Accountability-Sandbox, Retry-After, WWW-Authenticate, X-Request-Id"
_MAX_AGE = "600"  # seconds


def is_loopback(host: str) -> bool:
    """Return whether a host, perhaps with a port, is a name of this machine."""
    name = urlsplit(f"//{host}").hostname or ""
    return name in LOOPBACK_HOSTS or name.endswith(".localhost")


def cors_headers(raw: RawRequest) -> dict[str, str]:
    """Return the CORS headers of a response; none if the request is not from a page of this machine."""
    origin = raw.headers.get("origin")
    if origin is None or not is_loopback(urlsplit(origin).netloc):
        return {}
    headers = {"Access-Control-Allow-Origin": origin, "Access-Control-Expose-Headers": _EXPOSED, "Vary": "Origin"}
    if raw.method == "OPTIONS" and "access-control-request-method" in raw.headers:
        headers["Access-Control-Allow-Methods"] = raw.headers["access-control-request-method"]
        headers["Access-Control-Allow-Headers"] = raw.headers.get("access-control-request-headers", "")
        headers["Access-Control-Max-Age"] = _MAX_AGE
    return headers

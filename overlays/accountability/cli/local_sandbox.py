"""Lift the rate limit of a sandbox on this machine while a command calls it."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit

__all__ = ("unlimited_sandboxes",)

_LOCAL = ("localhost", "127.0.0.1", "::1")


@contextmanager
def unlimited_sandboxes(apis: Collection[str], base_url: str | None, legacy_url: str | None) -> Iterator[bool]:
    """Lift the rate limits of the sandboxes that are about to be called; yield whether all servers are sandboxes.

    Nothing is sent to another machine: only a sandbox on this one accepts changes.

    Args:
        apis: the APIs that are called.
        base_url: of v1 and v2, if it is not from the environment.
        legacy_url: of the legacy service, if it is not from the environment.
    """
    settings = {
        "base_url": base_url or os.environ.get("ACCOUNTABILITY_BASE_URL"),
        "legacy_url": legacy_url or os.environ.get("ACCOUNTABILITY_LEGACY_URL"),
    }
    needed = {"legacy_url" if api == "legacy" else "base_url" for api in apis}
    servers = {_server(settings[name] or "") for name in needed}
    with ExitStack() as stack:
        lifted = [server is not None and stack.enter_context(_unlimited(server)) for server in servers]
        yield all(lifted)


def _server(url: str) -> str | None:
    """Return scheme, host and port of a URL on this machine."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return None
    local = host in _LOCAL or host.endswith(".localhost")
    return f"{parts.scheme}://{parts.netloc}" if local and parts.scheme in ("http", "https") else None


@contextmanager
def _unlimited(server: str) -> Iterator[bool]:
    import httpx

    limit = f"{server}/_sandbox/limit"
    with httpx.Client(trust_env=False, timeout=5.0) as http:
        try:
            about = http.get(f"{server}/_sandbox")
            before = about.json()["callsPerMinute"] if about.headers.get("accountability-sandbox") else None
            is_sandbox = about.is_success and "accountability-sandbox" in about.headers
            lifted = is_sandbox and http.put(limit, json={"callsPerMinute": None}).is_success
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, KeyError, TypeError):
            lifted = False
        try:
            yield lifted
        finally:
            if lifted:
                http.put(limit, json={"callsPerMinute": before})

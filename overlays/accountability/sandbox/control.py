"""The sandbox's own pages under `/_sandbox`: which there are, and who is let in.

They ask for no credentials, so they answer only to callers of this machine: the Host has to be a name of it (a page of
the web that lets its own name point here has another), and a page of another origin is turned away.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from . import handle, page
from .exact import write
from .handle import Page
from .message import Incoming, Reply
from .problem import MEDIA, Problem

if TYPE_CHECKING:
    from .app import Sandbox

ROOT = "_sandbox"
_HERE = ("localhost", "127.0.0.1", "::1")


def takes(incoming: Incoming) -> bool:
    """Whether a request is for these pages: under `/_sandbox`, or a browser's at `/`."""
    return incoming.segments[:1] == (ROOT,) or _is_front(incoming)


def _is_front(incoming: Incoming) -> bool:
    reads = incoming.segments == ("",) and incoming.method in ("GET", "HEAD")
    return reads and "text/html" in incoming.headers.get("accept", "")


def respond(sandbox: Sandbox, incoming: Incoming) -> Reply:
    """The answer of one of these pages."""
    try:
        _check_caller(incoming.headers)
        if _is_front(incoming):
            return page.front(sandbox, incoming.query)
        found = _find(incoming)
        name = incoming.segments[2] if "{name}" in found.path else ""
        return found.act(handle.Ask(sandbox, incoming, PAGES, name))
    except Problem as problem:
        (status,) = problem.statuses
        return Reply(status, write(problem.as_dict(status, incoming.path)), MEDIA, problem.headers)


def _check_caller(headers: Mapping[str, str]) -> None:
    host = headers.get("host", "")
    name = urlsplit(f"//{host}").hostname or ""
    if name not in _HERE and not name.endswith(".localhost"):
        raise Problem(403, f"/{ROOT} answers to callers of this machine; call it by localhost, not by {name!r}.")
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != host:
        raise Problem(403, f"/{ROOT} does not answer to a page of {origin}.")


def _find(incoming: Incoming) -> Page:
    method = "GET" if incoming.method == "HEAD" else incoming.method
    found = {each.method: each for each in PAGES if each.fits(incoming.segments)}
    if not found:
        raise Problem(404, f"There is no page {incoming.path}; GET /{ROOT} lists them.", kind="no-path")
    if method not in found:
        allowed = ", ".join(sorted(found))
        detail = f"{incoming.path} has {allowed}, not {method}."
        raise Problem(405, detail, kind="method", headers={"Allow": allowed})
    return found[method]


PAGES = (
    Page("GET", "/_sandbox", handle.about),
    Page("GET", "/_sandbox/coverage", handle.coverage),
    Page("GET", "/_sandbox/docs/{name}", handle.docs),
    Page("GET", "/_sandbox/accounts", handle.accounts),
    Page("POST", "/_sandbox/reset", handle.reset),
    Page("POST", "/_sandbox/records", handle.seed),
    Page("GET", "/_sandbox/clock", handle.clock),
    Page("PATCH", "/_sandbox/clock", handle.turn),
    Page("PUT", "/_sandbox/limit", handle.limit),
    Page("GET", "/_sandbox/variants", handle.list_variants),
    Page("PUT", "/_sandbox/variant", handle.choose),
    Page("GET", "/_sandbox/faults", handle.faults),
    Page("POST", "/_sandbox/faults", handle.fault),
    Page("DELETE", "/_sandbox/faults", handle.no_faults),
    Page("GET", "/_sandbox/snapshots", handle.snapshots),
    Page("PUT", "/_sandbox/snapshots/{name}", handle.take),
    Page("POST", "/_sandbox/snapshots/{name}/restore", handle.restore),
    Page("DELETE", "/_sandbox/snapshots/{name}", handle.drop),
    Page("GET", "/_sandbox/requests", handle.requests),
)

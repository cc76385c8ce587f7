"""The control API under `/_sandbox`, the OpenAPI documents, and the pages for browsers."""

from __future__ import annotations

from ..http.message import RawRequest, Response
from ..simulation import Simulation
from . import api, pages
from .guard import check_caller

ROOTS = frozenset({"", "_sandbox", *pages.PUBLIC_ROOTS})
"""The first segments of the paths that may be for control."""


def is_control_request(raw: RawRequest) -> bool:
    """Return whether a request is for the control API, a document, or a page."""
    if raw.segments[0] == "_sandbox":
        return True
    reads = raw.method in ("GET", "HEAD")
    return reads and (raw.segments != ("",) or "text/html" in raw.headers.get("accept", ""))


def respond(simulation: Simulation, raw: RawRequest) -> Response:
    """Return the response to such a request."""
    if raw.segments[0] in pages.PUBLIC_ROOTS:
        return pages.respond(simulation, raw)
    check_caller(raw, simulation.control_token)
    return pages.serve_front_page(simulation, raw) if raw.segments == ("",) else api.respond(simulation, raw)

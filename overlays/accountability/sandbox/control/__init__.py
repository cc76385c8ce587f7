"""The control API under `/_sandbox`, the OpenAPI documents, and the pages for browsers."""

from __future__ import annotations

import sqlite3

from ..http.message import RawRequest, Response, problem_response
from ..http.problem import Problem
from ..simulation import Simulation
from ..store.database import storage_problem
from . import api, pages
from .guard import check_caller

__all__ = ("ROOTS", "is_control_request", "respond")

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
    try:
        if raw.segments[0] in pages.PUBLIC_ROOTS:
            return pages.respond(simulation, raw)
        check_caller(raw, simulation.control_token)
        if raw.segments == ("",):
            return pages.front(simulation, raw)
        return api.respond(simulation, raw)
    except Problem as error:
        problem = error
    except sqlite3.Error as error:
        problem = storage_problem(error)
    return problem_response(problem, raw.path)

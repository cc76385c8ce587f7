"""The modules of this package that one typed call passes, in the order in which they are entered."""

from __future__ import annotations

import sys
import warnings
from types import FrameType

import httpx

from accountability import Accountability, PasswordGrant

from .row import Row
from .servers import example_job

__all__ = ("modules_of_a_call", "rows")

_PACKAGES = ("accountability", "accountability_api")
_CALL = "api.v2.jobs.get(4711)"


def rows(runs: int) -> list[Row]:
    """Return the number of modules, then each module and how many of its functions ran; one call is enough."""
    calls = modules_of_a_call()
    total = Row(f"modules that {_CALL} passes", f"{sum(calls.values())} function calls", "", len(calls), 11, unit="")
    return [total, *(Row(name, f"{count} function calls", "") for name, count in calls.items())]


def modules_of_a_call() -> dict[str, int]:
    """Return the function calls of a client's second call by module; its token and its imports exist by then."""
    http = httpx.Client(transport=httpx.MockTransport(_respond))
    grant = PasswordGrant(tenant_id="acme", username="ops@acme.example", api_token="token")
    calls: dict[str, int] = {}

    def count(frame: FrameType, event: str, argument: object) -> None:
        name = frame.f_globals.get("__name__", "")
        if event == "call" and name.partition(".")[0] in _PACKAGES:
            calls[name] = calls.get(name, 0) + 1

    with Accountability(grant, http_client=http) as api, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        api.v2.jobs.get(4711)
        sys.setprofile(count)
        try:
            api.v2.jobs.get(4711)
        finally:
            sys.setprofile(None)
    return calls


def _respond(request: httpx.Request) -> httpx.Response:
    if request.url.path == "/v1/token":
        return httpx.Response(200, json={"access_token": "issued", "refresh_token": "next", "expires_in": 3600})
    return httpx.Response(200, json=example_job())

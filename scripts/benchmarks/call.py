"""Processor time of a call over a connection that stays open."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable
from decimal import Decimal
from functools import partial

import httpx

from accountability import Accountability, ApiToken

from .row import Row
from .servers import example_job, fixed_response
from .timing import time_functions

__all__ = ("rows",)

_CALLS = 300


def rows(runs: int) -> list[Row]:
    """Return the row of calling, from `runs` rounds of the comparison."""
    warnings.simplefilter("ignore")
    with fixed_response(json.dumps(example_job()).encode()) as url:
        api = Accountability(ApiToken("token"), base_url=url, inferred="allow", rate_limit=None)
        http = httpx.Client(auth=("token", ""), base_url=url)
        contenders: dict[str, Callable[[], object]] = {
            "ours": lambda: api.v2.jobs.get(4711),
            "httpx": lambda: json.loads(http.get("/v2/jobs/4711").content, parse_float=Decimal),
        }
        times = time_functions({name: partial(_repeat, contender) for name, contender in contenders.items()}, runs)
    our_time, bare_time = (f"{1e6 * times.median(name) / _CALLS:.0f} us" for name in contenders)
    return [Row("processor time of a call", our_time, f"bare httpx {bare_time}", times.ratio("ours", "httpx"), 1.3)]


def _repeat(contender: Callable[[], object]) -> None:
    for _ in range(_CALLS):
        contender()

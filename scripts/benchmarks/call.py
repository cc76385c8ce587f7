"""Processor time of a call over connections that stay open, and the number of token calls of concurrent callers."""

from __future__ import annotations

import asyncio
import json
import threading
import time
import warnings
from collections.abc import Callable

import httpx

from accountability import Accountability, AsyncAccountability, PasswordGrant

from .peers import own_python, peers_python, run_contenders
from .row import Row
from .servers import fixed_response
from .start import example_job

__all__ = ("rows",)


def rows(runs: int) -> list[Row]:
    """Return the rows of calling, from `runs` rounds of each comparison."""
    return [*_processor_time(runs), *_token_calls()]


def _processor_time(runs: int) -> list[Row]:
    with fixed_response(json.dumps(example_job()).encode()) as url:
        own = run_contenders(own_python(), "call", url, str(runs), "ours", "httpx")
        peers = run_contenders(peers_python(), "call", url, str(runs), "httpx", "openai", "stripe")
    measure, figure = "processor time of a call", f"{1e6 * own.median('ours'):.0f} us"
    bare = Row(measure, figure, f"bare httpx {1e6 * own.median('httpx'):.0f} us", own.ratio("ours", "httpx"), 1.3)
    # Each peer is compared by its ratio to bare httpx, which both environments run.
    return [
        bare,
        *(
            Row(measure, figure, f"{name} {1e6 * peers.median(name):.0f} us",
                own.ratio("ours", "httpx") / peers.ratio(name, "httpx"), 1.0)
            for name in ("openai", "stripe")
        ),
    ]  # fmt: skip


def _token_calls() -> list[Row]:
    warnings.filterwarnings("ignore", module="accountability")
    threads, tasks = _from_threads(200), _from_tasks(1000)
    return [
        Row("200 threads without a token", f"{threads} token calls", "", threads, 1, unit=""),
        Row("1,000 tasks without a token", f"{tasks} token calls", "", tasks, 1, unit=""),
    ]


def _grant() -> PasswordGrant:
    return PasswordGrant(tenant_id="acme", username="ops@acme.example", api_token="token")


def _from_threads(count: int) -> int:
    paths: list[str] = []
    http = httpx.Client(transport=httpx.MockTransport(_service(paths)))
    api = Accountability(_grant(), http_client=http, inferred="allow", rate_limit=None)
    threads = [threading.Thread(target=api.v2.jobs.get, args=(4711,)) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return paths.count("/v1/token")


def _from_tasks(count: int) -> int:
    paths: list[str] = []

    async def run() -> None:
        async with httpx.AsyncClient(transport=httpx.MockTransport(_service(paths))) as http:
            api = AsyncAccountability(_grant(), http_client=http, inferred="allow", rate_limit=None)
            await asyncio.gather(*(api.v2.jobs.get(4711) for _ in range(count)))

    asyncio.run(run())
    return paths.count("/v1/token")


def _service(paths: list[str]) -> Callable[[httpx.Request], httpx.Response]:
    record = example_job()

    def respond(request: httpx.Request) -> httpx.Response:
        paths.append(request.url.path)
        if request.url.path != "/v1/token":
            return httpx.Response(200, json=record)
        time.sleep(0.05)  # long enough for every caller to find that there is no token yet
        return httpx.Response(200, json={"access_token": "issued", "refresh_token": "next", "expires_in": 3600})

    return respond

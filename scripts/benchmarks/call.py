"""What a call costs the processor over connections that stay open, and how many tokens many callers ask for."""

from __future__ import annotations

import json
import os
import subprocess
import threading
import time
import warnings
from pathlib import Path
from typing import Any

from .loopback import answering
from .peers import ROOT, ours, peers
from .row import Row
from .start import job
from .timing import Times

__all__ = ("rows",)


def rows(runs: int) -> list[Row]:
    """The rows of calling.

    Args:
        runs: rounds of each comparison.
    """
    return [*_processor(runs), *_tokens()]


def _processor(runs: int) -> list[Row]:
    with answering(json.dumps(job(ROOT)).encode()) as url:
        own = _contend(ours(), url, runs, "ours", "httpx")
        others = _contend(peers(), url, runs, "httpx", "openai", "stripe")
    figure = f"{1e6 * own.median('ours'):.0f} us"
    made = [Row("processor time of a call", figure, f"bare httpx {1e6 * own.median('httpx'):.0f} us",
                own.ratio("ours", "httpx"), 1.3)]  # fmt: skip
    for name in ("openai", "stripe"):
        # Each is taken by its own ratio to bare httpx, which both environments run.
        ratio = own.ratio("ours", "httpx") / others.ratio(name, "httpx")
        made.append(Row("processor time of a call", figure, f"{name} {1e6 * others.median(name):.0f} us", ratio, 1.0))
    return made


def _contend(python: str, url: str, runs: int, *names: str) -> Times:
    here = Path(__file__).parent
    command = [python, str(here / "call_contender.py"), url, str(runs), *names]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(here)}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip()[-2000:])
    return Times(json.loads(done.stdout))


def _tokens() -> list[Row]:
    threads, tasks = _of_threads(200), _of_tasks(1000)
    return [
        Row("200 threads and no token", f"{threads} token calls", "", threads, 1, unit=""),
        Row("1,000 tasks and no token", f"{tasks} token calls", "", tasks, 1, unit=""),
    ]


def _of_threads(count: int) -> int:
    import httpx

    from accountability import Accountability

    asked: list[str] = []
    http = httpx.Client(transport=httpx.MockTransport(_service(asked)))
    api = Accountability(_grant(), http_client=http, inferred="allow", rate_limit=None)
    threads = [threading.Thread(target=api.v2.jobs.get, args=(4711,)) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return asked.count("/v1/token")


def _of_tasks(count: int) -> int:
    import asyncio

    import httpx

    from accountability import AsyncAccountability

    asked: list[str] = []

    async def run() -> None:
        async with httpx.AsyncClient(transport=httpx.MockTransport(_service(asked))) as http:
            api = AsyncAccountability(_grant(), http_client=http, inferred="allow", rate_limit=None)
            await asyncio.gather(*(api.v2.jobs.get(4711) for _ in range(count)))

    asyncio.run(run())
    return asked.count("/v1/token")


def _grant() -> Any:
    from accountability import PasswordGrant

    return PasswordGrant(tenant_id="acme", username="ops@acme.example", api_token="token")


def _service(asked: list[str]) -> Any:
    import httpx

    record = job(ROOT)

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        if request.url.path != "/v1/token":
            return httpx.Response(200, json=record)
        time.sleep(0.05)  # long enough for every caller to find that there is none yet
        return httpx.Response(200, json={"access_token": "granted", "refresh_token": "again", "expires_in": 3600})

    return answer


warnings.filterwarnings("ignore", module="accountability")

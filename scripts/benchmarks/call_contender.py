"""The process that calls: every contender in turn reads the same record over one connection that stays open.

Prints JSON: seconds of processor time a call, by contender, round by round.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from decimal import Decimal

from timing import functions  # type: ignore[import-not-found]

CALLS = 300


def ours(url: str) -> Callable[[], object]:
    """The client's typed call."""
    from accountability import Accountability, ApiToken

    api = Accountability(ApiToken("token"), base_url=url, inferred="allow", rate_limit=None)
    return lambda: api.v2.jobs.get(4711)


def httpx(url: str) -> Callable[[], object]:
    """Bare httpx, and the standard decoder with exact numbers."""
    import httpx

    http = httpx.Client(auth=("token", ""), base_url=url)
    return lambda: json.loads(http.get("/v2/jobs/4711").content, parse_float=Decimal)


def openai(url: str) -> Callable[[], object]:
    """A typed read by openai's client."""
    import openai  # type: ignore[import-not-found]

    api = openai.OpenAI(api_key="token", base_url=url)
    return lambda: api.models.retrieve("4711")


def stripe(url: str) -> Callable[[], object]:
    """A typed read by stripe's client."""
    import stripe  # type: ignore[import-not-found]

    api = stripe.StripeClient("sk_test_token", base_addresses={"api": url})
    return lambda: api.v1.customers.retrieve("4711")


def main(url: str, runs: str, *names: str) -> None:
    """Measures and prints."""
    contenders = {"ours": ours, "httpx": httpx, "openai": openai, "stripe": stripe}
    calls = {name: contenders[name](url) for name in names}

    def many(call: Callable[[], object]) -> Callable[[], None]:
        def repeat() -> None:
            for _ in range(CALLS):
                call()

        return repeat

    times = functions({name: many(call) for name, call in calls.items()}, int(runs), time.process_time)
    print(json.dumps({name: [seconds / CALLS for seconds in rounds] for name, rounds in times.rounds.items()}))


if __name__ == "__main__":
    main(*sys.argv[1:])

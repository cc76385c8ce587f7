"""One of the processes that share a budget: calls as often as it may, by several threads, until the time is over.

Prints a line when it is ready, begins when its input ends, and prints how many of its calls were answered.
"""

from __future__ import annotations

import sys
import threading
import time

THREADS = 4


def main(url: str, store: str, calls: int, window: float, seconds: float) -> None:
    """Calls for so many seconds; a call that waits for the budget at their end waits no longer."""
    from accountability import Accountability, ApiToken, RateLimit
    from accountability.v2 import jobs

    rate_limit = RateLimit(calls=calls, seconds=window, store=store)
    api = Accountability(ApiToken("token"), base_url=url, inferred="allow", rate_limit=rate_limit, retry=None)
    made: list[int] = []

    def work() -> None:
        while True:
            made.append(api.raw(call).status)

    call = jobs.get_job(4711)
    print("ready", flush=True)
    sys.stdin.read()
    threads = [threading.Thread(target=work, daemon=True) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    print(len(made), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4]), float(sys.argv[5]))

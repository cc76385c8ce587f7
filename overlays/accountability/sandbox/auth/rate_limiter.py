"""The rate limit of each account: a number of calls in any rolling minute.

Published: 100 requests per account in a rolling window of 60 s; a request above it gets 429 and is not processed.
Inferred: `Retry-After` is the wait, a rejected call does not count, and token and legacy calls count.
"""

from __future__ import annotations

import math
import threading
from collections import deque
from collections.abc import Callable

from ..http.problem import Problem
from .account import Account

SECONDS = 60.0
PUBLISHED_CALLS = 100


class RateLimiter:
    """Counts the calls of each account in any 60 s of `monotonic`; `calls` is how many are allowed, None for any."""

    def __init__(self, monotonic: Callable[[], float], calls: int | None) -> None:
        self.calls = calls
        self._monotonic, self._lock = monotonic, threading.Lock()
        self._counted: dict[Account, deque[float]] = {}

    def check(self, account: Account) -> None:
        """Count one call of an account, or raise a problem (429) with the whole seconds until the next is allowed."""
        if self.calls is None:
            return
        with self._lock:
            now = self._monotonic()
            counted = self._counted.setdefault(account, deque())
            while counted and counted[0] + SECONDS <= now:
                counted.popleft()
            if len(counted) < self.calls:
                counted.append(now)
                return
            wait = math.ceil(counted[len(counted) - self.calls] + SECONDS - now)
        detail = f"{account.username}: expected at most {self.calls} calls in 60 s. The next is allowed in {wait} s."
        raise Problem(429, detail, type="limit", headers={"Retry-After": str(wait)})

    def clear(self) -> None:
        """Forget all calls."""
        with self._lock:
            self._counted.clear()

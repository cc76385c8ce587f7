"""The allowance of calls: so many in any rolling minute, for each account on its own.

Published: 100 requests a minute for an account in a rolling window of 60 s; a request beyond it is answered 429 and is
not processed. Inferred: that `Retry-After` tells the wait, that a refused call takes no place in the window, and that a
token call and a call of the legacy service count.
"""

from __future__ import annotations

import math
import threading
from collections import deque
from collections.abc import Callable

from .account import Account
from .problem import Problem

SECONDS = 60.0
PUBLISHED_CALLS = 100


class Window:
    """Counts the calls of each account.

    Args:
        elapsed: seconds that have passed, never going back.
        calls: how many are allowed in a window; None allows all.
    """

    def __init__(self, elapsed: Callable[[], float], calls: int | None) -> None:
        self.calls = calls
        self._elapsed, self._lock = elapsed, threading.Lock()
        self._taken: dict[tuple[str, str], deque[float]] = {}

    def admit(self, account: Account) -> None:
        """Let one call of an account in.

        Raises:
            Problem: 429, it has had all its calls; `Retry-After` says in how many whole seconds the next is free.
        """
        if self.calls is None:
            return
        with self._lock:
            now = self._elapsed()
            taken = self._taken.setdefault((account.tenant, account.username), deque())
            while taken and taken[0] + SECONDS <= now:
                taken.popleft()
            if len(taken) < self.calls:
                taken.append(now)
                return
            wait = math.ceil(taken[len(taken) - self.calls] + SECONDS - now)
        detail = f"{account.username} has made {self.calls} calls in the last minute; the next is free in {wait} s."
        raise Problem(429, detail, kind="limit", headers={"Retry-After": str(wait)})

    def clear(self) -> None:
        """Forget all calls."""
        with self._lock:
            self._taken.clear()

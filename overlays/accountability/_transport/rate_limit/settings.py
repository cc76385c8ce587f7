"""The rate limit of an account: how many calls, and where they are counted."""

from __future__ import annotations

import os
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from math import inf
from typing import TYPE_CHECKING

from ..._backend import Backend, ForkSafeLock, async_sleep
from ..._errors import ConfigurationError, without_references
from .limiter import MemoryStore, RateLimiter
from .window import Rate

if TYPE_CHECKING:
    from .window import Store

__all__ = ("RateLimit",)

_CALL_SECONDS = 120.0  # four waits of 30 s: for a connection of the pool, to connect, to write, to read


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLimit:
    """How many calls an account may make, and where they are counted.

    Args:
        calls: calls in one window; the documented limit is 100.
        seconds: length of the rolling window; the documented one is 60.
        max_wait: the most seconds that a call waits for its permit; if not given, until the deadline of `Retry`, for
            which the waits count then. `math.inf` lets a call wait for as long as it takes.
        store: "memory" counts for every client of the account in this process, "sqlite:///file" for every process of
            this machine that names the same file (a path from the root has four slashes), "redis://host:6379/0" for
            every machine (extra `redis`; a password is a part of the URL, and is not shown).
        clock: returns seconds that never decrease; for tests. Redis uses the time of its own server.
        sleep: waits that many seconds; for tests.
        async_sleep: does the same for asynchronous clients; for tests.

    Raises:
        ConfigurationError: the limit allows nothing, or the store is unknown.
    """

    calls: int = 100
    seconds: float = 60.0
    max_wait: float | None = None
    store: str = field(default="memory", repr=False)
    clock: Callable[[], float] = field(default=time.monotonic, repr=False)
    sleep: Callable[[float], object] = field(default=time.sleep, repr=False)
    async_sleep: Callable[[float], Awaitable[object]] = field(default=async_sleep, repr=False)

    def __post_init__(self) -> None:
        if not (self.calls >= 1 and 0 < self.seconds < inf):
            expected = "calls=1 or more in a finite number of seconds"
            raise ConfigurationError(
                f"rate_limit: expected {expected}, got calls={self.calls}, seconds={self.seconds}."
            )
        if self.max_wait is not None and not self.max_wait >= 0:
            raise ConfigurationError(f"rate_limit: expected max_wait=0 seconds or more, got max_wait={self.max_wait}.")
        if self.store != "memory" and not self.store.startswith(("sqlite:///", "redis://", "rediss://")):
            stores = '"memory", "sqlite:///file" or "redis://host:6379/0"'
            raise ConfigurationError(
                f"rate_limit: expected the store {stores}, got {self.store.partition('://')[0]!r}."
            )

    def limiter(self, account: str, backend: Backend, call_seconds: float = _CALL_SECONDS) -> RateLimiter:
        """Return what limits the calls of an account; clients of one account and store share the counts.

        Args:
            account: names whose calls are counted together.
            backend: how the client waits.
            call_seconds: the longest that a call may take. The permit of a call whose process has ended counts until
                that and one window have passed.

        Raises:
            ConfigurationError: the store cannot be used; the message says why.
        """
        rate = Rate(self.calls, self.seconds, call_seconds)
        return RateLimiter(self._shared(account), rate, self.max_wait, self.clock, self, backend)

    def _shared(self, account: str) -> Store:
        try:
            with _registry_lock.current:
                key = (account, self.store, self.clock)
                if key not in _registry:
                    _registry[key] = self._open(account)
                return _registry[key]
        except ConfigurationError as error:
            failure = without_references(error, ())  # the frames have the store's URL, which may have a password
        del key
        raise failure

    def _open(self, account: str) -> Store:
        if self.store == "memory":
            return MemoryStore(self.clock)
        if self.store.startswith("sqlite:"):
            from .sqlite import SqliteStore

            return SqliteStore(self.store.removeprefix("sqlite:///"), account, self.clock)
        from .redis import RedisStore

        return RedisStore(self.store, account, None if self.clock is time.monotonic else self.clock)


_registry: dict[tuple[str, str, Callable[[], float]], Store] = {}
_registry_lock = ForkSafeLock()


def _reset_memory_stores() -> None:
    """Reset permits and queues in a forked child: the threads that have them exist only in the parent."""
    for store in _registry.values():
        if isinstance(store, MemoryStore):
            store.reset_after_fork()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_reset_memory_stores)

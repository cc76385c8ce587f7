"""The rate limiter of an account, for tests that take its permits without a client."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager, contextmanager

from accountability import RateLimit
from accountability._backend import AsyncBackend, SyncBackend, run
from accountability._transport.rate_limit.window import Store

__all__ = ("Limiter",)


class Limiter:
    """Grants permits as a synchronous and as an asynchronous client of the account get them.

    Args:
        rate_limit: of the account.
        account: its name.
        call_seconds: the longest that a call may take.
    """

    def __init__(self, rate_limit: RateLimit, account: str, call_seconds: float = 120) -> None:
        self.synchronous = rate_limit.limiter(account, SyncBackend(), call_seconds)
        self.asynchronous = rate_limit.limiter(account, AsyncBackend(), call_seconds)
        self.store: Store = self.synchronous._store  # which both share
        self.rate = self.synchronous._rate

    @contextmanager
    def permit(self) -> Iterator[None]:
        """Block until there is a permit, and hold it."""
        permit = self.synchronous.permit()
        run(permit.__aenter__())
        try:
            yield
        finally:
            run(permit.__aexit__(*sys.exc_info()))

    def permit_async(self) -> AbstractAsyncContextManager[None]:
        """Return a permit to wait for and to hold."""
        return self.asynchronous.permit()

    def pause(self, seconds: float) -> None:
        """Allow no call for that many seconds."""
        run(self.synchronous.pause(seconds))

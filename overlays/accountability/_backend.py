"""How synchronous and asynchronous clients wait, lock, and run steps that block.

The layers of a call are written once, as coroutines. Those of a synchronous client never suspend, since its backend
blocks the thread instead: `run` executes them without an event loop.
"""

from __future__ import annotations

import os
import threading
import time
import weakref
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Generic, NamedTuple, Protocol, TypeAlias, TypeVar

__all__ = (
    "REAL_TIME",
    "AsyncBackend",
    "Backend",
    "ForkSafeLock",
    "PerEventLoop",
    "SyncBackend",
    "Timer",
    "async_sleep",
    "run",
)

T = TypeVar("T")
Hold: TypeAlias = Callable[[], AbstractAsyncContextManager[object]]


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """Execute a coroutine of a synchronous client and return its result."""
    try:
        coroutine.send(None)
    except StopIteration as end:
        result: T = end.value
        return result
    coroutine.close()
    raise RuntimeError(
        "Accountability: expected hooks that do not wait for an event loop, got one that does. Use AsyncAccountability."
    )


async def async_sleep(seconds: float) -> None:
    """Wait that many seconds, under asyncio or trio."""
    import anyio

    await anyio.sleep(seconds)


class Timer(Protocol):
    """The two ways to wait that a setting has."""

    @property
    def sleep(self) -> Callable[[float], object]: ...

    @property
    def async_sleep(self) -> Callable[[float], Awaitable[object]]: ...


class _RealTime(NamedTuple):
    sleep: Callable[[float], object] = time.sleep
    async_sleep: Callable[[float], Awaitable[object]] = async_sleep


REAL_TIME = _RealTime()


class SyncBackend:
    """Blocks the thread."""

    async def sleep(self, seconds: float, timer: Timer) -> None:
        """Wait that many seconds."""
        timer.sleep(seconds)

    async def call(self, step: Callable[..., T], *values: object) -> T:
        """Run a step that may block."""
        return step(*values)

    def new_lock(self) -> Hold:
        """Return a function that returns a lock to hold in an `async with`."""
        return ForkSafeLock().hold


class AsyncBackend:
    """Suspends the task; a step that blocks has a thread, and a task that is cancelled meanwhile waits for its end."""

    async def sleep(self, seconds: float, timer: Timer) -> None:
        await timer.async_sleep(seconds)

    async def call(self, step: Callable[..., T], *values: object) -> T:
        import anyio.to_thread

        outcomes: list[T | Exception] = []

        async def run_shielded() -> None:
            with anyio.CancelScope(shield=True):
                try:
                    outcomes.append(await anyio.to_thread.run_sync(step, *values))
                except Exception as error:  # a task group would wrap it
                    outcomes.append(error)

        async with anyio.create_task_group() as group:
            group.start_soon(run_shielded)
        if isinstance(outcomes[0], Exception):
            raise outcomes[0]
        return outcomes[0]

    def new_lock(self) -> Hold:
        from anyio import Lock

        return PerEventLoop(Lock).get


Backend: TypeAlias = SyncBackend | AsyncBackend


class ForkSafeLock:
    """A lock that is replaced in a forked child: the thread that holds it at the fork exists only in the parent."""

    def __init__(self) -> None:
        self.current = threading.Lock()
        _locks.add(self)

    @asynccontextmanager
    async def hold(self) -> AsyncIterator[None]:
        with self.current:
            yield


_locks: weakref.WeakSet[ForkSafeLock] = weakref.WeakSet()


def _replace_locks() -> None:
    for lock in list(_locks):
        lock.current = threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_replace_locks)


class PerEventLoop(Generic[T]):
    """A value for each event loop, created when the loop first needs it."""

    def __init__(self, create: Callable[[], T]) -> None:
        from anyio.lowlevel import RunVar

        self._create = create
        self._values: RunVar[T] = RunVar(f"accountability-{id(self)}")

    def get(self) -> T:
        """Return the running event loop's value."""
        try:
            return self._values.get()
        except LookupError:
            value = self._create()
            self._values.set(value)
            return value

"""The asynchronous client. The synchronous one differs by `await` alone."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self, TypeVar

import httpx

from ._backend import AsyncBackend
from ._client import Client
from ._concurrency import CallResult, map_async, validate_concurrency
from ._messages import Api, Response, build_raw_call
from ._transport.sender import AsyncSender

if TYPE_CHECKING:
    from types import TracebackType

    from accountability_api._runtime.call import Call
    from accountability_api.legacy import AsyncLegacy
    from accountability_api.v1 import AsyncV1
    from accountability_api.v2 import AsyncV2

__all__ = ("AsyncAccountability",)

T = TypeVar("T")


class AsyncAccountability(Client[httpx.AsyncClient]):
    """An asynchronous client of the three APIs; one may be shared by many tasks.

    `v1`, `v2` and `legacy` hold their resources: `await api.v2.jobs.get(4711)`.
    """

    _kind = httpx.AsyncClient
    _sender: AsyncSender
    _sender_kind = AsyncSender
    _backend = AsyncBackend()
    _closing = "use `async with`, or await its close"

    @cached_property
    def v1(self) -> AsyncV1:
        """The API limited by the user's access groups."""
        from accountability_api.v1 import AsyncV1

        return AsyncV1(self.send)

    @cached_property
    def v2(self) -> AsyncV2:
        """The API not limited by access groups."""
        from accountability_api.v2 import AsyncV2

        return AsyncV2(self.send)

    @cached_property
    def legacy(self) -> AsyncLegacy:
        """The older service, whose operations are published."""
        from accountability_api.legacy import AsyncLegacy

        return AsyncLegacy(self.send)

    async def send(self, call: Call[T]) -> T:
        """Send a call and return what its response is read as; see `Accountability.send`."""
        prepared = self._prepare(call)
        return self._parse(prepared, await self._exchange(prepared))

    async def raw(self, call: Call[Any]) -> Response:
        """Send a call and return its response with any status; see `Accountability.raw`."""
        return await self._exchange(self._prepare(call))

    async def request(
        self,
        method: str,
        path: str,
        *,
        api: Api | None = None,
        query: Mapping[str, Any] | None = None,
        json: Any = ...,
        media: str = "application/json",
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """Send a request that the contract lacks and return its response; see `Accountability.request`."""
        call = build_raw_call(method, path, api, query, json, media, headers)
        return await self._exchange(self._prepare(call, unchecked=True))

    def map(self, calls: Iterable[Call[T]], concurrency: int = 8) -> AsyncGenerator[CallResult[T], None]:
        """Send many calls concurrently in asyncio tasks; yield their results in order; see `Accountability.map`.

        If you stop before the end, calls in progress are cancelled; `contextlib.aclosing` does that at once. Only this
        method needs asyncio: under trio, call `send` in the tasks of a nursery.

        Raises:
            ValueError: `concurrency` is less than 1.
            RuntimeError: no asyncio event loop is running.
        """

        return map_async(calls, validate_concurrency(concurrency), self._prepare, self._exchange, self._parse)

    async def close(self) -> None:
        """Close the connections; an `http_client` that was passed stays open."""
        self._open = False
        if self._parent is None:
            await self._sender.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

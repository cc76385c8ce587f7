"""The asynchronous client. The synchronous one differs by `await` alone."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Self, TypeVar

import httpx

from ._client import Client
from ._concurrency import AsyncHttpClients
from ._errors import AccountabilityError
from ._map import CallResult, at_least_one, in_tasks
from ._own_call import Api, own_call
from ._response import Response
from ._transport.sender import AsyncExchange

if TYPE_CHECKING:
    from types import TracebackType

    from accountability_api._runtime.call import Call
    from accountability_api.legacy import AsyncLegacy
    from accountability_api.v1 import AsyncV1
    from accountability_api.v2 import AsyncV2

__all__ = ("AsyncAccountability",)

T = TypeVar("T")


class AsyncAccountability(Client[httpx.AsyncClient, AsyncHttpClients]):
    """An asynchronous client of the three APIs; one may be shared by many tasks.

    `v1`, `v2` and `legacy` hold their resources: `await api.v2.jobs.get(4711)`.
    """

    _kind = httpx.AsyncClient
    _clients_kind = AsyncHttpClients
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
        """What the method of a call's operation gives; see `Accountability.send`."""
        return self._desk.read(call, await self.raw(call))

    async def raw(self, call: Call[Any]) -> Response:
        """The answer to a call as it came, whatever its status; see `Accountability.raw`."""
        return await self._exchanged(call, self._request(call))

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
        """The answer to a request that the contract lacks, whatever its status; see `Accountability.request`."""
        call = own_call(method, path, api, query, json, media, headers)
        return await self._exchanged(call, self._request(call, own=True))

    def map(self, calls: Iterable[Call[T]], concurrency: int = 8) -> AsyncGenerator[CallResult[T], None]:
        """The outcomes of many calls in their order, sent side by side by tasks of asyncio; see `Accountability.map`.

        If you stop before the end, calls under way are cancelled; `contextlib.aclosing` does that at once. Of the whole
        client this alone needs asyncio: under trio, have the tasks of a nursery call `send`.

        Raises:
            ValueError: `concurrency` is less than 1.
            RuntimeError: no loop of asyncio is running.
        """

        def begin(call: Call[T]) -> Callable[[], Awaitable[Response]]:
            return partial(self._exchanged, call, self._request(call))

        return in_tasks(calls, at_least_one(concurrency), begin, self._desk.read)

    async def _exchanged(self, call: Call[Any], request: httpx.Request) -> Response:
        try:
            settings = self._limits(), self._retry, self._hooks, self._max_answer_bytes
            exchange = AsyncExchange(self._clients, self._ledger(call), *settings)
            return await exchange.send(request, self._desk.auth(call), call.key)
        except AccountabilityError as error:
            failure = self._desk.without_secrets(error)
        del request, exchange  # an error's frames are shown: they must not hold what has credentials
        raise failure

    async def close(self) -> None:
        """Close the connections; an `http_client` of the caller's stays open."""
        self._open = False
        if self._parent is None:
            await self._clients.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

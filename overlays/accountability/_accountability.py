"""The synchronous client. The asynchronous one differs by `await` alone."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Self, TypeVar

import httpx

from ._client import Client
from ._concurrency import HttpClients
from ._errors import AccountabilityError
from ._map import CallResult, at_least_one, in_threads
from ._own_call import Api, own_call
from ._response import Response
from ._transport.hooks import Hooks
from ._transport.sender import Exchange

if TYPE_CHECKING:
    from types import TracebackType

    from accountability_api._runtime.call import Call
    from accountability_api.legacy import Legacy
    from accountability_api.v1 import V1
    from accountability_api.v2 import V2

__all__ = ("Accountability",)

T = TypeVar("T")


class Accountability(Client[httpx.Client, HttpClients]):
    """A client of the three APIs, for threads; one may be shared by many.

    `v1`, `v2` and `legacy` hold their resources: `api.v2.jobs.get(4711)`.
    """

    _kind = httpx.Client
    _clients_kind = HttpClients

    def _checked(self, hooks: Hooks) -> Hooks:
        return hooks.for_threads()

    @cached_property
    def v1(self) -> V1:
        """The API limited by the user's access groups."""
        from accountability_api.v1 import V1

        return V1(self.send)

    @cached_property
    def v2(self) -> V2:
        """The API not limited by access groups."""
        from accountability_api.v2 import V2

        return V2(self.send)

    @cached_property
    def legacy(self) -> Legacy:
        """The older service, whose operations are published."""
        from accountability_api.legacy import Legacy

        return Legacy(self.send)

    def send(self, call: Call[T]) -> T:
        """What the method of a call's operation gives.

        Args:
            call: a request as a value, such as `accountability.v2.jobs.get_job(4711)`.

        Raises:
            UnverifiedOperationError: it is inferred, and was stopped before anything was sent.
            TransportError: there is no answer.
            Refused: the answer is an error.
            ContractViolationError: the answer is not what the contract promises.
        """
        return self._desk.read(call, self.raw(call))

    def raw(self, call: Call[Any]) -> Response:
        """The answer to a call as it came, whatever its status.

        Raises:
            UnverifiedOperationError: the call is inferred, and was stopped before anything was sent.
            TransportError: there is no answer.
            Unauthorized: no access token was granted.
        """
        return self._exchanged(call, self._request(call))

    def request(
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
        """The answer to a request that the contract lacks, whatever its status: `api.request("GET", "/v2/cards")`.

        It is authorized, counted and repeated like any other, but never stopped as a guess: it is yours.

        Args:
            method: of HTTP, in capitals.
            path: from `/v1/` or `/v2/` on, or (`api="legacy"`) below the Service.svc; each argument %-encoded.
            api: which API; needed for legacy alone.
            query: values as text, numbers, dates or lists; what is None is left out.
            json: the body, none if left out; Decimals go out exactly, a float is refused.
            media: the body's media type, such as "application/merge-patch+json".
            headers: sent along.

        Raises:
            ValueError: the path would lead away from the API.
            TransportError: there is no answer.
            Unauthorized: no access token was granted.
        """
        call = own_call(method, path, api, query, json, media, headers)
        return self._exchanged(call, self._request(call, own=True))

    def map(self, calls: Iterable[Call[T]], concurrency: int = 8) -> Generator[CallResult[T], None, None]:
        """The outcomes of many calls in their order, sent side by side within the budget: each its value or its error.

        The calls may come from a generator; few are taken ahead. If you stop before the end (`break`, Ctrl-C), calls
        under way come to their end and the others are not sent; `contextlib.closing` does that at once.

        Args:
            calls: such as `(jobs.get_job(number) for number in numbers)`.
            concurrency: how many are under way at most.

        Raises:
            ValueError: `concurrency` is less than 1.
        """

        def begin(call: Call[T]) -> Callable[[], Response]:
            return partial(self._exchanged, call, self._request(call))

        return in_threads(calls, at_least_one(concurrency), begin, self._desk.read)

    def _exchanged(self, call: Call[Any], request: httpx.Request) -> Response:
        try:
            settings = self._limits(), self._retry, self._hooks, self._max_answer_bytes
            exchange = Exchange(self._clients, self._ledger(call), *settings)
            return exchange.send(request, self._desk.auth(call), call.key)
        except AccountabilityError as error:
            failure = self._desk.without_secrets(error)
        del request, exchange  # an error's frames are shown: they must not hold what has credentials
        raise failure

    def close(self) -> None:
        """Close the connections; an `http_client` of the caller's stays open."""
        self._open = False
        if self._parent is None:
            self._clients.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

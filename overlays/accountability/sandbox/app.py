"""The sandbox: drive it in a test, serve it as an application, or call it without a socket."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from datetime import UTC
from functools import cached_property
from typing import TYPE_CHECKING, Any

import anyio

from . import control
from .contract.endpoint import Endpoint
from .http.asgi import Application
from .http.cors import cors_headers
from .http.message import RawRequest, Response, common_headers
from .http.problem import MEDIA_TYPE, Problem, no_operation
from .simulation import Simulation
from .store.json_codec import write

if TYPE_CHECKING:  # loaded on use: a server needs no client
    import httpx

    from accountability import Accountability, AsyncAccountability

    from .http.in_process import SandboxTransport


class Sandbox(Simulation):
    """A stateful imitation of the three APIs over one store.

    `client()` calls it in this process, without a socket; `app` is its ASGI application. See `Simulation` for the
    settings and controls.

    Attributes:
        sleep, async_sleep: Wait out the seconds of a fault; may be replaced.
    """

    sleep: Callable[[float], object] = staticmethod(time.sleep)
    async_sleep: Callable[[float], Awaitable[object]] = staticmethod(anyio.sleep)

    @cached_property
    def app(self) -> Application:
        """The ASGI application."""
        return Application(self)

    def handle(
        self,
        method: str,
        path: bytes,
        query: bytes,
        headers: Iterable[tuple[bytes, bytes]],
        content: bytes,
        peer: str | None = None,
    ) -> Response:
        """Return the response to a request; see `RawRequest.parse`."""
        try:
            raw = RawRequest.parse(method, path, query, headers, content, peer)
        except Problem as problem:
            return Response(400, write(problem.as_dict(400, "")), MEDIA_TYPE, common_headers())
        response = self._dispatch(raw)
        added = common_headers(raw.id)
        if "origin" in raw.headers:
            added |= cors_headers(raw)
        return replace(response, headers={**response.headers, **added})

    def _dispatch(self, raw: RawRequest) -> Response:
        if raw.segments[0] in control.ROOTS and control.is_control_request(raw):
            return control.respond(self, raw)
        if raw.method == "OPTIONS":
            return self._options(raw)
        return self._backend.handle(raw) if self._variant is None else self._respond_with_variant(raw)

    def _options(self, raw: RawRequest) -> Response:
        """Return the methods of a path, which browsers request before they send a call."""
        allowed = ", ".join(self._backend.methods(raw.segments))
        if allowed:
            return Response(204, headers={"Allow": allowed})
        problem = no_operation(raw.path)
        return Response(404, write(problem.as_dict(404, raw.path)), MEDIA_TYPE)

    def _respond_with_variant(self, raw: RawRequest) -> Response:
        """Return the response of the active variant, logged even if that does not call the backend."""
        assert self._variant is not None
        service = _ObservedBackend(self)
        response = self._variant.handle(service, raw)
        if not service.called:
            self._backend.record_call(raw, response, f"handled by the variant {self._variant.name}")
        return response

    def client(self, **settings: Any) -> Accountability:
        """Return a client of the first account without a rate limit, which may call inferred operations.

        Args:
            settings: As for `Accountability`; they override these.
        """
        import httpx

        from accountability import Accountability

        transport = self._transport()
        default = {"http_client": httpx.Client(transport=transport)} if transport else {}
        return Accountability(**{**self._client_settings(), **default, **settings})

    def async_client(self, **settings: Any) -> AsyncAccountability:
        """Return an asynchronous client with the same settings."""
        import httpx

        from accountability import AsyncAccountability

        transport = self._transport()
        default = {"http_client": httpx.AsyncClient(transport=transport)} if transport else {}
        return AsyncAccountability(**{**self._client_settings(), **default, **settings})

    def http_client(self, **settings: Any) -> httpx.Client:
        """Return an HTTP client of `url`, for requests that have no Python method.

        Args:
            settings: As for `httpx.Client`, such as `auth=(sandbox.accounts[0].api_token, "")`.
        """
        import httpx

        return httpx.Client(base_url=self.url, transport=self._transport(), **settings)

    def _transport(self) -> SandboxTransport | None:
        """Return the transport of its clients; None for httpx's own."""
        from .http.in_process import SandboxTransport

        return SandboxTransport(self)

    def _client_settings(self) -> dict[str, Any]:
        from accountability import ApiToken

        auth = ApiToken(self.accounts[0].api_token)
        urls = {"base_url": self.url, "legacy_url": self.legacy_url}
        return {"auth": auth, **urls, "legacy_timezone": UTC, "inferred": "allow", "rate_limit": None}


class _ObservedBackend:
    """A backend that remembers whether it was called."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._backend, self.called = sandbox._backend, False

    def handle(self, raw: RawRequest) -> Response:
        self.called = True
        return self._backend.handle(raw)

    def endpoint(self, raw: RawRequest) -> Endpoint | None:
        return self._backend.endpoint(raw)

"""The sandbox: drive it in a test, serve it as an application, or call it without a socket."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from datetime import UTC
from functools import cached_property
from typing import TYPE_CHECKING, Any

import anyio

from .http.asgi import Application
from .service import SimulatedService

if TYPE_CHECKING:  # loaded on use: a server needs no client
    import httpx

    from accountability import Accountability, AsyncAccountability

    from .http.in_process import SandboxTransport


class Sandbox(SimulatedService):
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

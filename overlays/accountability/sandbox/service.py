"""The sandbox: respond to requests, from an ASGI server or from clients in the same process."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC
from functools import cached_property
from typing import TYPE_CHECKING, Any

import anyio

from . import control, rest
from .auth import access
from .auth.access import Caller
from .auth.account import Account
from .auth.authenticator import TOKEN_OPERATION
from .call_log import Call
from .contract.endpoint import JSON, Endpoint
from .http.asgi import Application
from .http.cors import cors_headers
from .http.message import RawRequest, Response, common_headers, problem_response
from .http.problem import Problem, malformed_problem, no_operation_problem
from .legacy import operations as legacy
from .records import Records
from .request import Request, parse_request
from .rules import END_DATE, has_left
from .simulation import Simulation
from .store.database import as_problem
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

    def client(self, **settings: Any) -> Accountability:
        """Return a client of the first account without a rate limit, which may call inferred operations.

        Args:
            settings: As for `Accountability`; they override these.
        """
        import httpx

        from accountability import Accountability

        return Accountability(**{**self._build_client_settings(httpx.Client), **settings})

    def async_client(self, **settings: Any) -> AsyncAccountability:
        """Return an asynchronous client with the same settings."""
        import httpx

        from accountability import AsyncAccountability

        return AsyncAccountability(**{**self._build_client_settings(httpx.AsyncClient), **settings})

    def http_client(self, **settings: Any) -> httpx.Client:
        """Return an HTTP client of `url`, for requests that have no Python method.

        Args:
            settings: As for `httpx.Client`, such as `auth=(sandbox.accounts[0].api_token, "")`.
        """
        import httpx

        return httpx.Client(base_url=self.url, transport=self._build_transport(), **settings)

    def _build_transport(self) -> SandboxTransport | None:
        """Return the transport of its clients; None for httpx's own."""
        from .http.in_process import SandboxTransport

        return SandboxTransport(self)

    def _build_client_settings(self, http_client: Callable[..., object]) -> dict[str, Any]:
        from accountability import ApiToken

        auth, transport = ApiToken(self.accounts[0].api_token), self._build_transport()
        urls = {"base_url": self.url, "legacy_url": self.legacy_url}
        settings = {"auth": auth, **urls, "legacy_timezone": UTC, "inferred": "allow", "rate_limit": None}
        return settings | ({"http_client": http_client(transport=transport)} if transport else {})

    def handle(self, raw: RawRequest) -> Response:
        """Return the response to a request, however it arrived. The methods below are in the order of its path."""
        headers = common_headers(raw.id)
        if "origin" in raw.headers:
            headers |= cors_headers(raw)
        return self._dispatch(raw).with_headers(headers)

    def _dispatch(self, raw: RawRequest) -> Response:
        if not raw.segments:
            return problem_response(malformed_problem("path: expected percent-encoded UTF-8."), "")
        if raw.segments[0] in control.ROOTS and control.is_control_request(raw):
            try:
                return control.respond(self, raw)
            except (Problem, sqlite3.Error) as error:
                return problem_response(as_problem(error), raw.path)
        if raw.method == "OPTIONS":
            return self._list_methods(raw)
        if self._variant is None:
            return self.respond(raw)
        response = self._variant.handle(self, raw)
        if raw.id not in self._log:
            call = Call(raw, self.endpoint(raw), reason=f"handled by the variant {self._variant.name}")
            self._log.record(self.clock(), call, response)
        return response

    def _list_methods(self, raw: RawRequest) -> Response:
        """Return the methods of a path, which browsers request before they send a call."""
        methods = ", ".join(self._find_methods(raw.segments))
        if methods:
            return Response(204, headers={"Allow": methods})
        return problem_response(no_operation_problem(raw.path), raw.path)

    def _find_methods(self, segments: Sequence[str]) -> list[str]:
        endpoints = self._router.find(segments)
        return [*sorted(endpoints), "OPTIONS"] if endpoints else []

    def endpoint(self, raw: RawRequest) -> Endpoint | None:
        """Return the operation of a request, or None."""
        return self._router.find(raw.segments).get(raw.method)

    def respond(self, raw: RawRequest) -> Response:
        """Return the response of the contract's operation, or of a fault, and log the call."""
        call = Call(raw, self.endpoint(raw))
        fault = self.faults.match(call.endpoint.key) if call.endpoint and self.faults.active else None
        response = fault.response(raw.path) if fault and fault.skips_operation else self._respond_without_fault(call)
        if fault:
            call.reason, response = fault.reason, fault.apply_to(response)
        self._log.record(self.clock(), call, response)
        return response

    def _respond_without_fault(self, call: Call) -> Response:
        try:
            return self._perform(call)
        except (Problem, sqlite3.Error) as error:
            problem = as_problem(error)
        call.reason = problem.detail
        if call.endpoint and not call.endpoint.is_ours:
            return self._foreign[call.endpoint.api].reject(call.endpoint, problem, call.raw.path)
        return problem_response(problem, call.raw.path, call.endpoint.statuses if call.endpoint else ())

    def _perform(self, call: Call) -> Response:
        """Authenticate, count, authorize, parse and perform a call."""
        raw, endpoint = call.raw, call.endpoint
        if endpoint is None:
            raise no_operation_problem(raw.path, ", ".join(self._find_methods(raw.segments)), raw.method)
        account = self._authenticator.authenticate(endpoint, raw.headers.get("authorization"))
        if account is not None:
            call.account = account.username
            self._rate_limiter.check(account)
        records = self.records_of(account.tenant if account else None)
        caller = self._authorize(records, endpoint, account)
        call.request = parse_request(raw, endpoint, caller, strict=self.strict)
        if endpoint.key == TOKEN_OPERATION:
            return self._issue_tokens(call, call.request)
        if not endpoint.is_ours:
            return self._foreign[endpoint.api].respond(records.store, call.request)
        if endpoint.api == legacy.API:
            return legacy.respond(records, call.request)
        return rest.respond(records, call.request)

    def _authorize(self, records: Records, endpoint: Endpoint, account: Account | None) -> Caller:
        """Return the caller with their access; an employee who has left the agency is rejected."""
        employee = records.find_employee(account)
        if employee and employee.get("endDate") and has_left(employee, self.clock().date().isoformat()):
            raise Problem(401, "The employee's end date is past, and with it the access.", type=END_DATE)
        if endpoint.access_type is None:
            return Caller(account, employee)
        limits = access.load_access(employee, records.store, self._collections)
        limits.check(endpoint)
        return Caller(account, employee, limits)

    def _issue_tokens(self, call: Call, request: Request) -> Response:
        account = self._authenticator.authenticate_grant(request.body)
        call.account = account.username
        self._authorize(self.records_of(account.tenant), request.endpoint, account)
        self._rate_limiter.check(account)
        return Response(request.endpoint.success, write(self._authenticator.issue_tokens(account)), JSON)

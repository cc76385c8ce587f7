"""Respond to requests: find the operation, check its caller, and perform it on the records."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from . import control, rest
from .auth import access
from .auth.access import Caller
from .auth.account import Account
from .auth.authenticator import TOKEN_OPERATION
from .call_log import Call
from .contract.endpoint import Endpoint
from .http.cors import cors_headers
from .http.message import RawRequest, Response, common_headers, problem_response
from .http.problem import Problem, no_operation
from .legacy.operations import API as LEGACY
from .records import Records
from .request import Request, parse_request
from .rules import END_DATE, has_left
from .simulation import Simulation
from .store.database import storage_problem
from .store.json_codec import write


class SimulatedService(Simulation):
    """Responds to requests, however they arrive. The path of a request is that of the methods, from top to bottom."""

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
            return problem_response(problem, "").with_headers(common_headers())
        added = common_headers(raw.id)
        if "origin" in raw.headers:
            added |= cors_headers(raw)
        return self._dispatch(raw).with_headers(added)

    def _dispatch(self, raw: RawRequest) -> Response:
        if raw.segments[0] in control.ROOTS and control.is_control_request(raw):
            return control.respond(self, raw)
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
        allowed = ", ".join(self._methods(raw.segments))
        if allowed:
            return Response(204, headers={"Allow": allowed})
        return problem_response(no_operation(raw.path), raw.path)

    def _methods(self, segments: Sequence[str]) -> list[str]:
        found = self._router.find(segments)
        return [*sorted(found), "OPTIONS"] if found else []

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
        except Problem as error:
            problem = error
        except sqlite3.Error as error:
            problem = storage_problem(error)
        call.reason = problem.detail
        if call.endpoint and not call.endpoint.is_ours:
            return self._foreign[call.endpoint.api].reject(call.endpoint, problem, call.raw.path)
        return problem_response(problem, call.raw.path, call.endpoint.statuses if call.endpoint else frozenset())

    def _perform(self, call: Call) -> Response:
        """Authenticate, count, authorize, parse and perform a call."""
        raw, endpoint = call.raw, call.endpoint
        if endpoint is None:
            raise no_operation(raw.path, ", ".join(self._methods(raw.segments)), raw.method)
        account = self._authenticator.authenticate(endpoint, raw.headers.get("authorization"))
        if account is not None:
            call.account = account.username
            self._count(account)
        records = self.records_of(account.tenant if account else None)
        caller = self._authorize(records, endpoint, account)
        call.request = parse_request(raw, endpoint, caller, strict=self.strict)
        if endpoint.key == TOKEN_OPERATION:
            return self._issue_tokens(call, call.request)
        if not endpoint.is_ours:
            return self._foreign[endpoint.api].respond(records.store, call.request)
        if endpoint.api == LEGACY:
            return self._legacy.respond(records, call.request)
        return rest.respond(records, call.request)

    def _count(self, account: Account) -> None:
        if self.calls_per_minute is not None:
            self._rate_limiter.check(account)

    def _authorize(self, records: Records, endpoint: Endpoint, account: Account | None) -> Caller:
        """Return the caller with their access; an employee who has left the agency is rejected."""
        employee = records.employee(account)
        if employee and employee.get("endDate") and has_left(employee, self.clock().date().isoformat()):
            raise Problem(401, "The employee's end date is past, and with it the access.", type=END_DATE)
        if endpoint.access_type is None:
            return Caller(account, employee)
        limits = access.access_of(employee, records.store, self._collections)
        limits.check(endpoint)
        return Caller(account, employee, limits)

    def _issue_tokens(self, call: Call, request: Request) -> Response:
        account = self._authenticator.authenticate_grant(request.body)
        call.account = account.username
        self._authorize(self.records_of(account.tenant), request.endpoint, account)
        self._count(account)
        return Response(request.endpoint.success, write(self._authenticator.issue_tokens(account)), "application/json")

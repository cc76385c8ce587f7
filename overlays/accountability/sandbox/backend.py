"""The service behind HTTP: finds the operation of a request, checks its caller, and performs it on the records."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from os import PathLike
from typing import Any

from accountability import wcf
from accountability.spec import Contract

from . import records, rest, rules
from .auth import access
from .auth.access import Caller
from .auth.account import Account, Accounts, demo_accounts
from .auth.authenticator import TOKEN_OPERATION, Authenticator
from .auth.rate_limiter import RateLimiter
from .auth.tokens import Tokens
from .call_log import Call, CallLog
from .clock import AdjustableClock
from .contract.collection import Collections
from .contract.endpoint import Endpoint, Router, endpoints
from .faults import Faults
from .foreign import Foreign
from .http.message import RawRequest, Response
from .http.problem import MEDIA_TYPE, Problem, no_operation
from .legacy.operations import API as LEGACY
from .legacy.operations import Legacy
from .records import Records
from .request import Request, parse_request
from .rules.employee import END_DATE, has_left
from .seed import examples
from .seed.fill import Filler, Progress
from .store.database import Database, storage_problem
from .store.json_codec import write
from .store.snapshots import Snapshots
from .store.store import Record, Store, create_indexes


class Backend:
    """The state and all operations of a sandbox.

    Args:
        contracts: By API, the newest first.
        database: File of the records, None for memory.
        clock: The sandbox's clock.
        accounts: Who may call; None for the employees of the initial records.
        calls_per_minute: The rate limit of each account; None for no limit.
        strict: Whether parameters and properties that the contract does not declare are rejected.
    """

    def __init__(
        self,
        contracts: Mapping[str, Contract],
        database: str | PathLike[str] | None,
        clock: AdjustableClock,
        accounts: Sequence[Account] | None,
        calls_per_minute: int | None,
        strict: bool,
    ) -> None:
        self.strict, self._clock = strict, clock
        self.endpoints = [each for contract in contracts.values() for each in endpoints(contract)]
        foreign = [each for each in self.endpoints if not each.operation.is_ours]
        self._foreign = {api: Foreign([each for each in foreign if each.operation.api == api]) for api in contracts}
        ours = [each for each in self.endpoints if each.operation.is_ours]
        self._rest = [each for each in ours if each.operation.api != LEGACY]
        self._router, self._collections = Router(self.endpoints), Collections(self._rest)
        self.database = Database(database)
        initial = demo_accounts(examples.records_of("employees", self._rest)) if accounts is None else accounts
        self.accounts = Accounts(self.database, initial)
        self._authenticator = Authenticator(self.accounts, Tokens(self.database, clock))
        self._legacy = Legacy(wcf.Codec(contracts[LEGACY].document if LEGACY in contracts else {}), self._collections)
        self.rate_limiter = RateLimiter(clock.monotonic, calls_per_minute)
        self.faults = Faults([endpoint.key for endpoint in self.endpoints])
        self.log = CallLog({name for contract in contracts.values() for name in contract.sensitive})
        self.snapshots = Snapshots(self.database)
        self._tenants: dict[str, Records] = {}
        self._initial: dict[str, list[tuple[Any, ...]]] | None = None
        indexes = (*rules.INDEXES, *records.INDEXES, *access.INDEXES)
        create_indexes(self.database, (*indexes, *self._legacy.indexes(self.endpoints, self.records().store)))
        if self.database.is_new:
            self.reset()

    def records(self, tenant: str | None = None) -> Records:
        """Return the records of a tenant; by default of the one with the initial records."""
        tenant = self.accounts.default_tenant if tenant is None else tenant
        if tenant not in self._tenants:
            self._tenants[tenant] = Records(Store(self.database, tenant), self._collections, self._clock)
        return self._tenants[tenant]

    def reset(self) -> None:
        """Restore the initial records. Tokens, accounts and snapshots are kept."""
        with self.database.transaction():
            for table in ("record", "sequence"):
                self.database.execute(f"DELETE FROM {table}")
            if self._initial is None:
                ours = [each for each in self.endpoints if each.operation.is_ours]
                examples.load(self.records(), self._rest, self._legacy, ours)
                for foreign in self._foreign.values():
                    foreign.load(self.records().store)
                self._initial = {each: self.database.rows(f"SELECT * FROM {each}") for each in ("record", "sequence")}
            else:
                for table, rows in self._initial.items():
                    marks = ", ".join("?" * len(rows[0])) if rows else ""
                    self.database.execute_many(f"INSERT INTO {table} VALUES ({marks})", rows)

    def seed(self, collection: str, new: Iterable[Mapping[str, Any]], tenant: str | None) -> list[Record]:
        """Add records; see `examples.add`."""
        return examples.add(self.records(tenant), self._rest, collection, new)

    def fill(self, rows: Mapping[str, int], seed: int, progress: Progress) -> None:
        """Add generated records; see `Filler.fill`."""
        Filler(self.records(), self._rest, seed).fill(rows, progress)

    def close(self) -> None:
        """Close the database."""
        self.database.close()

    def endpoint(self, raw: RawRequest) -> Endpoint | None:
        """Return the operation of a request, or None."""
        return self._router.find(raw.segments).get(raw.method)

    def methods(self, segments: Sequence[str]) -> list[str]:
        """Return the methods of a path; empty if there is no such path."""
        found = self._router.find(segments)
        return [*sorted(found), "OPTIONS"] if found else []

    def handle(self, raw: RawRequest) -> Response:
        """Return the response to a request, and log the call."""
        call = Call(raw, self.endpoint(raw))
        fault = self.faults.match(call.endpoint.key) if call.endpoint and self.faults.active else None
        response = fault.response(raw.path) if fault and fault.skips_operation else self._respond(call)
        if fault:
            call.reason, response = fault.reason, fault.apply_to(response)
        self.log.record(self._clock(), call, response)
        return response

    def record_call(self, raw: RawRequest, response: Response, reason: str) -> None:
        """Log a call that did not reach `handle`."""
        self.log.record(self._clock(), Call(raw, self.endpoint(raw), reason=reason), response)

    def _respond(self, call: Call) -> Response:
        try:
            return self._perform(call)
        except Problem as error:
            problem = error
        except sqlite3.Error as error:
            problem = storage_problem(error)
        call.reason = problem.detail
        if call.endpoint and not call.endpoint.operation.is_ours:
            return self._foreign[call.endpoint.operation.api].reject(call.endpoint, problem, call.raw.path)
        status = problem.status(call.endpoint.statuses if call.endpoint else frozenset())
        return Response(status, write(problem.as_dict(status, call.raw.path)), MEDIA_TYPE, problem.headers)

    def _perform(self, call: Call) -> Response:
        """Authenticate, count, authorize, parse and perform a call."""
        raw, endpoint = call.raw, call.endpoint
        if endpoint is None:
            raise no_operation(raw.path, ", ".join(self.methods(raw.segments)), raw.method)
        account = self._authenticator.authenticate(endpoint, raw.headers.get("authorization"))
        if account is not None:
            call.account = account.username
            self._count(account)
        tenant = self.records(account.tenant if account else None)
        caller = self._authorize(tenant, endpoint, account)
        call.request = parse_request(raw, endpoint, caller, strict=self.strict)
        if endpoint.key == TOKEN_OPERATION:
            return self._issue_tokens(call, call.request)
        if not endpoint.operation.is_ours:
            return self._foreign[endpoint.operation.api].respond(tenant.store, call.request)
        if endpoint.contract.api == LEGACY:
            return self._legacy.respond(tenant, call.request)
        return rest.respond(tenant, call.request)

    def _count(self, account: Account) -> None:
        if self.rate_limiter.calls is not None:
            self.rate_limiter.check(account)

    def _authorize(self, tenant: Records, endpoint: Endpoint, account: Account | None) -> Caller:
        """Return the caller with their access; an employee who has left the agency is rejected."""
        employee = tenant.employee(account)
        if employee and employee.get("endDate") and has_left(employee, self._clock().date().isoformat()):
            raise Problem(401, "The employee's end date is past, and with it the access.", type=END_DATE)
        if endpoint.access_type is None:
            return Caller(account, employee)
        limits = access.access_of(employee, tenant.store, self._collections)
        limits.check(endpoint)
        return Caller(account, employee, limits)

    def _issue_tokens(self, call: Call, request: Request) -> Response:
        account = self._authenticator.authenticate_grant(request.body)
        call.account = account.username
        self._authorize(self.records(account.tenant), request.endpoint, account)
        self._count(account)
        return Response(request.endpoint.success, write(self._authenticator.issue_tokens(account)), "application/json")

"""The three APIs together: a request goes to its operation, and what comes back is an answer of the contract."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from os import PathLike
from typing import Any

from accountability import wcf
from accountability.spec import Contract

from . import access, grant, legacy, rest, rules, seed, world
from .account import Account, accounts_of
from .auth import Door
from .clock import AdjustableClock
from .collection import Collections
from .endpoint import Endpoint, endpoints
from .exact import write
from .fault import Faults
from .journal import Journal
from .message import Incoming, Reply, Request
from .problem import MEDIA, Problem
from .reading import request_of
from .router import Router, path_values
from .rows import Filling, Progress
from .rules.employee import LEFT, has_left
from .snapshot import Snapshots
from .store import Dump, Record, Store
from .tokens import Tokens
from .window import Window


class Imitation:
    """The state and all operations of the sandbox; HTTP only as values.

    Args:
        contracts: by API, the newest first.
        database: file of the records, None for memory.
        clock: the time it lives by.
        accounts: who may call; None for the employees of the first records.
        calls_per_minute: that each account may make; None allows all.
    """

    def __init__(
        self,
        contracts: Mapping[str, Contract],
        database: str | PathLike[str] | None,
        clock: AdjustableClock,
        accounts: Sequence[Account] | None,
        calls_per_minute: int | None,
    ) -> None:
        self.endpoints = [each for contract in contracts.values() for each in endpoints(contract)]
        self._rest = [each for each in self.endpoints if each.contract.api != legacy.API]
        self._router = Router(self.endpoints)
        self._store = Store(database)
        self._tokens = Tokens(self._store, clock)
        self.accounts = accounts_of(seed.examples("employees", self._rest)) if accounts is None else tuple(accounts)
        self._door = Door(self.accounts, self._tokens)
        self._world = world.World(self._store, Collections(self._rest), clock)
        codec = wcf.Codec(contracts[legacy.API].document if legacy.API in contracts else {})
        self._legacy = legacy.Legacy(self._world, codec)
        self._clock = clock
        self.window = Window(clock.monotonic, calls_per_minute)
        self.faults = Faults([endpoint.key for endpoint in self.endpoints])
        self.journal = Journal({name for contract in contracts.values() for name in contract.sensitive})
        self.snapshots = Snapshots(self._store)
        own = (*rules.SEARCHES, *world.SEARCHES, *access.SEARCHES)
        self._store.index(dict.fromkeys((*own, *self._legacy.searches(self.endpoints))))
        self._first: Dump | None = None
        if self._store.is_new:
            self.reset()

    def reset(self) -> None:
        """Back to the first records. Tokens that were given out stay good."""
        if self._first is None:
            seed.lay(self._store, self._rest, [each for each in self.endpoints if each not in self._rest], self._legacy)
            self._first = self._store.dump()
        else:
            self._store.load(self._first)

    def seed(self, collection: str, records: Iterable[Mapping[str, Any]]) -> list[Record]:
        """Keep these records beside those there are; see `seed.add`."""
        return seed.add(self._store, self._rest, collection, records)

    def fill(self, rows: Mapping[str, int], chosen: int, progress: Progress) -> None:
        """Add invented records until there are as many as asked; see `Filling.fill`."""
        Filling(self._store, self._rest, chosen).fill(rows, progress)

    def close(self) -> None:
        """Let go of the database."""
        self._store.close()

    def endpoint(self, incoming: Incoming) -> Endpoint | None:
        """The operation that a request is for; None where there is none."""
        return self._router.find(incoming.segments).get(incoming.method)

    def answer(self, incoming: Incoming) -> Reply:
        """The answer to a request; never raises a Problem."""
        found = self._router.find(incoming.segments)
        endpoint = found.get(incoming.method)
        fault = self.faults.strike(endpoint.key) if endpoint else None
        request, reason = None, fault.reason if fault else None
        if fault and fault.prevents:
            reply = fault.answer(incoming.path)
        else:
            try:
                request = self._admitted(incoming, found, endpoint)
                reply = self._respond(request)
            except Problem as problem:
                reply, reason = _refusal(problem, incoming, endpoint), problem.detail
        reply = fault.spoil(reply) if fault else reply
        self.journal.note(self._clock(), incoming, endpoint, request, reply, reason)
        return reply

    def note(self, incoming: Incoming, reply: Reply, reason: str) -> None:
        """Keep a call that was answered before it came here."""
        self.journal.note(self._clock(), incoming, self.endpoint(incoming), None, reply, reason)

    def _admitted(self, incoming: Incoming, found: Mapping[str, Endpoint], endpoint: Endpoint | None) -> Request:
        """The request, once it has an operation, an account with calls left, and fits its contract."""
        if not found:
            raise Problem(404, f"No operation stands under {incoming.path}; GET /_sandbox lists them.", kind="no-path")
        if endpoint is None:
            allowed = ", ".join(sorted(found))
            detail = f"{incoming.path} has {allowed}, not {incoming.method}."
            raise Problem(405, detail, kind="method", headers={"Allow": allowed})
        account = self._door.enter(endpoint, incoming.headers.get("authorization"))
        if account is not None:
            self.window.admit(account)
        limits = self._limits(endpoint, account)
        return request_of(incoming, endpoint, path_values(endpoint, incoming.segments), account, limits)

    def _limits(self, endpoint: Endpoint, account: Account | None) -> access.Limits | None:
        """What the caller may see and do here; whoever has left the agency may not even come in."""
        employee = self._world.employee(account)
        if employee and has_left(employee, self._clock().date().isoformat()):
            raise Problem(401, "The employee's end date is past, and with it the access.", kind=LEFT)
        limits = access.limits_of(endpoint, employee, self._store, self._world.collections)
        if limits:
            limits.admit(writes=endpoint.method not in ("GET", "HEAD"))
        return limits

    def _respond(self, request: Request) -> Reply:
        if request.endpoint.key == grant.KEY:
            account = grant.account_of(self._door, self._tokens, request)
            self._limits(request.endpoint, account)
            self.window.admit(account)
            return grant.respond(self._tokens, account, request)
        if request.endpoint.contract.api == legacy.API:
            return self._legacy.respond(request)
        return rest.respond(self._world, request)


def _refusal(problem: Problem, incoming: Incoming, endpoint: Endpoint | None) -> Reply:
    status = problem.status(frozenset(endpoint.answers) if endpoint else frozenset())
    return Reply(status, write(problem.as_dict(status, incoming.path)), MEDIA, problem.headers)

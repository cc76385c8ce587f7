"""The three APIs together: a request goes to its operation, and what comes back is an answer of the contract."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from os import PathLike

from accountability import wcf
from accountability.contract import Contract

from . import grant, rest, seed
from .account import Account
from .auth import Door
from .collection import Collections
from .endpoint import Endpoint, endpoints
from .exact import write
from .legacy import Legacy
from .message import Incoming, Reply
from .moment import Clock
from .problem import MEDIA, Problem
from .reading import request_of
from .router import Router, path_values
from .store import Store
from .tokens import Tokens
from .world import World

LEGACY = "legacy"


class Imitation:
    """The state and all operations of the sandbox; HTTP only as values.

    Args:
        contracts: by API, the newest first.
        database: file of the records, None for memory.
        clock: the time it lives by.
        accounts: who may call.
    """

    def __init__(
        self,
        contracts: Mapping[str, Contract],
        database: str | PathLike[str] | None,
        clock: Clock,
        accounts: Sequence[Account],
    ) -> None:
        self.endpoints = [each for contract in contracts.values() for each in endpoints(contract)]
        self._rest = [each for each in self.endpoints if each.contract.api != LEGACY]
        self._router = Router(self.endpoints)
        self._store = Store(database)
        self._tokens = Tokens(self._store, clock)
        self._door = Door(accounts, self._tokens)
        self._world = World(self._store, Collections(self._rest), clock)
        legacy = contracts.get(LEGACY)
        self._legacy = Legacy(self._world, wcf.Codec(legacy.document if legacy else {}))
        if self._store.is_new:
            self.reset()

    def reset(self) -> None:
        """Back to the first records. Tokens that were given out stay good."""
        seed.lay(self._store, self._rest, [each for each in self.endpoints if each not in self._rest], self._legacy)

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
        documented = frozenset(endpoint.answers) if endpoint else frozenset[int]()
        try:
            return self._respond(incoming, found, endpoint)
        except Problem as problem:
            status = problem.status(documented)
            return Reply(status, write(problem.as_dict(status, incoming.path)), MEDIA, problem.headers)

    def _respond(self, incoming: Incoming, found: Mapping[str, Endpoint], endpoint: Endpoint | None) -> Reply:
        if not found:
            raise Problem(404, f"No operation stands under {incoming.path}; GET /_sandbox lists them.", kind="no-path")
        if endpoint is None:
            allowed = ", ".join(sorted(found))
            detail = f"{incoming.path} has {allowed}, not {incoming.method}."
            raise Problem(405, detail, kind="method", headers={"Allow": allowed})
        account = self._door.enter(endpoint, incoming.headers.get("authorization"))
        request = request_of(incoming, endpoint, path_values(endpoint, incoming.segments), account)
        if endpoint.key == grant.KEY:
            return grant.respond(self._door, self._tokens, request)
        if endpoint.contract.api == LEGACY:
            return self._legacy.respond(request)
        return rest.respond(self._world, request)

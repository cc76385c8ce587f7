"""What the sandbox's own pages do: they tell what it is, and turn its handles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import parse_qs

import msgspec

from . import page_docs, variants
from .endpoint import prefix
from .exact import NotJson, read, write
from .fault import Fault
from .message import Incoming, Reply
from .problem import Problem, malformed
from .snapshot import UnknownSnapshotError
from .tokens import ACCESS_SECONDS, REFRESH_SECONDS

if TYPE_CHECKING:
    from .app import Sandbox

T = TypeVar("T")


class _Turn(msgspec.Struct, forbid_unknown_fields=True):
    """Body of PATCH clock."""

    advance: float | None = None
    now: datetime | None = None
    frozen: bool | None = None


class _Seed(msgspec.Struct, forbid_unknown_fields=True):
    """Body of POST records."""

    collection: str
    records: list[dict[str, Any]]


class _Limit(msgspec.Struct, forbid_unknown_fields=True, rename="camel"):
    """Body of PUT limit."""

    calls_per_minute: int | None


class _Choice(msgspec.Struct, forbid_unknown_fields=True):
    """Body of PUT variant."""

    variant: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """One page: how it is called, and what it does (its docstring tells callers)."""

    method: str
    path: str
    act: Callable[[Ask], Reply]

    @property
    def does(self) -> str:
        """What it does, its body included, in words for callers."""
        return " ".join((self.act.__doc__ or "").split())

    def fits(self, segments: Sequence[str]) -> bool:
        """Whether a path is this page's."""
        own = self.path.split("/")[1:]
        return len(own) == len(segments) and all(
            part in ("{name}", given) for part, given in zip(own, segments, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Ask:
    """A request for a page: the sandbox it is about, all pages, and the name that stands in the path."""

    sandbox: Sandbox
    incoming: Incoming
    pages: Sequence[Page]
    name: str = ""

    def body(self, kind: type[T]) -> T:
        """The JSON body.

        Raises:
            Problem: 400, it is not JSON; 422, it is not what this page takes.
        """
        try:
            return msgspec.convert(read(self.incoming.content), kind, strict=True)
        except NotJson as error:
            raise malformed(f"The body is not JSON: {error}.") from None
        except msgspec.ValidationError as error:
            raise Problem(422, f"The body does not fit: {error}. GET /_sandbox shows what it takes.") from None


def about(ask: Ask) -> Reply:
    """Says what this is, and lists pages and operations."""
    base, sandbox = f"http://{ask.incoming.headers['host']}", ask.sandbox
    contracts = {endpoint.contract.api: endpoint.contract for endpoint in sandbox.endpoints}
    operations = [
        {
            "key": endpoint.key,
            "method": endpoint.method,
            "path": prefix(endpoint.contract) + endpoint.path,
            "status": endpoint.operation.status,
        }
        for endpoint in sandbox.endpoints
    ]
    return _json(
        {
            "sandbox": True,
            "about": "A stateful imitation of the Accountability APIs for tests. It is not COUNTA's, and no money "
            "moves.",
            "variant": _described(sandbox),
            "apis": {api: base + prefix(contract) for api, contract in contracts.items()},
            "callsPerMinute": sandbox.calls_per_minute,
            "control": [{"method": each.method, "path": each.path, "does": each.does} for each in ask.pages],
            "operations": operations,
            "notImitated": sandbox.coverage.not_imitated,
        }
    )


def coverage(ask: Ask) -> Reply:
    """Each operation with the rules and limits that hold there, which of them are kept and tested, and why not."""
    return _json(ask.sandbox.coverage.as_dict())


def docs(ask: Ask) -> Reply:
    """All that the contract says of one operation, by its key, as a page for people."""
    return page_docs.docs(ask.sandbox, ask.name)


def _described(sandbox: Sandbox) -> dict[str, str] | None:
    return {"name": sandbox.variant, "about": variants.named(sandbox.variant).about} if sandbox.variant else None


def choose(ask: Ask) -> Reply:
    """Be another service: {"variant": "bare-arrays"}, null for none."""
    try:
        ask.sandbox.variant = ask.body(_Choice).variant
    except variants.UnknownVariantError as error:
        raise Problem(422, f"{error}.") from None
    return _json({"variant": _described(ask.sandbox)})


def list_variants(ask: Ask) -> Reply:
    """The other services that it can be."""
    return _json({"variants": {name: variant.about for name, variant in variants.ALL.items()}})


def accounts(ask: Ask) -> Reply:
    """The demo accounts with their credentials."""
    return _json(
        {
            "accounts": [account.as_dict() for account in ask.sandbox.accounts],
            "basic": "the API token as user name, an empty password",
            "bearer": "POST /v1/token with grant_type=password, username, password (the API token) and tenantId",
            "accessTokenSeconds": ACCESS_SECONDS,
            "refreshTokenSeconds": REFRESH_SECONDS,
        }
    )


def reset(ask: Ask) -> Reply:
    """As new; tokens and snapshots stay."""
    ask.sandbox.reset()
    return Reply(204)


def seed(ask: Ask) -> Reply:
    """Adds records: {"collection": "jobs", "records": [{...}]}."""
    asked = ask.body(_Seed)
    try:
        return _json({"records": ask.sandbox.seed(asked.collection, asked.records)}, 201)
    except ValueError as error:
        raise Problem(422, f"{error}; nothing was kept.") from None


def clock(ask: Ask) -> Reply:
    """Its time, and whether it stands still."""
    return _json(ask.sandbox.clock.as_dict())


def turn(ask: Ask) -> Reply:
    """Turns the clock: {"advance": 3600} in seconds, {"now": "2026-03-02T09:00:00Z"}, {"frozen": true}."""
    asked, turned = ask.body(_Turn), ask.sandbox.clock
    try:
        if asked.now is not None:
            turned.set(asked.now)
        if asked.advance is not None:
            turned.advance(seconds=asked.advance)
    except (ValueError, OverflowError) as error:
        raise Problem(422, f"The clock cannot be turned so: {error}.") from None
    if asked.frozen is not None:
        (turned.freeze if asked.frozen else turned.unfreeze)()
    return clock(ask)


def limit(ask: Ask) -> Reply:
    """How many calls an account has in a minute: {"callsPerMinute": 100}, null for no limit."""
    try:
        ask.sandbox.calls_per_minute = ask.body(_Limit).calls_per_minute
    except ValueError as error:
        raise Problem(422, f"{error}.") from None
    return _json({"callsPerMinute": ask.sandbox.calls_per_minute})


def faults(ask: Ask) -> Reply:
    """What is to go wrong, and how often each fault has struck."""
    asked = [{**msgspec.to_builtins(fault), "struck": struck} for fault, struck in ask.sandbox.faults.as_list()]
    return _json({"faults": asked})


def fault(ask: Ask) -> Reply:
    """Adds a fault: {"operation": "v2.Jobs_*", "status": 503, "times": 2}.

    Where: operation (a key or a pattern). How often: times, probability, seed. What: status (with body, media and
    headers), damage ("drop", "lose", "malformed", "truncated"), latency, slow (both in seconds).
    """
    try:
        ask.sandbox.faults.add(ask.body(Fault))
    except ValueError as error:
        raise Problem(422, f"{error}.") from None
    return Reply(204)


def no_faults(ask: Ask) -> Reply:
    """All goes well again."""
    ask.sandbox.faults.clear()
    return Reply(204)


def snapshots(ask: Ask) -> Reply:
    """The names of the snapshots."""
    return _json({"snapshots": ask.sandbox.snapshots.names()})


def take(ask: Ask) -> Reply:
    """Keeps all records under the name."""
    ask.sandbox.snapshots.take(ask.name)
    return Reply(204)


def restore(ask: Ask) -> Reply:
    """Back to the records of the name."""
    return _of_snapshot(ask.sandbox.snapshots.restore, ask.name)


def drop(ask: Ask) -> Reply:
    """Forgets the records of the name."""
    return _of_snapshot(ask.sandbox.snapshots.drop, ask.name)


def _of_snapshot(act: Callable[[str], None], name: str) -> Reply:
    try:
        act(name)
    except UnknownSnapshotError as error:
        raise Problem(404, f"{error}.") from None
    return Reply(204)


def requests(ask: Ask) -> Reply:
    """The last calls; ?operation=v2.Jobs_CreateJob for those of one operation."""
    (operation,) = parse_qs(ask.incoming.query.decode("latin-1")).get("operation", [None])[:1]
    try:
        calls = ask.sandbox.calls(operation)
    except ValueError as error:
        raise Problem(422, f"{error}.") from None
    return _json({"requests": [call.as_dict() for call in calls]})


def _json(value: Any, status: int = 200) -> Reply:
    return Reply(status, write(value), "application/json")

"""The sandbox's own pages under `/_sandbox`: what it is, who may call it, and the handles to turn.

They ask for no credentials, so they answer only to callers of this machine: the Host has to be a name of it (a page of
the web that lets its own name point here has another), and a page of another origin is turned away.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import parse_qs, urlsplit

import msgspec

from . import profiles
from .endpoint import prefix
from .exact import NotJson, read, write
from .fault import Fault
from .message import Incoming, Reply
from .problem import MEDIA, Problem, malformed
from .snapshot import UnknownSnapshot
from .tokens import ACCESS_SECONDS, REFRESH_SECONDS

if TYPE_CHECKING:
    from .app import Sandbox

ROOT = "_sandbox"
NOT_IMITATED = (
    "rules of the product: approval rights, posting, numbering, ledger, tax and exchange rates",
    "access groups: v1 answers every account alike",
    "speed and size of the real service; faults come only when they are asked for",
)
_HERE = ("localhost", "127.0.0.1", "::1")

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
    """Body of PUT profile."""

    profile: str | None


@dataclass(frozen=True, slots=True)
class _Ask:
    """A request for a page: the sandbox it is about, and what was given."""

    sandbox: Sandbox
    incoming: Incoming
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
            raise Problem(422, f"The body does not fit: {error}. GET /{ROOT} shows what it takes.") from None


def respond(sandbox: Sandbox, incoming: Incoming) -> Reply:
    """The answer of a page under `/_sandbox`."""
    try:
        _check_caller(incoming.headers)
        handle, name = _find(incoming)
        return handle(_Ask(sandbox, incoming, name))
    except Problem as problem:
        (status,) = problem.statuses
        return Reply(status, write(problem.as_dict(status, incoming.path)), MEDIA, problem.headers)


def _check_caller(headers: Mapping[str, str]) -> None:
    host = headers.get("host", "")
    name = urlsplit(f"//{host}").hostname or ""
    if name not in _HERE and not name.endswith(".localhost"):
        raise Problem(403, f"/{ROOT} answers to callers of this machine; call it by localhost, not by {name!r}.")
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != host:
        raise Problem(403, f"/{ROOT} does not answer to a page of {origin}.")


def _find(incoming: Incoming) -> tuple[Callable[[_Ask], Reply], str]:
    method = "GET" if incoming.method == "HEAD" else incoming.method
    found = {page.method: page for page in PAGES if page.fits(incoming.segments)}
    if not found:
        raise Problem(404, f"There is no page {incoming.path}; GET /{ROOT} lists them.", kind="no-path")
    if method not in found:
        allowed = ", ".join(sorted(found))
        detail = f"{incoming.path} has {allowed}, not {method}."
        raise Problem(405, detail, kind="method", headers={"Allow": allowed})
    name = incoming.segments[2] if "{name}" in found[method].path else ""
    return found[method].handle, name


def _about(ask: _Ask) -> Reply:
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
            "profile": _described(sandbox),
            "apis": {api: base + prefix(contract) for api, contract in contracts.items()},
            "callsPerMinute": sandbox.calls_per_minute,
            "control": [{"method": page.method, "path": page.path, "does": page.does} for page in PAGES],
            "operations": operations,
            "notImitated": list(NOT_IMITATED),
        }
    )


def _described(sandbox: Sandbox) -> dict[str, str] | None:
    return {"name": sandbox.profile, "about": profiles.named(sandbox.profile).about} if sandbox.profile else None


def _profile(ask: _Ask) -> Reply:
    try:
        ask.sandbox.profile = ask.body(_Choice).profile
    except profiles.UnknownProfile as error:
        raise Problem(422, f"{error}.") from None
    return _json({"profile": _described(ask.sandbox)})


def _profiles(ask: _Ask) -> Reply:
    return _json({"profiles": {name: profile.about for name, profile in profiles.ALL.items()}})


def _accounts(ask: _Ask) -> Reply:
    return _json(
        {
            "accounts": [account.as_dict() for account in ask.sandbox.accounts],
            "basic": "the API token as user name, an empty password",
            "bearer": "POST /v1/token with grant_type=password, username, password (the API token) and tenantId",
            "accessTokenSeconds": ACCESS_SECONDS,
            "refreshTokenSeconds": REFRESH_SECONDS,
        }
    )


def _reset(ask: _Ask) -> Reply:
    ask.sandbox.reset()
    return Reply(204)


def _seed(ask: _Ask) -> Reply:
    asked = ask.body(_Seed)
    try:
        return _json({"records": ask.sandbox.seed(asked.collection, asked.records)}, 201)
    except ValueError as error:
        raise Problem(422, f"{error}; nothing was kept.") from None


def _clock(ask: _Ask) -> Reply:
    return _json(ask.sandbox.clock.as_dict())


def _turn(ask: _Ask) -> Reply:
    turn, clock = ask.body(_Turn), ask.sandbox.clock
    try:
        if turn.now is not None:
            clock.set(turn.now)
        if turn.advance is not None:
            clock.advance(seconds=turn.advance)
    except (ValueError, OverflowError) as error:
        raise Problem(422, f"The clock cannot be turned so: {error}.") from None
    if turn.frozen is not None:
        (clock.freeze if turn.frozen else clock.unfreeze)()
    return _clock(ask)


def _limit(ask: _Ask) -> Reply:
    try:
        ask.sandbox.calls_per_minute = ask.body(_Limit).calls_per_minute
    except ValueError as error:
        raise Problem(422, f"{error}.") from None
    return _json({"callsPerMinute": ask.sandbox.calls_per_minute})


def _faults(ask: _Ask) -> Reply:
    asked = [{**msgspec.to_builtins(fault), "struck": struck} for fault, struck in ask.sandbox.faults.as_list()]
    return _json({"faults": asked})


def _fault(ask: _Ask) -> Reply:
    try:
        ask.sandbox.faults.add(ask.body(Fault))
    except ValueError as error:
        raise Problem(422, f"{error}.") from None
    return Reply(204)


def _no_faults(ask: _Ask) -> Reply:
    ask.sandbox.faults.clear()
    return Reply(204)


def _snapshots(ask: _Ask) -> Reply:
    return _json({"snapshots": ask.sandbox.snapshots.names()})


def _take(ask: _Ask) -> Reply:
    ask.sandbox.snapshots.take(ask.name)
    return Reply(204)


def _restore(ask: _Ask) -> Reply:
    return _of_snapshot(ask.sandbox.snapshots.restore, ask.name)


def _drop(ask: _Ask) -> Reply:
    return _of_snapshot(ask.sandbox.snapshots.drop, ask.name)


def _of_snapshot(act: Callable[[str], None], name: str) -> Reply:
    try:
        act(name)
    except UnknownSnapshot as error:
        raise Problem(404, f"{error}.") from None
    return Reply(204)


def _requests(ask: _Ask) -> Reply:
    (operation,) = parse_qs(ask.incoming.query.decode("latin-1")).get("operation", [None])[:1]
    try:
        calls = ask.sandbox.calls(operation)
    except ValueError as error:
        raise Problem(422, f"{error}.") from None
    return _json({"requests": [call.as_dict() for call in calls]})


def _json(value: Any, status: int = 200) -> Reply:
    return Reply(status, write(value), "application/json")


@dataclass(frozen=True, slots=True)
class _Page:
    """One page: how it is called, what it does (its body included), and what does it."""

    method: str
    path: str
    does: str
    handle: Callable[[_Ask], Reply]

    def fits(self, segments: tuple[str, ...]) -> bool:
        """Whether a path is this page's."""
        own = self.path.split("/")[1:]
        return len(own) == len(segments) and all(
            part in ("{name}", given) for part, given in zip(own, segments, strict=True)
        )


PAGES = (
    _Page("GET", "/_sandbox", "says what this is, and lists pages and operations", _about),
    _Page("GET", "/_sandbox/accounts", "the demo accounts with their credentials", _accounts),
    _Page("POST", "/_sandbox/reset", "as new; tokens and snapshots stay", _reset),
    _Page("POST", "/_sandbox/records", 'adds records: {"collection": "jobs", "records": [{...}]}', _seed),
    _Page("GET", "/_sandbox/clock", "its time, and whether it stands still", _clock),
    _Page(
        "PATCH",
        "/_sandbox/clock",
        'turns it: {"advance": 3600} in seconds, {"now": "2026-03-02T09:00:00Z"}, {"frozen": true}',
        _turn,
    ),
    _Page("PUT", "/_sandbox/limit", 'calls of an account: {"callsPerMinute": 100}, null for no limit', _limit),
    _Page("GET", "/_sandbox/profiles", "the other services that it can be", _profiles),
    _Page("PUT", "/_sandbox/profile", 'be one of them: {"profile": "bare-arrays"}, null for none', _profile),
    _Page("GET", "/_sandbox/faults", "what is to go wrong, and how often each fault has struck", _faults),
    _Page(
        "POST",
        "/_sandbox/faults",
        "adds one, by operation, times, probability, seed, with the effect status (body, media, headers), "
        "damage (drop, lose, malformed, truncated), latency or slow in seconds: "
        '{"operation": "v2.Jobs_*", "status": 503, "times": 2}',
        _fault,
    ),
    _Page("DELETE", "/_sandbox/faults", "all goes well again", _no_faults),
    _Page("GET", "/_sandbox/snapshots", "the names of the snapshots", _snapshots),
    _Page("PUT", "/_sandbox/snapshots/{name}", "keeps all records under the name", _take),
    _Page("POST", "/_sandbox/snapshots/{name}/restore", "back to the records of the name", _restore),
    _Page("DELETE", "/_sandbox/snapshots/{name}", "forgets them", _drop),
    _Page("GET", "/_sandbox/requests", "the last calls, ?operation=v2.Jobs_CreateJob for those of one", _requests),
)

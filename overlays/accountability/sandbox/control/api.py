"""The control API: describe the sandbox, and control its records, clock, faults, variants and limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias, TypeVar
from urllib.parse import parse_qs

import msgspec

from .. import variants
from ..auth.account import Account
from ..auth.authenticator import ACCESS_SECONDS, REFRESH_SECONDS
from ..contract.endpoint import prefix
from ..faults import Fault
from ..http.message import RawRequest, Response
from ..http.problem import Problem, malformed_problem, no_operation_problem
from ..simulation import Simulation
from ..store.json_codec import InvalidJSONError, read, write
from ..store.snapshots import UnknownSnapshotError
from . import pages

T = TypeVar("T")
_ABOUT = "A stateful imitation of the Accountability APIs for tests. It is not COUNTA's, and moves no money."
PAGE_SIZE = 100  # records


class _ClockUpdate(msgspec.Struct, forbid_unknown_fields=True):
    """Body of PATCH clock."""

    advance: float | None = None
    now: datetime | None = None
    frozen: bool | None = None


class _NewRecords(msgspec.Struct, forbid_unknown_fields=True, rename="camel"):
    """Body of POST records."""

    collection: str
    records: list[dict[str, Any]]
    tenant_id: str | None = None


class _NewAccount(msgspec.Struct, forbid_unknown_fields=True, rename="camel"):
    """Body of POST accounts."""

    tenant_id: str
    username: str
    api_token: str


@dataclass(frozen=True, slots=True)
class ControlRequest:
    """A request to a route: the sandbox, and the name in the path."""

    simulation: Simulation
    raw: RawRequest
    name: str = ""

    def body(self, type_: type[T]) -> T:
        """Return the JSON body.

        Raises:
            Problem: 400 if it is not JSON; 422 if it is not what the route takes.
        """
        try:
            return msgspec.convert(read(self.raw.content), type_, strict=True)
        except InvalidJSONError as error:
            raise malformed_problem(f"body: expected JSON: {error}.") from None
        except msgspec.ValidationError as error:
            raise Problem(422, f"body: {error}. See GET /_sandbox for what it takes.") from None

    def setting(self, name: str, type_: Any) -> Any:
        """Return the only property of the JSON body."""
        return getattr(self.body(msgspec.defstruct("Setting", [(name, type_)], forbid_unknown_fields=True)), name)

    def query(self, name: str) -> str | None:
        """Return a query parameter, or None."""
        return parse_qs(self.raw.query.decode("latin-1")).get(name, [None])[0]


_Perform: TypeAlias = Callable[[ControlRequest], Any]
_ROUTES: dict[tuple[str, ...], dict[str, _Perform]] = {}
"""The functions by path segments and method; their docstrings describe the routes to callers.

They return a response, the JSON of one with status 200, or None for one without a body.
"""


def _route(method: str, path: str) -> Callable[[_Perform], _Perform]:
    def add(perform: _Perform) -> _Perform:
        _ROUTES.setdefault(tuple(path.split("/")[1:]), {})[method] = perform
        return perform

    return add


def respond(simulation: Simulation, raw: RawRequest) -> Response:
    """Return the response of the route of a request.

    Raises:
        Problem: 404 or 405 if there is no such route, 422 for a value that the sandbox does not take.
    """
    method = "GET" if raw.method == "HEAD" else raw.method
    pattern = tuple("{name}" if position == 2 else part for position, part in enumerate(raw.segments))
    methods = _ROUTES.get(raw.segments) or _ROUTES.get(pattern)
    if not methods:
        raise Problem(404, f"No route matches {raw.path}. See GET /_sandbox for the list.", type="no-path")
    if method not in methods:
        raise no_operation_problem(raw.path, ", ".join(sorted(methods)), method)
    try:
        result = methods[method](ControlRequest(simulation, raw, "".join(raw.segments[2:3])))
    except UnknownSnapshotError as error:
        raise Problem(404, str(error)) from None
    except (ValueError, OverflowError) as error:
        raise Problem(422, str(error)) from None
    if isinstance(result, Response):
        return result
    return Response(204) if result is None else _json_response(result)


@_route("GET", "/_sandbox")
def describe(request: ControlRequest) -> Any:
    """Describe the sandbox, and list its routes and operations."""
    base, simulation = f"http://{request.raw.headers['host']}", request.simulation
    paths = {endpoint.key: prefix(endpoint.contract) + endpoint.path for endpoint in simulation.endpoints}
    operations = [
        {
            "key": endpoint.key,
            "method": endpoint.method,
            "path": paths[endpoint.key],
            "status": endpoint.operation.status,
        }
        for endpoint in simulation.endpoints
    ]
    return {
        "sandbox": True,
        "about": _ABOUT,
        "variant": _describe_variant(simulation),
        "strict": simulation.strict,
        "apis": {api: base + prefix(contract) for api, contract in simulation.contracts.items()},
        "documents": {api: f"{base}/openapi/{api}.json" for api in simulation.contracts},
        "callsPerMinute": simulation.calls_per_minute,
        "control": [
            {"method": method, "path": "/" + "/".join(path), "does": " ".join((perform.__doc__ or "").split())}
            for path, methods in _ROUTES.items()
            for method, perform in methods.items()
        ],
        "operations": operations,
        "notImitated": simulation.coverage.not_imitated,
    }


@_route("GET", "/_sandbox/coverage")
def coverage(request: ControlRequest) -> Any:
    """Return each operation with its rules and limits, whether they are enforced and tested, and why not."""
    return request.simulation.coverage.as_dict()


@_route("GET", "/_sandbox/docs/{name}")
def show_operation(request: ControlRequest) -> Response:
    """Redirect to the documentation of one operation, by its key."""
    operations = {endpoint.key: endpoint.operation for endpoint in request.simulation.endpoints}
    if request.name not in operations:
        raise Problem(
            404, f"operation: there is no {request.name!r}. See GET /_sandbox for their keys.", type="no-path"
        )
    return Response(302, headers={"Location": pages.operation_path(operations[request.name])})


def _describe_variant(simulation: Simulation) -> dict[str, str] | None:
    if simulation.variant is None:
        return None
    return {"name": simulation.variant, "about": variants.find(simulation.variant).description}


@_route("PUT", "/_sandbox/variant")
def set_variant(request: ControlRequest) -> Any:
    """Activate a variant: {"variant": "bare-arrays"}; null for none."""
    request.simulation.variant = request.setting("variant", str | None)
    return {"variant": _describe_variant(request.simulation)}


@_route("GET", "/_sandbox/variants")
def list_variants(request: ControlRequest) -> Any:
    """List the variants of the API."""
    return {"variants": {name: variant.description for name, variant in variants.ALL.items()}}


@_route("GET", "/_sandbox/accounts")
def list_accounts(request: ControlRequest) -> Any:
    """List the accounts with their credentials."""
    return {
        "accounts": [account.as_dict() for account in request.simulation.accounts],
        "basic": "the API token as username, an empty password",
        "bearer": "POST /v1/token with grant_type=password, username, password (the API token) and tenantId",
        "accessTokenSeconds": ACCESS_SECONDS,
        "refreshTokenSeconds": REFRESH_SECONDS,
    }


@_route("POST", "/_sandbox/accounts")
def add_account(request: ControlRequest) -> Response:
    """Add an account: {"tenantId": "globex", "username": "ops@globex.example", "apiToken": "secret"}.

    Accounts of another tenant have records of their own, of which there are none at first.
    """
    body = request.body(_NewAccount)
    account = Account(body.tenant_id, body.username, body.api_token)
    request.simulation.add_account(account)
    return _json_response(account.as_dict(), 201)


@_route("POST", "/_sandbox/reset")
def reset(request: ControlRequest) -> None:
    """Restore the initial records, clock and settings, and remove faults; tokens, accounts and snapshots are kept."""
    request.simulation.reset()


@_route("GET", "/_sandbox/records")
def count_records(request: ControlRequest) -> Any:
    """Return how many records each list has."""
    return {"collections": request.simulation.counts()}


@_route("GET", "/_sandbox/records/{name}")
def list_records(request: ControlRequest) -> Any:
    """Return the records of a list as they are stored; ?offset=100 for the next ones."""
    offset = request.query("offset") or "0"
    if not offset.isdecimal():
        raise Problem(422, f"offset: expected a number from 0, got {offset!r}.")
    counts = request.simulation.counts()
    if request.name not in counts:
        raise Problem(404, f"collection: expected one of {', '.join(counts)}, got {request.name!r}.")
    records = request.simulation.records(request.name, PAGE_SIZE, int(offset))
    return {"records": records, "totalCount": counts[request.name]}


@_route("POST", "/_sandbox/records")
def add_records(request: ControlRequest) -> Response:
    """Add records: {"collection": "jobs", "records": [{...}]}; of another tenant with "tenantId"."""
    body = request.body(_NewRecords)
    return _json_response({"records": request.simulation.seed(body.collection, body.records, body.tenant_id)}, 201)


@_route("GET", "/_sandbox/clock")
def get_clock(request: ControlRequest) -> Any:
    """Return the clock's time, and whether it is frozen."""
    return request.simulation.clock.as_dict()


@_route("PATCH", "/_sandbox/clock")
def update_clock(request: ControlRequest) -> Any:
    """Adjust the clock: {"advance": 3600} in seconds, {"now": "2026-03-02T09:00:00Z"}, {"frozen": true}."""
    update, clock = request.body(_ClockUpdate), request.simulation.clock
    if update.now is not None:
        clock.set(update.now)
    if update.advance is not None:
        clock.advance(seconds=update.advance)
    if update.frozen is not None:
        (clock.freeze if update.frozen else clock.resume)()
    return get_clock(request)


@_route("PUT", "/_sandbox/limit")
def set_limit(request: ControlRequest) -> Any:
    """Set the rate limit of each account: {"callsPerMinute": 100}; null for none."""
    request.simulation.calls_per_minute = request.setting("callsPerMinute", int | None)
    return {"callsPerMinute": request.simulation.calls_per_minute}


@_route("PUT", "/_sandbox/strict")
def set_strict(request: ControlRequest) -> Any:
    """Reject parameters and properties that the contract does not declare: {"strict": true}."""
    request.simulation.strict = request.setting("strict", bool)
    return {"strict": request.simulation.strict}


@_route("GET", "/_sandbox/faults")
def list_faults(request: ControlRequest) -> Any:
    """List the active faults, and how many calls each has affected."""
    faults = [{**msgspec.to_builtins(fault), "struck": count} for fault, count in request.simulation.faults.as_list()]
    return {"faults": faults}


@_route("POST", "/_sandbox/faults")
def add_fault(request: ControlRequest) -> None:
    """Add a fault: {"operation": "v2.Jobs_*", "status": 503, "times": 2}.

    Where: operation (a key or a pattern). How often: times, probability, seed. What: status (with body, media and
    headers), damage ("drop", "lose", "malformed", "truncated"), latency, slow (both in seconds).
    """
    request.simulation.faults.add(request.body(Fault))


@_route("DELETE", "/_sandbox/faults")
def clear_faults(request: ControlRequest) -> None:
    """Remove all faults."""
    request.simulation.faults.clear()


@_route("GET", "/_sandbox/snapshots")
def list_snapshots(request: ControlRequest) -> Any:
    """List the names of the snapshots."""
    return {"snapshots": request.simulation.snapshots.names()}


@_route("PUT", "/_sandbox/snapshots/{name}")
def take_snapshot(request: ControlRequest) -> None:
    """Save all records under the name."""
    request.simulation.snapshots.take(request.name)


@_route("POST", "/_sandbox/snapshots/{name}/restore")
def restore_snapshot(request: ControlRequest) -> None:
    """Restore the records of the name."""
    request.simulation.snapshots.restore(request.name)


@_route("DELETE", "/_sandbox/snapshots/{name}")
def drop_snapshot(request: ControlRequest) -> None:
    """Delete the snapshot of the name."""
    request.simulation.snapshots.drop(request.name)


@_route("GET", "/_sandbox/requests")
def list_calls(request: ControlRequest) -> Any:
    """List the last calls; ?operation=v2.Jobs_CreateJob for those of one operation."""
    return {"requests": [call.as_dict() for call in request.simulation.calls(request.query("operation"))]}


def _json_response(value: Any, status: int = 200) -> Response:
    return Response(status, write(value), "application/json")

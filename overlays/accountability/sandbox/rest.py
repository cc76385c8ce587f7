"""What v1 and v2 do by themselves: list, get, create, change, and bring a record from one state to the next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .endpoint import Endpoint
from .exact import write
from .message import Reply, Request
from .problem import Problem
from .query import Condition, Filter
from .shape import shown
from .store import Record
from .world import World

JSON = "application/json"


def respond(world: World, request: Request) -> Reply:
    """Do what the operation says, as far as the contract tells it.

    Raises:
        Problem: 404 or 409, or 501 for an operation that is of no kind the sandbox can imitate.
    """
    endpoint = request.endpoint
    if endpoint.sets is not None or _acts(world, endpoint):
        return _transition(world, request)
    if endpoint.method == "GET" and endpoint.addresses_record:
        return _get(world, request)
    if endpoint.method == "GET" and endpoint.lists:
        return _list(world, request)
    if endpoint.method == "POST" and not endpoint.addresses_record:
        return _create(world, request)
    if endpoint.method in ("PATCH", "PUT") and endpoint.addresses_record:
        return _change(world, request)
    if endpoint.method == "DELETE" and endpoint.addresses_record:
        return _delete(world, request)
    raise Problem(501, f"The sandbox does not imitate {endpoint.key}.", kind="not-imitated")


def _acts(world: World, endpoint: Endpoint) -> bool:
    """Whether it does something to the record that its path leads to, of which the contract does not tell what."""
    if endpoint.method != "POST" or endpoint.addresses_record or not endpoint.path_parameters:
        return False
    return world.collections.parent(endpoint, endpoint.path_parameters[-1]) == endpoint.collection


def _list(world: World, request: Request) -> Reply:
    endpoint, paging = request.endpoint, request.endpoint.paging or {}
    parents, members = _parents(world, request), world.collections[endpoint.collection].members
    controls = {paging.get("parameter"), paging.get("sizeParameter")}
    filters: list[Condition] = [Filter(name, value) for name, value in parents.items()]
    filters += [
        parameter.filter(request.query[parameter.name], parameter.name, members)
        for parameter in endpoint.parameters
        if parameter.location == "query" and parameter.name in request.query and parameter.name not in controls
        if parameter.member or parameter.name in members
    ]
    if request.limits:
        filters += request.limits.conditions(endpoint.collection)
    if not paging:
        texts = world.store.texts(endpoint.collection, filters)
        return _reply(endpoint, [shown(endpoint.record_shape, text) for text in texts])
    number, size = _control(request, paging["parameter"], 1), _control(request, paging["sizeParameter"], 100)
    total, texts = world.store.page(endpoint.collection, filters, first=(number - 1) * size, size=size)
    items = [shown(endpoint.record_shape, text) for text in texts]
    envelope = {"items": items, "page": number, "pageSize": size, "totalCount": total}
    return _reply(endpoint, {paging[name]: value for name, value in envelope.items() if name in paging})


def _get(world: World, request: Request) -> Reply:
    text = world.text(request.endpoint.collection, *_address(request), request.limits)
    return _reply(request.endpoint, shown(request.endpoint.record_shape, text))


def _create(world: World, request: Request) -> Reply:
    endpoint = request.endpoint
    with world.store.transaction():
        members = {**(request.body or {}), **_parents(world, request)}
        record = world.create(endpoint.collection, members, request.account, endpoint.rules)
        if request.limits:
            request.limits.create(endpoint.collection, record)
    return _reply(endpoint, _shown(endpoint, record))


def _change(world: World, request: Request) -> Reply:
    endpoint = request.endpoint
    with world.store.transaction():
        record = _addressed(world, request)
        members = {name: _merged(record.get(name), value) for name, value in (request.body or {}).items()}
        record = world.change(endpoint.collection, record, request.account, members=members, rules=endpoint.rules)
    return _reply(endpoint, _shown(endpoint, record))


def _transition(world: World, request: Request) -> Reply:
    endpoint = request.endpoint
    with world.store.transaction():
        record = _addressed(world, request)
        sets = endpoint.sets or {}
        record = world.change(endpoint.collection, record, request.account, sets=sets, rules=endpoint.rules)
    return _reply(endpoint, _shown(endpoint, record))


def _delete(world: World, request: Request) -> Reply:
    endpoint = request.endpoint
    with world.store.transaction():
        record = _addressed(world, request)
        world.store.delete(endpoint.collection, record)
    return _reply(endpoint, _shown(endpoint, record))


def _addressed(world: World, request: Request) -> Record:
    """The record that the path addresses."""
    return world.record(request.endpoint.collection, *_address(request), request.limits)


def _address(request: Request) -> tuple[Any, dict[str, Any]]:
    """The path's last parameter, which is the record's id, and the parents before it that it has to belong to."""
    endpoint = request.endpoint
    *parents, key = endpoint.path_parameters
    return request.path[key], {endpoint.chosen_by(name): request.path[name] for name in parents}


def _parents(world: World, request: Request) -> dict[str, Any]:
    """The path's parameters as members of the records below them, each naming a record that exists."""
    for name, value in request.path.items():
        collection = world.collections.parent(request.endpoint, name)
        if collection is not None:
            world.record(collection, value, limits=request.limits)
    return {request.endpoint.chosen_by(name): value for name, value in request.path.items()}


def _control(request: Request, name: str, otherwise: int) -> int:
    """A paging parameter: as given, else its default in the contract."""
    declared = next((each.schema for each in request.endpoint.parameters if each.name == name), {})
    return int(request.query.get(name, declared.get("default", otherwise)))


def _merged(old: Any, patch: Any) -> Any:
    """A member after a merge patch (RFC 7396); one that is cleared stays, as null, so that it reads as cleared."""
    if not (isinstance(old, Mapping) and isinstance(patch, Mapping)):
        return patch
    return {**old, **{name: _merged(old.get(name), value) for name, value in patch.items()}}


def _shown(endpoint: Endpoint, record: Record) -> Any:
    return endpoint.record_shape.fit(record)


def _reply(endpoint: Endpoint, value: Any) -> Reply:
    return Reply(endpoint.success, write(value) if endpoint.media else b"", endpoint.media)

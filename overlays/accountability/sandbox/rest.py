"""The operations of v1 and v2: list, get, create, update, delete, and transitions between states."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .contract.endpoint import Endpoint
from .contract.projection import project_json
from .http.message import Response
from .http.problem import Problem
from .records import Records
from .request import Request
from .store.json_codec import read, write
from .store.query import Condition, Filter
from .store.store import Record


def respond(records: Records, request: Request) -> Response:
    """Perform an operation as far as the contract states it, and return its response.

    Raises:
        Problem: 403, 404 or 409, or 501 for an operation of a kind that the sandbox does not imitate.
    """
    endpoint = request.endpoint
    if endpoint.sets is not None or _is_action(records, endpoint):
        return _transition(records, request)
    if endpoint.method == "GET" and endpoint.addresses_record:
        return _get(records, request)
    if endpoint.method == "GET" and endpoint.is_list:
        return _list(records, request)
    if endpoint.method == "POST" and not endpoint.addresses_record:
        return _create(records, request)
    if endpoint.method in ("PATCH", "PUT") and endpoint.addresses_record:
        return _update(records, request)
    if endpoint.method == "DELETE" and endpoint.addresses_record:
        return _delete(records, request)
    raise Problem(501, f"The sandbox does not imitate {endpoint.key}.", type="not-imitated")


def _is_action(records: Records, endpoint: Endpoint) -> bool:
    """Return whether it acts on the record of its path, in a way that the contract does not describe."""
    if endpoint.method != "POST" or endpoint.addresses_record or not endpoint.path_parameters:
        return False
    return records.collections.parent(endpoint, endpoint.path_parameters[-1]) == endpoint.collection


def _list(records: Records, request: Request) -> Response:
    endpoint, store, projection = request.endpoint, records.store, request.endpoint.record_projection
    conditions = _build_conditions(records, request)
    if not endpoint.paging:
        texts = store.select_json(endpoint.collection, conditions)
        return _build_response(endpoint, [project_json(projection, text) for text in texts])
    with store.transaction(read_only=True):
        page = request.page(endpoint.paging, store.count(endpoint.collection, conditions))
        is_empty = page.offset >= page.total
        texts = [] if is_empty else store.select_json(endpoint.collection, conditions, page.size, page.offset)
    items = [project_json(projection, text) for text in texts]
    return _build_response(endpoint, {endpoint.paging["items"]: items, **page.envelope()})


def _build_conditions(records: Records, request: Request) -> list[Condition]:
    """Return what the records of a list have to meet: the path's parents, the filters, and the caller's access."""
    collection, access = request.endpoint.collection, request.caller.access
    conditions: list[Condition] = [Filter(name, value) for name, value in _read_parents(records, request).items()]
    conditions += request.filters(records.collections[collection].properties)
    return conditions + (access.conditions(collection) if access else [])


def _get(records: Records, request: Request) -> Response:
    text = _load_json(records, request)
    return _build_response(request.endpoint, project_json(request.endpoint.record_projection, text))


def _create(records: Records, request: Request) -> Response:
    endpoint, access = request.endpoint, request.caller.access
    with records.store.transaction():
        properties = {**(request.body or {}), **_read_parents(records, request)}
        record = records.create(endpoint.collection, properties, request.caller, endpoint.rules)
        if access:
            access.check_result(endpoint.collection, record)
    return _build_record_response(endpoint, record)


def _update(records: Records, request: Request) -> Response:
    endpoint, access = request.endpoint, request.caller.access
    with records.store.transaction():
        record = _load_record(records, request)
        changes = {name: _apply_merge_patch(record.get(name), value) for name, value in (request.body or {}).items()}
        if access:
            access.check_rights(endpoint.collection, record, changes)
        record = records.update(endpoint.collection, record, request.caller, properties=changes, rules=endpoint.rules)
        if access:
            access.check_result(endpoint.collection, record)
    return _build_record_response(endpoint, record)


def _transition(records: Records, request: Request) -> Response:
    endpoint = request.endpoint
    with records.store.transaction():
        record = _load_record(records, request)
        sets = endpoint.sets or {}
        record = records.update(endpoint.collection, record, request.caller, sets=sets, rules=endpoint.rules)
    return _build_record_response(endpoint, record)


def _delete(records: Records, request: Request) -> Response:
    endpoint = request.endpoint
    with records.store.transaction():
        record = _load_record(records, request)
        records.store.delete(endpoint.collection, record)
    return _build_record_response(endpoint, record)


def _load_json(records: Records, request: Request) -> str:
    """Return the record that the last path parameter names, below the parents that those before it name."""
    endpoint = request.endpoint
    *names, key = endpoint.path_parameters
    parents = {endpoint.filter_property(name): request.path[name] for name in names}
    return records.get_json(endpoint.collection, request.path[key], parents, request.caller.access)


def _load_record(records: Records, request: Request) -> Record:
    record: Record = read(_load_json(records, request))
    return record


def _read_parents(records: Records, request: Request) -> dict[str, Any]:
    """Return the path parameters as properties of the records below them, each naming an existing record."""
    for name, value in request.path.items():
        collection = records.collections.parent(request.endpoint, name)
        if collection is not None:
            records.get_json(collection, value, access=request.caller.access)
    return {request.endpoint.filter_property(name): value for name, value in request.path.items()}


def _apply_merge_patch(target: Any, patch: Any) -> Any:
    """Return a value after a merge patch (RFC 7396). A cleared property stays, as null, so that it reads as cleared."""
    if not (isinstance(target, Mapping) and isinstance(patch, Mapping)):
        return patch
    return {**target, **{name: _apply_merge_patch(target.get(name), value) for name, value in patch.items()}}


def _build_record_response(endpoint: Endpoint, record: Record) -> Response:
    return _build_response(endpoint, endpoint.record_projection.project(record))


def _build_response(endpoint: Endpoint, value: Any) -> Response:
    return Response(endpoint.success, write(value) if endpoint.media else b"", endpoint.media)

"""Access in v1: the levels of access groups, own records and the own office, for every account of the sandbox."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from ..operations import MERGE_PATCH, Operation, is_read, properties, request_schema
from ..request import Request, page_sizes
from ..response import Finding
from ..session import Context, Findings
from ..settings import Account
from .base import compare_list
from .filters import filters_of

MAX_RECORDS = 5  # that are read for each caller
FULL, READ_ONLY, OWN = "Full Access", "Read Only", "My Data Only"
OWN_LIST = "List of this caller"
Record = Mapping[str, Any]


@frozen
class Caller:
    """An account with its employee record and what its access group grants."""

    context: Context
    account: Account
    employee: Record
    levels: Mapping[str, str]

    def level(self, operation: Operation) -> str | None:
        return self.levels.get(operation.raw["x-access"])

    def can_read(self, operation: Operation) -> bool:
        return self.level(operation) in (FULL, READ_ONLY, OWN)

    def can_see(self, operation: Operation, collection: str, record: Record) -> bool:
        """Return whether an operation shows the caller a record, by the `x-own` of its resource."""
        ownership = ownership_of(self.context, collection)
        if self.level(operation) == OWN:
            owners = [value_at(self.context, collection, record, path) for path in ownership.get("employees", ())]
            if self.employee["id"] not in owners:
                return False
        if not self.employee.get("ownOfficeDataOnly") or "office" not in ownership:
            return True
        office, code = value_at(self.context, collection, record, ownership["office"]), self.employee.get("officeCode")
        offices = self.context.ids.records.get("offices", [])
        return office in {None, code, *(row["id"] for row in offices if row.get("officeCode") == code)}

    def can_see_id(self, listing: Operation, key: Any) -> bool:
        """Return whether the caller may see the record of an id; one that no list shows counts as visible."""
        if "x-access" not in listing.raw:
            return True
        records = [record for record in self.context.ids.records.get(listing.record, []) if record["id"] == key]
        return self.can_read(listing) and all(self.can_see(listing, listing.record, record) for record in records)


def enforces_access_groups(context: Context, request: Request) -> Findings:
    """Each caller gets 403 for what the access group does not grant, and a 2xx for the rest but hidden records.

    A hidden record is 404 in the path and 409 in the body, as one that does not exist.
    """
    operation = request.operation
    if "x-access" not in operation.raw:
        return
    other_values = [values for values in context.ids.of(operation) if values != request.values][:MAX_RECORDS]
    requests = [request, *(request.replace(values=values) for values in other_values if is_read(operation))]
    for caller in find_callers(context):
        for case in requests:
            yield from compare_status(caller, case, expected_status(caller, case))


def compare_status(caller: Caller, request: Request, expected: set[int]) -> Findings:
    """Compare the status of a caller's request with those expected, with 200 for every 2xx."""
    target = caller.context.target
    exchange = request.send(target, "basic", account=caller.account)
    outcome = exchange.status if not exchange.succeeded else 200
    if exchange.status != 401 and outcome not in expected:
        level, statuses = caller.level(request.operation) or "no access", " or ".join(map(str, sorted(expected)))
        yield Finding(f"Status: expected {statuses} for a caller with {level}, got {exchange.status}.", exchange)
    if not is_read(request.operation):
        target.reset()


def expected_status(caller: Caller, request: Request) -> set[int]:
    """Return the statuses that the contract states for a caller, with 200 for every 2xx."""
    operation, level = request.operation, caller.level(request.operation)
    if not caller.can_read(operation) or (level == READ_ONLY and not is_read(operation)):
        return {403}
    addressed = addressed_records(caller.context, request)
    if not all(caller.can_see(operation, collection, record) for collection, record in addressed):
        return {404}
    if names_hidden_record(caller, request, addressed[-1][1] if addressed else {}):
        return {409}
    is_create = not is_read(operation) and not operation.path.endswith("}") and "x-sets" not in operation.raw
    if not is_create or not (level == OWN or caller.employee.get("ownOfficeDataOnly")):
        return {200}
    return {403} if creates_for_another(caller, request) else {200, 403}


def creates_for_another(caller: Caller, request: Request) -> bool:
    """Return whether a body names the employees of a new record without its caller, who sees only own records."""
    context, collection = caller.context, request.operation.record
    if caller.level(request.operation) != OWN or not isinstance(request.body, Mapping):
        return False
    paths = ownership_of(context, collection).get("employees", ())
    owners = [value_at(context, collection, request.body, path) for path in paths]
    return bool(owners) and None not in owners and caller.employee["id"] not in owners


def does_not_limit_callers(context: Context, request: Request) -> Findings:
    """In v2, which access groups do not limit, each caller gets the response that the first account gets."""
    operation = request.operation
    if operation.api != "v2" or not context.target.accounts:
        return
    expected = context.send(request)
    for account in context.target.accounts[1:]:
        if not is_read(operation):
            context.target.reset()
        exchange = request.send(context.target, "basic", account=account)
        is_same = exchange.content == expected.content if is_read(operation) else exchange.status == expected.status
        if exchange.status != 401 and not is_same:
            message = f"Response: expected that of any other caller, got another with status {exchange.status}."
            yield Finding(message, exchange, "another response")


def does_not_let_callers_leave_their_limits(context: Context, request: Request) -> Findings:
    """A caller changes neither the own access group (409) nor a record so that it is hidden from the caller (403)."""
    operation = request.operation
    if "x-access" not in operation.raw or operation.method != "PATCH" or len(request.values) != 1:
        return
    (parameter,) = request.values
    for caller in find_callers(context):
        for record in context.ids.records.get(operation.record, []):
            change, status = forbidden_change(caller, operation, record)
            if change and caller.can_see(operation, operation.record, record):
                change_request = request.replace(values={parameter: record["id"]}, body=change)
                yield from compare_status(caller, change_request, {status, 409})


def forbidden_change(caller: Caller, operation: Operation, record: Record) -> tuple[dict[str, Any], int]:
    """Return a change of a record that its caller may not make, with the status; empty if there is none."""
    ids, own_id, level = caller.context.ids, caller.employee["id"], caller.level(operation)
    writable = properties(operation, request_schema(operation, MERGE_PATCH))
    if level == FULL or (level == OWN and record["id"] == own_id):
        groups = [name for name, part in writable.items() if part.get("x-references") == "useraccessgroups"]
        other_groups = [key for key in ids.ids("useraccessgroups") if key != record.get(next(iter(groups), ""))]
        is_own = operation.record == "employees" and record["id"] == own_id
        return ({groups[0]: other_groups[0]}, 409) if groups and other_groups and is_own else ({}, 0)
    paths = ownership_of(caller.context, operation.record).get("employees", ())
    if level != OWN or not paths or any(path not in writable for path in paths):
        return {}, 0
    other_id = next((key for key in ids.ids("employees") if key != own_id), None)
    return (dict.fromkeys(paths, other_id), 403) if other_id is not None else ({}, 0)


def hides_the_records_of_others(context: Context, request: Request) -> Findings:
    """A list shows each caller exactly the records that are the caller's to see, and `totalCount` counts no others."""
    operation = request.operation
    if "x-access" not in operation.raw or not operation.paging or operation.path_parameters:
        return
    everything = context.ids.records.get(operation.record, [])
    for caller in filter(lambda caller: caller.can_read(operation), find_callers(context)):
        visible = [record for record in everything if caller.can_see(operation, operation.record, record)]
        ids = [record["id"] for record in visible]
        for size in page_sizes(operation):
            yield from compare_list(context, request, ids, OWN_LIST, size, caller.account)
        for query_filter in filters_of(operation):
            value = next(filter(None, (record.get(query_filter.property) for record in everything)), None)
            if value is not None:
                list_request = request.replace(query={**request.query, query_filter.parameter: value})
                selected = [record["id"] for record in visible if query_filter.selects(record, value)]
                yield from compare_list(context, list_request, selected, OWN_LIST, account=caller.account)


def find_callers(context: Context) -> list[Caller]:
    """Return the accounts of the sandbox that are employees, and the access group of each."""
    people = {employee.get("emailAddress"): employee for employee in context.ids.records.get("employees", [])}
    groups = {group["id"]: group.get("access") or () for group in context.ids.records.get("useraccessgroups", [])}
    callers = []
    for account in context.target.accounts:
        if account.username in people:
            grants = groups.get(people[account.username].get("userAccessGroupId"), ())
            levels = {grant["transactionType"]: grant.get("accessLevel") for grant in grants}
            callers.append(Caller(context, account, people[account.username], levels))
    return callers


def addressed_records(context: Context, request: Request) -> list[tuple[str, Record]]:
    """Return the records that the path addresses, with their collections; the outer one first."""
    parts = request.operation.path.split("{")
    addressed: list[tuple[str, Record]] = []
    for index, name in enumerate(request.operation.path_parameters):
        listing = context.find("GET", "{".join(parts[: index + 1]).rstrip("/"))
        records = context.ids.records.get(listing.record, []) if listing else []
        addressed += [
            (listing.record, record) for record in records if listing and record["id"] == request.values.get(name)
        ]
    return addressed


def names_hidden_record(caller: Caller, request: Request, stored_record: Record) -> bool:
    """Return whether a body refers to a record that its caller may not see, other than the stored record does."""
    schemas = _schema_of(caller.context, request.operation.record).get("properties", {})
    references = (
        (_listing_of(caller.context, target), value)
        for name, value in (request.body.items() if isinstance(request.body, Mapping) else ())
        if (target := schemas.get(name, {}).get("x-references"))
        and value is not None
        and stored_record.get(name) != value
    )
    return any(not caller.can_see_id(listing, value) for listing, value in references if listing)


def ownership_of(context: Context, collection: str) -> Mapping[str, Any]:
    ownership: Mapping[str, Any] = _schema_of(context, collection).get("x-own", {})
    return ownership


def value_at(context: Context, collection: str, record: Record, path: str) -> Any:
    """Return the value at a path, each part of which but the last refers to another record."""
    name, _, rest = path.partition(".")
    if not rest or record.get(name) is None:
        return record.get(name)
    target = _schema_of(context, collection).get("properties", {}).get(name, {}).get("x-references", "")
    records = context.ids.records.get(target, [])
    return value_at(context, target, next((row for row in records if row["id"] == record[name]), {}), rest)


def _schema_of(context: Context, collection: str) -> Mapping[str, Any]:
    listing = _listing_of(context, collection)
    return listing.record_schema if listing else {}


def _listing_of(context: Context, collection: str) -> Operation | None:
    return next(
        (operation for operation in context.operations if operation.record == collection and operation.paging), None
    )

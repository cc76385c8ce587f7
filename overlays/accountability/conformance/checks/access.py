"""Access in v1: the levels of access groups, own records and the own office, for every account of the sandbox."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from ..operations import Operation, is_read, placeholders, record_schema
from ..request import Request, listed_records, page_sizes
from ..response import Finding
from ..session import Context, Findings
from ..settings import Account

FULL, READ_ONLY, OWN = "Full Access", "Read Only", "My Data Only"


@frozen
class Caller:
    """An account with its employee record and what its access group grants."""

    account: Account
    employee: Mapping[str, Any]
    levels: Mapping[str, str]

    def level(self, operation: Operation) -> str | None:
        return self.levels.get(operation.raw["x-access"])


def enforces_access_groups(context: Context, request: Request) -> Findings:
    """Each caller gets 403 for what the access group does not grant, and a 2xx for the rest but hidden records.

    A hidden record is 404 in the path and 409 in the body, as one that does not exist.
    """
    operation = request.operation
    if "x-access" not in operation.raw:
        return
    for caller in callers(context):
        expected = expected_status(context, caller, request)
        exchange = request.send(context.target, "basic", account=caller.account)
        outcome = exchange.status if not exchange.succeeded else 200
        if exchange.status != 401 and outcome not in expected:
            level, wanted = caller.level(operation) or "no access", " or ".join(map(str, sorted(expected)))
            yield Finding(f"Status: expected {wanted} for a caller with {level}, got {exchange.status}.", exchange)
        if not is_read(operation):
            context.target.reset()


def expected_status(context: Context, caller: Caller, request: Request) -> set[int]:
    """Return the statuses that the contract states for a caller, with 200 for every 2xx."""
    operation, level = request.operation, caller.level(request.operation)
    if level not in (FULL, READ_ONLY, OWN) or (level == READ_ONLY and not is_read(operation)):
        return {403}
    if not all(is_visible(context, caller, operation, each) for each in addressed_records(context, request)):
        return {404}
    if names_hidden_record(context, caller, request):
        return {409}
    is_create = not is_read(operation) and not operation.path.endswith("}") and "x-sets" not in operation.raw
    is_limited = level == OWN or caller.employee.get("ownOfficeDataOnly")
    return {200, 403} if is_create and is_limited else {200}


def hides_the_records_of_others(context: Context, request: Request) -> Findings:
    """A list shows each caller exactly the records that are the caller's to see, and `totalCount` counts no others."""
    operation = request.operation
    if "x-access" not in operation.raw or not operation.paging or placeholders(operation):
        return
    everything = context.ids.records.get(operation.record, [])
    for caller in callers(context):
        if caller.level(operation) not in (FULL, READ_ONLY, OWN):
            continue
        listing = request.replace(query={**request.query, operation.paging["sizeParameter"]: page_sizes(operation)[1]})
        exchange = listing.send(context.target, "basic", account=caller.account)
        if not exchange.succeeded:
            continue
        visible = [
            each["id"] for each in everything if is_visible(context, caller, operation, (operation.record, each))
        ]
        shown = [each.get("id") for each in listed_records(operation, exchange)]
        if shown != visible:
            yield Finding(
                f"List: expected the records {visible} for this caller, got {shown}.", exchange, "wrong records"
            )
        total = exchange.record().get(operation.paging["totalCount"])
        if total != len(visible):
            yield Finding(f"totalCount: expected {len(visible)} for this caller, got {total}.", exchange, "wrong total")


def callers(context: Context) -> list[Caller]:
    """Return the accounts of the sandbox that are employees, and the access group of each."""
    people = {each.get("emailAddress"): each for each in context.ids.records.get("employees", [])}
    groups = {each["id"]: each.get("access") or () for each in context.ids.records.get("useraccessgroups", [])}
    found = []
    for account in context.target.accounts:
        if account.username in people:
            granted = groups.get(people[account.username].get("userAccessGroupId"), ())
            levels = {each["transactionType"]: each.get("accessLevel") for each in granted}
            found.append(Caller(account, people[account.username], levels))
    return found


def addressed_records(context: Context, request: Request) -> list[tuple[str, Mapping[str, Any]]]:
    """Return the records that the path addresses, with their collections; the outer one first."""
    parts = request.operation.path.split("{")
    found: list[tuple[str, Mapping[str, Any]]] = []
    for index, name in enumerate(placeholders(request.operation)):
        path = "{".join(parts[: index + 1]).rstrip("/")
        listing = context.find("GET", path)
        records = context.ids.records.get(listing.record, []) if listing else []
        found += [(listing.record, each) for each in records if listing and each["id"] == request.values.get(name)]
    return found


def names_hidden_record(context: Context, caller: Caller, request: Request) -> bool:
    """Return whether a body refers to a record that its caller may not see, other than the stored record does."""
    if not isinstance(request.body, Mapping):
        return False
    properties = _schema_of(context, request.operation.record).get("properties", {})
    stored: Mapping[str, Any] = next((record for _, record in reversed(addressed_records(context, request))), {})
    references = (
        (_listing_of(context, target), value)
        for name, value in request.body.items()
        if (target := properties.get(name, {}).get("x-references")) and value is not None and stored.get(name) != value
    )
    return any(not sees(context, caller, listing, value) for listing, value in references if listing)


def sees(context: Context, caller: Caller, listing: Operation, key: Any) -> bool:
    """Return whether a caller may see the record of an id; one that no list shows counts as visible."""
    if "x-access" not in listing.raw:
        return True
    if caller.level(listing) not in (FULL, READ_ONLY, OWN):
        return False
    records = context.ids.records.get(listing.record, [])
    return all(is_visible(context, caller, listing, (listing.record, each)) for each in records if each["id"] == key)


def is_visible(
    context: Context, caller: Caller, operation: Operation, addressed: tuple[str, Mapping[str, Any]]
) -> bool:
    """Return whether a caller may see a record, by the `x-own` of its resource."""
    collection, record = addressed
    own = own_of(context, collection)
    if caller.level(operation) == OWN:
        owners = [value_at(context, collection, record, path) for path in own.get("employees", ())]
        if caller.employee["id"] not in owners:
            return False
    if caller.employee.get("ownOfficeDataOnly") and "office" in own:
        office = value_at(context, collection, record, own["office"])
        return office is None or office in own_offices(context, caller)
    return True


def own_of(context: Context, collection: str) -> Mapping[str, Any]:
    own: Mapping[str, Any] = _schema_of(context, collection).get("x-own", {})
    return own


def own_offices(context: Context, caller: Caller) -> set[Any]:
    """Return the code and the id of the caller's office."""
    code = caller.employee.get("officeCode")
    ids = [each["id"] for each in context.ids.records.get("offices", []) if each.get("officeCode") == code]
    return {code, *ids} - {None}


def value_at(context: Context, collection: str, record: Mapping[str, Any], path: str) -> Any:
    """Return the value at a path, each part of which but the last refers to another record."""
    name, _, rest = path.partition(".")
    if not rest or record.get(name) is None:
        return record.get(name)
    target = _schema_of(context, collection).get("properties", {}).get(name, {}).get("x-references", "")
    records = context.ids.records.get(target, [])
    return value_at(context, target, next((each for each in records if each["id"] == record[name]), {}), rest)


def _schema_of(context: Context, collection: str) -> Mapping[str, Any]:
    listing = _listing_of(context, collection)
    return record_schema(listing) if listing else {}


def _listing_of(context: Context, collection: str) -> Operation | None:
    return next((each for each in context.operations if each.record == collection and each.paging), None)

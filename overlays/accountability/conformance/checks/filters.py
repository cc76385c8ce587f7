"""Filters: each selects exactly the records that it describes, alone, at the ends of a range, and combined."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import islice, pairwise
from typing import Any

from attrs import frozen

from ..operations import Operation, is_list, record_properties
from ..request import Request, page_sizes
from ..response import Finding
from ..session import Context, Findings
from .base import UNUSED_ID, compare_list, read_list, same_value

_TESTS = {"ge": operator.ge, "le": operator.le, "gt": operator.gt, "lt": operator.lt}


@frozen
class Filter:
    """A query parameter that selects records by a property."""

    parameter: str
    property: str
    test: str

    def selects(self, record: Mapping[str, Any], value: Any) -> bool:
        got = record.get(self.property)
        if self.test == "eq":
            return same_value(got, value)
        return got is not None and bool(_TESTS[self.test](sortable(got), sortable(value)))


def filters_of(operation: Operation) -> list[Filter]:
    """Return the filters of a list: `x-filter`, or equality with the property of the parameter's name."""
    known = record_properties(operation)
    found = []
    for parameter in operation.parameters:
        stated = parameter.get("x-filter", {})
        name, test = stated.get("member", parameter["name"]), stated.get("op", "eq")
        if parameter["in"] == "query" and name in known and (test == "eq" or test in _TESTS):
            found.append(Filter(parameter["name"], name, test))
    return found


def selects_what_its_filters_describe(context: Context, request: Request) -> Findings:
    """Each filter returns exactly the records that it describes, for a value that some records have."""
    operation = request.operation
    if not operation.paging:
        return
    records, _ = read_list(context, request)
    values = {each: values_of(records, each) for each in filters_of(operation)}
    for each, chosen in values.items():
        for value in chosen:
            yield from compare(context, request, records, {each: value})
        for value in chosen[:1]:
            yield from compare(context, request, records, {each: value}, page_sizes(operation)[0])
    for pair in pairwise(each for each, chosen in values.items() if chosen):
        complete = (each for each in records if None not in [each.get(one.property) for one in pair])
        for record in islice(complete, 1):
            yield from compare(context, request, records, {each: record[each.property] for each in pair})


def sortable(value: Any) -> Any:
    """Return a date and time as an instant, and any other value as a string."""
    text = str(value)
    return str(datetime.fromisoformat(text).astimezone(UTC)) if "T" in text and not text.isalpha() else text


def values_of(records: list[dict[str, Any]], wanted: Filter) -> list[Any]:
    """Return values to filter by: for equality some that differ and one that no record has, for a range its limits."""
    found: list[Any] = []
    for record in records:
        value = record.get(wanted.property)
        if value is not None and not any(same_value(value, each) for each in found):
            found.append(value)
    if wanted.test == "eq":
        if isinstance(next(iter(found), None), bool):
            return [True, False]
        return [*found[:3], *(each for value in found[:1] for each in unused_values(value))]
    ordered = sorted(found, key=str)
    chosen = [*ordered[:1], *ordered[len(ordered) // 2 :][:1], *ordered[-1:]]
    return list(dict.fromkeys([each for value in chosen for each in around(value)]))


def unused_values(value: Any) -> list[Any]:
    """Return values of the same type that a record has not: another one, and the beginning of the record's."""
    return [UNUSED_ID] if isinstance(value, int) else ["no record has this value", str(value)[:-1]]


def around(value: Any) -> list[str]:
    """Return the limit of a range, the day or second before and after it, and one instant in another zone."""
    text = str(value)
    if len(text) == 10:
        return [text, *(str(date.fromisoformat(text) + timedelta(days=days)) for days in (-1, 1))]
    instant = datetime.fromisoformat(text).astimezone(UTC)
    steps = [instant + timedelta(seconds=seconds) for seconds in (-1, 1)]
    zone = timezone(timedelta(hours=5, minutes=30))
    return [text, *(each.strftime("%Y-%m-%dT%H:%M:%SZ") for each in steps), instant.astimezone(zone).isoformat()]


def compare(
    context: Context,
    request: Request,
    records: list[dict[str, Any]],
    chosen: Mapping[Filter, Any],
    size: int | None = None,
) -> Findings:
    """Compare a filtered list, in pages of a size, with the records that the filters describe."""
    query = {each.parameter: value for each, value in chosen.items()}
    expected = [each["id"] for each in records if all(one.selects(each, value) for one, value in chosen.items())]
    names = " and ".join(each.parameter for each in chosen)
    yield from compare_list(context, request.replace(query={**request.query, **query}), expected, names, size)


def empties_a_range_without_records(context: Context, request: Request) -> Findings:
    """A legacy list is empty for a range of days before all records."""
    if request.operation.api != "legacy" or not is_list(request.operation):
        return
    groups: dict[str, list[str]] = {}
    for each in request.operation.parameters:
        if "x-filter" in each and each["in"] == "path":
            groups.setdefault(each["x-filter"]["member"], []).append(each["name"])
    listed = context.send(request) if groups else None
    for names in groups.values():
        exchange = context.send(request.replace(values={**request.values, **dict.fromkeys(names, "1900-01-01")}))
        if listed and exchange.succeeded and len(exchange.content) >= len(listed.content):
            yield Finding("List: expected no record of a day before all records, got some.", exchange)

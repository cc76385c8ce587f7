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
        actual = record.get(self.property)
        if self.test == "eq":
            return same_value(actual, value)
        return actual is not None and bool(_TESTS[self.test](sortable(actual), sortable(value)))


def filters_of(operation: Operation) -> list[Filter]:
    """Return the filters of a list: `x-filter`, or equality with the property of the parameter's name."""
    schemas = record_properties(operation)
    filters = []
    for parameter in operation.parameters:
        extension = parameter.get("x-filter", {})
        name, test = extension.get("property", parameter["name"]), extension.get("op", "eq")
        if parameter["in"] == "query" and name in schemas and (test == "eq" or test in _TESTS):
            filters.append(Filter(parameter["name"], name, test))
    return filters


def selects_what_its_filters_describe(context: Context, request: Request) -> Findings:
    """Each filter returns exactly the records that it describes, for a value that some records have."""
    operation = request.operation
    if not operation.paging:
        return
    records, _ = read_list(context, request)
    values = {query_filter: values_of(records, query_filter) for query_filter in filters_of(operation)}
    for query_filter, filter_values in values.items():
        for value in filter_values:
            yield from compare(context, request, records, {query_filter: value})
        for value in filter_values[:1]:
            yield from compare(context, request, records, {query_filter: value}, page_sizes(operation)[0])
    for pair in pairwise(query_filter for query_filter, filter_values in values.items() if filter_values):
        names = [query_filter.property for query_filter in pair]
        complete = (record for record in records if None not in [record.get(name) for name in names])
        for record in islice(complete, 1):
            yield from compare(
                context, request, records, {query_filter: record[query_filter.property] for query_filter in pair}
            )


def sortable(value: Any) -> Any:
    """Return a date and time as an instant, and any other value as a string."""
    text = str(value)
    return str(datetime.fromisoformat(text).astimezone(UTC)) if "T" in text and not text.isalpha() else text


def values_of(records: list[dict[str, Any]], query_filter: Filter) -> list[Any]:
    """Return values to filter by: for equality some that differ and one that no record has, for a range its limits."""
    values: list[Any] = []
    for record in records:
        value = record.get(query_filter.property)
        if value is not None and not any(same_value(value, existing) for existing in values):
            values.append(value)
    if query_filter.test == "eq":
        if isinstance(next(iter(values), None), bool):
            return [True, False]
        return [*values[:3], *(unused for value in values[:1] for unused in unused_values(value))]
    ordered = sorted(values, key=str)
    limits = [*ordered[:1], *ordered[len(ordered) // 2 :][:1], *ordered[-1:]]
    return list(dict.fromkeys([limit for value in limits for limit in limits_around(value)]))


def unused_values(value: Any) -> list[Any]:
    """Return values of the same type that a record has not: another one, and the beginning of the record's."""
    return [UNUSED_ID] if isinstance(value, int) else ["no record has this value", str(value)[:-1]]


def limits_around(value: Any) -> list[str]:
    """Return the limit of a range, the day or second before and after it, and one instant in another zone."""
    text = str(value)
    if len(text) == 10:
        return [text, *(str(date.fromisoformat(text) + timedelta(days=days)) for days in (-1, 1))]
    instant = datetime.fromisoformat(text).astimezone(UTC)
    steps = [instant + timedelta(seconds=seconds) for seconds in (-1, 1)]
    zone = timezone(timedelta(hours=5, minutes=30))
    return [text, *(step.strftime("%Y-%m-%dT%H:%M:%SZ") for step in steps), instant.astimezone(zone).isoformat()]


def compare(
    context: Context,
    request: Request,
    records: list[dict[str, Any]],
    criteria: Mapping[Filter, Any],
    size: int | None = None,
) -> Findings:
    """Compare a filtered list, in pages of a size, with the records that the filters describe."""
    query = {query_filter.parameter: value for query_filter, value in criteria.items()}
    expected = [
        record["id"]
        for record in records
        if all(query_filter.selects(record, value) for query_filter, value in criteria.items())
    ]
    names = " and ".join(query_filter.parameter for query_filter in criteria)
    yield from compare_list(context, request.replace(query={**request.query, **query}), expected, names, size)


def empties_a_range_without_records(context: Context, request: Request) -> Findings:
    """A legacy list is empty for a range of days before all records."""
    if request.operation.api != "legacy" or not is_list(request.operation):
        return
    groups: dict[str, list[str]] = {}
    for parameter in request.operation.parameters:
        if "x-filter" in parameter and parameter["in"] == "path":
            groups.setdefault(parameter["x-filter"]["property"], []).append(parameter["name"])
    full_list = context.send(request) if groups else None
    for names in groups.values():
        exchange = context.send(request.replace(values={**request.values, **dict.fromkeys(names, "1900-01-01")}))
        if full_list and exchange.succeeded and len(exchange.content) >= len(full_list.content):
            yield Finding("List: expected no record of a day before all records, got some.", exchange)

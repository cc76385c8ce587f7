"""Filters: each selects exactly the records that it describes, alone, at the ends of a range, and combined."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from attrs import frozen

from ..operations import Operation, properties, record_schema
from ..request import Request
from ..response import Finding
from ..session import Context, Findings
from .base import UNUSED_ID, read_list, same_value

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
        return got is not None and bool(_TESTS[self.test](str(got), str(value)))


def filters_of(operation: Operation) -> list[Filter]:
    """Return the filters of a list: `x-filter`, or equality with the property of the parameter's name."""
    known = properties(operation, record_schema(operation))
    found = []
    for parameter in operation.parameters:
        stated = parameter.get("x-filter", {})
        name = stated.get("property", stated.get("member", parameter["name"]))
        test = stated.get("op", "eq")
        if parameter["in"] == "query" and name in known and (test == "eq" or test in _TESTS):
            found.append(Filter(parameter["name"], name, test))
    return found


def selects_what_its_filters_describe(context: Context, request: Request) -> Findings:
    """Each filter returns exactly the records that it describes, for a value that some records have."""
    operation = request.operation
    if not operation.paging:
        return
    records, _ = read_list(context, request)
    values = {each.parameter: values_of(records, each) for each in filters_of(operation)}
    for each in filters_of(operation):
        for value in values[each.parameter]:
            yield from compare(context, request, records, {each: value})
    usable = [each for each in filters_of(operation) if values[each.parameter]]
    for first, second in pairwise(usable):
        record = next(
            (one for one in records if one.get(first.property) is not None and one.get(second.property) is not None),
            None,
        )
        if record:
            yield from compare(context, request, records, {each: record[each.property] for each in (first, second)})


def values_of(records: list[dict[str, Any]], wanted: Filter) -> list[Any]:
    """Return values to filter by: for equality some that differ and one that no record has, for a range its limits."""
    found: list[Any] = []
    for record in records:
        value = record.get(wanted.property)
        if value is not None and not any(same_value(value, each) for each in found):
            found.append(value)
    if wanted.test == "eq":
        return (
            [True, False] if isinstance(next(iter(found), None), bool) else [*found[:3], *map(unused_value, found[:1])]
        )
    ordered = sorted(found, key=str)
    return list(dict.fromkeys([*ordered[:1], *ordered[len(ordered) // 2 :][:1], *ordered[-1:]]))


def unused_value(value: Any) -> Any:
    """Return a value of the same type that no record has."""
    return UNUSED_ID if isinstance(value, int) else "no record has this value"


def compare(
    context: Context, request: Request, records: list[dict[str, Any]], chosen: Mapping[Filter, Any]
) -> Findings:
    """Compare a filtered list with the records that the filters describe."""
    query = {each.parameter: value for each, value in chosen.items()}
    rows, exchange = read_list(context, request.replace(query={**request.query, **query}))
    expected = [each["id"] for each in records if all(one.selects(each, value) for one, value in chosen.items())]
    shown = [each.get("id") for each in rows]
    names = " and ".join(each.parameter for each in chosen)
    if shown != expected:
        message = f"{names}: expected the records {expected}, got {shown} with status {exchange.status}."
        yield Finding(message, exchange, f"{names} is not applied")
    total = exchange.record().get((request.operation.paging or {})["totalCount"])
    if total != len(shown):
        yield Finding(f"{names}: expected totalCount {len(shown)}, got {total}.", exchange, f"totalCount of {names}")

"""The table operation x variant: the client's results for every operation when the service differs from the contract.

All of v1 and v2 is treated as inferred, adopted or not. Each example call of an operation
(tests/client/example_calls.py) is sent to the unchanged sandbox and to the sandbox with a variant, by the synchronous
and the asynchronous client. The result is right, or right except for properties that a warning reports, or an error
of this package. It is wrong if it has other data, an exception of another package, `NotFoundError` for an existing
record, or if records were added that should not be.
"""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import IntEnum
from typing import Any, Literal

from attrs import fields
from tests.shipped import required_query

from accountability import AccountabilityError, AsyncItems, Call, Items, NotFoundError, ResponseMismatchWarning, spec
from accountability.sandbox import Sandbox
from accountability.spec import Operation
from accountability_api._runtime.model import Model

from .example_calls import ExampleCall, example_calls

NOW = datetime(2025, 3, 10, 9, tzinfo=UTC)


class Verdict(IntEnum):
    """The result of an operation with a variant, the best first."""

    RIGHT = 0
    MISMATCHES_WARNED = 1
    ERROR = 2
    WRONG = 3


@dataclass(frozen=True)
class Finding:
    """A cell of the table, or one example call of it."""

    verdict: Verdict
    description: str = ""
    error: str = ""


@dataclass(frozen=True)
class CallOutcome:
    """The result of a call.

    Args:
        value: The value returned; for a list, the records yielded, also before an error.
        error: The exception raised, or None.
        mismatches: The messages of the warnings about invalid values.
        added: The number of records added.
    """

    value: Any
    error: Exception | None
    mismatches: tuple[str, ...]
    added: int


class VariantRunner:
    """A sandbox for example calls, unchanged or with a variant."""

    def __init__(self) -> None:
        self._sandbox = Sandbox(clock=lambda: NOW)
        self._sandbox.snapshots.take("first")
        self._expected: dict[tuple[str, str], CallOutcome] = {}
        self._runner = asyncio.Runner()

    def close(self) -> None:
        self._runner.close()

    def findings(self, key: str, variant: str, asynchronous: bool) -> list[Finding]:
        """Return a finding for each example call of an operation with a variant, by either client."""
        return [self._finding(spec.find(key), example, variant, asynchronous) for example in example_calls(key)]

    def _finding(self, operation: Operation, example: ExampleCall, variant: str, asynchronous: bool) -> Finding:
        cache_key = operation.key, example.description
        if cache_key not in self._expected:
            self._expected[cache_key] = self._call(operation, example, None, asynchronous=False)
        finding = compare(self._expected[cache_key], self._call(operation, example, variant, asynchronous))
        return replace(finding, description=f"{operation.key}, {example.description}: {finding.description}")

    def _call(self, operation: Operation, example: ExampleCall, variant: str | None, asynchronous: bool) -> CallOutcome:
        writes = example.call.writes
        before = self._count(operation) if writes else 0
        self._sandbox.variant = variant
        # The records yielded before an error count as well.
        records: list[Any] = []
        value, error = (records if example.call.paging else None), None
        with warnings.catch_warnings(record=True) as warning_list:
            warnings.simplefilter("always")
            try:
                if asynchronous:
                    value = self._runner.run(self._send_async(example.call, records))
                else:
                    value = self._send(example.call, records)
            except Exception as exception:  # `compare` decides which are right
                error = exception
        self._sandbox.variant = None
        added = self._count(operation) - before if writes else 0
        if writes:
            self._sandbox.snapshots.restore("first")
        mismatches = tuple(
            str(warning.message) for warning in warning_list if issubclass(warning.category, ResponseMismatchWarning)
        )
        return CallOutcome(value, error, mismatches, added)

    def _inferred(self) -> Literal["allow", "guard"]:
        """Return the setting `inferred`: with wrong paths, "allow" would report missing records."""
        return "guard" if self._sandbox.variant == "other-paths" else "allow"

    def _send(self, call: Call[Any], records: list[Any]) -> Any:
        with self._sandbox.client(inferred=self._inferred()) as api:
            if not call.paging:
                return api.send(call)
            records.extend(Items(api.send, call))
            return records

    async def _send_async(self, call: Call[Any], records: list[Any]) -> Any:
        async with self._sandbox.async_client(inferred=self._inferred()) as api:
            if not call.paging:
                return await api.send(call)
            async for record in AsyncItems(api.send, call):
                records.append(record)  # noqa: PERF401 - records before an error count
            return records

    def _count(self, operation: Operation) -> int:
        """Return the total number of records in an operation's collection."""
        for listing in spec.load("v2").operations.values():
            if listing.paging and listing.record == operation.record:
                page = self._http.get(_path(listing), params=required_query(listing)).json()
                return int(page[listing.paging["totalCount"]])
        return 0

    @property
    def _http(self) -> Any:
        return self._sandbox.http_client(auth=(self._sandbox.accounts[0].api_token, ""))


def _path(listing: Operation) -> str:
    """Return the path of a list, with the example's parent where it has one."""
    path = listing.path
    for parameter in listing.parameters:
        path = path.replace(f"{{{parameter['name']}}}", str(parameter.get("example", "")))
    return path


def compare(expected: CallOutcome, actual: CallOutcome) -> Finding:
    """Compare the outcome with a variant to the outcome without one."""
    if actual.added > max(expected.added, 0) or (actual.error is None and actual.added != expected.added):
        return Finding(Verdict.WRONG, f"{actual.added} records were added, not {expected.added}")
    if expected.error is None and actual.error is None:
        return _compare(expected.value, actual.value, actual.mismatches)
    if actual.error is None:
        return Finding(Verdict.WRONG, f"{type(expected.error).__name__} was expected, got {actual.value!r}")
    name = type(actual.error).__name__
    if not isinstance(actual.error, AccountabilityError):
        return Finding(Verdict.WRONG, f"an exception of another package: {name}: {actual.error}")
    if expected.error is None and isinstance(actual.error, NotFoundError):
        return Finding(Verdict.WRONG, "NotFoundError for an existing record")
    if isinstance(expected.value, list) and actual.value:
        partial = _compare(expected.value, actual.value, actual.mismatches, is_partial=True)
        if partial.verdict is Verdict.WRONG:
            return partial
    is_same_error = type(expected.error) is type(actual.error)
    return Finding(Verdict.RIGHT if is_same_error else Verdict.ERROR, name, name)


def _compare(expected: Any, actual: Any, mismatches: tuple[str, ...], is_partial: bool = False) -> Finding:
    """Compare two results; a list that ended in an error is compared to the same records."""
    if is_partial:
        by_id = {getattr(record, "id", index): record for index, record in enumerate(expected)}
        expected = [by_id.get(getattr(record, "id", None)) for record in actual]
    differences = list(_differences(expected, actual, "", mismatches))
    wrong = [path for path, is_reported in differences if not is_reported]
    if wrong:
        return Finding(Verdict.WRONG, f"{', '.join(wrong[:3])} differs")
    if differences and not mismatches:
        return Finding(Verdict.WRONG, f"{differences[0][0]} is None without a warning")
    return Finding(Verdict.MISMATCHES_WARNED if differences else Verdict.RIGHT)


def _differences(expected: Any, actual: Any, path: str, mismatches: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """Yield the path of each difference, and whether the caller can see it.

    A difference is visible if the field is None and the value is in `additional_properties`, or if a warning says
    that the sent value was not stored.
    """
    if isinstance(expected, Model) and type(expected) is type(actual):
        names = [field.name for field in fields(type(expected)) if field.name != "additional_properties"]
        for name, wire in zip(names, type(expected)._wire, strict=True):
            if name in type(expected)._secret:  # differs in every response
                continue
            expected_value, actual_value = getattr(expected, name), getattr(actual, name)
            if actual_value is None and expected_value not in (None, "", []):
                has_warning = any(f": {wire} was sent" in message for message in mismatches)
                yield f"{path}.{name}", has_warning or _is_additional(wire, actual.additional_properties)
            elif expected_value not in ("", []) or actual_value is not None:
                yield from _differences(expected_value, actual_value, f"{path}.{name}", mismatches)
    elif isinstance(expected, list) and isinstance(actual, list) and len(expected) == len(actual):
        for index, (expected_value, actual_value) in enumerate(zip(expected, actual, strict=True)):
            yield from _differences(expected_value, actual_value, f"{path}[{index}]", mismatches)
    elif expected != actual:
        yield path or "the value", False


def _is_additional(wire: str, rest: Mapping[str, Any]) -> bool:
    return wire.lower() in {name.replace("_", "").lower() for name in rest}

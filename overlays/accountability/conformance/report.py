"""The report of a run: a result for each operation, failures grouped by cause, and their output formats."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from attrs import asdict, define, evolve, field, frozen

from .operations import Operation

NO_RESPONSE = "no response"
_PLACE = re.compile(r"\b(?:items/)?\d+/|\[\d+\]")
_VARYING = re.compile(r"'[^']*'|\"[^\"]*\"|\b[A-Za-z]*\d[\w.:+-]*")
HEADINGS = ("API", "operations", "returned 2xx", "cases", "failures", "seconds")


@frozen
class Failure:
    """A deviation from the contract: which check found it, and a request that shows it."""

    check: str
    message: str
    cause: str = ""
    request: str = ""
    python: str = ""
    status: int | None = None
    response: str = ""
    count: int = 1

    @property
    def key(self) -> tuple[str, str]:
        """The key of failures with one cause: the check, and the message without values."""
        return self.check, self.cause or _VARYING.sub("…", _PLACE.sub("", self.message))

    def merge(self, other: Failure) -> Failure:
        """Return one failure for two with the same cause; the shorter request is kept."""
        example = min((self, other), key=lambda failure: len(failure.request) or 10**6)
        return evolve(example, count=self.count + other.count)


@define
class OperationResult:
    """The result of one operation. `statuses` counts the responses to its cases, `notes` are not failures."""

    key: str
    api: str
    method: str
    path: str
    contract_status: str
    statuses: Counter[int] = field(factory=Counter)
    failures: list[Failure] = field(factory=list)
    checks: Counter[str] = field(factory=Counter)
    notes: list[str] = field(factory=list)
    not_exercised: str = ""  # why the operation was not, or not wholly, exercised
    known_failures: int = 0  # failures that the baseline has
    seconds: float = 0.0

    @classmethod
    def of(cls, operation: Operation) -> OperationResult:
        """Return the result of an operation that was not called yet."""
        return cls(operation.key, operation.api, operation.method, operation.path, operation.status)

    @property
    def cases(self) -> int:
        return sum(self.statuses.values())

    @property
    def succeeded(self) -> int:
        """The number of cases with a 2xx."""
        return sum(count for status, count in self.statuses.items() if 200 <= status < 300)

    @property
    def outcome(self) -> str:
        if self.failures:
            return "failed"
        if self.not_exercised:
            return "not exercised"
        return "passed" if self.cases else "no data"

    @property
    def is_unreachable(self) -> bool:
        """Whether every failure is a missing response."""
        return bool(self.failures) and all(failure.check == NO_RESPONSE for failure in self.failures)

    def add(self, failure: Failure) -> None:
        """Add a failure, or merge it with the one that has the same cause."""
        for index, existing in enumerate(self.failures):
            if existing.key == failure.key:
                self.failures[index] = existing.merge(failure)
                return
        self.failures.append(failure)

    def note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)


@frozen
class Cause:
    """The failures of all operations that have one cause."""

    failure: Failure
    operations: tuple[str, ...]

    @property
    def count(self) -> int:
        return self.failure.count


@define(kw_only=True)
class Report:
    """A whole run: what was tested, the results, what was skipped and why, and the seed of the cases."""

    seed: int
    tested: str
    is_read_only: bool = False
    results: list[OperationResult] = field(factory=list)
    skipped: dict[str, str] = field(factory=dict)
    interrupted: bool = False
    seconds: float = 0.0

    @property
    def failed(self) -> bool:
        """Whether a contract was broken, or nothing was tested."""
        return not any(result.cases for result in self.results) or any(result.failures for result in self.results)

    @property
    def causes(self) -> list[Cause]:
        """Return the failures grouped by cause, the most frequent first."""
        causes: dict[tuple[str, str], Cause] = {}
        for result in self.results:
            for failure in result.failures:
                cause = causes.get(failure.key)
                merged = cause.failure.merge(failure) if cause else failure
                causes[failure.key] = Cause(merged, (*(cause.operations if cause else ()), result.key))
        return sorted(causes.values(), key=lambda cause: -len(cause.operations))

    def text(self) -> str:
        """Return the run as text: a line for each API, then each cause in a few lines."""
        lines = [f"Tested {self.tested}", "", *_columns([HEADINGS, *self.rows()])]
        lines += [f"{name:<8} skipped: {reason}" for name, reason in self.skipped.items()]
        lines += _cause_lines(self.causes)
        lines += _gap_lines(self.results)
        return "\n".join([*lines, "", self.verdict()])

    def rows(self) -> list[Sequence[str]]:
        """Return one row for each API, and one for all."""
        apis = list(dict.fromkeys(result.api for result in self.results))
        groups = [(api, [result for result in self.results if result.api == api]) for api in apis]
        return [_row(name, results) for name, results in [*groups, ("all", self.results)]]

    def verdict(self) -> str:
        """Return the run in one sentence: the failures, the number of tests, and the server."""
        return f"{self._finding()}{self._coverage()}. Tested {self.tested}, seed {self.seed}, {self.seconds:.1f} s."

    def _finding(self) -> str:
        total, tested = len(self.results), sum(bool(result.cases) for result in self.results)
        if not tested:
            return "Failed: no operation was tested"
        if self.interrupted:
            return f"Interrupted: {tested} of {total} operations were tested"
        unreachable = sum(result.is_unreachable for result in self.results)
        broken = sum(bool(result.failures) for result in self.results) - unreachable
        parts = [f"{broken} of {total} operations break their contract ({_plural(len(self.causes), 'cause')})"] * bool(
            broken
        )
        parts += [f"{unreachable} of {total} operations gave no response"] * bool(unreachable)
        accepted = sum(result.known_failures for result in self.results)
        suffix = f" besides {_plural(accepted, 'known failure')}" if accepted else ""
        return ("Failed: " + " and ".join(parts) if parts else "Passed: no deviation from the contract") + suffix

    def _coverage(self) -> str:
        """Return the tested share of the selected operations."""
        succeeded, total = sum(bool(result.succeeded) for result in self.results), len(self.results)
        if self.is_read_only:
            return f"; {succeeded} of {total} reads returned a record or a list, nothing was written"
        return f"; {succeeded} of {total} operations returned a 2xx"

    def to_dict(self) -> dict[str, Any]:
        """Return the report as JSON values, as in `report.json`."""
        return {
            "failed": self.failed,
            "interrupted": self.interrupted,
            "tested": self.tested,
            "verdict": self.verdict(),
            "seed": self.seed,
            "seconds": round(self.seconds, 2),
            "skipped": self.skipped,
            "causes": [
                {"check": cause.failure.check, "message": cause.failure.message, "operations": list(cause.operations)}
                for cause in self.causes
            ],
            "operations": [_result_dict(result) for result in self.results],
        }


def discard_reports(folder: Path) -> None:
    """Rename the reports of an earlier run, so that a failed run does not leave a report of success."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").unlink(missing_ok=True)
    if (folder / "report.json").exists():
        (folder / "report.json").replace(folder / "previous.json")


def _row(name: str, results: Sequence[OperationResult]) -> Sequence[str]:
    succeeded = sum(bool(result.succeeded) for result in results)
    cases, seconds = sum(result.cases for result in results), sum(result.seconds for result in results)
    failures = sum(failure.count for result in results for failure in result.failures)
    return (name, str(len(results)), str(succeeded), str(cases), str(failures), f"{seconds:.1f}")


def _columns(rows: Sequence[Sequence[str]]) -> Iterable[str]:
    """Return rows as lines, names to the left and numbers to the right."""
    widths = [max(len(row[index]) for row in rows) for index in range(len(rows[0]))]
    for first, *numbers in rows:
        cells = [cell.rjust(width) for cell, width in zip(numbers, widths[1:], strict=True)]
        yield "  ".join([first.ljust(max(widths[0], 8)), *cells])


def _cause_lines(causes: Iterable[Cause]) -> Iterator[str]:
    for cause in causes:
        failure, times = cause.failure, f" ({cause.count} times)" if cause.count > 1 else ""
        yield ""
        yield f"failed: {failure.check}{times}: " + failure.message.replace("\n", "\n    ")
        yield _keys(cause.operations)
        if failure.request:
            yield f"    {failure.request if len(failure.request) < 600 else failure.request[:600] + ' ...'}"


def _gap_lines(results: Iterable[OperationResult]) -> Iterator[str]:
    groups: dict[str, list[str]] = {}
    for result in results:
        if result.outcome in ("no data", "not exercised"):
            reason = result.not_exercised or "; ".join(result.notes) or "no case was sent"
            groups.setdefault(f"{result.outcome}: {reason}", []).append(result.key)
    for reason, keys in groups.items():
        yield ""
        yield reason
        yield _keys(keys)


def _keys(keys: Sequence[str]) -> str:
    names = ", ".join(keys)
    text = f"{len(keys)} operations: {names}" if len(keys) > 1 else names
    return textwrap.fill(text, 116, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False)


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _result_dict(result: OperationResult) -> dict[str, Any]:
    return {
        "key": result.key,
        "method": result.method,
        "path": result.path,
        "status": result.contract_status,
        "outcome": result.outcome,
        "cases": result.cases,
        "succeeded": result.succeeded,
        "statuses": {str(status): result.statuses[status] for status in sorted(result.statuses)},
        "checks": dict(result.checks),
        "failures": [asdict(failure) for failure in result.failures],
        "notes": result.notes,
        "not_exercised": result.not_exercised,
        "seconds": round(result.seconds, 3),
    }

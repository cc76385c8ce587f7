"""Every operation with every variant returns right data or a precise error of this package, and never wrong data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, suppress

import pytest

from accountability import Accountability, AccountabilityError, NotFoundError
from accountability.sandbox import VARIANTS, Sandbox

from .example_calls import has_required_integer_id, keys
from .variant_table import CallOutcome, VariantRunner, Verdict, compare

pytestmark = pytest.mark.usefixtures("all_inferred")
CONTRACT_VIOLATION = {"ContractViolationError"}
ERRORS: dict[str, set[str]] = {
    "bare-arrays": CONTRACT_VIOLATION,
    "data-envelope": CONTRACT_VIOLATION,
    "null-for-empty": CONTRACT_VIOLATION,
    "no-body-on-write": CONTRACT_VIOLATION,
    "pascal-case": CONTRACT_VIOLATION,
    "snake-case": {"ConflictError", "FilterIgnoredError", "UnprocessableEntityError"},
    "ids-as-strings": CONTRACT_VIOLATION,
    "wcf-dates": {"FilterIgnoredError"},
    "put-for-patch": {"APIStatusError"},
    "other-paths": {"UnknownOperationError", "UnverifiedOperationError"},
    "filters-ignored": {"FilterIgnoredError"},
    "paging-ignored": {"PagingIgnoredError"},
    "pages-from-zero": {"PagingIgnoredError"},
    "login-page": {"UnauthorizedError"},
    "errors-with-200": CONTRACT_VIOLATION,
}
"""The errors that calls can raise with a variant if the unchanged sandbox returns data; none with the others."""

OF_V1 = ("v1.Token_", "v1.Jobs_", "v1.Estimates_", "v1.PurchaseOrderEntries_")
MISMATCHES = {"snake-case", "numbers-as-strings", "wcf-dates"}


@pytest.fixture(scope="module")
def runner() -> Iterator[VariantRunner]:
    with closing(VariantRunner()) as runner:
        yield runner


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize("variant", VARIANTS)
def test_every_call_returns_right_data_or_a_precise_error(
    runner: VariantRunner, variant: str, asynchronous: bool
) -> None:
    """v1 has the operations of v2, and the asynchronous client differs by `await`, so a few of v1 show it."""
    tested = [key for key in keys() if key.startswith(OF_V1 if asynchronous else ("v2.", "legacy."))]
    by_key = {key: runner.findings(key, variant, asynchronous) for key in tested}
    all_findings = [finding for findings in by_key.values() for finding in findings]
    assert [finding.description for finding in all_findings if finding.verdict is Verdict.WRONG] == []
    strict = [finding for key, findings in by_key.items() if has_required_integer_id(key) for finding in findings]
    assert {finding.error for finding in strict if finding.verdict is Verdict.ERROR} == ERRORS.get(variant, set())
    assert any(finding.verdict is Verdict.MISMATCHES_WARNED for finding in strict) is (variant in MISMATCHES)
    assert any(finding.verdict is Verdict.RIGHT for finding in all_findings)


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize(
    ("find", "strict"),
    [
        (lambda api: api.v2.jobs.get(4711), False),
        (lambda api: api.v2.jobs.list(job_no="NWB0001").first(), False),
        (lambda api: next((job for job in api.v2.jobs.list(page_size=1) if job.client_id == 31), None), True),
    ],
)
@pytest.mark.filterwarnings("ignore::accountability.ResponseMismatchWarning")
@pytest.mark.filterwarnings("ignore::accountability.InferredTimezoneWarning")
@pytest.mark.filterwarnings("ignore::accountability.InferredOperationWarning")
def test_creating_a_record_that_was_not_found_creates_no_duplicate(
    find: Callable[[Accountability], object], strict: bool, variant: str
) -> None:
    """A comparison of a property needs `strict`, because otherwise an invalid value is None with a warning."""
    duplicates: list[str] = []
    with Sandbox(variant=variant).client(strict=strict, inferred="guard") as api, suppress(AccountabilityError):
        try:
            job = find(api)
        except NotFoundError:
            job = None
        if job is None:
            duplicates.append("a duplicate would be created")
    assert duplicates == []


def call_outcome(value: object = None, error: Exception | None = None, added: int = 0) -> CallOutcome:
    return CallOutcome(value, error, (), added)


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        (call_outcome(1), call_outcome(2)),
        (call_outcome([1, 2]), call_outcome([1])),
        (call_outcome([1]), call_outcome([])),
        (call_outcome(1), call_outcome(error=NotFoundError.__new__(NotFoundError, "no such record"))),
        (call_outcome(1), call_outcome(error=TypeError("of another package"))),
        (call_outcome(error=ValueError()), call_outcome(1)),
        (call_outcome(1, added=1), call_outcome(1, added=2)),
        (call_outcome(1, added=1), call_outcome(1, added=0)),
    ],
)
def test_the_comparison_detects_wrong_data(expected: CallOutcome, actual: CallOutcome) -> None:
    assert compare(expected, actual).verdict is Verdict.WRONG

"""Every operation under every variant: right data, or an error of ours that says what is wrong. Never other data, never
a record too many.

`python -m tests.client.variant_table` prints the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, suppress

import pytest

from accountability import Accountability, AccountabilityError, NotFoundError
from accountability.sandbox import VARIANTS, Sandbox

from .scene import keys, numbers_its_records
from .variant_table import CallOutcome, Stage, Verdict, judge

pytestmark = pytest.mark.usefixtures("guessed")
MEMBERS_ELSEWHERE = {"ContractViolationError"}
ERRORS: dict[str, set[str]] = {
    "bare-arrays": MEMBERS_ELSEWHERE,
    "data-envelope": MEMBERS_ELSEWHERE,
    "null-for-empty": MEMBERS_ELSEWHERE,
    "no-body-on-write": MEMBERS_ELSEWHERE,
    "pascal-case": MEMBERS_ELSEWHERE,
    "snake-case": {"ConflictError", "FilterIgnoredError", "UnprocessableEntityError"},
    "ids-as-strings": MEMBERS_ELSEWHERE,
    "naive-dates": {"FilterIgnoredError"},
    "wcf-dates": {"FilterIgnoredError"},
    "put-for-patch": {"APIStatusError"},
    "other-paths": {"UnknownOperationError", "UnverifiedOperationError"},
    "filters-ignored": {"FilterIgnoredError"},
    "paging-ignored": {"PagingIgnoredError"},
    "pages-from-zero": {"PagingIgnoredError"},
    "login-page": {"UnauthorizedError"},
    "errors-with-200": MEMBERS_ELSEWHERE,
}
"""The errors that calls may end with under a variant, where the contract as it is gives data; none under the others."""

MISFITS = {"snake-case", "numbers-as-strings", "naive-dates", "wcf-dates"}


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with closing(Stage()) as stage:
        yield stage


@pytest.mark.parametrize("tasks", [False, True], ids=["threads", "tasks"])
@pytest.mark.parametrize("variant", VARIANTS)
def test_every_call_gives_right_data_or_a_precise_error(stage: Stage, variant: str, tasks: bool) -> None:
    by_key = {key: stage.findings(key, variant, tasks) for key in keys()}
    found = [finding for findings in by_key.values() for finding in findings]
    assert [finding.told for finding in found if finding.verdict is Verdict.WRONG] == []
    numbered = [finding for key, findings in by_key.items() if numbers_its_records(key) for finding in findings]
    assert {finding.error for finding in numbered if finding.verdict is Verdict.ERROR} == ERRORS.get(variant, set())
    assert any(finding.verdict is Verdict.MISFITS_TOLD for finding in numbered) is (variant in MISFITS)
    assert any(finding.verdict is Verdict.RIGHT for finding in found)


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize(
    ("find", "strict"),
    [
        (lambda api: api.v2.jobs.get(4711), False),
        (lambda api: api.v2.jobs.list(job_no="NWB0001").first(), False),
        (lambda api: next((each for each in api.v2.jobs.list(page_size=1) if each.client_id == 31), None), True),
    ],
)
@pytest.mark.filterwarnings("ignore::accountability.ResponseMismatchWarning")
@pytest.mark.filterwarnings("ignore::accountability.InferredOperationWarning")
def test_to_create_what_is_not_found_makes_no_duplicate(
    find: Callable[[Accountability], object], strict: bool, variant: str
) -> None:
    """Whoever looks at members himself does so strictly: else one that does not fit is None, and a warning."""
    missed: list[str] = []
    with Sandbox(variant=variant).client(strict=strict, inferred="guard") as api, suppress(AccountabilityError):
        try:
            found = find(api)
        except NotFoundError:
            found = None
        if found is None:
            missed.append("and so another is created")
    assert missed == []


def outcome(value: object = None, error: Exception | None = None, added: int = 0) -> CallOutcome:
    return CallOutcome(value, error, (), added)


@pytest.mark.parametrize(
    ("plain", "played"),
    [
        (outcome(1), outcome(2)),
        (outcome([1, 2]), outcome([1])),
        (outcome([1]), outcome([])),
        (outcome(1), outcome(error=NotFoundError.__new__(NotFoundError, "no such record"))),
        (outcome(1), outcome(error=TypeError("not ours"))),
        (outcome(error=ValueError()), outcome(1)),
        (outcome(1, added=1), outcome(1, added=2)),
        (outcome(1, added=1), outcome(1, added=0)),
    ],
)
def test_the_table_can_find_something_wrong(plain: CallOutcome, played: CallOutcome) -> None:
    assert judge(plain, played).verdict is Verdict.WRONG

"""The sandbox keeps the three contracts, operation by operation, with fewer cases than `scripts/conform` draws."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from accountability.conformance import APIS, Settings
from accountability.conformance._run import Crew
from accountability.conformance._subject import Subject, subjects
from accountability.conformance._target import embedded
from accountability.spec import load

EVERYTHING = [subject for api in APIS for subject in subjects(api, load(api).document)]


@pytest.fixture(scope="module")
def crew() -> Iterator[Crew]:
    with embedded() as target:
        yield Crew(target, EVERYTHING, Settings(seed=3, max_examples=2, max_coverage=12))


@pytest.mark.parametrize("subject", EVERYTHING, ids=lambda subject: subject.key)
def test_the_sandbox_keeps_the_contract_of(crew: Crew, subject: Subject) -> None:
    result = crew.drive(subject)
    assert result.troubles == []
    assert result.answered > 0

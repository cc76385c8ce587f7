"""The same checks with schemathesis's own pytest integration holding the reins: it picks operations and draws cases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from accountability.conformance import APIS, OperationResult, Settings
from accountability.conformance._draw import Case, drawn_from, register
from accountability.conformance._drive import Driver, Visit
from accountability.conformance._run import Crew
from accountability.conformance._subject import subjects
from accountability.conformance._target import Target, embedded
from accountability.spec import load

EVERYTHING = {api: list(subjects(api, load(api).document)) for api in APIS}

register()
V1, V2, LEGACY = (drawn_from(load(api).document, seed=11, max_examples=2, covering=False) for api in APIS)


@pytest.fixture(scope="module")
def target() -> Iterator[Target]:
    with embedded() as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def crew(target: Target) -> Crew:
    return Crew(target, [subject for own in EVERYTHING.values() for subject in own], Settings(seed=11))


def kept(case: Case, driver: Driver) -> None:
    """Sends a case and says what is wrong with its answer."""
    subject = next(each for each in driver.subjects if each.id == case.operation.definition.raw["operationId"])
    driver.target.reset()
    visit = Visit(driver, subject, OperationResult.of(subject))
    visit(case)
    assert visit.result.troubles == []


@V1.parametrize()
def test_v1_keeps_its_contract(case: Case, crew: Crew) -> None:
    kept(case, crew.driver("v1"))


@V2.parametrize()
def test_v2_keeps_its_contract(case: Case, crew: Crew) -> None:
    kept(case, crew.driver("v2"))


@LEGACY.parametrize()
def test_legacy_keeps_its_contract(case: Case, crew: Crew) -> None:
    kept(case, crew.driver("legacy"))

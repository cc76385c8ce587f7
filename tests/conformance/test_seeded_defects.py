"""Defects of XML and responses of any shape are reported, and never end the run; `scripts/mutants` plants the others.

A defect changes responses between the sandbox and the wire, so that the sandbox itself stays as it is shipped.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from accountability.conformance import Report, Settings
from accountability.conformance.run import run_against
from accountability.sandbox import Sandbox
from accountability.spec import load
from mutation import stateful
from mutation.find import find
from mutation.seeded import Seeded, set_content, set_values
from mutation.service import defective_sandbox

ALL_BUT_TOKENS = ".* (?!.*/token).* 2.."


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    running = Sandbox()
    yield running
    running.close()


def conform(sandbox: Sandbox, defect: Seeded) -> Report:
    """Test the operations on which a defect shows."""
    contracts = {api: load(api) for api in ("v1", "v2", "legacy")}
    with defective_sandbox(sandbox, defect) as target:
        keys = tuple(defect.operations.split())
        return run_against(target, contracts, Settings(seed=7, max_examples=3, operations=keys))


def checks(report: Report) -> set[str]:
    return {failure.check for result in report.results for failure in result.failures}


@pytest.mark.parametrize(
    ("defect", "check"),
    [
        ("xml_elements_change_places", "conforms_to_its_schema"),
        ("the_xml_namespace_is_another", "conforms_to_its_schema"),
        ("invalid_ids_are_accepted", "negative_data_rejection"),
    ],
)
def test_the_defect_is_found_by(defect: str, check: str) -> None:
    assert check in find(defect)


SHAPES = [
    b"null",
    b"{}",
    b'{"items": [null]}',
    b'{"items": [{}, {}, {}]}',
    b'{"items": [{"id": "x"}, {"id": 1}], "totalCount": []}',
    b"\xff",
]


@pytest.mark.parametrize("shape", SHAPES)
def test_responses_of_any_shape_are_checked_and_never_end_the_run(sandbox: Sandbox, shape: bytes) -> None:
    keys = "v2.Jobs_ListJobs v2.Clients_UpdateClient legacy.PurchaseOrders_GetPurchaseOrder"
    defect = Seeded(keys, on=ALL_BUT_TOKENS, response=set_content(lambda _: shape))
    report = conform(sandbox, defect)
    assert [result.outcome for result in report.results] == ["failed"] * 3
    assert "generation" not in checks(report), report.text()


def test_every_response_that_is_reduced_to_its_id_is_found(sandbox: Sandbox) -> None:
    keys = "v2.Offices_* v2.Clients_* v2.Estimates_A*"
    reduced = Seeded(keys, on=ALL_BUT_TOKENS, response=stateful.records_hold_only_their_id)
    assert [result.key for result in conform(sandbox, reduced).results if result.outcome != "failed"] == []


def test_one_defect_of_a_shared_record_is_one_cause(sandbox: Sandbox) -> None:
    keys = "v2.Jobs_GetJob v2.Jobs_ListJobs"
    report = conform(sandbox, Seeded(keys, on="GET /v2/jobs.*", response=set_values(modifiedDate="yesterday")))
    schema = [cause for cause in report.causes if cause.failure.check == "conforms_to_its_schema"]
    assert [cause.operations for cause in schema] == [("v2.Jobs_ListJobs", "v2.Jobs_GetJob")]

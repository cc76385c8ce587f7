"""Defects of XML and responses of any shape are reported, and never end the run; `scripts/mutants` plants the others.

A defect changes responses between the sandbox and the wire, so that the sandbox itself stays as it is shipped.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from typing import Any

import pytest
from lxml import etree

from accountability.conformance import Report, Settings
from accountability.conformance.run import run_against
from accountability.sandbox import Sandbox
from accountability.spec import load
from mutation.service import Call, Defect, defective_sandbox

Steps = Generator[None, None, None]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    running = Sandbox()
    yield running
    running.close()


def conform(sandbox: Sandbox, *keys: str, defect: Defect | None = None) -> Report:
    """Test some operations of a sandbox with a defect."""
    contracts = {api: load(api) for api in ("v1", "v2", "legacy")}
    with defective_sandbox(sandbox, defect) as target:
        return run_against(target, contracts, Settings(seed=7, max_examples=3, operations=keys))


def checks(report: Report) -> set[str]:
    return {failure.check for result in report.results for failure in result.failures}


def record(edit: Callable[[dict[str, Any]], Any], path: str, method: str = "GET") -> Defect:
    """Return a defect of one JSON record that is returned with a 2xx."""

    def change(call: Call) -> Steps:
        yield
        if call.method == method and call.path.startswith(path):
            call.edit_records(edit)

    return change


def xml_root(call: Call) -> etree._Element | None:
    is_xml = call.status == 200 and "/Service.svc" in call.path and call.content.startswith((b"<", b"\xef\xbb\xbf<"))
    return etree.fromstring(call.content) if is_xml else None


def reordered(call: Call) -> Steps:
    """Let the first two elements of each legacy record change places."""
    yield
    if (root := xml_root(call)) is not None:
        first = root if len(root) and not len(root[0]) else root[0]
        first.insert(0, first[1])
        call.content = etree.tostring(root)


def in_another_namespace(call: Call) -> Steps:
    yield
    call.content = call.content.replace(b"Accountability.API.Model", b"Accountability.API.Modell")


ORDER = "legacy.PurchaseOrders_GetPurchaseOrder"


def test_a_legacy_element_out_of_order_is_found(sandbox: Sandbox) -> None:
    report = conform(sandbox, ORDER, defect=reordered)
    assert any("expected it before" in failure.message for result in report.results for failure in result.failures)


def test_a_legacy_response_in_another_namespace_is_found(sandbox: Sandbox) -> None:
    assert "conforms_to_its_schema" in checks(conform(sandbox, ORDER, defect=in_another_namespace))


def test_invalid_data_that_is_accepted_is_found(sandbox: Sandbox) -> None:
    def change(call: Call) -> Steps:
        yield
        if call.status == 422:
            call.status, call.content = 200, b'{"id": 1}'

    assert "negative_data_rejection" in checks(conform(sandbox, "v2.Jobs_GetJob", defect=change))


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
    def change(call: Call) -> Steps:
        yield
        if call.succeeded and not call.path.endswith("/token"):
            call.content = shape

    keys = ("v2.Jobs_ListJobs", "v2.Clients_UpdateClient", ORDER)
    report = conform(sandbox, *keys, defect=change)
    assert [result.outcome for result in report.results] == ["failed"] * 3
    assert "generation" not in checks(report), report.text()


def test_every_response_that_is_reduced_to_its_id_is_found(sandbox: Sandbox) -> None:
    def change(call: Call) -> Steps:
        yield
        value = call.record
        if call.succeeded and value and not call.path.endswith("/token"):
            rows = [{"id": row["id"]} for row in value.get("items", ())]
            call.reply({**value, "items": rows} if "items" in value else {"id": value.get("id")})

    report = conform(sandbox, "v2.Offices_*", "v2.Clients_*", "v2.Estimates_A*", defect=change)
    assert [result.key for result in report.results if result.outcome != "failed"] == []


def test_one_defect_of_a_shared_record_is_one_cause(sandbox: Sandbox) -> None:
    defect = record(lambda job: job.update(modifiedDate="yesterday"), "/v2/jobs")
    report = conform(sandbox, "v2.Jobs_GetJob", "v2.Jobs_ListJobs", defect=defect)
    schema = [cause for cause in report.causes if cause.failure.check == "conforms_to_its_schema"]
    assert [cause.operations for cause in schema] == [("v2.Jobs_ListJobs", "v2.Jobs_GetJob")]

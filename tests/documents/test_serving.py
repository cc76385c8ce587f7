"""The sandbox serves documents of others, and the conformance tests find no deviation from them.

What it cannot imitate is reported as not exercised, with the reason.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from accountability import spec
from accountability.conformance import hooks
from accountability.conformance.report import OperationResult
from accountability.conformance.run import run_against
from accountability.conformance.session import Session
from accountability.conformance.settings import Account, Settings
from accountability.conformance.target import Target
from accountability.sandbox import sandbox
from accountability.spec import Contract, Operation
from pipeline.transform.build import BuiltDocument, build, render

from .conftest import NAMES

VENDOR = Path(__file__).parent / "vendor"
SCHEMA_ALONE = "The sandbox returns a value of the schema"


def contract_of(built: BuiltDocument) -> Contract:
    return Contract("v2", json.loads(render(built.document), parse_float=Decimal))


def conform(contract: Contract) -> dict[str, OperationResult]:
    """Return the result of each operation of a document, which the sandbox serves as v2 next to our other APIs."""
    contracts = {"v2": contract, "v1": spec.load("v1"), "legacy": spec.load("legacy")}
    with sandbox(documents={api: served.document for api, served in contracts.items()}) as running:
        accounts = [Account(demo.tenant, demo.username, demo.api_token) for demo in running.accounts]
        urls = {"v1": running.url, "v2": running.url}
        target = Target(urls, accounts, f"{running.url}/_sandbox", on_reset=running.reset)
        try:
            settings = Settings(apis=("v2",), max_examples=1, seed=1, formats=())
            return {result.key: result for result in run_against(target, contracts, settings).results}
        finally:
            target.close()


def summary(results: dict[str, OperationResult]) -> dict[str, Any]:
    """Return what is wrong with each operation: its failures, or that it never returned a 2xx."""
    messages = {key: [failure.message for failure in result.failures] for key, result in results.items()}
    return {key: failures for key, failures in messages.items() if failures or not results[key].succeeded}


@pytest.mark.parametrize("name", NAMES)
def test_a_shape_is_served_as_its_document_describes_it(built: dict[str, BuiltDocument], name: str) -> None:
    assert summary(conform(contract_of(built[name]))) == {}


@pytest.mark.parametrize("name", ["swashbuckle-1", "nswag-1"])
def test_a_vendors_document_is_served_and_its_collections_are_exercised(name: str) -> None:
    results = conform(contract_of(build(VENDOR / f"{name}.json")))
    assert summary(results) == {}
    passed = [result for result in results.values() if result.outcome == "passed"]
    reasons = [result.not_exercised for result in results.values() if result.outcome != "passed"]
    assert len(passed) >= 3
    assert {result.outcome for result in results.values()} == {"passed", "not exercised"}
    assert all(reason.startswith((SCHEMA_ALONE, "The contract has no example for")) for reason in reasons)


def test_an_error_in_a_hook_of_this_suite_is_a_failure_and_not_a_gap_of_the_document(
    built: dict[str, BuiltDocument], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(session: Session, operation: Operation, case: object, turn: int) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr(hooks, "_use_existing_ids", broken)
    messages = [text for failures in summary(conform(contract_of(built["nullable_3_1"]))).values() for text in failures]
    assert any("RuntimeError: planted" in message for message in messages)

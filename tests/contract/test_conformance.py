"""The checks work in pytest too, through schemathesis's own integration, as in anyone's test suite.

A few operations show it. `scripts/conform`, which runs after the tests, covers every operation of the three APIs.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import schemathesis

from accountability.conformance import hooks
from accountability.conformance.document import document_for_schemathesis
from accountability.conformance.session import Session
from accountability.conformance.target import embedded_sandbox
from accountability.spec import APIS, load

CONFIG = schemathesis.Config.from_dict(
    {
        "seed": 3,
        "generation": {"max-examples": 2, "database": "none"},
        "phases": {"coverage": {"enabled": False}, "stateful": {"enabled": False}},
    }
)
schema = schemathesis.openapi.from_dict(document_for_schemathesis(load("v2")), config=CONFIG).include(tag="Estimates")


@pytest.fixture(scope="module", autouse=True)
def session() -> Iterator[Session]:
    contracts = {api: load(api) for api in APIS}
    with embedded_sandbox() as target:
        session = Session.start(target, contracts, "v2", contracts["v2"].operations)
        with hooks.active(session):
            yield session


@schema.parametrize()
def test_the_sandbox_conforms_to_the_contract_of(case: hooks.Case, session: Session) -> None:
    case.call_and_validate(base_url=session.context.target.urls["v2"])
    operation = session.operation(case.operation.label)
    result = session.results[case.operation.label]
    expected = {"conforms_to_its_schema", "keeps_secrets"}
    assert expected | ({"describes_its_page"} if operation.paging else set()) <= set(result.checks)
    assert not result.failures

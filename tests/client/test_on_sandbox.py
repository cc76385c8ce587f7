"""The client against a running server: the sandbox, over real connections."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from accountability import Accountability, PasswordGrant, Retry, TransportError
from accountability.sandbox import Fault, RunningSandbox, sandbox


@pytest.fixture(scope="module")
def running() -> Iterator[RunningSandbox]:
    with sandbox() as server:
        yield server


@pytest.fixture
def grant(running: RunningSandbox) -> PasswordGrant:
    account = running.accounts[0]
    return PasswordGrant(tenant_id=account.tenant, username=account.username, api_token=account.api_token)


@pytest.fixture
def api(running: RunningSandbox, grant: PasswordGrant) -> Iterator[Accountability]:
    running.reset()
    with Accountability(
        grant, base_url=running.url, legacy_url=running.legacy_url, inferred="allow", rate_limit=None
    ) as client:
        yield client


def test_a_job_is_created_changed_and_listed(api: Accountability) -> None:
    job = api.v2.jobs.create(description="Film", client_id=31, job_type_id=2, budget=Decimal("1234567.89"))
    updated = api.v2.jobs.update(job.id, notes="Call first.")
    assert (updated.budget, updated.notes) == (Decimal("1234567.89"), "Call first.")
    assert updated in list(api.v2.jobs.list(client_id=31, page_size=1))
    assert api.v1.jobs.get(job.id) == updated


def test_legacy_returns_the_same_record_in_json_and_xml(api: Accountability) -> None:
    order = api.v2.purchase_orders.list().first()
    assert order is not None
    by_json, by_xml = (api.legacy.purchase_orders.get(order.id, format=format) for format in ("json", "xml"))
    assert by_json == by_xml
    assert by_json.id_key == order.id


def test_a_job_created_with_xml_is_read_by_its_new_key(api: Accountability) -> None:
    deadline = datetime.datetime(2025, 6, 13, tzinfo=datetime.UTC)
    key = api.legacy.jobs.create(
        client_code="NWB", job_type_name="Film", job_description="Spot", agency_deadline=deadline, format="xml"
    )
    assert api.v2.jobs.get(key).description == "Spot"


@pytest.mark.parametrize("damage", ["drop", "truncated"])
def test_a_read_is_retried_after_a_broken_connection(running: RunningSandbox, api: Accountability, damage: Any) -> None:
    running.faults.add(Fault(operation="v2.Jobs_GetJob", damage=damage, times=1))
    retrying = api.with_options(retry=Retry(backoff=0.001))
    assert retrying.v2.jobs.get(4711).id == 4711
    assert len(running.calls("v2.Jobs_GetJob")) == 2


def test_a_write_is_not_retried_if_its_response_is_lost(running: RunningSandbox, api: Accountability) -> None:
    running.faults.add(Fault(operation="v2.Jobs_CreateJob", damage="lose", times=1))
    with pytest.raises(TransportError, match="may have acted on it") as exc_info:
        api.v2.jobs.create(description="Lost film", client_id=31, job_type_id=2)
    assert exc_info.value.safe_to_retry is False
    assert [job.description for job in api.v2.jobs.list()].count("Lost film") == 1

"""A guess never passes for a fact: inferred reads are warned of, inferred writes are stopped before they are sent."""

from __future__ import annotations

import asyncio
import warnings
from pathlib import Path
from typing import Any

import pytest

from accountability import (
    ConfigurationError,
    InferredOperationWarning,
    NotFoundError,
    UnknownOperationError,
    UnverifiedOperationError,
)

from .fake_service import Make, MakeAsync, Service, answer, create_job, get_job

pytestmark = pytest.mark.usefixtures("guessed")


@pytest.fixture
def jobs(service: Service) -> Service:
    service.on("GET", "/v2/jobs/4711", answer({"id": 4711}))
    service.on("POST", "/v2/jobs", answer({"id": 4712}, 201))
    return service


def test_an_inferred_read_warns_once_an_operation_and_says_how_to_check_it(client: Make, jobs: Service) -> None:
    api = client(inferred="guard")
    with pytest.warns(InferredOperationWarning, match=r"conform --base-url URL --operation v2\.Jobs_GetJob"):
        api.send(get_job())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        api.send(get_job())
    with pytest.warns(InferredOperationWarning, match=r"v2\.Jobs_ListJobs"):
        api.send(get_job(operation="Jobs_ListJobs"))


def test_the_warning_points_at_the_callers_line(client: Make, jobs: Service) -> None:
    with pytest.warns(InferredOperationWarning) as caught:
        client(inferred="guard").v2.jobs.get(4711)
    assert Path(caught[0].filename) == Path(__file__)


def test_every_client_warns_for_itself(client: Make, jobs: Service) -> None:
    for _ in range(2):
        with pytest.warns(InferredOperationWarning):
            client(inferred="guard").send(get_job())


def test_an_inferred_write_is_stopped_before_anything_is_sent(client: Make, jobs: Service) -> None:
    with pytest.raises(UnverifiedOperationError, match=r"nothing was sent.*allow=\{'v2\.Jobs_CreateJob'\}") as caught:
        client(inferred="guard").v2.jobs.create(description="Film", client_id=3, job_type_id=2)
    assert caught.value.key == "v2.Jobs_CreateJob"
    assert jobs.requests == []


def test_raw_is_guarded_as_well(client: Make, jobs: Service) -> None:
    with pytest.raises(UnverifiedOperationError):
        client(inferred="guard").raw(create_job())
    assert jobs.requests == []


@pytest.mark.filterwarnings("error")
def test_an_allowed_key_goes_out_without_a_warning_and_only_that_one(client: Make, jobs: Service) -> None:
    api = client(inferred="guard", allow={"v2.Jobs_CreateJob"})
    assert api.send(create_job()) == {"id": 4712}
    with pytest.raises(UnverifiedOperationError):
        api.send(create_job(operation="Jobs_UpdateJob", method="PATCH", path="/v2/jobs/1"))
    with pytest.raises(UnverifiedOperationError):
        api.send(create_job(api="v1", path="/v1/jobs"))


@pytest.mark.filterwarnings("error")
def test_allow_lets_every_guess_through(client: Make, jobs: Service) -> None:
    api = client(inferred="allow")
    api.send(get_job())
    api.send(create_job())


def test_refuse_stops_inferred_reads_too(client: Make, jobs: Service) -> None:
    with pytest.raises(UnverifiedOperationError):
        client(inferred="refuse").send(get_job())
    assert jobs.requests == []


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("status", ["documented", "verified"])
def test_what_is_known_passes_in_silence(client: Make, jobs: Service, status: Any) -> None:
    api = client(inferred="refuse")
    api.send(get_job(status=status))
    api.send(create_job(status=status))


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("v2.Jobs_CreateJobs", r"v2\.Jobs_CreateJob\b"),
        ("Jobs_CreateJob", r"v1\.Jobs_CreateJob or v2\.Jobs_CreateJob or legacy\.Jobs_CreateJob"),
        ("v2.jobs_createjob", r"v2\.Jobs_CreateJob\b"),
        ("v3.Anything", "got 'v3.Anything'"),
    ],
)
def test_an_unknown_key_in_allow_is_refused_with_those_that_may_be_meant(client: Make, key: str, meant: str) -> None:
    with pytest.raises(ConfigurationError, match=meant):
        client(allow={key})


def test_a_lone_text_as_allow_is_refused(client: Make) -> None:
    with pytest.raises(ConfigurationError, match="expected a set of keys"):
        client(allow="v2.Jobs_CreateJob")


def test_another_word_for_inferred_is_refused(client: Make) -> None:
    with pytest.raises(ConfigurationError, match="'guard', 'allow', 'refuse'"):
        client(inferred="maybe")


UNKNOWN = pytest.mark.filterwarnings("ignore::accountability.InferredOperationWarning")


@UNKNOWN
@pytest.mark.parametrize("status", [404, 405, 501])
def test_a_404_from_an_inferred_path_does_not_report_a_missing_record(
    client: Make, service: Service, status: int
) -> None:
    service.on("GET", "/v2/jobs/4711", answer({}, status))
    with pytest.raises(UnknownOperationError, match="does not say that a record is missing") as caught:
        client(inferred="guard").send(get_job())
    assert not isinstance(caught.value, NotFoundError)
    assert caught.value.status == status


@UNKNOWN
def test_after_a_successful_response_a_404_means_a_missing_record(client: Make, service: Service) -> None:
    api = client(inferred="guard")
    service.on("GET", "/v2/jobs/4711", answer({"id": 4711}), answer({}, 404))
    api.send(get_job())
    with pytest.raises(NotFoundError):
        api.send(get_job())


@UNKNOWN
def test_a_successful_response_confirms_its_own_operation_and_client_only(client: Make, service: Service) -> None:
    api = client(inferred="guard")
    service.on("GET", "/v2/jobs/4711", answer({"id": 4711}), answer({}, 404))
    api.send(get_job())
    with pytest.raises(UnknownOperationError):
        api.send(get_job(operation="Jobs_GetJobByNumber"))
    with pytest.raises(UnknownOperationError):
        client(inferred="guard").send(get_job())


VOUCHED: list[dict[str, Any]] = [
    {"inferred": "guard", "allow": {"v2.Jobs_GetJob"}},
    {"inferred": "allow"},
    {"inferred": "guard", "corrections": {"v2.Jobs_GetJob": {"path": "/v2/jobs/{jobId}"}}},
    {"inferred": "guard", "corrections": {"v2.Jobs_GetJob": {"headers": {"X-Version": "2"}}}},
]


@UNKNOWN
@pytest.mark.parametrize("settings", VOUCHED)
def test_the_first_404_of_an_operation_that_the_caller_vouched_for_is_a_missing_record(
    client: Make, service: Service, settings: dict[str, Any]
) -> None:
    service.on("GET", "/v2/jobs/4711", answer({}, 404))
    with pytest.raises(NotFoundError, match="check it as well"):
        client(**settings).v2.jobs.get(4711)


@UNKNOWN
@pytest.mark.parametrize("settings", VOUCHED)
def test_the_asynchronous_client_reports_a_missing_record_as_well(
    async_client: MakeAsync, service: Service, settings: dict[str, Any]
) -> None:
    service.on("GET", "/v2/jobs/4711", answer({}, 404))

    async def get() -> None:
        async with async_client(**settings) as api:
            await api.v2.jobs.get(4711)

    with pytest.raises(NotFoundError):
        asyncio.run(get())


@UNKNOWN
def test_vouching_for_one_operation_does_not_vouch_for_another(client: Make, service: Service) -> None:
    api = client(inferred="guard", allow={"v2.Jobs_GetJob"})
    with pytest.raises(UnknownOperationError):
        api.v1.jobs.get(4711)


def test_a_documented_path_that_answers_404_has_no_such_record(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", answer({}, 404))
    with pytest.raises(NotFoundError):
        client().send(get_job(status="documented"))


def test_an_inferred_representation_of_a_published_path_that_answers_404_has_no_such_record(
    client: Make, service: Service
) -> None:
    service.on("GET", "/Service.svc/supplierinvoices/5", answer({}, 404))
    with pytest.raises(NotFoundError):
        client().legacy.supplier_invoices.get(5, format="xml")


def test_a_deprecated_operation_is_warned_of_once_a_client_at_the_callers_line(client: Make, jobs: Service) -> None:
    api = client()
    old = get_job(deprecated=True)
    with pytest.warns(DeprecationWarning, match=r"v2\.Jobs_GetJob \(GET /v2/jobs/4711\) is deprecated") as caught:
        api.send(old)
    assert Path(caught[0].filename) == Path(__file__)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        api.send(old)
        api.send(create_job())

"""The guard: inferred reads warn, and inferred writes are an error before they are sent."""

from __future__ import annotations

import re
import warnings
from inspect import signature
from pathlib import Path
from typing import Any

import pytest

from accountability import (
    ConfigurationError,
    InferredOperationWarning,
    NotFoundError,
    UnknownOperationError,
    UnverifiedOperationError,
    spec,
)
from accountability.v2 import jobs as v2_jobs

from .fake_service import Make, Send, Service, create_job, get_job, response

pytestmark = pytest.mark.usefixtures("all_inferred")


@pytest.fixture
def jobs(service: Service) -> Service:
    service.on("GET", "/v2/jobs/4711", response({"id": 4711}))
    service.on("GET", re.sub("{.*}", "4711", spec.find("v2.Jobs_GetJob").path), response({"id": 4711}))
    service.on("POST", "/v2/jobs", response({"id": 4712}, 201))
    return service


def test_an_inferred_read_warns_once_per_operation_and_says_how_to_verify_it(client: Make, jobs: Service) -> None:
    api = client(inferred="guard")
    with pytest.warns(InferredOperationWarning, match=r"conform --base-url URL --operation v2\.Jobs_GetJob"):
        api.send(get_job())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        api.send(get_job())
    with pytest.warns(InferredOperationWarning, match=r"v2\.Jobs_ListJobs"):
        api.send(get_job(operation="Jobs_ListJobs"))


def test_the_warning_has_the_callers_line(client: Make, jobs: Service) -> None:
    with pytest.warns(InferredOperationWarning) as warning_list:
        client(inferred="guard").v2.jobs.get(4711)
    (warning,) = [item for item in warning_list if item.category is InferredOperationWarning]
    assert Path(warning.filename) == Path(__file__)


def test_every_client_warns_separately(client: Make, jobs: Service) -> None:
    for _ in range(2):
        with pytest.warns(InferredOperationWarning):
            client(inferred="guard").send(get_job())


def test_an_inferred_write_is_an_error_before_anything_is_sent(client: Make, jobs: Service) -> None:
    create = client(inferred="guard").v2.jobs.create
    arguments: dict[str, Any] = {"description": "Film", "client_id": 3, "job_type_id": 2}
    with pytest.raises(UnverifiedOperationError, match=r"nothing was sent.*allow=\{'v2\.Jobs_CreateJob'\}") as exc_info:
        create(**{name: value for name, value in arguments.items() if name in signature(create).parameters})
    assert exc_info.value.key == "v2.Jobs_CreateJob"
    assert jobs.requests == []


def test_the_guard_applies_to_raw(client: Make, jobs: Service) -> None:
    with pytest.raises(UnverifiedOperationError):
        client(inferred="guard").raw(create_job())
    assert jobs.requests == []


@pytest.mark.filterwarnings("error")
def test_only_an_allowed_key_is_sent_without_a_warning(client: Make, jobs: Service) -> None:
    api = client(inferred="guard", allow={"v2.Jobs_CreateJob"})
    assert api.send(create_job()) == {"id": 4712}
    with pytest.raises(UnverifiedOperationError):
        api.send(create_job(operation="Jobs_UpdateJob", method="PATCH", path="/v2/jobs/1"))
    with pytest.raises(UnverifiedOperationError):
        api.send(create_job(api="v1", path="/v1/jobs"))


@pytest.mark.filterwarnings("error")
def test_allow_sends_every_inferred_operation(client: Make, jobs: Service) -> None:
    api = client(inferred="allow")
    api.send(get_job())
    api.send(create_job())


def test_refuse_rejects_inferred_reads_too(client: Make, jobs: Service) -> None:
    with pytest.raises(UnverifiedOperationError):
        client(inferred="refuse").send(get_job())
    assert jobs.requests == []


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("status", ["documented", "verified"])
def test_documented_and_verified_operations_are_sent_without_a_warning(
    client: Make, jobs: Service, status: Any
) -> None:
    api = client(inferred="refuse")
    api.send(get_job(status=status))
    api.send(create_job(status=status))


@pytest.mark.parametrize(
    ("key", "suggestion"),
    [
        ("v2.Jobs_CreateJobs", r"v2\.Jobs_CreateJob\b"),
        ("Jobs_CreateJob", r"v1\.Jobs_CreateJob or v2\.Jobs_CreateJob or legacy\.Jobs_CreateJob"),
        ("v2.jobs_createjob", r"v2\.Jobs_CreateJob\b"),
        ("v3.Anything", "got 'v3.Anything'"),
    ],
)
def test_an_unknown_key_in_allow_is_an_error_with_similar_keys(client: Make, key: str, suggestion: str) -> None:
    with pytest.raises(ConfigurationError, match=suggestion):
        client(allow={key})


def test_a_string_as_allow_is_an_error(client: Make) -> None:
    with pytest.raises(ConfigurationError, match="expected a set of keys"):
        client(allow="v2.Jobs_CreateJob")


def test_an_unknown_value_of_inferred_is_an_error(client: Make) -> None:
    with pytest.raises(ConfigurationError, match="'guard', 'allow', 'refuse'"):
        client(inferred="maybe")


ignore_inferred_warnings = pytest.mark.filterwarnings("ignore::accountability.InferredOperationWarning")


@ignore_inferred_warnings
@pytest.mark.parametrize("status", [404, 405, 501])
def test_a_404_from_an_inferred_path_does_not_report_a_missing_record(
    client: Make, service: Service, status: int
) -> None:
    service.on("GET", "/v2/jobs/4711", response({}, status))
    with pytest.raises(UnknownOperationError, match="does not say that a record is missing") as exc_info:
        client(inferred="guard").send(get_job())
    assert not isinstance(exc_info.value, NotFoundError)
    assert exc_info.value.status == status


@ignore_inferred_warnings
def test_after_a_successful_response_a_404_means_a_missing_record(client: Make, service: Service) -> None:
    api = client(inferred="guard")
    service.on("GET", "/v2/jobs/4711", response({"id": 4711}), response({}, 404))
    api.send(get_job())
    with pytest.raises(NotFoundError):
        api.send(get_job())


@ignore_inferred_warnings
def test_a_successful_response_confirms_its_own_operation_and_client_only(client: Make, service: Service) -> None:
    api = client(inferred="guard")
    service.on("GET", "/v2/jobs/4711", response({"id": 4711}), response({}, 404))
    api.send(get_job())
    with pytest.raises(UnknownOperationError):
        api.send(get_job(operation="Jobs_GetJobByNumber"))
    with pytest.raises(UnknownOperationError):
        client(inferred="guard").send(get_job())


CORRECTED_PATH = "/v2/jobs/{" + spec.find("v2.Jobs_GetJob").path.rpartition("{")[2]  # by the contract's own parameter
ALLOWED_OR_CORRECTED: list[dict[str, Any]] = [
    {"inferred": "guard", "allow": {"v2.Jobs_GetJob"}},
    {"inferred": "allow"},
    {"inferred": "guard", "corrections": {"v2.Jobs_GetJob": {"path": CORRECTED_PATH}}},
    {"inferred": "guard", "corrections": {"v2.Jobs_GetJob": {"headers": {"X-Version": "2"}}}},
]


@ignore_inferred_warnings
@pytest.mark.parametrize("settings", ALLOWED_OR_CORRECTED)
def test_the_first_404_of_an_operation_that_the_caller_allowed_or_corrected_is_a_missing_record(
    send: Send, service: Service, settings: dict[str, Any]
) -> None:
    service.on("GET", "/v2/jobs/4711", response({}, 404))
    with pytest.raises(NotFoundError, match="check it as well"):
        send(v2_jobs.get_job(4711), **settings)


@ignore_inferred_warnings
def test_allowing_one_operation_does_not_allow_another(client: Make, service: Service) -> None:
    api = client(inferred="guard", allow={"v2.Jobs_GetJob"})
    with pytest.raises(UnknownOperationError):
        api.v1.jobs.get(4711)


def test_a_404_from_a_documented_path_is_a_missing_record(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", response({}, 404))
    with pytest.raises(NotFoundError):
        client().send(get_job(status="documented"))


def test_a_404_from_a_published_path_in_an_inferred_representation_is_a_missing_record(
    client: Make, service: Service
) -> None:
    service.on("GET", "/Service.svc/supplierinvoices/5", response({}, 404))
    with pytest.raises(NotFoundError):
        client().legacy.supplier_invoices.get(5, format="xml")


def test_a_deprecated_operation_warns_once_per_client_with_the_callers_line(client: Make, jobs: Service) -> None:
    api = client()
    deprecated_call = get_job(deprecated=True)
    with pytest.warns(DeprecationWarning, match=r"v2\.Jobs_GetJob \(GET /v2/jobs/4711\) is deprecated") as warning_list:
        api.send(deprecated_call)
    assert Path(warning_list[0].filename) == Path(__file__)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        api.send(deprecated_call)
        api.send(create_job())

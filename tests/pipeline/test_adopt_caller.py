"""A caller's code from before an adoption still type-checks and runs after it, on the sandbox of the new contract."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.pipeline import planted
from tests.pipeline.planted import Document
from tests.pipeline.test_one_truth import copy, python

from adoption.adopt import adopt
from adoption.document import Document as TheirDocument
from adoption.workbench import write
from pipeline import command
from pipeline.transform.build import build

__all__ = ["copy"]

CALLER = """
from accountability.models import Job
from accountability.sandbox import sandbox


def shown(job: Job) -> str:
    return f"{job.id} {job.job_no} {job.description}"


with sandbox() as running, running.client() as api:
    found: Job = api.v2.jobs.get(4711)
    print(shown(found), [shown(job) for job in api.v2.jobs.list(job_no="NWB0002")], shown(api.v1.jobs.get(4713)))
    made = api.v2.jobs.create(client_id=31, job_type_id=2, description="Launch film")
    print(shown(api.v2.jobs.update(made.id, description="Launch films")), api.v2.jobs.get(made.id).description)
    print([entry.id for entry in api.v2.purchase_order_entries.list(5002)])
    print(api.legacy.jobs.export(job_id=made.id).job_description)
"""
NEWCOMER = """
from accountability import spec
from accountability.v2 import jobs, purchase_order_entries

print(jobs.get_job(1).path, jobs.list_jobs(job_no="A").query)
print(jobs.create_job(client_id=1, job_type_id=2, description="B").body)
print(purchase_order_entries.list_purchase_order_entries(5).path)
print([spec.load(api).operation(f"{api}.Jobs_GetJob").status for api in ("v1", "v2")])
"""


def renamed(document: Document) -> Document:
    """A path, the names of parameters of a path and of a query, and the name of a member are others."""
    planted.move(document, "/v2/jobs/{jobId}", "/v2/job/{id}")
    for key in ("Jobs_GetJob", "Jobs_UpdateJob"):
        planted.parameter(document, key, "jobId")["name"] = "id"
    planted.parameter(document, "Jobs_ListJobs", "jobNo")["name"] = "number"
    for schema in planted.schemas(document, "Job"):
        planted.rename(schema, "jobDescription", "title")
    path = "/v2/purchaseorders/{purchaseOrderId}/entries"
    planted.move(document, path, path.replace("purchaseOrderId", "orderId"))
    for key in ("ListPurchaseOrderEntries", "CreatePurchaseOrderEntry"):
        planted.parameter(document, f"PurchaseOrderEntries_{key}", "purchaseOrderId")["name"] = "orderId"
    return document


@pytest.mark.xdist_group("adopted tree")
def test_code_of_before_type_checks_and_runs_after_a_path_parameters_and_a_member_were_renamed(copy: Path) -> None:
    (copy / "caller.py").write_text(CALLER)
    before = python(copy, "caller.py")
    ours = build(copy / "openapi" / "v2.yaml", copy / "overlays" / "v2.overlay.yaml")
    document = renamed(planted.plain(ours.document))
    edit, files = adopt(copy, "v2", TheirDocument(document, "vendor.json"), "vendor.json, 2026-11-25")
    write(files)

    assert not edit.left
    assert command.write(copy, lambda line: None) == 0
    assert python(copy, "caller.py") == before
    assert "Success" in checked(copy)
    assert python(copy, "-c", NEWCOMER).splitlines() == [
        "/v2/job/1 {'number': 'A'}",
        "{'title': 'B', 'clientId': 1, 'jobTypeId': 2}",
        "/v2/purchaseorders/5/entries",
        "['inferred', 'documented']",
    ]


def checked(copy: Path) -> str:
    """What mypy --strict says of the caller, beside the copy's packages."""
    path = os.pathsep.join(str(copy / name) for name in ("overlays", "generated"))
    (copy / "mypy.ini").write_text(f"[mypy]\nstrict = true\nmypy_path = {path}\nfollow_imports = silent\n")
    return python(copy, "-m", "mypy", "--config-file", "mypy.ini", "caller.py")

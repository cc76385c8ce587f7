"""What decoding is measured with: 10,000 jobs of 25 members, 10 of them decimal, 5 dates and times, one an enumeration.

They come in pages of 500, the most that a list gives; in one case all are in one page, as an old service answers.

Standard library only, since the process that decodes runs in the peers' environment.
"""

from __future__ import annotations

import json
from typing import Any

__all__ = ("CASES", "ONE_PAGE", "STATUSES", "contract", "pages")

PAGES, SIZE = 20, 500
ONE_PAGE = "all fit, in one page"
CASES = (
    "all fit", ONE_PAGE, "nested", "one unknown member in each", "an unknown enumeration value in each",
    "one misfit a page",
)  # fmt: skip
_TEXTS = ("jobNo", "description", "officeCode", "productName", "campaignName")
_MONEY = (
    "budget", "cost", "billed", "accrued", "deferred", "markUp", "serviceFee", "taxPercentage", "rate", "hours",
)  # fmt: skip
_DAYS = ("dateOpened", "dateClosed", "deadline")
_TIMES = ("createdDate", "modifiedDate")
STATUSES = ("open", "held", "closed")


def contract() -> dict[str, Any]:
    """An OpenAPI document with a list of jobs, and one of jobs that hold contacts."""
    job = {"id": _integer(), "clientId": _integer(), **{name: {"type": "string"} for name in _TEXTS}}
    job |= {name: {"type": "boolean"} for name in ("active", "billable")}
    job |= {"status": {"$ref": "#/components/schemas/JobStatus"}, **{name: {"type": "number"} for name in _MONEY}}
    job |= {name: {"type": "string", "format": "date"} for name in _DAYS}
    job |= {name: {"type": "string", "format": "date-time"} for name in _TIMES}
    contact = {"id": _integer(), "name": {"type": "string"}, "email": {"type": "string"}}
    reference = {"$ref": "#/components/schemas/Contact"}
    nested = {**job, "contact": reference, "contacts": {"type": "array", "items": reference}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Jobs to be decoded", "version": "1"},
        "paths": {"/v2/jobs": _list("Jobs", "Job"), "/v2/nestedjobs": _list("NestedJobs", "NestedJob")},
        "components": {
            "schemas": {
                "JobStatus": {"type": "string", "enum": list(STATUSES)},
                "Job": _record(job),
                "NestedJob": _record(nested),
                "Contact": _record(contact),
            }
        },
    }


def pages(case: str) -> list[bytes]:
    """The bytes of 10,000 jobs, page by page.

    Args:
        case: one of `CASES`.
    """
    count, size = (1, PAGES * SIZE) if case == ONE_PAGE else (PAGES, SIZE)
    return [json.dumps(_page(case, range(number * size, (number + 1) * size))).encode() for number in range(count)]


def _page(case: str, numbers: range) -> list[dict[str, Any]]:
    jobs = [_job(number) for number in numbers]
    if case == "nested":
        for number, job in enumerate(jobs):
            job["contact"] = _contact(number)
            job["contacts"] = [_contact(number + each) for each in range(2)]
    elif case == "one unknown member in each":
        for job in jobs:
            job["inventedSince"] = "text"
    elif case == "an unknown enumeration value in each":
        for job in jobs:
            job["status"] = "archived"
    elif case == "one misfit a page":
        jobs[SIZE // 2]["dateOpened"] = "yesterday"
    return jobs


def _job(number: int) -> dict[str, Any]:
    job: dict[str, Any] = {"id": number, "clientId": number % 40}
    job |= {name: f"{name} {number}" for name in _TEXTS}
    job |= {"active": True, "billable": number % 3 == 0, "status": STATUSES[number % 3]}
    job |= {name: number + 0.25 * (place + 1) + 0.01 for place, name in enumerate(_MONEY)}
    job |= {name: f"2026-0{1 + number % 9}-1{place}" for place, name in enumerate(_DAYS)}
    return job | {name: f"2026-03-0{1 + place}T09:{number % 60:02}:00Z" for place, name in enumerate(_TIMES)}


def _contact(number: int) -> dict[str, Any]:
    return {"id": number, "name": f"Contact {number}", "email": f"contact{number}@client.example"}


def _integer() -> dict[str, Any]:
    return {"type": "integer", "format": "int32"}


def _record(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": ["id"], "properties": properties}


def _list(tag: str, name: str) -> dict[str, Any]:
    rows = {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}
    answer = {"description": "All of them.", "content": {"application/json": {"schema": rows}}}
    return {"get": {"operationId": f"{tag}_List{tag}", "tags": [tag], "responses": {"200": answer}}}

"""Rules of estimates: their numbers and their contact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .act import Act, Rule


def number(act: Act) -> Mapping[str, Any]:
    """Numbered 1, 2 and so on within the job. [KB estimate-overview; AAH 114]"""
    others = act.store.select("estimates", act.equal(jobId=act.record.get("jobId")))
    taken = [each["estimateNumber"] for each in others if isinstance(each.get("estimateNumber"), int)]
    return act.filled(estimateNumber=max(taken, default=0) + 1)


def contact_of_job(act: Act) -> Mapping[str, Any]:
    """The estimate contact of the job, where none is given. [AAH 260, 267]"""
    job = act.other("jobs", act.record.get("jobId"))
    contact = act.first("clientcontacts", clientId=job.get("clientId"), contactName=job.get("estimateContactName"))
    return act.filled(contactId=contact.get("id"))


RULES: dict[str, Rule] = {"estimate-number": number, "estimate-contact-of-job": contact_of_job}

"""Rules of estimates: their numbers and their contact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .rule import Change, Index, Rule

_CONTACTS = Index("clientcontacts", ("clientId", "contactName"))
_NUMBERS = Index("estimates", ("jobId", "estimateNumber"))
INDEXES = (_CONTACTS, _NUMBERS)


def number(change: Change) -> Mapping[str, Any]:
    """Number the estimates of a job 1, 2 and so on. [KB estimate-overview; AAH 114]"""
    used = change.store.descending(_NUMBERS, change.record.get("jobId"))
    last = next((number for number in used if isinstance(number, int)), 0)
    return change.defaults(estimateNumber=last + 1)


def contact_of_job(change: Change) -> Mapping[str, Any]:
    """Set the estimate contact of the job by default. [AAH 260, 267]"""
    job = change.related("jobs", change.record.get("jobId"))
    contact = change.first(_CONTACTS, job.get("clientId"), job.get("estimateContactName"))
    return change.defaults(contactId=contact.get("id"))


RULES: dict[str, Rule] = {"estimate-number": number, "estimate-contact-of-job": contact_of_job}

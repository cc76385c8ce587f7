"""Rules of estimates: their numbers and their contact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .act import Act, Rule, Search

_CONTACTS = Search("clientcontacts", ("clientId", "contactName"))
_NUMBERS = Search("estimates", ("jobId", "estimateNumber"))
SEARCHES = (_CONTACTS, _NUMBERS)


def number(act: Act) -> Mapping[str, Any]:
    """Numbered 1, 2 and so on within the job. [KB estimate-overview; AAH 114]"""
    taken = act.store.descending(_NUMBERS, act.record.get("jobId"))
    last = next((number for number in taken if isinstance(number, int)), 0)
    return act.filled(estimateNumber=last + 1)


def contact_of_job(act: Act) -> Mapping[str, Any]:
    """The estimate contact of the job, where none is given. [AAH 260, 267]"""
    job = act.other("jobs", act.record.get("jobId"))
    contact = act.first(_CONTACTS, job.get("clientId"), job.get("estimateContactName"))
    return act.filled(contactId=contact.get("id"))


RULES: dict[str, Rule] = {"estimate-number": number, "estimate-contact-of-job": contact_of_job}

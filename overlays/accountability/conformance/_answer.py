"""One answer against its contract: status, media type, and what it holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

import jsonschema_rs

from accountability.conformance import _xml_answer
from accountability.conformance._exchange import Exchange, read_json
from accountability.conformance._report import Trouble
from accountability.conformance._subject import XML, Subject

WCF_DATE = re.compile(r"/Date\(-?\d{1,15}([+-]\d{4})?\)/")
LOCAL_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?")
SHOWN = 3  # problems of one answer that a report names


def is_wcf_date(text: str) -> bool:
    """Whether a string is a date as the legacy service writes it in JSON."""
    return bool(WCF_DATE.fullmatch(text))


def is_local_date_time(text: str) -> bool:
    """Whether a string is a date and time without a zone, as the legacy service writes it in XML."""
    if not LOCAL_DATE_TIME.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text[:19])
    except ValueError:
        return False
    return True


FORMATS = {"wcf-date": is_wcf_date, "xml-local-date-time": is_local_date_time}


def judged(subject: Subject, exchange: Exchange) -> list[Trouble]:
    """What is wrong with an answer by the contract of its operation; nothing when it is kept."""
    response = subject.response(exchange.status)
    if response is None:
        known = ", ".join(str(status) for status in subject.raw.get("responses", {}))
        return [Trouble.of("status", f"the contract knows {known}, not {exchange.status}", exchange)]
    content = response.get("content", {})
    if not content:
        return []
    if exchange.media not in content:
        said = exchange.media or "no media type"
        return [Trouble.of("media type", f"{exchange.status} came as {said}, not {' or '.join(content)}", exchange)]
    problems = held(subject, content[exchange.media].get("schema", {}), exchange.media, exchange.content)
    return [Trouble.of("answer", "; ".join(problems[:SHOWN]), exchange)] if problems else []


def held(subject: Subject, schema: Mapping[str, Any], media: str, content: bytes) -> list[str]:
    """What is wrong, by its schema, with a body that was received or sent."""
    if media == XML:
        try:
            value, problems = _xml_answer.read(content, schema, subject.document)
        except _xml_answer.Broken as error:
            return [f"the XML can't be read: {error}"]
        return problems or (violations(subject, schema, value) if schema else [])
    try:
        return violations(subject, schema, read_json(content))
    except ValueError as error:
        return [f"the JSON can't be read: {error}"]


def violations(subject: Subject, schema: Mapping[str, Any], value: Any) -> list[str]:
    """Where a value breaks a schema, and how; the first few."""
    validator = compiled(_Held(subject.document), _Held(schema))
    found = []
    for error in validator.iter_errors(value):
        where = "/".join(str(part) for part in error.instance_path) or "the answer"
        found.append(f"{where}: {shortened(error.message)}")
        if len(found) == SHOWN:
            break
    return found


def shortened(text: str) -> str:
    """A validator's message, cut where it quotes a whole record."""
    return text if len(text) <= 200 else f"{text[:90]} ... {text[-90:]}"


class _Held:
    """A mapping as a cache key: two are the same when they are one object."""

    def __init__(self, value: Mapping[str, Any]) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and self.value is other.value


@lru_cache(maxsize=1024)
def compiled(document: _Held, schema: _Held) -> jsonschema_rs.Draft202012Validator:
    """A validator for one schema of a document; formats are checked, ours among them."""
    whole = {**schema.value, "components": document.value.get("components", {})}
    return jsonschema_rs.Draft202012Validator(whole, validate_formats=True, formats=FORMATS)

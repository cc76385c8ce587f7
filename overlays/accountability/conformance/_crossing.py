"""What is written by the legacy API must be read by v2: there is one record behind both.

The legacy answer to a write is a key at most, and few legacy records can be read again, so v2 is where to look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from accountability.conformance._answer import is_local_date_time, is_wcf_date
from accountability.conformance._exchange import Exchange
from accountability.conformance._probes import Bench, Found, same
from accountability.conformance._report import Trouble
from accountability.conformance._request import Request
from accountability.conformance._subject import Subject

KEY = re.compile(rb"(?:<(?:\w+:)?int\b[^>]*>)?\s*(\d+)\s*(?:</(?:\w+:)?int>)?")
CAPITALS = re.compile(r"^[A-Z]+(?=[A-Z][a-z]|[A-Z]?$)|^[A-Z]")


def reads_in_v2(bench: Bench, request: Request) -> Found:
    """A legacy POST's members stand in the v2 record whose id it answered, under the names that the contract gives."""
    subject = request.subject
    if subject.api != "legacy" or subject.method != "POST" or not isinstance(request.body, Mapping):
        return
    reading = twin(bench, subject)
    if reading is None:
        yield "what it writes is not read back: v2 has no such record"
        return
    written = bench.send(request)
    key = KEY.fullmatch(written.content.strip())
    if not written.succeeded or key is None:
        yield "what it writes is not read back: its answer holds no key"
        return
    exchange = bench.send(Request(reading, {reading.placeholders[0]: int(key.group(1))}))
    if not exchange.succeeded:
        yield Trouble.of("reads back", f"the record it wrote can't be read in v2: {exchange.status}", exchange)
        return
    yield from compared(request, exchange)


def twin(bench: Bench, subject: Subject) -> Subject | None:
    """The v2 GET of the record that a legacy operation writes."""
    found = (each for each in bench.everything if each.api == "v2" and each.reads and each.record == subject.record)
    return next((each for each in found if each.path.endswith("}") and len(each.placeholders) == 1), None)


def compared(request: Request, exchange: Exchange) -> Found:
    """Members that both know under one name. Dates are left out: the two APIs spell them differently."""
    got, count = exchange.json(), 0
    for name, member in members(request):
        value = request.body.get(name)
        if value is None or member not in got or is_date(str(value)):
            continue
        count += 1
        if not same(value, got[member]):
            yield Trouble.of("reads back", f"{member} is {got[member]!r} in v2, sent as {name} was {value!r}", exchange)
    if not count:
        yield "what it writes is not read back: v2 has no member of it under the same name"


def members(request: Request) -> Iterator[tuple[str, str]]:
    """The body's members by their legacy and their v2 name."""
    schema = request.subject.resolve(request.subject.request_content[request.media].get("schema", {}))
    for name, part in schema.get("properties", {}).items():
        if name != "IDKey":
            yield name, str(resolved(request.subject, part).get("x-member", camel(name)))


def resolved(subject: Subject, part: Any) -> Mapping[str, Any]:
    """A member with its reference followed; what stands beside the reference wins."""
    return {**subject.resolve(part), **part}


def is_date(text: str) -> bool:
    return is_wcf_date(text) or is_local_date_time(text)


def camel(name: str) -> str:
    """`JobNo` is `jobNo`, `FXRate` is `fxRate`."""
    return CAPITALS.sub(lambda match: match.group().lower(), name)

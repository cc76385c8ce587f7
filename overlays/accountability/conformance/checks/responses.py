"""Checks of every response, those to generated cases included."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..operations import JSON, MERGE_PATCH, placeholders
from ..request import example_response, listed_records
from ..response import Finding, response_findings
from ..session import Findings
from .base import Call

PROBLEM = "application/problem+json"


def conforms_to_its_schema(call: Call) -> Findings:
    """The status is documented, and the media type and the body are as documented for it."""
    yield from response_findings(call.operation, call.exchange)


def returns_the_addressed_record(call: Call) -> Findings:
    """A response to a request that addresses a record by its id is about that record."""
    names = placeholders(call.operation)
    if not names or call.exchange.media != JSON or call.operation.path.count("/{") == 0:
        return
    got = call.exchange.record().get("id" if call.operation.api != "legacy" else "IDKey")
    ends_with_id = call.operation.path.endswith("}") or (len(names) == 1 and call.operation.method == "POST")
    if got is None or not ends_with_id or is_create(call):
        return
    sent = call.exchange.url.split("?")[0].rstrip("/").split("/")
    index = [part.startswith("{") for part in call.operation.path.split("/")]
    last = max(position for position, is_id in enumerate(index) if is_id) - len(index)
    if str(got) != sent[last]:
        yield Finding(f"Record: expected the id {sent[last]} of the path, got {got}.", call.exchange)


def is_create(call: Call) -> bool:
    """Return whether the operation creates a record, whose id is new."""
    return call.exchange.status == 201


def describes_its_page(call: Call) -> Findings:
    """`page` and `pageSize` are those requested, and a page holds no more records than `pageSize` and `totalCount`."""
    paging = call.operation.paging
    record = call.exchange.record()
    if not paging or not record:
        return
    query = _query(call.exchange.url)
    for name, parameter in ((paging["page"], paging["parameter"]), (paging["pageSize"], paging["sizeParameter"])):
        if query.get(parameter, "").isdigit() and record.get(name) != int(query[parameter]):
            yield Finding(f"{name}: expected {query[parameter]} as requested, got {record.get(name)}.", call.exchange)
    count, size, total = len(record[paging["items"]]), record.get(paging["pageSize"]), record.get(paging["totalCount"])
    if isinstance(size, int) and count > size:
        yield Finding(f"Page: expected at most {size} records, got {count}.", call.exchange)
    if isinstance(total, int) and count > total:
        yield Finding(f"{paging['totalCount']}: expected at least {count} as on the page, got {total}.", call.exchange)


def _query(url: str) -> dict[str, str]:
    from urllib.parse import parse_qs, urlsplit

    return {name: values[-1] for name, values in parse_qs(urlsplit(url).query).items()}


def names_each_property_once(call: Call) -> Findings:
    """A JSON object has no two properties of one name."""
    if call.exchange.media not in (JSON, PROBLEM):
        return
    repeated: list[str] = []

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        names = [name for name, _ in items]
        repeated.extend(name for name in set(names) if names.count(name) > 1)
        return dict(items)

    try:
        json.loads(call.exchange.content, object_pairs_hook=pairs)
    except ValueError:
        return
    for name in sorted(set(repeated)):
        yield Finding(f"{name}: expected one property of this name in an object, got several.", call.exchange)


def repeats_its_status_in_a_problem(call: Call) -> Findings:
    """The `status` of a problem is that of the response."""
    if call.exchange.media == PROBLEM:
        status = json.loads(call.exchange.content).get("status")
        if status is not None and status != call.exchange.status:
            yield Finding(f"status: expected {call.exchange.status} in the problem, got {status}.", call.exchange)


def rejects_an_invalid_body_as_unprocessable(call: Call) -> Findings:
    """JSON that violates its schema is 422, not 400, where the contract documents both."""
    media = call.exchange.headers.get("Content-Type", "").split(";")[0]
    documented = call.operation.raw.get("responses", {})
    if not call.has_invalid_body or media not in (JSON, MERGE_PATCH) or not {"400", "422"} <= documented.keys():
        return
    try:
        json.loads(call.exchange.body)
    except ValueError:
        return
    if call.exchange.status == 400:
        yield Finding("Status: expected 422 for JSON that violates the schema, got 400.", call.exchange)


def keeps_secrets(call: Call) -> Findings:
    """No response contains the credentials of a caller."""
    content = call.exchange.content + repr(dict(call.exchange.response_headers)).encode()
    for secret in call.target.secrets:
        if len(secret) > 7 and secret.encode() in content:
            yield Finding("Response: expected no credentials, got those of the caller.", call.exchange)
            return


def returns_every_property_of_its_example(call: Call) -> Findings:
    """The example's response has each property that the contract's example response has: the records are the same."""
    if not call.is_example or not call.exchange.succeeded or call.exchange.media != JSON or not call.target.control_url:
        return
    if not call.operation.contract.is_ours:
        return  # examples of other documents need not agree with each other
    expected = example_response(call.operation)
    got = call.exchange.json()
    rows = listed_records(call.operation, call.exchange)
    if call.operation.paging and isinstance(expected, Mapping):
        expected, got = expected[call.operation.paging["items"]], rows
    if isinstance(expected, list) and isinstance(got, list):
        expected, got = next(iter(expected), None), next(iter(got), None)
    if not isinstance(expected, Mapping) or not isinstance(got, Mapping):
        return
    for name, value in expected.items():
        if value is not None and name not in got:
            cause = f"{name} is missing"
            yield Finding(
                f"{name}: expected it as in the contract's example, got no such property.", call.exchange, cause
            )

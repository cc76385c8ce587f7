"""Checks of every response, those to generated cases included."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from ..operations import JSON, MERGE_PATCH, Operation, properties
from ..response import Finding, response_findings
from ..session import Findings
from .base import Call

PROBLEM = "application/problem+json"


def conforms_to_its_schema(call: Call) -> Findings:
    """The status is documented, and the media type, the headers and the body are as documented for it."""
    yield from response_findings(call.operation, call.exchange)


def returns_the_addressed_record(call: Call) -> Findings:
    """A response repeats the ids of the path and query that address its record or its parent (`x-identity`)."""
    identity = call.operation.raw.get("x-identity", {})
    if not identity or call.exchange.media != JSON or not call.exchange.succeeded:
        return
    ids = path_values(call) | query_of(call.exchange.url)
    value = call.exchange.json()
    records = value.get(call.operation.paging["items"]) if call.operation.paging else value
    for record in records if isinstance(records, list) else [records]:
        for parameter, name in identity.items():
            if parameter in ids and record.get(name) is not None and str(record[name]) != ids[parameter]:
                cause = f"{name} differs"
                message = f"{name}: expected {ids[parameter]} as requested, got {record[name]}."
                yield Finding(message, call.exchange, cause)
                return


def path_values(call: Call) -> dict[str, str]:
    """Return the path values of a request."""
    template = call.operation.path.strip("/").split("/")
    segments = urlsplit(call.exchange.url).path.strip("/").split("/")[-len(template) :]
    pairs = zip(template, segments, strict=False)
    return {name.strip("{}"): unquote(value) for name, value in pairs if name.startswith("{")}


def query_of(url: str) -> dict[str, str]:
    return {name: values[-1] for name, values in parse_qs(urlsplit(url).query).items()}


def describes_its_page(call: Call) -> Findings:
    """`page` and `pageSize` are those requested, and a page holds no more records than `pageSize` and `totalCount`."""
    paging = call.operation.paging
    record = call.exchange.record()
    if not paging or not record:
        return
    query = {**default_query(call), **query_of(call.exchange.url)}
    for key, parameter in (("page", "parameter"), ("pageSize", "sizeParameter")):
        name, value = paging.get(key), str(query.get(paging.get(parameter, ""), ""))
        if name and value.isdigit() and int(value) and record.get(name) != int(value):
            yield Finding(f"{name}: expected {value} as requested, got {record.get(name)}.", call.exchange)
    size, total = (record.get(paging.get(name, "")) for name in ("pageSize", "totalCount"))
    count = len(record[paging["items"]])
    if isinstance(size, int) and count > size:
        yield Finding(f"Page: expected at most {size} records, got {count}.", call.exchange)
    if isinstance(total, int) and count > total:
        yield Finding(f"{paging['totalCount']}: expected at least {count} as on the page, got {total}.", call.exchange)


def default_query(call: Call) -> dict[str, Any]:
    """Return the default of each query parameter that has one."""
    schemas = {
        parameter["name"]: call.operation.resolve(parameter.get("schema", {}))
        for parameter in call.operation.parameters
        if parameter["in"] == "query"
    }
    return {name: schema["default"] for name, schema in schemas.items() if "default" in schema}


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


def describes_its_response_in_a_problem(call: Call) -> Findings:
    """A problem has the `status` of the response, the path as `instance`, and each invalid value in its `errors`."""
    if call.exchange.media != PROBLEM:
        return
    problem, path = json.loads(call.exchange.content), unquote(urlsplit(call.exchange.url).path)
    if problem.get("status", call.exchange.status) != call.exchange.status:
        message = f"status: expected {call.exchange.status} in the problem, got {problem['status']}."
        yield Finding(message, call.exchange, "another status")
    if unquote(urlsplit(problem.get("instance", path)).path) != path:
        message = f"instance: expected {path} in the problem, got {problem['instance']}."
        yield Finding(message, call.exchange, "another instance")
    if call.exchange.status == 422 and states_errors(call.operation) and not problem.get("errors"):
        yield Finding("errors: expected each invalid value in the problem, got none.", call.exchange)


def states_errors(operation: Operation) -> bool:
    """Return whether the contract has a list of `errors` in the problem of a 422."""
    content = (operation.response(422) or {}).get("content", {})
    return "errors" in properties(operation, content.get(PROBLEM, {}).get("schema", {}))


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

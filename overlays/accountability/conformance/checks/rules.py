"""Rules that the contract states: references, locks, and the state of a new record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..exchange import RecordedExchange
from ..operations import MERGE_PATCH, Operation, record_properties
from ..request import Request
from ..response import Finding
from ..session import Context, Findings
from .base import UNUSED_ID, is_json_write, same_value

MAX_RECORDS = 4  # that are locked in search of one that no other rule locks


def rejects_broken_references(context: Context, request: Request) -> Findings:
    """A body that refers to a record that does not exist is 409, and the problem's `type` names the rule."""
    if not is_json_write(request) or "409" not in request.operation.raw.get("responses", {}):
        return
    for name, part in request.properties.items():
        if "x-references" not in part or "readOnly" in part:
            continue
        exchange = context.send(request.replace(body={**request.body, name: UNUSED_ID}))
        if exchange.status != 409:
            cause = f"{name} is not checked"
            yield Finding(f"Status: expected 409 for an unknown {name}, got {exchange.status}.", exchange, cause)
            context.target.reset()
        elif exchange.json().get("type", "about:blank") == "about:blank":
            yield Finding("type: expected the broken rule in the problem, got none.", exchange)


def locks_records_by_rule(context: Context, request: Request) -> Findings:
    """A record that a rule of the contract locks is not changed: the request is 409, and `type` names the rule."""
    for rule in request.operation.rules:
        word, _, rest = rule.partition("-")
        transition = locking_transition(context, request.operation, word) if rest.endswith("-locked") else None
        if transition is None or not forbids(request.operation, rule, transition):
            continue
        for locked_request in ready_records(context, request, transition):
            exchange = context.send(locked_request)
            if exchange.status != 409:
                yield Finding(f"Status: expected 409 by the rule {rule}, got {exchange.status}.", exchange, rule)
                break
            rule_type = str(exchange.json().get("type"))
            if not any(name in rule_type for name in request.operation.rules):
                yield Finding(f"type: expected the rule {rule} in the problem, got {rule_type}.", exchange)
            if rule in rule_type:
                break  # another lock may come first


def locking_transition(context: Context, operation: Operation, word: str) -> Operation | None:
    """Return the transition that makes a record `approved` or `posted`, for the record that an operation addresses."""
    start = operation.path.partition("}")[0] + "}"
    transitions = (
        transition
        for transition in context.operations
        if "x-sets" in transition.raw and transition.path.startswith(start)
    )
    return next((transition for transition in transitions if word.startswith(transition.path.rpartition("/")[2])), None)


def forbids(operation: Operation, rule: str, transition: Operation) -> bool:
    """Return whether a rule locks a record for an operation: any change, and a transition that its summary names.

    Another transition may be the way out: `A posted order is not altered; it is cancelled` does not forbid to cancel.
    """
    if "x-sets" not in operation.raw or operation.key == transition.key:
        return True
    return f" {operation.path.rpartition('/')[2]}" in operation.rules[rule]["summary"].partition(";")[0]


def ready_records(context: Context, request: Request, transition: Operation) -> Iterator[Request]:
    """Yield the request for records that the transition has just locked, that of its example first."""
    first = next(iter(request.values), None)
    for example in context.examples(transition)[:1]:
        for values in [example.values, *context.ids.of(transition)][:MAX_RECORDS]:
            context.target.reset()
            if first is not None and context.send(example.replace(values=values)).succeeded:
                yield request.replace(values={**request.values, first: next(iter(values.values()))})


def enforces_its_rules(context: Context, request: Request) -> Findings:
    """A rule that the operation lists takes effect: defaults, numbers, codes, and bodies that it rejects with 409."""
    if not is_json_write(request) or "x-sets" in request.operation.raw or request.operation.api == "legacy":
        return
    for rule, definition in request.operation.rules.items():
        context.target.reset()
        for name, source in definition.get("defaults", {}).items():
            yield from takes_default(context, request, name, source)
        if "rejected" in definition:
            yield from expect_rule_conflict(context, request, rule, definition["rejected"])
        if rule in OF_RULES:
            yield from OF_RULES[rule](context, request)


def takes_default(context: Context, request: Request, name: str, source: str) -> Findings:
    """Create a record without a property, for each record that its default, such as `clientId.fee`, may come from."""
    reference, _, source_name = source.partition(".")
    schemas = record_properties(request.operation)
    body = {key: value for key, value in request.body.items() if key != name}
    for record in context.ids.records.get(schemas[reference].get("x-references", ""), []):
        exchange = context.send(request.replace(body={**body, reference: record["id"]}))
        actual, expected = exchange.record().get(name), record.get(source_name)
        if exchange.succeeded and expected is not None and not same_value(expected, actual):
            message = f"{name}: expected {expected!r} of the record that {reference} names, got {actual!r}."
            yield Finding(message, exchange, f"{name} by default")


def expect_rule_conflict(context: Context, request: Request, rule: str, change: Mapping[str, Any]) -> Findings:
    """Send the example with a change that a rule rejects."""
    body = {name: value for name, value in {**request.body, **change}.items() if value is not None}
    exchange = context.send(request.replace(body=body))
    if exchange.status != 409 or rule not in exchange.content.decode():
        yield Finding(f"Status: expected 409 by the rule {rule}, got {exchange.status}.", exchange, rule)


def books_time_on_active_jobs(context: Context, request: Request) -> Findings:
    """Book time on a job that is not active."""
    update = next(
        (operation for operation in context.operations if operation.method == "PATCH" and operation.record == "jobs"),
        None,
    )
    key = next((key for key in context.ids.ids("jobs") if key != request.body.get("jobId")), None)
    if update is None or key is None:
        return
    (name,) = update.path_parameters
    if context.send(Request(update, {name: key}, body={"active": False}, media=MERGE_PATCH)).succeeded:
        yield from expect_rule_conflict(context, request, "time-on-active-jobs", {"jobId": key})


def appends_1_to_a_code_that_is_taken(context: Context, request: Request) -> Findings:
    """Create a record with the code of another one."""
    name = f"{request.operation.record.removesuffix('s')}Code"
    codes = [str(record[name]) for record in context.ids.records.get(request.operation.record, []) if record.get(name)]
    code = next((code for code in codes if f"{code}1" not in codes), None)
    if code is not None and name in request.body:
        exchange = context.send(request.replace(body={**request.body, name: code}))
        yield from compare_number(exchange, name, re.escape(f"{code}1"), f"{code}1, as {code} is taken")


def numbers_jobs_by_client(context: Context, request: Request) -> Findings:
    """Create two jobs of a client without a number."""
    clients = context.ids.records.get("clients", [])
    code = next((client.get("clientCode") for client in clients if client["id"] == request.body.get("clientId")), None)
    jobs = [str(job.get("jobNo")) for job in context.ids.records.get("jobs", [])]
    numbers = [int(job[-4:]) for job in jobs if re.fullmatch(rf"{re.escape(str(code))}\d{{4}}", job)]
    body = {name: value for name, value in request.body.items() if name != "jobNo"}
    for number in (max(numbers, default=0) + 1, max(numbers, default=0) + 2):
        expected = f"{code}{number:04}"
        yield from compare_number(context.send(request.replace(body=body)), "jobNo", re.escape(expected), expected)


def numbers_estimates_by_job(context: Context, request: Request) -> Findings:
    """Create an estimate of a job that has some."""
    estimates = [
        estimate
        for estimate in context.ids.records.get("estimates", [])
        if estimate["jobId"] == request.body.get("jobId")
    ]
    expected = str(len(estimates) + 1)
    yield from compare_number(context.send(request), "estimateNumber", expected, expected)


def compare_number(exchange: RecordedExchange, name: str, pattern: str, expected: str) -> Findings:
    actual = exchange.record().get(name)
    if exchange.succeeded and not re.fullmatch(pattern, str(actual)):
        yield Finding(f"{name}: expected {expected}, got {actual!r}.", exchange, f"{name} by its rule")


OF_RULES: dict[str, Callable[[Context, Request], Findings]] = {
    "time-on-active-jobs": books_time_on_active_jobs,
    "duplicate-code-gets-1": appends_1_to_a_code_that_is_taken,
    "job-number": numbers_jobs_by_client,
    "estimate-number": numbers_estimates_by_job,
}

"""Rules that the contract states: references, locks, and the state of a new record."""

from __future__ import annotations

from ..operations import Operation, properties, request_schema
from ..request import Request
from ..response import Finding
from ..session import Context, Findings
from .base import UNUSED_ID, is_json_write


def rejects_broken_references(context: Context, request: Request) -> Findings:
    """A body that refers to a record that does not exist is 409, and the problem's `type` names the rule."""
    if not is_json_write(request) or "409" not in request.operation.raw.get("responses", {}):
        return
    for name, part in properties(request.operation, request_schema(request.operation, request.media)).items():
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
        if transition is None or ("x-sets" in request.operation.raw and transition.key != request.operation.key):
            continue  # another transition may be the way out of the lock
        context.target.reset()
        for locked in ready_records(context, request, transition):
            exchange = context.send(locked)
            if exchange.status != 409:
                yield Finding(f"Status: expected 409 by the rule {rule}, got {exchange.status}.", exchange, rule)
            elif rule not in str(exchange.json().get("type")):
                got = exchange.json().get("type")
                yield Finding(f"type: expected the rule {rule} in the problem, got {got}.", exchange)
            break


def locking_transition(context: Context, operation: Operation, word: str) -> Operation | None:
    """Return the transition that makes a record `approved` or `posted`, for the record that an operation addresses."""
    start = operation.path.partition("}")[0] + "}"
    verb = word.removesuffix("ed").removesuffix("d")
    found = (each for each in context.operations if "x-sets" in each.raw and each.path.startswith(start))
    return next((each for each in found if each.path.rpartition("/")[2].startswith(verb)), None)


def ready_records(context: Context, request: Request, transition: Operation) -> list[Request]:
    """Return the request for a record that the transition has just locked."""
    for example in context.examples(transition):
        context.send(example)
        (value, *_) = example.values.values()
        first = next(iter(request.values), None)
        if first is not None:
            return [request.replace(values={**request.values, first: value})]
    return []

"""The hooks, checks, formats and serializers by which schemathesis tests these APIs.

They are registered once, when this module is imported, and act on the session that `active` names.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import requests
import schemathesis
from attrs import evolve
from hypothesis import strategies as st

from accountability.wcf import format_date

from . import checks, legacy_xml
from .exchange import RecordedExchange
from .operations import (
    FORM,
    JSON,
    XML,
    Operation,
    format_query,
    is_token_operation,
    properties,
    representations,
    request_schema,
    scheme_of,
)
from .report import NO_RESPONSE
from .request import ABSENT, Request, parameter_text
from .response import Finding, body_errors
from .session import Session

Case = schemathesis.Case[Any]
CONFLICT = 409
MULTIPART = "multipart/form-data"
NOT_IMITATED = {
    "schema": "The sandbox returns a value of the schema; what the operation reads and writes was not tested.",
    "nothing": "The sandbox does not imitate the operation, since no valid response can be generated.",
}
# Whole seconds from 1970 to 2100, drawn as one integer, which is ten times as fast as drawing a datetime.
_datetimes = st.integers(0, 4102444800).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
_active: list[Session] = []


@contextmanager
def active(session: Session) -> Iterator[Session]:
    """Use a session for the hooks until the block ends."""
    _active.append(session)
    try:
        yield session
    finally:
        _active.remove(session)


def current_session() -> Session | None:
    """Return the session that the hooks use."""
    return _active[-1] if _active else None


schemathesis.openapi.format("wcf-date", _datetimes.map(format_date))
schemathesis.openapi.format(
    "xml-local-date-time", _datetimes.map(lambda instant: instant.replace(tzinfo=None).isoformat())
)


@schemathesis.serializer(XML)
def write_xml(context: schemathesis.SerializationContext, value: Any) -> bytes | None:
    """Write a generated body as DataContract XML in the order of its schema, even an invalid one."""
    session = current_session()
    if isinstance(value, bytes):
        return value
    if isinstance(value, str) or session is None:
        return str(value).encode("utf-8", "replace")
    operation = session.operation(context.case.operation.label)
    return legacy_xml.write(value, operation.request_schema(XML) or {}, operation.contract)


@schemathesis.auth(refresh_interval=None)
class Credentials:
    """Send the credentials of the first account by the scheme of the operation."""

    def get(self, case: Case, _context: schemathesis.AuthContext) -> str | None:
        session = current_session()
        scheme = scheme_of(session.operation(case.operation.label)) if session else None
        return session.context.target.authorization(scheme) if session and scheme else None

    def set(self, case: Case, data: str, _context: schemathesis.AuthContext) -> None:
        case.headers["Authorization"] = data


@schemathesis.hook
def before_add_examples(context: schemathesis.HookContext, examples: list[Case]) -> None:
    """Replace the examples by the operation's own example request, in each representation."""
    session, operation = current_session(), context.operation
    if session is None or operation is None:
        return
    examples[:] = [case_of(session, operation, request) for request in session.example_requests(operation.label)]


def case_of(session: Session, operation: schemathesis.APIOperation[Any, Any, Any, Any], request: Request) -> Case:
    """Return a request as a case, and remember the request for the checks that start from an example."""
    headers = {name: text for name, text in request.headers().items() if name != "Content-Type"}
    if scheme := scheme_of(request.operation):
        headers["Authorization"] = session.context.target.authorization(scheme)
    case: Case = operation.Case(
        path_parameters=dict(request.values),
        query={name: parameter_text(value) for name, value in request.query.items()},
        headers=headers,
    )
    if request.body is not ABSENT:
        case.body, case.media_type = request.content(), request.media
    session.examples[case.id] = request
    return case


@schemathesis.hook
def filter_case(context: schemathesis.HookContext, case: Case) -> bool:
    """Drop a case that has a credential by chance, and invalid bodies that are valid in their media type.

    In XML `0` is a boolean; a part of a form is a string as well as an array of one string.
    """
    session = current_session()
    if session is None or _has_credentials(session, case):
        return session is None
    operation = session.operation(case.operation.label)
    if not operation.is_ours:
        return not (case.media_type in (FORM, MULTIPART) and _is_negative(case, "BODY"))
    if case.media_type != XML or not _is_negative(case, "BODY") or isinstance(case.body, bytes):
        return True
    schema = operation.request_schema(XML) or {}
    try:
        content = legacy_xml.write(case.body, schema, operation.contract)
    except (TypeError, ValueError):
        return True
    return bool(body_errors(operation.contract, schema, XML, content, exponents=True))


def _has_credentials(session: Session, case: Case) -> bool:
    """Return whether a case has a credential outside its header. Hypothesis draws strings from the source code too.

    A server may return what it was sent, which would pass for a leak.
    """
    if is_token_operation(session.operation(case.operation.label)):
        return False
    text = repr([case.path_parameters, case.query, case.body])
    return any(len(secret) > 7 and secret in text for secret in session.context.target.secrets)


@schemathesis.hook
def map_case(context: schemathesis.HookContext, case: Case) -> Case:
    """Let a generated case address records that exist, refer to records that exist, and request a representation."""
    session = current_session()
    if session is None:
        return case
    operation = session.operation(case.operation.label)
    session.generated[operation.key] += 1
    turn = session.generated[operation.key]
    _use_existing_ids(session, operation, case, turn)
    _use_existing_references(session, operation, case, turn)
    accept = _representation(operation, case, turn)
    case.headers["Accept"] = accept
    if extra := format_query(operation, accept):
        case.query = {**case.query, **extra}
    return case


def _use_existing_ids(session: Session, operation: Operation, case: Case, turn: int) -> None:
    """Address an existing record in three of four valid cases; the others keep the generated id."""
    addresses = session.context.ids.of(operation)
    if addresses and addresses != [{}] and turn % 4 and not _is_negative(case, "PATH"):
        case.path_parameters = {**case.path_parameters, **addresses[turn % len(addresses)]}


def _use_existing_references(session: Session, operation: Operation, case: Case, turn: int) -> None:
    """Refer to existing records in valid bodies; a generated reference is almost always broken.

    One in four stays as generated if the contract has a response for that: a broken reference is a conflict.
    """
    is_generated = turn % 4 == 0 and operation.response(CONFLICT) is not None
    if not isinstance(case.body, dict) or is_generated or _is_negative(case, "BODY"):
        return
    parts = properties(operation, request_schema(operation, case.media_type or ""))
    references = {
        name: ids
        for name, part in parts.items()
        if case.body.get(name) is not None and (ids := session.context.ids.ids(part.get("x-references", "")))
    }
    if references:
        case.body = {**case.body, **{name: ids[turn % len(ids)] for name, ids in references.items()}}


def _representation(operation: Operation, case: Case, turn: int) -> str:
    """Return the media type to request: that of the body if responses have it, else each in turn."""
    media_types = representations(operation)
    if case.media_type in media_types:
        return str(case.media_type)
    return media_types[turn % len(media_types)] if operation.success_content else JSON


def _is_negative(case: Case, place: str) -> bool:
    """Return whether the case is about an invalid path or body, which an existing id would repair."""
    components = case.meta.components.items() if case.meta is not None else ()
    return any(component.mode.is_negative and location.name == place for location, component in components)


@schemathesis.hook
def before_call(context: schemathesis.HookContext, case: Case, kwargs: dict[str, Any]) -> None:
    """Reset the server before each operation, before its example, and after a case that changed records."""
    session = current_session()
    if session is None:
        return
    kwargs.pop("auth", None)
    now = (case.operation.label, case.meta.phase.name if case.meta is not None else None)
    if now != session.current or case.id in session.examples or session.is_dirty:
        session.current = now
        try:
            session.reset()
        except Exception as error:
            session.error = error
            raise


@schemathesis.hook
def after_call(context: schemathesis.HookContext, case: Case, response: schemathesis.Response) -> None:
    """Record the response."""
    session = current_session()
    if session is None:
        return
    exchange = exchange_of(response.request, response)
    session.exchanges = {case.id: exchange}  # cases run one after the other
    result = session.result(case.operation.label)
    result.statuses[exchange.status] += 1
    if exchange.imitates:
        result.not_exercised = result.not_exercised or NOT_IMITATED[exchange.imitates]
    if exchange.method == session.operation(case.operation.label).method:
        session.see(case.operation.label, exchange)
    session.is_dirty = session.is_dirty or (exchange.method != "GET" and exchange.succeeded)


@schemathesis.hook
def after_network_error(context: schemathesis.HookContext, case: Case, request: requests.PreparedRequest) -> None:
    """Record that no response was received."""
    if session := current_session():
        result = session.result(case.operation.label)
        result.statuses[0] += 1
        finding = Finding(f"{request.method}: expected a response, got none.", exchange_of(request))
        session.fail(case.operation.label, NO_RESPONSE, finding)


@schemathesis.hook
def filter_failure(
    context: schemathesis.HookContext, failure: Any, case: Case, response: schemathesis.Response
) -> bool:
    """Record and keep the failures of schemathesis's checks; our checks record theirs as they run."""
    session, names = current_session(), failure.checks
    if session is None:
        return True
    exchange = session.exchanges.get(case.id) or exchange_of(response.request, response)
    is_ours = session.operation(case.operation.label).is_ours
    # two paths of a foreign document may differ in the names of their parameters only
    if not is_ours and (exchange.imitates == "nothing" or "allow_header_conformance" in names):
        return False
    if "positive_data_acceptance" in names and not _has_valid_body(session, case):
        return False
    if not names:
        return True
    lines = [line for line in f"{failure.title}: {failure.message}".splitlines() if line.strip()]
    session.fail(case.operation.label, names[0], Finding("\n".join(lines)[:500], exchange, cause=lines[0]))
    return True


def _has_valid_body(session: Session, case: Case) -> bool:
    """Return whether a JSON body conforms, formats included; schemathesis keeps the format of plain strings only."""
    operation, exchange = session.operation(case.operation.label), session.exchanges.get(case.id)
    media = str(case.media_type)
    schema = operation.request_schema(media)
    if exchange is None or schema is None or not media.endswith("json"):
        return True
    return not body_errors(operation.contract, schema, media, exchange.body)


def exchange_of(request: requests.PreparedRequest, response: schemathesis.Response | None = None) -> RecordedExchange:
    """Return a request of schemathesis, and its response if it has one, as an exchange."""
    body = request.body or b""
    body = body if isinstance(body, bytes) else str(body).encode("utf-8", "replace")
    request_headers = {name: str(value) for name, value in request.headers.items()}
    exchange = RecordedExchange(str(request.method), str(request.url), request_headers, body)
    if response is None:
        return exchange
    headers = {name: ", ".join(values) for name, values in response.headers.items()}
    return evolve(exchange, status=response.status_code, response_headers=headers, content=response.content)


def _register_response_check(check: checks.ResponseCheck) -> None:
    """Register a check of every response."""

    def run(context: Any, response: schemathesis.Response, case: Case) -> bool | None:
        session = current_session()
        if session is None or case.id not in session.exchanges:
            return True
        operation, exchange = session.operation(case.operation.label), session.exchanges[case.id]
        if exchange.method != operation.method or (exchange.imitates and check is not checks.conforms_to_its_schema):
            return True
        call = checks.Call(operation, exchange, session.context.target, _is_negative(case, "BODY"))
        _raise(session.record(case.operation.label, check.__name__, checks.run_safely(check, call)))
        return None

    run.__name__, run.__doc__ = check.__name__, check.__doc__
    schemathesis.check(run)


def _register_example_check(check: checks.ExampleCheck) -> None:
    """Register a check that starts from the operation's own example and sends further requests."""

    def run(context: Any, response: schemathesis.Response, case: Case) -> bool | None:
        session = current_session()
        request = session.examples.get(case.id) if session else None
        if session is None or request is None or session.read_only:
            return True
        if case.id in session.exchanges and session.exchanges[case.id].imitates:
            return True
        session.reset()
        name, target = case.operation.label, session.context.target
        before, target.observed = target.request_count, []
        findings = list(checks.run_safely(check, session.context, request))
        observed, target.observed = target.observed, None
        messages = _check_observed(session, name, observed)
        session.is_dirty = session.is_dirty or target.request_count > before
        if not findings and target.request_count == before:
            return True  # the contract states nothing that this check could look at
        _raise(session.record(name, check.__name__, findings) + messages)
        return None

    run.__name__, run.__doc__ = check.__name__, check.__doc__
    schemathesis.check(run)


def _check_observed(session: Session, name: str, observed: list[tuple[Operation, RecordedExchange]]) -> list[str]:
    """Run the checks of responses on those that a check has caused, and return the messages of their findings."""
    return [
        message
        for operation, exchange in observed
        if exchange.status
        for check in checks.RESPONSE_CHECKS
        for message in session.record(
            name, check.__name__, checks.run_safely(check, checks.Call(operation, exchange, session.context.target))
        )
    ]


def _raise(messages: list[str]) -> None:
    """Raise findings for the reports of schemathesis."""
    assert not messages, "\n".join(messages)


for _response_check in checks.RESPONSE_CHECKS:
    _register_response_check(_response_check)
for _example_check in checks.EXAMPLE_CHECKS:
    _register_example_check(_example_check)

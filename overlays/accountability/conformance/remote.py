"""Test a server that is not a sandbox: only reads, with ids from lists, within the limit of calls.

Schemathesis' engine probes a server before it runs, so that the cases are sent one by one here, by its Python API.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

import requests
import schemathesis

from . import hooks
from .document import document_for_schemathesis
from .exchange import RecordedExchange
from .operations import Contract, Operation, format_query, is_list, is_read, label, representations
from .report import Failure, OperationResult
from .request import ABSENT, KnownIds, Request, declared_example, listed_records, page_sizes
from .response import Finding
from .session import NOT_EXERCISED, Context, Session
from .snapshots import CHECK, Snapshots
from .target import NO_TOKEN, TIMEOUT, Target, TargetError

MAX_PARENTS = 3  # records whose inner list is read in search of one that is not empty
MAX_SILENT = 3  # operations without a response after which an API that never responded is given up
LEGACY_KEYS = ("IDKey", "id", "ID")
PAGE_SIZE = 100


def read_only_session(session: Session) -> list[OperationResult]:
    """Read the selected operations from the server, and return the results."""
    contract = session.context.contracts[session.context.api]
    schema = schemathesis.openapi.from_dict(document_for_schemathesis(contract), config=read_only_config())
    reader = _Reader(session, schema, contract)
    with hooks.active(session):
        for operation in sorted(filter(reader.is_needed, contract.operations.values()), key=_order):
            try:
                reader.read(operation)
                if session.on_result and operation.key in session.selected:
                    session.on_result(session.result(label(operation)))
            except KeyboardInterrupt:
                session.interrupted = True
                break
    reader.raise_if_unusable()
    return [result for result in session.finish() if result.method == "GET"]


def compare_with_snapshots(
    target: Target, contract: Contract, recorded: Snapshots, results: list[OperationResult]
) -> None:
    """Read a sandbox in its initial state as the recorded server was read, and add each difference to its result."""
    target.reset()
    keys = frozenset(result.key for result in results if result.key in recorded.shapes)
    snapshots = Snapshots.of(contract)
    context = Context(target, {contract.api: contract}, contract.api, KnownIds())
    read_only_session(Session(context, keys, read_only=True, snapshots=snapshots))
    by_key = {result.key: result for result in results}
    for key in keys:
        by_key[key].checks[CHECK] += 0
    for key, message in snapshots.differences(recorded):
        if key in keys:
            by_key[key].checks[CHECK] += 1
            by_key[key].add(Failure(CHECK, message))
    for key, paths in snapshots.unseen(recorded):
        if key in keys:
            by_key[key].note(f"No response had {', '.join(paths)}, which the snapshot has.")


def read_only_config() -> schemathesis.Config:
    """Return a configuration without the checks that send requests of their own."""
    names = ("response_schema_conformance", "status_code_conformance", "content_type_conformance")
    request_checks = ("unsupported_method", "allow_header_conformance", "ignored_auth", "negative_data_rejection")
    checks = {name: {"enabled": False} for name in (*names, *request_checks, "positive_data_acceptance")}
    return schemathesis.Config.from_dict({"checks": checks})


def _order(operation: Operation) -> tuple[int, bool]:
    """Sort outer lists before inner ones, and lists before the records in them."""
    return len(operation.path_parameters) * 2 - is_list(operation), not is_list(operation)


class _Reader:
    """Read the operations of one API, and remember the ids in their responses."""

    def __init__(self, session: Session, schema: schemathesis.BaseSchema, contract: Contract) -> None:
        self.session, self.context, self.contract = session, session.context, contract
        operations = [result.ok() for result in schema.get_all_operations() if hasattr(result, "ok")]
        self.operations = {operation.label: operation for operation in operations}
        self.silent = 0

    def is_needed(self, operation: Operation) -> bool:
        """Return whether an operation is selected, or is a list whose ids a selected operation needs."""
        if not is_read(operation) or operation.key in self.session.selected:
            return is_read(operation)
        selected = [
            candidate for candidate in self.contract.operations.values() if candidate.key in self.session.selected
        ]
        if operation.api == "legacy":
            return is_list(operation) and any(candidate.record == operation.record for candidate in selected)
        return is_list(operation) and any(candidate.path.startswith(f"{operation.path}/{{") for candidate in selected)

    def read(self, operation: Operation) -> None:
        """Send the requests that read an operation, or note what they lack."""
        result = self.session.result(label(operation))
        if self.silent >= MAX_SILENT and not any(self.statuses):
            result.note(f"Skipped: the first {MAX_SILENT} operations received no response.")
            return
        for request in self.requests(operation, result):
            for accept in representations(operation):
                query = {**request.query, **format_query(operation, accept)}
                self.send(request.replace(query=query, accept=accept))
            if self.has_listed(operation):
                break

    def requests(self, operation: Operation, result: OperationResult) -> Iterator[Request]:
        """Yield requests whose path values exist; note why there is none."""
        addresses = self.context.ids.of(operation) if operation.api != "legacy" else [{}]
        has_request = False
        for values in addresses[:MAX_PARENTS]:
            request = self.complete(operation, values)
            if isinstance(request, str):
                result.note(request)
                return
            has_request = True
            yield request
        if not has_request:
            result.note("No list returned a record that could be read.")

    def complete(self, operation: Operation, values: Mapping[str, Any]) -> Request | str:
        """Return a request with every required parameter, or why it has none."""
        path, query = dict(values), dict[str, Any]()
        if operation.paging:
            query[operation.paging["sizeParameter"]] = min(PAGE_SIZE, page_sizes(operation)[1])
        for parameter in operation.parameters:
            name, place = parameter["name"], path if parameter["in"] == "path" else query
            if name in place or name == "format" or not parameter.get("required"):
                continue
            value = self.value(operation, parameter)
            if value is None:
                return f"No list returned a value for {name}."
            place[name] = value
        return Request(operation, path, query)

    def value(self, operation: Operation, parameter: Mapping[str, Any]) -> Any:
        """Return a value for a parameter: a date from its example, which addresses no one; an id only from a list."""
        if operation.resolve(parameter.get("schema", {})).get("format") in ("date", "date-time"):
            example = declared_example(operation, parameter)
            return None if example is ABSENT else example
        return None if is_list(operation) else next(iter(self.context.ids.ids(operation.record)), None)

    def send(self, request: Request) -> None:
        """Send one case, run the checks, and learn the ids in the response."""
        name = label(request.operation)
        target = self.context.target
        if target.window:
            target.window.acquire()
        case = hooks.case_of(self.session, self.operations[name], request)
        try:
            response = case.call(base_url=target.urls[self.context.api], timeout=TIMEOUT, allow_redirects=False)
        except requests.RequestException:
            self.silent += 1
            return
        exchange = hooks.exchange_of(response.request, response)
        if self.session.snapshots is not None:
            self.session.snapshots.add(request.operation, exchange)
        if not exchange.succeeded:
            subject = "the list" if is_list(request.operation) else "a record that a list returned"
            finding = Finding(f"Status: expected a 2xx for {subject}, got {exchange.status}.", exchange)
            self.session.fail(name, NOT_EXERCISED, finding)
        with suppress(AssertionError, BaseExceptionGroup):  # recorded by the hooks
            case.validate_response(response)
        self.learn(request, exchange)

    def learn(self, request: Request, exchange: RecordedExchange) -> None:
        values, rows = request.values, listed_records(request.operation, exchange)
        if request.operation.api == "legacy":
            records = [row for row in rows if isinstance(row, Mapping)]
            keys = [[row[name] for name in LEGACY_KEYS if row.get(name) is not None] for row in records]
            values, rows = {}, [{"id": key} for key, *_ in filter(None, keys)]
        self.context.ids.learn(request.operation, values, rows)

    def has_listed(self, operation: Operation) -> bool:
        """Return whether a list of the operation's path returned records already."""
        return not is_list(operation) or operation.path.rstrip("/") in self.context.ids.addresses

    @property
    def statuses(self) -> set[int]:
        return {status for result in self.session.results.values() for status in result.statuses}

    def raise_if_unusable(self) -> None:
        """Raise the reason why nothing could be read."""
        seen = self.statuses
        if seen <= {0} and self.silent:
            raise TargetError(f"{self.context.target.urls[self.context.api]}: expected a response, got none.")
        if seen <= {0, 401} and 401 in seen:
            raise rejected_credentials(self.context.target, self.context.api)


def rejected_credentials(target: Target, api: str, status: int = 401) -> TargetError:
    """Return the error of a server that rejects the credentials."""
    return TargetError(
        f"{target.urls[api]}: expected credentials that the server accepts, got a rejection with {status}. "
        "Check the tenant, the user name and the API token."
    )


def require_token(target: Target, api: str) -> None:
    """Raise the reason why the server grants no token, if it does not."""
    if not target.authorization("bearer").endswith(NO_TOKEN):
        return
    exchange = target.grant(target.password_form())
    if 400 <= exchange.status < 500:
        raise rejected_credentials(target, api, exchange.status)
    reason = f"status {exchange.status} without one" if exchange.status else "no valid HTTP response"
    raise TargetError(f"{target.urls[api]}: expected a token from POST /v1/token, got {reason}. Check the address.")

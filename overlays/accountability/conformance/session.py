"""The session of a run over one API: its operations, the resources of its checks, and the results so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from attrs import define, field, frozen

from accountability.spec import sensitive

from .exchange import RecordedExchange, mask
from .operations import JSON, Contract, Operation, is_list, is_read, is_token_operation, label, scheme_of
from .report import Failure, OperationResult
from .request import KnownIds, MissingExample, Request, discover_ids, example_requests, listed_records
from .response import Finding
from .snapshots import Snapshots
from .target import Target

NOT_EXERCISED = "not exercised"
UNSEEN = "returns_more_than_required_properties"
UNEXPECTED_STATUSES = (401, 429)
MAX_UNEXPECTED_SHARE = 0.01

Findings = Iterator[Finding | str]
Progress = Callable[[OperationResult], object]


@frozen
class Context:
    """The context of a check: the server, the contracts, and the ids that exist.

    Args:
        target: The server.
        contracts: The contracts by API; all that the server implements.
        api: The API under test.
        ids: Ids of its records.
    """

    target: Target
    contracts: Mapping[str, Contract]
    api: str
    ids: KnownIds

    @property
    def operations(self) -> list[Operation]:
        return list(self.contracts[self.api].operations.values())

    def find(self, method: str, path: str) -> Operation | None:
        """Return the operation with a method and path, if the API has it."""
        return next(
            (operation for operation in self.operations if (operation.method, operation.path) == (method, path)), None
        )

    def get_of(self, operation: Operation) -> Operation | None:
        """Return the GET of one record that the operation creates, changes or lists."""
        if (read := self._find_read(operation, operation.path)) and operation.path.endswith("}"):
            return read
        start = f"{operation.path}/{{"
        inner_operations = [
            candidate
            for candidate in self.operations
            if candidate.path.startswith(start) and self._find_read(operation, candidate.path)
        ]
        if inner_operations:
            return min(filter(is_read, inner_operations), key=lambda candidate: len(candidate.path))
        return self._find_read(operation, operation.path.rpartition("/")[0])  # of a transition

    def list_of(self, operation: Operation) -> Operation | None:
        """Return the list that contains the record of an operation."""
        paths = (operation.path, operation.path.rpartition("/{")[0])
        reads = (self._find_read(operation, path) for path in paths)
        return next((read for read in reads if read is not None and read.paging), None)

    def _find_read(self, operation: Operation, path: str) -> Operation | None:
        """Return the GET of a path, unless another document describes it: its records are stored separately."""
        read = self.find("GET", path)
        return read if read is not None and read.is_ours == operation.is_ours else None

    def send(self, request: Request) -> RecordedExchange:
        """Send a request with the credentials of the first account."""
        return request.send(self.target, scheme_of(request.operation))

    def examples(self, operation: Operation) -> list[Request]:
        """Return the operation's example requests; none if the contract is incomplete, which its own result reports."""
        with suppress(MissingExample):
            return list(example_requests(operation, self.ids, self.target.account))
        return []


@define
class Session:
    """The state of one run of schemathesis over one API.

    Args:
        context: What the checks use.
        selected: Keys of the operations to report.
        read_only: Whether nothing may be written, because the server is not a sandbox.
        snapshots: The shapes of the responses, if they are recorded.
        on_result: Called with the result of each operation that is done.
    """

    context: Context
    selected: frozenset[str]
    read_only: bool = False
    snapshots: Snapshots | None = None
    on_result: Progress | None = None
    results: dict[str, OperationResult] = field(factory=dict)
    examples: dict[str, Request] = field(factory=dict)
    exchanges: dict[str, RecordedExchange] = field(factory=dict)
    generated: Counter[str] = field(factory=Counter)
    seen: dict[str, set[str]] = field(factory=dict)  # properties of the records that an operation returned
    current: object = None  # the phase and operation that the server was reset for
    is_dirty: bool = True  # whether the server's records changed since
    error: Exception | None = None
    interrupted: bool = False
    _by_label: dict[str, Operation] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        for operation in self.context.operations:
            self._by_label[label(operation)] = operation
            if operation.key in self.selected:
                self.results[label(operation)] = OperationResult.of(operation)

    @classmethod
    def start(
        cls, target: Target, contracts: Mapping[str, Contract], api: str, selected: Iterable[str], **more: Any
    ) -> Session:
        """Return a session for a server that can be reset, with the ids of its records."""
        target.reset()
        context = Context(target, contracts, api, KnownIds())
        discover_ids(context.ids, context.operations, context.send)
        context.ids.addresses |= {path: [(key,) for key in keys] for path, keys in target.stored_keys().items()}
        return cls(context, frozenset(selected), **more)

    def operation(self, name: str) -> Operation:
        return self._by_label[name]

    def result(self, name: str) -> OperationResult:
        """Return the result of an operation; one that is not reported if it was not selected."""
        return self.results.get(name) or OperationResult.of(self._by_label[name])

    def reset(self) -> None:
        """Reset the server, if that is allowed."""
        if not self.read_only:
            self.context.target.reset()
        self.is_dirty = False

    def example_requests(self, name: str) -> list[Request]:
        """Return the example requests of an operation; report what the contract lacks for them."""
        try:
            return list(example_requests(self.operation(name), self.context.ids, self.context.target.account))
        except MissingExample as error:
            self.report_gap(name, "example", str(error))
            return []

    def report_gap(self, name: str, check: str, reason: str) -> None:
        """Report that an operation cannot be tested: a failure of our contract, a note for others."""
        result = self.result(name)
        if self.operation(name).is_ours:
            self.fail(name, check, Finding(reason))
        else:
            result.not_exercised = result.not_exercised or reason.partition("\n")[0]

    def record(self, name: str, check: str, findings: Iterable[Finding | str]) -> list[str]:
        """Add what a check found to the result of an operation, and return the messages of its findings."""
        result, messages = self.result(name), []
        result.checks[check] += 0
        for finding in findings:
            if isinstance(finding, str):
                result.note(finding)
                continue
            result.checks[check] += 1
            self.fail(name, check, finding)
            messages.append(finding.message)
        return messages

    def fail(self, name: str, check: str, finding: Finding) -> None:
        """Add a finding to the result of an operation, without credentials."""
        secrets = self.context.target.secrets
        details: dict[str, Any] = {}
        if finding.exchange is not None:
            exchange = finding.exchange
            details = {
                "request": mask(exchange.curl(), secrets),
                "python": mask(exchange.python(), secrets),
                "status": exchange.status,
                "response": mask(exchange.shown_content(), secrets),
            }
        message, subject = finding.message, finding.message.partition(":")[0]
        if subject in sensitive():
            message = f"{subject}: expected another value, which is not shown."
        self.result(name).add(Failure(check, mask(message, secrets), finding.cause, **details))

    def see(self, name: str, exchange: RecordedExchange) -> None:
        """Remember which properties the records of a response have."""
        operation = self.operation(name)
        if operation.api == "legacy" or not exchange.succeeded or exchange.media != JSON:
            return
        rows = listed_records(operation, exchange) if is_list(operation) else [exchange.record()]
        for row in rows:
            self.seen.setdefault(name, set()).update(row if isinstance(row, Mapping) else ())

    def report_unseen_properties(self, name: str, result: OperationResult) -> None:
        """Note properties that no record had. It is a failure if no record had any that is not required."""
        schema = self.operation(name).record_schema
        seen, properties = self.seen.get(name), schema.get("properties", {}).keys()
        if not seen or not (unseen := [key for key in properties if key not in seen]):
            return
        names = ", ".join(unseen)
        if seen & properties <= set(schema.get("required", ())) and self.operation(name).is_ours:
            message = f"Records: expected {names} in some of them, got none."
            self.fail(name, UNSEEN, Finding(message, cause="only required"))
        else:
            result.note(f"No record had {names}.")

    def finish(self, max_time: int | None = None) -> list[OperationResult]:
        """Return the results, after adding which operations were not exercised, perhaps because of a time limit."""
        for name, result in self.results.items():
            self.report_unseen_properties(name, result)
        if not self.read_only and not self.interrupted:
            for name, result in self.results.items():
                for message in not_exercised(self.operation(name), result, max_time):
                    self.report_gap(name, NOT_EXERCISED, message)
        return list(self.results.values())


def not_exercised(operation: Operation, result: OperationResult, max_time: int | None) -> Iterator[str]:
    """Yield why an operation counts as not tested: it never returned a 2xx, or was rejected again and again."""
    if not result.succeeded:
        seen = ", ".join(f"{count} x {status}" for status, count in sorted(result.statuses.items())) or "no case"
        limit = f" within {max_time} s (--max-time)" if max_time else ""
        yield f"Responses: expected a 2xx at least once{limit}, got {seen}."
    for status in UNEXPECTED_STATUSES:
        count = result.statuses[status]
        if not (is_token_operation(operation) and status == 401) and count > MAX_UNEXPECTED_SHARE * result.cases:
            yield f"Responses: expected at most 1 % with status {status}, got {count} of {result.cases}."

"""The asking: each read of the plan once, other paths where one is absent, and what the answers show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from attrs import define, field, frozen

from accountability_api._runtime.call import Call

from .. import spec
from .._corrections import placeholders
from .._errors import APIStatusError, ContractViolationError, TransportError
from .._tokens import TOKEN
from ..spec import Operation
from .answer import Outcome, Shown, media, shown
from .finding import Finding, Probe
from .likeness import paths
from .plan import Plan, Step, plan

if TYPE_CHECKING:
    from .. import Accountability

__all__ = ("probe",)

_ABSENT = (404, 405, 410, 501)
_PATIENCE = 3  # answers that refuse the credentials, or none at all, after which an API is left alone
_DAYS = 7  # of a date window, up to today
_JSON = "application/json"
_NO_ID = "no id of a record is known"


def probe(
    client: Accountability,
    apis: Collection[str] = spec.APIS,
    *,
    guess: bool = True,
    progress: Callable[[int, int, Finding], object] | None = None,
    today: date | None = None,
) -> Probe:
    """Asks a service what it has of the contract. Only reads are sent, inside the client's budget.

    One row of each list is read, then one record by the id in it, and legacy by ids from these and the last days.

    Args:
        client: Whose service; it must let inferred reads through. Its corrections are applied, and so checked.
        apis: `v1`, `v2`, `legacy`.
        guess: Whether other paths are tried for an inferred operation that is absent.
        progress: Is told how many operations are done, of how many, and what was found of the last.
        today: The last day of date windows; today if not given.

    Each call is sent once, whatever the client's retries.

    Returns:
        What was found. After Ctrl-C, or when no token is granted any more, that is what was learnt by then, not
        complete.

    Raises:
        ConfigurationError: There is no such API.
        UnverifiedOperationError: The client stops inferred reads.
        Refused: No token was granted.
    """
    asked = plan(apis, guess=guess)
    asking = _Asking(client.with_options(retry=None), today or datetime.now(UTC).date())
    done = Probe(services=_services(client, apis), planned=asked.most)
    try:
        for number, step in enumerate(asked.steps, 1):
            finding = asking.finding(step)
            done.findings.append(finding)
            if progress:
                progress(number, len(asked.steps), finding)
    except KeyboardInterrupt:
        done.complete = False
    except APIStatusError:
        if not done.findings:
            raise
        done.complete = False  # a token was granted once, and is not any more: what was learnt is kept
    done.made = asking.made
    _in_order(done, asked)
    return done


def _services(client: Accountability, apis: Collection[str]) -> dict[str, str]:
    urls = {"v1": client.base_url, "v2": client.base_url, "legacy": client.legacy_url}
    return {api: urls[api] or "" for api in spec.APIS if api in apis}


def _in_order(done: Probe, asked: Plan) -> None:
    order = {key: index for api in spec.APIS for index, key in enumerate(spec.load(api).operations)}
    first = {step.operation.api: index for index, step in enumerate(asked.steps)}
    done.findings.sort(key=lambda each: (first[each.key.partition(".")[0]], order[each.key]))


@frozen
class _Answered:
    """One answer: its status and value, and why there is none."""

    status: int | None
    value: Any = field(default=None, repr=False)
    good: bool = False
    reason: str | None = None

    @property
    def absent(self) -> bool:
        return self.status in _ABSENT or (self.status == 200 and not self.good)


@define
class _Asking:
    client: Accountability
    today: date
    made: int = 0
    addresses: dict[str, list[str]] = field(factory=dict, repr=False)  # by a list's key, path arguments of a record
    known: dict[tuple[str, str], Any] = field(factory=dict, repr=False)  # by collection and member, a value of it
    moved: dict[str, str] = field(factory=dict)  # by a list's path, the one it was found at
    styles: Counter[str] = field(factory=Counter)  # of paths that were found
    silent: Counter[str] = field(factory=Counter)  # by API, refused credentials and answers that did not come
    alive: set[str] = field(factory=set)  # APIs that answered something else

    def finding(self, step: Step) -> Finding:
        """What is found of one operation."""
        operation = step.operation
        if operation.api not in self.alive and self.silent[operation.api] >= _PATIENCE:
            return _finding(operation, "untried", reason="nothing of this API answered, or took the credentials")
        arguments = self._arguments(step)
        if isinstance(arguments, str):
            return _finding(operation, "untried", reason=arguments)
        path = self._moved(operation.path)
        answered = self._send(operation, path, arguments)
        if answered.absent and arguments.borrowed:
            return _finding(operation, "untried", answered, "the record asked for, known from v1 or v2, is not there")
        if answered.absent and step.guesses:
            path, answered = self._elsewhere(step, path, arguments, answered)
        return self._judged(operation, path, arguments, answered)

    def _judged(self, operation: Operation, path: str, arguments: _Arguments, answered: _Answered) -> Finding:
        if not answered.good:
            outcome: Outcome = "failed"
            if answered.absent:
                outcome = "absent"
            elif answered.status in (401, 403):
                outcome = "forbidden"
            return _finding(operation, outcome, answered, answered.reason)
        found = shown(operation, answered.value, bare=self._is_bare(operation))
        finding = _finding(operation, found.outcome, answered, found.reason)
        finding.envelope, finding.shape = found.envelope, found.shape
        if path != operation.path:
            finding.found, finding.outcome = path, "differs"
            self.moved[operation.path] = path
        self._learn(operation, arguments, found)
        return finding

    def _is_bare(self, operation: Operation) -> bool:
        corrections = self.client.corrections
        return corrections is not None and corrections.is_bare(operation.key)

    def _elsewhere(self, step: Step, asked: str, arguments: _Arguments, answered: _Answered) -> tuple[str, _Answered]:
        """The first other path that answers with what the operation promises; else the one asked, and its answer."""
        operation = step.operation
        tags = [each.tag for each in spec.load(operation.api).operations.values()]
        others = [(style, path) for style, path in paths(operation.path, operation.api, tags) if path != asked]
        others.sort(key=lambda each: -self.styles[each[0]])
        for style, path in others[: step.guesses]:
            other = self._send(operation, path, arguments)
            if other.good and shown(operation, other.value).like:
                self.styles[style] += 1
                return path, other
        return asked, answered

    def _moved(self, path: str) -> str:
        """A path under that of its list, wherever this was found."""
        for old in sorted(self.moved, key=len, reverse=True):
            if path.startswith(f"{old.rstrip('/')}/"):
                return self.moved[old].rstrip("/") + path[len(old.rstrip("/")) :]
        return path

    def _send(self, operation: Operation, path: str, arguments: _Arguments) -> _Answered:
        accept = media(operation)
        query = {**arguments.query, **({"format": "json"} if operation.api == "legacy" and accept == _JSON else {})}
        for name, value in arguments.path.items():
            path = path.replace(f"{{{name}}}", quote(value, safe=""))
        call: Call[Any] = Call(
            api=operation.api, operation=operation.id, method="GET", path=path, status=operation.status,
            query=query, accept=accept, decode=lambda value, _notes: value,
        )  # fmt: skip
        self.made += 1
        answered = self._answered(call)
        if answered.status in (401, None):
            self.silent[operation.api] += 1
        else:
            self.alive.add(operation.api)
        return answered

    def _answered(self, call: Call[Any]) -> _Answered:
        """Sends a call. Of an error the status is taken, never its text: that may hold anything."""
        try:
            return _Answered(200, self.client.send(call), good=True)
        except APIStatusError as error:
            if error.key == TOKEN:
                raise
            return _Answered(error.status, reason=_said(error.status))
        except ContractViolationError as error:
            if error.key == TOKEN:
                raise
            return _Answered(200, reason="what came is not JSON, or not the XML of the contract")
        except TransportError as error:
            return _Answered(None, reason=f"no answer ({type(error.__cause__).__name__})")

    def _arguments(self, step: Step) -> _Arguments | str:
        """What to ask with; or, where a value is known by nobody, which."""
        operation = step.operation
        made = _Arguments()
        if operation.paging is not None:
            made.query[operation.paging["sizeParameter"]] = "1"
        if step.parent is not None or operation.api != "legacy":
            names = placeholders(operation.path)
            values = self.addresses.get(step.parent or "", [])
            made.path = dict(zip(names, values, strict=False))
            if len(values) != len(names):
                return _NO_ID
        for parameter in operation.parameters:
            name = parameter["name"]
            if name == "format" or not parameter.get("required") or name in made.path or name in made.query:
                continue
            day = self._day(operation, parameter)
            value = day or self._known(operation, parameter)
            if value is None:
                return f"no value is known of {name}, which it asks for" if parameter["in"] == "query" else _NO_ID
            made.borrowed |= day is None and operation.api == "legacy"
            (made.path if parameter["in"] == "path" else made.query)[parameter["name"]] = value
        return made

    def _day(self, operation: Operation, parameter: Mapping[str, Any]) -> str | None:
        """The first or last day of the window, where the parameter is one."""
        if not str(operation.resolve(parameter["schema"]).get("format", "")).startswith("date"):
            return None
        first = parameter.get("x-filter", {}).get("op") == "ge"
        return str(self.today - timedelta(days=_DAYS) if first else self.today)

    def _known(self, operation: Operation, parameter: Mapping[str, Any]) -> str | None:
        """An argument that records of v1 or v2 have: legacy has few lists of its own."""
        own = "id" if operation.api == "legacy" else parameter["name"]
        member = parameter.get("x-filter", {}).get("member", own)
        owner = f"{member.removesuffix('Id').lower()}s"
        value = self.known.get((operation.record, member), self.known.get((owner, "id")))
        return None if value is None else str(value)

    def _learn(self, operation: Operation, arguments: _Arguments, found: Shown) -> None:
        """Takes up the ids of a record, by which others are asked."""
        row = found.row if isinstance(found.row, Mapping) else {}
        for name in [*found.shape.seen, *found.shape.renamed, *found.shape.types]:
            value = row.get(found.shape.renamed.get(name, name))
            if isinstance(value, int | str) and not isinstance(value, bool):
                self.known.setdefault((operation.record, name), value)
                if name == "id" and operation.lists and operation.api != "legacy":
                    self.addresses[operation.key] = [*arguments.path.values(), str(value)]


@define
class _Arguments:
    path: dict[str, str] = field(factory=dict, repr=False)
    query: dict[str, str] = field(factory=dict, repr=False)
    borrowed: bool = False  # whether a value is known from another API, and may be unknown here


def _finding(
    operation: Operation, outcome: Outcome, answered: _Answered | None = None, reason: str | None = None
) -> Finding:
    status = answered.status if answered else None
    return Finding(
        key=operation.key, method=operation.method, path=operation.path, outcome=outcome, status=status, reason=reason
    )


def _said(status: int) -> str | None:
    if status // 100 == 3:
        return "a redirect, which is not followed"
    if status in (400, 422):
        return "the request was refused"
    if status == 429:
        return "more calls than the account may make: something else calls too"
    return "the service failed" if status >= 500 else None

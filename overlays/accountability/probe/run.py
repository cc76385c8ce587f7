"""Run a probe: call each read of the plan, try other paths if one is absent, and compare the responses."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from attrs import define, field, frozen

from .. import APIStatusError, Call, ConfigurationError, ContractViolationError, TransportError, spec
from ..spec import Operation
from .finding import Finding, Outcome, compare_response, is_similar, media_type
from .plan import Step, plan
from .result import Probe
from .shape import Shape
from .similarity import other_paths

if TYPE_CHECKING:
    from .. import Accountability

__all__ = ("probe",)

_TOKEN = "v1.Token_Token"  # the key of the errors of token requests
_ABSENT = (404, 405, 410, 501)
_BUSY = (429, 503)
_TRIES_WITHOUT_ACCESS = 3  # responses with 401, or none, after which an API is left alone
_WAITS, _LONGEST = 3, 120.0  # waits for one call, and seconds of each
_DAYS = 7  # of a date window, up to today
_JSON = "application/json"
_NO_ID = "no id of a record is known"
_LIKELY_CHARSET = "windows-1252"  # of .NET services that do not send UTF-8


def probe(
    client: Accountability,
    apis: Collection[str] = spec.APIS,
    *,
    guess: bool = True,
    progress: Callable[[int, int, Finding], object] | None = None,
    today: date | None = None,
    sleep: Callable[[float], object] = time.sleep,
) -> Probe:
    """Compare a service with the contract. Only reads are sent, within the client's rate limit.

    One row of each list is read, then one record by the id in it, and legacy by these ids and for the last days. Each
    call is sent once, without the client's retries; after 429 or 503 with `Retry-After` it is sent again when the
    service allows it.

    Args:
        client: A client of the service, which must allow inferred reads. Its corrections are applied, and so checked.
        apis: `v1`, `v2`, `legacy`.
        guess: Whether to try other paths for an inferred operation that is absent.
        progress: Called with the number of finished operations, of all operations, and the last result.
        today: The last day of date windows; today if not given.
        sleep: Waits for some seconds.

    Returns:
        The result. After Ctrl-C, or if tokens are no longer granted, the results until then, not `complete`.

    Raises:
        ConfigurationError: There is no such API, or the client has no URL for one.
        UnverifiedOperationError: The client does not allow inferred reads.
        APIStatusError: No token was granted.
    """
    planned = plan(apis, guess=guess)
    prober = _Prober(client.with_options(retry=None), today or datetime.now(UTC).date(), sleep)
    result = Probe(services=_services(client, apis), planned=planned.most)
    try:
        for number, step in enumerate(planned.steps, 1):
            finding = prober.finding(step)
            result.findings.append(finding)
            if progress:
                progress(number, len(planned.steps), finding)
    except KeyboardInterrupt:
        result.complete = False
    except APIStatusError:
        if not result.findings:
            raise
        result.complete = False  # tokens are no longer granted: the result so far is returned
    result.sent = prober.request_count
    order = [key for api in spec.APIS for key in spec.load(api).operations]
    result.findings.sort(key=lambda finding: order.index(finding.key))
    return result


def _services(client: Accountability, apis: Collection[str]) -> dict[str, str]:
    """Return the URL of each API.

    Raises:
        ConfigurationError: One is not set.
    """
    urls = {}
    for api in spec.APIS:
        if api in apis:
            setting, url = ("legacy_url", client.legacy_url) if api == "legacy" else ("base_url", client.base_url)
            if url is None:
                raise ConfigurationError(f"{setting}: expected the URL of {api}, got none. Set it, or leave {api} out.")
            urls[api] = url
    return urls


@frozen
class _ProbeResponse:
    """A response: its status and value, or the reason why it has none."""

    status: int | None
    value: Any = field(default=None, repr=False)
    is_success: bool = False
    reason: str | None = None
    is_html: bool = False  # whether it is an HTML page, which an operation never returns
    charset: str | None = None

    @property
    def is_absent(self) -> bool:
        return self.status in _ABSENT or self.is_html

    @property
    def failure(self) -> Outcome:
        if self.is_absent:
            return "absent"
        return "forbidden" if self.status in (401, 403) else "failed"


@define
class _Prober:
    """Calls the operations of a plan one by one, and remembers ids and paths for later calls."""

    client: Accountability
    today: date
    sleep: Callable[[float], object]
    request_count: int = 0
    # path arguments of a record, by the key of its list
    addresses: dict[str, list[str]] = field(factory=dict, repr=False)
    values: dict[tuple[str, str], Any] = field(factory=dict, repr=False)  # a value, by collection and property
    moved_paths: dict[str, str] = field(factory=dict)  # the path of a list, by the contract's path
    styles: Counter[str] = field(factory=Counter)  # styles of paths that were found
    without_access: Counter[str] = field(factory=Counter)  # responses with 401 and missing responses, by API
    with_access: set[str] = field(factory=set)  # APIs with other responses

    def finding(self, step: Step) -> Finding:
        """Call one operation and return the result."""
        operation = step.operation
        if operation.api not in self.with_access and self.without_access[operation.api] >= _TRIES_WITHOUT_ACCESS:
            return Finding.of(operation, "untried", reason="the first calls of this API had status 401 or no response")
        arguments = self._arguments(step)
        if isinstance(arguments, str):
            return Finding.of(operation, "untried", reason=arguments)
        path = self._current_path(operation.path)
        response = self._send(operation, path, arguments)
        if response.is_absent and arguments.is_from_other_api:
            reason = "the record, whose id is known from v1 or v2, does not exist"
            return Finding.of(operation, "untried", response.status, reason)
        if response.is_absent and step.guesses:
            path, response = self._try_other_paths(step, path, arguments, response)
        if not response.is_success:
            return Finding.of(operation, response.failure, response.status, response.reason)
        return self._compare(operation, path, arguments, response)

    def _compare(self, operation: Operation, path: str, arguments: _Arguments, response: _ProbeResponse) -> Finding:
        """Compare a successful response with the contract, and remember its ids and its path."""
        finding = Finding.of(operation, status=response.status)
        correction = self.client.corrections.get(operation.key)
        is_known = correction is not None and correction.envelope is not None
        row = compare_response(finding, operation, response.value, has_known_envelope=is_known)
        finding.charset = response.charset
        if response.charset:
            finding.outcome = "differs"
        if path != operation.path:
            finding.actual_path, finding.outcome = path, "differs"
            self.moved_paths[operation.path] = path
        self._learn(operation, arguments, finding.shape, row)
        return finding

    def _try_other_paths(
        self, step: Step, first: str, arguments: _Arguments, response: _ProbeResponse
    ) -> tuple[str, _ProbeResponse]:
        """Return the first other path with a matching response, or else the path called and its response."""
        operation = step.operation
        tags = [item.tag for item in spec.load(operation.api).operations.values()]
        candidates = [
            (style, path) for style, path in other_paths(operation.path, operation.api, tags) if path != first
        ]
        candidates.sort(key=lambda candidate: -self.styles[candidate[0]])
        for style, path in candidates[: step.guesses]:
            other = self._send(operation, path, arguments)
            if other.is_success and is_similar(operation, other.value):
                self.styles[style] += 1
                return path, other
        return first, response

    def _current_path(self, path: str) -> str:
        """Return a path below the path at which its list was found."""
        for old in sorted(self.moved_paths, key=len, reverse=True):
            if path.startswith(f"{old.rstrip('/')}/"):
                return self.moved_paths[old].rstrip("/") + path[len(old.rstrip("/")) :]
        return path

    def _send(self, operation: Operation, path: str, arguments: _Arguments) -> _ProbeResponse:
        accept = media_type(operation)
        query = {**arguments.query, **({"format": "json"} if operation.api == "legacy" and accept == _JSON else {})}
        for name, value in arguments.path.items():
            path = path.replace(f"{{{name}}}", quote(value, safe=""))
        call: Call[Any] = Call(
            api=operation.api, operation=operation.id, method="GET", path=path, status=operation.status,
            query=query, accept=accept, decode=lambda value, _notes: value,
        )  # fmt: skip
        response = self._send_until_ready(call)
        if response.status in (401, None):
            self.without_access[operation.api] += 1
        else:
            self.with_access.add(operation.api)
        return response

    def _send_until_ready(self, call: Call[Any]) -> _ProbeResponse:
        """Send a call, again after each `Retry-After`. Of an error the status is returned, never its text."""
        for _ in range(_WAITS):
            response, seconds = self._send_once(call)
            if seconds is None or seconds > _LONGEST:
                return response
            self.sleep(seconds)
        return self._send_once(call)[0]

    def _send_once(self, call: Call[Any]) -> tuple[_ProbeResponse, float | None]:
        """Send a call once; return the response, and the seconds after which to send it again, or None."""
        self.request_count += 1
        try:
            return _ProbeResponse(200, self._redact(self.client.send(call)), is_success=True), None
        except APIStatusError as error:
            if error.key == _TOKEN:
                raise
            wait = error.retry_after
            return _ProbeResponse(error.status, reason=_reason(error.status)), wait if error.status in _BUSY else None
        except ContractViolationError as error:
            if error.key == _TOKEN:
                raise
            return self._from_undecoded(error.content or b""), None
        except TransportError as error:
            return _ProbeResponse(None, reason=f"no response ({type(error.__cause__).__name__})"), None

    def _from_undecoded(self, content: bytes) -> _ProbeResponse:
        """Return a response that the client cannot decode: HTML, another charset, or neither JSON nor XML."""
        start = content[:1000].lstrip().lower()
        if start.startswith((b"<!doctype html", b"<html")):
            return _ProbeResponse(200, reason="the response is an HTML page", is_html=True)
        try:
            content.decode()
        except UnicodeDecodeError:
            text = content.decode(_LIKELY_CHARSET, "replace")
            try:
                value = self._redact(json.loads(text))
            except (ValueError, RecursionError):
                return _ProbeResponse(200, reason="the response is neither JSON nor text in UTF-8")
            return _ProbeResponse(200, value, is_success=True, charset=_LIKELY_CHARSET)
        return _ProbeResponse(200, reason="the response is not JSON, or not the XML of the contract")

    def _redact(self, value: Any) -> Any:
        """Return a response without names of properties that contain a credential, which a service may echo."""
        if isinstance(value, Mapping):
            return {self.client.redact(str(name)): self._redact(part) for name, part in value.items()}
        return [self._redact(part) for part in value] if isinstance(value, list) else value

    def _arguments(self, step: Step) -> _Arguments | str:
        """Return the arguments of a call, or which one is unknown."""
        operation = step.operation
        arguments = _Arguments()
        if operation.paging is not None:
            arguments.query[operation.paging["sizeParameter"]] = "1"
        if step.parent is not None or operation.api != "legacy":
            names = operation.path_parameters
            values = self.addresses.get(step.parent or "", [])
            arguments.path = dict(zip(names, values, strict=False))
            if len(values) != len(names):
                return _NO_ID
        for parameter in operation.parameters:
            name = parameter["name"]
            if name == "format" or not parameter.get("required") or name in arguments.path or name in arguments.query:
                continue
            day = self._day(operation, parameter)
            value = day or self._find_value(operation, parameter)
            if value is None:
                return f"no value is known for {name}, which is required" if parameter["in"] == "query" else _NO_ID
            arguments.is_from_other_api |= day is None and operation.api == "legacy"
            (arguments.path if parameter["in"] == "path" else arguments.query)[parameter["name"]] = value
        return arguments

    def _day(self, operation: Operation, parameter: Mapping[str, Any]) -> str | None:
        """Return the first or last day of the window, if the parameter is one of them."""
        if not str(operation.resolve(parameter["schema"]).get("format", "")).startswith("date"):
            return None
        first = parameter.get("x-filter", {}).get("op") == "ge"
        return str(self.today - timedelta(days=_DAYS) if first else self.today)

    def _find_value(self, operation: Operation, parameter: Mapping[str, Any]) -> str | None:
        """Return an argument from records of v1 or v2: legacy has few lists of its own."""
        parameter_name = "id" if operation.api == "legacy" else parameter["name"]
        property_name = parameter.get("x-filter", {}).get("property", parameter_name)
        owner = f"{property_name.removesuffix('Id').lower()}s"
        value = self.values.get((operation.record, property_name), self.values.get((owner, "id")))
        return None if value is None else str(value)

    def _learn(self, operation: Operation, arguments: _Arguments, shape: Shape, row: Any) -> None:
        """Remember the ids of a record, which address others."""
        for name in [*shape.seen, *shape.renamed, *shape.types] if isinstance(row, Mapping) else ():
            value = row.get(shape.renamed.get(name, name))
            if isinstance(value, int | str) and not isinstance(value, bool):
                self.values.setdefault((operation.record, name), value)
                if name == "id" and operation.lists and operation.api != "legacy":
                    self.addresses[operation.key] = [*arguments.path.values(), str(value)]


@define
class _Arguments:
    path: dict[str, str] = field(factory=dict, repr=False)
    query: dict[str, str] = field(factory=dict, repr=False)
    is_from_other_api: bool = False  # whether a value is from another API, and may be unknown in this one


def _reason(status: int) -> str | None:
    if status // 100 == 3:
        return "a redirect, which is not followed"
    if status in (400, 422):
        return "the request was rejected"
    if status == 429:
        return "the rate limit of the account was exceeded, by other callers too"
    return "the service failed" if status >= 500 else None

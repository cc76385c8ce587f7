"""One operation, from its example to the last drawn case."""

from __future__ import annotations

import random
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

import requests
from attrs import define, field
from schemathesis.core.failures import Failure, FailureGroup

from accountability.conformance._answer import held, judged
from accountability.conformance._crossing import reads_in_v2
from accountability.conformance._draw import Case, Schema, drawn_from, each_case
from accountability.conformance._exchange import Exchange
from accountability.conformance._ids import Ids, learnt
from accountability.conformance._probes import PROBES, Bench, Probe, probed
from accountability.conformance._report import UNANSWERED, OperationResult, Trouble
from accountability.conformance._request import (
    Incomplete,
    Request,
    examples,
    queried,
    query_of,
    representations,
    scheme_of,
)
from accountability.conformance._subject import JSON, XML, Subject
from accountability.conformance._target import NO_ANSWER, PATIENCE, Target

UNPLANNED = (401, 429)
UNPLANNED_SHARE = 0.01
LOCKED_OUT = (401, 403)
CONFLICT = 409


@define
class Driver:
    """Drives the operations of one API against a server that can be reset.

    Args:
        target: That server.
        subjects: Every operation of the API; the others help with ids and with reading back.
        everything: Those of the other APIs too, for what is written in one and read in another.
        seed: Where drawing starts.
        max_examples: Fuzzed cases an operation.
        max_coverage: The most cases an operation that cover its schema.
    """

    target: Target
    subjects: Sequence[Subject]
    everything: Sequence[Subject]
    seed: int
    max_examples: int
    max_coverage: int
    ids: Ids = field(init=False)
    schema: Schema = field(init=False, repr=False)
    session: requests.Session = field(factory=requests.Session, repr=False)

    def __attrs_post_init__(self) -> None:
        self.session.trust_env = False
        self.schema = drawn_from(self.subjects[0].document, seed=self.seed, max_examples=self.max_examples)
        self.target.reset()
        self.ids = learnt(self.subjects, self._list)

    def _list(self, subject: Subject, values: Mapping[str, Any]) -> Exchange:
        with suppress(Incomplete):
            return Request(subject, values, queried(subject)).to(self.target, scheme_of(subject))
        return Request(subject, values).to(self.target, scheme_of(subject))

    def drive(self, subject: Subject) -> OperationResult:
        """Everything there is to ask of one operation; whatever happens, a result comes back."""
        began = time.monotonic()
        result = OperationResult.of(subject)
        bench = Bench(self.target, self.subjects, self.everything, self.ids)
        for request in self._examples(subject, result):
            self.target.reset()
            self._example(request, result)
            probes: tuple[Probe, ...] = (*PROBES, reads_in_v2)
            for probe in probes:
                self.target.reset()
                for found in probed(probe, bench, request):
                    note(result, found)
        self.target.reset()
        self._draw(subject, result)
        judge_exercise(subject, result)
        result.seconds = time.monotonic() - began
        return result

    def _examples(self, subject: Subject, result: OperationResult) -> list[Request]:
        try:
            return list(examples(subject, self.ids, self.target.account))
        except Incomplete as error:
            result.add(Trouble.of("example", str(error)))
            return []

    def _example(self, request: Request, result: OperationResult) -> None:
        """The operation's own example must get a 2xx that keeps the contract."""
        exchange = request.to(self.target, scheme_of(request.subject))
        result.statuses[exchange.status] += 1
        if not exchange.succeeded:
            result.add(Trouble.of("example", f"its own example gets {exchange.status}", exchange))
        for trouble in judged(request.subject, exchange):
            result.add(trouble)

    def _draw(self, subject: Subject, result: OperationResult) -> None:
        """Fuzzed cases as they come; those that cover the schema are gathered, and a sample of them is sent."""
        covering: list[Case] = []
        visit = Visit(self, subject, result)
        one = self.schema.include(operation_id=subject.id)
        for problem in each_case(one, lambda case: covering.append(case) if covers(case) else visit(case)):
            result.add(Trouble.of("drawing", problem))
        for case in sample(covering, self.max_coverage, random.Random(f"{self.seed} {subject.key}")):
            visit(case)


@define
class Visit:
    """Sends each drawn case of an operation, and notes what schemathesis and our own checks say of the answer."""

    driver: Driver
    subject: Subject
    result: OperationResult
    drawn: int = 0

    def __call__(self, case: Case) -> None:
        self.drawn += 1
        self.address(case)
        self.refer(case)
        accept = self.representation(case)
        scheme = scheme_of(self.subject)
        target = self.driver.target
        headers = {"Accept": accept, **({"Authorization": target.authorization(scheme)} if scheme else {})}
        options: dict[str, Any] = {"headers": headers, "session": self.driver.session}
        if extra := query_of(self.subject, accept):
            options["params"] = extra
        base_url = target.urls[self.subject.api]
        try:
            response = case.call(base_url=base_url, timeout=PATIENCE, **options)
            if scheme and self.subject.method != "GET" and response.status_code in LOCKED_OUT:
                target.reset()  # a case before may have changed the caller's own record, and with it the access
                response = case.call(base_url=base_url, timeout=PATIENCE, **options)
        except requests.RequestException as error:
            self.result.statuses[NO_ANSWER] += 1
            self.result.add(Trouble.of(UNANSWERED, type(error).__name__))
            return
        exchange = observed(response)
        self.result.statuses[exchange.status] += 1
        self.validate(case, response, exchange, {"base_url": base_url, **options})

    def validate(self, case: Case, response: Any, exchange: Exchange, options: Mapping[str, Any]) -> None:
        """Schemathesis's own checks, and ours where it does not look."""
        try:
            case.validate_response(response, headers=dict(options["headers"]), transport_kwargs=dict(options))
        except FailureGroup as group:
            for failure in group.exceptions:
                if not self.expected(failure, exchange):
                    self.result.add(Trouble.of(failure.title.lower(), told(failure), exchange))
        if self.subject.api == "legacy" and exchange.method == self.subject.method:
            for trouble in judged(self.subject, exchange):
                self.result.add(trouble)

    def expected(self, failure: Failure, exchange: Exchange) -> bool:
        """Whether schemathesis calls a failure what the contract allows.

        The token call may refuse drawn credentials: their form is right, they are nobody's. And a bad body may be a
        good one once it is XML, which has no numbers and no arrays: `0` is a boolean there, and an
        empty list is an empty record.
        """
        if failure.checks == ("positive_data_acceptance",):
            return self.subject.grants and exchange.status in (400, 401)
        sent = exchange.headers.get("Content-Type", "").split(";")[0]
        if failure.checks == ("negative_data_rejection",) and sent == XML:
            schema = self.subject.request_content.get(XML, {}).get("schema", {})
            return not held(self.subject, schema, XML, exchange.body)
        return False

    def address(self, case: Case) -> None:
        """Sends three of four well-formed cases to a record that exists; the rest keep the id that was drawn."""
        known = self.driver.ids.of(self.subject)
        if not known or known == [{}] or self.drawn % 4 == 0 or spoilt(case, "PATH"):
            return
        with suppress(KeyError):
            case.path_parameters = {**case.path_parameters, **known[self.drawn % len(known)]}

    def refer(self, case: Case) -> None:
        """Lets well-formed bodies refer to records that exist; a drawn reference is broken all but always.

        One of four stays as it was drawn, where the contract has an answer to that: a conflict is what a good body with
        a broken reference gets.
        """
        drawn = self.drawn % 4 == 0 and self.subject.response(CONFLICT) is not None
        if not isinstance(case.body, dict) or drawn or spoilt(case, "BODY"):
            return
        schema = self.subject.resolve(self.subject.request_content.get(case.media_type or "", {}).get("schema", {}))
        known = {
            name: found
            for name, part in schema.get("properties", {}).items()
            if case.body.get(name) is not None and (found := self.driver.ids.records(part.get("x-references", "")))
        }
        if known:
            case.body = {**case.body, **{name: found[self.drawn % len(found)] for name, found in known.items()}}

    def representation(self, case: Case) -> str:
        """The media type to ask for: that of the body if answers come in it, else each in turn."""
        offered = representations(self.subject)
        if case.media_type in offered:
            return str(case.media_type)
        return offered[self.drawn % len(offered)] if self.subject.success_content else JSON


def covers(case: Case) -> bool:
    """Whether the case is one of those that cover the schema."""
    return case.meta is not None and case.meta.phase.name.value == "coverage"


def sample(cases: Sequence[Case], most: int, chance: random.Random) -> list[Case]:
    """As many of the cases as may be sent, good ones as well as bad ones; which, the seed decides."""
    good = [case for case in cases if case.meta is None or case.meta.generation.mode.is_positive]
    bad = [case for case in cases if case.meta is not None and not case.meta.generation.mode.is_positive]
    share = min(len(good), max(most // 2, most - len(bad)))
    return chance.sample(good, share) + chance.sample(bad, min(len(bad), most - share))


def spoilt(case: Case, place: str) -> bool:
    """Whether the case is about a bad path or body, which a good id would mend."""
    if case.meta is None:
        return False
    return any(
        component.mode.is_negative and location.name == place for location, component in case.meta.components.items()
    )


def observed(response: Any) -> Exchange:
    """A schemathesis answer as an exchange."""
    request = response.request
    body = request.body or b""
    headers = {name.lower(): ", ".join(values) for name, values in response.headers.items()}
    return Exchange(
        str(request.method), str(request.url), dict(request.headers),
        body if isinstance(body, bytes) else str(body).encode("utf-8", "replace"),
        response.status_code, headers, response.content,
    )  # fmt: skip


def told(failure: Failure) -> str:
    """A failure's message, short enough for a table."""
    return failure.message.strip()[:500]


def note(result: OperationResult, found: Trouble | str) -> None:
    """Takes up what a probe said: a trouble, or a remark."""
    if isinstance(found, Trouble):
        result.add(found)
    elif found not in result.notes:
        result.notes.append(found)


def judge_exercise(subject: Subject, result: OperationResult) -> None:
    """An operation that never got a 2xx, or was turned away again and again, was not tested, and that is a failure."""
    if not result.answered:
        seen = ", ".join(f"{count} x {status}" for status, count in sorted(result.statuses.items())) or "no case"
        result.add(Trouble.of("not exercised", f"it never answered 2xx ({seen})"))
    for status in UNPLANNED:
        count = result.statuses[status]
        if subject.grants and status == 401:
            continue
        if count > UNPLANNED_SHARE * result.cases:
            result.add(Trouble.of("not exercised", f"{count} of {result.cases} cases got {status}"))

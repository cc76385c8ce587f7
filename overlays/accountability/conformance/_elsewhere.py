"""Any other host: what may be asked of it without harm.

The token call, which the client makes by itself; every list; then each GET of one record, with an id that a list
answered. Nothing is written, nothing is guessed, and all of it stays inside the client's budget of calls. Only what
the lists show can be judged, so a GET for which no id was listed is reported as having no data.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import httpx
from attrs import define, evolve, field

from accountability import Accountability, AccountabilityError, ApiToken, Call, PasswordGrant, Response
from accountability.conformance._answer import judged
from accountability.conformance._exchange import Exchange
from accountability.conformance._ids import Ids, records, stated
from accountability.conformance._probes import sizes
from accountability.conformance._report import UNANSWERED, OperationResult, Report, Trouble
from accountability.conformance._request import Request, listed, query_of, representations, spelt
from accountability.conformance._settings import URL_OPTIONS, Account, Settings
from accountability.conformance._subject import Subject, example_of, subjects
from accountability.conformance._target import Unusable
from accountability.spec import load

KEYS = ("IDKey", "id", "ID")
ONE_PAGE = 100
PATIENCE = 3  # operations that got no answer, after which an API that never gave one is left alone
# A bearer token (RFC 6750, 2.1) of a length that keeps a secret, under whatever name it comes; no member's name is one.
TOKEN = re.compile(r'[-\w.~+/]{16,}+=*+(?!"\s*:)', re.ASCII)
TRIES = 3  # records whose inner list is read in search of one that has something in it
# Where the legacy service is when nobody said so: it is skipped then, and a request gone astray must reach nobody.
NOWHERE = "http://legacy.invalid"


def read(
    settings: Settings, chosen: Sequence[Subject], told: Callable[[int, int, OperationResult], object] | None
) -> Report:
    """Reads from the hosts that the settings name and judges every answer by its contract.

    Raises:
        Unusable: The environment holds no credentials, or nothing answers at all.
    """
    report = Report(seed=settings.seed, place=" and ".join(filter(None, (settings.base_url, settings.legacy_url))))
    report.skipped = {api: f"no {URL_OPTIONS[api]} was given" for api in settings.apis if settings.url(api) is None}
    asked = [subject for subject in chosen if subject.api not in report.skipped]
    writes = sum(not subject.reads and not subject.grants for subject in asked)
    if writes:
        report.skipped["writes"] = f"{writes} operations write; nothing is written to a server that is no sandbox"
    total = sum(subject.reads or subject.grants for subject in asked)
    with client(settings) as caller:
        reading = Reading(caller)
        for done, result in enumerate(reading.results(asked), 1):
            if told:
                told(done, total, result)
            report.results.append(result)
    if reading.silent and not caller.heard:
        raise Unusable(f"nothing answers at {report.place}: {reading.why}")
    given_up = [api for api in settings.apis if reading.given_up(api)]
    report.skipped |= dict.fromkeys(given_up, f"left alone, since {PATIENCE} operations got no answer")
    place = {subject.key: index for index, subject in enumerate(asked)}
    report.results.sort(key=lambda result: place[result.key])
    return report


@define
class Caller:
    """The client with an ear at its wire: an exchange is judged as it was, whatever the client makes of it.

    But for credentials that the host says back: they are covered before, since a check may quote any part of an answer.
    """

    api: Accountability = field(init=False, repr=False)
    secrets: set[str] = field(factory=set, repr=False)
    heard: list[Exchange] = field(factory=list)

    def hear(self, response: httpx.Response) -> None:
        """Takes up an answer, and what was asked; both are shown without credentials."""
        response.read()
        request = response.request
        if request.method == "POST" and response.is_success:
            self.secrets.update(TOKEN.findall(response.text))
        answer = Response(response.status_code, dict(response.headers), response.content).masked(self.secrets)
        self.heard.append(
            Exchange(
                request.method,
                str(request.url),
                dict(request.headers),
                request.read(),
                answer.status,
                answer.headers,
                answer.content,
            )
        )

    def fetch(self, request: Request) -> Exchange:
        """Sends a GET through the client, and answers the last exchange that came of it.

        Raises:
            Silent: Nothing was answered at all.
        """
        before = len(self.heard)
        try:
            self.api.raw(call(request))
        except AccountabilityError as error:
            refused = [each for each in self.heard[before:] if not each.succeeded]
            fault = error.__cause__ or error
            why = f"the token call gets {refused[-1].status}" if refused else f"{type(fault).__name__}: {fault}"
            raise Silent(why) from error
        return self.heard[-1]


class Silent(Exception):
    """A request that was not answered; the message tells why."""


@define
class Reading:
    """One pass over a host's operations: lists first, then what their ids lead to."""

    caller: Caller
    ids: Ids = field(factory=Ids)
    keys: dict[tuple[str, str], list[Any]] = field(factory=dict)
    silent: Counter[str] = field(factory=Counter)  # by API, the operations that got no answer
    alive: set[str] = field(factory=set)  # APIs that gave one
    why: str = ""  # the last one got none

    def results(self, asked: Sequence[Subject]) -> Iterator[OperationResult]:
        """A result for each operation that may be asked; the lists that others need are read even if nobody asked."""
        names = {subject.key for subject in asked}
        apis = dict.fromkeys(subject.api for subject in asked)
        everything = [each for api in apis for each in subjects(api, load(api).document)]
        for subject in sorted((each for each in everything if each.reads), key=depth):
            if self.given_up(subject.api):
                continue
            if subject.key in names or is_list(subject):
                result = self.result(subject)
                if subject.key in names:
                    yield result
        for subject in everything:
            if subject.grants and subject.key in names and not self.given_up(subject.api):
                yield self.granted(subject)

    def given_up(self, api: str) -> bool:
        """Whether an API is left alone, since its first operations got no answer."""
        return self.silent[api] >= PATIENCE and api not in self.alive

    def result(self, subject: Subject) -> OperationResult:
        """Reads one operation in each of its representations."""
        began = time.monotonic()
        result = OperationResult.of(subject)
        for values in self.ids.of(subject)[:TRIES] or [{}]:
            request = self.request(subject, values)
            if isinstance(request, str):
                result.notes.append(request)
                break
            for accept in representations(subject):
                own = evolve(request, accept=accept, query={**request.query, **query_of(subject, accept)})
                self.exchange(own, result)
            if not subject.lists or self.ids.known.get(subject.path):
                break
        if result.silent:
            self.silent[subject.api] += 1
        result.seconds = time.monotonic() - began
        return result

    def exchange(self, request: Request, result: OperationResult) -> None:
        try:
            exchange = self.caller.fetch(request)
        except Silent as error:
            self.why = str(error)
            result.add(Trouble.of(UNANSWERED, self.why))
            return
        self.alive.add(request.subject.api)
        result.statuses[exchange.status] += 1
        if not exchange.succeeded:
            what = "the list" if is_list(request.subject) else "a record that a list answered"
            result.add(Trouble.of("not exercised", f"{what} gets {exchange.status}", exchange))
        for trouble in judged(request.subject, exchange):
            result.add(trouble)
        self.learn(request, exchange)

    def learn(self, request: Request, exchange: Exchange) -> None:
        """Takes up the ids of a list's answer."""
        subject = request.subject
        self.ids.learn(subject, request.values, records(subject, exchange))
        if subject.api != "legacy" or not exchange.succeeded:
            return
        with suppress(ValueError):
            rows = exchange.json()
            for row in rows if isinstance(rows, list) else []:
                self.key(subject, row)

    def key(self, subject: Subject, row: Any) -> None:
        """Takes up the key of a legacy record, under the collection it belongs to."""
        found = [row[name] for name in KEYS if isinstance(row, Mapping) and row.get(name) is not None]
        if found:
            self.keys.setdefault((subject.api, subject.record), []).append(found[0])

    def request(self, subject: Subject, listed: Mapping[str, Any]) -> Request | str:
        """The request that reads an operation without a guess, by path values that were listed; or what it lacks."""
        values = dict(listed)
        query: dict[str, Any] = {}
        if subject.paging:
            query[subject.paging["sizeParameter"]] = min(ONE_PAGE, sizes(subject)[1])
        for parameter in subject.parameters:
            name, place = parameter["name"], values if parameter["in"] == "path" else query
            if name in place or name == "format" or not (parameter.get("required") or parameter["in"] == "path"):
                continue
            value = self.value(subject, parameter)
            if value is None:
                return f"no list answered a value for {name}"
            place[name] = value
        return Request(subject, values, query)

    def value(self, subject: Subject, parameter: Mapping[str, Any]) -> Any:
        """A parameter's value: a date from its example, which addresses nobody; an id only from a list."""
        if is_date(subject, parameter):
            return stated(subject, parameter)[1]
        if subject.lists:
            return None  # what it lists belongs to a record of another kind, whose id nothing here tells
        known = self.keys.get((subject.api, subject.record), [])
        return known[0] if known else None

    def granted(self, subject: Subject) -> OperationResult:
        """The token call as the client made it."""
        result = OperationResult.of(subject)
        calls = [each for each in self.caller.heard if each.method == "POST"]  # nothing else is posted
        for exchange in calls:
            result.statuses[exchange.status] += 1
            if not exchange.succeeded:
                result.add(Trouble.of("not exercised", f"the token call gets {exchange.status}", exchange))
            for trouble in judged(subject, exchange):
                result.add(trouble)
        if not calls:
            result.notes.append("the credentials given are an API token, which needs no token call")
        return result


def depth(subject: Subject) -> tuple[int, bool]:
    """Outer lists before inner ones, and lists before what reads a record of theirs."""
    return (
        len(subject.placeholders) if not is_list(subject) else subject.path.count("{") * 2 - 1,
        not is_list(subject),
    )


def is_list(subject: Subject) -> bool:
    """Whether it lists records without being told an id: pages, or an array that needs nothing but dates."""
    if subject.paging and subject.reads:
        return True
    needed = [each for each in subject.parameters if each.get("required") or each["in"] == "path"]
    return subject.lists and all(is_date(subject, each) for each in needed)


def is_date(subject: Subject, parameter: Mapping[str, Any]) -> bool:
    """Whether a parameter is a day, by its format or by its example."""
    schema = subject.resolve(parameter.get("schema", {}))
    return str(schema.get("format", "")) in ("date", "date-time") and (
        example_of(parameter)[0] or example_of(schema)[0]
    )


def call(request: Request) -> Call[None]:
    """The request as the client takes it; its answer is heard at the wire, so there is nothing to read here."""
    subject = request.subject
    query = {name: [spelt(one) for one in listed(value)] for name, value in request.query.items()}
    return Call(
        api=subject.api, operation=subject.id, method="GET", path=subject.address(request.values),
        decode=lambda _value, _notes: None, query=query, accept=request.accept,
    )  # fmt: skip


@contextmanager
def client(settings: Settings) -> Iterator[Caller]:
    """The client at the settings' hosts, with an ear at its wire.

    Raises:
        Unusable: The environment holds no credentials.
    """
    auth = credentials(settings.account)
    caller = Caller({auth.api_token, auth.basic.removeprefix("Basic ")})
    wire = httpx.Client(event_hooks={"response": [caller.hear]})
    with wire:
        caller.api = Accountability(
            auth, base_url=settings.base_url, legacy_url=settings.legacy_url or NOWHERE,
            inferred="allow", rate_limit=settings.rate_limit, retry=settings.retry, http_client=wire,
        )  # fmt: skip
        with caller.api:
            yield caller


def credentials(account: Account) -> ApiToken | PasswordGrant:
    """The password grant when the account is whole, Basic by the API token when there is no more than that.

    Raises:
        Unusable: There is not even a token.
    """
    if not account.api_token:
        raise Unusable("set ACCOUNTABILITY_API_TOKEN (and _TENANT_ID and _USERNAME for a bearer token)")
    if account.tenant_id and account.username:
        return PasswordGrant(tenant_id=account.tenant_id, username=account.username, api_token=account.api_token)
    return ApiToken(account.api_token)

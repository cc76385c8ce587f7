"""What a schema can't say: credentials are asked for, pages lose nothing, what is written reads back, twins agree.

Each probe takes the operation's own example, asks what it must, and answers with the troubles it saw. A probe that has
nothing to look at answers with a note instead, so that silence never reads as success.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Protocol

from attrs import frozen

from accountability.conformance._exchange import Exchange
from accountability.conformance._ids import Ids, records
from accountability.conformance._report import Trouble
from accountability.conformance._request import Incomplete, Request, codec, examples, scheme_of, schemes
from accountability.conformance._subject import JSON, MERGE_PATCH, XML, Subject
from accountability.conformance._target import Target, basic

WRONG = {"basic": basic("no-such-token"), "bearer": "Bearer no-such-token"}
# More digits than a binary float keeps, so that a server which takes one for money gives itself away.
FRACTION = Decimal("0.12345678901234567891")
LARGEST_PAGE, MOST_PAGES, WANTED_RECORDS = 500, 50, 3

Found = Iterator[Trouble | str]


@frozen
class Bench:
    """What a probe works with: the server, the operations of the API, all operations, and the ids that were listed."""

    target: Target
    subjects: Sequence[Subject]
    everything: Sequence[Subject]
    ids: Ids

    def one(self, method: str, path: str) -> Subject | None:
        """The operation with this method and path, if the API has it."""
        return next((each for each in self.subjects if (each.method, each.path) == (method, path)), None)

    def send(self, request: Request) -> Exchange:
        return request.to(self.target, scheme_of(request.subject))


def asks_for_credentials(bench: Bench, request: Request) -> Found:
    """Without credentials, and with wrong ones of each kind, the answer is 401; with right ones it is not."""
    for scheme in schemes(request.subject):
        for said, exchange in (
            ("without credentials", request.to(bench.target)),
            (f"with wrong {scheme} credentials", request.to(bench.target, authorization=WRONG[scheme])),
        ):
            if exchange.status != 401:
                yield Trouble.of("credentials", f"{said} it answers {exchange.status}, not 401", exchange)
                bench.target.reset()
        exchange = request.to(bench.target, scheme)
        if exchange.status == 401:
            yield Trouble.of("credentials", f"right {scheme} credentials are refused", exchange)
        if not request.subject.reads:
            bench.target.reset()


def pages_lose_nothing(bench: Bench, request: Request) -> Found:
    """Pages of one record hold what one large page holds: all of it, in its order, nothing twice."""
    paging = request.subject.paging
    if not paging:
        return
    filled = fill(bench, request)
    least, most = sizes(request.subject)
    wanted, whole = walked(bench, request, most)
    if not all(isinstance(each, int | str) for each in wanted):
        yield Trouble.of("paging", "a record on a page has no id that is a number or a text", whole)
        return
    if len(wanted) < 2:
        yield f"paging was looked at with {len(wanted)} record" + ("" if filled else ", nothing can be created here")
    read: list[Any] = []
    for page in range(1, min(len(wanted), MOST_PAGES) + 2):
        exchange = paged(bench, request, page, least)
        here = identities(request.subject, exchange)
        read += here
        if len(here) > least:
            said = "one record" if least == 1 else f"{least} records"
            yield Trouble.of("paging", f"a page of {said} holds {len(here)}", exchange)
            return
        if not here:
            break
    if read != wanted[: (MOST_PAGES + 1) * least]:
        said = "one by one" if least == 1 else f"{least} by {least}"
        yield Trouble.of("paging", f"{said} the ids are {read}, in one page {wanted}", whole)
    if all(isinstance(each, int) for each in wanted) and wanted != sorted(wanted):
        yield Trouble.of("paging", f"the ids do not ascend: {wanted}", whole)
    yield from counted(request.subject, whole, len(wanted))


def sizes(subject: Subject) -> tuple[int, int]:
    """The smallest and the largest page that the contract lets a caller ask for, as far as they are of use here."""
    name = (subject.paging or {})["sizeParameter"]
    schemas = [subject.resolve(each.get("schema", {})) for each in subject.parameters if each["name"] == name]
    schema: Mapping[str, Any] = next(iter(schemas), {})
    return max(1, int(schema.get("minimum", 1))), min(LARGEST_PAGE, int(schema.get("maximum", LARGEST_PAGE)))


def walked(bench: Bench, request: Request, size: int) -> tuple[list[Any], Exchange]:
    """All ids, read in pages of a size, and the last answer."""
    found: list[Any] = []
    for page in range(1, MOST_PAGES + 1):
        exchange = paged(bench, request, page, size)
        here = identities(request.subject, exchange)
        found += here
        if len(here) < size:
            break
    return found, exchange


def paged(bench: Bench, request: Request, page: int, size: int) -> Exchange:
    """The answer to a page of a size."""
    paging = request.subject.paging or {}
    return bench.send(request.but(query={**request.query, paging["sizeParameter"]: size, paging["parameter"]: page}))


def counted(subject: Subject, whole: Exchange, found: int) -> Found:
    """The envelope's total is the number of records there are."""
    member = (subject.paging or {}).get("totalCount", "")
    if whole.succeeded and member in (answer := whole.json()) and answer[member] != found:
        yield Trouble.of("paging", f"{member} is {answer[member]}, there are {found}", whole)


def fill(bench: Bench, request: Request) -> bool:
    """Creates records until a page of one makes sense; tells whether the API can create them here."""
    creating = bench.one("POST", request.subject.path)
    if creating is None:
        return False
    for draft in own_examples(creating, bench):
        draft = draft.but(values=request.values)
        return all(bench.send(draft).status < 500 for _ in range(WANTED_RECORDS - 1))
    return False


def own_examples(subject: Subject, bench: Bench) -> list[Request]:
    """An operation's example requests; none when the contract is short of them, which its own result tells."""
    try:
        return list(examples(subject, bench.ids, bench.target.account))
    except Incomplete:
        return []


def identities(subject: Subject, exchange: Exchange) -> list[Any]:
    """The ids on a page."""
    return [record.get("id") for record in records(subject, exchange) if isinstance(record, Mapping)]


def reads_back(bench: Bench, request: Request) -> Found:
    """What a create or an update sent stands in its answer, and in the record when it is read again, digit by digit."""
    if request.media not in (JSON, MERGE_PATCH) or not isinstance(request.body, Mapping) or request.accept != JSON:
        return
    if not returns_record(request.subject):
        return
    for body, said in ((request.body, "as sent"), (exacting(request), "with many digits")):
        if body is None:
            continue
        bench.target.reset()
        written = bench.send(request.but(body=body))
        if not written.succeeded:
            if body is request.body:
                return
            yield Trouble.of("decimals", f"an amount {said} is refused with {written.status}", written)
            continue
        yield from kept(body, written, "the answer")
        yield from read_again(bench, request, written)


def returns_record(subject: Subject) -> bool:
    """Whether the answer is a record with an id, as those of creates and updates are."""
    schema = subject.resolve(subject.success_content.get(JSON, {}).get("schema", {}))
    return "id" in schema.get("properties", {}) and subject.method in ("POST", "PATCH", "PUT")


def exacting(request: Request) -> dict[str, Any] | None:
    """The body with digits added to every amount, as far as its schema allows; None when it has no amounts."""
    schema = request.subject.resolve(request.subject.request_content[request.media].get("schema", {}))
    body, changed = dict(request.body), False
    for name, part in schema.get("properties", {}).items():
        part = request.subject.resolve(part)
        kinds = part.get("type", [])
        if "number" in ([kinds] if isinstance(kinds, str) else kinds) and roomy(part, body.get(name)):
            body[name], changed = Decimal(str(body.get(name) or 1)) + FRACTION, True
    return body if changed else None


def roomy(schema: Mapping[str, Any], value: Any) -> bool:
    """Whether a number may take the extra digits without leaving its bounds."""
    highest = schema.get("maximum", schema.get("exclusiveMaximum"))
    return "multipleOf" not in schema and (highest is None or Decimal(str(value or 1)) + 1 < Decimal(str(highest)))


def read_again(bench: Bench, request: Request, written: Exchange) -> Found:
    """The record as its own GET tells it must be the one that the write answered."""
    subject = request.subject
    path = subject.path if subject.method != "POST" else None
    reading = bench.one("GET", path) if path else item_of(bench, subject)
    if reading is None:
        yield "what it writes can't be read back: the API has no GET of one such record"
        return
    answer = written.json()
    values = dict(zip(reading.placeholders, [*request.values.values(), answer.get("id")], strict=False))
    exchange = bench.send(Request(reading, values))
    if not exchange.succeeded:
        yield Trouble.of("reads back", f"the record written can't be read: {exchange.status}", exchange)
        return
    yield from kept(answer, exchange, "the record read again")


def item_of(bench: Bench, subject: Subject) -> Subject | None:
    """The GET of one record of the collection that a create posts to."""
    inside = [each for each in bench.subjects if each.reads and each.path.startswith(f"{subject.path}/{{")]
    return min(inside, key=lambda each: len(each.path), default=None)


def kept(sent: Mapping[str, Any], exchange: Exchange, where: str) -> Found:
    """Each member that was sent is in the answer as it was; a null may have been filled by the server."""
    try:
        got = exchange.json()
    except ValueError:
        return
    for name, value in sent.items():
        if value is None or name not in got:
            continue
        if not same(value, got[name]):
            yield Trouble.of("reads back", f"{name} is {got[name]!r} in {where}, sent was {value!r}", exchange)


def same(left: Any, right: Any) -> bool:
    """Equality of JSON values; numbers by their exact value, never through a binary float."""
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return all(same(value, right.get(name)) for name, value in left.items())
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(same(*pair) for pair in zip(left, right, strict=True))
    numbers = [isinstance(each, int | float | Decimal) and not isinstance(each, bool) for each in (left, right)]
    if all(numbers):
        return Decimal(str(left)) == Decimal(str(right))
    return type(left) is type(right) and bool(left == right)


def twins_agree(bench: Bench, request: Request) -> Found:
    """A legacy answer says the same in XML as in JSON."""
    subject = request.subject
    if not subject.reads or not {JSON, XML} <= set(subject.success_content) or request.accept != JSON:
        return
    spelt = bench.send(request)
    query = {name: value for name, value in request.query.items() if name != "format"}
    marked = bench.send(request.but(query=query, accept=XML))
    if not (spelt.succeeded and marked.succeeded):
        return
    try:
        twin = codec(subject).decode(marked.content, subject.success_content[XML].get("schema", {}))
        told = spelt.json()
    except ValueError as error:
        yield Trouble.of("twins", f"the two representations can't be compared: {error}", marked)
        return
    if difference := parted(told, twin, ""):
        yield Trouble.of("twins", f"JSON and XML differ at {difference}", marked)


def parted(told: Any, twin: Any, path: str) -> str:
    """Where two values part, with both; empty when they don't. A member that is absent is one that is nil."""
    if isinstance(told, Mapping) and isinstance(twin, Mapping):
        for name in dict.fromkeys((*told, *twin)):
            if found := parted(told.get(name), twin.get(name), f"{path}/{name}"):
                return found
        return ""
    if isinstance(told, list) and isinstance(twin, list):
        if len(told) != len(twin):
            return f"{path or '/'}: {len(told)} items in JSON, {len(twin)} in XML"
        pairs = enumerate(zip(told, twin, strict=True))
        return next((found for index, pair in pairs if (found := parted(*pair, f"{path}[{index}]"))), "")
    return "" if same_moment(told, twin) or same(told, twin) else f"{path or '/'}: {told!r} in JSON, {twin!r} in XML"


def same_moment(told: Any, twin: Any) -> bool:
    """Whether two WCF dates are one moment; the offset is the writer's own, and XML has none."""
    from accountability.wcf import parse_date

    if not (isinstance(told, str) and isinstance(twin, str) and told.startswith("/Date(")):
        return False
    try:
        return parse_date(told) == parse_date(twin)
    except ValueError:
        return False


def probed(probe: Probe, bench: Bench, request: Request) -> Found:
    """What a probe says; an answer of a shape that it cannot look at is a trouble of the server's, and ends it."""
    try:
        yield from probe(bench, request)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        asked = probe.__name__.replace("_", " ")
        yield Trouble.of(
            "answer", f"is of a shape in which it can't be seen whether it {asked} ({type(error).__name__})"
        )


class Probe(Protocol):
    """A question to the server about an operation, by way of its own example."""

    __name__: str

    def __call__(self, bench: Bench, request: Request, /) -> Found: ...


PROBES: tuple[Probe, ...] = (asks_for_credentials, pages_lose_nothing, reads_back, twins_agree)

"""The sandbox's page for people: its state, all operations and what is imitated of them, and the calls that came in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote

from .coverage import OperationCoverage, RuleCoverage
from .journal import RecordedCall
from .markup import known, row, table, whole
from .message import Reply
from .moment import timestamp

if TYPE_CHECKING:
    from .app import Sandbox

SHOWN = 50  # calls


def front(sandbox: Sandbox, query: bytes) -> Reply:
    """The page at `/`.

    Args:
        sandbox: that it tells of.
        query: what follows the question mark; `q` narrows the operations.
    """
    (sought,) = parse_qs(query.decode("latin-1")).get("q", [""])[:1]
    parts = [
        "<header><h1>Accountability sandbox</h1>",
        '<p class="soft">A stateful imitation of the Accountability APIs for tests. It is not COUNTA\'s, and no money '
        "moves.</p>",
        '<nav aria-label="Sections"><ul><li><a href="#operations">Operations</a></li>'
        '<li><a href="#requests">Requests</a></li><li><a href="#left-out">Not imitated</a></li>'
        '<li><a href="/_sandbox/accounts">Accounts</a></li><li><a href="/_sandbox">Handles</a></li>'
        '<li><a href="/_sandbox/coverage">Coverage as JSON</a></li></ul></nav></header><main>',
        *_state(sandbox),
        *_operations(sandbox, sought),
        *_requests(sandbox.calls()),
        *_left_out(sandbox),
        "</main>",
    ]
    return whole("Accountability sandbox", ("operations", "Skip to the operations"), parts, searches=True)


def _state(sandbox: Sandbox) -> Iterator[str]:
    clock, calls = sandbox.clock, sandbox.calls_per_minute
    stands = " (stands still)" if clock.as_dict()["frozen"] else ""
    accounts = len(sandbox.accounts)
    yield '<section aria-labelledby="state"><h2 id="state">State</h2><dl>'
    yield f"<dt>Variant</dt><dd>{escape(sandbox.variant or 'none: it is as the contract has it')}</dd>"
    yield f"<dt>Clock</dt><dd>{escape(timestamp(clock()))}{stands}</dd>"
    yield f"<dt>Calls a minute</dt><dd>{calls if calls is not None else 'no limit'}</dd>"
    yield f'<dt>Accounts</dt><dd><a href="/_sandbox/accounts">{accounts}, with their credentials</a></dd>'
    yield f"<dt>Legacy API</dt><dd><code>{escape(sandbox.legacy_url)}</code></dd></dl></section>"


def _operations(sandbox: Sandbox, sought: str) -> Iterator[str]:
    words = sought.lower().split()
    found = [(each, all(word in _text(each) for word in words)) for each in sandbox.coverage.operations]
    count = sum(shown for _, shown in found)
    yield '<section aria-labelledby="operations"><h2 id="operations" tabindex="-1">Operations</h2>'
    yield '<form role="search" action="/"><label for="search">Search operations</label>'
    yield f'<input type="search" id="search" name="q" autocomplete="off" value="{escape(sought)}">'
    yield f'<button>Search</button><output id="found" for="search">{count} operations</output></form>'
    yield from table(
        "Each operation: how well it is known, and which of the rules and limits named there are kept",
        ("Operation", "Request", "Known", "Rules kept", "Limited by"),
        (row(_cells(each), _marks(each, shown)) for each, shown in found),
        "wide",
    )
    yield "</section>"


def _text(covered: OperationCoverage) -> str:
    """What a search looks in."""
    told = covered.operation
    parts = (told.key, told.method, told.path, told.summary, told.status, *(rule.id for rule in covered.rules))
    return " ".join(parts).lower()


def _marks(covered: OperationCoverage, shown: bool) -> str:
    return f' data-find="{escape(_text(covered))}"' + ("" if shown else " hidden")


def _cells(covered: OperationCoverage) -> tuple[str, ...]:
    told = covered.operation
    name = f'<a href="/_sandbox/docs/{quote(told.key)}">{escape(told.key)}</a><br>'
    request = f"<code>{escape(told.method)} {escape(told.path)}</code>"
    summary = f'<span class="soft">{escape(told.summary)}</span>'
    return name + summary, request, known(told.status), _kept(covered.rules), escape(covered.limited_by or "")


def _kept(rules: list[RuleCoverage]) -> str:
    if not rules:
        return ""
    count = f"{sum(rule.kept for rule in rules)} of {len(rules)}"
    return f"<details><summary>{count}</summary>{listed(rules)}</details>"


def listed(rules: Iterable[RuleCoverage]) -> str:
    """Rules with what they say, how they are known, and whether they are kept."""
    return f"<ul>{''.join(_rule(rule) for rule in rules)}</ul>"


def _rule(rule: RuleCoverage) -> str:
    told = rule.as_dict()
    kept = '<span class="well">kept</span>' if rule.kept else f"not kept: {escape(told['whyNot'])}"
    source = f"{escape(str(told['status']))}: {escape(str(told['source']))}"
    return (
        f'<li><code>{escape(rule.id)}</code> {escape(told["summary"])} {kept} <span class="soft">({source})</span></li>'
    )


def _requests(calls: list[RecordedCall]) -> Iterator[str]:
    yield '<section aria-labelledby="requests"><h2 id="requests" tabindex="-1">Requests</h2>'
    if calls:
        headings = ("Request", "Operation", "Status", "Caller", "Why", "When")
        yield from table(
            f"The last {SHOWN} calls, the newest first", headings, map(_call, calls[: -SHOWN - 1 : -1]), "wide"
        )
        yield '<p><a href="/_sandbox/requests">All that are kept, with their bodies, as JSON</a></p>'
    else:
        yield "<p>None since the last reset.</p>"
    yield "</section>"


def _call(call: RecordedCall) -> str:
    good = call.status is not None and call.status < 400
    status = f'<span class="{"well" if good else "refused"}">{call.status or "no answer"}</span>'
    name = escape(call.operation or "")
    operation = f'<a href="/_sandbox/docs/{quote(call.operation)}">{name}</a>' if call.operation else ""
    request = f"<code>{escape(call.method)} {escape(call.path)}</code>"
    told = escape(call.account or ""), escape(call.reason or "")
    return row((request, operation, status, *told, f'<span class="whole">{timestamp(call.at)}</span>'))


def _left_out(sandbox: Sandbox) -> Iterator[str]:
    yield '<section aria-labelledby="left-out"><h2 id="left-out" tabindex="-1">Not imitated</h2><ul>'
    yield from (f"<li>{escape(each)}</li>" for each in sandbox.coverage.not_imitated)
    yield "</ul></section>"

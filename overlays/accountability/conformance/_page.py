"""The report as one page: no outside asset, readable by ear and by keyboard, in the light and in the dark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from accountability.conformance._report import HEADINGS, OperationResult, Report, Trouble
from accountability.page_style import STYLE

OUTCOMES = """
.passed { color: var(--good); } .failed { color: var(--bad); font-weight: 700; } .none { color: var(--soft); }
"""


def page(report: Report) -> str:
    """The whole page as HTML."""
    broken = [result for result in report.results if result.troubles]
    verdict = "failed" if report.failed else "passed"
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
        f"<title>Conformance: {verdict}</title><style>{STYLE}{OUTCOMES}</style></head><body>",
        '<a class="skip" href="#operations">Skip to the operations</a>',
        f'<header><h1>Conformance: <span class="{verdict}">{verdict}</span></h1>',
        f'<p class="soft">{escape(report.verdict())}</p></header><main>',
        *summary(report),
        *failures(broken),
        *operations(report.results),
        "</main></body></html>",
    ]
    return "\n".join(parts) + "\n"


def summary(report: Report) -> Iterable[str]:
    """A row an API, and what was skipped."""
    yield '<h2 id="summary">Summary</h2>'
    yield from table("Each API, and all of them", HEADINGS, [cells(row) for row in report.rows()])
    for api, reason in report.skipped.items():
        yield f"<p>{escape(api)} skipped: {escape(reason)}</p>"


def failures(broken: Sequence[OperationResult]) -> Iterable[str]:
    """Each broken operation with all that is wrong with it."""
    if not broken:
        return
    yield '<h2 id="failures">Failures</h2>'
    for result in broken:
        yield f'<section aria-labelledby="{anchor(result)}"><h3 id="{anchor(result)}">{escape(result.key)}</h3>'
        yield f'<p class="soft"><code>{escape(result.method)} {escape(result.path)}</code></p>'
        for trouble in result.troubles:
            yield from told(trouble)
        yield "</section>"


def told(trouble: Trouble) -> Iterable[str]:
    """One failure: open, so that reading on needs no click."""
    times = f" ({trouble.count} times)" if trouble.count > 1 else ""
    yield f'<details open><summary><span class="failed">{escape(trouble.check)}</span>{times}</summary>'
    yield f"<pre>{escape(trouble.message)}</pre>"
    if trouble.request:
        yield f"<p>The request, with your own <code>$AUTHORIZATION</code>:</p><pre>{escape(trouble.request)}</pre>"
        yield f"<p>It answered {trouble.status}:</p><pre>{escape(trouble.answer) or '(nothing)'}</pre>"
    yield "</details>"


def operations(results: Sequence[OperationResult]) -> Iterable[str]:
    """Every operation with its answers."""
    yield '<h2 id="operations" tabindex="-1">Operations</h2>'
    headings = ("Operation", "Known", "Outcome", "2xx", "Cases", "Answers", "Failures", "Seconds")
    yield from table("Every operation tested, in the order of its contract", headings, map(row, results), "wide")


def row(result: OperationResult) -> Sequence[str]:
    """One operation's row."""
    kind = {"failed": "failed", "passed": "passed"}.get(result.outcome, "none")
    outcome = f'<span class="{kind}">{result.outcome}</span>'
    if result.troubles:
        outcome = f'<a href="#{anchor(result)}">{outcome}</a>'
    notes = "".join(f'<br><span class="soft">{escape(note)}</span>' for note in result.notes)
    answers = ", ".join(f"{count}&nbsp;x&nbsp;{status}" for status, count in sorted(result.statuses.items()))
    named = f"{escape(result.key)}<br><code>{escape(result.method)} {escape(result.path)}</code>{notes}"
    return (
        named, escape(result.known), outcome, str(result.answered), str(result.cases), answers, str(result.failures),
        f"{result.seconds:.2f}",
    )  # fmt: skip


def table(caption: str, headings: Sequence[str], rows: Iterable[Sequence[str]], kind: str = "") -> Iterable[str]:
    """A table whose first column names its rows; cells are HTML already."""
    yield f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
    yield f'<table class="{kind}"><caption>{escape(caption)}</caption><thead><tr>'
    yield "".join(f'<th scope="col"{right(heading)}>{escape(heading)}</th>' for heading in headings)
    yield "</tr></thead><tbody>"
    for first, *others in rows:
        yield f'<tr><th scope="row">{first}</th>' + "".join(map(cell, others)) + "</tr>"
    yield "</tbody></table></div>"


def right(heading: str) -> str:
    """The mark of a heading over figures, which stand at the right."""
    return "" if heading in ("API", "Operation", "Known", "Outcome", "Answers") else ' class="n"'


def cells(row: Sequence[str]) -> Sequence[str]:
    return [escape(text) for text in row]


def cell(text: str) -> str:
    numeric = text.replace(".", "", 1).isdigit()
    return f'<td class="n">{text}</td>' if numeric else f"<td>{text}</td>"


def anchor(result: OperationResult) -> str:
    """The fragment of an operation's failures."""
    return "f-" + "".join(each if each.isalnum() else "-" for each in result.key)

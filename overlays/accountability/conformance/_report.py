"""What a run found: results an operation, and the three forms in which they are written."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from attrs import asdict, define, field, frozen

from accountability.conformance._exchange import Exchange, mask
from accountability.conformance._subject import Subject
from accountability.whole_file import write_whole

# What XML 1.0 cannot hold, or UTF-8, and a report must not break over.
UNPRINTABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0x7F, 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)], "?")


UNANSWERED = "no answer"


def printable(text: str) -> str:
    """Text that every form of the report can hold."""
    return text.translate(UNPRINTABLE)


@frozen
class Trouble:
    """One thing that broke the contract: which check says so, in what words, and a request that shows it."""

    check: str
    message: str = field(converter=printable)
    request: str = field(default="", converter=printable)
    status: int | None = None
    answer: str = field(default="", converter=printable)
    count: int = 1

    @classmethod
    def of(cls, check: str, message: str, exchange: Exchange | None = None) -> Trouble:
        """The trouble that an exchange shows; credentials in it are masked."""
        if exchange is None:
            return cls(check, mask(message))
        return cls(check, mask(message), exchange.curl(), exchange.status, exchange.answer())


@define
class OperationResult:
    """How one operation fared. `statuses` counts the answers to its cases, `notes` tell what is no failure."""

    key: str
    api: str
    method: str
    path: str
    known: str
    statuses: Counter[int] = field(factory=Counter)
    troubles: list[Trouble] = field(factory=list)
    notes: list[str] = field(factory=list)
    seconds: float = 0.0

    @classmethod
    def of(cls, subject: Subject) -> OperationResult:
        """The result of an operation that nothing was asked of yet."""
        return cls(subject.key, subject.api, subject.method, subject.path, subject.known)

    @property
    def cases(self) -> int:
        return sum(self.statuses.values())

    @property
    def answered(self) -> int:
        """How many cases got a 2xx."""
        return sum(count for status, count in self.statuses.items() if 200 <= status < 300)

    @property
    def failures(self) -> int:
        return sum(trouble.count for trouble in self.troubles)

    @property
    def outcome(self) -> str:
        if self.troubles:
            return "failed"
        return "passed" if self.cases else "no data"

    @property
    def silent(self) -> bool:
        """Whether all there is to say is that no answer came."""
        return bool(self.troubles) and all(trouble.check == UNANSWERED for trouble in self.troubles)

    def add(self, trouble: Trouble) -> None:
        """Takes a trouble up; the same one again only raises its count, and the shorter request is kept."""
        for index, known in enumerate(self.troubles):
            if (known.check, known.message) == (trouble.check, trouble.message):
                shown = min((known, trouble), key=lambda each: len(each.request))
                total = known.count + trouble.count
                self.troubles[index] = Trouble(
                    shown.check, shown.message, shown.request, shown.status, shown.answer, total
                )
                return
        self.troubles.append(trouble)


@define(kw_only=True)
class Report:
    """A whole run: its operations' results, the APIs that were skipped and why, and from which seed it was drawn."""

    seed: int
    place: str
    results: list[OperationResult] = field(factory=list)
    skipped: dict[str, str] = field(factory=dict)
    seconds: float = 0.0

    @property
    def failed(self) -> bool:
        """Whether anything broke the contract; a run that tested nothing has failed too."""
        return not self.results or any(result.troubles for result in self.results)

    def table(self) -> str:
        """The run as text: a line an API, then each failure in a few lines."""
        lines = list(columns([HEADINGS, *self.rows()]))
        lines += [f"{api:<8} skipped: {reason}" for api, reason in self.skipped.items()]
        lines += told(self.results)
        lines += ["", self.verdict()]
        return "\n".join(lines)

    def rows(self) -> list[Sequence[str]]:
        """One row an API, and one of all."""
        apis = list(dict.fromkeys(result.api for result in self.results))
        groups = [(api, [result for result in self.results if result.api == api]) for api in apis]
        return [summed(name, results) for name, results in [*groups, ("all", self.results)]]

    def verdict(self) -> str:
        """The run in one sentence, with what it takes to repeat it."""
        if not self.results:
            return "failed: no operation was tested"
        silent = sum(result.silent for result in self.results)
        counts = {
            "break their contract": sum(bool(each.troubles) for each in self.results) - silent,
            "got no answer": silent,
        }
        told = [f"{count} of {len(self.results)} operations {what}" for what, count in counts.items() if count]
        said = " and ".join(told) or "every contract is kept"
        return f"{said} ({self.place}, seed {self.seed}, {self.seconds:.1f} s)"

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON values; what `report.json` holds."""
        return {
            "failed": self.failed,
            "place": self.place,
            "seed": self.seed,
            "seconds": round(self.seconds, 2),
            "skipped": self.skipped,
            "operations": [as_dict(result) for result in self.results],
        }

    def junit(self) -> bytes:
        """The report as JUnit XML: a suite an API, a case an operation."""
        root = ElementTree.Element("testsuites", name="conformance", time=f"{self.seconds:.2f}")
        for api in dict.fromkeys(result.api for result in self.results):
            add_suite(root, api, [result for result in self.results if result.api == api])
        ElementTree.indent(root)
        return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))

    def write(self, folder: Path | str) -> Path:
        """Writes `report.json`, `junit.xml` and `index.html`, each whole or not at all; answers the page's path."""
        from accountability.conformance._page import page

        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / "report.json", (json.dumps(self.to_dict(), indent=2, ensure_ascii=False) + "\n").encode())
        write_whole(folder / "junit.xml", self.junit())
        return write_whole(folder / "index.html", page(self).encode())


HEADINGS = ("API", "operations", "answered 2xx", "cases", "failures", "seconds")


def summed(name: str, results: Sequence[OperationResult]) -> Sequence[str]:
    """A table row: how many operations, of these with a 2xx, cases, failures, and the time spent in them."""
    answered = sum(bool(result.answered) for result in results)
    cases, failures = sum(result.cases for result in results), sum(result.failures for result in results)
    seconds = sum(result.seconds for result in results)
    return (name, str(len(results)), str(answered), str(cases), str(failures), f"{seconds:.1f}")


def columns(rows: Sequence[Sequence[str]]) -> Iterable[str]:
    """Rows as lines, names to the left and numbers to the right."""
    widths = [max(len(row[index]) for row in rows) for index in range(len(rows[0]))]
    for row in rows:
        cells = [
            row[0].ljust(max(widths[0], 8)),
            *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)),
        ]
        yield "  ".join(cells)


def told(results: Iterable[OperationResult]) -> Iterable[str]:
    """What failed, and what had no data, as indented lines; operations that fared alike stand together."""
    alike: dict[tuple[str, ...], list[OperationResult]] = {}
    for result in results:
        if result.outcome != "passed":
            alike.setdefault((result.outcome, *detail(result)), []).append(result)
    for (outcome, *lines), group in alike.items():
        yield ""
        if len(group) == 1:
            yield f"{outcome}: {group[0].key}  {group[0].method} {group[0].path}"
            yield from (f"  {line}" for line in lines)
        else:
            yield f"{outcome}: {len(group)} operations"
            yield from (f"  {line}" for line in lines)
            keys = ", ".join(result.key for result in group)
            yield textwrap.fill(keys, 116, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False)


def detail(result: OperationResult) -> Iterable[str]:
    """An operation's failures, each with a request that shows it; or why there was no data."""
    for trouble in result.troubles:
        times = f" ({trouble.count} times)" if trouble.count > 1 else ""
        yield f"{trouble.check}{times}: " + trouble.message.replace("\n", "\n    ")
        if trouble.request:
            yield f"  {trouble.request if len(trouble.request) < 600 else trouble.request[:600] + ' ...'}"
    if not result.troubles:
        yield from result.notes


def as_dict(result: OperationResult) -> dict[str, Any]:
    """One operation's part of `report.json`."""
    return {
        "key": result.key,
        "method": result.method,
        "path": result.path,
        "status": result.known,
        "outcome": result.outcome,
        "cases": result.cases,
        "answered": result.answered,
        "answers": {str(status): result.statuses[status] for status in sorted(result.statuses)},
        "failures": [asdict(trouble) for trouble in result.troubles],
        "notes": result.notes,
        "seconds": round(result.seconds, 3),
    }


def add_suite(root: ElementTree.Element, api: str, results: Sequence[OperationResult]) -> None:
    """Hangs one API's suite under the root."""
    counts = Counter(result.outcome for result in results)
    suite = ElementTree.SubElement(
        root, "testsuite", name=api, tests=str(len(results)), failures=str(counts["failed"]),
        skipped=str(counts["no data"]), errors="0", time=f"{sum(result.seconds for result in results):.3f}",
    )  # fmt: skip
    for result in results:
        case = ElementTree.SubElement(suite, "testcase", classname=api, name=result.key, time=f"{result.seconds:.3f}")
        for trouble in result.troubles:
            failure = ElementTree.SubElement(case, "failure", type=trouble.check, message=trouble.message)
            failure.text = "\n".join(part for part in (trouble.request, trouble.answer) if part)
        if result.outcome == "no data":
            ElementTree.SubElement(case, "skipped", message="; ".join(result.notes) or "no data")

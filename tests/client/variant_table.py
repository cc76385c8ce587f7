"""The table operation x variant: what the client makes of every operation when the service is another one.

All of v1 and v2 is taken for a guess here, adopted or not: no promise is made of a service that breaks what it says of
itself. Each scene of an operation (tests/client/scene.py) is called on the sandbox as the contract has it, and again
under a variant, by the client of threads and by that of tasks. Then the client's result is right, or right but for
members that it told of as misfits, or an error of ours; or it is wrong: other data, an error of another kind,
`NotFoundError` where there is a record, a record too many or another one.

    python -m tests.client.variant_table [PROFILE ...]    prints the table
"""

from __future__ import annotations

import asyncio
import sys
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import IntEnum
from typing import Any, Literal

from attrs import fields
from tests.shipped import needed_query

from accountability import AccountabilityError, AsyncItems, Call, Items, NotFoundError, ResponseMismatchWarning, spec
from accountability.sandbox import VARIANTS, Sandbox
from accountability.spec import Operation
from accountability_api._runtime.model import Model

from .guesses import guesses
from .scene import Scene, keys, scenes

MOMENT = datetime(2025, 3, 10, 9, tzinfo=UTC)


class Verdict(IntEnum):
    """What the client made of an operation, the better first."""

    RIGHT = 0
    MISFITS_TOLD = 1
    ERROR = 2
    WRONG = 3


@dataclass(frozen=True)
class Finding:
    """One cell of the table, or one scene of it."""

    verdict: Verdict
    told: str = ""
    error: str = ""


@dataclass(frozen=True)
class CallOutcome:
    """What a call came to.

    Args:
        value: what it gave; of a list, the records that it handed on.
        error: what it raised, if it did.
        misfits: what it warned of members that do not fit.
        added: how many records there are more than before.
    """

    value: Any
    error: Exception | None
    misfits: tuple[str, ...]
    added: int


class Stage:
    """A sandbox to play scenes on, as the contract has it or under a variant."""

    def __init__(self) -> None:
        self._sandbox = Sandbox(clock=lambda: MOMENT)
        self._sandbox.snapshots.take("first")
        self._plain: dict[tuple[str, str], CallOutcome] = {}
        self._runner = asyncio.Runner()

    def close(self) -> None:
        self._runner.close()

    def findings(self, key: str, variant: str, tasks: bool) -> list[Finding]:
        """What comes of each of an operation's scenes under a variant, by the client of tasks or by that of threads."""
        return [self._finding(spec.find(key), scene, variant, tasks) for scene in scenes(key)]

    def _finding(self, operation: Operation, scene: Scene, variant: str, tasks: bool) -> Finding:
        at = operation.key, scene.about
        if at not in self._plain:
            self._plain[at] = self._play(operation, scene, None, tasks=False)
        finding = judge(self._plain[at], self._play(operation, scene, variant, tasks))
        return replace(finding, told=f"{operation.key}, {scene.about}: {finding.told}")

    def _play(self, operation: Operation, scene: Scene, variant: str | None, tasks: bool) -> CallOutcome:
        writes = scene.call.writes
        before = self._count(operation) if writes else 0
        self._sandbox.variant = variant
        # What was handed on of a list is known even if an error comes after it.
        handed: list[Any] = []
        value, error = (handed if scene.call.paging else None), None
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            try:
                if tasks:
                    value = self._runner.run(self._by_a_task(scene.call, handed))
                else:
                    value = self._by_a_thread(scene.call, handed)
            except Exception as raised:  # which it may be is for the judge
                error = raised
        self._sandbox.variant = None
        added = self._count(operation) - before if writes else 0
        if writes:
            self._sandbox.snapshots.restore("first")
        misfits = tuple(str(each.message) for each in caught if issubclass(each.category, ResponseMismatchWarning))
        return CallOutcome(value, error, misfits, added)

    def _inferred(self) -> Literal["allow", "guard"]:
        """Where paths are wrong, a caller that allows them all is told of missing records: guard them instead."""
        return "guard" if self._sandbox.variant == "other-paths" else "allow"

    def _by_a_thread(self, call: Call[Any], handed: list[Any]) -> Any:
        with self._sandbox.client(inferred=self._inferred()) as api:
            if not call.paging:
                return api.send(call)
            handed.extend(Items(api.send, call))
            return handed

    async def _by_a_task(self, call: Call[Any], handed: list[Any]) -> Any:
        async with self._sandbox.async_client(inferred=self._inferred()) as api:
            if not call.paging:
                return await api.send(call)
            async for each in AsyncItems(api.send, call):
                handed.append(each)  # noqa: PERF401 - what came before an error counts
            return handed

    def _count(self, operation: Operation) -> int:
        """How many records an operation's collection has, in all."""
        for listing in spec.load("v2").operations.values():
            if listing.paging and listing.record == operation.record:
                found = self._http.get(_path(listing), params=needed_query(listing)).json()
                return int(found[listing.paging["totalCount"]])
        return 0

    @property
    def _http(self) -> Any:
        return self._sandbox.http_client(auth=(self._sandbox.accounts[0].api_token, ""))


def _path(listing: Operation) -> str:
    """The path of a list; of one with a parent, of the records of the example's parent."""
    path = listing.path
    for each in listing.parameters:
        path = path.replace(f"{{{each['name']}}}", str(each.get("example", "")))
    return path


def judge(plain: CallOutcome, played: CallOutcome) -> Finding:
    """What to think of an outcome under a variant, given the one as the contract has it."""
    if played.added > max(plain.added, 0) or (played.error is None and played.added != plain.added):
        return Finding(Verdict.WRONG, f"{played.added} records were added, not {plain.added}")
    if plain.error is None and played.error is None:
        return _compared(plain.value, played.value, played.misfits)
    if played.error is None:
        return Finding(Verdict.WRONG, f"{type(plain.error).__name__} was due, and {played.value!r} came")
    name = type(played.error).__name__
    if not isinstance(played.error, AccountabilityError):
        return Finding(Verdict.WRONG, f"an error not of ours: {name}: {played.error}")
    if plain.error is None and isinstance(played.error, NotFoundError):
        return Finding(Verdict.WRONG, "NotFoundError, though there is such a record")
    if isinstance(plain.value, list) and played.value:
        part = _compared(plain.value, played.value, played.misfits, part=True)
        if part.verdict is Verdict.WRONG:
            return part
    same = type(plain.error) is type(played.error)
    return Finding(Verdict.RIGHT if same else Verdict.ERROR, name, name)


def _compared(plain: Any, played: Any, misfits: tuple[str, ...], part: bool = False) -> Finding:
    """Whether two results are the same; of a list that ended in an error, a part of it will do."""
    if part:
        known = {getattr(each, "id", index): each for index, each in enumerate(plain)}
        plain = [known.get(getattr(each, "id", None)) for each in played]
    differences = list(_differences(plain, played, "", misfits))
    wrong = [path for path, told in differences if not told]
    if wrong:
        return Finding(Verdict.WRONG, f"{', '.join(wrong[:3])} differs")
    if differences and not misfits:
        return Finding(Verdict.WRONG, f"{differences[0][0]} is None without a word")
    return Finding(Verdict.MISFITS_TOLD if differences else Verdict.RIGHT)


def _differences(plain: Any, played: Any, path: str, misfits: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """Where two values differ, and whether the caller is told.

    He is where a member reads as None and what came is kept beside it, or was warned of as sent in vain.
    """
    if isinstance(plain, Model) and type(plain) is type(played):
        names = [each.name for each in fields(type(plain)) if each.name != "additional_properties"]
        for name, wire in zip(names, type(plain)._wire, strict=True):
            if name in type(plain)._secret:  # made anew each time
                continue
            ours, theirs = getattr(plain, name), getattr(played, name)
            if theirs is None and ours not in (None, "", []):
                sent_in_vain = any(f": {wire} was sent" in each for each in misfits)
                yield f"{path}.{name}", sent_in_vain or _kept(wire, played.additional_properties)
            elif ours not in ("", []) or theirs is not None:
                yield from _differences(ours, theirs, f"{path}.{name}", misfits)
    elif isinstance(plain, list) and isinstance(played, list) and len(plain) == len(played):
        for index, (ours, theirs) in enumerate(zip(plain, played, strict=True)):
            yield from _differences(ours, theirs, f"{path}[{index}]", misfits)
    elif plain != played:
        yield path or "it", False


def _kept(wire: str, rest: Mapping[str, Any]) -> bool:
    return wire.lower() in {name.replace("_", "").lower() for name in rest}


def main() -> None:
    """Prints the table: how many operations came to what under each variant, the worst of their scenes."""
    print(f"{'variant':20}{'right data':>12}{'misfits told':>14}{'our error':>11}{'wrong':>7}")
    with guesses(), closing(Stage()) as stage:
        _print(stage)


def _print(stage: Stage) -> None:
    totals = Counter[Verdict]()
    for variant in sys.argv[1:] or VARIANTS:
        found = [_worst(stage, key, variant) for key in keys()]
        counts = Counter(each.verdict for each in found)
        totals += counts
        print(
            _line(variant, counts), *(f"    {each.told}" for each in found if each.verdict is Verdict.WRONG), sep="\n"
        )
    print(_line("in all", totals))


def _worst(stage: Stage, key: str, variant: str) -> Finding:
    """Of all scenes, and of both clients."""
    found = [each for tasks in (False, True) for each in stage.findings(key, variant, tasks)]
    return max(found, key=lambda each: each.verdict)


def _line(name: str, counts: Counter[Verdict]) -> str:
    widths = zip(Verdict, (12, 14, 11, 7), strict=True)
    return f"{name:20}" + "".join(f"{counts[verdict]:>{width}}" for verdict, width in widths)


if __name__ == "__main__":
    main()

"""A whole run: which APIs, against which server, in how many processes."""

from __future__ import annotations

import atexit
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import ExitStack
from difflib import get_close_matches
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING

from attrs import define, field

from accountability.conformance._report import OperationResult, Report
from accountability.conformance._settings import Settings
from accountability.conformance._subject import Subject, subjects
from accountability.conformance._target import Target, Unusable, embedded
from accountability.spec import load

if TYPE_CHECKING:
    from accountability.conformance._drive import Driver

Told = Callable[[int, int, OperationResult], object]
"""Is told how many operations are done, of how many, and how the last one fared."""


def run(settings: Settings, told: Told | None = None) -> Report:
    """Tests what the settings say and reports it.

    Args:
        settings: Which operations, how many cases, and where.
        told: Called as each operation's result is known: how many are done, of how many, and the result.

    Raises:
        Unusable: An operation asked for does not exist, or the server can't be tested at all.
    """
    began = time.monotonic()
    chosen = wanted(settings)
    if settings.elsewhere:
        from accountability.conformance._elsewhere import read

        report = read(settings, chosen, told)
    else:
        report = Report(seed=settings.seed, place="the embedded sandbox")
        keys = [subject.key for subject in chosen]
        report.results = in_order(keys, spread(settings, keys, told))
    report.seconds = time.monotonic() - began
    return report


def against(target: Target, everything: Sequence[Subject], settings: Settings) -> Report:
    """Tests one server in this process, writes and all: what a worker does, and a test with its own server."""
    began = time.monotonic()
    report = Report(seed=settings.seed, place=next(iter(target.urls.values()), ""))
    crew = Crew(target, everything, settings)
    for subject in everything:
        if not settings.operations or subject.key in settings.operations:
            report.results.append(crew.drive(subject))
    report.seconds = time.monotonic() - began
    return report


def wanted(settings: Settings) -> list[Subject]:
    """The operations that the settings ask for, in the order of their contracts.

    Raises:
        Unusable: They name one that does not exist.
    """
    found = [subject for api in settings.apis for subject in subjects(api, load(api).document)]
    keys = [subject.key for subject in found]
    for key in settings.operations:
        if key not in keys:
            meant = get_close_matches(key, keys, n=1)
            hint = f"; did you mean {meant[0]}?" if meant else ""
            raise Unusable(f"there is no operation {key!r} in {', '.join(settings.apis)}{hint}")
    return [subject for subject in found if not settings.operations or subject.key in settings.operations]


@define
class Crew:
    """The drivers of one server, one an API, made when the first operation of that API comes up."""

    target: Target
    everything: Sequence[Subject]
    settings: Settings
    _drivers: dict[str, Driver] = field(factory=dict)

    def drive(self, subject: Subject) -> OperationResult:
        """Tests one operation."""
        return self.driver(subject.api).drive(subject)

    def driver(self, api: str) -> Driver:
        """The driver of an API."""
        from accountability.conformance._draw import register
        from accountability.conformance._drive import Driver

        if api not in self._drivers:
            register()
            own = [each for each in self.everything if each.api == api]
            settings = self.settings
            self._drivers[api] = Driver(
                self.target, own, self.everything, settings.seed, settings.max_examples, settings.max_coverage
            )
        return self._drivers[api]


def spread(settings: Settings, keys: Sequence[str], told: Told | None) -> Iterator[OperationResult]:
    """Tests operations in several processes, each with a sandbox of its own.

    Generating cases keeps a processor busy and threads would share one, hence processes; and since the sandbox is put
    back before each operation, it makes no difference which process takes which.
    """
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(settings.workers, mp_context=context, initializer=start, initargs=(settings,))
    try:
        for done, future in enumerate(as_completed([pool.submit(drive, key) for key in keys]), 1):
            result = future.result()
            if told:
                told(done, len(keys), result)
            yield result
    finally:
        pool.shutdown(cancel_futures=True)


_crew: dict[str, Crew] = {}
_open = ExitStack()


def start(settings: Settings) -> None:
    """Makes this process a worker: its own sandbox, served until the process ends. Ctrl-C is its parent's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    atexit.register(_open.close)
    threading.Thread(target=end_with, args=(multiprocessing.parent_process(),), daemon=True).start()
    everything = [subject for api in settings.apis for subject in subjects(api, load(api).document)]
    _crew["own"] = Crew(_open.enter_context(embedded()), everything, settings)


def end_with(parent: BaseProcess | None) -> None:
    """Ends this process when its parent is gone, killed for instance: nobody else would end it."""
    if parent is not None:
        parent.join()
        os._exit(1)


def drive(key: str) -> OperationResult:
    """Tests one operation in a worker."""
    crew = _crew["own"]
    return crew.drive(next(subject for subject in crew.everything if subject.key == key))


def in_order(keys: Sequence[str], results: Iterable[OperationResult]) -> list[OperationResult]:
    """Results in the order of their contracts, whichever was ready first."""
    place = {key: index for index, key in enumerate(keys)}
    return sorted(results, key=lambda result: place[result.key])

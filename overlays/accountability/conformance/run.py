"""Run the tests: select the operations and the server, and start a process for each API."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from attrs import evolve

from accountability.spec import load

from .operations import Contract, Operation, is_read, select_operations
from .report import OperationResult, Report, discard_reports
from .settings import URL_OPTIONS, Settings
from .target import CallWindow, Target, TargetError, embedded_sandbox, running_sandbox

Progress = Callable[[int, int, OperationResult], object]
"""Called with the number of operations that are done, the number of all, and the last one's result."""
EMBEDDED = "the embedded sandbox"


def run(settings: Settings, progress: Progress | None = None, folder: Path | None = None) -> Report:
    """Run the tests that the settings describe.

    Args:
        settings: Which operations, how many cases, and where.
        progress: Called with each result.
        folder: Where reports go; an older report there is discarded at once. Nothing is written without it.

    Raises:
        ValueError: No operation has the key, the pattern or the tag, or a snapshot is not valid.
        TargetError: The server cannot be tested at all.
    """
    began = time.monotonic()
    contracts = {api: load(api) for api in settings.apis}
    selected = select_operations(contracts.values(), settings.operations, settings.tags)
    if snapshot_folder := settings.record or settings.compare:
        from .snapshots import read  # lxml and jsonschema-rs are of the extra

        for path in snapshot_folder.glob("*.json"):
            read(path)  # an error in a file must show before the run
    if folder:
        discard_reports(folder)
    count = _Counter(progress, len(selected))
    if not settings.is_read_only and not settings.sandbox:
        report = _test_in_processes(settings, selected, count, folder)
    else:
        with _interruptible([]):
            report = (
                _test_over_http(settings, selected, count, folder)
                if settings.sandbox
                else _test_read_only(settings, selected, count)
            )
    report.seconds = time.monotonic() - began
    if folder:
        from .page import write_report  # jinja2 is of the extra

        write_report(report, folder)
    return report


class _Counter:
    """Counts operations for the caller's progress function; one that is tested again is not counted again."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self.progress, self.total, self.done = progress, total, set[str]()

    def __call__(self, result: OperationResult) -> None:
        if result.key not in self.done:
            self.done.add(result.key)
            if self.progress:
                self.progress(len(self.done), self.total, result)


def run_against(
    target: Target,
    contracts: Mapping[str, Contract],
    settings: Settings,
    on_result: Callable[[OperationResult], object] | None = None,
    folder: Path | None = None,
) -> Report:
    """Test one server in this process, writes included."""
    from . import snapshots
    from .engine import run_schemathesis
    from .remote import compare_with_snapshots
    from .session import Session

    began = time.monotonic()
    report = Report(seed=settings.seed, tested=next(iter(target.urls.values()), ""))
    apis = [api for api in settings.apis if api in contracts]
    selected = select_operations((contracts[api] for api in apis), settings.operations, settings.tags)
    for api in apis:
        keys = [operation.key for operation in selected if operation.api == api]
        if not keys or report.interrupted:
            continue
        session = Session.start(target, contracts, api, keys, on_result=on_result)
        results = run_schemathesis(session, settings, folder and folder / api)
        report.interrupted = session.interrupted
        if settings.compare and (file := settings.compare / f"{api}.json").exists() and not report.interrupted:
            compare_with_snapshots(target, contracts[api], snapshots.read(file), results)
        report.results += results
    report.seconds = time.monotonic() - began
    return report


def _test_over_http(settings: Settings, selected: Sequence[Operation], count: _Counter, folder: Path | None) -> Report:
    """Test a running sandbox, one API after the other."""
    contracts = {api: load(api) for api in ("v1", "v2", "legacy")}
    with running_sandbox(str(settings.sandbox)) as target:
        report = run_against(target, contracts, settings, count, folder)
    report.tested = describe(settings, selected, f"the sandbox at {settings.sandbox}", "reads and writes")
    return report


def describe(settings: Settings, selected: Iterable[Operation], place: str, how: str) -> str:
    """Return what a run tests: the address, the APIs, the number of operations, and whether it writes."""
    operations = list(selected)
    apis = ", ".join(dict.fromkeys(operation.api for operation in operations))
    source = f" ({settings.source})" if settings.source else ""
    return f"{place}{source}: {apis}, {len(operations)} operations, {how}"


def _test_read_only(settings: Settings, selected: Sequence[Operation], count: _Counter) -> Report:
    """Read from another server, one API after the other, within one limit of calls."""
    from .remote import read_only_session, require_token
    from .request import KnownIds
    from .session import Context, Session
    from .snapshots import Snapshots

    urls = {api: str(url).rstrip("/") for api in settings.apis if (url := settings.url(api))}
    reads = [operation for operation in selected if is_read(operation) and operation.api in urls]
    tested = describe(settings, reads, " and ".join(dict.fromkeys(urls.values())), "reads only")
    report, count.total = Report(seed=settings.seed, tested=tested, is_read_only=True), len(reads)
    report.skipped = {api: f"{URL_OPTIONS[api]} was not given" for api in settings.apis if api not in urls}
    if writes := sum(not is_read(operation) and operation.api in urls for operation in selected):
        report.skipped["writes"] = f"{writes} operations write, and the server is not a sandbox"
    if not settings.account.api_token:
        raise TargetError("Credentials: expected a token, got none; set ACCOUNTABILITY_API_TOKEN or pass --profile.")
    if settings.compare:
        report.skipped["--compare"] = "only a sandbox is held to snapshots"
    recorded: dict[str, Snapshots] = {}
    with closing(Target(urls, [settings.account], window=CallWindow(settings.calls_per_minute))) as target:
        for api in dict.fromkeys(operation.api for operation in reads):
            if api == "v2":
                require_token(target, api)
            contract = load(api)
            context = Context(target, {api: contract}, api, KnownIds())
            recorded[api] = Snapshots.of(contract)
            session = Session(context, frozenset(_keys(reads, api)), True, recorded[api], on_result=count)
            report.results += read_only_session(session)
            report.interrupted = session.interrupted
    if settings.record and not report.interrupted:
        for api, shapes in recorded.items():
            shapes.write(settings.record / f"{api}.json")
    return report


def _test_in_processes(
    settings: Settings, selected: Sequence[Operation], count: _Counter, folder: Path | None
) -> Report:
    """Test the embedded sandbox, with a separate process and sandbox for each API."""
    report = Report(seed=settings.seed, tested=describe(settings, selected, EMBEDDED, "reads and writes"))
    context = multiprocessing.get_context("spawn")
    queue: Any = context.Queue()
    apis = list(dict.fromkeys(operation.api for operation in selected))
    jobs = {api: evolve(settings, apis=(api,), tags=(), operations=_keys(selected, api)) for api in apis}
    workers = [context.Process(target=_work, args=(job, folder, queue), daemon=True) for job in jobs.values()]
    # A baseline that is written is one file for all APIs.
    is_written = settings.baseline is not None and (settings.update_baseline or not settings.baseline.exists())
    size = 1 if is_written else settings.workers
    with _interruptible(workers) as interrupt:
        for together in [workers[index : index + size] for index in range(0, len(workers), size)]:
            if interrupt.is_set():
                break
            for worker in together:
                worker.start()
            for kind, value in _messages(queue, together):
                if kind == "result":
                    count(value)
                elif kind == "results":
                    report.results += value
                elif kind == "error":
                    raise value
        report.interrupted = interrupt.is_set()
    place = {operation.key: index for index, operation in enumerate(selected)}
    report.results.sort(key=lambda result: place[result.key])
    return report


def _keys(selected: Iterable[Operation], api: str) -> tuple[str, ...]:
    return tuple(operation.key for operation in selected if operation.api == api)


def _messages(queue: Any, workers: Sequence[BaseProcess]) -> Iterator[tuple[str, Any]]:
    """Yield the messages of the workers until each of them is done."""
    from queue import Empty

    done = 0
    while done < len(workers):
        try:
            kind, value = queue.get(timeout=1)
        except Empty:
            if not any(worker.is_alive() for worker in workers):
                raise TargetError("Workers: expected a result of each API, got none. A worker ended early.") from None
            continue
        done += kind in ("results", "error")
        yield kind, value


@contextmanager
def _interruptible(workers: Sequence[BaseProcess]) -> Iterator[threading.Event]:
    """Stop the workers in order at the first Ctrl-C, and at once at the second."""
    interrupted = threading.Event()

    def stop(_signal: int, _frame: object) -> None:
        if interrupted.is_set():
            for worker in workers:
                worker.kill()
            os._exit(130)
        interrupted.set()
        os.write(2, b"Stopping; another Ctrl-C ends the run at once.\n")  # print may be what was interrupted
        for worker in workers:
            if worker.is_alive():
                worker.terminate()
        if not workers:
            raise KeyboardInterrupt

    is_main = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGINT, stop) if is_main else None
    try:
        yield interrupted
    finally:
        if is_main:
            signal.signal(signal.SIGINT, before)
        for worker in workers:
            worker.kill()


def _work(settings: Settings, folder: Path | None, queue: Any) -> None:
    """Test one API in this process. Ctrl-C is left to the parent, which sends SIGTERM once."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _interrupt)
    threading.Thread(target=_exit_with, args=(multiprocessing.parent_process(),), daemon=True).start()
    contracts = {api: load(api) for api in ("v1", "v2", "legacy")}
    try:
        with embedded_sandbox() as target:
            report = run_against(target, contracts, settings, lambda result: queue.put(("result", result)), folder)
            queue.put(("results", report.results))
    except KeyboardInterrupt:
        queue.put(("results", []))
    except Exception as error:
        queue.put(("error", error if isinstance(error, TargetError) else TargetError(f"{settings.apis[0]}: {error!r}")))


def _interrupt(_signal: int, _frame: object) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise KeyboardInterrupt


def _exit_with(parent: BaseProcess | None) -> None:
    """End this process when its parent has ended, even if it was killed."""
    if parent is not None:
        parent.join()
        with suppress(Exception):
            os._exit(1)

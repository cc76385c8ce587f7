"""One run of schemathesis over one API: its configuration, its command, and the events that become results."""

from __future__ import annotations

import contextlib
import json
import tempfile
import traceback
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from schemathesis import cli
from schemathesis.engine import events

from . import hooks
from .document import document_for_schemathesis
from .exchange import mask
from .operations import Operation, is_token_operation
from .report import NO_RESPONSE, OperationResult
from .response import Finding
from .session import Session
from .settings import Settings
from .target import TIMEOUT, TargetError

REJECTIONS = ["400", "404", "405", "409", "413", "414", "415", "422"]
ACCEPTANCES = ["2xx", "3xx", "404", "409"]
CONFIGURATION = """
seed = {seed}
{max_time}
{baseline}
suppress-health-check = ["all"]
warnings = false
continue-on-failure = true
request-timeout = {timeout}
cache = {{ enabled = false }}

[generation]
mode = "all"
max-examples = {max_examples}
no-shrink = true
database = "none"

# The responses of one operation must not change the cases of another: results must not depend on the order.
[phases.examples]
operation-ordering = "none"
extra-data-sources = {{ responses = false }}
[phases.coverage]
operation-ordering = "none"
extra-data-sources = {{ responses = false }}
[phases.fuzzing]
operation-ordering = "none"
extra-data-sources = {{ responses = false }}
error-feedback = {{ enabled = false }}
[phases.stateful]
enabled = {stateful}

[checks]
# Ours (`conforms_to_its_schema`) covers XML, exact decimals and the legacy date formats too.
response_schema_conformance = {{ enabled = false }}
status_code_conformance = {{ enabled = false }}
content_type_conformance = {{ enabled = false }}
negative_data_rejection = {{ expected-statuses = {rejections} }}
positive_data_acceptance = {{ expected-statuses = {acceptances} }}

[output.sanitization]
sensitive-markers = ["auth", "token", "secret", "session", "password", "username", "tenant"]
"""
TOKEN_CONFIGURATION = """
[[operations]]
include-operation-id = "{id}"
checks.positive_data_acceptance = {{ expected-statuses = ["2xx", "400", "401"] }}
"""


def run_schemathesis(session: Session, settings: Settings, folder: Path | None = None) -> list[OperationResult]:
    """Test the session's operations, write the reports of schemathesis into a folder, and return the results."""
    contract = session.context.contracts[session.context.api]
    selected = [operation for operation in contract.operations.values() if operation.key in session.selected]
    records = settings.baseline is not None and (settings.update_baseline or not settings.baseline.exists())
    with tempfile.TemporaryDirectory() as name, hooks.active(session):
        configuration, document = Path(name, "schemathesis.toml"), Path(name, "openapi.json")
        document.write_text(json.dumps(document_for_schemathesis(contract)))
        configuration.write_text(configure(settings, selected))
        arguments = ["--config-file", str(configuration), "run", str(document), "--no-color"]
        arguments += ["--url", session.context.target.urls[session.context.api]]
        arguments += [word for operation in selected for word in ("--include-operation-id", operation.id)]
        if settings.update_baseline:
            arguments.append("--baseline-update")
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            arguments += report_options(settings.formats, folder)
        log = Path(folder or name, "schemathesis.txt")
        code = _main(arguments, log)
        if session.error is not None:
            raise session.error
        if not any(result.cases for result in session.results.values()):
            raise TargetError(f"schemathesis: expected a run, got exit code {code}. {log.read_text()[-800:].strip()}")
        session.interrupted = code == 130
        log.write_text(mask(log.read_text(), session.context.target.secrets))
    results = session.finish(settings.max_time)
    if settings.baseline is not None:
        accept_known_failures(session, settings.baseline, has_new_failures=code == 1 and not records)
    return results


def accept_known_failures(session: Session, baseline: Path, *, has_new_failures: bool) -> None:
    """Remove the failures that are in the baseline and have not expired.

    An entry names an operation and a check. Schemathesis distinguishes failures further: if it found a new one and none
    would be left, all of them stay.
    """
    today = date.today().isoformat()
    entries = json.loads(baseline.read_text())["entries"] if baseline.exists() else []
    known_failures = {(entry["operation"], entry["check"]) for entry in entries if entry.get("expires", today) >= today}
    left = {
        name: [failure for failure in result.failures if (name, failure.check) not in known_failures]
        for name, result in session.results.items()
    }
    if has_new_failures and not any(left.values()):
        return
    for name, failures in left.items():
        result = session.results[name]
        result.known_failures, result.failures = len(result.failures) - len(failures), failures


def _main(arguments: list[str], log: Path) -> int:
    """Run the command of schemathesis, with its output in a file."""
    with log.open("w") as output, contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        try:
            cli.schemathesis.main(arguments, standalone_mode=False)
        except SystemExit as error:
            return int(error.code or 0)
        except KeyboardInterrupt:
            return 130
    return 0


def configure(settings: Settings, selected: Sequence[Operation]) -> str:
    """Return the configuration of schemathesis."""
    has_links = any("links" in str(operation.raw.get("responses")) for operation in selected)
    text = CONFIGURATION.format(
        seed=settings.seed,
        max_time=f"max-time = {settings.max_time}" if settings.max_time else "",
        baseline=f"baseline = {json.dumps(str(settings.baseline))}" if settings.baseline else "",
        timeout=TIMEOUT,
        max_examples=settings.max_examples,
        stateful=str(has_links).lower(),
        rejections=json.dumps(REJECTIONS),
        acceptances=json.dumps(ACCEPTANCES),
    )
    tokens = [TOKEN_CONFIGURATION.format(id=operation.id) for operation in selected if is_token_operation(operation)]
    return text + "".join(tokens)


def report_options(formats: Sequence[str], folder: Path) -> list[str]:
    """Return the options that request each report and place it in a folder."""
    names = {"html": "schemathesis", "junit": "junit.xml", "har": "har.json", "pytest": "test_failures.py"}
    options = ["--report", ",".join(formats)] if formats else []
    for report in formats:
        options += [f"--report-{report}-path", str(folder / names.get(report, f"schemathesis.{report}"))]
    return options


@cli.handler()
class ResultHandler(cli.EventHandler[cli.ExecutionContext]):
    """Add the information of events to the results: time, and operations without cases."""

    def handle_event(self, context: Any, event: events.EngineEvent) -> None:
        session = hooks.current_session()
        name = getattr(event, "label", None)
        if session is None or name not in session.results:
            return
        result = session.results[name]
        if isinstance(event, events.ScenarioFinished):
            result.seconds += event.elapsed_time
            if event.phase.value == "fuzzing" and session.on_result:
                session.on_result(result)
        elif not isinstance(event, events.NonFatalError):
            return
        elif _is_of_this_package(event.value):
            session.fail(name, "generation", Finding(f"{type(event.value).__name__}: {event.info.message}"[:500]))
        elif not any(failure.check == NO_RESPONSE for failure in result.failures):
            session.report_gap(name, "generation", event.info.message[:500])


def _is_of_this_package(error: BaseException | None) -> bool:
    """Return whether a hook or check of ours raised an error: a defect, which must not pass for a gap of a document."""
    while error is not None:
        if any(Path(frame.filename).parent == _FOLDER for frame in traceback.extract_tb(error.__traceback__)):
            return True
        error = error.__cause__ or error.__context__
    return False


_FOLDER = Path(__file__).parent

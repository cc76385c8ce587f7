"""Run `scripts/adopt`: read a file, plan, validate, write, report, and return the exit code."""

import json
import sys
from pathlib import Path

from adoption import report
from adoption.adopt import AdoptionError, Plan, changed_files, plan_document, try_plan, write
from adoption.amendments import plan_corrections, plan_probe
from pipeline.source.problem import report as problems

AGREES, DIFFERS, REFUSED = 0, 1, 2


def adopt(root: Path, api: str, file: Path, date: str, dry_run: bool = False) -> int:
    """Adopt a vendor's document, a probe or corrections, and print a report; with `dry_run` write nothing."""
    root = root.resolve()
    try:
        plan = read_plan(root, api, file, date)
        changed = changed_files(root, plan)
        if changed:
            try_plan(root, api, plan, file, date)
    except AdoptionError as error:
        print(problems(error.problems, root), file=sys.stderr)
        print("adopt: refused; nothing was written", file=sys.stderr)
        return REFUSED
    print(report.text(plan, changed))
    if dry_run:
        return DIFFERS if changed else AGREES
    if changed:
        write(root, plan)
        print("now run scripts/regenerate, then scripts/contract-diff, and commit what they write")
    return AGREES


def read_plan(root: Path, api: str, file: Path, date: str) -> Plan:
    """Return the plan for a file: corrections in TOML, a probe or an OpenAPI document.

    Raises:
        AdoptionError: the file is none of these.
    """
    if file.suffix.lower() == ".toml":
        return plan_corrections(root, api, file, date)
    try:
        probe = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        probe = None
    if isinstance(probe, dict) and str(probe.get("format", "")).startswith("accountability-probe/"):
        return plan_probe(root, api, file, probe)
    return plan_document(root, api, file, date)

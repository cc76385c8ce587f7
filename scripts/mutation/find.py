"""Run the checks against one seeded defect."""

from __future__ import annotations

from accountability.conformance import Settings
from accountability.conformance.run import run_against
from accountability.sandbox import Sandbox
from accountability.spec import APIS, load

from .defects import DEFECTS
from .service import defective_sandbox

FAILED_CHECK = "generation"  # a check or a case that could not be carried out, which finds nothing


def find(name: str) -> list[str]:
    """Return the checks that find a defect, on the operations on which it shows."""
    defect = DEFECTS[name]
    sandbox = Sandbox()
    try:
        with defective_sandbox(sandbox, defect) as target:
            settings = Settings(seed=7, max_examples=3, operations=tuple(defect.operations.split()))
            report = run_against(target, {api: load(api) for api in APIS}, settings)
    finally:
        sandbox.close()
    return sorted({failure.check for result in report.results for failure in result.failures} - {FAILED_CHECK})

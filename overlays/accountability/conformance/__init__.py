"""Test whether a running API conforms to its contract.

`run(Settings())` calls every operation of the built specs on the embedded sandbox and reports the deviations;
`run(Settings(base_url=...))` only reads from another server. Schemathesis generates and sends the cases.
Requires the extra `conformance`; importing this package alone does not import what the extra installs.
"""

from .command import conform
from .report import Cause, Failure, OperationResult, Report
from .run import run
from .settings import APIS, Account, Settings
from .target import Target, TargetError

__all__ = [
    "APIS", "Account", "Cause", "Failure", "OperationResult", "Report", "Settings", "Target", "TargetError", "conform",
    "run",
]  # fmt: skip

"""Does a running API keep its contract?

`run(Settings())` drives every operation of the built specs against the embedded sandbox, and reports what broke;
`run(Settings(base_url=...))` reads from any other host, and writes nothing there.
Needs the extra `conformance`; importing this package alone does not import what the extra brings.
"""

from accountability.conformance._report import OperationResult, Report, Trouble
from accountability.conformance._run import run
from accountability.conformance._settings import APIS, Account, Settings
from accountability.conformance._target import Unusable

__all__ = ["APIS", "Account", "OperationResult", "Report", "Settings", "Trouble", "Unusable", "run"]

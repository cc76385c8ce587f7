"""A stateful imitation of the three APIs, to test an integration against.

Needs the extra `sandbox`. Everything it serves is read from the built contracts; it imitates what they state, and no
rule of the product except those that the contract names with a source. `GET /_sandbox` lists what it serves and what it
does not imitate.
"""

from .auth.account import Account
from .call_log import RecordedCall
from .coverage import Coverage
from .faults import Fault
from .running import RunningSandbox, sandbox, serve
from .service import Sandbox
from .store.database import NotASandboxDatabaseError
from .store.snapshots import UnknownSnapshotError
from .variants import VARIANTS, UnknownVariantError
from .variants import table as variant_table

__all__ = [
    "VARIANTS",
    "Account",
    "Coverage",
    "Fault",
    "NotASandboxDatabaseError",
    "RecordedCall",
    "RunningSandbox",
    "Sandbox",
    "UnknownSnapshotError",
    "UnknownVariantError",
    "sandbox",
    "serve",
    "variant_table",
]

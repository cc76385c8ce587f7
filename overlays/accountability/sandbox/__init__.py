"""A stateful imitation of the three APIs, to test an integration against.

Needs the extra `sandbox`. Everything it serves is read from the built contracts; it imitates what they state, and no
rule of the product beyond those that the contract names with a source. `GET /_sandbox` lists what it serves and what it
does not imitate.
"""

from .account import Account
from .app import Sandbox
from .coverage import Coverage
from .fault import Fault
from .journal import RecordedCall
from .server import RunningSandbox, sandbox, serve
from .snapshot import UnknownSnapshotError
from .store import NotASandboxDatabaseError
from .variants import VARIANTS

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
    "sandbox",
    "serve",
]

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
from .profiles import PROFILES
from .server import Running, sandbox, serve
from .snapshot import UnknownSnapshot
from .store import NotOurs

__all__ = [
    "PROFILES",
    "Account",
    "Coverage",
    "Fault",
    "NotOurs",
    "RecordedCall",
    "Running",
    "Sandbox",
    "UnknownSnapshot",
    "sandbox",
    "serve",
]

"""The environment of pydantic-xml, which the client is compared with: created once under `.bench/`."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
from pathlib import Path

from .timing import run_quietly

__all__ = ("ROOT", "run_in_peers")

ROOT = Path(__file__).resolve().parent.parent.parent
_PEERS = ("pydantic==2.14.4", "pydantic-xml==2.22.0")
_SHARED = ("anyio", "attrs", "httpx", "lxml", "msgspec")  # at our versions, so that both sides use the same


def run_in_peers(module: str, *arguments: str) -> str:
    """Run a module in the peers' environment and return its output; create the environment if it is missing.

    Raises:
        RuntimeError: the environment could not be created; the message has pip's output.
    """
    requirements = [*_PEERS, *_shared_pins()]
    digest = hashlib.sha256("\n".join(requirements).encode()).hexdigest()
    home = ROOT / ".bench" / "peers"
    python, stamp = home / "bin" / "python", home / "fingerprint"
    if not stamp.is_file() or stamp.read_text() != digest:
        print("making the peers' environment in .bench/peers (once; about a minute)", file=sys.stderr, flush=True)
        shutil.rmtree(home, ignore_errors=True)
        run_quietly([sys.executable, "-m", "venv", str(home)])
        run_quietly([str(python), "-m", "pip", "--disable-pip-version-check", "-q", "install", *requirements])
        stamp.write_text(digest)
    path = os.pathsep.join(str(ROOT / name) for name in ("generated", "overlays", "scripts"))
    return run_quietly([str(python), "-m", module, *arguments], {"PYTHONPATH": path})


def _shared_pins() -> list[str]:
    lock = (ROOT / "requirements.lock").read_text()
    versions = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lock, re.MULTILINE))
    return [f"{name}=={versions[name]}" for name in _SHARED]

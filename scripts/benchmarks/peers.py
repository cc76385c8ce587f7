"""The environment of the libraries we are compared with: created once under `.bench/`, apart from the project's own."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from .timing import Times, run_quietly

__all__ = ("ROOT", "own_python", "peers_python", "run_contenders")

ROOT = Path(__file__).resolve().parent.parent.parent
_PEERS = (
    "stripe==16.1.0",
    "openai==3.57.0",
    "githubkit==0.16.1",
    "hishel==1.4.0",  # githubkit also admits 2.0.0 but cannot be imported with it
    "pydantic==2.14.4",
    "pydantic-xml==2.22.0",
    "moto[server]==5.2.5",
)
_SHARED = ("anyio", "attrs", "httpx", "lxml", "msgspec")  # at our versions, so that both sides use the same


def own_python() -> str:
    """Return the interpreter of the project's environment."""
    return sys.executable


def peers_python() -> str:
    """Return the interpreter of the peers' environment, making the environment if it is missing or outdated.

    Raises:
        RuntimeError: the environment could not be created; the message has pip's output.
    """
    requirements = [*_PEERS, *_shared_pins()]
    digest = hashlib.sha256("\n".join(requirements).encode()).hexdigest()
    home = ROOT / ".bench" / "peers"
    python, stamp = home / "bin" / "python", home / "fingerprint"
    if stamp.is_file() and stamp.read_text() == digest:
        return str(python)
    print("making the peers' environment in .bench/peers (once; about a minute)", file=sys.stderr, flush=True)
    shutil.rmtree(home, ignore_errors=True)
    run_quietly([sys.executable, "-m", "venv", str(home)])
    run_quietly([str(python), "-m", "pip", "--disable-pip-version-check", "-q", "install", *requirements])
    stamp.write_text(digest)
    return str(python)


def run_contenders(python: str, measure: str, *arguments: str, folders: Sequence[Path] = ()) -> Times:
    """Run one measure of `contenders.py` in an environment and return its times.

    Args:
        python: interpreter of the environment.
        measure: name of the measure.
        arguments: arguments of the measure.
        folders: folders to put on the import path.
    """
    path = os.pathsep.join(str(folder) for folder in (*folders, ROOT / "scripts"))
    output = run_quietly([python, "-m", "benchmarks.contenders", measure, *arguments], {"PYTHONPATH": path})
    return Times(json.loads(output))


def _shared_pins() -> list[str]:
    lock = (ROOT / "requirements.lock").read_text()
    versions = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lock, re.MULTILINE))
    return [f"{name}=={versions[name]}" for name in _SHARED]

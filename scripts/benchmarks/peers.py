"""The environment of those we stand beside: made once under `.bench/`, never part of the project's own."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

__all__ = ("ROOT", "ours", "peers")

ROOT = Path(__file__).resolve().parent.parent.parent
_PEERS = (
    "stripe==16.1.0",
    "openai==3.57.0",
    "githubkit==0.16.1",
    "hishel==1.4.0",  # githubkit asks for 2.0.0 too, and cannot be imported with it
    "pydantic==2.14.4",
    "pydantic-xml==2.22.0",
    "moto[server]==5.2.5",
)
_SHARED = ("anyio", "attrs", "httpx", "lxml", "msgspec")  # at our versions, so that both sides stand on the same


def ours() -> str:
    """The interpreter of the project's environment."""
    return sys.executable


def peers() -> str:
    """The interpreter of the peers' environment, which is made where it is missing or of other versions.

    Raises:
        RuntimeError: it could not be made; pip's words are in the message.
    """
    wanted = [*_PEERS, *_pins()]
    stamp = hashlib.sha256("\n".join(wanted).encode()).hexdigest()
    home = ROOT / ".bench" / "peers"
    python = home / "bin" / "python"
    if (home / "made-from").is_file() and (home / "made-from").read_text() == stamp:
        return str(python)
    print("making the peers' environment in .bench/peers (once; about a minute)", file=sys.stderr, flush=True)
    shutil.rmtree(home, ignore_errors=True)
    _run(sys.executable, "-m", "venv", str(home))
    _run(str(python), "-m", "pip", "--disable-pip-version-check", "-q", "install", *wanted)
    (home / "made-from").write_text(stamp)
    return str(python)


def _pins() -> list[str]:
    lock = (ROOT / "requirements.lock").read_text()
    found = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lock, re.MULTILINE))
    return [f"{name}=={found[name]}" for name in _SHARED]


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"the peers' environment could not be made: {done.stderr.strip()[-1000:]}")

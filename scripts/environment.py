"""The project's environment, `.venv` in its top folder: created from the lock file and used by every script.

Standard library only, because it runs before anything is installed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOWEST = (3, 11)


def ensure(root: Path = ROOT) -> None:
    """Run the script in the project's environment, creating the environment if it is missing or outdated.

    Call it before importing anything outside the standard library. Outside the environment it does not return: the
    script is restarted with the environment's interpreter.

    Raises:
        SystemExit: Python is too old, or the environment could not be created (pip has printed why).
    """
    if sys.version_info < LOWEST:
        raise SystemExit(
            f"Python: expected 3.11 or newer, got {sys.version.split()[0]}. Run the script with a newer Python."
        )
    home = root / ".venv"
    was_current = is_current(root)
    if not was_current:
        with exclusive_lock(root):
            if not is_current(root):
                create(root)
    if Path(sys.prefix).resolve() != home.resolve() or not was_current:
        python = str(home / "bin" / "python")
        os.execv(python, [python, *sys.argv])


def fingerprint(root: Path) -> str:
    """Return a hash of what the environment depends on: the lock file, the project's metadata and its location."""
    import tomllib  # not at the top: an older Python lacks it, and should get the message above

    project = tomllib.loads((root / "pyproject.toml").read_text())
    parts = [str(root), str(project.get("build-system")), str(project.get("project"))]
    lock = (root / "requirements.lock").read_bytes()
    return hashlib.sha256("\n".join(parts).encode() + lock).hexdigest()


def is_current(root: Path) -> bool:
    """Return whether the environment was completely created from the project's current state."""
    stamp = root / ".venv" / "fingerprint"
    return stamp.is_file() and stamp.read_text() == fingerprint(root) and (root / ".venv/bin/python").exists()


def create(root: Path) -> None:
    """Create the environment; the stamp is written last, so an interrupted one is created again."""
    home = root / ".venv"
    stamp = fingerprint(root)
    print("creating the environment in .venv (once; about a minute)", file=sys.stderr, flush=True)
    shutil.rmtree(home, ignore_errors=True)
    pip = [str(home / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "-qq", "install"]
    run(base_interpreter(), "-m", "venv", str(home))
    run(*pip, "--require-hashes", "--requirement", str(root / "requirements.lock"))
    run(*pip, "--no-deps", "--no-build-isolation", "--no-index", "--editable", str(root))
    (home / "fingerprint").write_text(stamp)


def base_interpreter() -> str:
    """Return the interpreter outside of any environment, since this script may run in the one that is replaced."""
    if sys.prefix == sys.base_prefix:
        return sys.executable
    return str(Path(sys.base_prefix, "bin", f"python{sys.version_info.major}.{sys.version_info.minor}"))


def run(*command: str) -> None:
    """Run one step; if it fails, end the script after the step's own output."""
    try:
        subprocess.run(command, check=True, stdout=sys.stderr)
    except subprocess.CalledProcessError as error:
        raise SystemExit(
            f"environment: `{' '.join(command[1:])}` failed with exit code {error.returncode}; see its output above."
        ) from error


@contextmanager
def exclusive_lock(root: Path) -> Iterator[None]:
    """Let one process create the environment while others wait."""
    import fcntl

    with (root / ".venv.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield

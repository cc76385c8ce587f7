"""The project's own environment, `.venv` at its top: made from the lock file, used by every script.

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
    """Goes on inside the project's environment, which is made first where it is missing or out of date.

    A script calls it before it imports anything that is not of the standard library; outside the environment the call
    does not return, since the script is started anew by the environment's interpreter.

    Raises:
        SystemExit: Python is too old, or the environment could not be made (pip has said why).
    """
    if sys.version_info < LOWEST:
        raise SystemExit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}. Start the script with it.")
    home = root / ".venv"
    made = is_current(root)
    if not made:
        with only_one(root):
            if not is_current(root):
                make(root)
    if Path(sys.prefix).resolve() != home.resolve() or not made:
        python = str(home / "bin" / "python")
        os.execv(python, [python, *sys.argv])


def fingerprint(root: Path) -> str:
    """What the environment depends on: the lock, how the project is installed, and where it stands."""
    import tomllib  # here, because an older Python lacks it and is to be told so

    project = tomllib.loads((root / "pyproject.toml").read_text())
    installed = [str(root), str(project.get("build-system")), str(project.get("project"))]
    lock = (root / "requirements.lock").read_bytes()
    return hashlib.sha256("\n".join(installed).encode() + lock).hexdigest()


def is_current(root: Path) -> bool:
    """Whether the environment was made, to its end, from what the project says now."""
    stamp = root / ".venv" / "made-from"
    return stamp.is_file() and stamp.read_text() == fingerprint(root) and (root / ".venv/bin/python").exists()


def make(root: Path) -> None:
    """Makes the environment anew; its stamp is written last, so that one broken off is made again."""
    home = root / ".venv"
    wanted = fingerprint(root)
    print("making the environment in .venv (once; about a minute)", file=sys.stderr, flush=True)
    shutil.rmtree(home, ignore_errors=True)
    pip = [str(home / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "-qq", "install"]
    run(sys.executable, "-m", "venv", str(home))
    run(*pip, "--require-hashes", "--requirement", str(root / "requirements.lock"))
    run(*pip, "--no-deps", "--no-build-isolation", "--no-index", "--editable", str(root))
    (home / "made-from").write_text(wanted)


def run(*command: str) -> None:
    """Runs one step; a step that fails ends the script, after its own words."""
    try:
        subprocess.run(command, check=True, stdout=sys.stderr)
    except subprocess.CalledProcessError as error:
        raise SystemExit(f"the environment could not be made: `{' '.join(command[1:])}` failed (see above)") from error


@contextmanager
def only_one(root: Path) -> Iterator[None]:
    """Lets one process make the environment; others wait, and then find it made."""
    import fcntl

    with (root / ".venv.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield

"""Our own description of the service, which the suite runs on, also where a vendor's document is adopted.

Most tests need an operation whose path, envelope and properties they know, and those of a vendor's document are not
known before it is adopted. If there is such a document, our description without it is generated in a temporary
folder, and the tests and their subprocesses import that package. `tests/adoption` runs the tests that hold for any
contract on an adopted package.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

from pipeline.command import write

ROOT = Path(__file__).resolve().parents[1]
VARIABLE = "CONTRACT_UNDER_TEST"
"""The folder whose `generated/` is tested; workers and subprocesses inherit it, and it may name the project itself."""
_COPIED = ("openapi", "scripts/pipeline")


def _generate() -> Path:
    """Generate our own description without what was adopted, in a folder that is removed when the process ends."""
    folder = Path(tempfile.mkdtemp()).resolve()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name in _COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "vendor"))
    (folder / "overlays").mkdir()
    shutil.copy(ROOT / ".redocly.yaml", folder)
    for overlay in (ROOT / "overlays").glob("*.overlay.yaml"):
        shutil.copy(overlay, folder / "overlays")
    if write(folder):
        raise RuntimeError("our own description cannot be generated; see the problems above")
    return folder


def _select() -> Path:
    """Return the folder of the contract under test, and let this process and its subprocesses import its package."""
    if VARIABLE not in os.environ and (ROOT / "openapi" / "vendor").is_dir():
        os.environ[VARIABLE] = str(_generate())
    folder = Path(os.environ.get(VARIABLE, ROOT))
    if folder != ROOT:
        generated = str(folder / "generated")
        sys.path.insert(0, generated)
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [generated, os.environ.get("PYTHONPATH")]))
    return folder


SOURCES = _select()
"""The folder with `openapi`, the overlays and `generated` of the contract under test: the project, or a copy."""

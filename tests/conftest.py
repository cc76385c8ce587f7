"""Run the suite on our own description of the service, also where a vendor's document is adopted.

Most tests need an operation whose path, envelope and properties they know, and those of a vendor's document are not
known before it is adopted. If there is such a document, our description without it is generated in a temporary
folder, and the tests and their subprocesses import that package. `tests/adoption` runs the tests that hold for any
contract on the adopted package.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from pipeline.command import write
from versioning import tool

ROOT = Path(__file__).resolve().parents[1]
VENDOR = ROOT / "openapi" / "vendor"
CONTRACT = "ACCOUNTABILITY_TEST_CONTRACT"
"""The variable with the folder of the package to test, which workers and subprocesses inherit."""


def copy_own_description(to: Path) -> None:
    """Copy what our own description is generated from, without what was adopted."""
    ignored = shutil.ignore_patterns("__pycache__", "vendor")
    for name in ("openapi", "scripts/pipeline"):
        shutil.copytree(ROOT / name, to / name, ignore=ignored)
    (to / "overlays").mkdir()
    for overlay in (ROOT / "overlays").glob("*.overlay.yaml"):
        shutil.copy(overlay, to / "overlays")


def generate_own_description() -> str:
    """Generate our own description in a folder that is removed when the process ends, and return the packages' path."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    copy_own_description(folder)
    if write(folder, lambda line: None):
        raise pytest.UsageError("our own description cannot be generated; see the problems above")
    return str(folder / "generated")


if VENDOR.is_dir() and CONTRACT not in os.environ:
    # not in a hook: the conftest.py files next to the tests import the package before pytest_configure
    os.environ[CONTRACT] = generate_own_description()
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [os.environ[CONTRACT], os.environ.get("PYTHONPATH")]))
sys.path.insert(0, os.environ.get(CONTRACT, str(ROOT / "generated")))


@pytest.fixture(scope="session")
def redocly() -> None:
    """Skip the test, with the reason, if redocly cannot run without the network."""
    try:
        command = tool.command()
    except tool.ToolError as error:
        pytest.skip(str(error))
    environment = os.environ | {"npm_config_offline": "true"}
    completed = subprocess.run([*command, "--version"], env=environment, capture_output=True, check=False)
    if completed.returncode:
        pytest.skip(f"{tool.PACKAGE} is not in npm's cache here: run `npx --yes {tool.PACKAGE} --version` once")

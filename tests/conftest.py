"""Select the contract under test before any test imports its package, and look for redocly."""

from __future__ import annotations

import os
import subprocess

import pytest
from tests import own_description  # noqa: F401  (before the conftest.py files of the folders import the package)

from versioning import tool


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

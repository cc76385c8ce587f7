"""Fixtures for redocly, the tool that compares contracts."""

import os
import subprocess

import pytest

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

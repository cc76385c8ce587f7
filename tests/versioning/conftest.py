"""redocly, the tool that compares contracts."""

import os
import subprocess

import pytest

from versioning import tool


@pytest.fixture(scope="session")
def redocly() -> None:
    """Skip the test if redocly cannot be had without the network, and say why."""
    try:
        command = tool.command()
    except tool.ToolError as error:
        pytest.skip(str(error))
    environment = os.environ | {"npm_config_offline": "true"}
    found = subprocess.run([*command, "--version"], env=environment, capture_output=True, check=False)
    if found.returncode:
        pytest.skip(f"{tool.PACKAGE} is not in npm's cache here: run `npx --yes {tool.PACKAGE} --version` once")

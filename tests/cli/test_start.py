"""The command starts quickly: what a process imports is measured by name, not by time."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from accountability.sandbox import RunningSandbox

from .conftest import environment_of

SLOW = {"rich", "pygments", "mcp", "dlt", "keyring", "lxml", "yaml", "jmespath", "tomlkit"}
CODE = """
import atexit, json, sys
atexit.register(lambda: print(json.dumps(sorted(sys.modules)), file=sys.stderr))
from accountability.cli.runner import run
sys.exit(run(sys.argv[1:]))
"""


def imported(*words: str, env: dict[str, str] | None = None) -> set[str]:
    """Return the modules that a process of the command has imported when it ends with code 0."""
    done = subprocess.run([sys.executable, "-c", CODE, *words], capture_output=True, text=True, check=False, env=env)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize("words", [("-h",), ("v2", "jobs", "list", "-h")])
def test_help_does_not_import_the_client(words: tuple[str, ...]) -> None:
    modules = imported(*words)
    assert not modules & {*SLOW, "httpx", "attrs", "msgspec", "importlib.resources", "accountability._client"}


def test_a_call_does_not_import_what_it_does_not_use(sandbox: RunningSandbox) -> None:
    modules = imported("v2", "jobs", "list", env=environment_of(sandbox))
    assert "httpx" in modules
    assert not modules & SLOW

"""redocly, the tool that compares two documents: found, asked, and its answer read."""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

PACKAGE = "@redocly/cli@2.77.0"
GIVEN = "REDOCLY"
QUIET = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true", "npm_config_prefer_offline": "true"}


class Unusable(Exception):
    """The comparison cannot be made; the text says why and what to do."""


def command() -> list[str]:
    """How redocly is started: the binary that the environment variable REDOCLY names, else the pinned package by npx.

    Raises:
        Unusable: there is no Node.js, or what REDOCLY names cannot be started.
    """
    given = os.environ.get(GIVEN)
    if given:
        if shutil.which(given) is None:
            raise Unusable(f"{GIVEN} names {given}, which cannot be started: name a redocly binary, or unset it")
        return [given]
    if shutil.which("node") is None or shutil.which("npx") is None:
        raise Unusable(
            "Node.js is needed, and there is no node or npx on the PATH: install Node.js 20 or newer, or name a redocly"
            f" binary ({PACKAGE}) in the environment variable {GIVEN}. No other command of this project needs it."
        )
    return ["npx", "--yes", PACKAGE]


def changes(old: bytes, new: bytes) -> list[dict[str, Any]]:
    """What redocly finds between two documents, each change as it tells it.

    It runs in a folder of its own, so that no redocly.yaml or package.json of the caller's changes its judgement.

    Args:
        old: an OpenAPI document as JSON text.
        new: the same, later.

    Raises:
        Unusable: there is no Node.js, redocly cannot be had, or it cannot read a document.
    """
    with tempfile.TemporaryDirectory(prefix="contract-diff-") as folder:
        Path(folder, "old.json").write_bytes(old)
        Path(folder, "new.json").write_bytes(new)
        asked = [*command(), "diff", "old.json", "new.json", "--format", "json", "--fail-on", "none"]
        done = subprocess.run(asked, cwd=folder, env=os.environ | QUIET, capture_output=True, text=True, check=False)
    try:
        found: list[dict[str, Any]] = json.loads(done.stdout)["changes"]
    except (ValueError, KeyError, TypeError) as error:
        said = (done.stderr.strip() or done.stdout.strip())[-1500:]
        raise Unusable(f"`{' '.join(asked[:-6])} diff` failed with code {done.returncode}:\n{said}") from error
    return found

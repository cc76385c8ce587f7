"""Run redocly, which compares two OpenAPI documents, and parse its output."""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

PACKAGE = "@redocly/cli@2.77.0"
VARIABLE = "REDOCLY"
QUIET = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true", "npm_config_prefer_offline": "true"}


class ToolError(Exception):
    """The comparison failed; the message has the reason and what to do."""


def command() -> list[str]:
    """Return the command of redocly: the binary in the environment variable REDOCLY, or else the pinned npx package.

    Raises:
        ToolError: Node.js is not installed, or the binary in REDOCLY cannot be started.
    """
    binary = os.environ.get(VARIABLE)
    if binary:
        if shutil.which(binary) is None:
            raise ToolError(f"{VARIABLE} names {binary}, which cannot be started: name a redocly binary, or unset it")
        return [binary]
    if shutil.which("node") is None or shutil.which("npx") is None:
        raise ToolError(
            "Node.js is required, but node or npx is not on the PATH: install Node.js 20 or newer, or name a redocly"
            f" binary ({PACKAGE}) in the environment variable {VARIABLE}. No other command of this project needs it."
        )
    return ["npx", "--yes", PACKAGE]


def changes(old: bytes, new: bytes) -> list[dict[str, Any]]:
    """Return the changes between two documents as redocly reports them.

    redocly runs in a temporary folder, so that the caller's redocly.yaml or package.json does not affect the result.

    Args:
        old: an OpenAPI document as JSON text.
        new: the newer document as JSON text.

    Raises:
        ToolError: Node.js or redocly is not available, or redocly cannot read a document.
    """
    with tempfile.TemporaryDirectory(prefix="contract-diff-") as folder:
        Path(folder, "old.json").write_bytes(old)
        Path(folder, "new.json").write_bytes(new)
        arguments = [*command(), "diff", "old.json", "new.json", "--format", "json", "--fail-on", "none"]
        process = subprocess.run(
            arguments, cwd=folder, env=os.environ | QUIET, capture_output=True, text=True, check=False
        )
    try:
        changes: list[dict[str, Any]] = json.loads(process.stdout)["changes"]
    except (ValueError, KeyError, TypeError) as error:
        output = (process.stderr.strip() or process.stdout.strip())[-1500:]
        message = f"`{' '.join(arguments[:-6])} diff` failed with code {process.returncode}:\n{output}"
        raise ToolError(message) from error
    return changes

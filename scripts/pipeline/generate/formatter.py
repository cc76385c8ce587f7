"""Format generated files with the pinned ruff; all settings are here, so that the output is the same everywhere."""

import subprocess
import sys
from pathlib import Path

from pipeline.tree import Tree, read_tree, write_tree

SETTINGS = ("--isolated", "--no-cache", "--target-version=py311", "--line-length=120")
STEPS = (
    ("check", "--fix-only", "--select=I,F401", "--unsafe-fixes"),
    ("format", "--config=format.skip-magic-trailing-comma=true"),
)


def format_tree(tree: Tree, folder: Path) -> Tree:
    """Return the tree with its Python files formatted, imports sorted and unused imports removed; `folder` is empty.

    Raises:
        ValueError: a file is not valid Python; the message names it.
    """
    write_tree(tree, folder)
    for step, *options in STEPS:
        command = [sys.executable, "-m", "ruff", step, *SETTINGS, *options, str(folder)]
        process = subprocess.run(command, capture_output=True, text=True, check=False)
        if process.returncode:
            output = f"{process.stderr}\n{process.stdout}".replace(f"{folder}/", "").strip()
            raise ValueError(
                f"the templates render invalid Python; ruff {step}: {output.splitlines()[0] if output else '?'}"
            )
    return read_tree(folder)

"""The formatter: ruff, pinned, with all settings here, so that none of the machine can change the output."""

import subprocess
import sys
from pathlib import Path

from pipeline.tree import Tree, read_tree, write_tree

SETTINGS = ("--isolated", "--no-cache", "--target-version=py311", "--line-length=120")
STEPS = (
    ("check", "--fix-only", "--select=I,F401", "--unsafe-fixes"),
    ("format", "--config=format.skip-magic-trailing-comma=true"),
)


def formatted(tree: Tree, folder: Path) -> Tree:
    """Return the tree with its Python files formatted, imports sorted and unused imports removed.

    Args:
        tree: what the templates made.
        folder: an empty folder to work in.

    Raises:
        ValueError: A file is no Python; says which.
    """
    write_tree(tree, folder)
    for step, *options in STEPS:
        command = [sys.executable, "-m", "ruff", step, *SETTINGS, *options, str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            said = f"{done.stderr}\n{done.stdout}".replace(f"{folder}/", "").strip()
            raise ValueError(f"the templates make no Python; ruff {step} says: {said.splitlines()[0] if said else '?'}")
    return read_tree(folder)

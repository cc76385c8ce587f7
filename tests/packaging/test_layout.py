"""The top folder holds what CONTRIBUTING describes, and nothing else."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = {"openapi", "generated", "overlays", "scripts", "tests"}
FILES = {"pyproject.toml", "requirements.lock", "README.md", "LICENSE"}


def test_the_top_folder_has_only_the_known_folders_and_files() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    entries = {line.partition("/")[0] for line in listed.splitlines()}
    assert {name for name in entries if not name.startswith(".")} == FOLDERS | FILES

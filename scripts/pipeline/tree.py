"""Read, compare and replace trees of files, which are dicts `{path: bytes}`."""

import difflib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

Tree: TypeAlias = dict[str, bytes]
IGNORED = ("__pycache__",)


def read_tree(folder: Path) -> Tree:
    """Return the files below a folder by their relative paths, without compiled Python."""
    files = (path for path in folder.rglob("*") if path.is_file() and not set(path.parts) & set(IGNORED))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(files)}


def write_tree(tree: Tree, folder: Path) -> None:
    """Write the files of a tree below a folder."""
    for name, content in tree.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def replace_tree(tree: Tree, folder: Path) -> None:
    """Replace a folder by a tree.

    Write the new folder completely before moving the old one; move the old one back if the replacement fails.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        write_tree(tree, work / "new")
        try:
            if folder.exists():
                os.rename(folder, work / "old")
            os.rename(work / "new", folder)
        except BaseException:
            if (work / "old").exists() and not folder.exists():
                os.rename(work / "old", folder)
            raise
    finally:
        shutil.rmtree(work, ignore_errors=True)


def compare_trees(expected: Mapping[str, object], current: Mapping[str, object]) -> dict[str, str]:
    """Return how the files of two trees differ: `missing`, `changed` or `left over`, by path."""
    kinds = dict.fromkeys(current.keys() - expected.keys(), "left over")
    for name, content in expected.items():
        if name not in current:
            kinds[name] = "missing"
        elif content != current[name]:
            kinds[name] = "changed"
    return dict(sorted(kinds.items()))


def diff(expected: Tree, current: Tree, name: str, lines: int) -> Iterator[str]:
    """Yield the first lines of a unified diff of a file."""
    old, new = (tree.get(name, b"").decode("utf-8", "replace").splitlines() for tree in (current, expected))
    result = difflib.unified_diff(old, new, f"generated/{name}", f"regenerated/{name}", lineterm="", n=1)
    for number, line in enumerate(result):
        if number == lines:
            yield "    ..."
            return
        yield f"    {line}"

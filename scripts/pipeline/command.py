"""Commands of `scripts/regenerate`: each prints its result and returns the exit code.

The generator is imported only where something is generated, so that a check by hashes is quick.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.lock import NAME, find_changes, installed_tools, lock, read_lock, read_outputs
from pipeline.tree import Tree, compare_trees, diff, read_tree, replace_tree

if TYPE_CHECKING:
    from pipeline.regeneration import Regeneration

SHOWN, LINES = 8, 12
Progress = Callable[[str], None]


def write(root: Path, progress: Progress | None = None) -> int:
    """Regenerate, and write the files that differ, unless the contract has problems."""
    regenerated = _regenerate(root, progress)
    if regenerated is None:
        return 1
    generated = root / "generated"
    differences = compare_trees(regenerated.tree, read_tree(generated) if generated.is_dir() else {})
    if not differences:
        print("generated/ is up to date")
        return 0
    replace_tree(regenerated.tree, generated)
    kinds = list(differences.values())
    counts = ((kinds.count(kind), word) for kind, word in _WORDS.items())
    print(f"generated/ written: {', '.join(f'{count} files {word}' for count, word in counts if count)}")
    return 0


_WORDS = {"missing": "new", "changed": "changed", "left over": "removed"}


def check(root: Path, tools: Mapping[str, str] | None = None) -> int:
    """Check by hashes alone whether `generated/` is up to date."""
    generated = root / "generated"
    result = read_lock(generated)
    if result is None:
        print(f"generated/{NAME} is missing or cannot be read: run scripts/regenerate")
        return 1
    outputs = read_outputs(generated)
    current = lock(root, installed_tools() if tools is None else tools, outputs)
    changes = find_changes(result, current)
    if not changes:
        print("generated/ is up to date")
        return 0
    print("generated/ is not up to date with the contract and the tools:")
    _show([f"  {line}" for line in changes])
    _show_regenerated(root, outputs)
    print("run scripts/regenerate, and commit what it writes")
    return 1


def check_cold(root: Path, progress: Progress | None = None) -> int:
    """Check whether `generated/` is up to date by regenerating everything and comparing each file."""
    regenerated = _regenerate(root, progress)
    if regenerated is None:
        return 1
    generated = root / "generated"
    current = read_tree(generated) if generated.is_dir() else {}
    if not compare_trees(regenerated.tree, current):
        print("generated/ is up to date: every file is the same when regenerated")
        return 0
    print("generated/ differs from what is regenerated:")
    _show_differences(regenerated.tree, current)
    print("run scripts/regenerate, and commit what it writes")
    return 1


def _regenerate(root: Path, progress: Progress | None = None) -> "Regeneration | None":
    """Return the regenerated files; print the problems of the contract, and return None if one is an error."""
    from pipeline.regeneration import regenerate
    from pipeline.source.problem import report

    result = regenerate(root, progress)
    text = report(result.problems, root)
    if text:
        print(text)
    if result.sound:
        return result
    print("nothing was written")
    return None


def _show_regenerated(root: Path, current: Tree) -> None:
    """Print what regenerating would change."""
    regenerated = _regenerate(root)
    if regenerated is not None:
        _show_differences(regenerated.tree, current | {NAME: (root / "generated" / NAME).read_bytes()})


def _show_differences(expected: Tree, current: Tree) -> None:
    differences = compare_trees(expected, current)
    differences.pop(NAME, None)
    if not differences:
        print(f"  only generated/{NAME} itself is out of date; the files would be the same")
    for name, kind in list(differences.items())[:SHOWN]:
        print(f"  generated/{name}: {kind}")
        if kind == "changed":
            print("\n".join(diff(expected, current, name, LINES)))
    if len(differences) > SHOWN:
        print(f"  ... and {len(differences) - SHOWN} more files")


def _show(lines: list[str]) -> None:
    print("\n".join(lines[:SHOWN]))
    if len(lines) > SHOWN:
        print(f"  ... and {len(lines) - SHOWN} more")

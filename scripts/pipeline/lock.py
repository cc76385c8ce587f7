"""Lock a generation: the hashes of its inputs and outputs, and the versions of its tools.

The lock shows without regenerating whether `generated/` is up to date with the sources, templates and tools.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipeline.tree import Tree, read_tree

NAME = "generation.lock"
INPUTS = (
    "openapi/**/*.yaml",
    "openapi/vendor/*",
    "overlays/*.overlay.yaml",
    "scripts/pipeline/**/*",
    "scripts/regenerate",
)
TOOLS = ("openapi-python-client", "ruff", "jinja2", "jsonpath-rfc9535", "msgspec", "pyyaml")


@dataclass(frozen=True)
class Lock:
    """The hashes of the inputs and of the generated files, and the versions of the tools."""

    inputs: Mapping[str, str]
    tools: Mapping[str, str]
    outputs: Mapping[str, str]

    def render(self) -> bytes:
        """Return the content of the lock file."""
        about = "Written by scripts/regenerate: what made these files. Never edited by hand."
        result: dict[str, Any] = {"about": about, "tools": self.tools, "inputs": self.inputs, "outputs": self.outputs}
        return json.dumps(result, indent=1, sort_keys=False).encode() + b"\n"


def installed_tools() -> dict[str, str]:
    """Return the versions of the tools whose output depends on their version."""
    return {tool: version(tool) for tool in TOOLS}


def lock(root: Path, tools: Mapping[str, str], outputs: Tree) -> Lock:
    """Return the lock of the current inputs and of the generated files.

    Args:
        root: the project.
        tools: the version of each tool.
        outputs: the files of `generated/`, without the lock.
    """
    return Lock(_inputs(root), dict(tools), {name: _hash(content) for name, content in sorted(outputs.items())})


def read_lock(generated: Path) -> Lock | None:
    """Return the lock of a generated folder; None if it cannot be read."""
    try:
        found = json.loads((generated / NAME).read_text(encoding="utf-8"))
        return Lock(*(_strings(found[key]) for key in ("inputs", "tools", "outputs")))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def read_outputs(generated: Path) -> Tree:
    """Return the files of a generated folder, without the lock."""
    tree = read_tree(generated) if generated.is_dir() else {}
    tree.pop(NAME, None)
    return tree


def drift(result: Lock, today: Lock) -> list[str]:
    """Return a line for each difference since the generation: inputs, tools, then the generated files."""
    tools = [
        f"{tool}: {_version_change(result.tools, today.tools, tool)}" for tool in _unequal(result.tools, today.tools)
    ]
    inputs = [
        f"{name}: {_change_kind(result.inputs, today.inputs, name)}" for name in _unequal(result.inputs, today.inputs)
    ]
    by_hand = [
        f"generated/{name}: {_change_kind(result.outputs, today.outputs, name)} by hand"
        for name in _unequal(result.outputs, today.outputs)
    ]
    return [*inputs, *tools, *by_hand]


def _inputs(root: Path) -> dict[str, str]:
    files = {path for pattern in INPUTS for path in root.glob(pattern) if path.is_file()}
    kept = (path for path in files if "__pycache__" not in path.parts)
    return {path.relative_to(root).as_posix(): _hash(path.read_bytes()) for path in sorted(kept)}


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _strings(value: Any) -> dict[str, str]:
    return {str(name): str(text) for name, text in value.items()}


def _unequal(one: Mapping[str, str], other: Mapping[str, str]) -> Iterable[str]:
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def _change_kind(result: Mapping[str, str], today: Mapping[str, str], name: str) -> str:
    return "added" if name not in result else "removed" if name not in today else "changed"


def _version_change(result: Mapping[str, str], today: Mapping[str, str], tool: str) -> str:
    return f"{result.get(tool, 'none')} then, {today.get(tool, 'none')} now"

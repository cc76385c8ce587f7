"""Lock a generation: the hashes of its inputs and outputs, and the versions of its tools.

The lock shows without regenerating whether `generated/` is up to date with the sources, templates and tools.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipeline.tree import Tree, compare_trees, read_tree

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
    """Return the lock of the project's current inputs and of the generated files, `outputs`, without the lock."""
    return Lock(_inputs(root), dict(tools), {name: _hash(content) for name, content in sorted(outputs.items())})


def read_lock(generated: Path) -> Lock | None:
    """Return the lock of a generated folder; None if it cannot be read."""
    try:
        content = json.loads((generated / NAME).read_text(encoding="utf-8"))
        return Lock(*(_strings(content[key]) for key in ("inputs", "tools", "outputs")))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def read_outputs(generated: Path) -> Tree:
    """Return the files of a generated folder, without the lock."""
    tree = read_tree(generated) if generated.is_dir() else {}
    tree.pop(NAME, None)
    return tree


def find_changes(locked: Lock, current: Lock) -> list[str]:
    """Return a line for each difference since the generation: inputs, tools, then the generated files."""
    inputs = compare_trees(current.inputs, locked.inputs)
    outputs = compare_trees(current.outputs, locked.outputs)
    names = sorted({*locked.tools, *current.tools})
    tools = [name for name in names if locked.tools.get(name) != current.tools.get(name)]
    return [
        *(f"{name}: {_CHANGES[kind]}" for name, kind in inputs.items()),
        *(f"{name}: {locked.tools.get(name, 'none')} then, {current.tools.get(name, 'none')} now" for name in tools),
        *(f"generated/{name}: {_CHANGES[kind]} by hand" for name, kind in outputs.items()),
    ]


_CHANGES = {"missing": "added", "changed": "changed", "left over": "removed"}
"""How a file has changed since the generation, by how the lock differs from it."""


def _inputs(root: Path) -> dict[str, str]:
    files = {path for pattern in INPUTS for path in root.glob(pattern) if path.is_file()}
    sources = (path for path in files if "__pycache__" not in path.parts)
    return {path.relative_to(root).as_posix(): _hash(path.read_bytes()) for path in sorted(sources)}


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _strings(value: Any) -> dict[str, str]:
    return {str(name): str(text) for name, text in value.items()}

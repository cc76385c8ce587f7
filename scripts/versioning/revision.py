"""Load the built documents of a git revision, of the work tree, or of a file."""

import json
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline.source.problem import errors, report
from pipeline.source.read import read
from pipeline.transform.build import render
from versioning.tool import ToolError

APIS = ("v1", "v2", "legacy")
BUILT = "generated/accountability_api/{api}/openapi.json"
WORK_TREE = "work tree"


@dataclass(frozen=True)
class Revision:
    """A built document and its label.

    Args:
        label: a git revision, `work tree` or a file's path.
        content: the document as JSON text.
    """

    label: str
    content: bytes

    @cached_property
    def document(self) -> dict[str, Any]:
        """The parsed document.

        Raises:
            ToolError: the content is not an OpenAPI document in JSON.
        """
        try:
            document = json.loads(self.content)
        except ValueError as error:
            raise ToolError(f"{self.label} is not JSON ({error}); give a built openapi.json") from error
        if not isinstance(document, dict) or "openapi" not in document:
            raise ToolError(f"{self.label} is not an OpenAPI document: it has no `openapi` property")
        return document


def load_revision(root: Path, source: str, api: str) -> Revision:
    """Load the built document of an API.

    Args:
        root: the project, a git repository.
        source: a git revision, `work tree`, or the path of a file.
        api: v1, v2 or legacy; ignored for a file, which holds one API.

    Raises:
        ToolError: the revision or file does not exist, or has no document of the API.
    """
    if Path(source).is_file():
        return Revision(source, _json(Path(source)))
    path = BUILT.format(api=api)
    if source == WORK_TREE:
        if not (root / path).is_file():
            raise ToolError(f"{path} is missing: run scripts/regenerate")
        return Revision(source, (root / path).read_bytes())
    if _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{source}^{{commit}}") is None:
        raise ToolError(f"{source} is neither a file nor a git revision here (a shallow clone knows few revisions)")
    content = _git(root, "show", f"{source}:{path}")
    if content is None:
        raise ToolError(f"revision {source} has no {path}")
    return Revision(source, content)


def _json(file: Path) -> bytes:
    """Return a document as JSON; a vendor's document may be YAML."""
    if file.suffix.lower() not in (".yaml", ".yml"):
        return file.read_bytes()
    contents = read(file)
    if errors(contents.problems):
        raise ToolError(report(errors(contents.problems)))
    return render(contents.value)


def last_release(root: Path) -> str:
    """Return the newest release tag in the history of HEAD; `main` without one."""
    tag = _git(root, "describe", "--tags", "--abbrev=0", "--match", "v[0-9]*")
    return tag.decode().strip() if tag else "main"


def _git(root: Path, *arguments: str) -> bytes | None:
    """Return the output of git; None if git fails or is not installed."""
    try:
        process = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        return None
    return process.stdout if process.returncode == 0 else None

"""Compare an API between two revisions."""

from dataclasses import dataclass
from pathlib import Path

from versioning import change, tool
from versioning.change import Change
from versioning.revision import Revision, load_revision


@dataclass(frozen=True)
class Comparison:
    """An API in two revisions.

    Args:
        api: v1, v2 or legacy.
        old: the older revision.
        new: the newer revision.
        changes: the changes, the worst first.
    """

    api: str
    old: Revision
    new: Revision
    changes: tuple[Change, ...]

    @property
    def breaks(self) -> bool:
        """Whether a caller of the older contract may have to change."""
        return any(change.breaks for change in self.changes)


def compare(root: Path, old: str, new: str, api: str) -> Comparison:
    """Compare an API between two revisions; run redocly only if they differ.

    Raises:
        tool.ToolError: a revision is missing or is not an OpenAPI document, or redocly is not available.
    """
    before, after = load_revision(root, old, api), load_revision(root, new, api)
    if before.document and after.document and before.content == after.content:
        return Comparison(api, before, after, ())
    reported = tool.changes(before.content, after.content)
    return Comparison(api, before, after, tuple(change.read(reported, before.document, after.document)))

"""Compare one API between two sides."""

from dataclasses import dataclass
from pathlib import Path

from versioning import change, tool
from versioning.change import Change
from versioning.side import Side, side


@dataclass(frozen=True)
class Comparison:
    """One API on two sides.

    Args:
        api: v1, v2 or legacy.
        changes: the worst first.
    """

    api: str
    old: Side
    new: Side
    changes: tuple[Change, ...]

    @property
    def breaks(self) -> bool:
        """Whether a caller of the older contract may have to change."""
        return any(change.breaks for change in self.changes)


def compare(root: Path, old: str, new: str, api: str) -> Comparison:
    """The changes of an API from one side to another; redocly is asked only where the two differ.

    Raises:
        tool.Unusable: a side is missing or is not a document, or redocly cannot be had.
    """
    before, after = side(root, old, api), side(root, new, api)
    if before.document and after.document and before.content == after.content:
        return Comparison(api, before, after, ())
    told = tool.changes(before.content, after.content)
    return Comparison(api, before, after, tuple(change.read(told, before.document, after.document)))

"""A comparison: the changes of one API between two sides, and the version that they ask for."""

from dataclasses import dataclass
from pathlib import Path

from versioning import change, step, tool
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

    @property
    def step(self) -> str | None:
        """The number of the version that the changes step; None where nothing changed."""
        return step.step(step.parse(self.old.version), self.changes)

    @property
    def advised(self) -> str:
        """The lowest version that the newer contract may have."""
        return step.render(step.stepped(step.parse(self.old.version), self.step))

    @property
    def stepped(self) -> bool:
        """Whether the newer contract's version says as much as its changes ask for."""
        return step.parse(self.new.version) >= step.parse(self.advised)


def compare(root: Path, old: str, new: str, api: str) -> Comparison:
    """The changes of an API from one side to another; redocly is asked only where the two differ.

    Raises:
        tool.Unusable: a side is missing or is no document with a version, or redocly cannot be had.
    """
    before, after = side(root, old, api), side(root, new, api)
    for one in (before, after):
        try:
            step.parse(one.version)
        except ValueError as error:
            raise tool.Unusable(f"{api} in {one.label}: {error}") from error
    if before.content == after.content:
        return Comparison(api, before, after, ())
    told = tool.changes(before.content, after.content)
    return Comparison(api, before, after, tuple(change.read(told, before.document, after.document)))

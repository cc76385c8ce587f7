"""The guides: Markdown files, whose every block of code is run by the suite."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

__all__ = ("Guide", "guides")

_ORDER = (
    "first-five-minutes",
    "command-line",
    "post-a-job",
    "sync-time-sheets",
    "month-end-in-sql",
    "export-many-accounts",
    "test-your-integration",
    "inferred-and-documented",
    "legacy-to-v2",
    "errors",
    "rate-limits",
    "proxies-and-certificates",
    "where-things-are-stored",
    "corrections-and-probe",
    "versions",
)


@dataclass(frozen=True)
class Guide:
    """A guide.

    Args:
        name: as in its file's name and its address.
        text: Markdown.
    """

    name: str
    text: str

    @property
    def title(self) -> str:
        """The text of its first heading."""
        return self.text.partition("\n")[0].removeprefix("# ")


def guides() -> Iterator[Guide]:
    """Yield the guides, from a newcomer's first to a maintainer's last."""
    for name in _ORDER:
        yield Guide(name, files("accountability.guides").joinpath(f"{name}.md").read_text("utf-8"))

"""One line of the table: what was measured, against what, and whether the aim was reached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ("Row", "table")


@dataclass(frozen=True)
class Row:
    """A figure beside the one it is compared with.

    Args:
        measure: what was measured.
        ours: our figure with its unit.
        against: whose figure it stands beside, and that figure.
        ratio: ours by theirs, or whatever the aim is stated in; None where there is nothing to compare.
        aim: the largest (or smallest, where `at_least`) figure that counts as reached; None where none is set.
        at_least: whether more is better.
        unit: what follows the figure in the table.
    """

    measure: str
    ours: str
    against: str
    ratio: float | None = None
    aim: float | None = None
    at_least: bool = False
    unit: str = "x"

    @property
    def met(self) -> bool | None:
        """Whether the aim was reached; None where none is set."""
        if self.ratio is None or self.aim is None:
            return None
        return self.ratio >= self.aim if self.at_least else self.ratio <= self.aim

    def cells(self) -> tuple[str, ...]:
        """The row as texts, in the table's order."""
        figure = "" if self.ratio is None else f"{self.ratio:.2f}{self.unit}"
        aim = "" if self.aim is None else f"{'>=' if self.at_least else '<='} {self.aim:g}{self.unit}"
        return (
            self.measure,
            self.ours,
            self.against,
            figure,
            aim,
            {None: "", True: "reached", False: "MISSED"}[self.met],
        )


def table(rows: Iterable[Row]) -> str:
    """The rows as a Markdown table whose columns line up."""
    head = ("measure", "ours", "against", "figure", "aim", "")
    lines = [head, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    told = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines
    ]
    told.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(told)

"""One row of the results table: a figure, the figure it is compared with, and the aim."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ("Row", "format_table")


@dataclass(frozen=True)
class Row:
    """A measured figure next to the one it is compared with.

    Args:
        measure: what was measured.
        our_figure: our figure with its unit.
        against: the name and figure of the other side.
        ratio: our figure divided by the other one, or the value the aim refers to; None without a comparison.
        aim: the largest value that reaches the aim (the smallest if `at_least`); None without an aim.
        at_least: whether larger values are better.
        unit: unit of `ratio` and `aim`.
    """

    measure: str
    our_figure: str
    against: str
    ratio: float | None = None
    aim: float | None = None
    at_least: bool = False
    unit: str = "x"

    @property
    def is_met(self) -> bool | None:
        """Whether the aim was reached; None without an aim."""
        if self.ratio is None or self.aim is None:
            return None
        return self.ratio >= self.aim if self.at_least else self.ratio <= self.aim

    def cells(self) -> tuple[str, ...]:
        """Return the row's texts in the order of the columns."""
        figure = "" if self.ratio is None else f"{self.ratio:.2f}{self.unit}"
        aim = "" if self.aim is None else f"{'>=' if self.at_least else '<='} {self.aim:g}{self.unit}"
        verdict = {None: "", True: "reached", False: "MISSED"}[self.is_met]
        return self.measure, self.our_figure, self.against, figure, aim, verdict


def format_table(rows: Iterable[Row]) -> str:
    """Return the rows as a Markdown table with aligned columns."""
    head = ("measure", "ours", "against", "figure", "aim", "")
    lines = [head, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    table = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines
    ]
    table.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(table)

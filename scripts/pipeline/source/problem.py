"""Problems of the contract: collected as values with their positions, and reported together."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from pipeline.source.pointer import Pointer

Severity = Literal["error", "warning"]

SCREEN = 20


@dataclass(frozen=True)
class Problem:
    """A problem and its position.

    Args:
        file: the file to open.
        line: the line in it, from 1.
        message: what is wrong, in one sentence.
        pointer: the JSON pointer inside the file, if known.
        severity: an error stops the pipeline, a warning does not.
        hint: how to fix it.
        tolerable: whether it is a warning in a vendor's document, since the value was read.
    """

    file: Path
    line: int
    message: str
    pointer: str = ""
    severity: Severity = "error"
    hint: str = ""
    tolerable: bool = False

    def as_warning(self) -> "Problem":
        """Return the same problem as a warning."""
        return replace(self, severity="warning")


@dataclass(frozen=True)
class Finding:
    """A problem at a pointer of a document, before its file and line are known."""

    pointer: Pointer
    message: str
    hint: str = ""


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that stop the pipeline."""
    return [problem for problem in problems if problem.severity == "error"]


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Return errors before warnings, by file and line, without duplicates (v1 and v2 share files)."""
    once = {(p.severity, p.file, p.line, p.message): p for p in reversed(list(problems))}
    return sorted(once.values(), key=lambda p: (p.severity, str(p.file), p.line, p.message))


def report(problems: Iterable[Problem], root: Path | None = None) -> str:
    """Return all problems as one screen of text with their count; empty if there are none.

    Args:
        problems: in any order; those after the first 20 are only counted.
        root: files below it are named relative to it.
    """
    ordered_problems = sort_problems(problems)
    if not ordered_problems:
        return ""
    shown = [_paragraph(problem, root) for problem in ordered_problems[:SCREEN]]
    rest = [f"... and {len(ordered_problems) - SCREEN} more"] if len(ordered_problems) > SCREEN else []
    return "\n".join([*shown, *rest, _count(ordered_problems)])


def _paragraph(problem: Problem, root: Path | None) -> str:
    file = problem.file
    if root is not None and file.is_relative_to(root):
        file = file.relative_to(root)
    lines = [f"{file}:{problem.line}: {problem.severity}: {problem.message}"]
    if problem.pointer:
        lines.append(f"    at {problem.pointer}")
    if problem.hint:
        lines.append(f"    {problem.hint}")
    return "\n".join(lines)


def _count(problems: list[Problem]) -> str:
    stopping = len(errors(problems))
    parts = [(stopping, "error"), (len(problems) - stopping, "warning")]
    return ", ".join(f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in parts if count)

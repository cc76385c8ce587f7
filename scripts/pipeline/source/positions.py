"""Positions: the file and line of each part of the built document."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pipeline.source.pointer import Pointer, render
from pipeline.source.problem import Problem, Severity
from pipeline.source.read import Sources


@dataclass(frozen=True)
class Place:
    """A position in a source file."""

    file: Path
    pointer: Pointer = ()

    def inside(self, *parts: str | int) -> "Place":
        """Return the position of a part inside this one."""
        return Place(self.file, (*self.pointer, *parts))


@dataclass(frozen=True)
class Origins:
    """The source positions of a document's parts.

    An entry is needed only for a part from another position: the parts inside it have the same relative positions in
    the document and in the source.
    """

    sources: Sources
    places: dict[Pointer, Place] = field(default_factory=dict)

    def place(self, pointer: Pointer) -> Place:
        """Return the position of the part at `pointer`, or of the nearest part around it."""
        nearest = pointer
        while nearest and nearest not in self.places:
            nearest = nearest[:-1]
        return self.places[nearest].inside(*pointer[len(nearest) :])

    @cached_property
    def nested(self) -> dict[Pointer, list[Pointer]]:
        """The pointers of `places` that are inside a path, a component or an operation, by the pointer of that."""
        result: dict[Pointer, list[Pointer]] = {}
        for pointer in self.places:
            for length in (2, 3):
                if len(pointer) > length:
                    result.setdefault(pointer[:length], []).append(pointer)
        return result

    def also(self, aliases: dict[Pointer, Pointer]) -> "Origins":
        """Return the origins with further parts, each made from an earlier part of the document."""
        return Origins(self.sources, {**self.places, **{new: self.place(old) for new, old in aliases.items()}})

    def problem(self, pointer: Pointer, message: str, hint: str = "", severity: Severity = "error") -> Problem:
        """Return a problem of the document at its source."""
        return problem_at(self.sources, self.place(pointer), message, hint, severity)


def problem_at(sources: Sources, place: Place, message: str, hint: str = "", severity: Severity = "error") -> Problem:
    """Return a problem at a position of a source file."""
    line = sources.read(place.file).line(place.pointer)
    return Problem(place.file, line, message, render(place.pointer), severity, hint)

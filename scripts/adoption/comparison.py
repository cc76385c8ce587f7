"""Comparison: what the other document says of each of our operations, and of the members of what they carry.

Only what a program meets is compared: methods, paths, parameters, bodies, answers, members, types. Descriptions,
examples, authentication and servers are not. Of limits on a value (a maximum, a pattern) a silence there is no
difference: it says nothing of ours. The same holds for how an error looks, for error answers of an operation for
which none is listed there, and for those of ours that are published elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from adoption.content import compare_answers, compare_bodies
from adoption.document import Document, server_path
from adoption.finding import Finding, gathered
from adoption.matching import Pair, blank, match
from adoption.notes import Notes
from adoption.parameters import compare_parameters
from pipeline.source.operation import Operation, operations
from pipeline.source.pointer import Pointer
from pipeline.source.positions import Place
from pipeline.transform.build import Built


@dataclass(frozen=True)
class Compared:
    """What a comparison found.

    Args:
        pairs: the operations that are on both sides.
        here: those of ours that are not there.
        there: those there that are not ours, each with its whole path.
        findings: what is said of each thing, each once.
        types: for each schema there, where ours stands in our sources.
    """

    pairs: tuple[Pair, ...]
    here: tuple[Operation, ...]
    there: tuple[tuple[Operation, str], ...]
    findings: tuple[Finding, ...]
    types: Mapping[Pointer, Place]

    @property
    def agrees(self) -> bool:
        """Whether nothing differs."""
        return not any(one.differs for one in self.findings)


def compare(ours: Built, theirs: Document) -> Compared:
    """Compares a built document of ours with another one, operation by operation and member by member."""
    before = server_path(ours.document)
    mine = [(operation, before + operation.path) for operation in operations(ours.document)]
    its = list(theirs.operations())
    pairs = match(mine, its)
    notes = Notes(ours, theirs)
    for pair in pairs:
        _operation(notes, pair, before)
    known = [pair.ours for pair in pairs]
    here = tuple(operation for operation, _ in mine if operation not in known and not theirs.partial)
    taken = [pair.theirs for pair in pairs]
    there = tuple((operation, path) for operation, path in its if operation not in taken)
    for operation in here:
        _absent_there(notes, operation)
    for operation, path in there:
        _absent_here(notes, operation, path)
    return Compared(tuple(pairs), here, there, tuple(gathered(notes.findings)), notes.types)


def _operation(notes: Notes, pair: Pair, before: str) -> None:
    """Compares one operation with the one there."""
    notes.title, notes.met = pair.ours.title, set()
    here, there = pair.ours.pointer, pair.theirs.pointer
    notes.tell("confirmed", "operation", notes.title, "", here, there, after=pair.by)
    if pair.ours.method != pair.theirs.method:
        here_is, there_is = pair.ours.method, pair.theirs.method
        message = f"the method is {there_is.upper()} there, {here_is.upper()} here"
        notes.tell("contradicted", "method", notes.title, message, here, there, here_is, there_is)
    _path(notes, pair, before)
    compare_parameters(notes, pair)
    compare_bodies(notes, here, there)
    compare_answers(notes, here, there)


def _absent_there(notes: Notes, operation: Operation) -> None:
    """Tells of an operation of ours that is not there."""
    notes.title = operation.title
    message = f"{operation.method.upper()} {operation.path} is not there"
    notes.tell("absent there", "operation", notes.title, message, operation.pointer, None)


def _absent_here(notes: Notes, operation: Operation, path: str) -> None:
    """Tells of an operation there that is not ours."""
    notes.title = operation.title
    message = f"{operation.method.upper()} {path} is not here"
    notes.tell("absent here", "operation", notes.title, message, (), operation.pointer, after=path)


def _path(notes: Notes, pair: Pair, before: str) -> None:
    path = before + pair.ours.path
    here, there = pair.ours.pointer[:2], pair.theirs.pointer[:2]
    if blank(path) == blank(pair.path):
        return
    message = f"the path is {pair.path} there, {path} here"
    # The path stands in the API's own file, beside the reference to what it holds.
    place = notes.ours.origins.place(("paths",)).inside(pair.ours.path)
    one = Finding("contradicted", "path", notes.title, message, here, place, there, notes.title, "call", path)
    notes.findings.append(replace(one, after=pair.path))

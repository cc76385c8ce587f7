"""Notes: what a comparison has found so far, and where it is."""

from dataclasses import dataclass, field, replace
from typing import Any

from adoption.document import Document
from adoption.finding import Finding, Outcome, Side
from pipeline.source.pointer import Pointer, find, parse
from pipeline.source.positions import Place
from pipeline.transform.build import Built


@dataclass
class Notes:
    """The state of one comparison.

    Args:
        ours: our contract, built.
        theirs: the other document.
        findings: what was found so far.
        title: the operation that is being compared.
        met: the pairs of schemas that were met in it.
        types: for each schema there, where ours stands.
    """

    ours: Built
    theirs: Document
    findings: list[Finding] = field(default_factory=list)
    title: str = ""
    met: set[tuple[Pointer, Pointer, Side]] = field(default_factory=set)
    types: dict[Pointer, Place] = field(default_factory=dict)

    def tell(
        self,
        outcome: Outcome,
        what: str,
        about: str,
        message: str,
        here: Pointer,
        there: Pointer | None,
        before: Any = None,
        after: Any = None,
        side: Side = "call",
        needed: bool = False,
    ) -> None:
        """Notes a finding, with its place in our sources."""
        place = self.ours.origins.place(here)
        told = Finding(outcome, what, about, message, here, place, there, self.title, side, before, after)
        self.findings.append(replace(told, needed=frozenset({side} if needed else ())))

    def required(self, about: str, here: Pointer, there: Pointer, mine: bool, its: bool, side: Side = "call") -> None:
        """Compares whether a thing must be there."""
        if mine == its:
            self.tell("confirmed", "required", about, "", here, there, side=side)
            return
        words = {True: "required", False: "optional"}
        message = f"it is {words[its]} there, {words[mine]} here{where(side)}"
        self.tell("contradicted", "required", about, message, here, there, mine, its, side)

    def values(self, here: Pointer, there: Pointer) -> tuple[dict[str, Any], dict[str, Any]]:
        """The objects at a place here and at one there."""
        return find(self.ours.document, here), find(self.theirs.value, there)


def where(side: Side) -> str:
    """A side, as the end of a sentence."""
    return {"answer": "", "create": " in the body", "update": " in the body of a change", "call": ""}[side]


def located(document: dict[str, Any], at: Pointer) -> Pointer:
    """Where the thing at a pointer is described: itself, or where its `$ref` leads."""
    value = find(document, at)
    while isinstance(value, dict) and isinstance(value.get("$ref"), str):
        at = parse(value["$ref"].partition("#")[2])
        value = find(document, at)
    return at


def below(document: dict[str, Any], at: Pointer) -> dict[str, Pointer]:
    """The keys of an object, each with where it is described."""
    try:
        return {str(key): located(document, (*at, key)) for key in find(document, at)}
    except LookupError:
        return {}

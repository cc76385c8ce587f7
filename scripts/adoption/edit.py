"""An edit under way: the files that are open, what is taken in and from where, and what is left for a person."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from adoption.comparison import Compared
from adoption.document import Document
from adoption.finding import Finding
from adoption.workbench import Workbench, put
from pipeline.source.operation import Operation, operations
from pipeline.source.pointer import Pointer, parse
from pipeline.source.positions import Place
from pipeline.source.vocabulary import weaker
from pipeline.transform.build import Built

BEFORE_BODY = (
    *("operationId", "tags", "summary", "description", "x-status", "x-source", "x-access", "x-rules", "x-sets"),
    *("x-record", "x-python-name", "x-operation-names", "parameters"),
)
"""The keys of an operation that stand before its body and its answers."""

BEFORE_STATUS = ("operationId", "tags", "summary", "description", "name", "in", "required", "schema")


@dataclass
class Edit:
    """The state of one edit.

    Args:
        bench: our files, open.
        built: our contracts by name, built, as they were before.
        api: the one that is edited.
        theirs: what is taken in.
        compared: what differs.
        source: what to name as the source: the file and the date.
        left: what was not taken in, each with the reason.
        names: the new name of each member that was renamed, by its place.
        gone: the members that were taken out.
        hidden: the members that are met in answers alone now, or in bodies alone: each with where it is not.
        values: what each value that changed is described by there.
        must: the members that must be there now: by schema, name and side, where each is described there.
        taken: the findings that were taken in elsewhere than where they were made.
        copies: what an operation has a copy of its own of, by where it and the shared one stand.
        arrays: the answers that are no pages any more.
        apart: whether what all APIs have in common must stay as it is.
        lines: what was done, in words.
    """

    bench: Workbench
    built: Mapping[str, Built]
    api: str
    theirs: Document
    compared: Compared
    source: str
    left: dict[Place, tuple[Finding, str]] = field(default_factory=dict)
    names: dict[Place, str] = field(default_factory=dict)
    gone: set[Place] = field(default_factory=set)
    hidden: set[tuple[Place, str]] = field(default_factory=set)
    values: dict[Place, Pointer] = field(default_factory=dict)
    must: dict[tuple[Place, str, str], Pointer] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    copies: dict[tuple[Place, Place], Place] = field(default_factory=dict)
    arrays: set[Place] = field(default_factory=set)
    apart: bool = False
    lines: list[str] = field(default_factory=list)

    @property
    def status(self) -> str:
        """How well known what is taken in is."""
        return self.theirs.status

    @property
    def ours(self) -> Built:
        """The contract that is edited."""
        return self.built[self.api]

    def findings(self, *what: str) -> Iterator[Finding]:
        """The differences of these kinds that nobody has left to a person."""
        for one in self.compared.findings:
            if one.differs and one.what in what and one.place not in self.left and id(one) not in self.taken:
                yield one

    def leave(self, one: Finding, why: str) -> None:
        """Leaves a difference to a person."""
        self.left.setdefault(one.place, (one, why))

    def of(self, operation: Place, place: Place) -> Place:
        """A member's place for an operation: in the copy of its own, where it has one."""
        own = self.copies.get((operation, Place(place.file, place.pointer[:-2])))
        return own.inside(*place.pointer[-2:]) if own else place

    def operation(self, title: str) -> Operation:
        """The operation of that operationId."""
        return next(one for one in operations(self.ours.document) if one.title == title)

    def source_of(self, operation: Operation) -> Any:
        """The operation as it stands in our files."""
        return self.bench.node(self.ours.origins.place(operation.pointer))

    def users(self, place: Place) -> list[str]:
        """The APIs in whose paths a place of our files stands."""
        return [
            api
            for api, one in self.built.items()
            if any(one.origins.place(operation.pointer) == place for operation in operations(one.document))
        ]


def follow(bench: Workbench, place: Place) -> Place:
    """The place that a reference leads to; the place itself where there is none."""
    node = bench.node(place)
    while isinstance(node, dict) and isinstance(node.get("$ref"), str):
        path, _, fragment = str(node["$ref"]).partition("#")
        file = (place.file.parent / path).resolve() if path else place.file
        place = Place(file, parse(fragment))
        node = bench.node(place)
    return place


def reference(from_file: Path, to: Place) -> str:
    """The `$ref` by which one of our files names a place in another, or in itself."""
    fragment = "#" + "".join(f"/{part}" for part in to.pointer)
    if from_file.resolve() == to.file.resolve():
        return fragment
    up = [".."] if from_file.parent != to.file.parent and to.file.parent in from_file.parents else []
    down = to.file.relative_to(from_file.parent if not up else to.file.parent)
    return "/".join([*up, down.as_posix()]) + fragment


def stand(node: Any, status: str, source: str, api: str, users: list[str], changed: bool = False) -> None:
    """Says of a thing in our files how well it is known, for one of the APIs that share it.

    It is not known less well than it was, unless it is said to be otherwise now.
    """
    if status == "inferred":
        old = node.get("x-source")
        before = old.get(api) if isinstance(old, dict) else old
        source = f"{source}; before: {before}" if before else source
    for key, new in (("x-status", status), ("x-source", source)):
        old = node.get(key)
        told = old if isinstance(old, dict) else dict.fromkeys(users, old)
        if key == "x-status" and told.get(api) and weaker(str(told[api]), status) == status and not changed:
            return
        unsaid = "inferred" if key == "x-status" else "convention"
        told = {name: told.get(name) or unsaid for name in users} | {api: new}
        kept = {name: told[name] for name in users if told.get(name)}
        same = len(set(kept.values())) == 1 and len(kept) == len(users)
        after = BEFORE_STATUS if key == "x-status" else (*BEFORE_STATUS, "x-status")
        put(node, key, new if same else kept, after)
        if key == "x-status" and not same:
            node[key].fa.set_flow_style()

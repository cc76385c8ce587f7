"""A change of a contract: what redocly tells of it, where it is in our words, and whom it breaks."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from versioning.reach import METHODS, Pointer, Reach, parts

Verdict = Literal["breaking", "correction", "addition", "annotation"]
PYTHON_NAMES = ("x-python-name", "tags")
SILENT = ("content", "schema", "properties", "schemas", "components", "paths")


@dataclass(frozen=True)
class Change:
    """One change.

    Args:
        verdict: `breaking` what is documented or verified; a `correction` breaks what was inferred only; an `addition`
            breaks nobody; an `annotation` (text, example, status)
            changes nothing that is sent.
        where: the operation or the component and what of it, for people.
        said: what changed.
        rule: redocly's name for what it breaks, or ours; empty where it breaks nothing.
        line: of the new document, or of the old one where it was removed; 0 where it is in many.
        operations: those that it shows in.
    """

    verdict: Verdict
    where: str
    said: str
    rule: str
    line: int
    operations: tuple[str, ...]

    @property
    def breaks(self) -> bool:
        """Whether a caller of the API as described before may have to change."""
        return self.verdict in ("breaking", "correction")


def read(told: Iterable[Mapping[str, Any]], old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """What redocly tells, as changes; the worst first, in the order of the document otherwise.

    Args:
        told: its changes.
        old: the older document, which says how far was known what a change breaks.
        new: the newer one.
    """
    before, after = Reach(old), Reach(new)
    seen = [*told, *_reordered(old, new)]
    found = [_change(one, before, after) for one in seen if not _is_the_version(one)]
    order = ("breaking", "correction", "addition", "annotation")
    return sorted(found, key=lambda change: order.index(change.verdict))


def _change(told: Mapping[str, Any], before: Reach, after: Reach) -> Change:
    added = "base" not in told
    place = told["revision" if added else "base"]
    pointer = parts(place["pointer"])
    reach = after if added else before
    rule = _rule(told, pointer, before, after)
    known = before.status(pointer[:-1] if added else pointer)
    line = told.get("revision", place)["line"]
    users = tuple(operation.key for operation in reach.using(pointer))
    return Change(_verdict(told, rule, pointer, known), _where(pointer, reach), _said(told), rule, line, users)


def _verdict(told: Mapping[str, Any], rule: str, pointer: Pointer, known: str) -> Verdict:
    if rule:
        return "correction" if known == "inferred" else "breaking"
    sent = all(step == "x-open-enum" or not step.startswith("x-") for step in pointer)
    return "addition" if told["impact"] == "minor" and sent else "annotation"


def _rule(told: Mapping[str, Any], pointer: Pointer, before: Reach, after: Reach) -> str:
    """What a change breaks. redocly looks at JSON that is sent; callers in Python know operations and members by name,
    and a body's member as an argument; legacy callers know XML by its names; and nobody counts on a guess."""
    if pointer[:1] == ("paths",) and not before.using(pointer):
        return ""  # a new operation breaks no caller, whatever it requires
    if told["impact"] == "major":
        return " ".join(dict.fromkeys(verdict["ruleId"] for verdict in told["verdicts"])) or "major"
    if told.get("property") in PYTHON_NAMES:
        return "python-name-changed" if _python(before, pointer) != _python(after, pointer) else ""
    if (
        told.get("property") in ("type", "format")
        and told["kind"] == "modified"
        and "schema" in told.get("typeName", "").lower()
    ):
        return "value-type-changed"
    withdrawn = told.get("property") == "x-status" and _values(told)[1] == "inferred"
    if withdrawn and before.status(pointer) != "inferred":
        return "promise-withdrawn"
    if told.get("typeName") == "Xml":
        return "xml-changed"
    if told["kind"] == "removed" and pointer[-2:-1] == ("properties",):
        return "request-member-removed"
    if told["kind"] == "removed" and pointer[:2] == ("components", "schemas") and len(pointer) == 3:
        derived = before.document["components"]["schemas"][pointer[2]].get("x-derived-from")
        return "" if derived else "python-class-removed"
    return ""


def _python(reach: Reach, pointer: Pointer) -> list[str]:
    """Return the names in Python of the operations that a part belongs to: the same names break no caller."""
    operations = [reach.at(one.place) for one in reach.using(pointer)]
    named = [one.get("x-python") or [one.get(name) for name in PYTHON_NAMES] for one in operations]
    own = reach.at(pointer[:-1])
    member = own.get("x-python-name") if pointer[:1] == ("components",) and isinstance(own, dict) else None
    return sorted(map(str, [*named, member]))


def _reordered(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Types whose XML has its elements in another order, which redocly does not look at and a data contract does."""
    types = [document.get("components", {}).get("schemas", {}) for document in (old, new)]
    for name in (name for name in types[0] if name in types[1] and name.endswith("Xml")):
        before, after = (list(schemas[name].get("properties", {})) for schemas in types)
        if [member for member in before if member in after] != [member for member in after if member in before]:
            place = {"pointer": f"#/components/schemas/{name}", "line": 0}
            verdict = {"ruleId": "xml-order-changed", "message": "The elements stand in another order."}
            yield {"path": "", "kind": "modified", "impact": "major", "verdicts": [verdict], "base": place}


def _is_the_version(told: Mapping[str, Any]) -> bool:
    return bool(told["path"] == "#/info" and told.get("property") == "version")


def _said(told: Mapping[str, Any]) -> str:
    verdicts = " ".join(verdict["message"] for verdict in told["verdicts"])
    if verdicts:
        return verdicts
    name = f"`{told['property']}` " if told.get("property") else ""
    if told["kind"] != "modified":
        return f"{name}{told['kind']}."
    old, new = _values(told)
    shown = f" from {_value(old)} to {_value(new)}" if _is_short(old) and _is_short(new) else ""
    return f"{name}changed{shown}."


def _values(told: Mapping[str, Any]) -> tuple[Any, Any]:
    return told.get("base", {}).get("value"), told.get("revision", {}).get("value")


def _value(value: Any) -> str:
    return "nothing" if value is None else repr(value)


def _is_short(value: Any) -> bool:
    return value is None or (isinstance(value, str | int) and len(str(value)) <= 40)


def _where(pointer: Pointer, reach: Reach) -> str:
    """A place for people: `GET /v2/jobs responses/200`, `Job.jobNo`."""
    if pointer[:1] == ("paths",):
        method = pointer[2].upper() + " " if pointer[2:3] and pointer[2] in METHODS else ""
        rest = pointer[3:] if method else pointer[2:]
        if rest[:1] == ("parameters",) and len(rest) > 1:
            parameter = reach.at(pointer[: len(pointer) - len(rest) + 2])
            rest = ("parameters", str(parameter.get("name") or parts(parameter["$ref"])[-1]), *rest[2:])
        return " ".join(filter(None, [method + "/".join(pointer[1:2]), "/".join(_spoken(rest))]))
    return ".".join(_spoken(pointer)) or "the document"


def _spoken(steps: Pointer) -> Iterator[str]:
    return (step for step in steps if step not in SILENT)

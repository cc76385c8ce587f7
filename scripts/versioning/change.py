"""Classify the changes of a contract that redocly reports: where each one is, and which callers it breaks."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pipeline.source.grammar import METHODS
from versioning.usage import Pointer, UsageIndex, parts

Verdict = Literal["breaking", "correction", "addition", "annotation"]
PYTHON_NAMES = ("x-python-name", "tags")
IGNORED_STEPS = ("content", "schema", "properties", "schemas", "components", "paths")


@dataclass(frozen=True)
class Change:
    """A change of a contract.

    Args:
        verdict: `breaking` if it breaks something documented or verified; `correction` if it breaks only something
            inferred; `addition` if it breaks no caller; `annotation` (text, example, status) if requests and
            responses stay the same.
        where: the operation or component and the part of it, in a readable form.
        description: what changes, in a sentence.
        rule: the rule that the change breaks, redocly's or ours; empty if it breaks none.
        line: the line in the new document, or in the old one if the part was removed; 0 if there are several.
        operations: the operations that the change affects.
    """

    verdict: Verdict
    where: str
    description: str
    rule: str
    line: int
    operations: tuple[str, ...]

    @property
    def breaks(self) -> bool:
        """Whether a caller of the older contract may have to change."""
        return self.verdict in ("breaking", "correction")


def read(reported: Iterable[Mapping[str, Any]], old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """Return the changes that redocly reports, the worst first, and in document order within a verdict.

    Args:
        reported: the changes in redocly's JSON.
        old: the older document; its statuses decide whether a change is breaking or a correction.
        new: the newer document.
    """
    before, after = UsageIndex(old), UsageIndex(new)
    items = [*reported, *_reordered_xml_types(old, new)]
    changes = [_change(item, before, after) for item in items if not _is_version_change(item)]
    order = ("breaking", "correction", "addition", "annotation")
    return sorted(changes, key=lambda change: order.index(change.verdict))


def _change(reported: Mapping[str, Any], before: UsageIndex, after: UsageIndex) -> Change:
    added = "base" not in reported
    place = reported["revision" if added else "base"]
    pointer = parts(place["pointer"])
    index = after if added else before
    rule = _rule(reported, pointer, before, after)
    verdict = _verdict(reported, rule, pointer, before.status(pointer[:-1] if added else pointer))
    line = reported.get("revision", place)["line"]
    affected = tuple(operation.title for operation in index.operations_using(pointer))
    return Change(verdict, _location(pointer, index), _describe(reported), rule, line, affected)


def _verdict(reported: Mapping[str, Any], rule: str, pointer: Pointer, status: str) -> Verdict:
    if rule:
        return "correction" if status == "inferred" else "breaking"
    is_sent = all(step == "x-open-enum" or not step.startswith("x-") for step in pointer)
    return "addition" if reported["impact"] == "minor" and is_sent else "annotation"


def _rule(reported: Mapping[str, Any], pointer: Pointer, before: UsageIndex, after: UsageIndex) -> str:
    """Return the rule that a change breaks; empty if it breaks none.

    redocly checks only the JSON that is sent. Python callers also use the names of operations and properties, and
    pass properties of a body as arguments; legacy callers use the names in XML. Inferred parts are not relied upon.
    """
    if pointer[:1] == ("paths",) and not before.operations_using(pointer):
        return ""  # a new operation breaks no caller
    if reported["impact"] == "major":
        return " ".join(dict.fromkeys(verdict["ruleId"] for verdict in reported["verdicts"])) or "major"
    if reported.get("property") in PYTHON_NAMES:
        return "python-name-changed" if _python(before, pointer) != _python(after, pointer) else ""
    is_schema = "schema" in reported.get("typeName", "").lower()
    if reported.get("property") in ("type", "format") and reported["kind"] == "modified" and is_schema:
        return "value-type-changed"
    withdrawn = reported.get("property") == "x-status" and _values(reported)[1] == "inferred"
    if withdrawn and before.status(pointer) != "inferred":
        return "promise-withdrawn"
    if reported.get("typeName") == "Xml":
        return "xml-changed"
    if reported["kind"] == "removed" and pointer[-2:-1] == ("properties",):
        return "request-property-removed"
    if reported["kind"] == "removed" and pointer[:2] == ("components", "schemas") and len(pointer) == 3:
        derived = before.document["components"]["schemas"][pointer[2]].get("x-derived-from")
        return "" if derived else "python-class-removed"
    return ""


def _python(index: UsageIndex, pointer: Pointer) -> list[str]:
    """Return the Python names of the operations that a part belongs to; equal names break no caller."""
    values = [operation.value for operation in index.operations_using(pointer)]
    python_names = [value.get("x-python") or [value.get(key) for key in PYTHON_NAMES] for value in values]
    owner = index.at(pointer[:-1])
    name = owner.get("x-python-name") if pointer[:1] == ("components",) and isinstance(owner, dict) else None
    return sorted(map(str, [*python_names, name]))


def _reordered_xml_types(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a change for each type whose XML elements are in another order: significant in WCF, ignored by redocly."""
    types = [document.get("components", {}).get("schemas", {}) for document in (old, new)]
    for name in (name for name in types[0] if name in types[1] and name.endswith("Xml")):
        before, after = (list(schemas[name].get("properties", {})) for schemas in types)
        if [tag for tag in before if tag in after] != [tag for tag in after if tag in before]:
            place = {"pointer": f"#/components/schemas/{name}", "line": 0}
            verdict = {"ruleId": "xml-order-changed", "message": "The elements are in another order."}
            yield {"path": "", "kind": "modified", "impact": "major", "verdicts": [verdict], "base": place}


def _is_version_change(reported: Mapping[str, Any]) -> bool:
    return bool(reported["path"] == "#/info" and reported.get("property") == "version")


def _describe(reported: Mapping[str, Any]) -> str:
    verdicts = " ".join(verdict["message"] for verdict in reported["verdicts"])
    if verdicts:
        return verdicts
    name = f"`{reported['property']}` " if reported.get("property") else ""
    if reported["kind"] != "modified":
        return f"{name}{reported['kind']}."
    old, new = _values(reported)
    shown = f" from {_value(old)} to {_value(new)}" if _is_short(old) and _is_short(new) else ""
    return f"{name}changed{shown}."


def _values(reported: Mapping[str, Any]) -> tuple[Any, Any]:
    return reported.get("base", {}).get("value"), reported.get("revision", {}).get("value")


def _value(value: Any) -> str:
    return "nothing" if value is None else repr(value)


def _is_short(value: Any) -> bool:
    return value is None or (isinstance(value, str | int) and len(str(value)) <= 40)


def _location(pointer: Pointer, index: UsageIndex) -> str:
    """Return a readable location: `GET /v2/jobs responses/200`, `Job.jobNo`."""
    if pointer[:1] == ("paths",):
        method = pointer[2].upper() + " " if pointer[2:3] and pointer[2] in METHODS else ""
        rest = pointer[3:] if method else pointer[2:]
        if rest[:1] == ("parameters",) and len(rest) > 1:
            parameter = index.at(pointer[: len(pointer) - len(rest) + 2])
            rest = ("parameters", str(parameter.get("name") or parts(parameter["$ref"])[-1]), *rest[2:])
        return " ".join(filter(None, [method + "/".join(pointer[1:2]), "/".join(_readable_steps(rest))]))
    return ".".join(_readable_steps(pointer)) or "the document"


def _readable_steps(steps: Pointer) -> Iterator[str]:
    return (step for step in steps if step not in IGNORED_STEPS)

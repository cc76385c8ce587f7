"""Rules on references: what is named in one place exists in the other."""

from collections.abc import Iterator
from typing import Any

from pipeline.lint.subject import Subject
from pipeline.source.grammar import component, references
from pipeline.source.operation import Operation
from pipeline.source.problem import Finding


def dangling(subject: Subject) -> Iterator[Finding]:
    """A local reference to a component that is not there, as an overlay can leave it."""
    components = subject.document.get("components", {})
    for pointer, ref in references(subject.document):
        found = component(ref)
        if found is None or found[1] not in components.get(found[0], {}):
            yield Finding(pointer, f"the reference {ref} leads nowhere", "add the component, or mend the name")


def filter_of_no_member(subject: Subject) -> Iterator[Finding]:
    """A query parameter of a list that filters by a member which the list's records do not have.

    One that has a source of its own and no filter is known to exist, whatever it does.
    """
    for operation in subject.operations:
        paging = operation.value.get("x-paging", {})
        members = subject.resolve(items(subject, operation)).get("properties", {})
        for index, value in enumerate(operation.value.get("parameters", ()) if members else ()):
            parameter = subject.resolve(value)
            name = parameter.get("x-filter", {}).get("member", parameter.get("name"))
            pages = parameter.get("name") in (paging.get("parameter"), paging.get("sizeParameter"))
            known = "x-source" in parameter and "x-filter" not in parameter
            if parameter.get("in") == "query" and not pages and not known and name not in members:
                message = f"{parameter.get('name')} of {operation.title} filters by {name}, which its records lack"
                hint = "name the member in x-filter: {member: ..., op: eq}"
                yield Finding((*operation.pointer, "parameters", index), message, hint)


def set_of_no_member(subject: Subject) -> Iterator[Finding]:
    """A transition that sets a member which the record it answers does not have."""
    for operation in subject.operations:
        members = _members_of_answer(subject, operation)
        for name in operation.value.get("x-sets", {}) if members else ():
            if name not in members:
                message = f"{operation.title} sets {name}, which the record it answers lacks"
                yield Finding((*operation.pointer, "x-sets", name), message, "name a member of the record")


def _members_of_answer(subject: Subject, operation: Operation) -> dict[str, Any]:
    for _, status, answer in operation.answers():
        for content in subject.resolve(answer).get("content", {}).values() if status.startswith("2") else ():
            schema = subject.resolve(content.get("schema", {}))
            if isinstance(schema, dict) and "properties" in schema:
                found: dict[str, Any] = schema["properties"]
                return found
    return {}


def items(subject: Subject, operation: Operation) -> Any:
    """The schema of a list's records, which may be a reference; empty for what is no list."""
    paging = operation.value.get("x-paging", {})
    return _members_of_answer(subject, operation).get(paging["items"], {}).get("items", {}) if paging else {}

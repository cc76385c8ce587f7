"""Rules on operations and their answers: one tag, problems as RFC 9457 has them, 403 only where access is governed."""

from collections.abc import Iterator

from pipeline.lint.subject import Subject
from pipeline.source.problem import Finding

PROBLEM = "application/problem+json"


def forbidden_without_access(subject: Subject) -> Iterator[Finding]:
    """A 403 where no access group governs the operation."""
    for operation in subject.operations:
        if "403" in operation.value.get("responses", {}) and "x-access" not in operation.value:
            message = f"{operation.title} answers 403, but no x-access says which access group governs it"
            yield Finding((*operation.pointer, "responses", "403"), message, "the v1 overlay adds 403 where it belongs")

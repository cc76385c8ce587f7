"""Rules on operations and their answers: one tag, problems as RFC 9457 has them, 403 only where access is governed."""

from collections.abc import Iterator

from pipeline.lint.subject import WCF_APIS, Subject
from pipeline.source.problem import Finding

PROBLEM = "application/problem+json"


def not_one_tag(subject: Subject) -> Iterator[Finding]:
    """An operation that belongs to no resource, or to several."""
    for operation in subject.operations:
        tags = operation.value.get("tags", [])
        if len(tags) != 1:
            message = f"{operation.title} has {len(tags)} tags"
            yield Finding(operation.pointer, message, "one tag says in which resource it is found")


def error_without_problem(subject: Subject) -> Iterator[Finding]:
    """An error that is not answered as problem+json."""
    for operation in subject.operations if subject.api not in WCF_APIS else ():
        for pointer, status, answer in operation.answers():
            content = subject.resolve(answer).get("content", {})
            if status[0] not in "123" and list(content) != [PROBLEM]:
                message = f"the answer {status} of {operation.title} is not {PROBLEM}"
                yield Finding(pointer, message, "refer to a response of common.yaml")


def forbidden_without_access(subject: Subject) -> Iterator[Finding]:
    """A 403 where no access group governs the operation."""
    for operation in subject.operations:
        if "403" in operation.value.get("responses", {}) and "x-access" not in operation.value:
            message = f"{operation.title} answers 403, but no x-access says which access group governs it"
            yield Finding((*operation.pointer, "responses", "403"), message, "the v1 overlay adds 403 where it belongs")

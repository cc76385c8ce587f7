"""Rules on responses: 403 only for operations that access groups limit."""

from collections.abc import Iterator

from pipeline.lint.context import LintContext
from pipeline.source.problem import Finding

PROBLEM = "application/problem+json"


def forbidden_without_access(context: LintContext) -> Iterator[Finding]:
    """Find 403 responses of operations that access groups do not limit."""
    for operation in context.operations:
        if "403" in operation.value.get("responses", {}) and "x-access" not in operation.value:
            message = f"{operation.title} has a 403, but no x-access names the access group that limits it"
            yield Finding((*operation.pointer, "responses", "403"), message, "the v1 overlay adds 403 where it belongs")

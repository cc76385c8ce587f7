"""Write the Python names of an operation and its success response, so that no consumer derives them."""

from collections.abc import Iterator
from typing import Any

from pipeline.source.operation import Operation
from pipeline.source.problem import Finding
from pipeline.transform import names
from pipeline.transform.derive.step import Step, with_operations

_READERS = {"list_of", "map_of", "union_of", "records_of", "optional", "scalar", "any_json", "no_content", "page_of"}
_BUILTINS = {"list", "dict", "str", "int", "bool", "bytes"}

RESERVED_FUNCTIONS = _READERS | _BUILTINS | {"or_null", "representation", "builtins", "datetime", "wire"}
"""Names that a generated module of functions uses."""

RESERVED_ARGUMENTS = _READERS | {"self", "wire", "additional_properties", "format", "builtins"}
"""Names that the body of a generated function uses, which no argument may have."""


def with_python_names(document: dict[str, Any]) -> Step:
    """Write `x-python` and `x-success` into each operation.

    `x-python` has the `path` of its method as seen from the API (`jobs.get`), the `function` that builds its request
    and its `arguments`, by place and name in the request. Two operations of one name get a number, with a finding.
    """
    names_by_resource: dict[str, set[str]] = {}
    findings: list[Finding] = []

    def change(operation: Operation) -> dict[str, Any]:
        resource = names.resource(operation.tag or "default")
        used = names_by_resource.setdefault(resource, set())
        method = names.method(operation.tag, operation.id, operation.value.get("x-python-name"))
        function = names.function(operation.id)
        function = f"{function}_" if function in RESERVED_FUNCTIONS else function
        free, free_function = names.unique(method, used), names.unique(function, used)
        findings.extend(_find_renamed(operation, f"{resource}.{method}", f"{resource}.{free}"))
        used.update({free, free_function})
        python: dict[str, Any] = {"path": f"{resource}.{free}", "function": free_function}
        python |= {"arguments": _arguments(document, operation, free_function)}
        success = next(successes(operation), None)
        return {**operation.value, "x-python": python, **({"x-success": success} if success else {})}

    return Step(with_operations(document, change), (), tuple(findings))


def _find_renamed(operation: Operation, name: str, free: str) -> Iterator[Finding]:
    if name != free:
        message = f"{operation.title} is called {free} in Python, because another operation is called {name}"
        yield Finding(operation.pointer, message, "give one of them an x-python-name")


def _arguments(document: dict[str, Any], operation: Operation, function: str) -> dict[str, dict[str, str]]:
    result: dict[str, dict[str, str]] = {}
    for argument in names.distinct(names.arguments(document, operation), RESERVED_ARGUMENTS | {function}):
        result.setdefault(argument.where, {})[argument.wire] = argument.name
    return result


def successes(operation: Operation) -> Iterator[str]:
    """Yield the success statuses: each 2xx, or `default` if there is no 2xx."""
    statuses = [status for _, status, _ in operation.responses()]
    documented = [status for status in statuses if status.startswith("2")]
    yield from documented or (status for status in statuses if status == "default")

"""Error responses: raised by any layer, rendered in one place as problem+json (RFC 9457)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class FieldError:
    """An entry of a problem's `errors`: where the invalid value is, its name or pointer, and the expectation."""

    location: str
    name: str
    detail: str


class Problem(Exception):
    """A request that the sandbox rejects; its type is a short name of the violated rule.

    Of several statuses, in the order of preference, the first one that the operation documents is used.
    """

    def __init__(
        self,
        statuses: int | Sequence[int],
        detail: str,
        *,
        type: str = "",
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.statuses = (statuses,) if isinstance(statuses, int) else tuple(statuses)
        self.detail, self.type, self.errors = detail, type, tuple(errors)
        self.headers = dict(headers or {})

    def status(self, documented_statuses: Sequence[int] = ()) -> int:
        """Return the response status, given those that the operation documents."""
        return next((status for status in self.statuses if status in documented_statuses), self.statuses[0])

    def as_dict(self, status: int, path: str) -> dict[str, Any]:
        """Return the response body."""
        problem: dict[str, Any] = {
            "type": f"urn:accountability-sandbox:{self.type}" if self.type else "about:blank",
            "title": HTTPStatus(status).phrase,
            "status": status,
            "detail": self.detail,
            "instance": path,
        }
        if self.errors:
            problem["errors"] = self.errors
        return problem


def malformed_problem(detail: str) -> Problem:
    """Return the problem for a request that cannot be parsed."""
    return Problem(400, detail, type="malformed")


def invalid_problem(errors: Sequence[FieldError]) -> Problem:
    """Return the problem for a request that does not match the contract."""
    first = errors[0]
    count = f" ({len(errors)} errors in total)" if len(errors) > 1 else ""
    detail = f"{first.location} {first.name or '(root)'}: {first.detail}{count}"
    in_path = all(error.location == "path" for error in errors)  # then no such record exists, either
    return Problem((422, 400, 404) if in_path else (422, 400), detail, type="schema", errors=errors)


def not_found_problem(subject: str) -> Problem:
    """Return the problem for a path that addresses no record."""
    return Problem(404, f"There is no {subject}.", type="not-found")


def no_operation_problem(path: str, methods: str = "", method: str = "") -> Problem:
    """Return the problem for a path (404) or a method (405) that the contract does not have."""
    if not methods:
        return Problem(404, f"No operation matches {path}. See GET /_sandbox for the list.", type="no-path")
    detail = f"{path}: expected {methods}, got {method}."
    return Problem(405, detail, type="method", headers={"Allow": methods})


def reference_problem(errors: Sequence[FieldError]) -> Problem:
    """Return the problem for a request that refers to records which do not exist for its caller."""
    return Problem((409, 422, 400), f"{errors[0].name}: {errors[0].detail}", type="reference", errors=errors)


def rule_problem(rule: str, detail: str, property: str = "") -> Problem:
    """Return the problem for a request that violates a rule of the domain, which its type names."""
    errors = [FieldError("body", property, detail)] if property else []
    return Problem((409, 422, 400), detail, type=rule, errors=errors)

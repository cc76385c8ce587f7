"""Refusals: raised wherever a rule is broken, written out in one place, in the shape the contract gives them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

MEDIA = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Misfit:
    """One value that does not fit its schema: where it stood, what it is called there, what was expected."""

    location: str
    name: str
    detail: str

    def as_dict(self) -> dict[str, str]:
        """The entry of a problem's `errors`."""
        return {"location": self.location, "name": self.name, "detail": self.detail}


class Problem(Exception):
    """A request that is refused.

    Args:
        statuses: the HTTP status, or several in order of preference, of which the first that the operation documents
            is answered.
        detail: what was wrong and what to do about it, for people.
        kind: a short name of the broken rule; becomes the problem's `type`.
        errors: each value that did not fit.
        headers: further headers of the answer.
    """

    def __init__(
        self,
        statuses: int | Sequence[int],
        detail: str,
        *,
        kind: str = "",
        errors: Sequence[Misfit] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.statuses = (statuses,) if isinstance(statuses, int) else tuple(statuses)
        self.detail, self.kind, self.errors = detail, kind, tuple(errors)
        self.headers = dict(headers or {})

    def status(self, documented: frozenset[int]) -> int:
        """The status to answer, given those that the operation documents."""
        return next((status for status in self.statuses if status in documented), self.statuses[0])

    def as_dict(self, status: int, path: str) -> dict[str, Any]:
        """The body of the answer, after RFC 9457."""
        problem: dict[str, Any] = {
            "type": f"urn:accountability-sandbox:{self.kind}" if self.kind else "about:blank",
            "title": HTTPStatus(status).phrase,
            "status": status,
            "detail": self.detail,
            "instance": path,
        }
        if self.errors:
            problem["errors"] = [misfit.as_dict() for misfit in self.errors]
        return problem


def malformed(detail: str) -> Problem:
    """A request that cannot be read at all."""
    return Problem(400, detail, kind="malformed")


def unprocessable(errors: Sequence[Misfit]) -> Problem:
    """A request that can be read and does not fit the contract."""
    first = errors[0]
    count = f" ({len(errors)} in all)" if len(errors) > 1 else ""
    detail = f"{first.location} {first.name or '(whole)'}: {first.detail}{count}"
    of_path = all(each.location == "path" for each in errors)  # then there is no such record, either
    return Problem((422, 400, 404) if of_path else (422, 400), detail, kind="schema", errors=errors)


def not_found(what: str) -> Problem:
    """The record that the path addresses does not exist."""
    return Problem(404, f"There is no {what}.", kind="not-found")


def broken_reference(errors: Sequence[Misfit]) -> Problem:
    """The request refers to records that do not exist."""
    return Problem((409, 422, 400), f"{errors[0].name}: {errors[0].detail}", kind="reference", errors=errors)


def broken_rule(rule: str, detail: str, member: str = "") -> Problem:
    """The request breaks a rule of the domain, which the problem's type names."""
    errors = [Misfit("body", member, detail)] if member else []
    return Problem((409, 422, 400), detail, kind=rule, errors=errors)

"""Parameters of a request: read strictly from text, by the type that the contract gives them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from accountability.spec import Contract

from .members import Schema, typed, types
from .problem import Misfit
from .query import Comparison, Filter
from .schema import Schemas

_UNKNOWN: Mapping[str, Schema] = {}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an operation, as its contract declares it."""

    name: str
    location: str
    required: bool
    schema: Schema
    member: str | None
    op: Comparison
    separate: bool

    @classmethod
    def of(cls, declared: Mapping[str, Any], contract: Contract) -> Parameter:
        """Read what the contract says of a parameter."""
        rule = declared.get("x-filter", {})
        location = declared["in"]
        return cls(
            name=declared["name"],
            location=location,
            required=bool(declared.get("required")),
            schema=contract.resolve(declared.get("schema", {})),
            member=rule.get("member"),
            op=rule.get("op", "eq"),
            separate=declared.get("explode", location == "query"),
        )

    def read(self, texts: Sequence[str], schemas: Schemas) -> tuple[Any, list[Misfit]]:
        """The typed value of the texts that were sent under this name, and what is wrong with it."""
        if "array" in types(self.schema):
            parts = list(texts) if self.separate else [part for text in texts for part in text.split(",")]
            items = self.schema.get("items", {})
            value: Any = [typed(part, items) for part in parts]
        elif len(texts) > 1:
            return None, [Misfit(self.location, self.name, "It may be given once only.")]
        else:
            value = typed(texts[0], self.schema)
        return value, schemas.misfits(self.schema, value, self.location, self.name)

    def filter(self, value: Any, member: str, members: Mapping[str, Schema] = _UNKNOWN) -> Filter:
        """The condition that this parameter puts on records.

        Args:
            value: what was given.
            member: the member that is meant where the contract names none.
            members: those that the records have; a text that is given for a number is taken for one.
        """
        name = self.member or member
        value = typed(value, members.get(name, {})) if isinstance(value, str) else value
        return Filter(name, value, self.op, str(self.schema.get("format", "")))

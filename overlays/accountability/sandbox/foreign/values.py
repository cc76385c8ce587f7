"""Valid values of the schemas of a foreign contract."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from random import Random
from typing import Any

from ..contract.endpoint import Endpoint
from ..contract.schema import Schema, flatten, properties
from ..seed.generator import GenerationError, RecordGenerator


class Values:
    """Valid values of the schemas of an endpoint's contract: examples, generated ones, and given ones if valid."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._contract, self._validators = endpoint.contract, endpoint.validators

    def is_valid(self, schema: Schema, value: Any) -> bool:
        """Return whether a value matches a schema."""
        return not self._validators.errors(schema, value, "record")

    def first(self, schema: Schema, examples: Iterable[Any] = (), number: int = 1) -> Any:
        """Return the first valid example, or else a generated value; `GenerationError` if there is none."""
        keywords = flatten(self._contract, schema)
        example = [keywords["example"]] if "example" in keywords else []
        for candidate in [*examples, *example, *keywords.get("examples", ())]:
            if self.is_valid(schema, candidate):
                return candidate
        return self.prune(schema, self.generate(schema, number))

    def generate(self, schema: Schema, number: int) -> Any:
        """Return a value that is generated from a schema; the same one for the same number."""
        generator = RecordGenerator(self._contract, "", lambda _: ())
        return generator.value_factory("value", schema, ())(Random(number), number)

    def prune(self, schema: Schema, value: Any) -> Any:
        """Return a value without the properties that make it invalid; `GenerationError` if it still is."""
        first = ""
        while errors := self._validators.errors(schema, value, "record"):
            first = first or f"{errors[0].name or 'the body'}: {errors[0].detail[:200]}"
            if not _remove(value, errors[0].name):
                raise GenerationError(first)
        return value

    def fit(self, schema: Schema, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the properties of an object that a schema declares and accepts, completed by those it requires."""
        schemas = properties(self._contract, schema)
        valid = {
            name: value for name, value in values.items() if name in schemas and self.is_valid(schemas[name], value)
        }
        if not self.is_valid(schema, valid):
            blank = self.first(schema)
            required_names = flatten(self._contract, schema).get("required", ())
            valid = {**{name: value for name, value in blank.items() if name in required_names}, **valid}
        result: dict[str, Any] = self.prune(schema, valid)
        return result


def _remove(value: Any, pointer: str) -> bool:
    """Remove the innermost property or item on the way to a place, and return whether there was one."""
    owners: list[tuple[Any, Any]] = []
    for part in pointer.split("/")[1:]:
        name: Any = part.replace("~1", "/").replace("~0", "~")
        name = int(name) if isinstance(value, list) else name
        owners.append((value, name))
        try:
            value = value[name]
        except LookupError:
            break
    for owner, name in reversed(owners):
        if isinstance(owner, list) or name in owner:
            del owner[name]
            return True
    return False

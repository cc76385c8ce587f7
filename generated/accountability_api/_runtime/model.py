"""The base class of generated models, and how their records are written as JSON has them."""

from __future__ import annotations

import datetime
from enum import Enum
from typing import Any, ClassVar, Self, TypeAlias

import msgspec
from attrs import define, field, fields

_encoder = msgspec.json.Encoder(decimal_format="number")
Json: TypeAlias = dict[str, Any]
Mismatches: TypeAlias = list[str]


@define(kw_only=True, repr=False)
class Model:
    """A record of the API.

    Attributes:
        additional_properties: Properties that the contract does not name, and the raw values of mismatches, by their
            names in JSON. `to_dict` writes them unchanged.
    """

    _secret: ClassVar[frozenset[str]] = frozenset()
    _wire: ClassVar[tuple[str, ...]] = ()

    additional_properties: Json = field(factory=dict)

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        """Build the record of a decoded JSON object, in which numbers with a point should be Decimals.

        Args:
            data: The object; it is not changed.
            mismatches: A list that receives the path of each mismatch.

        Raises:
            TypeError: `data` is not an object.
            ContractViolationError: A required property is missing or invalid.
        """
        raise NotImplementedError

    def to_dict(self, *, omit_none: bool = False) -> Json:
        """Return the record by its JSON names: all fields in the order of the contract, then `additional_properties`.

        Decimals stay as they are, dates become strings. A field whose value did not fit the contract has the value
        that was received.

        Args:
            omit_none: Whether to leave out fields that are None: null and absent read alike.
        """
        raise NotImplementedError

    def to_json(self, *, omit_none: bool = False) -> str:
        """Return the record as JSON, each Decimal as a number with all its digits.

        Args:
            omit_none: As for `to_dict`.
        """
        return _encoder.encode(self.to_dict(omit_none=omit_none)).decode()

    def __repr__(self) -> str:
        items = ((a.name, getattr(self, a.name)) for a in fields(type(self)) if a.name != "additional_properties")
        shown = [f"{k}={'***' if k in self._secret else repr(v)}" for k, v in items if v is not None]
        if self.additional_properties:  # names alone: a value may be a secret that does not match its type
            names = ", ".join(f"{name!r}: ..." for name in self.additional_properties)
            shown.append(f"additional_properties={{{names}}}")
        return f"{type(self).__name__}({', '.join(shown)})"


def dump(properties: Json, rest: Json, omit_none: bool) -> Json:
    """Return a record as JSON has it: its fields, then the properties that were received and have no field."""
    result = {
        name: _to_json(value, omit_none) for name, value in properties.items() if not omit_none or value is not None
    }
    for name, value in rest.items():
        if result.get(name) is None:
            result[name] = value
    return result


def _to_json(value: Any, omit_none: bool) -> Any:
    match value:
        case Model():
            return value.to_dict(omit_none=omit_none)
        case Enum():
            return value.value
        case datetime.datetime() | datetime.date():
            return value.isoformat()
        case list() | tuple():
            return [_to_json(item, omit_none) for item in value]
        case dict():
            return {name: _to_json(item, omit_none) for name, item in value.items()}
    return value

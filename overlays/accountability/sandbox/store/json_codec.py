"""Read, write and map JSON without changing a digit of its numbers."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import msgspec

_decoder = msgspec.json.Decoder(float_hook=Decimal)

write = msgspec.json.Encoder(decimal_format="number").encode
"""Return the JSON of a value as bytes, each Decimal as a number with all its digits."""


class InvalidJSONError(ValueError):
    """The content is not JSON, or has numbers or nesting beyond what a service accepts."""


def read(content: bytes | str) -> Any:
    """Return the value of a JSON document; numbers with a point or an exponent are Decimals.

    Raises:
        InvalidJSONError: RFC 8259 does not allow the content (NaN, lone surrogates, bytes that are not UTF-8), or a
            number or the nesting is out of range.
    """
    try:
        return _decoder.decode(content)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise InvalidJSONError(str(error)) from None
    except ArithmeticError:
        raise InvalidJSONError("a number is out of range") from None
    except RecursionError:
        raise InvalidJSONError("it is nested too deeply") from None


def map_values(value: Any, function: Callable[[str, Any], Any], name: str = "") -> Any:
    """Return a JSON value with each plain value replaced by that of a function, which is passed its name and itself."""
    if isinstance(value, dict):
        return {key: map_values(part, function, key) for key, part in value.items()}
    if isinstance(value, list):
        return [map_values(item, function, name) for item in value]
    return function(name, value)


def map_objects(value: Any, function: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
    """Return a JSON value with each of its objects mapped, the innermost first."""
    if isinstance(value, dict):
        return function({name: map_objects(part, function) for name, part in value.items()})
    if isinstance(value, list):
        return [map_objects(item, function) for item in value]
    return value


def without_nulls(value: dict[str, Any]) -> dict[str, Any]:
    """Return an object without the properties that are null."""
    return {name: part for name, part in value.items() if part is not None}

"""JSON with exact numbers: what stands on the wire is what is stored and answered, digit for digit."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec

_reader = msgspec.json.Decoder(float_hook=Decimal)
_writer = msgspec.json.Encoder(decimal_format="number")


class NotJson(ValueError):
    """The bytes are not JSON, or JSON that no service would read."""


def read(content: bytes | str) -> Any:
    """The value that JSON text stands for; numbers with a point or an exponent become Decimal.

    Raises NotJson for anything RFC 8259 does not allow (NaN, lone surrogates, bytes that are not UTF-8) and for
    numbers and nesting beyond any sense.
    """
    try:
        return _reader.decode(content)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise NotJson(str(error)) from None
    except ArithmeticError:
        raise NotJson("a number is out of range") from None
    except RecursionError:
        raise NotJson("it is nested too deeply") from None


def write(value: Any) -> bytes:
    """JSON text of a value, Decimals as numbers with all their digits."""
    return _writer.encode(value)

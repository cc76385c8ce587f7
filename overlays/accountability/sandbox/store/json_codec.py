"""Read and write JSON without changing a digit of its numbers."""

from __future__ import annotations

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

"""Parse the TOML files that users write."""

from __future__ import annotations

import codecs
from typing import Any

from ._errors import ConfigurationError

__all__ = ("parse_toml",)

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def parse_toml(content: bytes, where: str) -> dict[str, Any]:
    """Parse a TOML file; messages begin with `where`, the setting, the file, or both."""
    import tomllib  # imported here, since most clients read no file

    if content.startswith(_MARKS):
        raise ConfigurationError(f"{where}: expected UTF-8 without a byte order mark, got one. Save it as plain UTF-8.")
    try:
        return tomllib.loads(content.decode())
    except UnicodeDecodeError:
        raise ConfigurationError(f"{where}: expected UTF-8, got another encoding. Save it as plain UTF-8.") from None
    except tomllib.TOMLDecodeError as error:  # from None: the text may contain a token
        raise ConfigurationError(f"{where}: expected TOML, got: {error}.") from None

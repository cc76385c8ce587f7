"""Mask credentials in what is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from urllib.parse import quote

__all__ = ("mask", "pattern_of")


def mask(text: str, secrets: Iterable[str]) -> str:
    """Return a string with secrets masked, in upper or lower case."""
    return re.sub(pattern_of(secrets), "***", text, flags=re.IGNORECASE)


def pattern_of(secrets: Iterable[str]) -> str:
    """Return a pattern of secrets, as they are or as JSON, HTML, a URL or a form may write them."""
    longest_first = sorted(filter(None, secrets), key=len, reverse=True)  # one may be a part of another
    return "|".join("".join(map(_escaped_variants, secret)) for secret in longest_first) or "(?!)"


def _escaped_variants(character: str) -> str:
    if character.isascii() and character.isalnum():
        return character
    code, written = ord(character), map(re.escape, (character, escape(character), quote(character, safe="")))
    return rf"(?:\\?(?i:{'|'.join(written)}|u{code:04x})|&#(?i:{code}|x{code:x});)"

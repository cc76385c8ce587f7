"""The encodings in which a log, a page, a form or a file can contain a string."""

from __future__ import annotations

import html
import json
from base64 import b64encode
from urllib.parse import quote, quote_plus


def encoded_forms(secret: str) -> set[str]:
    """Return a secret unchanged, escaped for URLs, JSON and HTML, and in base64 at each alignment."""
    base64_forms = {
        b64encode(before + secret.encode())[4 * bool(before) : -4].decode() for before in (b"", b"x", b"xx")
    }
    return {*escaped_forms(secret), secret.encode().hex(), *base64_forms}


def escaped_forms(secret: str) -> set[str]:
    """Return a secret unchanged and as services escape it in responses."""
    by_number = "".join(character if character.isalnum() else f"\\u{ord(character):04X}" for character in secret)
    in_html = "".join(character if character.isalnum() else f"&#{ord(character)};" for character in secret)
    standard = {secret, quote(secret, safe=""), quote_plus(secret), json.dumps(secret)[1:-1], html.escape(secret)}
    return {*standard, secret.replace("/", r"\/"), by_number, in_html}

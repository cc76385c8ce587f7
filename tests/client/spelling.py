"""The ways in which a text may be written by a log, a page, a form or a program's own format."""

from __future__ import annotations

import html
import json
from base64 import b64encode
from urllib.parse import quote, quote_plus


def forms(secret: str) -> set[str]:
    """A secret as it stands, as URLs, JSON and HTML escape it, and in base64 at each place that it may have."""
    held = {b64encode(before + secret.encode())[4 * bool(before) : -4].decode() for before in (b"", b"x", b"xx")}
    return {*escaped(secret), secret.encode().hex(), *held}


def escaped(secret: str) -> set[str]:
    """A secret as it stands and as services write it into what they say."""
    by_number = "".join(each if each.isalnum() else f"\\u{ord(each):04X}" for each in secret)
    in_html = "".join(each if each.isalnum() else f"&#{ord(each)};" for each in secret)
    told = {secret, quote(secret, safe=""), quote_plus(secret), json.dumps(secret)[1:-1], html.escape(secret)}
    return {*told, secret.replace("/", r"\/"), by_number, in_html}

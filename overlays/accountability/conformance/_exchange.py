"""One request and its answer, as plain values that can be shown to anyone."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from attrs import field, frozen

from accountability.spec import sensitive

# Headers that say nothing about what was asked, or that hold credentials.
HIDDEN = frozenset(
    (
        "authorization",
        "accept-encoding",
        "connection",
        "content-length",
        "cookie",
        "host",
        "user-agent",
        "x-schemathesis-testcaseid",
    )
)
SHOWN = 800


@frozen
class Exchange:
    """What was sent and what came back; `authorized` tells whether credentials went along, never which."""

    method: str
    url: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    status: int
    answer_headers: Mapping[str, str] = field(repr=False)
    content: bytes = field(repr=False)

    @property
    def media(self) -> str:
        """The answer's media type, without parameters."""
        return self.answer_headers.get("content-type", "").split(";")[0].strip().lower()

    @property
    def succeeded(self) -> bool:
        return 200 <= self.status < 300

    def json(self) -> Any:
        """The answer's JSON, its numbers with a point as exact decimals.

        Raises:
            ValueError: It is no JSON.
        """
        return read_json(self.content)

    def curl(self) -> str:
        """The request as a command anyone can repeat, once `$AUTHORIZATION` holds credentials of their own."""
        words = ["curl", "-X", self.method, shlex.quote(self.url)]
        for name, value in self.headers.items():
            if name.lower() not in HIDDEN:
                words += ["-H", shlex.quote(f"{name}: {value}")]
        if any(name.lower() == "authorization" for name in self.headers):
            words += ["-H", '"Authorization: $AUTHORIZATION"']
        if self.body:
            words += ["--data-binary", shlex.quote(mask(self.body.decode("utf-8", "replace")))]
        return " ".join(words)

    def answer(self) -> str:
        """The answer's beginning, as text, without tokens."""
        text = mask(self.content[: 4 * SHOWN].decode("utf-8", "replace"))
        return text if len(text) <= SHOWN else text[:SHOWN] + " ..."


def read_json(content: bytes) -> Any:
    """JSON with exact decimals.

    Raises:
        ValueError: It is no JSON, or holds NaN or an infinity, which JSON has not.
    """
    return json.loads(content, parse_float=Decimal, parse_constant=refuse)


def refuse(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def mask(text: str) -> str:
    """The text with stars for what nobody is to see: tokens, passwords, and what the contracts mark as sensitive."""
    in_json, in_xml = _sensitive()
    text = in_json.sub(lambda match: match[1] + ('"***"' if match[2].startswith('"') else "***"), text)
    return in_xml.sub(r"\1***", text)


@cache
def _sensitive() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Finds a sensitive member with its value: in JSON or a form, and in XML."""
    names = "|".join(sorted(sensitive()))
    value = r'"(?:[^"\\]|\\.)*"?|(?!null\b)[^&\s,}"]+'  # the end of a text may be cut off
    return (
        re.compile(rf'("?\b(?:{names})"?\s*[:=]\s*)({value})', re.IGNORECASE),
        re.compile(rf"(<(?:\w+:)?(?:{names})(?:\s[^>]*)?>)[^<]+", re.IGNORECASE),
    )

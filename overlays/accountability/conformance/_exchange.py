"""One request and its answer, as plain values that can be shown to anyone."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from attrs import field, frozen

# Headers that say nothing about what was asked, or that hold credentials.
HIDDEN = frozenset(
    (
        "authorization",
        "accept-encoding",
        "connection",
        "content-length",
        "host",
        "user-agent",
        "x-schemathesis-testcaseid",
    )
)
SECRET_MEMBERS = re.compile(
    r"""("?\b(?:access_token|refresh_token|password)"?\s*[:=]\s*)("(?:[^"\\]|\\.)*"|[^&\s,}"]+)""", re.IGNORECASE
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
    """The text with the values of tokens and passwords replaced by stars."""
    return SECRET_MEMBERS.sub(
        lambda match: match.group(1) + '"***"' if '"' in match.group(2) else match.group(1) + "***", text
    )

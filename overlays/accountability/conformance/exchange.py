"""One request and its response as plain values, shown without credentials."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from attrs import field, frozen

from accountability.spec import sensitive

_NOT_SHOWN = {"accept-encoding", "authorization", "connection", "content-length", "cookie", "host", "user-agent"} | {
    "x-schemathesis-testcaseid"
}
_MAX_SHOWN = 800
# Characters that are invalid in XML 1.0 or UTF-8, and so in a report.
UNPRINTABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0x7F, 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)], "?")


@frozen
class RecordedExchange:
    """A request and its response. `status` is 0 if no response was received; `content` then holds the reason."""

    method: str
    url: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(default=b"", repr=False)
    status: int = 0
    response_headers: Mapping[str, str] = field(factory=dict, repr=False)
    content: bytes = field(default=b"", repr=False)

    @property
    def media(self) -> str:
        """The response's media type, without parameters."""
        return self.response_headers.get("content-type", "").split(";")[0].strip().lower()

    @property
    def succeeded(self) -> bool:
        return 200 <= self.status < 300

    @property
    def imitates(self) -> str:
        """How far a sandbox imitates the operation: its `schema` alone, `nothing`, or all of it if empty."""
        return self.response_headers.get("accountability-sandbox-imitates", "")

    def json(self) -> Any:
        """Return the response's JSON with exact decimals."""
        return read_json(self.content)

    def record(self) -> dict[str, Any]:
        """Return the response's JSON object; empty if the response is anything else."""
        try:
            value = self.json() if self.succeeded else None
        except ValueError:
            return {}
        return value if isinstance(value, dict) else {}

    def curl(self) -> str:
        """Return the request as a command, with `$AUTHORIZATION` in place of the credentials."""
        words = ["curl", "-X", self.method, shlex.quote(self.url)]
        words += [f"-H {shlex.quote(f'{name}: {value}')}" for name, value in self._shown_headers()]
        if self._is_authorized:
            words += ["-H", '"Authorization: $AUTHORIZATION"']
        if self.body:
            words += ["--data-binary", shlex.quote(self.body.decode("utf-8", "replace"))]
        return " ".join(words)

    def python(self) -> str:
        """Return the request as a line of Python, with the credentials taken from the environment."""
        headers = ", ".join(f"{name!r}: {value!r}" for name, value in self._shown_headers())
        if self._is_authorized:
            headers += f"{', ' if headers else ''}'Authorization': os.environ['AUTHORIZATION']"
        content = f", content={self.body!r}" if self.body else ""
        return f"httpx.request({self.method!r}, {self.url!r}, headers={{{headers}}}{content})"

    def shown_content(self) -> str:
        """Return the beginning of the response's content as text."""
        text = self.content[: 4 * _MAX_SHOWN].decode("utf-8", "replace")
        return text if len(text) <= _MAX_SHOWN else text[:_MAX_SHOWN] + " ..."

    def _shown_headers(self) -> list[tuple[str, str]]:
        return [(name, value) for name, value in self.headers.items() if name.lower() not in _NOT_SHOWN]

    @property
    def _is_authorized(self) -> bool:
        return any(name.lower() == "authorization" for name in self.headers)


def read_json(content: bytes) -> Any:
    """Return the value of JSON in UTF-8 with exact decimals; NaN and infinities are errors, as JSON has none."""
    return json.loads(content.decode(), parse_float=Decimal, parse_constant=_reject_constant)


def _reject_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def mask(text: str, secrets: Iterable[str] = ()) -> str:
    """Return a string with stars in place of tokens, passwords, and properties marked as sensitive."""
    for secret in secrets:
        if len(secret) > 7:
            text = text.replace(secret, "***")
    in_json, in_xml = _sensitive_patterns()
    text = in_json.sub(lambda match: match[1] + ('"***"' if match[2].startswith('"') else "***"), text)
    return in_xml.sub(r"\1***", text).translate(UNPRINTABLE)


@cache
def _sensitive_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return patterns of a sensitive property with its value: in JSON or a form, and in XML."""
    names = "|".join(sorted(sensitive()))
    value = r'"(?:[^"\\]|\\.)*"?|(?!null\b)[^&\s,}"]+'  # the end of a text may be cut off
    return (
        re.compile(rf'("?\b(?:{names})"?\s*[:=]\s*)({value})', re.IGNORECASE),
        re.compile(rf"(<(?:\w+:)?(?:{names})(?:\s[^>]*)?>)[^<]+", re.IGNORECASE),
    )

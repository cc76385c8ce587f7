"""Read what an error response reports, in any of the shapes that services of this kind use."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any

from accountability_api._runtime.errors import MAX_DEPTH, deeper_than

__all__ = ("Problem", "read_problem", "request_id", "retry_after")

_LONGEST = 500  # characters of a service's text that are shown


@dataclass(frozen=True, slots=True)
class Problem:
    """What an error response reports.

    Args:
        title: the kind of error in words, or an OAuth error code.
        detail: what went wrong this time.
        type: an address or name of the kind of error, if the service reports one.
        errors: messages by property.
        properties: every property of a JSON response, as it was received.
    """

    title: str = ""
    detail: str = ""
    type: str = ""
    errors: Mapping[str, list[str]] = field(default_factory=dict)
    properties: Mapping[str, Any] = field(default_factory=dict, repr=False)

    def __str__(self) -> str:
        return self.without("")

    def without(self, prefix: str) -> str:
        """Return the problem in one line, without what `prefix` has already, and each message once."""
        text = ": ".join(dict.fromkeys(part for part in (self.title, self.detail) if part and part not in prefix))
        errors = {
            name: " ".join(message for message in messages if message not in self.detail)
            for name, messages in self.errors.items()
        }
        fields = "; ".join(f"{name}: {messages}" for name, messages in errors.items() if messages)
        return f"{text} ({fields})" if text and fields else text or fields


def read_problem(content: bytes, content_type: str) -> Problem:
    """Return what the body of an error response reports; never fails, since the error itself matters more."""
    text = content.decode("utf-8-sig", errors="replace").strip()
    if text.startswith("{"):
        try:
            return _from_json(text)
        except (ValueError, RecursionError):
            return Problem(detail=_short(text))
    if text.startswith("<"):
        return _from_html(text) if _is_html(text, content_type) else _from_fault(text)
    return Problem(detail=_short(text.strip('"')))


def request_id(headers: Mapping[str, str]) -> str | None:
    """Return the service's id of a request: no page names a header for it, so these are the usual ones."""
    names = ("x-request-id", "request-id", "x-correlation-id", "x-ms-request-id")
    return next((_short(headers[name]) for name in names if name in headers), None)


def retry_after(value: str | None, date: str | None = None) -> float | None:
    """Return the seconds to wait that a Retry-After header requests, as a number or as an HTTP date.

    `date` is the Date header of the same response, so that the two clocks need not agree.
    """
    if value is None:
        return None
    if re.fullmatch(r"\d{1,9}(\.\d+)?", value.strip(), re.ASCII):
        return float(value)
    until = _parse_date(value)
    return max(0.0, (until - (_parse_date(date) or datetime.now(UTC))).total_seconds()) if until else None


def _parse_date(text: str | None) -> datetime | None:
    try:
        parsed = parsedate_to_datetime(text or "")
    except (ValueError, TypeError, OverflowError):
        return None
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)


def _from_json(text: str) -> Problem:
    properties: dict[str, Any] = json.loads(text)
    if deeper_than(properties, MAX_DEPTH):
        raise ValueError("expected fewer levels, got a value that is nested too deeply")
    values = {name.lower(): value for name, value in properties.items()}
    error = values.get("error")
    inner = {str(name).lower(): value for name, value in error.items()} if isinstance(error, dict) else {}
    return Problem(
        title=_text(values.get("title"), error, inner.get("code")),
        detail=_text(
            values.get("detail"), values.get("error_description"), values.get("message"), inner.get("message")
        ),
        type=_text(values.get("type")),
        errors=_field_errors(values.get("errors") or values.get("modelstate")),
        properties=properties,
    )


def _field_errors(errors: Any) -> dict[str, list[str]]:
    """Return messages by property, from `{property: [message]}` or a list of `{pointer, detail}`."""
    if isinstance(errors, dict):
        return {_short(name): [_short(str(text)) for text in _listed(texts)] for name, texts in errors.items()}
    by_name: dict[str, list[str]] = {}
    for error in errors if isinstance(errors, list) else ():
        entry = error if isinstance(error, dict) else {"detail": error}
        name = _text(entry.get("pointer"), entry.get("field"), entry.get("name")).removeprefix("#/")
        by_name.setdefault(name, []).append(_text(entry.get("detail"), entry.get("message")))
    return by_name


def _from_fault(text: str) -> Problem:
    """Read a WCF or SOAP fault, or the text of any other XML."""
    from ._formats.xml.parser import XmlError, texts

    try:
        strings = texts(text.encode())
    except XmlError:
        return Problem(detail=_short(text))
    title = _text(*(strings.get(name) for name in ("Value", "faultcode")))
    return Problem(title=title, detail=_text(*(strings.get(name) for name in ("Text", "faultstring", "Message"))))


def _is_html(text: str, content_type: str) -> bool:
    return "html" in content_type or text[:15].lower().startswith(("<!doctype html", "<html"))


def _from_html(text: str) -> Problem:
    """Read the title of a page that a server or proxy shows to people."""
    match = re.search(r"<(title|h1)[^>]*>([^<]*)<", text[:20_000], re.IGNORECASE)
    return Problem(detail=_short(unescape(match[2])) if match else "an HTML page")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(*values: Any) -> str:
    return next((_short(value) for value in values if isinstance(value, str) and value), "")


def _short(text: str) -> str:
    """Return a text in one line, without characters that control a terminal or that a log cannot write."""
    line = " ".join(
        "".join(character if character.isprintable() else " " for character in text[: 4 * _LONGEST]).split()
    )
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}..."

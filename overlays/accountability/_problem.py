"""What an error answer says, read from any of the shapes that services of this kind use."""

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

_LONGEST = 500  # characters of a foreign text that are worth showing


@dataclass(frozen=True, slots=True)
class Problem:
    """What an error answer says.

    Args:
        title: the kind of error in words, or an OAuth error code.
        detail: what went wrong this time.
        type: an address or name of the kind of error, where the service gives one.
        errors: messages by member.
        members: every member of a JSON answer, as it came.
    """

    title: str = ""
    detail: str = ""
    type: str = ""
    errors: Mapping[str, list[str]] = field(default_factory=dict)
    members: Mapping[str, Any] = field(default_factory=dict, repr=False)

    def __str__(self) -> str:
        return self.beside("")

    def beside(self, said: str) -> str:
        """What there is to say where something has been said: nothing of it again, and each message once."""
        told = ": ".join(dict.fromkeys(part for part in (self.title, self.detail) if part and part not in said))
        more = {name: [one for one in messages if one not in self.detail] for name, messages in self.errors.items()}
        fields = "; ".join(f"{name}: {' '.join(messages)}" for name, messages in more.items() if messages)
        return f"{told} ({fields})" if told and fields else told or fields


def read_problem(content: bytes, content_type: str) -> Problem:
    """What the body of an error answer says; never fails, since the error itself matters more."""
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
    """What the service calls a request: no page names a header for it, so these are the usual ones."""
    names = ("x-request-id", "request-id", "x-correlation-id", "x-ms-request-id")
    return next((_short(headers[name]) for name in names if name in headers), None)


def retry_after(value: str | None, date: str | None = None) -> float | None:
    """Seconds that a Retry-After header asks to wait, given as a number or as an HTTP date.

    Args:
        value: the header.
        date: the answer's own Date header, so that the two clocks need not agree.
    """
    if value is None:
        return None
    if re.fullmatch(r"\d{1,9}(\.\d+)?", value.strip(), re.ASCII):
        return float(value)
    until = _moment(value)
    return max(0.0, (until - (_moment(date) or datetime.now(UTC))).total_seconds()) if until else None


def _moment(text: str | None) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text or "")
    except (ValueError, TypeError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _from_json(text: str) -> Problem:
    members: dict[str, Any] = json.loads(text)
    if deeper_than(members, MAX_DEPTH):
        raise ValueError("nested too deeply to be handed on")
    known = {name.lower(): value for name, value in members.items()}
    error = known.get("error")
    inner = {str(name).lower(): value for name, value in error.items()} if isinstance(error, dict) else {}
    return Problem(
        title=_text(known.get("title"), error, inner.get("code")),
        detail=_text(known.get("detail"), known.get("error_description"), known.get("message"), inner.get("message")),
        type=_text(known.get("type")),
        errors=_field_errors(known.get("errors") or known.get("modelstate")),
        members=members,
    )


def _field_errors(errors: Any) -> dict[str, list[str]]:
    """Messages by member, from `{member: [message]}` or from a list of `{pointer or field, detail or message}`."""
    if isinstance(errors, dict):
        return {_short(name): [_short(str(text)) for text in _listed(texts)] for name, texts in errors.items()}
    found: dict[str, list[str]] = {}
    for error in errors if isinstance(errors, list) else ():
        entry = error if isinstance(error, dict) else {"detail": error}
        name = _text(entry.get("pointer"), entry.get("field"), entry.get("name")).removeprefix("#/")
        found.setdefault(name, []).append(_text(entry.get("detail"), entry.get("message")))
    return found


def _from_fault(text: str) -> Problem:
    """A WCF or SOAP fault, or whatever text an XML answer has."""
    from ._formats.xml.parser import XmlError, texts

    try:
        found = texts(text.encode())
    except XmlError:
        return Problem(detail=_short(text))
    title = _text(*(found.get(name) for name in ("Value", "faultcode")))
    return Problem(title=title, detail=_text(*(found.get(name) for name in ("Text", "faultstring", "Message"))))


def _is_html(text: str, content_type: str) -> bool:
    return "html" in content_type or text[:15].lower().startswith(("<!doctype html", "<html"))


def _from_html(text: str) -> Problem:
    """The title of a page that some server or proxy shows to people."""
    found = re.search(r"<(title|h1)[^>]*>([^<]*)<", text[:20_000], re.IGNORECASE)
    return Problem(detail=_short(unescape(found[2])) if found else "an HTML page")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(*values: Any) -> str:
    return next((_short(value) for value in values if isinstance(value, str) and value), "")


def _short(text: str) -> str:
    """A text in one line, with nothing in it that a terminal or a log would obey or could not write."""
    line = " ".join("".join(each if each.isprintable() else " " for each in text[: 4 * _LONGEST]).split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}..."

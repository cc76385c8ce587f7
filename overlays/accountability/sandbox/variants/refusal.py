"""Services that tell their errors in another shape."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape
from typing import Any

from ..exact import read, write
from ..message import Incoming, Reply
from ..problem import MEDIA
from .variant import Manner, Service, Variant, guessed


def _of_errors(change: Callable[[Reply, dict[str, Any]], Reply]) -> Manner:
    """The manner of a service whose errors differ, those of the legacy service too: nobody has published them."""

    def answer(service: Service, incoming: Incoming) -> Reply:
        reply = service.answer(incoming)
        return change(reply, read(reply.content)) if reply.media == MEDIA else reply

    return answer


def _message(reply: Reply, problem: dict[str, Any]) -> Reply:
    return replace(reply, content=write({"Message": problem["detail"]}), media="application/json")


def _error(reply: Reply, problem: dict[str, Any]) -> Reply:
    body = {"error": "invalid_request", "error_description": problem["detail"]}
    return replace(reply, content=write(body), media="application/json")


def _fault(reply: Reply, problem: dict[str, Any]) -> Reply:
    content = (
        '<Fault xmlns="http://schemas.microsoft.com/ws/2005/05/envelope/none"><Code><Value>Sender</Value></Code>'
        f'<Reason><Text xml:lang="en-US">{escape(problem["detail"])}</Text></Reason></Fault>'
    )
    return replace(reply, content=content.encode(), media="application/xml")


def _html(reply: Reply, problem: dict[str, Any]) -> Reply:
    content = f"<!DOCTYPE html><html><head><title>{escape(problem['title'])}</title></head><body></body></html>"
    return replace(reply, content=content.encode(), media="text/html")


def _ok(service: Service, incoming: Incoming) -> Reply:
    reply = service.answer(incoming)
    if reply.media != MEDIA or guessed(service.endpoint(incoming)) is None:
        return reply
    content = write({"success": False, "message": read(reply.content)["detail"]})
    return replace(reply, status=200, content=content, media="application/json")


VARIANTS = (
    Variant("message-errors", 'errors are {"Message": ...}', _of_errors(_message)),
    Variant("oauth-errors", 'errors are {"error": ..., "error_description": ...}', _of_errors(_error)),
    Variant("fault-errors", "errors are WCF faults in XML", _of_errors(_fault)),
    Variant("html-errors", "errors are HTML pages", _of_errors(_html)),
    Variant("errors-with-200", 'errors are answered with 200 and {"success": false}', _ok),
)

"""Variants whose errors have another shape."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape
from typing import Any

from ..http.message import RawRequest, Response
from ..http.problem import MEDIA_TYPE
from ..store.json_codec import read, write
from .variant import Service, Variant, VariantHandler, inferred_endpoint


def _transform_errors(transform: Callable[[Response, dict[str, Any]], Response]) -> VariantHandler:
    """Return the handler of a variant whose errors differ, the legacy service's too: none are published."""

    def handle(service: Service, raw: RawRequest) -> Response:
        response = service.respond(raw)
        return transform(response, read(response.content)) if response.media == MEDIA_TYPE else response

    return handle


def _message(response: Response, problem: dict[str, Any]) -> Response:
    return replace(response, content=write({"Message": problem["detail"]}), media="application/json")


def _oauth_error(response: Response, problem: dict[str, Any]) -> Response:
    body = {"error": "invalid_request", "error_description": problem["detail"]}
    return replace(response, content=write(body), media="application/json")


def _wcf_fault(response: Response, problem: dict[str, Any]) -> Response:
    content = (
        '<Fault xmlns="http://schemas.microsoft.com/ws/2005/05/envelope/none"><Code><Value>Sender</Value></Code>'
        f'<Reason><Text xml:lang="en-US">{escape(problem["detail"])}</Text></Reason></Fault>'
    )
    return replace(response, content=content.encode(), media="application/xml")


def _html(response: Response, problem: dict[str, Any]) -> Response:
    content = f"<!DOCTYPE html><html><head><title>{escape(problem['title'])}</title></head><body></body></html>"
    return replace(response, content=content.encode(), media="text/html")


def _with_200(service: Service, raw: RawRequest) -> Response:
    response = service.respond(raw)
    if response.media != MEDIA_TYPE or inferred_endpoint(service.endpoint(raw)) is None:
        return response
    content = write({"success": False, "message": read(response.content)["detail"]})
    return replace(response, status=200, content=content, media="application/json")


VARIANTS = (
    Variant("message-errors", 'errors are {"Message": ...}', _transform_errors(_message)),
    Variant("oauth-errors", 'errors are {"error": ..., "error_description": ...}', _transform_errors(_oauth_error)),
    Variant("fault-errors", "errors are WCF faults in XML", _transform_errors(_wcf_fault)),
    Variant("html-errors", "errors are HTML pages", _transform_errors(_html)),
    Variant("errors-with-200", 'errors have status 200 and {"success": false}', _with_200),
)

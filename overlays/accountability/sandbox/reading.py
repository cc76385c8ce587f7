"""Reading a request by its contract: parameters and body become typed values, or the request is refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from accountability import wcf

from .access import Limits
from .account import Account
from .endpoint import Endpoint
from .exact import NotJson, read
from .members import declared, typed
from .message import Incoming, Request
from .problem import Misfit, malformed, unprocessable

FORM = "application/x-www-form-urlencoded"


def request_of(
    incoming: Incoming,
    endpoint: Endpoint,
    path: Mapping[str, str],
    account: Account | None,
    limits: Limits | None = None,
) -> Request:
    """The request that an endpoint is asked for.

    Raises:
        Problem: it cannot be read, or does not fit the contract; all misfits of its parameters are told at once.
    """
    texts = {
        "path": {name: [text] for name, text in path.items()},
        "query": _pairs(incoming.query, "query"),
        "header": {
            name: [incoming.headers[name.lower()]]
            for name in endpoint.header_parameters
            if name.lower() in incoming.headers
        },
    }
    values: dict[str, dict[str, Any]] = {"path": {}, "query": {}, "header": {}}
    misfits: list[Misfit] = []
    for parameter in endpoint.parameters:
        given = texts.get(parameter.location, {}).get(parameter.name)
        if given is not None:
            values[parameter.location][parameter.name], wrong = parameter.read(given, endpoint.schemas)
            misfits += wrong
        elif parameter.required:
            misfits.append(Misfit(parameter.location, parameter.name, "It is required."))
    if misfits:
        raise unprocessable(misfits)
    return Request(endpoint, values["path"], values["query"], _body(incoming, endpoint), account, limits)


def _body(incoming: Incoming, endpoint: Endpoint) -> Any:
    if not endpoint.requests:
        return None
    if not incoming.content:
        if endpoint.requires_body:
            raise malformed(f"A body is required ({', '.join(endpoint.requests)}); there was none.")
        return None
    media = incoming.headers.get("content-type", "").split(";")[0].strip().lower()
    if media not in endpoint.requests:
        raise malformed(f"Content-Type is {media or 'missing'}; this operation takes {', '.join(endpoint.requests)}.")
    schema = endpoint.requests[media]
    value = _value(incoming.content, media, endpoint)
    misfits = endpoint.schemas.misfits(schema, value, "body")
    if misfits:
        raise unprocessable(misfits)
    return value if media == FORM else endpoint.request_shapes[media].fit(value)


def _value(content: bytes, media: str, endpoint: Endpoint) -> Any:
    if media == FORM:
        return _form(content, endpoint.requests[media], endpoint)
    try:
        if media.endswith("xml"):
            return wcf.Codec(endpoint.contract.document).decode(content, endpoint.requests[media])
        return read(content)
    except NotJson as error:
        raise malformed(f"The body is not JSON: {error}.") from None
    except wcf.XmlError as error:
        raise malformed(f"The body is not the XML of this operation: {error}") from None


def _form(content: bytes, schema: Any, endpoint: Endpoint) -> dict[str, Any]:
    members = declared(endpoint.contract, schema)
    pairs = _pairs(content, "body")
    if repeated := [name for name, texts in pairs.items() if len(texts) > 1]:
        raise malformed(f"{', '.join(repeated)}: given more than once.")
    return {name: typed(texts[0], members.get(name, {})) for name, texts in pairs.items()}


def _pairs(content: bytes, where: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    if not content:
        return found
    try:
        for name, text in parse_qsl(content.decode(), keep_blank_values=True, errors="strict", max_num_fields=1000):
            found.setdefault(name, []).append(text)
    except ValueError:
        raise malformed(f"The {where} is not percent-encoded UTF-8.") from None
    return found

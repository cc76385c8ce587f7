"""The list of seeded defects, and what several of them share."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Generator
from typing import Any

from attrs import frozen

from ..service import Call, Defect

Steps = Generator[None, None, None]


@frozen
class Seeded:
    """A defect with its kind and the operations on which it shows."""

    name: str
    kind: str
    operations: tuple[str, ...]
    defect: Defect


DEFECTS: list[Seeded] = []


def defect(kind: str, *operations: str) -> Callable[[Defect], Defect]:
    """Register a defect of a kind, with the operations to run it on."""

    def register(function: Defect) -> Defect:
        DEFECTS.append(Seeded(function.__name__, kind, operations, function))
        return function

    return register


def is_record(path: str, collection: str) -> bool:
    return re.fullmatch(rf"/v[12]/{collection}/\d+", path) is not None


def is_basic(call: Call) -> bool:
    return call.headers.get("authorization", "").startswith("Basic")


def is_known(call: Call) -> bool:
    """Return whether the request has the Basic credentials of an account."""
    if not is_basic(call):
        return False
    token = base64.b64decode(call.headers["authorization"].partition(" ")[2]).decode("latin-1").partition(":")
    return not token[2] and any(each.api_token == token[0] for each in call.sandbox.accounts)


def edit_sent(call: Call, edit: Callable[[str, Any], Any], methods: tuple[str, ...] = ("POST", "PATCH")) -> None:
    """Change each property of the JSON object that is sent."""
    if call.method in methods and call.sent:
        call.send({name: edit(name, value) for name, value in call.sent.items()})


def drop_sent(call: Call, is_dropped: Callable[[Any], bool], method: str = "PATCH") -> None:
    """Leave out properties of the JSON object that is sent."""
    if call.method == method and call.sent:
        call.send({name: value for name, value in call.sent.items() if not is_dropped(value)})


def ignores(call: Call, name: str, path: str) -> None:
    """Leave out a query parameter."""
    if call.path == path and call.method == "GET":
        call.query.pop(name, None)


def respond(call: Call, status: int, value: object) -> None:
    """Respond with a status and a JSON value instead."""
    call.status, call.response_headers["content-type"] = status, "application/json"
    call.reply(value)


def is_xml(call: Call) -> bool:
    return call.status == 200 and call.content.lstrip(b"\xef\xbb\xbf").startswith(b"<")

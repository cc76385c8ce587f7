"""A seeded defect as data: on which calls it shows, and how it changes their requests and responses."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Generator, Mapping
from decimal import Decimal
from typing import Any

from attrs import field, frozen

from .service import Call, Defect

JSON, PROBLEM = "application/json", "application/problem+json"
Steps = Generator[None, None, None]
Edit = Callable[[Call], object]


@frozen
class Seeded:
    """A defect of the calls that match each pattern as a whole.

    Args:
        operations: The operations on which it shows, separated by spaces.
        on: Patterns of the method, the path and perhaps the status of the calls that are changed (`POST /v2/jobs 201`).
        query: Pattern of each query parameter that the request must have.
        when: A further condition of the request.
        rule: Part of the `type` of problems that are changed.
        request: Changes the request.
        response: Changes the response.
        steps: Changes both, in place of all of the above.
    """

    operations: str
    on: str = field(default=".* .*", kw_only=True)
    query: Mapping[str, str] = field(factory=dict, kw_only=True)
    when: Callable[[Call], object] = field(default=lambda _: True, kw_only=True)
    rule: str = field(default="", kw_only=True)
    request: Edit = field(default=lambda _: None, kw_only=True)
    response: Edit = field(default=lambda _: None, kw_only=True)
    steps: Defect | None = field(default=None, kw_only=True)

    def __call__(self, call: Call) -> Steps:
        if self.steps is not None:
            yield from self.steps(call)
            return
        method, path, status = [*self.on.split(" "), ".*"][:3]
        has_query = all(re.fullmatch(pattern, call.query.get(name, "")) for name, pattern in self.query.items())
        is_called = re.fullmatch(method, call.method) and re.fullmatch(path, call.path)
        is_changed = is_called and has_query and self.when(call)
        if is_changed:
            self.request(call)
        yield
        if is_changed and re.fullmatch(status, str(call.status)) and self.rule in str(call.record.get("type")):
            self.response(call)


def is_basic(call: Call) -> bool:
    return call.headers.get("authorization", "").startswith("Basic")


def is_anonymous(call: Call) -> bool:
    return "authorization" not in call.headers


def is_known(call: Call) -> bool:
    """Return whether the request has the Basic credentials of an account."""
    if not is_basic(call):
        return False
    token, password = basic_credentials(call)
    return not password and any(account.api_token == token for account in call.sandbox.accounts)


def is_limited(call: Call) -> bool:
    """Return whether the caller is known, and not the account that may do everything."""
    return is_known(call) and basic_credentials(call)[0] != call.sandbox.accounts[0].api_token


def is_xml(call: Call) -> bool:
    return call.status == 200 and call.content.lstrip(b"\xef\xbb\xbf").startswith(b"<")


def basic_credentials(call: Call) -> tuple[str, str]:
    """Return the user name, which is the API token, and the password of a request."""
    decoded = base64.b64decode(call.headers["authorization"].removeprefix("Basic ")).decode("latin-1")
    name, _, password = decoded.partition(":")
    return name, password


def set_basic_token(call: Call, token: str) -> None:
    call.headers["authorization"] = "Basic " + base64.b64encode(f"{token}:".encode("latin-1")).decode()


def as_first(operations: str, *, when: Callable[[Call], object] = is_known, **where: Any) -> Seeded:
    """Return the defect that requests have the access of the account that may do everything."""
    return Seeded(operations, when=when, request=Call.act_as_first, **where)


def set_path(pattern: str, replacement: str) -> Edit:
    """Replace a part of the path."""
    return lambda call: setattr(call, "path", re.sub(pattern, replacement, call.path))


def set_query(**values: str) -> Edit:
    return lambda call: call.query.update(values)


def edit_query(name: str, edit: Callable[[str], str]) -> Edit:
    return lambda call: call.query.update({name: edit(call.query[name])})


def drop_query(name: str) -> Edit:
    return lambda call: call.query.pop(name, None)


def set_header(name: str, value: str) -> Edit:
    return lambda call: call.headers.update({name: value})


def replace_in_body(pattern: bytes, replacement: bytes) -> Edit:
    return lambda call: setattr(call, "body", re.sub(pattern, replacement, call.body))


def edit_sent(edit: Callable[[Any], Any]) -> Edit:
    """Change each value of the JSON object that is sent."""
    return lambda call: (
        call.send({name: edit(value) for name, value in call.sent_record.items()}) if call.sent_record else None
    )


def edit_sent_strings(edit: Callable[[str], Any]) -> Edit:
    return edit_sent(lambda value: edit(value) if isinstance(value, str) else value)


def edit_sent_amounts(edit: Callable[[Decimal], Any]) -> Edit:
    return edit_sent(lambda value: edit(value) if isinstance(value, Decimal) else value)


def drop_sent(is_dropped: Callable[[Any], bool]) -> Edit:
    """Leave out values of the JSON object that is sent."""

    def edit(call: Call) -> None:
        if call.sent_record:
            call.send({name: value for name, value in call.sent_record.items() if not is_dropped(value)})

    return edit


def set_sent(**values: Any) -> Edit:
    return lambda call: call.send({**call.sent_record, **values})


def edit_records(edit: Callable[[dict[str, Any]], object]) -> Edit:
    """Change each record of a successful response."""
    return lambda call: call.edit_records(edit)


def edit_amounts(edit: Callable[[Decimal], Any]) -> Edit:
    """Change each amount in the records of a successful response."""
    return edit_records(
        lambda record: record.update(
            {name: edit(value) for name, value in record.items() if isinstance(value, Decimal)}
        )
    )


def set_values(**values: Any) -> Edit:
    """Set properties of each record of a successful response."""
    return edit_records(lambda record: record.update(values))


def edit_page(edit: Callable[[dict[str, Any]], dict[str, Any]]) -> Edit:
    """Change properties of a page."""
    return lambda call: call.reply({**call.record, **edit(call.record)}) if "items" in call.record else None


def keep_rows(call: Call, is_kept: Callable[[dict[str, Any]], bool]) -> None:
    """Leave records out of a list and its total."""
    if "items" in call.record:
        rows = [row for row in call.record["items"] if is_kept(row)]
        call.reply({**call.record, "items": rows, "totalCount": len(rows)})


def set_properties(**values: Any) -> Edit:
    """Set properties of the JSON object in the response, such as a problem."""
    return lambda call: call.reply({**call.record, **values})


def set_status(status: int) -> Edit:
    """Respond to the request with a problem that has another status."""

    def edit(call: Call) -> None:
        call.status = status
        call.reply({**call.record, "status": status})

    return edit


def respond(status: int, value: object, media: str = JSON) -> Edit:
    """Respond with a status and a JSON value instead."""

    def edit(call: Call) -> None:
        call.status, call.response_headers["content-type"] = status, media
        call.reply(value)

    return edit


def accept(status: int, name: str, **values: Any) -> Edit:
    """Respond with a success instead, whose property of a name has the id in the path."""
    return lambda call: respond(status, {name: int(call.path.split("/")[3]), **values})(call)


def set_response_header(name: str, value: str) -> Edit:
    return lambda call: call.response_headers.update({name: value})


def drop_response_header(name: str) -> Edit:
    return lambda call: call.response_headers.pop(name, None)


def set_content(edit: Callable[[bytes], bytes]) -> Edit:
    return lambda call: setattr(call, "content", edit(call.content))


def replace_in_content(pattern: bytes, replacement: bytes) -> Edit:
    return set_content(lambda content: re.sub(pattern, replacement, content))


def in_order(*edits: Edit) -> Edit:
    return lambda call: [edit(call) for edit in edits]

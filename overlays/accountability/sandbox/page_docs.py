"""The docs of one operation as a page for people: all that the contract says of it, each piece with its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

import msgspec

from .coverage import OperationCoverage
from .endpoint import Endpoint, prefix
from .exact import write
from .markup import known, row, table, whole
from .members import Schema, declared, types
from .message import Reply
from .page import listed
from .problem import Problem

if TYPE_CHECKING:
    from .app import Sandbox

_DEEPEST = 4  # levels of members inside members; records that hold records of their own kind end there
_PARAMETERS = ("Parameter", "In", "Type", "Known", "What it is")
_MEMBERS = ("Member", "Type", "Known", "What it is")


def docs(sandbox: Sandbox, key: str) -> Reply:
    """The page of an operation.

    Args:
        sandbox: that serves it.
        key: such as `v2.Jobs_GetJob`.

    Raises:
        Problem: 404, there is none of that key.
    """
    endpoint = next((each for each in sandbox.endpoints if each.key == key), None)
    if endpoint is None:
        raise Problem(404, f"There is no operation {key}; GET /_sandbox lists their keys.", kind="no-path")
    told = endpoint.operation
    path = prefix(endpoint.contract) + endpoint.path
    parts = [
        f'<nav aria-label="Back"><a href="/">All operations</a></nav><main id="docs" tabindex="-1">'
        f"<h1>{escape(key)}</h1><p>{escape(told.summary)}</p>",
        f"<dl><dt>Request</dt><dd><code>{escape(told.method)} {escape(path)}</code></dd>",
        f"<dt>Python</dt><dd><code>api.{escape(told.python)}</code></dd>",
        f"<dt>Known</dt><dd>{known(told.status)}: {escape(told.source)}</dd></dl>",
        f"<p>{escape(told.description)}</p>",
        *_covered(OperationCoverage(told)),
        *_parameters(endpoint),
        *_bodies(endpoint),
        *_answers(endpoint),
        "</main>",
    ]
    return whole(f"{key}: {told.summary}", ("docs", "Skip to the docs"), parts)


def _covered(covered: OperationCoverage) -> Iterator[str]:
    if covered.limited_by:
        yield f"<p>The caller's access group limits it, by its level for {escape(covered.limited_by)} (inferred).</p>"
    if covered.rules:
        yield f'<h2 id="rules">Rules</h2>{listed(covered.rules)}'


def _parameters(endpoint: Endpoint) -> Iterator[str]:
    rows = [
        (
            _named(each["name"], each.get("required")),
            escape(each["in"]),
            *_told(endpoint, each, endpoint.operation.status),
        )
        for each in endpoint.operation.parameters
    ]
    if rows:
        yield '<h2 id="parameters">Parameters</h2>'
        yield from table("Parameters (* required)", _PARAMETERS, map(row, rows))


def _bodies(endpoint: Endpoint) -> Iterator[str]:
    body = endpoint.operation.resolve(endpoint.operation.raw.get("requestBody", {}))
    for media, content in body.get("content", {}).items():
        yield f"<h2>Body, <code>{escape(media)}</code></h2>"
        yield from _content(endpoint, content, f"Members of the body, {media}", "* required")


def _answers(endpoint: Endpoint) -> Iterator[str]:
    yield '<h2 id="answers">Answers</h2>'
    for status, answer in sorted(endpoint.answers.items()):
        opened = " open" if status == endpoint.success else ""
        yield f"<details{opened}><summary>{status} {escape(answer.get('description', ''))}</summary>"
        for media, content in answer.get("content", {}).items():
            yield from _content(endpoint, content, f"Members of the {status}, {media}", "* always there")
        yield "</details>"


def _content(endpoint: Endpoint, content: Mapping[str, Any], what: str, star: str) -> Iterator[str]:
    status = str(content.get("x-status", endpoint.operation.status))
    rows = list(_members(endpoint, content.get("schema", {}), "", status))
    yield from table(f"{what} ({status}; {star})", _MEMBERS, rows) if rows else ("<p>Of no known members.</p>",)
    if "example" in content:
        text = msgspec.json.format(write(content["example"]), indent=2).decode()
        yield f"<details><summary>Example</summary><pre>{escape(text)}</pre></details>"


def _members(endpoint: Endpoint, schema: Schema, place: str, status: str, depth: int = 0) -> Iterator[str]:
    """A row a member, those of objects and of arrays' items after their own; how well known if it does not say."""
    schema = endpoint.operation.resolve(schema)
    status = schema.get("x-status", status)
    if "array" in types(schema):
        yield from _members(endpoint, schema.get("items", {}), f"{place}[]", status, depth)
        return
    needed = schema.get("required", ())
    for name, member in declared(endpoint.contract, schema).items():
        whole_name = f"{place}.{name}" if place else name
        yield row((_named(whole_name, name in needed), *_told(endpoint, member, status)))
        if depth < _DEEPEST:
            yield from _members(endpoint, member, whole_name, status, depth + 1)


def _told(endpoint: Endpoint, part: Mapping[str, Any], status: str) -> tuple[str, str, str]:
    """Type, status and description of a parameter or a member; the status given is what it has if it does not say."""
    seen = {**endpoint.operation.resolve(part), **part}
    schema = endpoint.operation.resolve(seen.get("schema", seen))
    kind = " or ".join(sorted(types(schema), key="null".__eq__)) or "any"
    facts = [schema.get("format"), "read only" if seen.get("readOnly") else None]
    facts.append(f"of {seen['x-references']}" if "x-references" in seen else None)
    source = f' <span class="soft">[{escape(seen["x-source"])}]</span>' if seen.get("x-source") else ""
    return (
        escape(", ".join(filter(None, (kind, *facts)))),
        known(seen.get("x-status", status)),
        escape(seen.get("description", "")) + source,
    )


def _named(name: str, required: object) -> str:
    return f"<code>{escape(name)}</code>{'*' if required else ''}"

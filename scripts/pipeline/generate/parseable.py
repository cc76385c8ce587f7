"""The documents that the generator's parser reads: each type once, under one media type labelled JSON."""

from collections.abc import Iterable
from typing import Any

from pipeline.generate.argument import Argument
from pipeline.generate.kind import Choice, Class, Kind, Member
from pipeline.generate.media import JSON
from pipeline.generate.view import ApiView, View

_TYPES = {"text": "string", "wcf": "string", "bytes": "string", "integer": "integer", "number": "number"}
_FORMATS = {"day": "date", "moment": "date-time"}


def models(classes: Iterable[Class]) -> dict[str, Any]:
    """A document of the classes alone."""
    return _document("models", {}, classes)


def api(view: ApiView, classes: Iterable[Class]) -> dict[str, Any]:
    """A document of one API's operations, and of the classes that they may name."""
    paths: dict[str, Any] = {}
    for one in view.operations:
        paths.setdefault(one.path, {})[one.method.lower()] = _operation(one)
    return _document(view.api, paths, classes)


def _document(title: str, paths: dict[str, Any], classes: Iterable[Class]) -> dict[str, Any]:
    schemas = {item.name: _class(item) for item in classes}
    info = {"title": title, "version": "1"}
    return {"openapi": "3.1.0", "info": info, "paths": paths, "components": {"schemas": schemas}}


def _class(item: Class) -> dict[str, Any]:
    if isinstance(item, Choice):
        return {"type": "string", "enum": [value for value, _ in item.values]}
    return _object(item.members)


def _object(members: Iterable[Member]) -> dict[str, Any]:
    members = list(members)
    return {
        "type": "object",
        "properties": {member.wire: schema(member.kind) for member in members},
        "required": [member.wire for member in members if member.required],
    }


def schema(kind: Kind) -> dict[str, Any]:
    """The schema of a kind as the parser reads it best."""
    made = _bare(kind)
    return {"anyOf": [made, {"type": "null"}]} if kind.nullable and made else made


def _bare(kind: Kind) -> dict[str, Any]:
    match kind.sort:
        case "any":
            return {}
        case "record" | "choice":
            return {"$ref": f"#/components/schemas/{kind.name}"}
        case "list":
            return {"type": "array", "items": schema(kind.item or Kind("any"))}
        case "day" | "moment" as sort:
            return {"type": "string", "format": _FORMATS[sort]}
        case sort:
            return {"type": _TYPES.get(sort, sort)}


def _operation(one: View) -> dict[str, Any]:
    made: dict[str, Any] = {
        "operationId": one.id,
        "tags": [one.tag],
        "parameters": [_parameter(argument) for argument in one.of("path", "query", "header")],
        "responses": {answer.status: _answer(answer.kind) for answer in one.answers if answer.status != "2XX"},
    }
    if one.body:
        made["requestBody"] = _content(_body(one))
    return made


def _body(one: View) -> dict[str, Any]:
    inside = one.of("body")
    return schema(inside[0].member.kind) if one.body == "whole" else _object(argument.member for argument in inside)


def _answer(kind: Kind | None) -> dict[str, Any]:
    return {"description": "", **(_content(schema(kind)) if kind else {})}


def _content(body: dict[str, Any]) -> dict[str, Any]:
    return {"content": {JSON: {"schema": body}}}


def _parameter(argument: Argument) -> dict[str, Any]:
    member, where = argument.member, argument.where
    made = {"type": "string"} if where == "header" else schema(member.kind)
    return {"name": member.wire, "in": where, "required": member.required or where == "path", "schema": made}

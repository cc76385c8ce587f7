"""The sandbox behind a service that differs from the contract in ways that a test plants: paths, members, envelopes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import httpx
from attrs import define, field

__all__ = ("OtherService",)

Change = Callable[[Any], Any]


@define
class OtherService:
    """Answers what the sandbox would, but for what was planted.

    Attributes:
        sandbox: A client of the sandbox.
        paths: The service's path by the contract's, both the beginnings of paths; the contract's are unknown here.
        members: By the beginning of a path, the service's names of members by the contract's.
        absent: Beginnings of paths that are not there.
        answers: By the beginning of a path, what is made of each answer before members get their names.
        requests: What was asked.
        values: Every text that went out in an answer.
    """

    sandbox: httpx.Client
    paths: Mapping[str, str] = field(factory=dict)
    members: Mapping[str, Mapping[str, str]] = field(factory=dict)
    absent: tuple[str, ...] = ()
    answers: Mapping[str, Change] = field(factory=dict)
    requests: list[httpx.Request] = field(factory=list)
    values: set[str] = field(factory=set)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        path = self._path(request.url.path)
        if path is None:
            return httpx.Response(404, json={"title": "nothing here"})
        names = next((names for start, names in self.members.items() if _under(path, start)), {})
        theirs = {new: old for old, new in names.items()}
        content = request.content
        if content and "json" in request.headers["content-type"]:
            content = json.dumps(_named(json.loads(content), theirs)).encode()
        kept = {
            name: request.headers[name]
            for name in ("authorization", "accept", "content-type")
            if name in request.headers
        }
        answer = self.sandbox.request(
            request.method, path, params=request.url.params, headers=kept, content=content or None
        )
        if answer.is_error or "json" not in answer.headers.get("content-type", ""):
            return _as_it_came(answer, answer.content)
        value = answer.json()
        for start, change in self.answers.items():
            value = change(value) if _under(path, start) else value
        value = _named(value, names)
        self.values |= set(_texts(value))
        return _as_it_came(answer, json.dumps(value).encode())

    def _path(self, asked: str) -> str | None:
        """The contract's path of one of the service's; None where the service has none such."""
        for ours, theirs in self.paths.items():
            if _under(asked, theirs):
                return ours + asked[len(theirs) :]
        gone = (*self.paths, *self.absent)
        return None if any(_under(asked, start) for start in gone) else asked


def _under(path: str, start: str) -> bool:
    return path == start or path.startswith(f"{start}/")


def _named(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_named(each, names) for each in value]
    if isinstance(value, dict):
        return {names.get(name, name): _named(each, names) for name, each in value.items()}
    return value


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts(each)]
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    return [value] if isinstance(value, str) else []


def _as_it_came(answer: httpx.Response, content: bytes) -> httpx.Response:
    kept = {name: answer.headers[name] for name in ("content-type", "www-authenticate") if name in answer.headers}
    return httpx.Response(answer.status_code, headers=kept, content=content)

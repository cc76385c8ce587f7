"""A service that differs from the sandbox in paths, properties or envelopes that a test sets."""

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
    """Respond as the sandbox does, with the differences that are set.

    Attributes:
        sandbox: A client of the sandbox.
        paths: The service's path prefix by the contract's; requests to the contract's prefix are a 404.
        members: By path prefix, the service's property names by the contract's.
        absent: Path prefixes that are a 404.
        changes: By path prefix, a function of each response's value, applied before properties are renamed.
        requests: The requests received.
        values: Every string sent in a response.
    """

    sandbox: httpx.Client
    paths: Mapping[str, str] = field(factory=dict)
    members: Mapping[str, Mapping[str, str]] = field(factory=dict)
    absent: tuple[str, ...] = ()
    changes: Mapping[str, Change] = field(factory=dict)
    requests: list[httpx.Request] = field(factory=list)
    values: set[str] = field(factory=set)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        path = self._path(request.url.path)
        if path is None:
            return httpx.Response(404, json={"title": "no such path"})
        names = next((names for start, names in self.members.items() if _is_under(path, start)), {})
        contract_names = {new: old for old, new in names.items()}
        content = request.content
        if content and "json" in request.headers["content-type"]:
            content = json.dumps(_rename(json.loads(content), contract_names)).encode()
        headers = {
            name: request.headers[name]
            for name in ("authorization", "accept", "content-type")
            if name in request.headers
        }
        response = self.sandbox.request(
            request.method, path, params=request.url.params, headers=headers, content=content or None
        )
        if response.is_error or "json" not in response.headers.get("content-type", ""):
            return _copy(response, response.content)
        value = response.json()
        for start, change in self.changes.items():
            value = change(value) if _is_under(path, start) else value
        value = _rename(value, names)
        self.values |= set(_strings(value))
        return _copy(response, json.dumps(value).encode())

    def _path(self, requested: str) -> str | None:
        """Return the contract's path of a path of the service, or None if the service does not have it."""
        for contract_path, service_path in self.paths.items():
            if _is_under(requested, service_path):
                return contract_path + requested[len(service_path) :]
        absent = (*self.paths, *self.absent)
        return None if any(_is_under(requested, start) for start in absent) else requested


def _is_under(path: str, start: str) -> bool:
    return path == start or path.startswith(f"{start}/")


def _rename(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_rename(item, names) for item in value]
    if isinstance(value, dict):
        return {names.get(name, name): _rename(item, names) for name, item in value.items()}
    return value


def _strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [string for item in value.values() for string in _strings(item)]
    if isinstance(value, list):
        return [string for item in value for string in _strings(item)]
    return [value] if isinstance(value, str) else []


def _copy(response: httpx.Response, content: bytes) -> httpx.Response:
    headers = {
        name: response.headers[name] for name in ("content-type", "www-authenticate") if name in response.headers
    }
    return httpx.Response(response.status_code, headers=headers, content=content)

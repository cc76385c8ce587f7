"""Where corrections come from: a mapping or a TOML file, each name in it checked against the contract."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, TypeAlias, cast

from . import spec
from ._corrections import Correction, Corrections, placeholders
from ._errors import ConfigurationError
from ._members import named
from ._toml import parse_toml

__all__ = ("Source", "load")

Source: TypeAlias = Mapping[str, Any] | str | os.PathLike[str]
_METHODS = {True: ("GET", "POST"), False: ("POST", "PUT", "PATCH", "DELETE")}
_ENVELOPE = ("items", "page", "pageSize", "totalCount")
_OURS_ALONE = ("authorization", "host", "content-length", "transfer-encoding", "cookie")
_FORM = "application/x-www-form-urlencoded"
_HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


def load(source: Source) -> Corrections:
    """Corrections of the contract, checked.

    Args:
        source: by key (`v2.Jobs_GetJob`) a mapping of method, path, parameters, members, envelope and headers; or the
            path of a TOML file with a table for each key.

    Raises:
        ConfigurationError: the file cannot be read, or it holds an unknown or invalid key; the message says where
            and lists similar names.
    """
    if isinstance(source, Mapping):
        return Corrections({key: _correction(key, told, f"corrections: {key}") for key, told in _flat(source)})
    path = Path(source)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ConfigurationError(f"corrections: expected to read {path}, got: {error.strerror}.") from None
    tables = parse_toml(content, f"corrections: {path}")
    text = content.decode()
    return Corrections({key: _correction(key, each, _place(path, text, key)) for key, each in _flat(tables)})


def _flat(told: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Corrections by key; TOML reads `[v2.Jobs_GetJob]` as one table in another."""
    flat: list[tuple[str, Any]] = []
    for key, value in told.items():
        nested = key in spec.APIS and isinstance(value, Mapping)
        flat += [(f"{key}.{id}", each) for id, each in value.items()] if nested else [(key, value)]
    return flat


def _place(path: Path, text: str, key: str) -> str:
    """File and line of a key's table, where it has a line of its own."""
    for number, line in enumerate(text.splitlines(), 1):
        head = re.match(r"\s*\[([^\[\]]+)\]", line)
        if head and re.sub(r"[\s\"']", "", head[1]) == key:
            return f"corrections: {path}, line {number}: {key}"
    return f"corrections: {path}: {key}"


def _correction(key: str, told: Any, where: str) -> Correction:
    try:
        operation = spec.find(key)
    except spec.UnknownKey as error:
        raise ConfigurationError(f"{where}: {error}") from None
    if not isinstance(told, Mapping):
        raise ConfigurationError(f"{where}: a table is needed, not {_kind(told)}")
    for name in told:
        _known(name, _FIELDS, where, "a correction has no")
    made: dict[str, Any] = {name: _FIELDS[name](operation, told[name], f"{where}: {name}") for name in told}
    if "path" in made:
        _check_arguments(operation, made["path"], made.get("parameters", {}), f"{where}: path")
    return Correction(template=operation.path, paging=operation.paging, **made)


def _method(operation: spec.Operation, told: Any, where: str) -> str:
    allowed = _METHODS[operation.method == "GET"]
    if told not in allowed:
        kind = "read" if operation.method == "GET" else "write"
        raise ConfigurationError(
            f"{where}: {told!r} cannot be the method of a {kind}; expected one of {', '.join(allowed)}"
        )
    return cast(str, told)


def _path(operation: spec.Operation, told: Any, where: str) -> str:
    if not isinstance(told, str) or not re.fullmatch(r"(/[^/\s?#%]*)+", told) or {".", ".."} & {*told.split("/")}:
        raise ConfigurationError(f"{where}: expected a path such as {operation.path}, with version, without query")
    return told


def _check_arguments(operation: spec.Operation, path: str, parameters: Mapping[str, str], where: str) -> None:
    ours = {parameters.get(name, name): name for name in placeholders(operation.path)}
    found = [ours.get(name, name) for name in placeholders(path)]
    for name in found:
        _known(name, placeholders(operation.path), where, "the operation has no path parameter")
    for name in placeholders(operation.path):
        if found.count(name) != 1:
            raise ConfigurationError(f"{where}: {{{name}}} must stand in it once, not {found.count(name)} times")


def _parameters(operation: spec.Operation, told: Any, where: str) -> dict[str, str]:
    form = operation.resolve(operation.request_schema(_FORM) or {})
    known = [*(each["name"] for each in operation.parameters), *form.get("properties", {})]
    return _renamed(told, known, where, "the operation has no parameter")


def _members(operation: spec.Operation, told: Any, where: str) -> dict[str, str]:
    return _renamed(told, named(operation), where, "the operation has, in JSON, no member")


def _envelope(operation: spec.Operation, told: Any, where: str) -> Any:
    if operation.paging is None:
        raise ConfigurationError(f"{where}: the operation is no list that comes in pages")
    if told in ("array", "all"):
        return told
    if not isinstance(told, Mapping):
        raise ConfigurationError(f'{where}: "array", "all" or a table of names is needed, not {_kind(told)}')
    return _renamed(told, _ENVELOPE, where, "an envelope has no")


def _headers(operation: spec.Operation, told: Any, where: str) -> dict[str, str]:
    """Checks names and values; a message never has a value."""
    if not isinstance(told, Mapping):
        raise ConfigurationError(f"{where}: a table is needed, not {_kind(told)}")
    for name, value in told.items():
        if not _HEADER.fullmatch(name) or name.lower() in _OURS_ALONE:
            raise ConfigurationError(f"{where}: {name!r} cannot be set here")
        if not isinstance(value, str) or not value.isprintable() or not value.isascii():
            raise ConfigurationError(f"{where}: {name}: a text in ASCII is needed")
    return {name.title(): value for name, value in told.items()}  # one spelling, to win over the client's own


_FIELDS: Mapping[str, Callable[[spec.Operation, Any, str], Any]] = {
    "method": _method,
    "path": _path,
    "parameters": _parameters,
    "members": _members,
    "envelope": _envelope,
    "headers": _headers,
}


def _renamed(told: Any, known: Collection[str], where: str, unknown: str) -> dict[str, str]:
    """Checks a table of our names and the service's: ours known, and no two of one record come to have one name."""
    if not isinstance(told, Mapping):
        raise ConfigurationError(f"{where}: a table of names is needed, not {_kind(told)}")
    seen: dict[tuple[str, str], str] = {}
    for ours, theirs in told.items():
        _known(ours, known, where, unknown)
        if not isinstance(theirs, str) or not theirs.strip():
            raise ConfigurationError(f"{where}: {ours}: a name is needed, not {_kind(theirs)}")
        above, dot, _ = ours.rpartition(".")
        other = seen.setdefault((above, theirs), ours)
        if other != ours:
            raise ConfigurationError(f"{where}: {other} and {ours} cannot both be {theirs!r}")
        if (namesake := above + dot + theirs) in known and namesake not in told:
            raise ConfigurationError(f"{where}: {ours} cannot be {theirs!r} unless {namesake} has another name as well")
    return dict(told)


def _known(name: str, known: Collection[str], where: str, unknown: str) -> None:
    if name not in known:
        near = spec.near(name, list(known))
        raise ConfigurationError(
            f"{where}: {unknown} {name!r}" + (f"; did you mean {' or '.join(near)}?" if near else "")
        )


def _kind(value: Any) -> str:
    return "an empty text" if value == "" else f"a {type(value).__name__}"

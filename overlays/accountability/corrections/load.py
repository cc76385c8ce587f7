"""Load corrections from a mapping or a TOML file, and check each name in them against the contract."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, TypeAlias, cast

from .. import spec
from .._errors import ConfigurationError
from .._toml import parse_toml
from .correction import Correction, placeholders
from .formats import FORMATS, Format
from .properties import NAMINGS, format_and_types, properties_of

__all__ = ("Source", "load")

Source: TypeAlias = Mapping[str, Any] | str | os.PathLike[str]
_METHODS = {True: ("GET", "POST"), False: ("POST", "PUT", "PATCH", "DELETE")}
_ENVELOPE = ("items", "page", "pageSize", "totalCount")
_RESERVED_HEADERS = ("authorization", "host", "content-length", "transfer-encoding", "cookie")
_FORM = "application/x-www-form-urlencoded"
_HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


def load(source: Source) -> dict[str, Correction]:
    """Load corrections by the keys of their operations, and check them.

    Args:
        source: by key (`v2.Jobs_GetJob`) a mapping of method, path, parameters, naming, properties, formats, envelope,
            first_page, charset and headers; or the path of a TOML file with a table for each key.

    Raises:
        ConfigurationError: the file cannot be read, or a key is unknown or invalid; the message has its place and
            similar names.
    """
    if isinstance(source, Mapping):
        return {key: _correction(key, entry, f"corrections: {key}") for key, entry in _flat(source)}
    path = Path(source)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ConfigurationError(f"corrections: expected to read {path}, got: {error.strerror}.") from None
    tables = parse_toml(content, f"corrections: {path}")
    text = content.decode()
    return {key: _correction(key, entry, _place(path, text, key)) for key, entry in _flat(tables)}


def _flat(entry: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return corrections by key; TOML reads `[v2.Jobs_GetJob]` as a table in a table."""
    flat: list[tuple[str, Any]] = []
    for key, value in entry.items():
        nested = key in spec.APIS and isinstance(value, Mapping)
        flat += [(f"{key}.{id}", table) for id, table in value.items()] if nested else [(key, value)]
    return flat


def _place(path: Path, text: str, key: str) -> str:
    """Return the file and line of a key's table."""
    for number, line in enumerate(text.splitlines(), 1):
        head = re.match(r"\s*\[([^\[\]]+)\]", line)
        if head and re.sub(r"[\s\"']", "", head[1]) == key:
            return f"corrections: {path}, line {number}: {key}"
    return f"corrections: {path}: {key}"


def _correction(key: str, entry: Any, where: str) -> Correction:
    try:
        operation = spec.find(key)
    except spec.UnknownKeyError as error:
        raise ConfigurationError(f"{where}: {error}") from None
    if not isinstance(entry, Mapping):
        raise ConfigurationError(f"{where}: expected a table, got {_kind(entry)}.")
    for name in entry:
        _require_known(name, _FIELDS, where, "a correction has no")
    fields: dict[str, Any] = {name: _FIELDS[name](operation, entry[name], f"{where}: {name}") for name in entry}
    if "path" in fields:
        _check_arguments(operation, fields["path"], fields.get("parameters", {}), f"{where}: path")
    if naming := fields.pop("naming", None):
        fields["properties"] = {**naming, **fields.get("properties", {})}
    return Correction(template=operation.path, paging=operation.paging, **fields)


def _method(operation: spec.Operation, entry: Any, where: str) -> str:
    allowed = _METHODS[operation.method == "GET"]
    if entry not in allowed:
        kind = "read" if operation.method == "GET" else "write"
        raise ConfigurationError(f"{where}: expected a method of a {kind}, one of {', '.join(allowed)}; got {entry!r}.")
    return cast(str, entry)


def _path(operation: spec.Operation, entry: Any, where: str) -> str:
    if not isinstance(entry, str) or not re.fullmatch(r"(/[^/\s?#%]*)+", entry) or {".", ".."} & {*entry.split("/")}:
        raise ConfigurationError(f"{where}: expected a path such as {operation.path}, with version, without query")
    return entry


def _check_arguments(operation: spec.Operation, path: str, parameters: Mapping[str, str], where: str) -> None:
    contract_names = {parameters.get(name, name): name for name in placeholders(operation.path)}
    names = [contract_names.get(name, name) for name in placeholders(path)]
    for name in names:
        _require_known(name, placeholders(operation.path), where, "the operation has no path parameter")
    for name in placeholders(operation.path):
        if names.count(name) != 1:
            raise ConfigurationError(f"{where}: expected {{{name}}} once, got it {names.count(name)} times.")


def _parameters(operation: spec.Operation, entry: Any, where: str) -> dict[str, str]:
    form = operation.resolve(operation.request_schema(_FORM) or {})
    names = [*(parameter["name"] for parameter in operation.parameters), *form.get("properties", {})]
    return _check_names(entry, names, where, "the operation has no parameter")


def _naming(operation: spec.Operation, entry: Any, where: str) -> dict[str, str]:
    """Return the service's name of every property that differs in this style."""
    if entry not in NAMINGS:
        raise ConfigurationError(f"{where}: expected one of {', '.join(NAMINGS)}, got {entry!r}.")
    styled = {path: NAMINGS[entry](path.rpartition(".")[2]) for path in properties_of(operation)}
    return {path: name for path, name in styled.items() if name != path.rpartition(".")[2]}


def _formats(operation: spec.Operation, entry: Any, where: str) -> dict[str, Format]:
    if not isinstance(entry, Mapping):
        raise ConfigurationError(f"{where}: expected a table of formats, got {_kind(entry)}.")
    properties = properties_of(operation)
    formats = {}
    for path, name in entry.items():
        _require_known(path, properties, where, "the operation has, in JSON, no property")
        types = format_and_types(properties[path])
        fitting = {format_name: by_type for format_name, by_type in FORMATS.items() if by_type.keys() & types}
        if name not in fitting:
            expected = f"one of {', '.join(fitting)}" if fitting else "no format for a value of this type"
            raise ConfigurationError(f"{where}: {path}: expected {expected}, got {name!r}.")
        formats[path] = next(fitting[name][kind] for kind in types if kind in fitting[name])
    return formats


def _first_page(operation: spec.Operation, entry: Any, where: str) -> int:
    if operation.paging is None:
        raise ConfigurationError(f"{where}: expected an operation with pages.")
    if entry not in (0, 1) or isinstance(entry, bool):
        raise ConfigurationError(f"{where}: expected 0 or 1, got {entry!r}.")
    return int(entry)


def _charset(operation: spec.Operation, entry: Any, where: str) -> str:
    try:
        return codecs.lookup(entry).name
    except (LookupError, TypeError, ValueError):
        raise ConfigurationError(f"{where}: expected an encoding such as windows-1252, got {entry!r}.") from None


def _names_of_properties(operation: spec.Operation, entry: Any, where: str) -> dict[str, str]:
    return _check_names(entry, properties_of(operation), where, "the operation has, in JSON, no property")


def _envelope(operation: spec.Operation, entry: Any, where: str) -> Any:
    if operation.paging is None:
        if (
            isinstance(entry, Mapping)
            and [*entry] == ["record"]
            and isinstance(entry["record"], str)
            and entry["record"]
        ):
            return dict(entry)
        raise ConfigurationError(
            f'{where}: expected {{ record = "..." }}, since the operation is not a list with pages; got {entry!r}.'
        )
    if entry in ("array", "all"):
        return entry
    if not isinstance(entry, Mapping):
        raise ConfigurationError(f'{where}: expected "array", "all" or a table of names, got {_kind(entry)}.')
    return _check_names(entry, _ENVELOPE, where, "an envelope has no")


def _headers(operation: spec.Operation, entry: Any, where: str) -> dict[str, str]:
    """Check names and values; no message has a value."""
    if not isinstance(entry, Mapping):
        raise ConfigurationError(f"{where}: expected a table, got {_kind(entry)}.")
    for name, value in entry.items():
        if not _HEADER.fullmatch(name) or name.lower() in _RESERVED_HEADERS:
            raise ConfigurationError(f"{where}: expected a header that corrections may set, got {name!r}.")
        if not isinstance(value, str) or not value.isprintable() or not value.isascii():
            raise ConfigurationError(f"{where}: {name}: expected printable ASCII.")
    return {name.title(): value for name, value in entry.items()}  # one spelling, to override the client's own


_FIELDS: Mapping[str, Callable[[spec.Operation, Any, str], Any]] = {
    "method": _method,
    "path": _path,
    "parameters": _parameters,
    "naming": _naming,
    "properties": _names_of_properties,
    "formats": _formats,
    "envelope": _envelope,
    "first_page": _first_page,
    "charset": _charset,
    "headers": _headers,
}


def _check_names(entry: Any, names: Collection[str], where: str, unknown: str) -> dict[str, str]:
    """Check a table of names: the contract's are known, and no two properties of a record get the same name."""
    if not isinstance(entry, Mapping):
        raise ConfigurationError(f"{where}: expected a table of names, got {_kind(entry)}.")
    seen: dict[tuple[str, str], str] = {}
    for name, new in entry.items():
        _require_known(name, names, where, unknown)
        if not isinstance(new, str) or not new.strip():
            raise ConfigurationError(f"{where}: {name}: expected a name, got {_kind(new)}.")
        parent, dot, _ = name.rpartition(".")
        other = seen.setdefault((parent, new), name)
        if other != name:
            raise ConfigurationError(f"{where}: expected different names, got {new!r} for both {other} and {name}.")
        if (existing := parent + dot + new) in names and existing not in entry:
            raise ConfigurationError(
                f"{where}: {name}: expected another name than {new!r}, unless {existing} is renamed too."
            )
    return dict(entry)


def _require_known(name: str, names: Collection[str], where: str, unknown: str) -> None:
    if name not in names:
        near = spec.near(name, list(names))
        raise ConfigurationError(
            f"{where}: {unknown} {name!r}" + (f"; did you mean {' or '.join(near)}?" if near else "")
        )


def _kind(value: Any) -> str:
    return "an empty string" if value == "" else f"a {type(value).__name__}"

"""Read YAML 1.2 files into plain values, with the line of each value.

PyYAML composes the nodes, since its parser in C reads a document of 20 MB in seconds. This module reads scalars itself,
because a loader loses three things: the line of each key, duplicate keys, and the digits of numbers (decimals remain
exact).
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from yaml import MappingNode, MarkedYAMLError, Node, ScalarNode, SequenceNode
from yaml.reader import ReaderError

from pipeline.source.pointer import Pointer, render
from pipeline.source.problem import Problem, Severity

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_NUMBER = re.compile(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?")
_ESCAPED_SURROGATES = re.compile(r"\\\\|((?:\\u[dD][89a-fA-F][0-9a-fA-F]{2})+)")
_PREFIX = "tag:yaml.org,2002:"
_PLAIN = {
    "bool": (r"true|True|TRUE|false|False|FALSE", "tTfF"),
    "int": (r"[-+]?0b[01_]+|[-+]?0o?[0-7_]+|[-+]?[0-9_]+|[-+]?0x[0-9a-fA-F_]+", "-+0123456789"),
    "float": (
        r"[-+]?[0-9][0-9_]*\.[0-9_]*([eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+"
        r"|[-+]?\.[0-9_]+([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
        "-+0123456789.",
    ),
    "null": (r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    "timestamp": (r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt]|[ \t]+)[0-9]{1,2}:.*", "0123456789"),
    "merge": (r"<<", "<"),
}
"""The plain scalars of YAML 1.2 that are not strings, with their first characters, and those that are reported."""
_TOO_DEEP = "is nested too deeply to be read"
MAX_BYTES = 64 * 1024 * 1024
"""The maximum size of a file."""
MAX_ALIASED = 100_000
"""The maximum number of values that aliases repeat: a few lines of nested aliases can expand to gigabytes."""


@dataclass(frozen=True)
class Source:
    """A file that was read: its value, the line of each pointer in it, and its problems."""

    file: Path
    value: Any = None
    lines: dict[Pointer, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def line(self, pointer: Pointer) -> int:
        """Return the line of `pointer`, or of the nearest enclosing value that the file has."""
        while pointer and pointer not in self.lines:
            pointer = pointer[:-1]
        return self.lines.get(pointer, 1)


class Sources:
    """A cache of files, so that a file shared by several APIs is read once."""

    def __init__(self) -> None:
        self._read: dict[Path, Source] = {}

    def read(self, file: Path) -> Source:
        """Return the source of a file; an unreadable file is a source with a problem and no value."""
        if file not in self._read:
            real = file.resolve()
            self._read[file] = self._read[real] if real in self._read else self._read.setdefault(real, read(real))
        return self._read[file]


class UnreadableError(Exception):
    """A file cannot be read as text or as YAML."""

    def __init__(self, file: Path, line: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.problem = Problem(file, line, f"the file {message}", hint=hint)


def read(file: Path) -> Source:
    """Read a YAML 1.2 (or JSON) file into dicts with string keys, lists, str, int, Decimal, bool and None."""
    try:
        node = _compose(file, read_text(file))
        reader = _Reader(file)
        value = reader.value(node, ()) if node is not None else None
    except UnreadableError as error:
        return Source(file, problems=(error.problem,))
    except RecursionError:
        return Source(file, problems=(UnreadableError(file, 1, _TOO_DEEP).problem,))
    return Source(file, value, reader.lines, tuple(reader.problems))


def read_text(file: Path) -> str:
    """Return the text of a file of at most `MAX_BYTES`.

    Raises:
        UnreadableError: the file cannot be read, is too large or is not UTF-8.
    """
    try:
        if file.stat().st_size > MAX_BYTES:
            raise UnreadableError(file, 1, f"is larger than {MAX_BYTES // 1024 // 1024} MB")
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UnreadableError(file, 1, f"can't be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise UnreadableError(file, line, "is not UTF-8 text", "save it as UTF-8") from None


def _compose(file: Path, text: str) -> Node | None:
    description = f"is not {'JSON' if file.suffix.lower() == '.json' else 'YAML'}"
    try:
        return yaml.compose(_without_surrogates(text), _Loader)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = ", ".join(part.strip() for part in (error.context, error.problem) if part)
        message = _TOO_DEEP if "maximum nesting depth" in reason else f"{description}: {reason}"
        raise UnreadableError(file, mark.line + 1 if mark else 1, message) from None
    except ReaderError as error:
        line = text[: error.position].count("\n") + 1
        raise UnreadableError(file, line, f"{description}: {str(error).splitlines()[0]}") from None


class _Loader(yaml.CBaseLoader):
    """Compose nodes in C, with the plain scalars of YAML 1.2 in place of those of YAML 1.1."""


for _tag, (_form, _first) in _PLAIN.items():
    _Loader.add_implicit_resolver(f"{_PREFIX}{_tag}", re.compile(f"(?:{_form})$"), list(_first))


class _Reader:
    """Turn the nodes of one file into values."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.lines: dict[Pointer, int] = {(): 1}
        self.problems: list[Problem] = []
        self._open: set[int] = set()
        self._read: set[int] = set()
        self._aliased = 0

    def value(self, node: Node, at: Pointer) -> Any:
        if id(node) in self._read:
            self._aliased += 1
            if self._aliased > MAX_ALIASED:
                line = node.start_mark.line + 1
                message = f"repeats more than {MAX_ALIASED} values by aliases, the last of them in line {line}"
                raise UnreadableError(self.file, line, message)
        self._read.add(id(node))
        if isinstance(node, ScalarNode):
            return self._scalar(node, at)
        if node.tag not in (f"{_PREFIX}map", f"{_PREFIX}seq"):
            return self._problem(node, at, f"the tag {node.tag} means nothing in JSON", "write a plain value")
        if id(node) in self._open:
            return self._problem(node, at, "an alias is inside its own anchor", "write the value out")
        self._open.add(id(node))
        value = self._mapping(node, at) if isinstance(node, MappingNode) else self._sequence(node, at)
        self._open.discard(id(node))
        return value

    def _sequence(self, node: Node, at: Pointer) -> list[Any]:
        assert isinstance(node, SequenceNode)
        result = []
        for index, item in enumerate(node.value):
            self.lines[(*at, index)] = item.start_mark.line + 1
            result.append(self.value(item, (*at, index)))
        return result

    def _mapping(self, node: MappingNode, at: Pointer) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key, item in node.value:
            name = self._key(key, at)
            if name is None:
                continue
            if name in result:
                first = self.lines[(*at, name)]
                self._problem(key, (*at, name), f"the key {name!r} is repeated, first in line {first}", "keep one")
                continue
            self.lines[(*at, name)] = key.start_mark.line + 1
            result[name] = self.value(item, (*at, name))
        return result

    def _key(self, node: Node, at: Pointer) -> str | None:
        if not isinstance(node, ScalarNode):
            self._problem(node, at, "a key is not a plain string", "JSON has string keys only")
            return None
        if node.tag == f"{_PREFIX}merge":
            self._problem(node, at, "YAML 1.2 has no merge key <<", "write the properties out, or use $ref")
            return None
        return str(node.value)

    def _scalar(self, node: ScalarNode, at: Pointer) -> Any:
        text = str(node.value)
        match str(node.tag).removeprefix(_PREFIX):
            case "str" | "value":
                return text
            case "null":
                return None
            case "bool":
                return text.lower() == "true"
            case "int" | "float":
                return self._number(node, text, at)
            case "timestamp":
                hint = "put it in quotes: parsers read it differently"
                self._problem(node, at, f"the date {text} is not quoted; it was read as text", hint, "warning")
                return text
            case tag:
                return self._problem(node, at, f"the tag {tag} means nothing in JSON", "write a plain value")

    def _number(self, node: ScalarNode, text: str, at: Pointer) -> Any:
        if _INTEGER.fullmatch(text):
            return int(text)
        if text.startswith(("0x", "0o")):
            return int(text, 0)
        plain_digits = _NUMBER.fullmatch(text) and not re.match(r"[-+]?0[0-9]", text)
        if not plain_digits or ("." not in text and "e" not in text.lower()):
            hint = "put it in quotes, or write the number as JSON does"
            self._problem(node, at, f"{text} is not a JSON number; it was read as text", hint, tolerable=True)
            return text
        return exact(text)

    def _problem(
        self, node: Node, at: Pointer, message: str, hint: str, severity: Severity = "error", tolerable: bool = False
    ) -> Any:
        """Record a problem and return None as the value."""
        line = node.start_mark.line + 1
        self.problems.append(Problem(self.file, line, message, render(at), severity, hint, tolerable))


def _without_surrogates(text: str) -> str:
    r"""Return JSON without escaped surrogates: "\ud83d\ude00" is one character in JSON, and an error in YAML."""
    return _ESCAPED_SURROGATES.sub(_character, text) if text[:1] in ("{", "[") else text


def _character(match: re.Match[str]) -> str:
    if not match[1]:
        return match[0]  # an escaped backslash
    return bytes.fromhex(match[1].replace("\\u", "")).decode("utf-16-be", "replace")


def exact(text: str) -> int | Decimal:
    """Return the exact number: `1e12` is an int, `0.10` a Decimal with these digits."""
    number = Decimal(text)
    integral = "." not in text and number == number.to_integral_value()
    return int(number) if integral else number

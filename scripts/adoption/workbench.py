"""The workbench: our YAML files opened for editing, comments, order and layout kept, written all or not at all."""

import io
import os
import re
import tempfile
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.representer import RoundTripRepresenter
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, FoldedScalarString

from pipeline.source.pointer import find
from pipeline.source.positions import Place

LINE = 100
_PLAIN = re.compile(r"[A-Za-z/$(_][^:#\n]*")
_OTHERWISE_READ = {"yes", "no", "on", "off", "true", "false", "null", "y", "n", "~"}


class _Representer(RoundTripRepresenter):
    """Writes null as `null`, as our files do."""


_Representer.add_representer(type(None), lambda self, data: self.represent_scalar("tag:yaml.org,2002:null", "null"))


def _yaml() -> YAML:
    made = YAML()
    made.preserve_quotes = True
    made.width = 4096  # lines are broken where they are, not anew
    made.indent(mapping=2, sequence=4, offset=2)
    made.Representer = _Representer
    made.brace_single_entry_mapping_in_flow_sequence = True
    return made


class Workbench:
    """Files that are edited in memory; what is not asked for is not opened.

    Args:
        folder: `openapi/`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self._open: dict[Path, CommentedMap] = {}
        self._new: set[Path] = set()

    def file(self, file: Path) -> CommentedMap:
        """The whole of a file; an empty one, where there is none yet."""
        file = file.resolve()
        if file not in self._open:
            if file.exists():
                self._open[file] = _yaml().load(file.read_text(encoding="utf-8"))
            else:
                self._open[file] = CommentedMap()
                self._new.add(file)
        return self._open[file]

    def node(self, place: Place) -> Any:
        """What stands at a place; raises LookupError where there is nothing."""
        return find(self.file(place.file), place.pointer)

    def changed(self) -> dict[Path, bytes]:
        """The files that are another than on disk, each as it would be written."""
        made = {file: _text(value).encode() for file, value in self._open.items()}
        return {file: text for file, text in made.items() if file in self._new or text != file.read_bytes()}


def _text(value: CommentedMap) -> str:
    stream = io.StringIO()
    _yaml().dump(value, stream)
    return stream.getvalue()


def write(files: Mapping[Path, bytes]) -> None:
    """Puts files in place: each is whole beside its place before the first one moves, and if one cannot take its
    place, those that have are put back."""
    before = {file: file.read_bytes() if file.exists() else None for file in files}
    waiting: dict[Path, str] = {}
    try:
        for file, content in files.items():
            waiting[file] = _beside(file, content)
        for file, name in list(waiting.items()):
            os.replace(name, file)
            del waiting[file]
    except BaseException:
        for file in files.keys() - waiting.keys():
            _put_back(file, before[file])
        raise
    finally:
        for name in waiting.values():
            Path(name).unlink(missing_ok=True)


def _beside(file: Path, content: bytes) -> str:
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
    os.chmod(name, file.stat().st_mode & 0o777 if file.exists() else 0o644)
    return name


def _put_back(file: Path, content: bytes | None) -> None:
    if content is None:
        file.unlink(missing_ok=True)
    elif file.read_bytes() != content:
        os.replace(_beside(file, content), file)


def rename_key(node: CommentedMap, old: str, new: str) -> None:
    """Gives an entry another key, in its place and with its comments."""
    at = list(node).index(old)
    comment = node.ca.items.pop(old, None)
    node.insert(at, _string(new), node.pop(old))
    if comment is not None:
        node.ca.items[new] = comment


def put(node: CommentedMap, key: str, value: Any, after: Iterable[str] = ()) -> None:
    """Sets an entry; a new one stands behind the last of the keys `after` that is there, else at the end."""
    if key in node:
        node[key] = styled(value)
        return
    known = [name for name in node if name in set(after)]
    at = list(node).index(known[-1]) + 1 if known else len(node)
    node.insert(at, key, styled(value))


def styled(value: Any) -> Any:
    """A plain value as our files write it."""
    if isinstance(value, CommentedMap | CommentedSeq):
        return value
    if isinstance(value, dict):
        made = CommentedMap()
        for key, item in value.items():
            made[_string(key)] = styled(item)
        return made
    if isinstance(value, list | tuple):
        listed = CommentedSeq([styled(item) for item in value])
        if all(not isinstance(item, dict | list) for item in value):
            listed.fa.set_flow_style()
        return listed
    if isinstance(value, Decimal):
        return _yaml().load(f"{value:f}" if "E" in str(value) else str(value))
    return _string(value) if isinstance(value, str) else value


def _string(text: str) -> Any:
    if len(text) > LINE and "\n" not in text:
        return _folded(text)
    if _PLAIN.fullmatch(text) and text.strip() == text and text.lower() not in _OTHERWISE_READ:
        return text
    return DoubleQuotedScalarString(text)


def _folded(text: str) -> FoldedScalarString:
    """A long text over several lines, as `>-` writes it."""
    lines: list[str] = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > LINE:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    made: FoldedScalarString = FoldedScalarString(" ".join(lines))
    ends, at = [], 0
    for line in lines[:-1]:
        at += len(line)
        ends.append(at)
        at += 1
    made.fold_pos = ends  # type: ignore[attr-defined]  # where ruamel.yaml breaks the lines
    return made

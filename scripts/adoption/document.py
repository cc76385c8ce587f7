"""Documents of another hand: OpenAPI 3 files as they were given, read with the pipeline's own means."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pipeline.source.bundle import bundle
from pipeline.source.operation import Operation, operations
from pipeline.source.problem import Finding, Problem, errors
from pipeline.source.read import Source, Sources, read
from pipeline.source.shape import misshapen
from pipeline.transform import dialect
from pipeline.transform.build import Built


class Unreadable(Exception):
    """A file that cannot be taken in.

    Args:
        problems: what is wrong, each with file and line.
    """

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(f"{one.file}:{one.line}: {one.message}" for one in problems))
        self.problems = problems


@dataclass(frozen=True)
class Document:
    """An OpenAPI 3.1 document, references local.

    Args:
        value: the document.
        name: what the file is called.
        partial: whether it is about some operations only, so that what it lacks is not said to be missing.
        status: how well known that makes what it says.
        notes: what it says besides, for people.
        known: the operations that are known so; None for all that it is about.
        date: when it was made, where it says so.
    """

    value: dict[str, Any]
    name: str
    partial: bool = False
    status: str = "documented"
    notes: tuple[str, ...] = ()
    known: frozenset[str] | None = None
    date: str = ""

    def about(self, known: Iterable[str], date: str) -> "Document":
        """The same, where only some operations are known so."""
        return replace(self, known=frozenset(known), date=date)

    def operations(self) -> Iterator[tuple[Operation, str]]:
        """Each operation, with its whole path: that of the server and its own."""
        before = server_path(self.value)
        for operation in operations(self.value):
            yield operation, before + operation.path


def server_path(document: dict[str, Any]) -> str:
    """The path of a document's first server, which its own paths stand below; empty where it has none."""
    servers = document.get("servers") or [{}]
    return urlsplit(str(servers[0].get("url", ""))).path.rstrip("/")


def read_document(file: Path) -> Document:
    """Reads an OpenAPI 3.0 or 3.1 document in JSON or YAML, with the files that it refers to.

    Raises:
        Unreadable: it cannot be read, or is something else.
    """
    sources = _Sources()
    _refuse_others(file, sources.read(file))
    bundled = bundle(file, sources)
    built = Built(file.stem, bundled.document, bundled.problems, bundled.origins)
    if built.sound:
        built = replace(built, document=dialect.modern(built.document))
        built = built.told(*misshapen(built.document))
    if built.sound:
        built = built.after(dialect.spread_parameters(built.document))
    if built.sound and not built.document.get("paths"):
        built = built.told(Finding(("paths",), "it describes no operation", "give the document that lists the paths"))
    if not built.sound:
        raise Unreadable(*errors(built.problems))
    return Document(built.document, file.name)


def _refuse_others(file: Path, source: Source) -> None:
    if errors(source.problems):
        raise Unreadable(*errors(source.problems))
    value = source.value if isinstance(source.value, dict) else {}
    if "swagger" in value:
        message = f"this is Swagger {value['swagger']}, not OpenAPI 3"
        hint = f"convert it first: npx swagger2openapi {file.name} --outfile openapi.json"
        raise Unreadable(Problem(file, source.line(("swagger",)), message, "/swagger", hint=hint))
    if not dialect.understood(value):
        said = f"`openapi: {value['openapi']}`" if "openapi" in value else "no `openapi: 3...` in it"
        message = f"this is not OpenAPI 3.0 or 3.1: there is {said}"
        raise Unreadable(Problem(file, source.line(("openapi",)), message, hint="give an OpenAPI 3 document"))


class _Sources(Sources):
    """JSON is read as JSON: large documents of machines are quicker so, and may be indented by tabs."""

    def read(self, file: Path) -> Source:
        file = file.resolve()
        if file not in self._read:
            self._read[file] = _read_json(file) or read(file)
        return self._read[file]


def _read_json(file: Path) -> Source | None:
    """The source of a file that begins as a JSON object does; None for any other."""
    try:
        text = file.read_text(encoding="utf-8-sig")
        if not text.lstrip().startswith("{"):
            return None
        return Source(file, json.loads(text, parse_float=Decimal))
    except (OSError, UnicodeDecodeError):
        return None
    except json.JSONDecodeError as error:
        if file.suffix.lower() != ".json":
            return None
        problem = Problem(file, error.lineno, f"the file is not JSON: {error.msg} (column {error.colno})")
        return Source(file, problems=(problem,))

"""`accountability operations`: the contract of each operation, with its status and source."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

import click

from accountability import spec
from accountability.spec import Operation

from .errors import CommandError
from .operation_page import page
from .operation_table import STATUSES, table

__all__ = ("find_operations", "operations")


@click.command
@click.argument("words", metavar="[OPERATION|WORD...]", nargs=-1)
@click.option("--api", type=click.Choice(spec.APIS), help="Only this API.")
@click.option("--status", type=click.Choice(STATUSES), help="Only operations of this status.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def operations(words: tuple[str, ...], api: str | None, status: str | None, as_json: bool) -> None:
    """Search the operations, or show one in full.

    OPERATION is a key (v2.Jobs_GetJob), a Python path (api.v2.jobs.get) or a request (GET /v2/jobs/4711). Other words
    search keys, paths, summaries and descriptions.

    `documented` is published by the vendor, `inferred` is derived from the domain and may be wrong, `verified` was
    seen in a response of the real service.
    """
    chosen = [
        operation
        for name in ((api,) if api else spec.APIS)
        for operation in spec.load(name).operations.values()
        if status in (None, operation.status)
    ]
    if words:
        exact = find_operations(" ".join(words), chosen)
        if len(exact) == 1:
            click.echo(_as_json(exact) if as_json else page(exact[0]))
            return
        chosen = exact or list(_search(words, chosen))
        if not chosen:
            raise CommandError(_nothing(words))
    click.echo(_as_json(chosen) if as_json else table(chosen))


def find_operations(text: str, operations: Sequence[Operation]) -> list[Operation]:
    """Return the operations of a key, a Python path or a request; several where a path has several methods."""
    method, _, path = text.rpartition(" ")
    matches = [
        operation for operation in operations if text in (operation.key, operation.python, f"api.{operation.python}")
    ]
    if matches or not path.startswith("/"):
        return matches
    fitting = [
        operation
        for operation in operations
        if method.upper() in ("", operation.method) and _fits(operation.path, path)
    ]
    # A literal path takes precedence over one with a parameter that has its value.
    fewest = min((operation.path.count("{") for operation in fitting), default=0)
    return [operation for operation in fitting if operation.path == path] or [
        e for e in fitting if e.path.count("{") == fewest
    ]


def _fits(template: str, path: str) -> bool:
    return re.fullmatch(re.sub(r"\\\{.*?\\\}", "[^/]+", re.escape(template)), path) is not None


def _search(words: tuple[str, ...], operations: list[Operation]) -> Iterator[Operation]:
    for operation in operations:
        text = " ".join(
            (
                operation.key,
                operation.python,
                operation.method,
                operation.path,
                operation.summary,
                operation.description,
            )
        ).lower()
        if all(word.lower() in text for word in words):
            yield operation


def _nothing(words: tuple[str, ...]) -> str:
    keys = [key for api in spec.APIS for key in spec.load(api).operations]
    near = spec.near(words[0], keys) if len(words) == 1 else []
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    return f"No operation matches {' '.join(words)!r}.{hint}"


def _as_json(operations: Sequence[Operation]) -> str:
    """Return operations as JSON: key, request, status and source, Python path, access and rules."""
    described = [
        {
            "key": o.key,
            "method": o.method,
            "path": o.path,
            "status": o.status,
            "source": o.source,
            "python": f"api.{o.python}",
            "access": o.raw.get("x-access"),
            "rules": list(o.rules),
        }
        for o in operations
    ]
    return json.dumps(described, indent=2)

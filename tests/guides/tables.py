"""The table of a guide that follows from the contract; `python -m tests.guides.tables` writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from accountability import spec

FOLDER = Path(__file__).resolve().parents[2] / "overlays" / "accountability" / "guides"


def legacy_table() -> str:
    """Return each legacy operation with the operations of v2 that do the same, as a Markdown table."""
    v2 = {operation.python: operation for operation in spec.load("v2").operations.values()}
    rows = ["| legacy | request | v2 | request |", "| --- | --- | --- | --- |"]
    for operation in spec.load("legacy").operations.values():
        counterpart = next((v2[name] for name in _candidates(operation.python) if name in v2), None)
        new = (f"`{counterpart.python}`", f"`{counterpart.method} {counterpart.path}`") if counterpart else ("none", "")
        rows.append(f"| `{operation.python}` | `{operation.method} {operation.path}` | {new[0]} | {new[1]} |")
    return "\n".join(rows)


_RENAMED = {"timesheets": "time_entries", "income_take_ups": "wip_take_ups"}


def _candidates(python: str) -> Iterator[str]:
    """Yield the names in v2 that an operation of legacy may have, the most likely first."""
    _, resource, action = python.split(".")
    resource = _RENAMED.get(resource, resource)
    yield f"v2.{resource}.{action}"
    if action.startswith(("list", "export")):
        yield f"v2.{resource}.list"
    yield f"v2.{resource}.get"


def write(name: str, marker: str, table: str) -> None:
    """Replace the table of a guide."""
    file = FOLDER / f"{name}.md"
    text = file.read_text("utf-8")
    pattern = rf"(<!-- {marker} -->\n).*?(<!-- end -->)"
    file.write_text(re.sub(pattern, lambda match: f"{match[1]}\n{table}\n\n{match[2]}", text, flags=re.DOTALL), "utf-8")


if __name__ == "__main__":
    write("legacy-to-v2", "legacy table", legacy_table())

"""Find parts of the resource files that no API uses."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.source.pointer import Pointer
from pipeline.source.positions import Origins, Place, problem_at
from pipeline.source.problem import Problem
from pipeline.source.read import Sources

_KINDS = ("schemas", "parameters", "headers", "responses")


def unreferenced_parts(folder: Path, taken: Iterable[Origins], sources: Sources) -> Iterator[Problem]:
    """Yield a problem for each path item and component of a file below `folder` that no API's document has.

    Args:
        folder: the folder of the contracts' sources.
        taken: the source positions of each API's document.
        sources: reads the files.
    """
    known = {place for origins in taken for place in origins.places.values()}
    for file in sorted(folder.rglob("*.yaml")):
        if (file.parent == folder and file.stem != "common") or file.parent.name == "vendor":
            continue
        for pointer in _parts(sources.read(file).value):
            if Place(file.resolve(), pointer) not in known:
                message = f"no API uses {pointer[-1]}"
                yield problem_at(sources, Place(file.resolve(), pointer), message, "refer to it, or remove it")


def _parts(value: object) -> Iterator[Pointer]:
    if not isinstance(value, dict):
        return
    yield from (("paths", name) for name in value.get("paths", {}))
    for kind in _KINDS:
        yield from (("components", kind, name) for name in value.get("components", {}).get(kind, {}))

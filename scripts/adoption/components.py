"""Components taken in: where a schema of the other document stands here, or is put if it is new."""

import re
from pathlib import Path
from typing import Any

from adoption.edit import Edit, reference
from adoption.flat import flat
from adoption.house import Component, house_schema
from adoption.workbench import put
from pipeline.source.pointer import Pointer
from pipeline.source.positions import Place
from pipeline.transform import names


class Components:
    """Schemas that are new here are put into the file that first needs them.

    Args:
        edit: the edit under way.
    """

    def __init__(self, edit: Edit) -> None:
        self._edit = edit
        self._places = {at: place for at, place in edit.compared.types.items() if _is_schema(place)}
        every = (schemas for one in edit.built.values() for schemas in one.document["components"].get("schemas", {}))
        self._taken = {names.model(name) for name in every}

    def for_file(self, file: Path) -> Component:
        """How a file refers to components."""
        return lambda at: reference(file, self._place(at, file))

    def _place(self, at: Pointer, file: Path) -> Place:
        if at not in self._places:
            self._places[at] = Place(file.resolve(), ("components", "schemas", self._name(str(at[-1]))))
            self._add(at, self._places[at])
        return self._places[at]

    def _name(self, wanted: str) -> str:
        base = re.sub(r"(Dto|DTO|Model|ViewModel|Response)$", "", re.sub(r"\W", "", wanted)) or wanted
        free, number = base, 2
        while names.model(free) in self._taken:
            free, number = f"{base}{number}", number + 1
        self._taken.add(names.model(free))
        return free

    def _add(self, at: Pointer, place: Place) -> None:
        edit = self._edit
        file = edit.bench.file(place.file)
        for key in ("components", "schemas"):
            put(file, key, file.get(key, {}))
            file = file[key]
        put(file, str(place.pointer[-1]), {})  # so that one inside itself finds it
        said = flat(edit.theirs.value, at)
        made: dict[str, Any] = house_schema(edit.theirs.value, at, edit.source, self.for_file(place.file))
        about = {"description": said.description or f"{place.pointer[-1]}, not described there."}
        head = {"type": made.pop("type")} if "type" in made else {}
        file[place.pointer[-1]] = None
        put(file, str(place.pointer[-1]), {**head, **about, **made})


def _is_schema(place: Place) -> bool:
    return place.pointer[:2] == ("components", "schemas") and len(place.pointer) == 3

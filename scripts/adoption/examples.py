"""Examples: brought to what the schemas say now, so that they go on to fit; and made where there is none."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from adoption.edit import Edit
from adoption.flat import Flat, flat
from adoption.relations import collection
from adoption.workbench import rename_key, styled
from pipeline.source.operation import Operation, operations
from pipeline.source.pointer import Pointer
from pipeline.source.positions import Place
from pipeline.source.read import exact
from pipeline.transform.build import Built

_SAMPLES = {"date": "2025-03-10", "date-time": "2025-03-10T09:00:00Z", "uuid": "00000000-0000-4000-8000-000000000001",
            "wcf-date": "/Date(1741597200000+0000)/", "email": "someone@example.com", "uri": "https://example.com/",
            "byte": "", "time": "09:00:00Z"}  # fmt: skip

_WORDS = {True: ("yes", "true", "y", "on", "1", "active", "open"),
          False: ("no", "false", "n", "off", "0", "inactive", "closed")}  # fmt: skip
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


def sample(document: dict[str, Any], at: Pointer, depth: int = 0) -> Any:
    """A value that fits a schema: what it must have and what it may, made up."""
    said = flat(document, at)
    if said.values:
        return said.values[0]
    if said.members:
        kept = {name: to for name, to in said.members.items() if depth < 4 or name in said.required}
        return {name: sample(document, to, depth + 1) for name, to in kept.items()}
    if said.item is not None:
        return [sample(document, said.item, depth + 1)] if depth < 4 else []
    return _scalar(said)


def told(built: Built, name: str, of: str) -> Any:
    """The first value that the examples of a collection's records have for a member; None where none has one."""
    for operation in operations(built.document):
        if collection(operation) == of:
            for _, _, answer in operation.answers():
                for row in _rows(operation, answer):
                    if row.get(name) is not None:
                        return row[name]
    return None


def _rows(operation: Operation, answer: dict[str, Any]) -> list[dict[str, Any]]:
    """The records in the examples of an answer."""
    found = []
    for content in answer.get("content", {}).values():
        example = content.get("example")
        if isinstance(example, dict) and "x-paging" in operation.value:
            example = example.get(operation.value["x-paging"]["items"])
        found += example if isinstance(example, list) else [example]
    return [row for row in found if isinstance(row, dict)]


def _scalar(said: Flat) -> Any:
    if "default" in said.keywords:
        return said.keywords["default"]
    if said.types & {"integer", "number"}:
        return max(1, int(said.keywords.get("minimum", 1)))
    if "boolean" in said.types:
        return True
    if "object" in said.types:
        return {}
    if not said.types:
        return None
    text = _SAMPLES.get(str(said.keywords.get("format")), "text")
    return text.ljust(int(said.keywords.get("minLength", 0)), "x")[: int(said.keywords.get("maxLength", 1000))]


def edit_examples(edit: Edit) -> None:
    """Brings the examples of all operations to what was taken in, in all contracts that share our files."""
    seen: set[int] = set()
    for built in edit.built.values():
        for operation, at, schema in _examples(built):
            if not _touched(edit, built, operation, schema, set()):
                continue
            place = built.origins.place(at)
            try:
                owner = edit.bench.node(Place(place.file, place.pointer[:-1]))
                value = owner[place.pointer[-1]]
            except LookupError:
                continue
            walk = _Walk(edit, built, operation, seen)
            made = walk.value(value, schema, place)
            if made is not value:
                owner[place.pointer[-1]] = styled(made)


def _touched(edit: Edit, built: Built, operation: Place, schema: Pointer, seen: set[Pointer]) -> bool:
    """Whether anything was taken in of a schema, or of what is inside it."""
    said, origin = flat(built.document, schema), built.origins.place(schema)
    inside = [*said.members.values(), *([said.item] if said.item else [])]
    owners = {owner for owner, _, _ in edit.must}
    changed = (edit.names, edit.gone, {place for place, _ in edit.hidden}, edit.values, edit.arrays, owners)
    for place in [origin, *(edit.of(operation, built.origins.place(at)) for at in said.members.values())]:
        owner = Place(place.file, place.pointer[:-2])
        if any(place in one or owner in one for one in changed):
            return True
    fresh = [at for at in inside if at not in seen]
    seen.update(fresh)
    return any(_touched(edit, built, operation, at, seen) for at in fresh)


def _examples(built: Built) -> Iterator[tuple[Place, Pointer, Pointer]]:
    """Each example of a body or an answer: the place of its operation, where it stands and where its schema does."""
    for operation in operations(built.document):
        holders: list[Pointer] = [(*operation.pointer, "requestBody")]
        holders += [pointer for pointer, _, _ in operation.answers()]
        for holder in holders:
            value = operation.value
            for part in holder[3:]:
                value = value.get(str(part), {})
            for media, content in value.get("content", {}).items():
                if "example" in content:
                    at = (*holder, "content", media)
                    yield built.origins.place(operation.pointer), (*at, "example"), (*at, "schema")


class _Walk:
    """Goes through one example beside the schema that it fitted before."""

    def __init__(self, edit: Edit, built: Built, operation: Place, seen: set[int]) -> None:
        self._edit, self._built, self._operation, self._seen = edit, built, operation, seen

    def value(self, value: Any, schema: Pointer, place: Place) -> Any:
        """The value as the schema has it now; records and lists are changed where they are."""
        edit, said = self._edit, flat(self._built.document, schema)
        origin = self._built.origins.place(schema)
        if origin in edit.arrays and isinstance(value, dict):
            rows = self._built.document["paths"][schema[1]][schema[2]]["x-paging"]["items"]
            return self.value(value.get(rows, []), said.members[rows], place)
        if isinstance(value, dict) and said.members:
            if id(value) not in self._seen:
                self._seen.add(id(value))
                self._record(value, said, place)
        elif isinstance(value, list) and said.item is not None:
            for index, item in enumerate(value):
                value[index] = self.value(item, said.item, place)
        there = edit.values.get(origin)
        return value if there is None else fitted(edit.theirs.value, there, value)

    def _record(self, record: Any, said: Flat, place: Place) -> None:
        for name, at in said.members.items():
            origin = self._edit.of(self._operation, self._built.origins.place(at))
            if name not in record:
                continue
            if origin in self._edit.gone or (origin, _side(place)) in self._edit.hidden:
                del record[name]
                continue
            made = self.value(record[name], at, place)
            if made is not record[name]:
                record[name] = styled(made)
            if origin in self._edit.names:
                rename_key(record, name, self._edit.names[origin])
        self._fill(record, said, place)

    def _fill(self, record: Any, said: Flat, place: Place) -> None:
        """Adds what must be there now."""
        owners = {Place(one.file, one.pointer[:-2]) for one in map(self._built.origins.place, said.members.values())}
        for (owner, name, where), at in self._edit.must.items():
            if owner in owners and where == _side(place) and name not in record:
                document, known = self._edit.theirs.value, told(self._built, name, self._collection())
                record[name] = styled(sample(document, at) if known is None else fitted(document, at, known))

    def _collection(self) -> str:
        """That of the operation whose example it is."""
        place, built = self._operation, self._built
        here = (one for one in operations(built.document) if built.origins.place(one.pointer) == place)
        return next((collection(one) for one in here), "")


def _meant(value: Any, values: Sequence[Any]) -> Any:
    """The word for yes or for no among the values that there are; the first of them for anything else."""
    words = _WORDS.get(value, ()) if isinstance(value, bool) else ()
    return next((each for each in values if str(each).lower() in words), values[0])


def _side(place: Place) -> str:
    if "requestBody" not in place.pointer:
        return "answer"
    return "update" if "patch" in place.pointer else "create"


def fitted(document: dict[str, Any], at: Pointer, value: Any) -> Any:
    """A value brought to another schema: said in its type where it can be, else one that is made up."""
    said = flat(document, at)
    if value is None:
        return None if said.nullable or not said.types else sample(document, at)
    if said.values:
        return value if value in said.values else _meant(value, said.values)
    if (
        said.types == {"string"}
        and isinstance(value, str)
        and "T" not in value
        and said.keywords.get("format") == "date-time"
    ):
        return f"{value}T00:00:00Z" if len(value) == 10 else value
    if said.types == {"string"} and isinstance(value, str) and said.keywords.get("format") == "date":
        return value[:10]
    if said.types == {"string"} and isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return sample(document, at) if "format" in said.keywords else str(value)
    if "string" not in said.types and isinstance(value, str) and _NUMBER.fullmatch(value):
        number = exact(value)
        if "number" in said.types or ("integer" in said.types and isinstance(number, int)):
            return number
    kinds: dict[str, Any] = {"string": str, "integer": int, "number": (int, float, Decimal), "boolean": bool,
                             "object": dict, "array": list}  # fmt: skip
    fits = any(isinstance(value, kinds[kind]) for kind in said.types if kind in kinds)
    return value if fits or not said.types else sample(document, at)

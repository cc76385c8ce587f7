"""How kinds are spelt in Python: as an annotation, and as the expression that reads or writes a value."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.generate.kind import Kind, Member

_PLAIN = {
    "any": "Any",
    "text": "str",
    "integer": "int",
    "number": "Decimal",
    "boolean": "bool",
    "day": "datetime.date",
    "moment": "datetime.datetime",
    "wcf": "datetime.datetime",
    "bytes": "bytes",
    "object": "dict[str, Any]",
}
_CONVERT = {
    "any": "to_any",
    "text": "to_text",
    "integer": "to_int",
    "number": "to_decimal",
    "boolean": "to_bool",
    "day": "to_day",
    "moment": "to_moment",
    "wcf": "to_wcf_date",
    "bytes": "to_bytes",
    "object": "to_object",
}
_READ = {
    "text": "text",
    "integer": "integer",
    "number": "number",
    "boolean": "flag",
    "day": "date",
    "moment": "moment",
    "wcf": "wcf_date",
    "bytes": "binary",
    "object": "mapping",
}
_NATIVE = frozenset({"text", "integer", "number", "boolean"})
_WRITE = {"day": "day", "moment": "instant", "wcf": "wcf"}


@dataclass(frozen=True)
class Spelling:
    """Spells kinds; knows which module each class is in.

    Args:
        modules: the module of each class.
    """

    modules: dict[str, str]

    def value(self, kind: Kind, many: str = "list") -> str:
        """The annotation of a value that is read."""
        match kind.sort:
            case "list":
                made = f"{many}[{self.value(kind.item or Kind('any'), many)}]"
            case "record":
                made = kind.name
            case "choice":
                made = f"{kind.name} | str"
            case sort:
                made = _PLAIN[sort]
        return f"{made} | None" if kind.nullable and made != "Any" else made

    def argument(self, kind: Kind) -> str:
        """The annotation of a value that a caller gives."""
        match kind.sort:
            case "list":
                made = f"Sequence[{self.argument(kind.item or Kind('any'))}]"
            case "number":
                made = "Decimal | int"
            case "object":
                made = "Mapping[str, Any]"
            case _:
                return self.value(kind)
        return f"{made} | None" if kind.nullable else made

    def attribute(self, member: Member) -> str:
        """The annotation of a record's member, with its default."""
        made = self.value(member.kind)
        if member.required:
            return made
        return "Any = None" if made == "Any" else f"{made.removesuffix(' | None')} | None = None"

    def convert(self, kind: Kind) -> str:
        """The function that converts one value, of a kind that is neither record nor list."""
        return f"to_{self.modules[kind.name]}" if kind.sort == "choice" else _CONVERT[kind.sort]

    def reader(self, kind: Kind) -> str:
        """The function that reads one value and notes what does not fit in it."""
        match kind.sort:
            case "record":
                made = f"{kind.name}.from_dict"
            case "list":
                made = f"list_of({self.reader(kind.item or Kind('any'))})"
            case _:
                made = f"leaf({self.convert(kind)})"
        return f"or_null({made})" if kind.nullable and kind.sort != "any" else made

    def reading(self, member: Member) -> str:
        """The expression that takes a member out of a raw record. A look at the type is enough for what JSON has."""
        kind, name = member.kind, quoted(member.wire)
        take = f"take({name}, {'None' if kind.nullable else 'UNSET'})"
        ending = "_or_null" if kind.nullable else ""
        if kind.sort == "any":
            return f"take({name}, None)"
        if kind.sort in ("record", "list"):
            reader = self.reader(Kind(kind.sort, kind.name, kind.item))
            made = f"inner{ending}({reader}, {take}, {name}, at)"
            return f"must{ending}({made}, {name}, at)" if member.required else made
        native = kind.sort in _NATIVE
        read = f"read_{self.modules[kind.name]}" if kind.sort == "choice" else _READ[kind.sort]
        made = f"{read}{ending}({'v' if native else take}, {name}, at)"
        made = f"must{ending}({made}, {name}, at)" if member.required else made
        return f"v if type(v := {take}) is {_PLAIN[kind.sort]} else {made}" if native else made

    def taking(self, name: str, member: Member) -> list[str]:
        """The statements that read a member: one, or two where one would be too long for a line."""
        reading = self.reading(member)
        whole = f"made.{name} = {reading}"
        if len(whole) <= 112 or ":=" not in reading:
            return [whole]
        take = reading.partition("(v := ")[2].partition(")) is")[0] + ")"
        return [f"v = {take}", whole.replace(f"v := {take}", "v")]

    def written(self, members: Iterable[tuple[str, Member]]) -> list[str]:
        """The items of the dict that a record is written as, on as few lines as hold them."""
        items = (f"{quoted(one.wire)}: {self.writing(f'self.{name}', one.kind)}" for name, one in members)
        return packed(items, 104)

    def listed(self, members: Iterable[tuple[str, Member]]) -> list[str]:
        """The names of members on the wire, on as few lines as hold them."""
        return packed((quoted(one.wire) for _, one in members), 108)

    def writing(self, name: str, kind: Kind, module: str = "") -> str:
        """The expression that makes of a value what is sent; `module` stands before the functions in it."""
        if kind.sort in _WRITE:
            return f"{module}{_WRITE[kind.sort]}({name})"
        if kind.sort == "list":
            each = _WRITE.get((kind.item or Kind("any")).sort)
            return f"{module}several({name}{f', {module}{each}' if each else ''})"
        return name

    def imports(self, kinds: Iterable[Kind]) -> Iterator[tuple[str, str, bool]]:
        """Module, class, and whether it is an enumeration, of each class that some kinds name."""
        found = {inner.name: inner for kind in kinds if (inner := kind.innermost()).name}
        for name, kind in sorted(found.items()):
            yield self.modules[name], name, kind.sort == "choice"


def quoted(text: str) -> str:
    """A text as a Python literal in double quotes."""
    return json.dumps(text, ensure_ascii=False)


def packed(items: Iterable[str], width: int) -> list[str]:
    """Items with commas after them, as many on a line as it holds; one that has lines of its own begins and ends a
    line."""
    lines = [""]
    for item in items:
        text = f"{item},"
        if lines[-1] and ("\n" in lines[-1] + text or len(lines[-1]) + 1 + len(text) > width):
            lines.append(text)
        else:
            lines[-1] = f"{lines[-1]} {text}".strip()
    return lines

"""Operations in Python: their signatures, the parts of their calls, and how their answers are read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.generate.argument import Argument
from pipeline.generate.kind import Kind
from pipeline.generate.media import JSON
from pipeline.generate.prose import WIDTH, docstring, of_member, of_operation, sentence
from pipeline.generate.spelling import Spelling, packed, quoted
from pipeline.generate.view import View

_BUILTINS = ("list", "dict", "str", "int", "bool", "bytes")
_FORMAT = "Representation: JSON or XML; both give the same."
_MORE = "Further members of the body, by their names on the wire."


@dataclass(frozen=True)
class Operation:
    """One operation as the resource template writes it.

    Args:
        api: the API's name.
        view: what it is.
        spelling: spells its types.
        paging: the constant that holds the names of its envelope; empty for what does not come in pages.
        methods: every method of its class, whose names hide the builtins of the same name there.
        attributes: of a list, the attributes of its rows by their names on the wire.
    """

    api: str
    view: View
    spelling: Spelling
    paging: str
    methods: frozenset[str]
    attributes: Mapping[str, str]

    def head(self) -> str:
        """The first lines of its function."""
        return _definition(f"def {self.view.function}(", self._parameters(), f") -> Call[{self.returns()}]:", 0)

    def method_head(self, prefix: str) -> str:
        """The first lines of its method; `prefix` is `Async` in the class for async callers."""
        gives = f"{prefix}Items[{self._item_type()}]" if self.paging else self.returns()
        keyword = "async def" if prefix and not self.paging else "def"
        given = [self._in_class(one) for one in ["self", *self._parameters()]]
        return _definition(f"{keyword} {self.view.name}(", given, f") -> {self._in_class(gives)}:", 4)

    def method_body(self, prefix: str) -> str:
        """The statement of its method: its function's call, sent or walked."""
        keywords = [one.name for one in self._keywords()]
        keywords += ["format"] if self.view.representations else []
        keywords += ["additional_properties"] if self.view.open else []
        given = [*(one.name for one in self.view.of("path")), *(f"{name}={name}" for name in keywords)]
        sender = f"{prefix}Items(self._send, " if self.paging else f"{'await ' if prefix else ''}self._send("
        return _definition(f"return {sender}{self.view.function}(", given, "))", 8)

    def call(self) -> str:
        """The statement of its function."""
        return _definition("return Call(", self._parts(), ")", 4)

    def _parts(self) -> list[str]:
        view = self.view
        made = [f"api={quoted(self.api)}", f"operation={quoted(view.id)}", f"method={quoted(view.method)}"]
        made.append(f"path={self._path()}")
        made += [f"query={query}" for query in [_dict(self._query())] if query]
        made += [f"headers={_dict([self._item(one) for one in view.of('header')])}"] if view.of("header") else []
        made += [f"body={self._body()}"] if view.body else []
        made += [f"media={media}" for media in [self._media()] if view.body and media != quoted(JSON)]
        made += [f"accept={accept}" for accept in [self._accept()] if accept != quoted(JSON)]
        made += [f"decode={self._decode()}", f"status={self._status()}"]
        made += [f"paging={self.paging}"] if self.paging else []
        made += [f"filters={filters}"] if (filters := self._filters()) else []
        return [*made, "deprecated=True"] if view.deprecated else made

    def _filters(self) -> str:
        """What its rows must meet, as far as they have the members for it."""
        made = [
            f"({quoted(one.name)}, {quoted(self.attributes[one.filter.member])}, {quoted(one.filter.op)}, {one.name})"
            for one in self.view.of("query")
            if one.filter and one.filter.member in self.attributes
        ]
        return _wrapped("[", made, "]")

    def returns(self) -> str:
        """The annotation of what its call gives."""
        if self.paging:
            return f"Page[{self._item_type()}]"
        made = [annotation for _, annotation in self._answers()] or ["None"]
        made.sort(key=lambda annotation: annotation == "None")
        return "Any" if "Any" in made else " | ".join(made)

    def _parameters(self) -> list[str]:
        """The path's by position, all others by keyword."""
        path = [f"{one.name}: {self._annotation(one)}" for one in self.view.of("path")]
        keywords = [f"{one.name}: {self._annotation(one)}{self._default(one)}" for one in self._keywords()]
        if self.view.representations:
            keywords.append(f'format: Literal["json", "xml"] = "{self.view.representations.default}"')
        if self.view.open:
            keywords.append("additional_properties: Mapping[str, Any] | None = None")
        return [*path, *(["*", *keywords] if keywords else [])]

    def _path(self) -> str:
        made = quoted(self.view.path).replace("{", "{{").replace("}", "}}")
        for one in self.view.of("path"):
            value = self.spelling.writing(one.name, one.member.kind, "wire.")
            made = made.replace("{{" + one.member.wire + "}}", f"{{wire.segment({value})}}")
        return f"f{made}" if self.view.of("path") else quoted(self.view.path)

    def _query(self) -> list[str]:
        made = [self._item(one) for one in self.view.of("query")]
        if self.view.format_sent:
            both = 'format if format == "json" else None' if self.view.representations else '"json"'
            made.append(f'"format": {both}')
        return made

    def _body(self) -> str:
        inside = self.view.of("body")
        if self.view.body == "whole":
            return self.spelling.writing("body", inside[0].member.kind, "wire.")
        more = ["**(additional_properties or {})"] if self.view.open else []
        made = _dict([*(self._item(one) for one in inside), *more]) or "{}"
        return f"wire.given({made})" if self.view.body == "optional members" else made

    def _media(self) -> str:
        return "representation(format)" if self.view.representations else quoted(self.view.media)

    def _accept(self) -> str:
        return "representation(format)" if self.view.representations else quoted(self.view.accept)

    def _status(self) -> str:
        both = self.view.representations
        if both and both.json != both.xml:
            return f'"{both.json}" if format == "json" else "{both.xml}"'
        return f'"{both.json if both else self.view.status}"'

    def _decode(self) -> str:
        if self.paging:
            return f"page_of({self.spelling.reader(self.view.item or Kind('any'))}, {self.paging})"
        found = self._answers()
        readers = [reader for reader, _ in found if reader != "nothing"]
        made = f"either({', '.join(readers)})" if len(readers) > 1 else (readers or ["nothing"])[0]
        return f"maybe({made})" if readers and len(readers) < len(found) and made != "anything" else made

    def about_call(self, attribute: str) -> str:
        """The docstring of its function."""
        return docstring([f"The call of `{attribute}.{self.view.name}`: {sentence(self.view.summary)}"], 4)

    def about(self) -> str:
        """The docstring of its methods."""
        every = [*self.view.of("path"), *self._keywords()]
        told = [(one.name, of_member(one.member, self.view.status)) for one in every]
        told += [("format", _FORMAT)] if self.view.representations else []
        told += [("additional_properties", _MORE)] if self.view.open else []
        returns = sentence(self.view.returns)
        if self.paging:
            returns = "The records, each page fetched when it is reached."
        return docstring(of_operation(self.view, told, "" if self.returns() == "None" else returns, 8), 8)

    def kinds(self) -> list[Kind]:
        """The kinds that its signature names."""
        answers = [self.view.item] if self.paging else [answer.kind for answer in self.view.answers]
        return [*(one.member.kind for one in self.view.arguments), *(kind for kind in answers if kind)]

    def _keywords(self) -> list[Argument]:
        """The arguments given by keyword: those that must be given first."""
        return sorted(self.view.of("query", "header", "body"), key=lambda one: not one.member.required)

    def _item_type(self) -> str:
        return self.spelling.value(self.view.item or Kind("any"))

    def _annotation(self, one: Argument) -> str:
        return self.spelling.argument(one.member.kind)

    def _default(self, one: Argument) -> str:
        if one.member.required:
            return ""
        if one.where == "body":
            return " | Unset = UNSET"
        return " = None" if one.member.kind.nullable or one.member.kind.sort == "any" else " | None = None"

    def _item(self, one: Argument) -> str:
        value = self.spelling.writing(one.name, one.member.kind, "wire.")
        if one.where != "body" and one.member.kind.sort == "list" and (one.where == "header" or not one.exploded):
            value = f"wire.joined({value})"
        return f"{quoted(one.member.wire)}: {value}"

    def _answers(self) -> list[tuple[str, str]]:
        """Reader and annotation of each kind of answer, each once."""
        return list(dict.fromkeys(self._answer(answer.kind) for answer in self.view.answers))

    def _answer(self, kind: Kind | None) -> tuple[str, str]:
        if kind is None:
            return "nothing", "None"
        if kind.sort == "any":
            return "anything", "Any"
        if kind.sort == "list" and not kind.nullable:
            return f"rows_of({self.spelling.reader(kind.item or Kind('any'))})", self.spelling.value(kind)
        return self.spelling.reader(kind), self.spelling.value(kind)

    def _in_class(self, annotation: str) -> str:
        """An annotation where a method may be called like a builtin: `list` means the method there."""
        hidden = [name for name in _BUILTINS if name in self.methods]
        return re.sub(rf"\b({'|'.join(hidden)})\b(?!=)", r"builtins.\1", annotation) if hidden else annotation


def _definition(opening: str, items: list[str], closing: str, indent: int) -> str:
    """Items between an opening and a closing, on one line or on as few as hold them; the formatter would give each a
    line of its own, three times for each argument of an operation."""
    whole = f"{opening}{', '.join(items)}{closing}"
    if indent + len(whole) <= WIDTH:
        return whole
    lines = "".join(f"{' ' * (indent + 4)}{line}\n" for line in packed(items, WIDTH - indent - 4))
    return f"{opening}\n{lines}{' ' * indent}{closing}  # fmt: skip"


def _dict(items: list[str]) -> str:
    """A dict as it is written in a call; nothing where it has no items."""
    return _wrapped("{", items, "}")


def _wrapped(opening: str, items: list[str], closing: str) -> str:
    """Items as they are written in a call, between brackets; nothing where there are none."""
    whole = f"{opening}{', '.join(items)}{closing}" if items else ""
    if len(whole) < 90:
        return whole
    lines = "".join(f"            {line}\n" for line in packed(items, WIDTH - 12))
    return f"{opening}\n{lines}        {closing}"

"""Operations in Python: their signatures, the parts of their calls, and how their answers are read."""

import re
import textwrap
from dataclasses import dataclass

from pipeline.kind import Kind
from pipeline.prose import docstring, fill, of_member, of_operation, sentence
from pipeline.spelling import Spelling, quoted
from pipeline.view import JSON, Argument, View

_ONE_LINE = 60
_BUILTINS = ("list", "dict", "str", "int", "bool", "bytes")
_FORMAT = "Representation: JSON or XML; both give the same."
_MORE = "Further members of the body, by their names on the wire."


@dataclass(frozen=True)
class Operation:
    """One operation as the resource template writes it.

    Args:
        view: what it is.
        spelling: spells its types.
        paging: the constant that holds the names of its envelope; empty for what does not come in pages.
        methods: every method of its class, whose names hide the builtins of the same name there.
    """

    view: View
    spelling: Spelling
    paging: str
    methods: frozenset[str]

    def parameters(self) -> str:
        """The parameters of its function: the path's by position, all others by keyword."""
        path = [f"{one.name}: {self._annotation(one)}" for one in self.view.of("path")]
        keywords = [f"{one.name}: {self._annotation(one)}{self._default(one)}" for one in self._keywords()]
        if self.view.representations:
            keywords.append(f'format: Literal["json", "xml"] = "{self.view.representations.default}"')
        if self.view.open:
            keywords.append("additional_properties: Mapping[str, Any] | None = None")
        return ", ".join([*path, *(["*", *keywords] if keywords else [])])

    def own_parameters(self) -> str:
        """The parameters of its methods."""
        return self._in_class(", ".join(["self", *filter(None, [self.parameters()])]))

    def passed(self) -> str:
        """The arguments of a method handed to the function."""
        keywords = [one.name for one in self._keywords()]
        keywords += ["format"] if self.view.representations else []
        keywords += ["additional_properties"] if self.view.open else []
        made = ", ".join([*(one.name for one in self.view.of("path")), *(f"{name}={name}" for name in keywords)])
        return made if len(made) < _ONE_LINE else f"\n{textwrap.indent(fill(made, 12), ' ' * 12)}\n        "

    def skip(self) -> str:
        """What keeps the formatter from giving each argument that is handed on a line of its own."""
        return "  # fmt: skip" if "\n" in self.passed() else ""

    def path(self) -> str:
        """The path as a literal, its arguments encoded."""
        made = quoted(self.view.path).replace("{", "{{").replace("}", "}}")
        for one in self.view.of("path"):
            value = self.spelling.writing(one.name, one.member.kind, "wire.")
            made = made.replace("{{" + one.member.wire + "}}", f"{{wire.segment({value})}}")
        return f"f{made}" if self.view.of("path") else quoted(self.view.path)

    def query(self) -> str:
        """The query as a dict, or nothing."""
        made = [self._item(one) for one in self.view.of("query")]
        if self.view.format_sent:
            both = 'format if format == "json" else None' if self.view.representations else '"json"'
            made.append(f'"format": {both}')
        return f"{{{', '.join(made)}}}" if made else ""

    def headers(self) -> str:
        """The headers as a dict, or nothing."""
        made = [self._item(one) for one in self.view.of("header")]
        return f"{{{', '.join(made)}}}" if made else ""

    def body(self) -> str:
        """The body as an expression, or nothing."""
        inside = self.view.of("body")
        if not self.view.body:
            return ""
        if self.view.body == "whole":
            return self.spelling.writing("body", inside[0].member.kind, "wire.")
        more = ["**(additional_properties or {})"] if self.view.open else []
        made = f"{{{', '.join([*(self._item(one) for one in inside), *more])}}}"
        return f"wire.given({made})" if self.view.body == "optional members" else made

    def media(self) -> str:
        """The body's media type as an expression; nothing where it is JSON."""
        if not self.view.body:
            return ""
        if self.view.representations:
            return "representation(format)"
        return quoted(self.view.media) if self.view.media != JSON else ""

    def accept(self) -> str:
        """The media type asked for as an expression; nothing where it is JSON."""
        if self.view.representations:
            return "representation(format)"
        return quoted(self.view.accept) if self.view.accept != JSON else ""

    def status(self) -> str:
        """How well the operation is known, as an expression."""
        both = self.view.representations
        if both and both.json != both.xml:
            return f'"{both.json}" if format == "json" else "{both.xml}"'
        return f'"{both.json if both else self.view.status}"'

    def decode(self) -> str:
        """The function that reads the answer."""
        if self.paging:
            return f"page_of({self.spelling.reader(self.view.item or Kind('any'))}, {self.paging})"
        found = self._answers()
        readers = [reader for reader, _ in found if reader != "nothing"]
        made = f"either({', '.join(readers)})" if len(readers) > 1 else (readers or ["nothing"])[0]
        return f"maybe({made})" if readers and len(readers) < len(found) and made != "anything" else made

    def returns(self) -> str:
        """The annotation of what its call gives."""
        if self.paging:
            return f"Page[{self._item_type()}]"
        made = [annotation for _, annotation in self._answers()] or ["None"]
        made.sort(key=lambda annotation: annotation == "None")
        return "Any" if "Any" in made else " | ".join(made)

    def gives(self, prefix: str) -> str:
        """The annotation of what its method gives."""
        return self._in_class(f"{prefix}Items[{self._item_type()}]" if self.paging else self.returns())

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
        if one.where != "body" and one.member.kind.sort == "list" and not one.exploded:
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

"""Operations in Python: their signatures, the parts of their calls, and how their responses are read."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cached_property

from pipeline.generate import code, docs
from pipeline.generate.code import literal
from pipeline.generate.parsed import Field, Operation
from pipeline.transform.media import JSON, MULTIPART

_OBJECTS = ("model", "object", "map")
_DELIMITERS = {"spaceDelimited": " ", "pipeDelimited": "|"}


@dataclass(frozen=True)
class Signature:
    """One operation as the resource template writes it.

    Args:
        operation: the operation.
        resource: the attribute of its resource.
        paging: the constant that holds the names of its envelope; empty if it is not a list in pages.
        methods: every method of its class, which hides the builtin of the same name.
        attributes: of a list, the attributes of its records by their JSON names.
    """

    operation: Operation
    resource: str
    paging: str
    methods: Set[str]
    attributes: Mapping[str, str]

    # Definitions

    def head(self) -> str:
        """Return the first lines of its function."""
        return code.call(f"def {self.operation.function}(", self._parameters(), f") -> Call[{self.returns}]:", 0)

    def method_head(self, prefix: str) -> str:
        """Return the first lines of its method; `prefix` is `Async` in the class for asynchronous callers."""
        returned = f"{prefix}Items[{code.annotation(self.operation.item)}]" if self.paging else self.returns
        keyword = "async def" if prefix and not self.paging else "def"
        parts = [code.in_class(parameter, self.methods) for parameter in ["self", *self._parameters()]]
        returns = code.in_class(returned, self.methods)
        return code.call(f"{keyword} {self.operation.method}(", parts, f") -> {returns}:", 4)

    def method_body(self, prefix: str) -> str:
        """Return the statement of its method: the call that its function builds, sent or iterated."""
        keywords = [field.name for field in self._keywords()]
        keywords += ["format"] if self.operation.plain.formats else []
        keywords += ["additional_properties"] if self.operation.plain.is_open else []
        parts = [*(field.name for field in self.operation.of("path")), *(f"{name}={name}" for name in keywords)]
        sender = f"{prefix}Items(self._send, " if self.paging else f"{'await ' if prefix else ''}self._send("
        return code.call(f"return {sender}{self.operation.function}(", parts, "))", 8)

    def function_docstring(self) -> str:
        """Return the docstring of its function."""
        name = f"{self.resource}.{self.operation.method}"
        return docs.docstring([f"Build the request for `{name}`: {docs.summary(self.operation)}"], 4)

    def method_docstring(self) -> str:
        """Return the docstring of its methods."""
        return docs.docstring(docs.of_operation(self.operation, self._keywords(), self.returns != "None"), 8)

    def fields(self) -> list[Field]:
        """Return the fields whose types its signature names."""
        responses = [self.operation.item] if self.paging else self.operation.responses.values()
        return [*self.operation.arguments, *(field for field in responses if field)]

    def _parameters(self) -> list[str]:
        """Return the parameters: those of the path by position, all others by keyword."""
        path = [f"{field.name}: {self._annotation(field)}" for field in self.operation.of("path")]
        keywords = [f"{field.name}: {self._annotation(field)}{_default(field)}" for field in self._keywords()]
        if self.operation.plain.formats:
            keywords.append(f'format: Literal["json", "xml"] = "{next(iter(self.operation.plain.formats))}"')
        if self.operation.plain.is_open:
            keywords.append("additional_properties: Mapping[str, Any] | None = None")
        return [*path, *(["*", *keywords] if keywords else [])]

    def _keywords(self) -> list[Field]:
        """Return the arguments passed by keyword, required ones first."""
        return sorted(self.operation.of("query", "header", "cookie", "body"), key=lambda field: not field.required)

    def _annotation(self, field: Field) -> str:
        if field.kind in _OBJECTS and field.where != "body":
            return f"Mapping[str, Any]{' | None' if field.is_nullable else ''}"
        return code.argument(field, multipart=self.operation.plain.media == MULTIPART)

    # The call

    def call(self) -> str:
        """Return the statement of its function."""
        return code.call("return Call(", list(self._parts().values()), ")", 4)

    def _parts(self) -> dict[str, str]:
        operation, plain = self.operation, self.operation.plain
        values = {
            "api": literal(operation.api),
            "operation": literal(plain.source.id),
            "method": literal(plain.source.method.upper()),
            "path": self._path(),
            "query": code.brackets("{", self._query(), "}"),
            "headers": code.brackets("{", self._headers(), "}"),
            "body": self._body(),
            "media": self._media() if (plain.body and plain.media != JSON) or (plain.body and plain.formats) else "",
            "accept": "representation(format)" if plain.formats else literal(plain.accept),
            "decode": self._decode(),
            "decoders": self._decoders(),
            "status": self._status(),
            "paging": self.paging,
            "filters": code.brackets("[", self._filters(), "]"),
            "identity": code.brackets("[", self._identity(), "]"),
            "deprecated": "True" if operation.source.get("deprecated") is True else "",
        }
        return {key: f"{key}={value}" for key, value in values.items() if value and value != f"{literal(JSON)}"}

    def _path(self) -> str:
        path = self.operation.plain.source.path
        result = literal(path).replace("{", "{{").replace("}", "}}")
        for argument in self.operation.of("path"):
            value = code.write_expression(argument.name, argument, "wire.")
            value = f"wire.comma_separated({value})" if argument.kind == "list" else value
            segment = f"{{wire.path_segment({value})}}"
            before = {"label": ".", "matrix": f";{argument.wire}="}.get(str(argument.schema.get("style")), "")
            result = result.replace("{{" + argument.wire + "}}", before + segment)
        return f"f{result}" if self.operation.of("path") else literal(path)

    def _query(self) -> list[str]:
        result = [_query_part(argument) for argument in self.operation.of("query")]
        if self.operation.plain.sends_format:
            value = 'format if format == "json" else None' if self.operation.plain.formats else '"json"'
            result.append(f'"format": {value}')
        return result

    def _headers(self) -> list[str]:
        result = [_header(argument) for argument in self.operation.of("header")]
        cookies = [_header(argument) for argument in self.operation.of("cookie")]
        return [*result, *([f'"Cookie": wire.cookies({{{", ".join(cookies)}}})'] if cookies else [])]

    def _body(self) -> str:
        fields, style = self.operation.of("body"), self.operation.plain.body
        if not style:
            return ""
        if style == "whole":
            return code.write_expression("body", fields[0], "wire.")
        additional = ["**(additional_properties or {})"] if self.operation.plain.is_open else []
        parts = [f"{literal(field.wire)}: {code.write_expression(field.name, field, 'wire.')}" for field in fields]
        result = code.brackets("{", [*parts, *additional], "}") or "{}"
        return f"wire.optional_body({result})" if style == "optional properties" else result

    def _media(self) -> str:
        if self.operation.plain.formats:
            return "representation(format)"
        media = self.operation.plain.media
        return "wire.MULTIPART" if media == MULTIPART else literal(media)

    def _status(self) -> str:
        formats = self.operation.plain.formats
        if len(set(formats.values())) > 1:
            return f'"{formats["json"]}" if format == "json" else "{formats["xml"]}"'
        return literal(next(iter(formats.values()), str(self.operation.source.get("x-status", "inferred"))))

    def _filters(self) -> list[str]:
        """Return what the records of a list must match, as far as they have the properties for it."""
        rules = [(field, field.schema.get("x-filter")) for field in self.operation.of("query")]
        return [
            f"({literal(field.name)}, {literal(attribute)}, {literal(rule['op'])}, {field.name})"
            for field, rule in rules
            if rule and (attribute := self.attributes.get(rule["property"]))
        ]

    def _identity(self) -> list[str]:
        """Return the attributes of the records that repeat an argument, each with that argument."""
        names = self.operation.source.get("x-identity") or {}
        return [
            f"({literal(self.attributes[names[argument.wire]])}, {argument.name})"
            for argument in (*self.operation.of("path"), *self.operation.of("query"))
            if names.get(argument.wire) in self.attributes
        ]

    # The response

    @cached_property
    def returns(self) -> str:
        """The annotation of what its call returns."""
        if self.paging:
            return f"Page[{code.annotation(self.operation.item)}]"
        result = list(dict.fromkeys(_response(field)[1] for field in self.operation.responses.values())) or ["None"]
        result.sort(key=lambda annotation: annotation == "None")
        return "Any" if "Any" in result else " | ".join(result)

    def _decode(self) -> str:
        if self.paging:
            return f"page_of({code.reader(self.operation.item)}, {self.paging})"
        all_readers = list(dict.fromkeys(_response(field)[0] for field in self.operation.responses.values()))
        readers = [reader for reader in all_readers if reader != "no_content"]
        result = f"union_of({', '.join(readers)})" if len(readers) > 1 else (readers or ["no_content"])[0]
        return f"optional({result})" if readers and len(readers) < len(all_readers) and result != "any_json" else result

    def _decoders(self) -> str:
        """Return the reader of each status, where they differ."""
        readers = {status: _response(field)[0] for status, field in self.operation.responses.items()}
        if self.paging or len(set(readers.values())) < 2:
            return ""
        return code.brackets(
            "{", [f"{status}: {reader}" for status, reader in readers.items() if status.isdecimal()], "}"
        )


def _default(field: Field) -> str:
    if field.required:
        return ""
    if field.where == "body":
        return " | Unset = UNSET"
    return " = None" if field.is_nullable or field.kind == "any" else " | None = None"


def _query_part(field: Field) -> str:
    """Return the item of a query's dict that sends an argument in its documented style."""
    value, style = code.write_expression(field.name, field, "wire."), str(field.schema.get("style", "form"))
    explode = field.schema.get("explode", style == "form") is not False
    if field.schema.get("x-json") or (field.kind == "list" and field.item.kind in _OBJECTS):  # no style has these
        return f"{literal(field.wire)}: wire.json_text({value})"
    if field.kind in (*_OBJECTS, "union") and style == "deepObject":
        return f"**wire.deep_object({literal(field.wire)}, {value})"
    if field.kind in _OBJECTS:
        return f"**({value} or {{}})" if explode else f"{literal(field.wire)}: wire.flat({value})"
    if field.kind == "list" and style in _DELIMITERS:
        return f"{literal(field.wire)}: wire.delimited({value}, {literal(_DELIMITERS[style])})"
    return f"{literal(field.wire)}: {value if explode else _join(field, value)}"


def _header(field: Field) -> str:
    return f"{literal(field.wire)}: {_join(field, code.write_expression(field.name, field, 'wire.'))}"


def _join(field: Field, value: str) -> str:
    """Return an expression that sends a list or an object as one string."""
    if field.kind == "list":
        return f"wire.comma_separated({value})"
    return f"wire.flat({value})" if field.kind in _OBJECTS else value


def _response(field: Field | None) -> tuple[str, str]:
    """Return the reader and the annotation of a response."""
    if field is None:
        return "no_content", "None"
    if field.kind == "any":
        return "any_json", "Any"
    if field.kind == "list" and not field.is_nullable:
        return f"records_of({code.reader(field.item)})", code.annotation(field)
    return code.reader(field), code.annotation(field)

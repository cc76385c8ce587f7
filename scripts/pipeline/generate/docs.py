"""Docstrings of the generated package: the descriptions in the contract, wrapped, with the status of each fact."""

import textwrap
from collections.abc import Iterable
from typing import Any

from pipeline.generate.code import WIDTH
from pipeline.generate.parsed import Field, Operation
from pipeline.generate.plain import Plain

KNOWN = {
    "documented": "Documented",
    "inferred": "Inferred, not published",
    "verified": "Verified by a recorded response",
}
_FORMAT = "Representation, JSON or XML; both hold the same."
_MORE = "Further properties of the body, by their names in JSON."
_INFERRED = "Inferred, not published: the names of its properties; each has a source or follows a convention."
_INCOMPLETE = "The published type could be read only in part: other properties are in additional_properties."


def status(part: dict[str, Any]) -> str:
    """Return the status and source of a part as a sentence; empty if it has no status."""
    certainty, source = text(part, "x-status"), text(part, "x-source")
    if not certainty:
        return ""
    if not source:
        return sentence(KNOWN.get(certainty, certainty))
    return sentence(f"{KNOWN.get(certainty, certainty.capitalize())}: {source}")


def text(part: dict[str, Any], key: str = "description") -> str:
    """Return a string of the contract with normalized whitespace."""
    return " ".join(str(part.get(key) or "").split())


def sentence(words: str) -> str:
    """Return the words with a full stop, unless they end with a punctuation mark."""
    return words if not words or words.endswith((".", "!", "?")) else f"{words}."


def docstring(paragraphs: Iterable[str], indent: int) -> str:
    """Return paragraphs as a docstring, indented after the first line."""
    filled = (
        paragraph if "\n" in paragraph or paragraph.startswith("    ") else fill(paragraph, indent)
        for paragraph in paragraphs
        if paragraph
    )
    body = _escape("\n\n".join(filled))
    if "\n" in body or indent + len(body) + 6 > WIDTH or body.endswith(('"', "\\")):
        body += "\n"
    return textwrap.indent(f'"""{body}"""', " " * indent).strip()


def attribute_docstring(words: str, indent: int) -> str:
    """Return words as the docstring of an attribute, closed on its last line."""
    body = _escape(fill(words, indent))
    body += " " if body.endswith(('"', "\\")) else ""
    return textwrap.indent(f'"""{body}"""', " " * indent).strip()


def fill(words: str, indent: int, hanging: str = "") -> str:
    """Return words wrapped to the available width; lines after the first begin with `hanging`."""
    width = WIDTH - indent - 3
    return "\n".join(textwrap.wrap(words, width, subsequent_indent=hanging, break_long_words=False,
                                   break_on_hyphens=False))  # fmt: skip


def of_field(field: Field, container_status: str = "") -> str:
    """Return the description of a field, with its status if its container has another one."""
    certainty = field.schema.get("x-status")
    field_status = status(field.schema) if certainty and certainty != container_status else ""
    words = sentence(text(field.schema))
    return f"{words} ({field_status.rstrip('.')}.)" if field_status else words


def of_class(name: str, plain: Plain) -> list[str]:
    """Return the paragraphs of a class docstring."""
    result = [sentence(text(plain) or name), status(plain)]
    fields = plain.get("properties", {}).values()
    if fields and "x-status" not in plain and any(_is_inferred(field) for field in fields):
        result.append(_INFERRED)
    return [*result, _INCOMPLETE] if plain.get("x-complete") is False else result


def _is_inferred(field: Plain) -> bool:
    """Return whether a property is inferred: it has a source, and no better status."""
    return "x-source" in field and field.get("x-status", "inferred") == "inferred"


def summary(operation: Operation) -> str:
    """Return the first line of a method's docstring."""
    source = operation.source
    return sentence(text(source, "summary") or text(source) or operation.plain.source.title)


def of_operation(operation: Operation, keywords: list[Field], returns: bool) -> list[str]:
    """Return the paragraphs of a method docstring: purpose, status, arguments, returned value."""
    source = operation.source
    about = [text(source) if source.get("summary") else "", status(source)]
    result = [summary(operation), "\n".join(fill(words, 8) for words in about if words)]
    if source.get("deprecated") is True:
        result.insert(1, "Deprecated: the service may remove it.")
    fields = [*operation.of("path"), *keywords]
    arguments = [(field.name, of_field(field, str(source.get("x-status")))) for field in fields]
    arguments += [("format", _FORMAT)] if operation.plain.formats else []
    arguments += [("additional_properties", _MORE)] if operation.plain.is_open else []
    if arguments:
        lines = (fill(f"    {name}: {words}", 8, " " * 8) for name, words in arguments)
        result.append("\n".join(["Args:", *lines]))
    returned = (
        "The records; each page is requested when it is reached. To change them, read `.all()` first."
        if operation.paging
        else _success(operation)
    )
    if returns and returned:
        result.append("\n".join(["Returns:", fill(f"    {returned}", 8, " " * 4)]))
    return result


def _success(operation: Operation) -> str:
    return sentence(text(next(iter(operation.plain.plain["responses"].values()), {})))


def _escape(words: str) -> str:
    printable = "".join(letter for letter in words if letter == "\n" or letter.isprintable())
    return printable.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')

"""Python for a parsed field: its annotation, and the expression that reads or writes its value."""

import json
import re
from collections.abc import Iterable, Iterator, Set

from pipeline.generate.parsed import Field

WIDTH = 120
_ANNOTATIONS = {
    "any": "Any",
    "string": "str",
    "integer": "int",
    "number": "Decimal",
    "boolean": "bool",
    "date": "datetime.date",
    "datetime": "datetime.datetime",
    "wcf_date": "datetime.datetime",
    "bytes": "bytes",
    "object": "dict[str, Any]",
}
_READERS = {"date": "date", "datetime": "timestamp", "bytes": "bytes_", "object": "mapping"}
_NATIVE = frozenset({"string", "integer", "number", "boolean"})
_WRITERS = {"date": "as_date", "datetime": "as_datetime", "wcf_date": "as_wcf_date"}
_BUILTINS = ("list", "dict", "str", "int", "bool", "bytes")


def annotation(field: Field) -> str:
    """Return the annotation of a value that is read."""
    match field.kind:
        case "list":
            result = f"list[{annotation(field.item)}]"
        case "map":
            result = f"dict[str, {annotation(field.item)}]"
        case "union":
            result = _choice(annotation(option) for option in field.value.options)
        case "model":
            result = field.class_name
        case "enum":
            result = f"{field.class_name} | {'int' if field.is_integer_enum else 'str'}"
        case kind:
            result = _ANNOTATIONS[kind]
    return f"{result} | None" if field.is_nullable and result != "Any" else result


def argument(field: Field, multipart: bool = False) -> str:
    """Return the annotation of a value that a caller passes."""
    match field.kind:
        case "list":
            result = f"Sequence[{argument(field.item, multipart)}]"
        case "map":
            result = f"Mapping[str, {argument(field.item, multipart)}]"
        case "union":
            result = _choice(argument(option, multipart) for option in field.value.options)
        case "number":
            result = "Decimal | int"
        case "object":
            result = "Mapping[str, Any]"
        case "bytes" if multipart:
            result = "bytes | wire.File"
        case _:
            return annotation(field)
    return f"{result} | None" if field.is_nullable else result


def _choice(annotations: Iterable[str]) -> str:
    """Return the annotation of a choice, without the string that several enumerations admit twice."""
    choices = list(annotations)
    bare = [choice.removesuffix(" | str").removesuffix(" | int") for choice in choices]
    open_kinds = [kind for kind in ("str", "int") if any(choice.endswith(f" | {kind}") for choice in choices)]
    return " | ".join(dict.fromkeys([*bare, *open_kinds]))


def attribute(field: Field) -> str:
    """Return the annotation of a model's attribute, with its default."""
    result = annotation(field)
    if field.required:
        return result
    return "Any = None" if result == "Any" else f"{result.removesuffix(' | None')} | None = None"


def converter(field: Field) -> str:
    """Return the function that converts a value other than a model or a list."""
    return f"to_{field.module}" if field.kind == "enum" else f"to_{field.kind}"


def reader(field: Field) -> str:
    """Return the function that reads a value and records its mismatches."""
    match field.kind:
        case "model":
            result = f"{field.class_name}.from_dict"
        case "list":
            result = f"list_of({reader(field.item)})"
        case "map":
            result = f"map_of({reader(field.item)})"
        case "union":
            result = _union_reader(field.value)
        case _:
            result = f"scalar({converter(field)})"
    return f"or_null({result})" if field.is_nullable and field.kind != "any" else result


def _union_reader(field: Field) -> str:
    parts = [reader(option) for option in field.options]
    tag = field.schema.get("x-tag")
    if tag:
        values = ", ".join(f"{literal(value)}: {parts[index]}" for value, index in tag["values"].items())
        parts += [f"tag={literal(tag['name'])}", f"tagged={{{values}}}"]
    return f"union_of({', '.join(parts)})"


def read_expression(field: Field) -> str:
    """Return the expression that reads a property of a raw record; native JSON types need only a type check."""
    kind, name, ending = field.kind, literal(field.wire), "_or_null" if field.is_nullable else ""
    take = f"take({name}, {'None' if field.is_nullable else 'UNSET'})"
    if kind == "any":
        return f"take({name}, None)"
    if kind in ("model", "list", "map", "union"):
        result = f"nested{ending}({reader(field.value)}, {take}, {name}, state)"
        return f"require{ending}({result}, {name}, state)" if field.required else result
    native = kind in _NATIVE
    read = f"read_{field.module}" if kind == "enum" else _READERS.get(kind, kind)
    result = f"{read}{ending}({'v' if native else take}, {name}, state)"
    result = f"require{ending}({result}, {name}, state)" if field.required else result
    return f"v if type(v := {take}) is {_ANNOTATIONS[kind]} else {result}" if native else result


def assignment(field: Field) -> list[str]:
    """Return the statements that read a property: one, or two if one does not fit on a line."""
    value = read_expression(field)
    statement = f"model.{field.name} = {value}"
    if len(statement) <= 112 or ":=" not in value:
        return [statement]
    take = value.partition("(v := ")[2].partition(")) is")[0] + ")"
    return [f"v = {take}", statement.replace(f"v := {take}", "v")]


def write_expression(name: str, field: Field, module: str = "") -> str:
    """Return the expression that converts a value for a request; `module` is a prefix of its functions."""
    if field.kind in _WRITERS:
        return f"{module}{_WRITERS[field.kind]}({name})"
    if field.kind == "list":
        writer = _WRITERS.get(field.item.kind)
        return f"{module}sequence({name}{f', {module}{writer}' if writer else ''})"
    return name


def items(fields: Iterable[Field]) -> list[str]:
    """Return the items of the dict that represents a model, in lines."""
    expressions = ((field.wire, write_expression(f"self.{field.name}", field)) for field in fields)
    return wrap_items((f"{literal(wire)}: {expression}" for wire, expression in expressions), 104)


def imports(fields: Iterable[Field]) -> Iterator[tuple[str, str, bool]]:
    """Yield module, class, and whether it is an enumeration, of each class that some fields name."""
    leaves = (leaf for field in fields for leaf in field.leaves)
    classes = {leaf.class_name: leaf for leaf in leaves if leaf.kind in ("model", "enum")}
    for name, leaf in sorted(classes.items()):
        yield leaf.module, name, leaf.kind == "enum"


def in_class(code: str, methods: Set[str]) -> str:
    """Return an annotation as it is written in a class whose methods hide builtins, such as `list`."""
    hidden = [name for name in _BUILTINS if name in methods]
    return re.sub(rf"\b({'|'.join(hidden)})\b(?!=)", r"builtins.\1", code) if hidden else code


def literal(text: object) -> str:
    """Return a value as a Python literal, strings in double quotes."""
    return json.dumps(text, ensure_ascii=False)


def names(fields: Iterable[Field]) -> list[str]:
    """Return the JSON names of properties, in as few lines as possible."""
    return wrap_items((literal(field.wire) for field in fields), 108)


def wrap_items(parts: Iterable[str], width: int) -> list[str]:
    """Return the parts followed by commas, in as few lines as possible; a part of several lines is on its own."""
    lines = [""]
    for part in parts:
        text = f"{part},"
        if lines[-1] and ("\n" in lines[-1] + text or len(lines[-1]) + 1 + len(text) > width):
            lines.append(text)
        else:
            lines[-1] = f"{lines[-1]} {text}".strip()
    return lines


def call(opening: str, parts: list[str], closing: str, indent: int) -> str:
    """Return the parts between an opening and a closing, in as few lines as possible.

    The formatter would write each part on a line of its own, three times for each argument of an operation.
    """
    single_line = f"{opening}{', '.join(parts)}{closing}"
    if indent + len(single_line) <= WIDTH:
        return single_line
    lines = "".join(f"{' ' * (indent + 4)}{line}\n" for line in wrap_items(parts, WIDTH - indent - 4))
    return f"{opening}\n{lines}{' ' * indent}{closing}  # fmt: skip"


def brackets(opening: str, parts: list[str], closing: str) -> str:
    """Return a dict or a list display as an argument of a call; empty if it has no parts."""
    single_line = f"{opening}{', '.join(parts)}{closing}" if parts else ""
    if len(single_line) < 90:
        return single_line
    lines = "".join(f"            {line}\n" for line in wrap_items(parts, WIDTH - 12))
    return f"{opening}\n{lines}        {closing}"

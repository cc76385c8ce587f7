"""The arguments of an operation's function: its parameters, and what its body holds."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pipeline.generate.kind import Kind, Member, text_of
from pipeline.generate.media import rank, readable
from pipeline.generate.reading import Reading
from pipeline.source.operation import Operation, resolve
from pipeline.transform import names

OF_ANY_CALL = frozenset({"self", "wire", "rows_of", "either", "maybe", "leaf", "anything", "nothing", "page_of"})
"""Names that the body of a generated function uses, so that no argument may have them."""


@dataclass(frozen=True)
class Filter:
    """What an argument asks of a list's rows, where that is inferred: the member it looks at, and how."""

    member: str
    op: str


@dataclass(frozen=True)
class Argument:
    """An argument of an operation's function: its Python name, where it goes, and what it is."""

    name: str
    where: str
    member: Member
    exploded: bool = True
    filter: Filter | None = None


@dataclass(frozen=True)
class Body:
    """What an operation is sent: the media type that is taken of it, its schema, and whether it must be there."""

    media: str
    schema: Any
    required: bool

    @property
    def is_text(self) -> bool:
        """Whether it is sent as it is."""
        return self.media.startswith("text/")


def body_of(document: dict[str, Any], operation: Operation) -> Body | None:
    """The body of an operation, in the media type that is read best; None where it takes none."""
    body = resolve(document, operation.value.get("requestBody")) or {}
    content = body.get("content", {})
    media = min((one for one in content if readable(one)), key=rank, default="")
    return Body(media, content[media].get("schema"), body.get("required") is True) if media else None


def parameters(document: dict[str, Any], operation: Operation) -> list[dict[str, Any]]:
    """An operation's parameters, those of its path included; the operation's own win."""
    item = document["paths"][operation.path]
    every = [resolve(document, one) for one in (*item.get("parameters", ()), *operation.value.get("parameters", ()))]
    return list({(one.get("name"), one.get("in")): one for one in every}.values())


class Arguments:
    """The making of one operation's arguments.

    Args:
        reading: of its document.
        operation: the operation.
        hint: the beginning of names for types that have none.
    """

    def __init__(self, reading: Reading, operation: Operation, hint: str) -> None:
        self._reading = reading
        self._operation = operation
        self._hint = hint

    def of(self, body: Body | None) -> tuple[Argument, ...]:
        """Path, query and header arguments, then those of the body."""
        found = [self._parameter(one) for one in parameters(self._reading.document, self._operation)]
        order = ("path", "query", "header")
        found.sort(key=lambda argument: order.index(argument.where))
        return tuple(self._distinct([*found, *self._of_body(body)]))

    def _of_body(self, body: Body | None) -> Iterator[Argument]:
        if body is None:
            return
        if self._reading.is_object(body.schema):
            hint = names.model(str(body.schema.get("$ref", self._hint)).rpartition("/")[2].removesuffix("Xml"))
            for member in self._reading.members(body.schema, hint):
                yield Argument(member.python_name or names.identifier(member.wire), "body", member)
        else:
            kind = Kind("text") if body.is_text else self._reading.kind(body.schema, f"{self._hint}Body")
            text = text_of(body.schema or {}) or "The body."
            yield Argument("body", "body", Member("", kind, body.required, text))

    def _parameter(self, value: dict[str, Any]) -> Argument:
        wire, where = str(value.get("name")), str(value.get("in"))
        kind = self._reading.kind(value.get("schema"), self._hint + names.model(wire))
        member = Member(
            wire=wire,
            kind=kind,
            required=value.get("required") is True,
            text=text_of(value),
            status=text_of(value, "x-status"),
            source=text_of(value, "x-source"),
        )
        return Argument(
            names.attribute(wire, value), where, member, value.get("explode") is not False, self._filter(value)
        )

    def _filter(self, parameter: dict[str, Any]) -> Filter | None:
        """What a parameter of a list asks of its rows; a published one is taken at its word."""
        paging = self._operation.value.get("x-paging") or {}
        wire = str(parameter.get("name"))
        status = parameter.get("x-status") or self._operation.value.get("x-status")
        if not paging or status != "inferred" or wire in (paging.get("parameter"), paging.get("sizeParameter")):
            return None
        rule = parameter.get("x-filter") or {}
        return Filter(str(rule.get("member", wire)), str(rule.get("op", "eq")))

    def _distinct(self, found: list[Argument]) -> Iterator[Argument]:
        """The arguments under names of their own, none of which the function's body needs."""
        taken = {*OF_ANY_CALL, "additional_properties", "format", names.function(self._operation.id)}
        plain = [replace(one, name=f"{one.name}_") if one.name in taken else one for one in found]
        listed = [names.Argument(one.name, one.member.wire, one.where, one.member.required) for one in plain]
        for one, named in zip(plain, names.distinct(listed), strict=True):
            yield replace(one, name=named.name)

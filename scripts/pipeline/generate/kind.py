"""Kinds: what a value is, as generated code distinguishes it; records and enumerations are classes of their own."""

from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

Sort = Literal[
    "any", "text", "integer", "number", "boolean", "day", "moment", "wcf", "bytes", "record", "choice", "list", "object"
]


@dataclass(frozen=True)
class Kind:
    """What a value is.

    Args:
        sort: its sort; `wcf` is a time as WCF writes it in JSON, `object` one of members unknown.
        name: of a record or a choice: its class.
        item: of a list: what it holds.
        nullable: whether it may be null.
    """

    sort: Sort
    name: str = ""
    item: "Kind | None" = None
    nullable: bool = False

    def or_null(self) -> "Kind":
        """The same kind, which may also be null."""
        return replace(self, nullable=True)

    def innermost(self) -> "Kind":
        """What a list of lists holds in the end; itself for any other kind."""
        return self.item.innermost() if self.item else self


@dataclass(frozen=True)
class Member:
    """A member of a record, or of a body whose members are arguments.

    Args:
        wire: its name in JSON.
        kind: what it is.
        required: whether it must be there.
        text: its description, as the contract has it.
        status: how well its name is known, where that is said of it alone.
        source: where the name is from.
        python_name: the name that `x-python-name` gives.
        secret: whether its value must not be shown.
    """

    wire: str
    kind: Kind
    required: bool = False
    text: str = ""
    status: str = ""
    source: str = ""
    python_name: str = ""
    secret: bool = False


@dataclass(frozen=True)
class Record:
    """An object whose members are known."""

    name: str
    text: str
    members: tuple[Member, ...]
    status: str = ""
    source: str = ""
    complete: bool = True


@dataclass(frozen=True)
class Choice:
    """An enumeration of texts: each value with what is said of it."""

    name: str
    text: str
    values: tuple[tuple[str, str], ...]
    status: str = ""
    source: str = ""


Class: TypeAlias = Record | Choice


def named(item: Class) -> set[str]:
    """The classes that a class names."""
    members = item.members if isinstance(item, Record) else ()
    return {inner.name for member in members if (inner := member.kind.innermost()).name}


def renamed(item: Class, names: dict[str, str]) -> Class:
    """The class with other names for itself and for the classes that it names."""
    if isinstance(item, Choice):
        return replace(item, name=names.get(item.name, item.name))
    members = tuple(replace(member, kind=renamed_kind(member.kind, names)) for member in item.members)
    return replace(item, name=names.get(item.name, item.name), members=members)


def renamed_kind(kind: Kind, names: dict[str, str]) -> Kind:
    """The kind with other names for the classes in it."""
    item = renamed_kind(kind.item, names) if kind.item else None
    return replace(kind, name=names.get(kind.name, kind.name), item=item)


def text_of(schema: dict[str, Any], key: str = "description") -> str:
    """A text of a schema, spaces evened out."""
    return " ".join(str(schema.get(key) or "").split())

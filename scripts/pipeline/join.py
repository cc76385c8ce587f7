"""Joining: several built documents whose schemas become one package of models, one class per name."""

from collections.abc import Iterator
from typing import Any

from pipeline import names
from pipeline.build import Built
from pipeline.derive.step import Step, ref, referred, schemas
from pipeline.grammar import references, rewrite
from pipeline.pointer import Pointer
from pipeline.problem import Finding

_PER_API = ("x-status", "x-source", "x-format-status", "x-format-source")
"""What an API says of how well it knows a thing makes no other thing of it."""


def join(built: dict[str, Built]) -> dict[str, Built]:
    """The documents with those schemas renamed that differ from one of the same name in an earlier document.

    `Job` of v2 that differs from v1's becomes `JobV2`, and so does whatever of the same name refers to it.

    Args:
        built: by API, the one that keeps its names first.
    """
    joined: dict[str, Built] = {}
    known: dict[str, Any] = {}
    for api, one in built.items():
        made = one.after(renamed(one.document, differing(one.document, known), suffix(api)))
        joined[api] = made.told(*_same_class(schemas(made.document), known))
        known = {**schemas(made.document), **known}
    return joined


def _same_class(own: dict[str, Any], known: dict[str, Any]) -> Iterator[Finding]:
    """Schemas whose names differ from another API's and make the same class in Python all the same."""
    classes = {names.model(name): name for name in known}
    for name in own:
        other = classes.get(names.model(name), name)
        if other != name:
            message = f"{name} and another API's {other} both make the class {names.model(name)} in Python"
            yield Finding(_at(name), message, "rename one of the schemas")


def suffix(api: str) -> str:
    """What a renamed schema's name ends in: `V2`."""
    return api[:1].upper() + api[1:]


def differing(document: dict[str, Any], known: dict[str, Any]) -> list[str]:
    """The schemas that are not what `known` has under their name, in themselves or in what they refer to."""
    own = schemas(document)
    shared = [name for name in own if name in known]
    found = {name for name in shared if _essence(own[name]) != _essence(known[name])}
    grown = True
    while grown:
        more = {name for name in shared if _held(own[name]) & found} - found
        found |= more
        grown = bool(more)
    return sorted(found)


def renamed(document: dict[str, Any], wanted: list[str], ending: str) -> Step:
    """The document with schemas renamed, wherever they are referred to."""
    if not wanted:
        return Step(document)
    called = {name: f"{name}{ending}" for name in wanted}

    def change(kind: str, value: dict[str, Any]) -> dict[str, Any]:
        if kind == "discriminator":
            mapping = value.get("mapping", {})
            return {**value, "mapping": {key: _new_ref(item, called) for key, item in mapping.items()}}
        made = {**value, "$ref": _new_ref(value["$ref"], called)} if isinstance(value.get("$ref"), str) else value
        base = made.get("x-derived-from")
        return {**made, "x-derived-from": called[base]} if base in called else made

    changed = rewrite(document, change)
    own = schemas(changed)
    components = {
        **changed["components"],
        "schemas": dict(sorted(((called.get(n, n), s) for n, s in own.items()), key=_first)),
    }
    aliases: dict[Pointer, Pointer] = {_at(new): _at(old) for old, new in called.items()}
    findings = tuple(
        Finding(_at(new), f"{new} is what {old} has to be called beside another API's {old}", "rename one of them")
        for old, new in called.items()
        if new in own
    )
    return Step({**changed, "components": components}, (aliases,), findings)


def _essence(schema: Any) -> Any:
    """A schema without what each API says of how well it is known."""
    return rewrite(schema, lambda _, value: {k: v for k, v in value.items() if k not in _PER_API}, "schema")


def _held(schema: Any) -> set[str]:
    return {referred({"$ref": target}) for _, target in references(schema, "schema")}


def _new_ref(target: str, called: dict[str, str]) -> str:
    name = referred({"$ref": target})
    return ref(called[name]) if name in called else target


def _first(named: tuple[str, Any]) -> str:
    return named[0]


def _at(name: str) -> Pointer:
    return ("components", "schemas", name)

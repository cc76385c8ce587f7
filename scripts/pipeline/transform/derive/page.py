"""Derive pages: the flat `JobPage` that a list returns, from the envelope and its items."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.source.operation import operations, resolve, success_contents
from pipeline.source.pointer import Pointer
from pipeline.transform.derive.step import Step, ref, ref_name, replace_part, schemas, with_derived

_INT32 = 2**31 - 1  # the bound of the type, not of a page


@dataclass(frozen=True)
class _List:
    """The response of a list: its schema, the envelope's name, and the part that defines the items."""

    operation: Pointer
    schema: Pointer
    envelope: str
    part: dict[str, Any]
    part_pointer: Pointer
    base: str

    @property
    def page(self) -> str:
        return f"{self.base}Page"


def with_pages(document: dict[str, Any]) -> Step:
    """Write the page of each list as one flat schema, and `x-paging` into its operation.

    The response of a list refers to a schema with `x-envelope` and defines the items next to that `$ref`, or is `allOf`
    of the two.
    """
    result: dict[str, Any] = {}
    aliases: dict[Pointer, Pointer] = {}
    paged = document
    lists = list(_lists(document))
    for paged_list in lists:
        result[paged_list.page] = _page(document, paged_list)
        aliases |= _origins(document, paged_list)
        paged = replace_part(paged, paged_list.schema, {"$ref": ref(paged_list.page)})
        paging = schemas(document)[paged_list.envelope]["x-envelope"]
        largest = _max_page_size(document, paged_list.operation, paging)
        paged = replace_part(paged, (*paged_list.operation, "x-paging"), paging | largest)
    return with_derived(document, paged, result, {paged_list.page: paged_list.base for paged_list in lists}, aliases)


def _max_page_size(document: dict[str, Any], pointer: Pointer, paging: dict[str, str]) -> dict[str, int]:
    """Return the maximum page size of the operation, if its parameter has a maximum."""
    item = document["paths"][pointer[1]]
    for parameter in (*item[pointer[2]].get("parameters", ()), *item.get("parameters", ())):
        parameter = resolve(document, parameter)
        if (parameter.get("in"), parameter.get("name")) == ("query", paging.get("sizeParameter")):
            maximum = (resolve(document, parameter.get("schema")) or {}).get("maximum")
            return {"maxPageSize": maximum} if isinstance(maximum, int) and 0 < maximum < _INT32 else {}
    return {}


def _lists(document: dict[str, Any]) -> Iterator[_List]:
    for operation in operations(document):
        for pointer, content in success_contents(document, operation):
            yield from _list(document, operation.pointer, (*pointer, "schema"), content.get("schema"))


def _list(document: dict[str, Any], operation: Pointer, at: Pointer, schema: Any) -> Iterator[_List]:
    for envelope, part, part_pointer in _pairs(schema, at):
        paging = schemas(document).get(envelope, {}).get("x-envelope")
        if paging and isinstance(part, dict):
            base = ref_name(part.get("properties", {}).get(paging["items"], {}).get("items"))
            if base:
                yield _List(operation, at, envelope, part, part_pointer, base)


def _pairs(schema: Any, at: Pointer) -> Iterator[tuple[str, Any, Pointer]]:
    """Yield the schema that may be the envelope, and the other part of the response with its pointer."""
    schema = schema if isinstance(schema, dict) else {}
    if "$ref" in schema:
        yield ref_name(schema), schema, at
    parts = schema.get("allOf")
    if isinstance(parts, list) and len(parts) == 2:
        for index in (0, 1):
            yield ref_name(parts[1 - index]), parts[index], (*at, "allOf", index)


def _page(document: dict[str, Any], paged_list: _List) -> dict[str, Any]:
    envelope = schemas(document)[paged_list.envelope]
    shared, part_properties = envelope.get("properties", {}), paged_list.part.get("properties", {})
    page = {
        "type": "object",
        "description": f"A page of {paged_list.base} records.",
        "required": list(dict.fromkeys([*envelope.get("required", ()), *paged_list.part.get("required", ())])),
        "properties": shared | {name: {**shared.get(name, {}), **value} for name, value in part_properties.items()},
    }
    extensions = {key: envelope[key] for key in ("additionalProperties", "x-status", "x-source") if key in envelope}
    return {**page, **extensions, "x-derived-from": paged_list.base}


def _origins(document: dict[str, Any], paged_list: _List) -> dict[Pointer, Pointer]:
    at: Pointer = ("components", "schemas", paged_list.page)
    envelope: Pointer = ("components", "schemas", paged_list.envelope, "properties")
    part_pointer = (*paged_list.part_pointer, "properties")
    shared = {
        (*at, "properties", name): (*envelope, name) for name in schemas(document)[paged_list.envelope]["properties"]
    }
    return {
        at: paged_list.schema,
        **shared,
        **{(*at, "properties", name): (*part_pointer, name) for name in paged_list.part["properties"]},
    }

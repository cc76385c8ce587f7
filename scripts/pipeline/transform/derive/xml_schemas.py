"""Derive XML schemas of types whose DataContract XML differs from JSON."""

import re
from datetime import datetime, timedelta
from typing import Any

from pipeline.source.grammar import SCHEMAS, Node, find_reachable, references, rewrite, walk, with_holders
from pipeline.transform.derive.step import Step, ref, ref_name, replace_part, schemas, with_derived

XML = "application/xml"
WCF_DATE = "wcf-date"
XML_DATE = "xml-local-date-time"
_JSON_DATE = re.compile(r"/Date\((-?[0-9]+)(?:([+-])([0-9]{2})([0-9]{2}))?\)/")
_EXAMPLES = ("example", "examples")
_OF_THE_JSON_DATE = ("pattern", "example", "examples", "default", "minLength", "maxLength")


def with_xml_schemas(document: dict[str, Any]) -> Step:
    """Write an XML schema, `<Name>Xml`, for each type of XML bodies and responses that XML writes differently.

    A WCF date becomes a local date-time, and each element has its namespace. A type with the same form in both has no
    XML schema, so documents without DataContract types do not change.
    """
    names = _find_differing(document, _find_reachable(document))
    xml_names = {name: f"{name}Xml" for name in sorted(names)}
    changed = document
    for node in _xml_media(document):
        changed = replace_part(changed, node.pointer, _media(node.value, names))
    result = {
        xml_name: {**_in_xml(schemas(document)[name], names), "x-derived-from": name}
        for name, xml_name in xml_names.items()
    }
    return with_derived(document, changed, result, {xml_name: name for name, xml_name in xml_names.items()})


def _media(media: dict[str, Any], names: set[str]) -> dict[str, Any]:
    schema = _in_xml(media["schema"], names)
    if schema == media["schema"]:
        return media
    return {key: local_dates(item) if key in _EXAMPLES else item for key, item in media.items()} | {"schema": schema}


def _in_xml(schema: Any, names: set[str]) -> Any:
    return rewrite(schema, lambda kind, value: _xml_schema(kind, value, names), "schema")


def local_dates(value: Any) -> Any:
    """Return an example's value with each WCF date as XML writes it: wall time in the zone of the date."""
    if isinstance(value, dict):
        return {key: local_dates(item) for key, item in value.items()}
    if isinstance(value, list):
        return [local_dates(item) for item in value]
    match = _JSON_DATE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return value
    hours, minutes = (int(f"{match[2] or '+'}{part or 0}") for part in (match[3], match[4]))
    local = datetime(1970, 1, 1) + timedelta(milliseconds=int(match[1]), hours=hours, minutes=minutes)
    return local.isoformat(timespec="milliseconds" if local.microsecond else "seconds")


def _xml_media(document: dict[str, Any]) -> list[Node]:
    return [
        node
        for node in walk(document)
        if node.kind == "media" and node.pointer[-1] == XML and isinstance(node.value.get("schema"), dict)
    ]


def _find_reachable(document: dict[str, Any]) -> list[str]:
    """Return the schemas that XML media types refer to, directly or through others."""
    media = [node.value["schema"] for node in _xml_media(document)]
    return sorted(name for kind, name in find_reachable(document, media, "schema[]") if kind == "schemas")


def _find_differing(document: dict[str, Any], names: list[str]) -> set[str]:
    """Return those of `names` that XML writes differently, themselves or a part of them."""
    schemas_by_name = schemas(document)
    references_by_name = {
        name: {ref_name({"$ref": ref}) for _, ref in references(schemas_by_name[name], "schema")} for name in names
    }
    return with_holders({name for name in names if _differs(schemas_by_name[name])}, references_by_name)


def _differs(schema: Any) -> bool:
    return bool(_in_xml(schema, set()) != schema)


def _xml_schema(kind: str, value: dict[str, Any], names: set[str]) -> dict[str, Any]:
    if kind not in SCHEMAS:
        return value
    schema = dict(value)
    if ref_name(value) in names:
        schema["$ref"] = ref(f"{ref_name(value)}Xml")
    if schema.get("format") == WCF_DATE:
        schema = {key: item for key, item in schema.items() if key not in _OF_THE_JSON_DATE}
        schema["format"] = XML_DATE
    namespace = schema.get("xml", {}).get("namespace") if isinstance(schema.get("xml"), dict) else None
    if namespace and isinstance(schema.get("properties"), dict):
        properties = schema["properties"].items()
        schema["properties"] = {name: _with_namespace(value, namespace) for name, value in properties}
    return schema


def _with_namespace(value: Any, namespace: str) -> Any:
    if not isinstance(value, dict):
        return value
    return {**value, "xml": {"namespace": namespace, **value.get("xml", {})}}

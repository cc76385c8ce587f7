"""Build an API from its vendor's document, completed by our contract where the document lacks a part.

`openapi/vendor/<api>.json` (or `.yaml`) is the unchanged document, and `<api>.overlay.yaml` our overlay of it. The
overlay gives a vendor operation the operationId of its counterpart in our contract, which it then replaces.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pipeline.source.grammar import SINGULARS, component, find_reachable, references, with_references
from pipeline.source.operation import Operation, operations, resolve
from pipeline.source.pointer import Pointer
from pipeline.source.positions import Origins, Place
from pipeline.source.problem import Finding
from pipeline.transform import names
from pipeline.transform.derive.step import Step, with_operations

FOLDER = "vendor"
SUFFIXES = (".json", ".yaml", ".yml")
_TEMPLATE = re.compile(r"{([^}]*)}")
_OF_OURS = ("openapi", "info", "servers", "security")


def vendor_file(api_file: Path) -> Path | None:
    """Return the vendor's document of the API in `openapi/<api>.yaml`, if there is one."""
    files = (api_file.parent / FOLDER / f"{api_file.stem}{suffix}" for suffix in SUFFIXES)
    return next((file for file in files if file.is_file()), None)


def overlay_file(api_file: Path, kind: str = "") -> Path:
    """Return the path of our overlay of the vendor's document, or of the `probe` or `corrections` overlay."""
    return api_file.parent / FOLDER / f"{api_file.stem}{'.' if kind else ''}{kind}.overlay.yaml"


def with_parameters_in_place(document: dict[str, Any]) -> Step:
    """Inline the parameters that operations share by `$ref`, so that each can be described separately."""
    aliases: dict[Pointer, Pointer] = {}

    def change(operation: Operation) -> dict[str, Any]:
        listed = operation.value.get("parameters") or ()
        for index, value in enumerate(listed):
            if name_parts := component(value.get("$ref")):
                aliases[(*operation.pointer, "parameters", index)] = ("components", *name_parts)
        inlined = {"parameters": [resolve(document, value) for value in listed]} if listed else {}
        return {**operation.value, **inlined}

    return Step(with_operations(document, change), (aliases,))


def base_path(document: dict[str, Any]) -> str:
    """Return the path of a document's first server, a prefix of its operations' paths: `/api/v2`, often empty."""
    servers = document.get("servers")
    server = servers[0] if isinstance(servers, list) and servers and isinstance(servers[0], dict) else {}
    variables: dict[str, Any] = server.get("variables") or {}
    url = _TEMPLATE.sub(lambda match: str(variables.get(match[1], {}).get("default", "")), str(server.get("url", "")))
    return urlsplit(url).path.rstrip("/")


def without_parameter_names(path: str) -> str:
    """Return a path without the names of its parameters."""
    return _TEMPLATE.sub("{}", path)


class CombinedDocument:
    """The vendor's document, completed by ours.

    Attributes:
        document: The combined document.
        origins: The sources of its parts.
        findings: The problems of the combination.
    """

    def __init__(
        self, our_document: dict[str, Any], our_origins: Origins, vendor_document: dict[str, Any], origins: Origins
    ) -> None:
        self._our_document, self._our_origins = our_document, our_origins
        self._vendor_document, self._vendor_origins = vendor_document, origins
        self._places: dict[Pointer, Place] = {(): our_origins.place(()), ("info",): our_origins.place(("info",))}
        self.findings: list[Finding] = []
        described = {operation.id for operation in operations(vendor_document)}
        self._lacking = [operation for operation in operations(our_document) if operation.id not in described]
        self._classes = dict(_class_names(vendor_document))
        at = "#/components/schemas/"
        self._class_refs = {at + old: at + new for old, new in self._classes.items()}
        self._components: dict[str, dict[str, Any]] = {}
        self._renamed: dict[str, str] = {}
        self._take_components()
        paths = self._vendor_paths()
        self._add_lacking(paths)
        result = {key: our_document[key] for key in _OF_OURS if key in our_document}
        self.document: dict[str, Any] = {**result, "tags": self._tags(), "paths": paths, "components": self._components}
        self.origins = Origins(our_origins.sources, self._places)

    def _take_components(self) -> None:
        for kind, components in self._vendor_document.get("components", {}).items():
            for name, value in components.items() if kind in SINGULARS and kind != "securitySchemes" else ():
                new = self._classes.get(name, name) if kind == "schemas" else name
                self._put(kind, new, _without_class_name(self._with_class_names(value)))
                self._move(self._vendor_origins, ("components", kind, name), ("components", kind, new))
        if "securitySchemes" in self._our_document.get("components", {}):
            self._components["securitySchemes"] = self._our_document["components"]["securitySchemes"]
            at: Pointer = ("components", "securitySchemes")
            self._move(self._our_origins, at, at)
        needed = self._find_needed()
        for kind, name in needed:
            our_value = self._our_document["components"][kind][name]
            if self._components.get(kind, {}).get(name, our_value) != our_value:
                new = names.unique(f"Inferred{name}", self._components[kind])
                self._renamed[f"#/components/{kind}/{name}"] = f"#/components/{kind}/{new}"
        for kind, name in needed:
            new = self._renamed.get(f"#/components/{kind}/{name}", name).rpartition("/")[2]
            self._put(kind, new, self._of_ours(self._our_document["components"][kind][name]))
            self._move(self._our_origins, ("components", kind, name), ("components", kind, new))

    def _with_class_names(self, value: Any) -> Any:
        return with_references(value, lambda ref: self._class_refs.get(ref, ref))

    def _put(self, kind: str, name: str, value: Any) -> None:
        self._components.setdefault(kind, {})[name] = value

    def _find_needed(self) -> list[tuple[str, str]]:
        """Return our components that our remaining operations or the overlay refer to."""
        vendor_components = self._vendor_document.get("components", {})
        parts = [component(target) for _, target in references(self._vendor_document)]
        unknown = [
            {"$ref": f"#/components/{'/'.join(part)}"}
            for part in parts
            if part and part[1] not in vendor_components.get(part[0], {})
        ]
        our_values = [operation.value for operation in self._lacking]
        reachable = find_reachable(self._our_document, our_values, "operation[]")
        return sorted(reachable | find_reachable(self._our_document, unknown, "schema[]"))

    def _of_ours(self, value: Any) -> Any:
        """Return a part of our contract with references to renamed components updated."""
        result = with_references(value, lambda ref: self._renamed.get(ref, ref))
        base = self._renamed.get(f"#/components/schemas/{result.get('x-derived-from')}", "")
        return {**result, "x-derived-from": base.rpartition("/")[2]} if base else result

    def _vendor_paths(self) -> dict[str, Any]:
        base, paths = base_path(self._vendor_document), {}
        for path, item in self._vendor_document.get("paths", {}).items():
            if not isinstance(item, dict):
                continue
            paths[base + path] = {key: self._of_vendor(value) for key, value in item.items() if key != "servers"}
            self._move(self._vendor_origins, ("paths", path), ("paths", base + path))
        return paths

    def _of_vendor(self, value: Any) -> Any:
        """Return a vendor operation, marked as one, without `security`, which our contract has for the whole API."""
        value = self._with_class_names(value)
        if not isinstance(value, dict):
            return value
        left_out = {"servers", "security"} if value.get("security") else {"servers"}
        return {key: item for key, item in value.items() if key not in left_out} | {"x-vendor": True}

    def _add_lacking(self, paths: dict[str, Any]) -> None:
        paths_by_template = {without_parameter_names(path).lower(): path for path in paths}
        for operation in self._lacking:
            path = paths_by_template.get(without_parameter_names(operation.path).lower(), operation.path)
            item = paths.setdefault(path, {})
            paths_by_template[without_parameter_names(path).lower()] = path
            value = self._of_ours(operation.value)
            if operation.method in item:
                message = f"{operation.method.upper()} {path} is described by the vendor, and by {operation.id} of ours"
                hint = f"give it the operationId {operation.id} in the overlay, or remove ours"
                self.findings.append(Finding(("paths", path, operation.method), message, hint))
                continue
            item[operation.method] = _with_path_parameters(value, operation.path, path)
            self._move(self._our_origins, operation.pointer, ("paths", path, operation.method))

    def _tags(self) -> list[Any]:
        listed = [*self._our_document.get("tags", ()), *(self._vendor_document.get("tags") or ())]
        tags_by_name = {str(tag.get("name")): tag for tag in reversed(listed) if isinstance(tag, dict)}
        described = [*operations(self._vendor_document), *operations(self._our_document)]
        used = [operation.tag for operation in described if operation.tag]
        order = dict.fromkeys([str(tag.get("name")) for tag in listed if isinstance(tag, dict)] + used)
        return [tags_by_name.get(name, {"name": name}) for name in order if name in used]

    def _move(self, origins: Origins, old: Pointer, new: Pointer) -> None:
        """Record the source position of a part, and of the parts in it that have other sources."""
        self._places[new] = origins.place(old)
        for pointer in origins.nested.get(old, ()):
            self._places[(*new, *pointer[len(old) :])] = origins.places[pointer]


def _class_names(vendor: dict[str, Any]) -> Iterator[tuple[str, str]]:
    schemas = vendor.get("components", {}).get("schemas", {})
    for name, value in schemas.items():
        class_name = value.get("x-python-name") if isinstance(value, dict) else None
        if isinstance(class_name, str) and class_name not in schemas:
            yield name, class_name


def _without_class_name(value: Any) -> Any:
    return {key: item for key, item in value.items() if key != "x-python-name"} if isinstance(value, dict) else value


def _with_path_parameters(value: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    """Return our operation under the vendor's path: parameters have the vendor's names, and our names in Python."""
    vendor_names = dict(zip(_TEMPLATE.findall(old), _TEMPLATE.findall(new), strict=False))
    result = []
    for parameter in value.get("parameters", ()):
        name = str(parameter.get("name"))
        if parameter.get("in") == "path" and vendor_names.get(name, name) != name:
            python = names.attribute(name, parameter)
            parameter = {**parameter, "name": vendor_names[name], "x-python-name": python}
        result.append(parameter)
    return {**value, "parameters": result} if result else value


def is_vendor_operation(operation: Operation, origins: Origins) -> bool:
    """Return whether an operation of a combined document is described by the vendor."""
    return origins.place(operation.pointer).file.parent.name == FOLDER

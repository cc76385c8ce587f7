"""Methods and paths taken in.

v1 and v2 list their paths in files of their own and share what stands behind them. So a path that changes for one
changes for the other too, its version apart.
"""

import re
from typing import Any

from adoption.document import server_path
from adoption.edit import Edit
from adoption.edit_members import keep_python_name
from adoption.finding import Finding
from adoption.flat import flat
from adoption.matching import Pair, blank
from adoption.relations import own_parameter, parameters, record
from adoption.workbench import put, rename_key, styled
from pipeline.source.grammar import METHODS
from pipeline.source.operation import Operation, operations
from pipeline.source.positions import Place


def edit_paths(edit: Edit) -> None:
    """Takes in what differs in methods and paths."""
    before = server_path(edit.ours.document)
    wanted: dict[str, dict[str, list[Pair]]] = {}
    for pair in edit.compared.pairs:
        path = pair.path.removeprefix(before)
        wanted.setdefault(pair.ours.path, {}).setdefault(path, []).append(pair)
    for old, news in wanted.items():
        if len(news) > 1:
            _leave(edit, old, news)
        elif (new := next(iter(news))) != old:
            _move(edit, old, new)
    for one in edit.findings("method"):
        _method(edit, one)


def _leave(edit: Edit, old: str, news: dict[str, list[Pair]]) -> None:
    for one in list(edit.findings("path")):
        if one.place.pointer[-1] == old:
            edit.leave(one, f"what is one path here is several there: {', '.join(news)}")


def _move(edit: Edit, old: str, new: str) -> None:
    names = dict(zip(_named(old), _named(new), strict=True)) if len(_named(old)) == len(_named(new)) else {}
    for operation in operations(edit.ours.document):
        if operation.path == old:
            _rename_parameters(edit, operation, names)
    moved = edit.ours.origins.place(("paths", old))
    for api, one in edit.built.items():
        paths = edit.bench.file(edit.bench.folder / f"{api}.yaml")["paths"]
        for path in [path for path in one.document["paths"] if one.origins.place(("paths", path)) == moved]:
            rename_key(paths, path, new if api == edit.api else _for_version(path, old, new))
    if blank(old) != blank(new):
        edit.lines.append(f"{old} is {new}")


def _for_version(path: str, old: str, new: str) -> str:
    """The new path for another version, where its old one was the same but for that, and versions are told apart."""
    version = re.compile(r"^/v\d+")
    if version.sub("", path) != version.sub("", old) or not version.match(new):
        for one, other in zip(_named(old), _named(new), strict=False):
            path = path.replace(f"{{{one}}}", f"{{{other}}}")
        return path
    return version.sub(path[: len(path) - len(version.sub("", path))], new)


def _rename_parameters(edit: Edit, operation: Operation, names: dict[str, str]) -> None:
    for place, node in list(parameters(edit, operation)):
        old = str(node.get("name"))
        if node.get("in") == "path" and names.get(old, old) != old:
            own = own_parameter(edit, operation, place)
            keep_python_name(own, old, names[old])
            _keep_parent(edit, operation, own, old)
            own["name"] = styled(names[old])
            edit.lines.append(f"the parameter {old} of {operation.title} is {names[old]}")


def _keep_parent(edit: Edit, operation: Operation, node: Any, old: str) -> None:
    """Says by which member a path parameter chooses records, where its old name said it."""
    at = record(edit.ours, operation)
    members = flat(edit.ours.document, at).members if at else {}
    if old in members and "x-filter" not in node:
        place = edit.ours.origins.place(members[old])
        put(
            node,
            "x-filter",
            {"member": edit.names.get(place, old), "op": "eq"},
            ("name", "in", "description", "schema"),
        )
        node["x-filter"].fa.set_flow_style()


def _method(edit: Edit, one: Finding) -> None:
    item = edit.bench.node(Place(one.place.file, one.place.pointer[:-1]))
    if str(one.after) in item and str(one.after) in METHODS:
        edit.leave(one, f"the path has {str(one.after).upper()} already")
        return
    rename_key(item, str(one.before), str(one.after))
    edit.lines.append(f"{one.about} is {str(one.after).upper()}")


def _named(path: str) -> list[str]:
    return re.findall(r"{([^}]*)}", path)

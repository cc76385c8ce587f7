"""One operation of a built spec, as the checks look at it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from attrs import field, frozen

JSON, XML, MERGE_PATCH, FORM = (
    "application/json",
    "application/xml",
    "application/merge-patch+json",
    "application/x-www-form-urlencoded",
)
PLACEHOLDER = re.compile(r"\{[^}]*\}")
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


@frozen
class Subject:
    """An operation with its document; `raw` is the operation object as it stands there."""

    api: str
    path: str
    method: str
    raw: Mapping[str, Any] = field(repr=False)
    document: Mapping[str, Any] = field(repr=False)

    @property
    def id(self) -> str:
        return str(self.raw.get("operationId") or f"{self.method} {self.path}")

    @property
    def key(self) -> str:
        return f"{self.api}.{self.id}"

    @property
    def known(self) -> str:
        """How well the operation is known: documented, inferred or verified."""
        return str(self.raw.get("x-status", "unknown"))

    @property
    def record(self) -> str:
        """The collection its records belong to, such as `jobs`."""
        return collection(self.raw)

    @property
    def addressed(self) -> str:
        """The collection of the record that the last placeholder of its path leads to."""
        start = shape(self.path[: self.path.rindex("}") + 1])
        found = (item["get"] for path, item in self.document["paths"].items() if shape(path) == start and "get" in item)
        return collection(next(found, self.raw))

    @property
    def lists(self) -> bool:
        """Whether it answers several records: pages of them, or an array."""
        schemas = [self.resolve(media.get("schema", {})) for media in self.success_content.values()]
        return self.reads and (self.paging is not None or any(schema.get("type") == "array" for schema in schemas))

    @property
    def reads(self) -> bool:
        return self.method == "GET"

    @property
    def secured(self) -> bool:
        """Whether the operation asks for credentials."""
        wanted = self.raw.get("security", self.document.get("security", []))
        return bool(wanted) and {} not in wanted

    @property
    def grants(self) -> bool:
        """Whether it is the token call, which trades credentials for a token and so asks for none before."""
        return not self.secured and FORM in self.request_content

    @property
    def paging(self) -> Mapping[str, str] | None:
        """Names of the page envelope's members and parameters, when the operation answers in pages."""
        paging: Mapping[str, str] | None = self.raw.get("x-paging")
        return paging

    @property
    def parameters(self) -> list[Mapping[str, Any]]:
        """The operation's parameters and its path's, references followed."""
        shared = self.document["paths"][self.path].get("parameters", [])
        own = [self.resolve(parameter) for parameter in self.raw.get("parameters", [])]
        taken = {(parameter["name"], parameter["in"]) for parameter in own}
        others = [self.resolve(parameter) for parameter in shared]
        return own + [each for each in others if (each["name"], each["in"]) not in taken]

    @property
    def path_parameters(self) -> list[Mapping[str, Any]]:
        """Path parameters in the order of the path."""
        named = {each["name"]: each for each in self.parameters if each["in"] == "path"}
        return [named[name] for name in self.placeholders if name in named]

    @property
    def placeholders(self) -> list[str]:
        return [part.split("}")[0] for part in self.path.split("{")[1:]]

    @property
    def request_content(self) -> Mapping[str, Any]:
        """Media types of the request body, each with its media type object."""
        content: Mapping[str, Any] = self.resolve(self.raw.get("requestBody", {})).get("content", {})
        return content

    def response(self, status: int) -> Mapping[str, Any] | None:
        """The answer the contract knows under a status: by its number, its class (`4XX`) or as default."""
        responses = self.raw.get("responses", {})
        for name in (str(status), f"{status // 100}XX", f"{status // 100}xx", "default"):
            if name in responses:
                found: Mapping[str, Any] = self.resolve(responses[name])
                return found
        return None

    @property
    def success(self) -> Mapping[str, Any]:
        """The first 2xx answer of the contract."""
        for status in sorted(self.raw.get("responses", {})):
            if str(status).startswith("2"):
                found: Mapping[str, Any] = self.resolve(self.raw["responses"][status])
                return found
        return {}

    @property
    def success_content(self) -> Mapping[str, Any]:
        content: Mapping[str, Any] = self.success.get("content", {})
        return content

    def resolve(self, node: Any) -> Any:
        """A node with its local reference followed, as often as it leads to another one."""
        while isinstance(node, Mapping) and isinstance(node.get("$ref"), str):
            node = resolve(self.document, node["$ref"])
        return node

    def address(self, values: Mapping[str, Any]) -> str:
        """The path with its placeholders filled in."""
        path = self.path
        for name, value in values.items():
            path = path.replace("{" + name + "}", quote(str(value), safe=""))
        return path


def collection(operation: Mapping[str, Any]) -> str:
    """The collection of an operation's records: as it says, or its tag."""
    return str(operation.get("x-record") or next(iter(operation.get("tags", [])), "")).lower()


def shape(path: str) -> str:
    """A path whatever its placeholders are called."""
    return PLACEHOLDER.sub("{}", path)


def resolve(document: Mapping[str, Any], reference: str) -> Any:
    """What a local reference points at.

    Raises:
        KeyError: The document has nothing there.
    """
    node: Any = document
    for part in reference.removeprefix("#/").split("/"):
        node = node[part.replace("~1", "/").replace("~0", "~")]
    return node


def subjects(api: str, document: Mapping[str, Any]) -> Iterator[Subject]:
    """Every operation of a document, in its order."""
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield Subject(api, path, method.upper(), item[method], document)


def example_of(node: Mapping[str, Any]) -> tuple[bool, Any]:
    """Whether a parameter, media type or schema carries an example, and which."""
    if "example" in node:
        return True, node["example"]
    examples = node.get("examples")
    if isinstance(examples, list) and examples:
        return True, examples[0]
    if isinstance(examples, Mapping) and examples:
        first = next(iter(examples.values()))
        return ("value" in first), first.get("value")
    return False, None

"""The OpenAPI documents that the sandbox serves, for any tool that reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from decimal import Decimal
from shlex import quote
from typing import Any

from accountability.spec import Contract, Operation

from .contract.endpoint import JSON, MERGE_PATCH, prefix
from .contract.schema import properties
from .store.json_codec import write


def document(contract: Contract, url: str, samples: bool = False) -> dict[str, Any]:
    """Return a contract's OpenAPI document with the sandbox as its server.

    A merge patch may be sent as `application/json` too, which the document states as inferred.

    Args:
        contract: The contract.
        url: The sandbox's URL, without the API's path.
        samples: Whether each operation has an `x-codeSamples` with curl, Python and the command.
    """
    result: dict[str, Any] = deepcopy(dict(contract.document))
    base = url + prefix(contract)
    result["servers"] = [{"url": base, "description": "The sandbox"}]
    for operation in contract.operations.values():
        target = result["paths"][operation.path][operation.method.lower()]
        content = target.get("requestBody", {}).get("content", {})
        if MERGE_PATCH in content and JSON not in content:
            content[JSON] = {**content[MERGE_PATCH], "x-status": "inferred"}
        if samples:
            target["x-codeSamples"] = [*code_samples(operation, base)]
            _remove_nulls(target)
    return result


def _remove_nulls(operation: Mapping[str, Any]) -> None:
    """Remove nulls from the examples of XML responses, which Swagger UI cannot render."""
    for response in operation["responses"].values():
        for media, content in response.get("content", {}).items():
            if media.endswith("xml") and "example" in content:
                content["example"] = _without_nulls(content["example"])


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_nulls(part) for name, part in value.items() if part is not None}
    return [_without_nulls(item) for item in value] if isinstance(value, list) else value


def code_samples(operation: Operation, base: str) -> Iterator[dict[str, str]]:
    """Yield how to call an operation with its examples: by curl, by the Python client, and by the command."""
    example = _ExampleRequest(operation)
    for label, source in (("curl", example.curl(base)), ("Python", example.python()), ("Command", example.command())):
        yield {"lang": "Python" if label == "Python" else "Shell", "label": label, "source": source}


class _ExampleRequest:
    """The request of an operation's examples."""

    def __init__(self, operation: Operation) -> None:
        self._operation = operation
        self._path: dict[str, Any] = {}
        self._query: dict[str, Any] = {}
        for parameter in operation.parameters:
            if parameter["in"] == "path":
                self._path[parameter["name"]] = parameter.get("example", 1)
            elif parameter["in"] == "query" and parameter.get("required"):
                self._query[_python_name(parameter["name"], parameter)] = parameter.get("example", "")
        content = operation.request_content
        self._media: str = next(iter(content), "")
        self._content: Mapping[str, Any] = content.get(self._media, {})

    def curl(self, base: str) -> str:
        """Return the command line for curl."""
        operation, path = self._operation, self._operation.path
        for name, value in self._path.items():
            path = path.replace(f"{{{name}}}", str(value))
        required = [each for each in operation.parameters if each["in"] == "query" and each.get("required")]
        query = "&".join(f"{each['name']}={each.get('example', '')}" for each in required)
        parts = [f"curl {quote(base + path + ('?' + query if query else ''))}"]
        parts += ['-u "$ACCOUNTABILITY_API_TOKEN:"'] if operation.raw.get("security") != [] else []
        parts += [f"-X {operation.method}"] if operation.method != "GET" else []
        if self._media.endswith("json"):
            parts += [f"-H {quote(f'Content-Type: {self._media}')}", f"-d {quote(self._body())}"]
        return " \\\n  ".join(parts)

    def _body(self) -> str:
        return write(self._content.get("example", {})).decode()

    def python(self) -> str:
        """Return the call of the Python client."""
        arguments = [repr(value) for value in self._path.values()]
        arguments += [f"{name}={value!r}" for name, value in self._query.items()]
        arguments += [f"{name}={_literal(value)}" for name, value in self._properties()]
        return f"api.{self._operation.python}({', '.join(arguments)})"

    def _properties(self) -> Iterator[tuple[str, Any]]:
        """Yield the Python names and values of the body's example."""
        contract, example = self._operation.contract, self._content.get("example")
        declared = properties(contract, self._content.get("schema", {}))
        for name, value in (example if isinstance(example, dict) else {}).items():
            yield _python_name(name, declared.get(name, {})), value

    def command(self) -> str:
        """Return the command line of `accountability`."""
        parts = ["accountability", *(part.replace("_", "-") for part in self._operation.python.split("."))]
        parts += [quote(str(value)) for value in self._path.values()]
        parts += [f"--{name.replace('_', '-')} {quote(str(value))}" for name, value in self._query.items()]
        for name, value in self._properties():
            text = value if isinstance(value, str) else write(value).decode()
            parts.append(f"--{name.replace('_', '-')} {quote(text)}")
        return " ".join(parts)


def _python_name(name: str, declaration: Mapping[str, Any]) -> str:
    """Return the name of a parameter or property in Python."""
    given = declaration.get("x-python-name")
    return str(given) if given else re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


def _literal(value: Any) -> str:
    return f'Decimal("{value}")' if isinstance(value, Decimal) else repr(value)

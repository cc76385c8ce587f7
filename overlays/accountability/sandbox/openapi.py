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
from .store.json_codec import map_objects, without_nulls, write


def build_document(contract: Contract, url: str, samples: bool = False) -> dict[str, Any]:
    """Return a contract's OpenAPI document with the sandbox as its server.

    A merge patch may be sent as `application/json` too, which the document states as inferred. With `samples`, each
    operation has an `x-codeSamples` with curl, Python and the command.
    """
    result: dict[str, Any] = deepcopy(dict(contract.document))
    base = url + prefix(contract)
    result["servers"] = [{"url": base, "description": "The sandbox"}]
    for operation in contract.operations.values():
        target = result["paths"][operation.path][operation.method.lower()]
        content = target.get("requestBody", {}).get("content", {})
        if MERGE_PATCH in content and JSON not in content:
            content[JSON] = {**content[MERGE_PATCH], "x-status": "inferred"}
        if samples and "x-python" in operation.raw:
            target["x-codeSamples"] = [*generate_samples(operation, base)]
            _remove_nulls(target)
    return result


def _remove_nulls(operation: Mapping[str, Any]) -> None:
    """Remove nulls from the examples of XML responses, which Swagger UI cannot render."""
    for response in operation["responses"].values():
        for media, content in response.get("content", {}).items():
            if media.endswith("xml") and "example" in content:
                content["example"] = map_objects(content["example"], without_nulls)


def generate_samples(operation: Operation, base: str) -> Iterator[dict[str, str]]:
    """Yield how to call an operation with its examples: by curl, by the Python client, and by the command."""
    path = _required_examples(operation, "path", 1)
    query = _required_examples(operation, "query", "")
    media, content = next(iter(operation.request_content.items()), ("", {}))
    body = content.get("example", {})
    names = operation.raw["x-python"].get("arguments", {})
    keyword_arguments = {names["query"][name]: value for name, value in query.items()}
    keyword_arguments |= {names["body"][name]: value for name, value in body.items() if name in names.get("body", {})}
    yield {"lang": "Shell", "label": "curl", "source": _format_curl(operation, base, path, query, media, body)}
    arguments = [*map(repr, path.values())]
    arguments += [f"{name}={_format_literal(value)}" for name, value in keyword_arguments.items()]
    yield {"lang": "Python", "label": "Python", "source": f"api.{operation.python}({', '.join(arguments)})"}
    words = [*operation.python.replace("_", "-").split("."), *(quote(str(value)) for value in path.values())]
    words += [f"--{name.replace('_', '-')} {quote(_format_text(value))}" for name, value in keyword_arguments.items()]
    yield {"lang": "Shell", "label": "Command", "source": " ".join(("accountability", *words))}


def _required_examples(operation: Operation, location: str, default: Any) -> dict[str, Any]:
    """Return the examples of the required parameters in a location by name."""
    parameters = [parameter for parameter in operation.parameters if parameter["in"] == location]
    return {
        parameter["name"]: parameter.get("example", default)
        for parameter in parameters
        if location == "path" or parameter.get("required")
    }


def _format_curl(
    operation: Operation, base: str, path: Mapping[str, Any], query: Mapping[str, Any], media: str, body: Any
) -> str:
    url = base + re.sub("{(.*?)}", lambda name: str(path[name[1]]), operation.path)
    url += "?" + "&".join(f"{name}={value}" for name, value in query.items()) if query else ""
    parts = [f"curl {quote(url)}"]
    parts += ['-u "$ACCOUNTABILITY_API_TOKEN:"'] if operation.raw.get("security") != [] else []
    parts += [f"-X {operation.method}"] if operation.method != "GET" else []
    if media.endswith("json"):
        parts += [f"-H {quote(f'Content-Type: {media}')}", f"-d {quote(_format_text(body))}"]
    return " \\\n  ".join(parts)


def _format_text(value: Any) -> str:
    return value if isinstance(value, str) else write(value).decode()


def _format_literal(value: Any) -> str:
    return f'Decimal("{value}")' if isinstance(value, Decimal) else repr(value)

"""Validate the structure of a document by the JSON Schema of OpenAPI 3.1."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema_rs
from openapi_spec_validator.schemas import schema_v31

from pipeline.source.grammar import entries
from pipeline.source.pointer import Pointer
from pipeline.source.problem import Finding

MAX_ERRORS = 10
"""The maximum number of reported errors, since one mistake often causes several."""


@cache
def _validator() -> Any:
    return jsonschema_rs.validator_for(dict(schema_v31))


def schema_errors(document: dict[str, Any]) -> Iterator[Finding]:
    """Yield the deviations of the document from OpenAPI 3.1."""
    for index, error in enumerate(_validator().iter_errors(document)):
        if index == MAX_ERRORS:
            return
        message = error.message if len(error.message) < 160 else f"... {error.message[-160:]}"
        yield Finding(_pointer(document, error.instance_path), f"not OpenAPI: {message}", "see the OpenAPI standard")


def _pointer(value: Any, path: list[str | int]) -> Pointer:
    """Return the path with the document's own keys, since the validator returns the key "200" as a number."""
    pointer: Pointer = ()
    for part in path:
        keys = {str(key): (key, item) for key, item in entries(value)}
        if str(part) not in keys:
            break
        key, value = keys[str(part)]
        pointer = (*pointer, key)
    return pointer

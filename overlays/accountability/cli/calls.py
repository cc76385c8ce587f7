"""Convert the values on the command line to a call of the client."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from accountability.spec import Operation

from .hints import did_you_mean
from .parameters import Argument, arguments, read_json

__all__ = ("build_call",)


def build_call(operation: Operation, options: Mapping[str, Any], data: str | None) -> Any:
    """Return the call of an operation, built by its generated method but not sent.

    Args:
        operation: the operation.
        options: values by Python name; None and empty tuples are left out.
        data: the body as JSON, `@FILE` or `-`; options win over its properties.

    Raises:
        click.UsageError: an argument is missing, unknown or has an invalid value.
    """
    known = list(arguments(operation))
    body = _from_data(known, data) if data is not None else {}
    given = {name: value for name, value in options.items() if value is not None and value != ()}
    values = body | {name: list(value) if isinstance(value, tuple) else value for name, value in given.items()}
    missing = [each for each in known if each.required and each.name not in values]
    if missing:
        raise click.UsageError(f"Missing option {', '.join(repr(each.flag) for each in missing)}.")
    try:
        result = _method(operation)(**values)
    except (TypeError, ValueError) as error:
        raise click.UsageError(f"{operation.key}: {error}.") from None
    return getattr(result, "call", result)


def _from_data(known: list[Argument], data: str) -> dict[str, Any]:
    document = read_json(data, "--data")
    if not isinstance(document, dict):
        raise click.UsageError(f"--data: expected a JSON object, got {type(document).__name__}.")
    by_wire = {each.wire: each for each in known if each.place == "body"}
    for name in document:
        if name not in by_wire:
            hint = did_you_mean(name, by_wire) or " `accountability api` sends any body."
            raise click.UsageError(f"--data: {name!r} is not a property of this body.{hint}")
    return {by_wire[name].name: by_wire[name].value(value) for name, value in document.items()}


def _method(operation: Operation) -> Any:
    """Return the method of the generated resource, with a sender that returns the call."""
    api, *path = operation.python.split(".")
    package = import_module(f"accountability_api.{api}")
    found = getattr(package, api.upper() if api != "legacy" else "Legacy")(lambda call: call)
    for name in path:
        found = getattr(found, name)
    return found

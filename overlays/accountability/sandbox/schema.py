"""Validation against the contract's schemas, formats included; each schema is compiled when first needed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jsonschema_rs

from accountability.spec import Contract
from accountability.wcf import parse_date

from .problem import Misfit

_MOST = 20  # misfits told of one request: a person mends the first ones first


def _is_wcf_date(text: str) -> bool:
    try:
        parse_date(text)
    except ValueError:
        return False
    return True


# XML is judged after the codec has read it, and the codec gives every date as its JSON twin has it.
_FORMATS = {"wcf-date": _is_wcf_date, "xml-local-date-time": _is_wcf_date}

_RANGES = {"int32": (-(2**31), 2**31 - 1), "int64": (-(2**63), 2**63 - 1)}


class Schemas:
    """The compiled schemas of one contract."""

    def __init__(self, contract: Contract) -> None:
        self._contract = contract
        self._compiled: dict[int, tuple[Any, jsonschema_rs.Draft202012Validator]] = {}

    def misfits(self, schema: Mapping[str, Any], value: Any, location: str, name: str = "") -> list[Misfit]:
        """Everything about a value that does not fit: none when it is valid.

        Args:
            schema: a schema of this contract.
            value: what was read from the request.
            location: body, query, path or header.
            name: the parameter's name; in a body each misfit is named by its JSON pointer.
        """
        validator = self._validator(schema)
        try:
            if validator.is_valid(value):
                return []
            errors = [error for error, _ in zip(validator.iter_errors(value), range(_MOST), strict=False)]
        except ValueError:  # the validator's own limit of nesting
            return [Misfit(location, name, "It is nested too deeply.")]
        return [Misfit(location, name or _pointer(error), error.message) for error in errors]

    def _validator(self, schema: Mapping[str, Any]) -> jsonschema_rs.Draft202012Validator:
        kept = self._compiled.get(id(schema))
        if kept is None:
            whole = _ranged({**schema, "components": {"schemas": self._reached(schema)}})
            validator = jsonschema_rs.Draft202012Validator(whole, validate_formats=True, formats=_FORMATS)
            kept = self._compiled[id(schema)] = (schema, validator)
        return kept[1]

    def _reached(self, schema: Any) -> dict[str, Any]:
        """The components that a schema needs, so that compiling one does not cost the whole document."""
        found: dict[str, Any] = {}
        waiting = [schema]
        while waiting:
            node = waiting.pop()
            if isinstance(node, Mapping):
                name = str(node.get("$ref", "")).removeprefix("#/components/schemas/")
                if name and name not in found:
                    found[name] = self._contract.resolve(node)
                    waiting.append(found[name])
                waiting.extend(value for value in node.values() if isinstance(value, Mapping | list))
            elif isinstance(node, list):
                waiting.extend(node)
        return found


def _ranged(node: Any) -> Any:
    """The same schemas with the range of each integer format in numbers, since the validator knows formats of texts."""
    if isinstance(node, list):
        return [_ranged(each) for each in node]
    if not isinstance(node, Mapping):
        return node
    least, most = _RANGES.get(str(node.get("format")), (None, None))
    made = {name: _ranged(value) for name, value in node.items()}
    if least is not None:
        made = {"minimum": least, "maximum": most, **made}
    return made


def _pointer(error: jsonschema_rs.ValidationError) -> str:
    parts = [str(part) for part in error.instance_path]
    if error.kind.name == "required":
        parts.append(error.kind.as_dict()["property"])
    return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in parts)

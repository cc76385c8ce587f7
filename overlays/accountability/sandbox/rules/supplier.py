"""Rules of suppliers: what they require."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .rule import Change, Rule, RuleViolationError

_REQUIRED = {"supplierTypeName": "type", "defaultSupplierPaymentTypeName": "payment type"}


def needs_types(change: Change) -> Mapping[str, Any]:
    """Require a type and a payment type. [KB, on suppliers and integrations]"""
    for name, noun in _REQUIRED.items():
        if not change.record.get(name):
            raise RuleViolationError(f"A supplier needs a {noun}.", f"/{name}")
    return {}


RULES: dict[str, Rule] = {"supplier-needs-types": needs_types}

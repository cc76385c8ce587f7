"""Rules of suppliers: what one needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .act import Act, Broken, Rule

_NEEDED = {"supplierTypeName": "type", "defaultSupplierPaymentTypeName": "payment type"}


def needs_types(act: Act) -> Mapping[str, Any]:
    """A supplier needs both a type and a payment type. [KB, on suppliers and integrations]"""
    for member, noun in _NEEDED.items():
        if not act.record.get(member):
            raise Broken(f"A supplier needs a {noun}.", f"/{member}")
    return {}


RULES: dict[str, Rule] = {"supplier-needs-types": needs_types}

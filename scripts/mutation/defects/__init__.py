"""The seeded defects, by kind. Each is a generator: it changes the request, yields, and changes the response."""

from . import access, credentials, filters, identity, pages, readback, rules, schema, wire
from .base import DEFECTS, Seeded

__all__ = (
    "DEFECTS", "Seeded", "access", "credentials", "filters", "identity", "pages", "readback", "rules", "schema", "wire",
)  # fmt: skip

"""What the generated code stands on: calls, records, pages, errors. Imports attrs, msgspec, the standard library."""

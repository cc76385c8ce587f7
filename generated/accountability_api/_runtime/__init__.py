"""What generated code is built on: calls, models, pages, errors. Imports attrs, msgspec, the standard library."""

"""Build the contracts in `openapi/` and generate the package, in pure steps that return problems as values."""

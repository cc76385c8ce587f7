"""House rules: what the contract must conform to apart from OpenAPI, each a small pure function."""

from pipeline.lint.run import lint, lint_source

__all__ = ["lint", "lint_source"]

"""House rules: what the contract must keep besides being OpenAPI, each a small pure function."""

from pipeline.lint.run import lint, lint_source

__all__ = ["lint", "lint_source"]

"""House rules: what the contract must conform to apart from OpenAPI, each a small pure function."""

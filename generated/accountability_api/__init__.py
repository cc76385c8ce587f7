"""The APIs that the contract describes. Written by scripts/regenerate."""

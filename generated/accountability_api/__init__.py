"""The APIs as their contracts tell them. Written by scripts/regenerate."""

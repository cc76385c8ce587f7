"""Seeded defects: a sandbox whose requests or responses are changed on purpose, to measure what the checks notice."""

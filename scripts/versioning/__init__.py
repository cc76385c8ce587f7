"""Compare the contracts of two states of the project."""

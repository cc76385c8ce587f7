"""Correct the contract where the service differs from it."""

"""Encode requests and decode responses."""

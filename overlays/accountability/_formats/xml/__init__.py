"""The XML of the legacy service."""

"""The operations of the legacy service."""

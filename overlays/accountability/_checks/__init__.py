"""Check calls before they are sent, and responses before they are returned."""

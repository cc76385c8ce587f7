"""From the built documents to the Python package."""

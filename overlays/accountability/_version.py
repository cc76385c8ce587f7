"""The version of the package; a test compares it with pyproject.toml."""

from __future__ import annotations

__all__ = ("USER_AGENT", "__version__")

__version__ = "0.1.0"
USER_AGENT = f"accountability-client/{__version__}"

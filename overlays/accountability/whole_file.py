"""Write files completely or not at all; an existing file stays until then."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

__all__ = ("write_whole",)


def write_whole(path: Path, content: bytes) -> Path:
    """Write a temporary file next to the path and move it there; return the path.

    Raises:
        OSError: the folder cannot be written to; no file is left in it.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return path

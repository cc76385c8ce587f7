"""Files that a command writes: each comes whole or not at all, and what was there stays until then."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

__all__ = ("write_whole",)


def write_whole(path: Path, content: bytes) -> Path:
    """Writes a file beside its place and then moves it there; answers its path.

    Raises:
        OSError: the folder cannot be written to; nothing is left in it then.
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

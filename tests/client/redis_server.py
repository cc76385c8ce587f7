"""Run a Redis server on a free local port, in memory, until the block or the process ends."""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ("MISSING", "running")

MISSING = "redis-server is not installed (Debian has a package of that name)"

# The shell ends Redis when its input closes, which is also when this process is killed.
_UNTIL_INPUT_ENDS = 'trap "" INT; "$@" & read -r _; kill $!; wait $!'


@contextmanager
def running() -> Iterator[str | None]:
    """Yield the URL of the server, or None if redis-server is not installed.

    Raises:
        RuntimeError: the server did not start; the message has its log.
    """
    program = shutil.which("redis-server")
    if program is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as free:
        port, log = free.getsockname()[1], Path(folder) / "log"
        free.close()
        options = {"port": port, "bind": "127.0.0.1", "save": "", "dir": folder, "logfile": log}
        words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
        with subprocess.Popen(["sh", "-c", _UNTIL_INPUT_ENDS, "sh", program, *words], stdin=subprocess.PIPE):
            _wait_until_ready(port, log)
            yield f"redis://127.0.0.1:{port}/0"


def _wait_until_ready(port: int, log: Path) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise RuntimeError(f"redis-server did not start: {log.read_text() if log.exists() else 'it logged nothing'}")

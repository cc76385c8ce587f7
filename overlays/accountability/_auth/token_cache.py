"""Access tokens kept in a file between runs, for programs that start often and for several processes of one user.

The file holds what lets in whoever reads it, so it is the user's alone: mode 0600, no symbolic link, written anew
beside the old and then put in its place. One process renews at a time (not on Windows, where each may ask for its own).
"""

from __future__ import annotations

import json
import os
import stat
import warnings
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, TypeGuard

from .._errors import ConfigurationError

__all__ = ("Kept", "TokenCache")

_PAUSE = 0.05  # seconds between two looks at whether another's renewal is over
_PATIENCE = 30.0  # seconds after which one is held to be stuck; both then renew, which costs a call
_NEVER = 1e12  # seconds since 1970: no token ends as late as that
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class Kept(NamedTuple):
    """A user's tokens; `renew_at` in seconds since 1970, since other processes read it."""

    access: str
    refresh: str
    renew_at: float


class TokenCache:
    """One user's place in the file.

    Args:
        path: the file; made where it is missing, with its folder.
        whose: what sets this user's tokens apart; only its hash is written.

    Raises:
        ConfigurationError: the file may be read by others, is a link, or cannot be used.
    """

    def __init__(self, path: str | Path, whose: str) -> None:
        self._path = Path(path).expanduser().absolute()
        self._whose = sha256(whose.encode()).hexdigest()
        self._lock: int | None = None
        self._process = 0  # that holds the lock
        self._read()

    def load(self) -> Kept | None:
        """What is kept for this user; None where there is nothing that can be read."""
        entry = self._entries().get(self._whose)
        if not isinstance(entry, dict):
            return None
        access, refresh, renew_at = (entry.get(name) for name in Kept._fields)
        if not (_plain(access) and _plain(refresh) and isinstance(renew_at, int | float) and abs(renew_at) < _NEVER):
            return None
        return Kept(access, refresh, renew_at)

    def save(self, kept: Kept) -> None:
        """Keeps the tokens; where that fails, the client works on without."""
        entries = {**self._entries(), self._whose: kept._asdict()}
        beside = self._path.with_name(f"{self._path.name}.{os.urandom(6).hex()}")
        try:
            with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                json.dump(entries, file)
            beside.replace(self._path)
        except OSError as error:
            beside.unlink(missing_ok=True)
            warnings.warn(f"token_cache: {self._path} was not written: {error.strerror}", RuntimeWarning, stacklevel=2)

    def reserve(self) -> Iterator[float]:
        """Takes the right to renew. Yields seconds to wait, as often as another has it."""
        try:
            import fcntl
        except ImportError:
            return
        lock = self._open(self._path.with_name(f"{self._path.name}.lock"))
        try:
            for _ in range(round(_PATIENCE / _PAUSE)):
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    yield _PAUSE
                else:
                    self._lock, self._process = lock, os.getpid()
                    return
        finally:
            if self._lock != lock:
                os.close(lock)

    def release(self) -> None:
        """Gives it back."""
        if self._lock is not None:
            import fcntl

            if self._process == os.getpid():  # a forked child must not release its parent's lock
                fcntl.flock(self._lock, fcntl.LOCK_UN)  # to close it alone would leave it with a child
            os.close(self._lock)
            self._lock = None

    def _entries(self) -> dict[str, object]:
        try:
            entries = json.loads(self._read() or b"{}")
        except (ValueError, RecursionError):
            entries = None
        if not isinstance(entries, dict):
            warnings.warn(f"token_cache: {self._path} is not what was written and is ignored", RuntimeWarning, 2)
            return {}
        return entries

    def _read(self) -> bytes:
        with open(self._open(self._path), "rb") as file:
            self._require_private(os.fstat(file.fileno()))
            return file.read()

    def _open(self, path: Path) -> int:
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if path.is_symlink():
                raise ConfigurationError(f"token_cache: {path} is a symbolic link; name the file itself")
            return os.open(path, os.O_RDWR | os.O_CREAT | _NO_LINK, 0o600)
        except OSError as error:
            raise ConfigurationError(f"token_cache: {path} cannot be used: {error.strerror}") from error

    def _require_private(self, status: os.stat_result) -> None:
        if os.name != "posix":
            return
        if status.st_uid != os.geteuid():
            raise ConfigurationError(f"token_cache: {self._path} belongs to another user")
        if stat.S_IMODE(status.st_mode) & 0o077:
            raise ConfigurationError(
                f"token_cache: others may read {self._path}; `chmod 600` it, and revoke what it held"
            )


def _plain(token: object) -> TypeGuard[str]:
    """Whether it is a text that a header and a form can hold."""
    return isinstance(token, str) and token.isascii() and token.isprintable()

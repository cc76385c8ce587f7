"""Store access tokens in a file between runs, for programs that start often and for several processes of one user.

The file has credentials, so only its user may read it: mode 0600, not a symbolic link, and replaced as a whole. One
process renews at a time (not on Windows, where each may request its own).
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

__all__ = ("CachedTokens", "TokenCache")

_POLL_INTERVAL = 0.05  # seconds between two looks at whether another process has finished its renewal
_LOCK_TIMEOUT = 30.0  # seconds after which a renewal counts as failed; both processes then renew, which costs a call
_MAX_TIMESTAMP = 1e12  # seconds since 1970: no token expires as late as that
_O_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)


class CachedTokens(NamedTuple):
    """A user's tokens; `renew_at` in seconds since 1970, since other processes read it."""

    access: str
    refresh: str
    renew_at: float


class TokenCache:
    """The tokens of one user in the file."""

    def __init__(self, path: str | Path, cache_key: str) -> None:
        self._path = Path(path).expanduser().absolute()
        self._key = sha256(cache_key.encode()).hexdigest()
        self._lock: int | None = None
        self._process = 0  # that holds the lock
        self._read()

    def load(self) -> CachedTokens | None:
        """Return the user's tokens; None if there are none that can be read."""
        entry = self._entries().get(self._key)
        if not isinstance(entry, dict):
            return None
        access, refresh, renew_at = (entry.get(name) for name in CachedTokens._fields)
        if not (
            _is_header_safe(access)
            and _is_header_safe(refresh)
            and isinstance(renew_at, int | float)
            and abs(renew_at) < _MAX_TIMESTAMP
        ):
            return None
        return CachedTokens(access, refresh, renew_at)

    def save(self, tokens: CachedTokens) -> None:
        """Store the tokens; if that fails, warn and continue without."""
        entries = {**self._entries(), self._key: tokens._asdict()}
        temporary = self._path.with_name(f"{self._path.name}.{os.urandom(6).hex()}")
        try:
            with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                json.dump(entries, file)
            temporary.replace(self._path)
        except OSError as error:
            temporary.unlink(missing_ok=True)
            warnings.warn(
                f"token_cache: expected to write {self._path}, got: {error.strerror}.", RuntimeWarning, stacklevel=2
            )

    def acquire_lock(self) -> Iterator[float]:
        """Take the lock of the file; yield seconds to wait while another process has it."""
        try:
            import fcntl
        except ImportError:
            return
        lock = self._open(self._path.with_name(f"{self._path.name}.lock"))
        try:
            for _ in range(round(_LOCK_TIMEOUT / _POLL_INTERVAL)):
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    yield _POLL_INTERVAL
                else:
                    self._lock, self._process = lock, os.getpid()
                    return
        finally:
            if self._lock != lock:
                os.close(lock)

    def release(self) -> None:
        """Release the lock."""
        if self._lock is not None:
            import fcntl

            if self._process == os.getpid():  # a forked child must not release its parent's lock
                fcntl.flock(self._lock, fcntl.LOCK_UN)  # closing it alone would leave it locked by a forked child
            os.close(self._lock)
            self._lock = None

    def _entries(self) -> dict[str, object]:
        try:
            entries = json.loads(self._read() or b"{}")
        except (ValueError, RecursionError):
            entries = None
        if not isinstance(entries, dict):
            warnings.warn(
                f"token_cache: expected stored tokens in {self._path}, got something else. It is ignored.",
                RuntimeWarning,
                2,
            )
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
                raise ConfigurationError(
                    f"token_cache: expected a file, got the symbolic link {path}. Pass the file itself."
                )
            return os.open(path, os.O_RDWR | os.O_CREAT | _O_NOFOLLOW, 0o600)
        except OSError as error:
            raise ConfigurationError(f"token_cache: expected to use {path}, got: {error.strerror}.") from error

    def _require_private(self, status: os.stat_result) -> None:
        if os.name != "posix":
            return
        if status.st_uid != os.geteuid():
            raise ConfigurationError(f"token_cache: expected a file of this user, got {self._path} of another user.")
        if stat.S_IMODE(status.st_mode) & 0o077:
            raise ConfigurationError(
                f"token_cache: expected that only you can read {self._path}. Run `chmod 600` on it and revoke its "
                "tokens."
            )


def _is_header_safe(token: object) -> TypeGuard[str]:
    """Return whether a token is a string that a header and a form can have."""
    return isinstance(token, str) and token.isascii() and token.isprintable()

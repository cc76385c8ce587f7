"""Store the API tokens of accounts: in the system's keyring, or in a file of mode 0600 if there is none."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from accountability import profiles

from .errors import CommandError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

__all__ = ("delete_token", "read_token", "store_token")

_SERVICE = "accountability-client"


def store_token(profile: str, token: str) -> str:
    """Store a profile's API token, and return a description of its location.

    Args:
        profile: the profile's name.
        token: the API token.
    """
    if (ring := _keyring()) is not None:
        with _keyring_errors(ring):
            ring.set_password(_SERVICE, profile, token)
        return f"the keyring ({_name(ring)})"
    _write({**_read(), profile: token})
    return f"{_path()} (mode 0600), since this system has no keyring"


def read_token(profile: str) -> str | None:
    """Return a profile's API token, or None if none is stored."""
    if (token := _read().get(profile)) is not None:
        return token
    if (ring := _keyring()) is None:
        return None
    with _keyring_errors(ring):
        return ring.get_password(_SERVICE, profile)


def delete_token(profile: str) -> bool:
    """Delete a profile's API token; return whether there was one."""
    if read_token(profile) is None:
        return False
    stored = _read()
    if stored.pop(profile, None) is not None:
        _write(stored)
    elif (ring := _keyring()) is not None:
        with _keyring_errors(ring):
            ring.delete_password(_SERVICE, profile)
    return True


def _keyring() -> KeyringBackend | None:
    """Return the system's keyring; None if none is usable."""
    import keyring
    from keyring.backends import fail

    ring = keyring.get_keyring()
    return None if isinstance(ring, fail.Keyring) else ring


def _name(ring: KeyringBackend) -> str:
    return f"{type(ring).__module__}.{type(ring).__name__}"


@contextmanager
def _keyring_errors(ring: KeyringBackend) -> Iterator[None]:
    """Turn an error of a keyring into one of the command."""
    from keyring.errors import KeyringError

    try:
        yield
    except KeyringError as error:
        raise CommandError(f"The keyring ({_name(ring)}) failed: {type(error).__name__}.") from None


def _path() -> Path:
    return profiles.path().with_name("tokens.json")


def _read() -> dict[str, str]:
    try:
        stored = json.loads(_path().read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise CommandError(f"{_path()}: expected stored API tokens, got a file that cannot be read.") from error
    return stored if isinstance(stored, dict) else {}


def _write(tokens: dict[str, str]) -> None:
    file = _path()
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    # The mode is set when the file is created: another user can never read it.
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as opened:
        json.dump(tokens, opened)
    os.replace(fresh, file)

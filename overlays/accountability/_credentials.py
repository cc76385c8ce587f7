"""Who calls: an API token alone, or a user who is granted access tokens for it."""

from __future__ import annotations

import time
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, TypeAlias

from ._errors import ConfigurationError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ("ApiToken", "Credentials", "PasswordGrant")


@dataclass(frozen=True, slots=True)
class ApiToken:
    """The Basic scheme: the API token as user name, with an empty password.

    Documented for v1 and v2; for legacy it is inferred.

    Args:
        api_token: from My Settings > API Account Credentials.

    Raises:
        ConfigurationError: the token is empty, or has white space around it.
    """

    api_token: str = field(repr=False)

    def __post_init__(self) -> None:
        _require(self, "api_token")

    @property
    def basic(self) -> str:
        """The value of the Authorization header."""
        return f"Basic {b64encode(f'{self.api_token}:'.encode()).decode()}"

    def account(self, base_url: str) -> str:
        """Names whose calls are counted together, without telling the token."""
        return f"{base_url} {sha256(self.api_token.encode()).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordGrant:
    """A user's access tokens, got and renewed as needed: the documented way of v1 and v2.

    Legacy knows no access tokens; its calls take the API token by the Basic scheme, which is inferred.

    Args:
        tenant_id: the agency's tenant.
        username: the user's login e-mail address.
        api_token: from My Settings > API Account Credentials.
        token_cache: a file of this user alone (made with mode 0600) that keeps the tokens between runs, and that
            several processes may share. If not given, they are kept in memory.
        clock: seconds, never going back; for tests.
        calendar: seconds since 1970, by which the file tells when a token ends; for tests.

    Raises:
        ConfigurationError: one of them is empty, or has white space around it.
    """

    tenant_id: str
    username: str
    api_token: str = field(repr=False)
    token_cache: str | Path | None = None
    clock: Callable[[], float] = field(default=time.monotonic, repr=False, compare=False)
    calendar: Callable[[], float] = field(default=time.time, repr=False, compare=False)

    def __post_init__(self) -> None:
        _require(self, "tenant_id", "username", "api_token")

    @property
    def basic(self) -> str:
        """The value of the Authorization header for legacy."""
        return ApiToken(self.api_token).basic

    def account(self, base_url: str) -> str:
        """Names whose calls are counted together."""
        return f"{base_url} {self.tenant_id}"


Credentials: TypeAlias = ApiToken | PasswordGrant


def _require(credentials: Credentials, *names: str) -> None:
    for name in names:
        value = getattr(credentials, name)
        if not isinstance(value, str) or not value or value != value.strip():
            raise ConfigurationError(
                f"{type(credentials).__name__}: {name} is empty, no text, or has white space around it"
            )

"""Credentials: an API token alone, or a user who is granted access tokens for it."""

from __future__ import annotations

import time
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeAlias

from .._errors import ConfigurationError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ("ApiToken", "Credentials", "PasswordGrant", "Secret")


class Secret:
    """A string that no repr and no attribute shows.

    Tools that report an error (Sentry, rich, `pytest -l`) show the variables of its frames, and some of them the
    attributes of those too; a client is a variable of its own frames. So the string is a variable of a closure.
    """

    __slots__ = ("reveal",)
    reveal: Callable[[], str]

    def __init__(self, value: str) -> None:
        self.reveal = lambda: value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self.reveal() == other.reveal()

    def __hash__(self) -> int:
        return hash(self.reveal())

    def __repr__(self) -> str:
        return "Secret(...)"

    def __reduce__(self) -> tuple[Any, ...]:
        return Secret, (self.reveal(),)


@dataclass(frozen=True, init=False)
class ApiToken:
    """The Basic scheme: the API token as user name, with an empty password.

    Documented for v1 and v2; for legacy it is inferred.

    Args:
        api_token: from My Settings > API Account Credentials.

    Raises:
        ConfigurationError: the token is empty, or has white space around it.
    """

    _secret: Secret = field(repr=False)

    def __init__(self, api_token: str) -> None:
        try:
            _require("ApiToken", api_token=api_token)
            object.__setattr__(self, "_secret", Secret(api_token))
        finally:
            del api_token  # an error's frames are shown

    @property
    def api_token(self) -> str:
        """The API token."""
        return self._secret.reveal()

    @property
    def basic(self) -> str:
        """The value of the Authorization header."""
        return f"Basic {b64encode(f'{self.api_token}:'.encode()).decode()}"

    def account(self, base_url: str) -> str:
        """Return the name by which calls are counted together, without the token."""
        return f"{base_url} {sha256(self.api_token.encode()).hexdigest()[:16]}"


@dataclass(frozen=True, init=False)
class PasswordGrant:
    """A user's access tokens, requested and renewed as needed: the documented scheme of v1 and v2.

    Legacy has no access tokens; its calls use the API token by the Basic scheme, which is inferred.

    Args:
        tenant_id: the agency's tenant.
        username: the user's login e-mail address.
        api_token: from My Settings > API Account Credentials.
        token_cache: a file of this user alone (created with mode 0600) that stores the tokens between runs, and that
            several processes may share. If not given, they are stored in memory.
        clock: returns seconds that never decrease; for tests.
        calendar: returns seconds since 1970, by which the file states when a token expires; for tests.

    Raises:
        ConfigurationError: one of them is empty, or has white space around it.
    """

    tenant_id: str
    username: str
    _secret: Secret = field(repr=False)
    token_cache: str | Path | None
    clock: Callable[[], float] = field(repr=False, compare=False)
    calendar: Callable[[], float] = field(repr=False, compare=False)

    def __init__(
        self,
        *,
        tenant_id: str,
        username: str,
        api_token: str,
        token_cache: str | Path | None = None,
        clock: Callable[[], float] = time.monotonic,
        calendar: Callable[[], float] = time.time,
    ) -> None:
        values = {"tenant_id": tenant_id, "username": username, "token_cache": token_cache}
        for name, value in {**values, "clock": clock, "calendar": calendar}.items():
            object.__setattr__(self, name, value)
        try:
            _require("PasswordGrant", tenant_id=tenant_id, username=username, api_token=api_token)
            object.__setattr__(self, "_secret", Secret(api_token))
        finally:
            del api_token  # an error's frames are shown

    @property
    def api_token(self) -> str:
        """The API token."""
        return self._secret.reveal()

    @property
    def basic(self) -> str:
        """The value of the Authorization header for legacy."""
        return ApiToken(self.api_token).basic

    def account(self, base_url: str) -> str:
        """Return the name by which calls are counted together."""
        return f"{base_url} {self.tenant_id}"


Credentials: TypeAlias = ApiToken | PasswordGrant


def _require(kind: str, **values: object) -> None:
    wrong = [(name, fault) for name, value in values.items() if (fault := _fault(value))]
    values.clear()  # an error's frames are shown
    for name, fault in wrong:
        raise ConfigurationError(f"{kind}: {name}: expected a string without white space around it, got {fault}.")


def _fault(value: object) -> str:
    if not isinstance(value, str):
        return f"a {type(value).__name__}"
    if not value:
        return "an empty one"
    return "" if value == value.strip() else "one with white space around it"

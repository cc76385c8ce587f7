"""What the synchronous and the asynchronous client share: settings, and everything about a call but its sending."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection, Mapping
from copy import copy
from datetime import tzinfo
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, Literal, Self, TypeVar

import httpx

from ._auth.credentials import Credentials
from ._concurrency import AsyncHttpClients, HttpClients
from ._desk import Desk
from ._errors import ConfigurationError, without_references
from ._formats.serializer import Wire
from ._guard import Guard, Inferred
from ._response import mask
from ._settings import Region, check_timezone, require, service_urls
from ._transport.body import LIMIT
from ._transport.hooks import Hooks
from ._transport.http_client import new_http_client
from ._transport.rate_limit.limiter import RateLimit
from ._transport.retry import ONCE, Retry
from ._transport.sender import build_request

if TYPE_CHECKING:
    from types import EllipsisType

    from accountability_api._runtime.call import Call

    from ._transport.rate_limit.limiter import Ledger
    from .corrections.correction import Corrections
    from .corrections.load import Source

__all__ = ("Client", "Http")

T = TypeVar("T")
Http = TypeVar("Http", httpx.Client, httpx.AsyncClient)
HttpPool = TypeVar("HttpPool", HttpClients, AsyncHttpClients)
_SECONDS = 30.0


class Client(Generic[Http, HttpPool]):
    """What both clients share: settings, and everything about a call but its sending."""

    _clients: HttpPool
    _kind: type[Http]
    _clients_kind: type[HttpPool]
    _parent: Self | None = None
    _closing = "use `with`, or close it"

    def __init__(
        self,
        auth: Credentials,
        *,
        base_url: str | None = None,
        region: Region | None = None,
        legacy_url: str | None = None,
        legacy_timezone: tzinfo | None = None,
        timeout: float | None = None,
        retry: Retry | None = Retry(),  # noqa: B008 - immutable
        hooks: Hooks = Hooks(),  # noqa: B008 - immutable
        strict: bool = False,
        inferred: Inferred = "guard",
        allow: Collection[str] = (),
        corrections: Source | None = None,
        rate_limit: RateLimit | None = RateLimit(),  # noqa: B008 - immutable
        legacy_rate_limit: RateLimit | Literal["shared"] | None = "shared",
        account: str | None = None,
        max_answer_bytes: int = LIMIT,
        http_client: Http | Callable[[], Http] | None = None,
    ) -> None:
        """Makes a client; nothing is sent yet.

        Args:
            auth: who calls: `PasswordGrant` (documented) or `ApiToken`.
            base_url: of v1 and v2, without the version; the published host of the Americas if not given.
            region: short form of the base URL: "americas" is published, the hosts of "emea" and "apac" are inferred.
            legacy_url: URL of the legacy service, up to its Service.svc; the published one if not given. With a
                `base_url` of another host, legacy calls raise a ConfigurationError until it is set, and vice versa.
            legacy_timezone: zone of the dates in legacy XML, which have no offset. If not given, they are taken as UTC
                (inferred) with a warning.
            timeout: seconds for connecting, and for each wait on the connection; 30, or what `http_client` has.
            retry: when a request that failed is sent again; None sends each once.
            hooks: functions that are told of each request, answer, retry and wait.
            strict: whether a member that does not fit the contract raises, instead of reading as None with a warning.
            inferred: "guard" warns of reads that are only inferred and stops such writes before they are sent, "allow"
                lets all through, "refuse" stops reads too.
            allow: keys of operations to let through in any case, such as "v2.Jobs_CreateJob".
            corrections: where the service differs from the contract, by key: method, path, renamed parameters and
                members, a list's envelope, headers; a mapping, or the path of a TOML file.
            rate_limit: how many calls the account may make; None does not count them (for a sandbox).
            legacy_rate_limit: the same for legacy alone; "shared" counts its calls in `rate_limit`, the safe side:
                that the limit holds for all APIs together is inferred.
            account: name of the account whose calls are counted together; if not given, base URL and tenant (or a hash
                of the token).
            max_answer_bytes: how large an answer may be, unpacked; a larger one is a TransportError, so that none can
                fill the memory.
            http_client: an HTTP client of your own, for proxies, certificates or tests, that you close yourself; or a
                function that makes one, which is called again in a forked process and in another event loop.

        Raises:
            ConfigurationError: a setting cannot be; the message names it.
        """
        require(auth=auth, timeout=timeout, retry=retry, hooks=hooks, rate_limit=rate_limit)
        check_timezone(legacy_timezone)
        require(account=account, max_answer_bytes=max_answer_bytes)
        require(legacy_rate_limit=None if legacy_rate_limit == "shared" else legacy_rate_limit)
        self._urls = service_urls(base_url, region, legacy_url)
        base = self._urls.base or ""
        wire = Wire(self._urls, legacy_timezone)
        self._corrections = _loaded(corrections)
        self._desk = Desk(auth, f"{base}/v1/token", wire, Guard(inferred, allow), strict, self._corrections)
        self._timeout = timeout
        self._retry = retry or ONCE
        self._hooks = self._checked(hooks)
        self._max_answer_bytes = max_answer_bytes
        self._clients = self._opened_clients(http_client)
        self._counted = rate_limit, legacy_rate_limit, account or auth.account(base or self._urls.of("legacy"))
        self._ledgers = self._opened(*self._counted)
        self._open = True

    def _opened_clients(self, http_client: Http | Callable[[], Http] | None) -> HttpPool:
        build: Any = partial(new_http_client, self._kind, _SECONDS if self._timeout is None else self._timeout)
        if isinstance(http_client, self._kind):
            build = None
        elif http_client is not None:
            build = http_client
        first = build() if callable(build) else http_client
        if not isinstance(first, self._kind):
            kind = f"httpx.{self._kind.__name__}"
            raise ConfigurationError(
                f"http_client: expected an {kind} or a function that makes one, got {type(first).__name__}."
            )
        return self._clients_kind(build, first)  # type: ignore[arg-type]

    def _opened(
        self, rate_limit: RateLimit | None, legacy_rate_limit: RateLimit | Literal["shared"] | None, account: str
    ) -> tuple[Ledger | None, Ledger | None]:
        """What counts the calls of v1 and v2, and what those of legacy."""
        longest = sum(_SECONDS if wait is None else wait for wait in self._limits().as_dict().values())
        ledger = rate_limit.ledger(account, longest) if rate_limit else None
        if isinstance(legacy_rate_limit, str):
            return ledger, ledger
        return ledger, legacy_rate_limit.ledger(f"{account} legacy", longest) if legacy_rate_limit else None

    def _ledger(self, call: Call[Any]) -> Ledger | None:
        return self._ledgers[call.api == "legacy"]

    @classmethod
    def from_env(cls, **settings: Any) -> Self:
        """Makes a client from the environment.

        ACCOUNTABILITY_API_TOKEN is needed; with ACCOUNTABILITY_TENANT_ID and ACCOUNTABILITY_USERNAME it gets access
        tokens, alone it goes by the Basic scheme. Optional are ACCOUNTABILITY_BASE_URL or ACCOUNTABILITY_REGION,
        ACCOUNTABILITY_LEGACY_URL, ACCOUNTABILITY_CORRECTIONS and ACCOUNTABILITY_TOKEN_CACHE (files), and
        ACCOUNTABILITY_PROFILE: a profile that says what the other variables do not (see `accountability.profiles`).

        Args:
            settings: as for the class itself; they win over the environment.

        Raises:
            ConfigurationError: a variable is missing; the message names it.
        """
        from . import profiles

        return cls(**_keywords(profiles.environment, settings))

    @classmethod
    def from_profile(cls, name: str | None = None, **settings: Any) -> Self:
        """Makes a client from a profile, which the command takes as well; see `accountability.profiles`.

        Args:
            name: the profile; if not given, the one that ACCOUNTABILITY_PROFILE names, or else "default".
            settings: as for the class itself; they win over the profile.

        Raises:
            ConfigurationError: there is no such profile, or something in it cannot be; the message says what.
        """
        from . import profiles

        return cls(**_keywords(partial(profiles.variables, name), settings))

    def _request(self, call: Call[Any], *, own: bool = False) -> httpx.Request:
        if not self._is_open():
            raise RuntimeError(f"{self!r} is closed")
        return build_request(self._clients.get(), **self._desk.request(call, own=own))

    def _limits(self) -> httpx.Timeout:
        return self._clients.first.timeout if self._timeout is None else httpx.Timeout(self._timeout)

    def with_options(
        self,
        *,
        timeout: float | EllipsisType | None = ...,
        retry: Retry | EllipsisType | None = ...,
        hooks: Hooks | EllipsisType = ...,
    ) -> Self:
        """The same client with other settings for some calls; connections, budget and tokens are shared.

        Closing it closes nothing; it ends with the client that it was made of. What is left out stays as it is.

        Args:
            timeout: as for the client itself.
            retry: as for the client itself.
            hooks: as for the client itself.

        Raises:
            ConfigurationError: a setting cannot be; the message names it.
        """
        told = {"timeout": timeout, "retry": retry, "hooks": hooks}
        require(**{name: value for name, value in told.items() if value is not ...})
        other = copy(self)
        for name in ("v1", "v2", "legacy"):
            other.__dict__.pop(name, None)
        other._parent = self
        if timeout is not ...:
            other._timeout = timeout
            other._ledgers = other._opened(*self._counted)  # a slot is held for as long as a call may take
        if retry is not ...:
            other._retry = retry or ONCE
        if hooks is not ...:
            other._hooks = other._checked(hooks)
        return other

    @property
    def base_url(self) -> str | None:
        """The URL of v1 and v2, or None if only `legacy_url` is set."""
        return self._urls.base

    @property
    def legacy_url(self) -> str | None:
        """The URL of the legacy service, or None if only `base_url` is set."""
        return self._urls.legacy

    @property
    def corrections(self) -> Corrections | None:
        """The corrections of the contract that the client applies."""
        return self._corrections

    def redact(self, text: str) -> str:
        """Replace each credential of this client in a text with `***`."""
        return mask(text, self._desk.secrets())

    def _checked(self, hooks: Hooks) -> Hooks:
        return hooks

    def _is_open(self) -> bool:
        return self._open and (self._parent is None or self._parent._is_open())

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._urls.base or self._urls.legacy!r})"

    def __del__(self) -> None:
        if getattr(self, "_open", False) and self._parent is None and self._clients.owned:
            warnings.warn(f"{self!r} was left open: {self._closing}", ResourceWarning, stacklevel=2, source=self)


def _keywords(variables: Callable[[], Mapping[str, str]], settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return a client's keywords: those of the variables, overridden by the settings."""
    from ._auth import environment as _variables

    try:
        return _variables.given(variables(), settings)
    except ConfigurationError as error:
        failure = without_references(error, ())  # the frames have the variables, a token among them
    raise failure


def _loaded(corrections: Source | None) -> Corrections | None:
    if corrections is None:
        return None
    from .corrections.load import load

    return load(corrections)

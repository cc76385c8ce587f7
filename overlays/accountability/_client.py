"""The synchronous client, and what it shares with the asynchronous one.

A call passes these layers, on its way out and back; they are coroutines for both clients (see `_backend`):

    send                      checks, corrections, encoding; on the way back decoding, checks
      AuthLayer               credentials, after a request for a token if needed
        RetryLayer            the attempts and the waits between them
          RateLimitLayer      a permit for each attempt, those of token requests included
            Sender            httpx
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection, Generator, Iterable, Mapping
from datetime import tzinfo
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Generic, Literal, NoReturn, Self, TypeVar

import httpx

from ._auth.credentials import Credentials, PasswordGrant
from ._auth.flow import Auth, AuthLayer, BasicAuth, TokenAuth
from ._backend import Backend, SyncBackend, run
from ._checks.checks import Checks, Inferred
from ._concurrency import CallResult, map_sync, validate_concurrency
from ._errors import AccountabilityError, ConfigurationError, ContractViolationError, without_references
from ._formats.serializer import Serializer
from ._masking import mask
from ._messages import TOKEN, Api, Response, build_raw_call, is_sign_in_page
from ._settings import Region, check_timezones, missing_url, service_urls, validate_settings
from ._transport.hooks import Hooks
from ._transport.http_clients import new_http_client
from ._transport.rate_limit.limiter import RateLimitLayer
from ._transport.rate_limit.settings import RateLimit
from ._transport.retry import NO_RETRY, Deadline, PreparedCall, Retry, RetryLayer
from ._transport.sender import LIMIT, Sender, SyncSender

if TYPE_CHECKING:
    from types import EllipsisType, TracebackType

    from accountability_api._runtime.call import Call
    from accountability_api.legacy import Legacy
    from accountability_api.v1 import V1
    from accountability_api.v2 import V2

    from ._transport.rate_limit.limiter import RateLimiter
    from .corrections.correction import Correction
    from .corrections.load import Source

__all__ = ("Accountability", "Client", "Http")

T = TypeVar("T")
Http = TypeVar("Http", httpx.Client, httpx.AsyncClient)
_DEFAULT_TIMEOUT = 30.0


class Client(Generic[Http]):
    """What the synchronous and the asynchronous client share: the settings, and the layers of a call."""

    _corrections: Mapping[str, Correction]
    _kind: type[Http]
    _sender: Sender[Http]
    _sender_kind: type[Sender[Http]]
    _backend: Backend
    _parent: Self | None = None
    _closing = "use `with`, or close it"

    def __init__(
        self,
        auth: Credentials,
        *,
        base_url: str | None = None,
        region: Region | None = None,
        legacy_url: str | None = None,
        timezone: tzinfo | None = None,
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
        max_response_bytes: int = LIMIT,
        http_client: Http | Callable[[], Http] | None = None,
    ) -> None:
        """Create a client; nothing is sent yet.

        Args:
            auth: who calls: `PasswordGrant` (documented) or `ApiToken`.
            base_url: of v1 and v2, without the version; the published host of the Americas if not given.
            region: short form of the base URL: "americas" is published, the hosts of "emea" and "apac" are inferred.
            legacy_url: URL of the legacy service, up to its Service.svc; the published one if not given. With a
                `base_url` of another host, legacy calls raise a ConfigurationError until it is set, and vice versa.
            timezone: zone of v1 and v2 for a service whose date-times have no offset; those in requests are then
                written without one as well. If not given, they are taken as UTC (inferred) with a warning, or raise
                if `strict`.
            legacy_timezone: zone of the dates in legacy XML, which have no offset. If not given, they are taken as UTC
                (inferred) with a warning.
            timeout: seconds for connecting, and for each wait on the connection; 30, or what `http_client` has.
            retry: when a request that failed is retried; None sends each once.
            hooks: functions that are called for each request, response, retry and wait.
            strict: whether an invalid value of a property raises, instead of being read as None with a warning; and a
                property that JSON has twice, instead of being read as the last of its values.
            inferred: "guard" warns of inferred reads and blocks inferred writes before they are sent, "allow"
                allows all, "refuse" blocks reads as well.
            allow: keys of operations that are allowed in any case, such as "v2.Jobs_CreateJob".
            corrections: where the service differs from the contract, by key: method, path, renamed parameters and
                properties, a list's envelope, headers; a mapping, or the path of a TOML file.
            rate_limit: how many calls the account may make; None does not count them (for a sandbox).
            legacy_rate_limit: the same for legacy alone; "shared" counts its calls in `rate_limit`, the safe side:
                that the limit holds for all APIs together is inferred.
            account: name of the account whose calls are counted together; if not given, base URL and tenant (or a hash
                of the token).
            max_response_bytes: the most bytes of a decompressed response; a larger one is a TransportError, so that it
                cannot fill the memory.
            http_client: an HTTP client of your own, for proxies, certificates or tests, that you close yourself; or a
                function that returns one, which is called again in a forked process and in another event loop.

        Raises:
            ConfigurationError: a setting is invalid; the message names it.
        """
        validate_settings(auth=auth, timeout=timeout, retry=retry, hooks=hooks, rate_limit=rate_limit)
        validate_settings(account=account, max_response_bytes=max_response_bytes)
        validate_settings(legacy_rate_limit=None if legacy_rate_limit == "shared" else legacy_rate_limit)
        check_timezones(timezone=timezone, legacy_timezone=legacy_timezone)
        self._urls = service_urls(base_url, region, legacy_url)
        self._corrections = _load_corrections(corrections)
        self._auths = self._new_auths(auth)
        self._checks = Checks(inferred, allow, strict)
        self._serializer = Serializer(timezone, legacy_timezone, strict)
        self._secrets = partial(_secrets_of, self._auths, self._corrections)  # not bound to self: no reference cycle
        self._timeout = timeout
        self._retry = retry or NO_RETRY
        self._hooks = self._validate_hooks(hooks)
        self._sender = self._new_sender(http_client, max_response_bytes)
        account = account or auth.account(self._urls.base or str(self._urls.legacy))
        self._rate_limits = rate_limit, legacy_rate_limit, account
        self._layers = self._new_layers()
        self._open = True

    def _new_auths(self, credentials: Credentials) -> dict[str, Auth]:
        """Return what authorizes each API: legacy never gets an access token."""
        basic = BasicAuth(credentials)
        auth: Auth = basic
        if isinstance(credentials, PasswordGrant):
            auth = TokenAuth(credentials, self._urls.base or "", self._corrections.get(TOKEN), self._backend)
        return {"v1": auth, "v2": auth, "legacy": basic}

    def _new_layers(self) -> dict[str, AuthLayer | RetryLayer]:
        """Return the layers between a request and httpx, for each API; a request for a token is not authorized."""
        limiters = self._rate_limiters(*self._rate_limits)
        retry, legacy_retry = (
            RetryLayer(self._retry, self._backend, RateLimitLayer(limiter, self._sender) if limiter else self._sender)
            for limiter in limiters
        )
        layers = {
            api: AuthLayer(auth, self._sender, legacy_retry if api == "legacy" else retry)
            for api, auth in self._auths.items()
        }
        return {**layers, TOKEN: retry}

    def _new_sender(self, http_client: Http | Callable[[], Http] | None, limit: int) -> Sender[Http]:
        build: Any = partial(new_http_client, self._kind, _DEFAULT_TIMEOUT if self._timeout is None else self._timeout)
        if isinstance(http_client, self._kind):
            build = None
        elif http_client is not None:
            build = http_client
        first = build() if callable(build) else http_client
        if not isinstance(first, self._kind):
            kind = f"httpx.{self._kind.__name__}"
            raise ConfigurationError(
                f"http_client: expected an {kind} or a function that returns one, got {type(first).__name__}."
            )
        return self._sender_kind(build, first, limit)

    def _rate_limiters(
        self, rate_limit: RateLimit | None, legacy_rate_limit: RateLimit | Literal["shared"] | None, account: str
    ) -> tuple[RateLimiter | None, RateLimiter | None]:
        """Return what limits the calls of v1 and v2, and what limits those of legacy."""
        timeout = self._sender.first.timeout if self._timeout is None else httpx.Timeout(self._timeout)
        longest = sum(_DEFAULT_TIMEOUT if wait is None else wait for wait in timeout.as_dict().values())
        limiter = rate_limit.limiter(account, self._backend, longest) if rate_limit else None
        if isinstance(legacy_rate_limit, str):
            return limiter, limiter
        if legacy_rate_limit is None:
            return limiter, None
        return limiter, legacy_rate_limit.limiter(f"{account} legacy", self._backend, longest)

    @classmethod
    def from_env(cls, **settings: Any) -> Self:
        """Create a client from the environment.

        ACCOUNTABILITY_API_TOKEN is required; with ACCOUNTABILITY_TENANT_ID and ACCOUNTABILITY_USERNAME it gets access
        tokens, alone it uses the Basic scheme. Optional are ACCOUNTABILITY_BASE_URL or ACCOUNTABILITY_REGION,
        ACCOUNTABILITY_LEGACY_URL, ACCOUNTABILITY_CORRECTIONS and ACCOUNTABILITY_TOKEN_CACHE (files), and
        ACCOUNTABILITY_PROFILE: a profile for settings without a variable (see `accountability.profiles`).

        Args:
            settings: as for the class itself; they override the environment.

        Raises:
            ConfigurationError: a variable is missing; the message names it.
        """
        from . import profiles

        return cls(**_keywords(profiles.environment, settings))

    @classmethod
    def from_profile(cls, name: str | None = None, **settings: Any) -> Self:
        """Create a client from a profile, as the command does; see `accountability.profiles`.

        Args:
            name: the profile; if not given, the one that ACCOUNTABILITY_PROFILE names, or else "default".
            settings: as for the class itself; they override the profile.

        Raises:
            ConfigurationError: the profile is missing or has an invalid setting; the message names it.
        """
        from . import profiles

        return cls(**_keywords(partial(profiles.variables, name), settings))

    def _prepare(self, call: Call[T], *, unchecked: bool = False) -> PreparedCall[T]:
        """Check and correct a call, and build its request."""
        if not self._is_open():
            raise RuntimeError(f"{self!r} is closed")
        sent = call if call.paging is None else self._checks.prepare_page(call)
        sent = self._corrections[call.key].call(sent) if call.key in self._corrections else sent
        if not unchecked:
            self._checks.check_call(sent)
        url = self._urls.legacy if sent.api == "legacy" else self._urls.base
        if url is None:
            raise missing_url(sent.api)
        request = self._serializer.request(sent, url, self._sender.http(), self._timeout)
        deadline = Deadline(self._retry.deadline, self._retry.clock)
        return PreparedCall(call, sent, request, deadline, self._hooks)

    async def _exchange(self, prepared: PreparedCall[Any]) -> Response:
        """Return the response to a prepared call."""
        layers = self._layers[TOKEN if prepared.key == TOKEN else prepared.call.api]
        try:
            return await layers.send(prepared)
        except AccountabilityError as error:
            failure = without_references(error, self._secrets())
        prepared.discard()
        raise failure

    def _parse(self, prepared: PreparedCall[T], response: Response) -> T:
        """Decode a response and check it; an error has neither secrets nor references to what has them."""
        try:
            return self._read(prepared, response)
        except AccountabilityError as error:
            failure = without_references(error, self._secrets())
        del response
        prepared.discard()
        raise failure

    def _read(self, prepared: PreparedCall[T], response: Response) -> T:
        call, sent = prepared.call, prepared.sent
        if response.status // 100 != 2 or is_sign_in_page(response):
            from ._response_errors import status_error

            is_corrected = call.key in self._corrections
            raise status_error(sent, response, self._secrets(), self._checks, is_corrected=is_corrected)
        charset = self._corrections[call.key].charset if call.key in self._corrections else None
        try:
            value = self._serializer.read(sent, response, partial(self._checks.report_mismatch, call.key), charset)
            self._checks.check_value(call, value)
            return value
        except (ContractViolationError, Warning) as error:
            from ._response_errors import violation_error

            failure = violation_error(sent, error, response, self._secrets(), partial(self._serializer.decode, sent))
        raise failure

    def with_options(
        self,
        *,
        timeout: float | EllipsisType | None = ...,
        retry: Retry | EllipsisType | None = ...,
        hooks: Hooks | EllipsisType = ...,
    ) -> Self:
        """Return a client with other settings, which shares connections, rate limit and tokens with this one.

        Closing it has no effect; it is closed with this client. Settings that are not passed stay the same.

        Args:
            timeout: as for the client itself.
            retry: as for the client itself.
            hooks: as for the client itself.

        Raises:
            ConfigurationError: a setting is invalid; the message names it.
        """
        changes = {"timeout": timeout, "retry": retry, "hooks": hooks}
        validate_settings(**{name: value for name, value in changes.items() if value is not ...})
        other = object.__new__(type(self))
        other.__dict__.update({name: value for name, value in vars(self).items() if name not in ("v1", "v2", "legacy")})
        other._parent = self
        if timeout is not ...:
            other._timeout = timeout
        if retry is not ...:
            other._retry = retry or NO_RETRY
        if hooks is not ...:
            other._hooks = other._validate_hooks(hooks)
        other._layers = other._new_layers()
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
    def corrections(self) -> Mapping[str, Correction]:
        """The corrections of the contract that the client applies, by the keys of their operations."""
        return self._corrections

    def redact(self, text: str) -> str:
        """Replace each credential of this client in a string with `***`."""
        return mask(text, self._secrets())

    def _validate_hooks(self, hooks: Hooks) -> Hooks:
        return hooks

    def _is_open(self) -> bool:
        return self._open and (self._parent is None or self._parent._is_open())

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            f"{self!r} has connections, so it cannot be pickled or copied. Create a client in the process that uses it."
        )

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._urls.base or self._urls.legacy!r})"

    def __del__(self) -> None:
        if getattr(self, "_open", False) and self._parent is None and self._sender.owned:
            warnings.warn(f"{self!r} was left open: {self._closing}", ResourceWarning, stacklevel=2, source=self)


def _secrets_of(auths: Mapping[str, Auth], corrections: Mapping[str, Correction]) -> list[str]:
    """Return the credentials that must not be shown."""
    headers = [value for correction in corrections.values() for value in correction.secrets()]
    return [*auths["v1"].secrets(), *auths["legacy"].secrets(), *headers]


def _keywords(variables: Callable[[], Mapping[str, str]], settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return a client's keywords: those of the variables, overridden by the settings."""
    from ._auth.environment import client_settings

    try:
        return client_settings(variables(), settings)
    except ConfigurationError as error:
        failure = without_references(error, ())  # the frames have the variables, a token among them
    raise failure


def _load_corrections(corrections: Source | None) -> Mapping[str, Correction]:
    if corrections is None:
        return {}
    from .corrections.load import load

    return load(corrections)


class Accountability(Client[httpx.Client]):
    """A synchronous client of the three APIs; it may be shared by threads.

    `v1`, `v2` and `legacy` hold their resources: `api.v2.jobs.get(4711)`.
    """

    _kind = httpx.Client
    _sender: SyncSender
    _sender_kind = SyncSender
    _backend = SyncBackend()

    def _validate_hooks(self, hooks: Hooks) -> Hooks:
        return hooks.require_synchronous()

    @cached_property
    def v1(self) -> V1:
        """The API limited by the user's access groups."""
        from accountability_api.v1 import V1

        return V1(self.send)

    @cached_property
    def v2(self) -> V2:
        """The API not limited by access groups."""
        from accountability_api.v2 import V2

        return V2(self.send)

    @cached_property
    def legacy(self) -> Legacy:
        """The older service, whose operations are published."""
        from accountability_api.legacy import Legacy

        return Legacy(self.send)

    def send(self, call: Call[T]) -> T:
        """Send a call and return what its response is read as.

        Args:
            call: a request as a value, such as `accountability.v2.jobs.get_job(4711)`.

        Raises:
            UnverifiedOperationError: it is inferred, and was blocked before anything was sent.
            TransportError: no response was received.
            APIStatusError: the response reports an error.
            ContractViolationError: the response does not conform to the contract.
        """
        prepared = self._prepare(call)
        return self._parse(prepared, run(self._exchange(prepared)))

    def raw(self, call: Call[Any]) -> Response:
        """Send a call and return its response as it was received, with any status.

        Raises:
            UnverifiedOperationError: the call is inferred, and was blocked before anything was sent.
            TransportError: no response was received.
            UnauthorizedError: no access token was granted.
        """
        return run(self._exchange(self._prepare(call)))

    def request(
        self,
        method: str,
        path: str,
        *,
        api: Api | None = None,
        query: Mapping[str, Any] | None = None,
        json: Any = ...,
        media: str = "application/json",
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """Send a request that the contract lacks and return its response: `api.request("GET", "/v2/cards")`.

        It is authorized, counted and retried like any other, but never blocked as inferred.

        Args:
            method: the HTTP method, in capitals.
            path: from `/v1/` or `/v2/` on, or (`api="legacy"`) below the Service.svc; each argument percent-encoded.
            api: the API; required for legacy only.
            query: strings, numbers, dates or lists; None is left out.
            json: the body, if there is one; Decimals are sent exactly, a float is rejected.
            media: the body's media type, such as "application/merge-patch+json".
            headers: more headers.

        Raises:
            ValueError: the path would lead out of the API.
            TransportError: no response was received.
            UnauthorizedError: no access token was granted.
        """
        call = build_raw_call(method, path, api, query, json, media, headers)
        return run(self._exchange(self._prepare(call, unchecked=True)))

    def map(self, calls: Iterable[Call[T]], concurrency: int = 8) -> Generator[CallResult[T], None, None]:
        """Send many calls concurrently within the rate limit; yield their results in order, each a value or an error.

        The calls may come from a generator; few are taken ahead. If you stop before the end (`break`, Ctrl-C), calls
        in progress are finished and the others are not sent; `contextlib.closing` does that at once.

        Args:
            calls: such as `(jobs.get_job(number) for number in numbers)`.
            concurrency: the most calls in progress.

        Raises:
            ValueError: `concurrency` is less than 1.
        """

        def send(prepared: PreparedCall[T]) -> Response:
            return run(self._exchange(prepared))

        return map_sync(calls, validate_concurrency(concurrency), self._prepare, send, self._parse)

    def close(self) -> None:
        """Close the connections; an `http_client` that was passed stays open."""
        self._open = False
        if self._parent is None:
            self._sender.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

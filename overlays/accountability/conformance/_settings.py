"""What one conformance run is asked to do."""

from __future__ import annotations

import os
import random
from collections.abc import Iterable, Mapping

from attrs import field, frozen

from accountability import RateLimit, Retry

APIS = ("v1", "v2", "legacy")
SYSTEM = random.SystemRandom()
URL_OPTIONS = {"v1": "--base-url", "v2": "--base-url", "legacy": "--legacy-url"}


def named(apis: Iterable[str]) -> tuple[str, ...]:
    """The APIs that are named, or all."""
    return tuple(apis) or APIS


def drawn(seed: int | None) -> int:
    """The seed that is given, or one that nobody chose."""
    return SYSTEM.randrange(2**31) if seed is None else seed


@frozen
class Account:
    """Who calls. The token never shows in a repr, and no report takes it up."""

    tenant_id: str = ""
    username: str = ""
    api_token: str = field(default="", repr=False)

    @classmethod
    def from_env(cls, environment: Mapping[str, str] = os.environ) -> Account:
        """The account of `ACCOUNTABILITY_TENANT_ID`, `ACCOUNTABILITY_USERNAME` and `ACCOUNTABILITY_API_TOKEN`."""
        names = ("TENANT_ID", "USERNAME", "API_TOKEN")
        return cls(*(environment.get(f"ACCOUNTABILITY_{name}", "") for name in names))


@frozen(kw_only=True)
class Settings:
    """One run: which operations, how many cases each, drawn from which seed, and where.

    Without a URL the embedded sandbox is tested, writes and all. With one, only reads are sent (and the token call).

    Args:
        apis: Which of `v1`, `v2`, `legacy`; all of them when left empty.
        operations: Keys of the only operations to test (`v2.Jobs_GetJob`); all when left empty.
        seed: Where generation starts; the same seed draws the same cases. Random when None.
        max_examples: Fuzzed cases an operation, beside its example and the cases that cover its schema.
        max_coverage: The most schema-covering cases an operation; more are thinned evenly.
        base_url: Where v1 and v2 are, when they are not the sandbox's.
        legacy_url: Where the legacy service is, when it is not the sandbox's.
        account: Whose credentials are used at those URLs.
        budget: How many calls these URLs may get, and in which time.
        retry: When a read there is sent again.
        workers: Processes, each with a sandbox of its own.
    """

    apis: tuple[str, ...] = field(default=(), converter=named)
    operations: tuple[str, ...] = ()
    seed: int = field(default=None, converter=drawn)
    max_examples: int = field(default=10)
    max_coverage: int = field(default=40)
    base_url: str | None = None
    legacy_url: str | None = None
    account: Account = field(factory=Account.from_env)
    rate_limit: RateLimit = field(factory=RateLimit)
    retry: Retry | None = field(factory=Retry)
    workers: int = field(factory=lambda: min(2, os.cpu_count() or 1))

    @apis.validator
    def _known(self, _attribute: object, apis: tuple[str, ...]) -> None:
        if unknown := [api for api in apis if api not in APIS]:
            raise ValueError(f"there is no API called {unknown[0]!r}; choose from {', '.join(APIS)}")

    @max_examples.validator
    @max_coverage.validator
    @workers.validator
    def _positive(self, attribute: object, value: int) -> None:
        if value < 1:
            name = str(getattr(attribute, "name", "")).replace("_", "-")
            raise ValueError(f"--{name} must be 1 or more, not {value}")

    @property
    def elsewhere(self) -> bool:
        """Whether another host than the embedded sandbox is asked, so that nothing may be written."""
        return bool(self.base_url or self.legacy_url)

    def url(self, api: str) -> str | None:
        """Where an API is, by these settings; None when no URL was given for it."""
        return self.legacy_url if api == "legacy" else self.base_url

"""Settings of one conformance run."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

from attrs import field, frozen

APIS = ("v1", "v2", "legacy")
REPORT_FORMATS = ("html", "junit", "har", "vcr", "ndjson", "json", "pytest")
URL_OPTIONS = {"v1": "--base-url", "v2": "--base-url", "legacy": "--legacy-url"}
_system_random = random.SystemRandom()


def _default_apis(apis: Iterable[str]) -> tuple[str, ...]:
    return tuple(apis) or APIS


def _default_seed(seed: int | None) -> int:
    return _system_random.randrange(2**31) if seed is None else seed


def _absolute(path: Path | None) -> Path | None:
    return path and path.absolute()


@frozen
class Account:
    """The credentials of a caller. The token is not part of the repr, and no report contains it."""

    tenant_id: str = ""
    username: str = ""
    api_token: str = field(default="", repr=False)


@frozen(kw_only=True)
class Settings:
    """The settings of a run: the operations, the number of cases, and the server.

    Without an address, the embedded sandbox is tested, writes included. `sandbox` names a running sandbox, which is
    tested in the same way over HTTP. `base_url` and `legacy_url` name any other server, which is only read.

    Args:
        apis: Which of `v1`, `v2` and `legacy`; all if empty.
        operations: Keys or patterns of the operations to test (`v2.Jobs_*`); all if empty.
        tags: Tags of the operations to test (`Jobs`); all if empty.
        seed: Start of the generation; the same seed generates the same cases. Random if None.
        max_examples: Fuzzed cases for each operation, besides its example and the cases that cover its schema.
        max_time: Seconds that one API may take, checked between two cases; no limit if None. An operation
            without a 2xx by then is reported as not exercised.
        workers: Processes that test the embedded sandbox at the same time, one API each with a sandbox of its own.
        sandbox: Address of a running sandbox, which is tested with writes and reset.
        base_url: Address of v1 and v2 on another server.
        legacy_url: Address of the legacy service on another server.
        account: The credentials to use at another server.
        source: Where the address comes from, such as `profile acme`.
        calls_per_minute: Requests that another server gets in any 60 s.
        baseline: File of known failures, which do not fail the run until they expire.
        update_baseline: Record this run's failures in the baseline.
        record: Folder in which to record the shapes of another server's responses.
        compare: Folder of recorded shapes to which a sandbox is held.
        formats: Reports of schemathesis to write, of `REPORT_FORMATS`.
    """

    apis: tuple[str, ...] = field(default=(), converter=_default_apis)
    operations: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    seed: int = field(default=None, converter=_default_seed)
    max_examples: int = 10
    max_time: int | None = None
    workers: int = len(APIS)
    sandbox: str | None = None
    base_url: str | None = None
    legacy_url: str | None = None
    account: Account = field(factory=Account)
    source: str = ""
    calls_per_minute: int = 100
    baseline: Path | None = field(default=None, converter=_absolute)
    update_baseline: bool = False
    record: Path | None = field(default=None, converter=_absolute)
    compare: Path | None = field(default=None, converter=_absolute)
    formats: tuple[str, ...] = ("html", "junit")

    def __attrs_post_init__(self) -> None:
        for subject, values, choices in (("API", self.apis, APIS), ("report format", self.formats, REPORT_FORMATS)):
            if unknown := [value for value in values if value not in choices]:
                raise ValueError(f"{subject}: expected one of {', '.join(choices)}, got {unknown[0]!r}.")
        for name in ("max_examples", "max_time", "workers", "calls_per_minute"):
            value = getattr(self, name)
            if value is not None and value < 1:
                raise ValueError(f"--{name.replace('_', '-')}: expected 1 or more, got {value}.")
        if self.sandbox and self.is_read_only:
            raise ValueError(
                "Addresses: expected --sandbox or --base-url and --legacy-url, got both. Give one of them."
            )
        if self.record and (self.compare or not self.is_read_only):
            conflict = "--compare" if self.compare else "a sandbox, which proves nothing about it"
            raise ValueError(f"--record: expected the address of a real service, got {conflict}.")
        if self.compare and not self.compare.is_dir():
            raise ValueError(f"--compare: expected a folder that --record has written, got {self.compare}.")

    @property
    def is_read_only(self) -> bool:
        """Whether the server is not a sandbox, so that nothing may be written."""
        return bool(self.base_url or self.legacy_url)

    def url(self, api: str) -> str | None:
        """Return the address of an API on another server; None if it was not given."""
        return self.legacy_url if api == "legacy" else self.base_url

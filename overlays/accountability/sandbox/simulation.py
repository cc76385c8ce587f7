"""The simulated service and its controls, without HTTP: records, clock, faults, variants, limits, and the call log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from os import PathLike
from typing import Any

from accountability.spec import Contract, load

from . import variants
from .auth.account import Account
from .backend import Backend
from .call_log import RecordedCall
from .clock import AdjustableClock, Clock, now
from .contract.endpoint import Endpoint
from .coverage import Coverage
from .faults import Faults
from .seed.fill import Progress, no_progress
from .store.json_codec import read
from .store.snapshots import Snapshots
from .store.store import Record

APIS = ("v2", "v1", "legacy")  # the newest first: where two describe one thing, the first one is used


class Simulation:
    """A stateful imitation of the three APIs over one store. `Sandbox` adds the ways to call it.

    Args:
        database: SQLite file that keeps the records; in memory by default.
        clock: Returns the time that its own clock follows, aware; the machine's by default.
        documents: Built OpenAPI documents by API name, instead of the package's own.
        accounts: Who may call; the demo account and the employees of its agency by default.
        variant: Name of an API variant, of `VARIANTS`; as in the contract by default.
        calls_per_minute: The rate limit of each account in any 60 s (published: 100); None for no limit.
        rows: The number of records that lists are filled up to (`{"jobs": 5000}`); see `fill`.
        seed: Of these records.
        progress: Called with a collection, its number of records and the target, as records are added.
        strict: Reject query parameters and properties that the contract does not declare; by default they are ignored,
            and the call log has a warning for each.

    Attributes:
        url: The URL of v1 and v2, without the version. In process it is a name that only its own clients know.
        clock: The time, which can be advanced, set and frozen.
        control_token: What callers from other machines send to use the control API; None lets none of them use it.

    Raises:
        NotASandboxDatabaseError: The database file is something else.
        OSError: The database file cannot be opened or written.
        UnknownVariantError: There is no such variant.
        ValueError: As in `fill`.
    """

    url = "http://accountability.localhost"
    control_token: str | None = None

    def __init__(
        self,
        database: str | PathLike[str] | None = None,
        clock: Clock = now,
        documents: Mapping[str, Mapping[str, Any]] | None = None,
        accounts: Sequence[Account] | None = None,
        variant: str | None = None,
        calls_per_minute: int | None = None,
        rows: Mapping[str, int] | None = None,
        seed: int = 0,
        progress: Progress = no_progress,
        strict: bool = False,
    ) -> None:
        contracts = {api: load(api) for api in APIS} if documents is None else _contracts(documents)
        self.contracts: Mapping[str, Contract] = contracts
        self.clock = AdjustableClock(clock)
        self.variant = variant
        self._backend = Backend(contracts, database, self.clock, accounts, calls_per_minute, strict)
        self._rows, self._seed, self._progress = dict(rows or {}), seed, progress
        self._initial = {"variant": variant, "calls_per_minute": calls_per_minute, "strict": strict}
        try:
            self._fill_rows()
        except BaseException:
            self.close()
            raise

    @property
    def legacy_url(self) -> str:
        """The URL of the legacy service."""
        return f"{self.url}/Service.svc"

    @property
    def accounts(self) -> Sequence[Account]:
        """Who may call; the first one may call everything."""
        return self._backend.accounts.all

    def add_account(self, account: Account) -> None:
        """Add an account. Those of another tenant have records of their own, of which there are none at first.

        Raises:
            ValueError: Its username or API token exists already.
        """
        self._backend.accounts.add(account)

    @property
    def endpoints(self) -> Sequence[Endpoint]:
        """All operations that are served."""
        return self._backend.endpoints

    @property
    def coverage(self) -> Coverage:
        """Which rules and limits of the contracts are enforced, and why not the others."""
        return Coverage([*self.contracts.values()])

    @property
    def faults(self) -> Faults:
        """The active faults: `faults.add(Fault(operation="v2.Jobs_GetJob", status=503, times=2))`."""
        return self._backend.faults

    @property
    def snapshots(self) -> Snapshots:
        """Copies of all records: `snapshots.take("filled")`, `snapshots.restore("filled")`."""
        return self._backend.snapshots

    @property
    def calls_per_minute(self) -> int | None:
        """The rate limit of each account in any 60 s; None for no limit. May be set at any time."""
        return self._backend.rate_limiter.calls

    @calls_per_minute.setter
    def calls_per_minute(self, calls: int | None) -> None:
        if calls is not None and calls < 1:
            raise ValueError(f"calls per minute: expected 1 or more, got {calls}. Use None for no limit.")
        self._backend.rate_limiter.calls = calls

    @property
    def strict(self) -> bool:
        """Whether parameters and properties that the contract does not declare are rejected. May be set at any time."""
        return self._backend.strict

    @strict.setter
    def strict(self, strict: bool) -> None:
        self._backend.strict = strict

    @property
    def variant(self) -> str | None:
        """Name of the active variant; None if it is as in the contract. May be set at any time."""
        return self._variant.name if self._variant else None

    @variant.setter
    def variant(self, name: str | None) -> None:
        self._variant = variants.find(name) if name is not None else None

    def calls(self, operation: str | None = None) -> list[RecordedCall]:
        """Return the calls received since the last reset, oldest first; at most the last thousand.

        Args:
            operation: Key such as `v2.Jobs_CreateJob`; all calls by default.

        Raises:
            ValueError: No operation has that key, so that a misspelt one does not look like one that was never called.
        """
        if operation is not None and operation not in {endpoint.key for endpoint in self.endpoints}:
            raise ValueError(f"operation: there is no {operation!r}. See GET /_sandbox for their keys.")
        return self._backend.log.calls(operation)

    def seed(self, collection: str, records: Iterable[Mapping[str, Any]], tenant: str | None = None) -> list[Record]:
        """Add records, each under its own id, or under the next one if it has none, and return them.

        Args:
            collection: Such as `jobs`.
            records: As v2 returns them, or v1 if v2 has none; numbers exact, dates as strings.
            tenant: Whose records they are; those of the first account by default.

        Raises:
            ValueError: There is no such collection, or a record does not match its contract; none is added then.
        """
        return self._backend.seed(collection, records, tenant)

    def fill(self, collection: str, count: int, seed: int = 0) -> None:
        """Add generated records until a collection has a number of them; if it has more, none is added.

        They are generated from the contract alone, and refer to records that exist: fill the referenced lists first.
        The same seed gives the same bytes, on any machine at any time, if the existing records are the same.

        Args:
            collection: Such as `jobs`.
            count: How many records it is to have, 100,000 at most.
            seed: Determines the generated values.

        Raises:
            ValueError: There is no such collection, the count is out of range, or records cannot be generated.
        """
        self._backend.fill({collection: count}, seed, no_progress)

    def counts(self) -> dict[str, int]:
        """Return how many records each list has, of the first account's tenant."""
        counts = self._backend.records().store.counts()
        return {name: counts.get(name, 0) for name in sorted({*counts, *(each.collection for each in self.endpoints)})}

    def records(self, collection: str, limit: int = 100, offset: int = 0) -> list[Record]:
        """Return stored records as they are, for a look at the state; of the first account's tenant."""
        store = self._backend.records().store
        return [read(text) for text in store.select_json(collection, limit=limit, offset=offset)]

    def _fill_rows(self) -> None:
        self._backend.fill(self._rows, self._seed, self._progress)

    def reset(self) -> None:
        """Restore the initial state: records, rows and ids, no faults, no calls, the clock and settings of the start.

        Tokens, added accounts and snapshots are kept.
        """
        self._backend.reset()
        self._fill_rows()
        self.faults.clear()
        self._backend.log.clear()
        self._backend.rate_limiter.clear()
        for name, value in self._initial.items():
            setattr(self, name, value)
        self.clock.reset()

    def close(self) -> None:
        """Close the database."""
        self._backend.close()


def _contracts(documents: Mapping[str, Mapping[str, Any]]) -> dict[str, Contract]:
    order = [*(api for api in APIS if api in documents), *(api for api in documents if api not in APIS)]
    return {api: Contract(api, documents[api]) for api in order}

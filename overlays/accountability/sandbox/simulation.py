"""The simulated service and its controls, without HTTP: records, clock, faults, variants, limits, and the call log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from os import PathLike
from typing import Any, TypedDict

from accountability.spec import Contract, load

from . import records, rules, variants
from .auth import access
from .auth.account import Account, Accounts, demo_accounts
from .auth.authenticator import Authenticator, RateLimiter
from .call_log import CallLog, RecordedCall
from .clock import AdjustableClock, Clock, now
from .contract.collection import Collections
from .contract.endpoint import Router, endpoints
from .coverage import Coverage
from .faults import Faults
from .foreign.operations import ForeignOperations
from .legacy import operations as legacy
from .records import Records
from .seed import examples
from .seed.fill import Progress, fill
from .store.database import Database
from .store.json_codec import read
from .store.snapshots import Snapshots
from .store.store import Record, Store, create_indexes

APIS = ("v2", "v1", "legacy")  # the newest first: where two describe one thing, the first one is used
_TABLES = ("record", "sequence")


class Settings(TypedDict, total=False):
    """The settings of a sandbox; `Simulation` describes them."""

    database: str | PathLike[str] | None
    clock: Clock
    documents: Mapping[str, Mapping[str, Any]] | None
    accounts: Sequence[Account] | None
    variant: str | None
    calls_per_minute: int | None
    rows: Mapping[str, int] | None
    seed: int
    progress: Progress | None
    strict: bool


class Simulation:
    """The state of the three APIs over one store, and its controls. `Sandbox` adds the ways to call it.

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
        endpoints: All operations that are served.
        faults: The active faults: `faults.add(Fault(operation="v2.Jobs_GetJob", status=503, times=2))`.
        snapshots: Copies of all records: `snapshots.take("filled")`, `snapshots.restore("filled")`.
        strict: Whether parameters and properties that the contract does not declare are rejected. May be set any time.
        database: The database of all tenants' records.
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
        progress: Progress | None = None,
        strict: bool = False,
    ) -> None:
        contracts = {api: load(api) for api in APIS} if documents is None else _build_contracts(documents)
        self.contracts: Mapping[str, Contract] = contracts
        self.clock, self.strict, self.variant = AdjustableClock(clock), strict, variant
        self._describe(contracts)
        self.database = Database(database)
        try:
            self._open(accounts, calls_per_minute)
            self._rows, self._seed, self._progress = dict(rows or {}), seed, progress
            self._initial = {"variant": variant, "calls_per_minute": calls_per_minute, "strict": strict}
            self._fill_rows()
        except BaseException:
            self.close()
            raise

    def _describe(self, contracts: Mapping[str, Contract]) -> None:
        """Set what follows from the contracts alone."""
        self.endpoints = [endpoint for contract in contracts.values() for endpoint in endpoints(contract)]
        rest_endpoints = [endpoint for endpoint in self.endpoints if endpoint.is_ours and endpoint.api != legacy.API]
        foreign_endpoints = [endpoint for endpoint in self.endpoints if not endpoint.is_ours]
        self._foreign = {
            api: ForeignOperations([endpoint for endpoint in foreign_endpoints if endpoint.api == api])
            for api in dict.fromkeys(endpoint.api for endpoint in foreign_endpoints)
        }
        self._router, self._collections = Router(self.endpoints), Collections(rest_endpoints)
        self.faults = Faults([endpoint.key for endpoint in self.endpoints])
        self._log = CallLog([*contracts.values()])

    def _open(self, accounts: Sequence[Account] | None, calls_per_minute: int | None) -> None:
        """Set what is in the database, and store the initial records if it is new."""
        initial = (
            demo_accounts(examples.records_of("employees", self._collections.endpoints))
            if accounts is None
            else accounts
        )
        self._accounts = Accounts(self.database, initial)
        self._authenticator = Authenticator(self._accounts, self.database, self.clock)
        self._rate_limiter = RateLimiter(self.clock.monotonic, calls_per_minute)
        self.snapshots = Snapshots(self.database)
        self._tenants: dict[str, Records] = {}
        self._initial_rows: dict[str, list[tuple[Any, ...]]] | None = None
        indexes = (*rules.INDEXES, *records.INDEXES, *access.INDEXES)
        create_indexes(self.database, (*indexes, *legacy.indexes(self.endpoints, self.records_of())))
        if self.database.is_new:
            self._store_initial_records()

    @property
    def legacy_url(self) -> str:
        """The URL of the legacy service."""
        return f"{self.url}/Service.svc"

    @property
    def accounts(self) -> Sequence[Account]:
        """Who may call; the first one may call everything."""
        return self._accounts.all

    def add_account(self, account: Account) -> None:
        """Add an account. Those of another tenant have records of their own, of which there are none at first.

        Raises:
            ValueError: Its username or API token exists already.
        """
        self._accounts.add(account)

    @property
    def coverage(self) -> Coverage:
        """Which rules and limits of the contracts are enforced, and why not the others."""
        return Coverage([*self.contracts.values()])

    @property
    def calls_per_minute(self) -> int | None:
        """The rate limit of each account in any 60 s; None for no limit. May be set at any time."""
        return self._rate_limiter.calls

    @calls_per_minute.setter
    def calls_per_minute(self, calls: int | None) -> None:
        if calls is not None and calls < 1:
            raise ValueError(f"calls per minute: expected 1 or more, got {calls}. Use None for no limit.")
        self._rate_limiter.calls = calls

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
        return self._log.calls(operation)

    def seed(self, collection: str, records: Iterable[Mapping[str, Any]], tenant: str | None = None) -> list[Record]:
        """Add records, each under its own id, or under the next one if it has none, and return them.

        Args:
            collection: Such as `jobs`.
            records: As v2 returns them, or v1 if v2 has none; numbers exact, dates as strings.
            tenant: Whose records they are; those of the first account by default.

        Raises:
            ValueError: There is no such collection, or a record does not match its contract; none is added then.
        """
        return examples.add(self.records_of(tenant), collection, records)

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
        fill(self.records_of(), {collection: count}, seed)

    def counts(self) -> dict[str, int]:
        """Return how many records each list has, of the first account's tenant."""
        counts = self.records_of().store.counts()
        collections = {endpoint.collection for endpoint in self.endpoints}
        return {name: counts.get(name, 0) for name in sorted({*counts, *collections})}

    def records(self, collection: str, limit: int = 100, offset: int = 0) -> list[Record]:
        """Return stored records as they are, for a look at the state; of the first account's tenant."""
        store = self.records_of().store
        return [read(text) for text in store.select_json(collection, limit=limit, offset=offset)]

    def records_of(self, tenant: str | None = None) -> Records:
        """Return the records of a tenant; by default of the one with the initial records."""
        tenant = self._accounts.default_tenant if tenant is None else tenant
        if tenant not in self._tenants:
            self._tenants[tenant] = Records(Store(self.database, tenant), self._collections, self.clock)
        return self._tenants[tenant]

    def _store_initial_records(self) -> None:
        with self.database.transaction():
            for table in _TABLES:
                self.database.execute(f"DELETE FROM {table}")
            if self._initial_rows is None:
                examples.load(self.records_of(), self.endpoints)
                for foreign in self._foreign.values():
                    foreign.load(self.records_of().store)
                self._initial_rows = {table: self.database.rows(f"SELECT * FROM {table}") for table in _TABLES}
                return
            for table, rows in self._initial_rows.items():
                marks = ", ".join("?" * len(rows[0])) if rows else ""
                self.database.execute_many(f"INSERT INTO {table} VALUES ({marks})", rows)

    def _fill_rows(self) -> None:
        fill(self.records_of(), self._rows, self._seed, self._progress)

    def reset(self) -> None:
        """Restore the initial state: records, rows and ids, no faults, no calls, the clock and settings of the start.

        Tokens, added accounts and snapshots are kept.
        """
        self._store_initial_records()
        self._fill_rows()
        self.faults.clear()
        self._log.clear()
        self._rate_limiter.clear()
        for name, value in self._initial.items():
            setattr(self, name, value)
        self.clock.reset()

    def close(self) -> None:
        """Close the database."""
        self.database.close()


def _build_contracts(documents: Mapping[str, Mapping[str, Any]]) -> dict[str, Contract]:
    order = [*(api for api in APIS if api in documents), *(api for api in documents if api not in APIS)]
    return {api: Contract(api, documents[api]) for api in order}

"""The sandbox: an object to drive in a test, an application to serve, and a transport to call without a socket."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from os import PathLike
from typing import TYPE_CHECKING, Any

import anyio

from accountability.spec import Contract, load

from . import control, variants
from .account import Account
from .asgi import application
from .clock import AdjustableClock
from .coverage import Coverage
from .endpoint import Endpoint
from .exact import write
from .fault import Faults
from .imitation import Imitation
from .journal import RecordedCall
from .message import Incoming, Reply
from .moment import Clock, now
from .problem import MEDIA, Problem
from .rows import Progress, unheard
from .snapshot import Snapshots
from .store import Record

if TYPE_CHECKING:
    import httpx

    from accountability import Accountability, AsyncAccountability

    from .transport import InProcess

APIS = ("v2", "v1", "legacy")  # the newest first: where two describe one thing, the first is heard


class Sandbox:
    """A stateful imitation of the three APIs over one store.

    `client()` calls it in this process, without a socket; `app` is its ASGI application.

    Args:
        database: SQLite file that keeps the records over restarts; in memory when left out.
        clock: gives the time that its own clock runs by, aware; the machine's own when left out.
        documents: built OpenAPI documents by API name, in place of the package's own.
        accounts: who may call; the demo account, and the employees of its agency, when left out.
        variant: name of another service to be, of `VARIANTS`; as the contract has it when left out.
        calls_per_minute: that each account may make in any 60 s (published: 100); None allows all.
        rows: how many records a collection is to have at least (`{"jobs": 5000}`); see `fill`.
        seed: of these records.
        progress: told a collection, how many records it has and how many it is to have, as they are added.

    Attributes:
        url: where v1 and v2 are, without the version. In process it is a name that only its own clients know.
        clock: the time it lives by, which can be moved on, set and stopped.
        faults: what is to go wrong.
        snapshots: all records under a name, to come back to.
        sleep, sleep_in_task: wait out the seconds of a fault, in a thread and in a task; may be replaced.

    Raises:
        NotASandboxDatabaseError: the database is a file of something else.
        UnknownVariantError: there is none of that name.
        ValueError: as of `fill`.
    """

    url = "http://accountability.localhost"
    sleep: Callable[[float], object] = staticmethod(time.sleep)
    sleep_in_task: Callable[[float], Awaitable[object]] = staticmethod(anyio.sleep)

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
        progress: Progress = unheard,
    ) -> None:
        contracts = {api: load(api) for api in APIS} if documents is None else _contracts(documents)
        self.clock = AdjustableClock(clock)
        self.variant = self._first_variant = variant
        self._allowance = calls_per_minute
        self._imitation = Imitation(contracts, database, self.clock, accounts, calls_per_minute)
        self.app = application(self)
        self._rows, self._seed, self._progress = dict(rows or {}), seed, progress
        try:
            self._fill_up()
        except BaseException:
            self.close()
            raise

    @property
    def legacy_url(self) -> str:
        """Where the legacy service is."""
        return f"{self.url}/Service.svc"

    @property
    def accounts(self) -> Sequence[Account]:
        """Who may call; the first one everything."""
        return self._imitation.accounts

    @property
    def endpoints(self) -> Sequence[Endpoint]:
        """All operations that it serves."""
        return self._imitation.endpoints

    @property
    def coverage(self) -> Coverage:
        """Which rules and limits of its contracts it keeps, and why not the others."""
        return Coverage([*{each.contract.api: each.contract for each in self.endpoints}.values()])

    @property
    def faults(self) -> Faults:
        """What is to go wrong: `faults.add(Fault(operation="v2.Jobs_GetJob", status=503, times=2))`."""
        return self._imitation.faults

    @property
    def snapshots(self) -> Snapshots:
        """All records under a name: `snapshots.take("filled")`, `snapshots.restore("filled")`."""
        return self._imitation.snapshots

    @property
    def calls_per_minute(self) -> int | None:
        """How many calls each account may make in any 60 s; None allows all. May be set at any time."""
        return self._imitation.window.calls

    @calls_per_minute.setter
    def calls_per_minute(self, calls: int | None) -> None:
        if calls is not None and calls < 1:
            raise ValueError(f"{calls} calls a minute would let no call in; None lifts the limit")
        self._imitation.window.calls = calls

    def calls(self, operation: str | None = None) -> list[RecordedCall]:
        """The calls that came in since the last reset, the oldest first; of very many, the last thousand.

        Args:
            operation: key such as `v2.Jobs_CreateJob`; all calls when left out.

        Raises:
            ValueError: no operation has that key, so that a misspelt one is not taken for one that was never called.
        """
        if operation is not None and operation not in {endpoint.key for endpoint in self.endpoints}:
            raise ValueError(f"there is no operation {operation}; GET /_sandbox lists their keys")
        return self._imitation.journal.calls(operation)

    def seed(self, collection: str, records: Iterable[Mapping[str, Any]]) -> list[Record]:
        """Keep these records beside those there are: under its own id where it has one, else under the next.

        Args:
            collection: such as `jobs`.
            records: as v2 answers them, or v1 where v2 has none; numbers exact, dates as text.

        Raises:
            ValueError: there is no such collection, or a record does not fit its contract; none is kept then.
        """
        return self._imitation.seed(collection, records)

    def fill(self, collection: str, count: int, seed: int = 0) -> None:
        """Add invented records until a collection has as many as asked; where it has more, none is added.

        They are made from the contract alone, and refer to records that exist: fill what is referred to first. The
        same seed gives the same bytes, on any machine at any time, where the records there were are the same.

        Args:
            collection: such as `jobs`.
            count: how many records it is to have.
            seed: another one gives other records.

        Raises:
            ValueError: there is no such collection, the count is below 0, or its records cannot be made.
        """
        self._imitation.fill({collection: count}, seed, unheard)

    def _fill_up(self) -> None:
        self._imitation.fill(self._rows, self._seed, self._progress)

    @property
    def variant(self) -> str | None:
        """Name of the service that it is; None where it is as the contract has it. May be set at any time."""
        return self._variant.name if self._variant else None

    @variant.setter
    def variant(self, name: str | None) -> None:
        self._variant = variants.named(name) if name is not None else None

    def reset(self) -> None:
        """As new: the first records and rows, ids and all, no faults, no calls made, its clock as it came.

        Tokens that were given out stay good, and snapshots stay.
        """
        self._imitation.reset()
        self._fill_up()
        self.faults.clear()
        self._imitation.journal.clear()
        self._imitation.window.clear()
        self.calls_per_minute, self.variant = self._allowance, self._first_variant
        self.clock.reset()

    def answer(
        self, method: str, path: bytes, query: bytes, headers: Iterable[tuple[bytes, bytes]], content: bytes
    ) -> Reply:
        """The answer to a request as it stands on the wire; see `Incoming.of`."""
        try:
            incoming = Incoming.of(method, path, query, headers, content)
        except Problem as problem:
            return Reply(400, write(problem.as_dict(400, "")), MEDIA)
        if control.takes(incoming):
            return control.respond(self, incoming)
        return self._imitation.answer(incoming) if self._variant is None else self._otherwise(self._variant, incoming)

    def _otherwise(self, variant: variants.Variant, incoming: Incoming) -> Reply:
        """The answer of another service, kept among the calls even where that one does not ask the imitation."""
        service = _Heard(self._imitation)
        reply = variant.answer(service, incoming)
        if not service.heard:
            self._imitation.note(incoming, reply, f"answered by the variant {variant.name}")
        return reply

    def client(self, **settings: Any) -> Accountability:
        """A client of the first account that may call everything, the inferred operations included, without a limit.

        Args:
            settings: as for `Accountability`; they win over those.
        """
        import httpx

        from accountability import Accountability

        carrier = self._transport()
        carried = {"http_client": httpx.Client(transport=carrier)} if carrier else {}
        return Accountability(**{**self._settings(), **carried, **settings})

    def async_client(self, **settings: Any) -> AsyncAccountability:
        """The same for tasks."""
        import httpx

        from accountability import AsyncAccountability

        carrier = self._transport()
        carried = {"http_client": httpx.AsyncClient(transport=carrier)} if carrier else {}
        return AsyncAccountability(**{**self._settings(), **carried, **settings})

    def http_client(self, **settings: Any) -> httpx.Client:
        """A bare HTTP client of `url`, for what has no Python method.

        Args:
            settings: as for `httpx.Client`, such as `auth=(sandbox.accounts[0].api_token, "")`.
        """
        import httpx

        return httpx.Client(base_url=self.url, transport=self._transport(), **settings)

    def _transport(self) -> InProcess | None:
        """What its clients send by: here without a socket; None is their own."""
        from .transport import InProcess

        return InProcess(self)

    def _settings(self) -> dict[str, Any]:
        from datetime import UTC

        from accountability import ApiToken

        auth = ApiToken(self.accounts[0].api_token)
        urls = {"base_url": self.url, "legacy_url": self.legacy_url}
        return {"auth": auth, **urls, "legacy_timezone": UTC, "inferred": "allow", "rate_limit": None}

    def close(self) -> None:
        """Let go of the database. What was answered is in it."""
        self._imitation.close()


class _Heard:
    """The imitation, and whether it was asked."""

    def __init__(self, imitation: Imitation) -> None:
        self._imitation, self.heard = imitation, False

    def answer(self, incoming: Incoming) -> Reply:
        self.heard = True
        return self._imitation.answer(incoming)

    def endpoint(self, incoming: Incoming) -> Endpoint | None:
        return self._imitation.endpoint(incoming)


def _contracts(documents: Mapping[str, Mapping[str, Any]]) -> dict[str, Contract]:
    order = [*(api for api in APIS if api in documents), *(api for api in documents if api not in APIS)]
    return {api: Contract(api, documents[api]) for api in order}

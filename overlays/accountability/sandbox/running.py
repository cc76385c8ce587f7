"""Serve a sandbox on a port: from a thread for tests, in the foreground for the command."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from types import FrameType
from typing import Unpack

from .auth.rate_limiter import PUBLISHED_CALLS
from .http.cors import LOOPBACK_HOSTS
from .http.server import Listener, make_server, run_in_thread
from .service import Sandbox
from .simulation import Settings

HOST = "127.0.0.1"


class RunningSandbox(Sandbox):
    """A sandbox that is being served.

    Args:
        url: The URL of v1 and v2, without the version.
        control_token: What callers from other machines send to use the control API.
        settings: As for `Sandbox`.
    """

    def __init__(self, url: str, control_token: str | None = None, **settings: Unpack[Settings]) -> None:
        super().__init__(**settings)
        self.url, self.control_token = url, control_token

    def _transport(self) -> None:
        """Return None: its clients use the socket."""

    @property
    def environment(self) -> dict[str, str]:
        """The environment variables by which `Accountability.from_env()` and the command find it."""
        account = self.accounts[0]
        return {
            "ACCOUNTABILITY_BASE_URL": self.url,
            "ACCOUNTABILITY_LEGACY_URL": self.legacy_url,
            "ACCOUNTABILITY_TENANT_ID": account.tenant,
            "ACCOUNTABILITY_USERNAME": account.username,
            "ACCOUNTABILITY_API_TOKEN": account.api_token,
        }


@contextmanager
def sandbox(port: int = 0, **settings: Unpack[Settings]) -> Iterator[RunningSandbox]:
    """Serve a sandbox from a thread for the duration of the block.

    Args:
        port: A port of 127.0.0.1; 0 for a free one.
        settings: As for `Sandbox`, such as `database`, `clock`, `variant`, `calls_per_minute` and `rows`.

    Raises:
        OSError: The port is taken, or the database file cannot be opened or written.
        NotASandboxDatabaseError: The database file is something else.
        UnknownVariantError: There is no such variant.
        ValueError: The rows cannot be generated; see `Sandbox.fill`.
    """
    with (
        Listener(HOST, port) as listener,
        closing(RunningSandbox(_url(HOST, listener), **settings)) as running,
        run_in_thread(running, listener),
    ):
        yield running


def serve(
    port: int = 0,
    host: str = HOST,
    allow_remote: bool = False,
    control_token: str | None = None,
    announce: Callable[[RunningSandbox], object] | None = None,
    **settings: Unpack[Settings],
) -> None:
    """Serve a sandbox until Ctrl-C or SIGTERM, after printing where it is and how to call it.

    Args:
        port: A port of the host; 0 for a free one.
        host: The address to listen on.
        allow_remote: Accept callers from other machines, which an address other than this machine's own needs.
        control_token: What callers from other machines send as `Accountability-Sandbox-Token` to use the control API;
            without it only this machine can use it.
        announce: Called with the sandbox as soon as it accepts calls, instead of printing.
        settings: As for `Sandbox`; by default with the published rate limit, and progress printed on stderr.

    Raises:
        OSError: The port is taken, or the database file cannot be opened or written.
        NotASandboxDatabaseError: The database file is something else.
        UnknownVariantError: There is no such variant.
        ValueError: The rows cannot be generated, or the host needs `allow_remote`.
    """
    if host not in LOOPBACK_HOSTS and not allow_remote:
        raise ValueError(
            f"host: expected an address of this machine, such as {HOST}, got {host!r}. "
            "Pass --allow-remote to accept callers from other machines."
        )
    served: Settings = {"calls_per_minute": PUBLISHED_CALLS, "progress": _print_progress, **settings}
    with (
        _sigterm_as_interrupt(),
        suppress(KeyboardInterrupt),
        Listener(host, port) as listener,
        closing(RunningSandbox(_url(host, listener), control_token, **served)) as running,
    ):
        listener.listen()  # from now on callers wait for the first response, and are not refused
        (announce or _print_banner)(running)
        make_server(running, listener).run([listener])


@contextmanager
def _sigterm_as_interrupt() -> Iterator[None]:
    """Treat SIGTERM like Ctrl-C for the duration of the block, so that the database is closed."""

    def interrupt(signum: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():  # no other thread receives signals
        yield
        return
    previous = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, previous)


def _print_progress(collection: str, count: int, target: int) -> None:
    print(f"{collection}: {count:,} of {target:,} records", file=sys.stderr, flush=True)


def _print_banner(running: RunningSandbox) -> None:
    account = running.accounts[0]
    lines = (
        f"sandbox listening on {running.url}",
        f"legacy API at {running.legacy_url}",
        f"tenant {account.tenant}, username {account.username}, API token {account.api_token}",
        "from accountability import Accountability, ApiToken",
        f'api = Accountability(ApiToken("{account.api_token}"), base_url="{running.url}", '
        f'legacy_url="{running.legacy_url}", inferred="allow")',
    )
    print("\n".join(lines), flush=True)


def _url(host: str, listener: Listener) -> str:
    address = {"0.0.0.0": HOST, "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{address}:{listener.getsockname()[1]}"

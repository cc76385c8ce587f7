"""The fault matrix: for each fault and method, what the caller sees and how many requests went out."""

from __future__ import annotations

import asyncio
import re
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import httpx
import pytest

from accountability import (
    Accountability,
    APIStatusError,
    ApiToken,
    BadRequestError,
    ConflictError,
    ForbiddenError,
    NotFoundError,
    RateLimitError,
    Retry,
    ServerError,
    TransportError,
    UnauthorizedError,
    UnprocessableEntityError,
)

from .fake_service import API_TOKEN, Clock, Make, MakeAsync, Service, answer, create_job, get_job

ATTEMPTS = 3
IDEMPOTENT = ("GET", "HEAD", "PUT", "DELETE")
OTHER = ("POST", "PATCH")


class Row(NamedTuple):
    """A fault, the error for it, the requests sent (idempotent, other), whether it arrived, whether again is safe."""

    fault: Any
    error: type[Exception]
    idempotent: int
    other: int
    sent: bool | None
    safe_for_other: bool


def status(number: int, error: type[Exception], idempotent: int = 1, other: int = 1, safe: bool = False) -> Row:
    return Row(answer({}, number, retry_after="60" if number == 429 else "1"), error, idempotent, other, None, safe)


MATRIX = {
    # nothing was sent: any request goes again
    "connection refused": Row(httpx.ConnectError("refused"), TransportError, ATTEMPTS, ATTEMPTS, False, True),
    "connect timeout": Row(httpx.ConnectTimeout("slow"), TransportError, ATTEMPTS, ATTEMPTS, False, True),
    "no free connection": Row(httpx.PoolTimeout("full"), TransportError, ATTEMPTS, ATTEMPTS, False, True),
    "proxy refused": Row(httpx.ProxyError("407"), TransportError, ATTEMPTS, ATTEMPTS, False, True),
    "no such protocol": Row(httpx.UnsupportedProtocol("ftp"), TransportError, 1, 1, False, True),
    # something was sent: the service may have acted on it
    "read timeout": Row(httpx.ReadTimeout("slow"), TransportError, ATTEMPTS, 1, True, False),
    "write timeout": Row(httpx.WriteTimeout("slow"), TransportError, ATTEMPTS, 1, True, False),
    "connection broken in reading": Row(httpx.ReadError("reset"), TransportError, ATTEMPTS, 1, True, False),
    "connection broken in writing": Row(httpx.WriteError("reset"), TransportError, ATTEMPTS, 1, True, False),
    "closed without an answer": Row(httpx.RemoteProtocolError("cut"), TransportError, ATTEMPTS, 1, True, False),
    # the same would come again
    "bad gzip": Row(httpx.DecodingError("gzip"), TransportError, 1, 1, True, False),
    "a header that cannot be": Row(httpx.LocalProtocolError("header"), TransportError, 1, 1, True, False),
    # the service answered
    "301": status(301, APIStatusError),
    "400": status(400, BadRequestError),
    "401": status(401, UnauthorizedError),
    "403": status(403, ForbiddenError),
    "404": status(404, NotFoundError),
    "405": status(405, APIStatusError),
    "408": status(408, APIStatusError),
    "409": status(409, ConflictError),
    "422": status(422, UnprocessableEntityError),
    "429": status(429, RateLimitError, ATTEMPTS, ATTEMPTS, safe=True),
    "500": status(500, ServerError),
    "501": status(501, ServerError),
    "502": status(502, ServerError, ATTEMPTS),
    "503": status(503, ServerError, ATTEMPTS),
    "504": status(504, ServerError, ATTEMPTS),
    "599": status(599, ServerError),
}
EVERY = [(name, method) for name in MATRIX for method in (*IDEMPOTENT, *OTHER)]


@pytest.fixture
def retry(clock: Clock) -> Retry:
    """Three attempts, or as many calls over the limit as two minutes and a half allow: three as well."""

    async def sleep_in_task(seconds: float) -> None:
        clock.sleep(seconds)

    return Retry(attempts=ATTEMPTS, deadline=150, clock=clock, sleep=clock.sleep, sleep_in_task=sleep_in_task)


def call_by(method: str) -> Any:
    body: dict[str, Any] = {"body": {"clientId": 3}} if method in ("POST", "PATCH", "PUT") else {}
    return get_job(method=method, status="documented", **body)


def expect(row: Row, method: str, error: Exception, sent: int) -> None:
    """The row holds for what the caller saw and for how many requests the service did."""
    repeatable = method in IDEMPOTENT
    assert type(error) is row.error
    assert sent == error.attempts == (row.idempotent if repeatable else row.other)  # type: ignore[attr-defined]
    assert error.safe_to_retry is (repeatable or row.safe_for_other)  # type: ignore[attr-defined]
    if isinstance(error, TransportError):
        assert error.sent is row.sent
        assert ("may have acted on it" in str(error)) is (bool(row.sent) and not repeatable)


@pytest.mark.parametrize(("name", "method"), EVERY)
def test_a_fault_that_stays(client: Make, service: Service, retry: Retry, name: str, method: str) -> None:
    row = MATRIX[name]
    service.on(method, "/v2/jobs/4711", row.fault)
    with pytest.raises(row.error) as caught:
        client(retry=retry).send(call_by(method))
    expect(row, method, caught.value, len(service.requests))


@pytest.mark.parametrize(("name", "method"), EVERY)
def test_a_fault_that_stays_for_a_task(
    async_client: MakeAsync, service: Service, retry: Retry, name: str, method: str
) -> None:
    row = MATRIX[name]
    service.on(method, "/v2/jobs/4711", row.fault)

    async def run() -> None:
        async with async_client(retry=retry) as api:
            await api.send(call_by(method))

    with pytest.raises(row.error) as caught:
        asyncio.run(run())
    expect(row, method, caught.value, len(service.requests))


@pytest.mark.parametrize(("name", "method"), EVERY)
def test_a_fault_that_passes(client: Make, service: Service, retry: Retry, name: str, method: str) -> None:
    row = MATRIX[name]
    service.on(method, "/v2/jobs/4711", row.fault, answer({"id": 1}))
    goes_again = (row.idempotent if method in IDEMPOTENT else row.other) > 1
    try:
        assert client(retry=retry).send(call_by(method)) == {"id": 1}
        assert goes_again
    except row.error:
        assert not goes_again
    assert len(service.requests) == 1 + goes_again


# At a real socket, since the table above takes the kinds of faults on trust


class Line:
    """A listener that treats each connection in one way, and counts those that sent something."""

    def __init__(self, treat: Callable[[socket.socket], None]) -> None:
        self.heard = 0
        self._treat = treat
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._held: list[socket.socket] = []
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.heard += _read_whole(connection)
            self._treat(connection)
            self._held.append(connection)

    def close(self) -> None:
        self._socket.close()
        for each in self._held:
            each.close()


def _read_whole(connection: socket.socket) -> bool:
    """Reads a request to its end, for a connection that is closed before that is reset; whether there was one."""
    came = b""
    while part := connection.recv(65536):
        came += part
        head, end, body = came.partition(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
        if end and len(body) >= int(length[1] if length else 0):
            break
    return bool(came)


@pytest.fixture
def listen() -> Iterator[Callable[[Callable[[socket.socket], None]], Line]]:
    lines: list[Line] = []

    def make(treat: Callable[[socket.socket], None]) -> Line:
        lines.append(Line(treat))
        return lines[-1]

    yield make
    for each in lines:
        each.close()


def sent_over(url: str, call: Any, retry: Retry, timeout: float = 5) -> TransportError:
    with Accountability(
        ApiToken(API_TOKEN), base_url=url, inferred="allow", rate_limit=None, retry=retry, timeout=timeout
    ) as api:
        with pytest.raises(TransportError) as caught:
            api.send(call)
        return caught.value


def hang_up(connection: socket.socket) -> None:
    connection.close()


def cut_short(connection: socket.socket) -> None:
    connection.sendall(b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"id": 47')
    connection.close()


def say_nothing(connection: socket.socket) -> None: ...


@pytest.mark.parametrize(
    ("treat", "timeout", "fault"),
    [(hang_up, 5, "RemoteProtocolError"), (cut_short, 5, "RemoteProtocolError"), (say_nothing, 0.05, "ReadTimeout")],
)
@pytest.mark.parametrize(("call", "heard"), [(get_job(), ATTEMPTS), (create_job(), 1)])
def test_a_broken_answer_at_a_real_socket(
    listen: Any, retry: Retry, treat: Any, timeout: float, fault: str, call: Any, heard: int
) -> None:
    line = listen(treat)
    error = sent_over(line.url, call, retry, timeout)
    assert fault in str(error)
    assert (error.sent, error.safe_to_retry) == (True, not call.writes)
    assert line.heard == error.attempts == heard


@pytest.mark.parametrize("call", [get_job(), create_job()])
def test_a_refused_connection_at_a_real_socket(retry: Retry, call: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    error = sent_over(f"http://127.0.0.1:{port}", call, retry)
    assert "ConnectError" in str(error)
    assert (error.sent, error.safe_to_retry, error.attempts) == (False, True, ATTEMPTS)

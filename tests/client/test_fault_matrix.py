"""The fault matrix: the error and the number of requests for each fault and method."""

from __future__ import annotations

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

from .fake_service import API_TOKEN, Clock, Make, Send, Service, create_job, get_job, response

ATTEMPTS = 3
IDEMPOTENT = ("GET", "HEAD", "PUT", "DELETE")
OTHER = ("POST", "PATCH")


class Row(NamedTuple):
    """A fault, its error, the attempts (idempotent, other), whether it is sent, and whether a retry is safe."""

    fault: Any
    error: type[Exception]
    idempotent: int
    other: int
    sent: bool | None
    safe_for_other: bool


def status_row(number: int, error: type[Exception], idempotent: int = 1, other: int = 1, safe: bool = False) -> Row:
    return Row(response({}, number, retry_after="60" if number == 429 else "1"), error, idempotent, other, None, safe)


MATRIX = {
    # nothing was sent: every request is retried
    "connection refused": Row(httpx.ConnectError("refused"), TransportError, ATTEMPTS, ATTEMPTS, False, True),
    "connect timeout": Row(httpx.ConnectTimeout("slow"), TransportError, ATTEMPTS, ATTEMPTS, False, True),
    "no free connection": Row(httpx.PoolTimeout("full"), TransportError, ATTEMPTS, ATTEMPTS, False, True),
    "proxy refused": Row(httpx.ProxyError("407"), TransportError, ATTEMPTS, ATTEMPTS, False, True),
    "no such protocol": Row(httpx.UnsupportedProtocol("ftp"), TransportError, 1, 1, False, True),
    # something was sent: the service may have processed it
    "read timeout": Row(httpx.ReadTimeout("slow"), TransportError, ATTEMPTS, 1, True, False),
    "write timeout": Row(httpx.WriteTimeout("slow"), TransportError, ATTEMPTS, 1, True, False),
    "connection broken while reading": Row(httpx.ReadError("reset"), TransportError, ATTEMPTS, 1, True, False),
    "connection broken while writing": Row(httpx.WriteError("reset"), TransportError, ATTEMPTS, 1, True, False),
    "closed without a response": Row(httpx.RemoteProtocolError("cut"), TransportError, ATTEMPTS, 1, True, False),
    # a retry would have the same result
    "bad gzip": Row(httpx.DecodingError("gzip"), TransportError, 1, 1, True, False),
    "an invalid header": Row(httpx.LocalProtocolError("header"), TransportError, 1, 1, True, False),
    # the service responded
    "301": status_row(301, APIStatusError),
    "400": status_row(400, BadRequestError),
    "401": status_row(401, UnauthorizedError),
    "403": status_row(403, ForbiddenError),
    "404": status_row(404, NotFoundError),
    "405": status_row(405, APIStatusError),
    "408": status_row(408, APIStatusError),
    "409": status_row(409, ConflictError),
    "418": status_row(418, APIStatusError),
    "422": status_row(422, UnprocessableEntityError),
    "429": status_row(429, RateLimitError, ATTEMPTS, ATTEMPTS, safe=True),
    "500": status_row(500, ServerError),
    "501": status_row(501, ServerError),
    "502": status_row(502, ServerError, ATTEMPTS),
    "503": status_row(503, ServerError, ATTEMPTS),
    "504": status_row(504, ServerError, ATTEMPTS),
    "599": status_row(599, ServerError),
}
CASES = [(name, method) for name in MATRIX for method in (*IDEMPOTENT, *OTHER)]


@pytest.fixture
def retry(clock: Clock) -> Retry:
    """Return a retry with three attempts; after a 429 the deadline of 150 s allows three as well."""
    return Retry(attempts=ATTEMPTS, deadline=150, clock=clock, sleep=clock.sleep, async_sleep=clock.async_sleep)


def call_by(method: str) -> Any:
    body: dict[str, Any] = {"body": {"clientId": 3}} if method in ("POST", "PATCH", "PUT") else {}
    return get_job(method=method, status="documented", **body)


def check(row: Row, method: str, error: Exception, sent: int) -> None:
    """Assert that the error and the number of requests are those of the row."""
    repeatable = method in IDEMPOTENT
    assert type(error) is row.error
    assert sent == error.attempts == (row.idempotent if repeatable else row.other)  # type: ignore[attr-defined]
    assert error.safe_to_retry is (repeatable or row.safe_for_other)  # type: ignore[attr-defined]
    if isinstance(error, TransportError):
        assert error.sent is row.sent
        assert ("may have acted on it" in str(error)) is (bool(row.sent) and not repeatable)


@pytest.mark.parametrize(("name", "method"), CASES)
def test_a_permanent_fault(send: Send, service: Service, retry: Retry, name: str, method: str) -> None:
    row = MATRIX[name]
    service.on(method, "/v2/jobs/4711", row.fault)
    with pytest.raises(row.error) as exc_info:
        send(call_by(method), retry=retry)
    check(row, method, exc_info.value, len(service.requests))


@pytest.mark.parametrize(("name", "method"), CASES)
def test_a_temporary_fault(client: Make, service: Service, retry: Retry, name: str, method: str) -> None:
    row = MATRIX[name]
    service.on(method, "/v2/jobs/4711", row.fault, response({"id": 1}))
    is_retried = (row.idempotent if method in IDEMPOTENT else row.other) > 1
    try:
        assert client(retry=retry).send(call_by(method)) == {"id": 1}
        assert is_retried
    except row.error:
        assert not is_retried
    assert len(service.requests) == 1 + is_retried


# At a real socket, since the faults of the matrix are raised by a mock transport


class FaultyServer:
    """A server that breaks each connection in the same way and counts the requests."""

    def __init__(self, break_connection: Callable[[socket.socket], None]) -> None:
        self.requests_received = 0
        self._break_connection = break_connection
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._connections: list[socket.socket] = []
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.requests_received += _read_request(connection)
            self._break_connection(connection)
            self._connections.append(connection)

    def close(self) -> None:
        self._socket.close()
        for connection in self._connections:
            connection.close()


def _read_request(connection: socket.socket) -> bool:
    """Read a request to its end, since closing earlier resets the connection; return whether there was one."""
    received = b""
    while part := connection.recv(65536):
        received += part
        head, end, body = received.partition(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
        if end and len(body) >= int(length[1] if length else 0):
            break
    return bool(received)


@pytest.fixture
def start_server() -> Iterator[Callable[[Callable[[socket.socket], None]], FaultyServer]]:
    servers: list[FaultyServer] = []

    def make(break_connection: Callable[[socket.socket], None]) -> FaultyServer:
        servers.append(FaultyServer(break_connection))
        return servers[-1]

    yield make
    for server in servers:
        server.close()


def transport_error(url: str, call: Any, retry: Retry, timeout: float = 5) -> TransportError:
    with Accountability(
        ApiToken(API_TOKEN), base_url=url, inferred="allow", rate_limit=None, retry=retry, timeout=timeout
    ) as api:
        with pytest.raises(TransportError) as exc_info:
            api.send(call)
        return exc_info.value


def close_without_response(connection: socket.socket) -> None:
    connection.close()


def close_within_body(connection: socket.socket) -> None:
    connection.sendall(b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"id": 47')
    connection.close()


def send_nothing(connection: socket.socket) -> None: ...


@pytest.mark.parametrize(
    ("break_connection", "timeout", "fault"),
    [
        (close_without_response, 5, "RemoteProtocolError"),
        (close_within_body, 5, "RemoteProtocolError"),
        (send_nothing, 0.05, "ReadTimeout"),
    ],
)
@pytest.mark.parametrize(("call", "requests"), [(get_job(), ATTEMPTS), (create_job(), 1)])
def test_a_broken_response_from_a_real_socket(
    start_server: Any, retry: Retry, break_connection: Any, timeout: float, fault: str, call: Any, requests: int
) -> None:
    server = start_server(break_connection)
    error = transport_error(server.url, call, retry, timeout)
    assert fault in str(error)
    assert (error.sent, error.safe_to_retry) == (True, not call.writes)
    assert server.requests_received == error.attempts == requests


@pytest.mark.parametrize("call", [get_job(), create_job()])
def test_a_refused_connection_of_a_real_socket(retry: Retry, call: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    error = transport_error(f"http://127.0.0.1:{port}", call, retry)
    assert "ConnectError" in str(error)
    assert (error.sent, error.safe_to_retry, error.attempts) == (False, True, ATTEMPTS)

"""A pytest plugin that sends every call of a sandbox through Prism, an independent validator of the same contracts.

    scripts/test -n0 -p tests.through_prism tests/client

Prism is a proxy between client and sandbox. It validates requests and responses against the built documents of the
three APIs, and reports violations in a header. The summary of the run has the number of calls, and each violation
with a test that caused it. The run fails if there is a violation, except for requests that the sandbox rejects too,
which tests send on purpose, and for XML, which Prism cannot read. Sandboxes with a variant are skipped, since a
variant violates the contract; so are sandboxes of other processes. Needs node and npm; Prism is installed in
`.bench/` once.
"""

from __future__ import annotations

import json
import os
import subprocess
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any

import anyio.to_thread
import httpx
import pytest

from accountability.sandbox import RunningSandbox, Sandbox
from accountability.sandbox.http.in_process import SandboxTransport
from benchmarks.peers import ROOT
from benchmarks.servers import free_port, prism_command

_ROOTS = {"v1": "/v1/", "v2": "/v2/", "legacy": "/Service.svc/"}
_REQUEST_NUMBER = "x-request-number"  # identifies a request behind Prism
_HOP_BY_HOP = ("connection", "keep-alive", "transfer-encoding", "content-encoding", "content-length", "date", "server")
_TIMEOUT = 60.0
_VIOLATION = "VIOLATION"
_http, _async_http = httpx.HTTPTransport.handle_request, httpx.AsyncHTTPTransport.handle_async_request
_in_process_handle, _async_in_process_handle = SandboxTransport.handle_request, SandboxTransport.handle_async_request
_running_init = RunningSandbox.__init__
Handle = Callable[[httpx.Request], httpx.Response]


class DirectTransport(httpx.HTTPTransport):
    """A transport that the plugin does not patch."""

    handle_request = _http


class PrismProxies:
    """A Prism proxy for each API, and the server behind them, which calls the sandbox."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        self.mismatches: dict[str, list[str]] = defaultdict(list)
        self.violations = 0
        self._active: dict[str, tuple[httpx.Request, Handle]] = {}
        self._errors: dict[str, Exception] = {}
        self._numbers = count(1)
        self._ports = {api: free_port() for api in _ROOTS}
        self._client = httpx.Client(transport=DirectTransport(), timeout=_TIMEOUT)

    @contextmanager
    def open(self, command: list[str]) -> Iterator[None]:
        """Start the proxies and the server, and stop them at the end of the block.

        Args:
            command: The command line of Prism.

        Raises:
            TimeoutError: A proxy does not respond.
        """
        target_server = ThreadingHTTPServer(
            ("127.0.0.1", 0), type("TargetHandler", (_TargetHandler,), {"receive": self.receive})
        )
        threading.Thread(target=target_server.serve_forever, daemon=True).start()
        with ExitStack() as stack:
            stack.callback(target_server.shutdown)
            for api, port in self._ports.items():
                spec = ROOT / "generated" / "accountability_api" / api / "openapi.json"
                address = f"http://127.0.0.1:{target_server.server_port}"
                arguments = [*command, "proxy", str(spec), address, "--port", str(port), "--verboseLevel", "silent"]
                process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                stack.callback(process.wait)
                stack.callback(process.terminate)
            for port in self._ports.values():
                self._wait_for(port)
            yield

    def _wait_for(self, port: int) -> None:
        deadline = time.monotonic() + _TIMEOUT
        while time.monotonic() < deadline:
            try:
                self._client.get(f"http://127.0.0.1:{port}/")
            except httpx.TransportError:
                time.sleep(0.05)
            else:
                return
        raise TimeoutError(f"Prism does not respond at port {port}")

    def send(self, sandbox: Sandbox | None, request: httpx.Request, handle: Handle) -> httpx.Response:
        """Return the response to a request, sent through the proxy of its API if it has one.

        Args:
            sandbox: The sandbox that the request is for, or None.
            request: The client's request, with its body read.
            handle: A function that sends a request without Prism.
        """
        api = next((api for api, root in _ROOTS.items() if request.url.path.startswith(root)), None)
        if api is None or sandbox is None or sandbox.variant is not None:
            return handle(request)
        number = str(next(self._numbers))
        self._active[number] = request, handle
        raw = request.url.raw_path
        path = raw.removeprefix(b"/Service.svc") if api == "legacy" else raw
        url = httpx.URL(f"http://127.0.0.1:{self._ports[api]}").copy_with(raw_path=path)
        headers = [
            *((name, value) for name, value in request.headers.multi_items() if name != "host"),
            (_REQUEST_NUMBER, number),
        ]
        response = self._client.request(request.method, url, headers=headers, content=request.content)
        del self._active[number]
        if error := self._errors.pop(number, None):
            raise error
        self._record(api, request, response)
        return httpx.Response(response.status_code, headers=_end_to_end(response.headers), content=response.content)

    def _record(self, api: str, request: httpx.Request, response: httpx.Response) -> None:
        media = response.headers.get("content-type", "no body").partition(";")[0]
        self.calls[f"{api}, {media}"] += 1
        test = os.environ.get("PYTEST_CURRENT_TEST", "").partition(" ")[0]
        for violation in json.loads(response.headers.get("sl-violations", "[]")):
            location = ".".join(map(str, violation["location"]))
            verdict = _verdict(violation["location"][0], media, response.status_code)
            message = f"{verdict}: {api}, {response.status_code}, {location}: {violation['message']}"
            self.mismatches[message].append(f"{request.method} {request.url.raw_path.decode()} in {test}")
            self.violations += verdict == _VIOLATION

    def receive(self, number: str, method: str, path: str, headers: Any, content: bytes) -> httpx.Response:
        """Return the response to a request that Prism forwarded."""
        if number not in self._active:
            return httpx.Response(404)
        original, handle = self._active[number]
        prefix = b"/Service.svc" if original.url.path.startswith(_ROOTS["legacy"]) else b""
        url = original.url.copy_with(raw_path=prefix + path.encode("latin-1"))
        forwarded = [
            (name, value) for name, value in _end_to_end(headers) if name.lower() not in ("host", _REQUEST_NUMBER)
        ]
        request = httpx.Request(method, url, headers=forwarded, content=content, extensions=original.extensions)
        try:
            response = handle(request)
            response.read()
        except Exception as error:  # raised again for the client in `send`
            self._errors[number] = error
            return httpx.Response(599)
        return response


class _TargetHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    receive: Callable[..., httpx.Response]

    def respond(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        response = self.receive(self.headers.get(_REQUEST_NUMBER, ""), self.command, self.path, self.headers, content)
        self.send_response_only(response.status_code)
        for name, value in _end_to_end(response.headers):
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(response.content)))
        self.end_headers()
        self.wfile.write(response.content)

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = do_HEAD = respond

    def log_message(self, format: str, *arguments: Any) -> None:
        """Log nothing."""


def _end_to_end(headers: Any) -> list[tuple[str, str]]:
    items = headers.multi_items() if isinstance(headers, httpx.Headers) else headers.items()
    return [(name, value) for name, value in items if name.lower() not in _HOP_BY_HOP]


def _verdict(section: str, media: str, status: int) -> str:
    if media.endswith("xml"):
        return "XML, not validated"
    return "rejected too" if section == "request" and 400 <= status < 500 else _VIOLATION


proxies = PrismProxies()
_served: dict[str, Sandbox] = {}
_stack = ExitStack()


def _register(self: RunningSandbox, url: str, **settings: Any) -> None:
    _running_init(self, url, **settings)
    _served[url.rpartition("/")[2]] = self


def _handle_http(self: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
    request.read()
    return proxies.send(_served.get(request.headers["host"]), request, lambda request: _http(self, request))


async def _async_handle_http(self: httpx.AsyncHTTPTransport, request: httpx.Request) -> httpx.Response:
    await request.aread()
    sandbox = _served.get(request.headers["host"])
    if sandbox is None:
        return await _async_http(self, request)
    return await anyio.to_thread.run_sync(proxies.send, sandbox, request, DirectTransport().handle_request)


def _sandbox_of(transport: SandboxTransport) -> Sandbox:
    assert isinstance(transport._handler, Sandbox)
    return transport._handler


def _handle_in_process(self: SandboxTransport, request: httpx.Request) -> httpx.Response:
    request.read()
    return proxies.send(_sandbox_of(self), request, lambda request: _in_process_handle(self, request))


async def _async_handle_in_process(self: SandboxTransport, request: httpx.Request) -> httpx.Response:
    await request.aread()
    return await anyio.to_thread.run_sync(
        proxies.send, _sandbox_of(self), request, lambda request: _in_process_handle(self, request)
    )


def pytest_sessionstart() -> None:
    command = prism_command()
    if command is None:
        raise pytest.UsageError("tests.through_prism needs node and npm, by which Prism is installed")
    _stack.enter_context(proxies.open(command))
    patch = _stack.enter_context(pytest.MonkeyPatch.context())
    patch.setattr(RunningSandbox, "__init__", _register)
    patch.setattr(httpx.HTTPTransport, "handle_request", _handle_http)
    patch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", _async_handle_http)
    patch.setattr(SandboxTransport, "handle_request", _handle_in_process)
    patch.setattr(SandboxTransport, "handle_async_request", _async_handle_in_process)


def pytest_sessionfinish(session: pytest.Session) -> None:
    _stack.close()
    if proxies.violations and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.section("through Prism")
    for name, number in sorted(proxies.calls.items()):
        terminalreporter.line(f"{number:6} calls of {name}")
    for message, requests in sorted(proxies.mismatches.items()):
        terminalreporter.line(f"{len(requests):6} times {message}, for example {requests[0]}")
    terminalreporter.line(f"{proxies.calls.total()} calls, {proxies.violations} violations")

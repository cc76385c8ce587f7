"""A pytest plugin that lets every call of a sandbox go through Prism, somebody else's reader of the same contracts.

    scripts/test -n0 -p tests.through_prism tests/client

Prism stands between client and sandbox, validates requests and answers by the built specs of the three APIs, and says
in a header what does not fit. The summary of the run counts the calls, and lists what did not fit with a test that it
came up in. The run fails where anything does not fit, but for requests that the sandbox refuses too, which tests send
to see just that, and for XML, which Prism cannot read. A sandbox that plays another service (a variant) is left out,
since that one is to break the contract; so are sandboxes of other processes. Needs node and npm; Prism is installed in
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
_MARK = "x-crossing"  # numbers a request on its way through Prism
_OF_A_HOP = ("connection", "keep-alive", "transfer-encoding", "content-encoding", "content-length", "date", "server")
_PATIENCE = 60.0
_VIOLATION = "VIOLATION"
_http, _async_http = httpx.HTTPTransport.handle_request, httpx.AsyncHTTPTransport.handle_async_request
_here, _async_here = SandboxTransport.handle_request, SandboxTransport.handle_async_request
_running = RunningSandbox.__init__
Handle = Callable[[httpx.Request], httpx.Response]


class Plain(httpx.HTTPTransport):
    """Goes straight to where it is sent, also while the plugin is at work."""

    handle_request = _http


class Crossing:
    """A Prism for each of the three contracts, and the far side, which it hands on to what it has looked at."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        self.found: dict[str, list[str]] = defaultdict(list)
        self.violations = 0
        self._under_way: dict[str, tuple[httpx.Request, Handle]] = {}
        self._broken: dict[str, Exception] = {}
        self._numbers = count(1)
        self._ports = {api: free_port() for api in _ROOTS}
        self._near = httpx.Client(transport=Plain(), timeout=_PATIENCE)

    @contextmanager
    def open(self, command: list[str]) -> Iterator[None]:
        """Start all of it, and end it with the block.

        Args:
            command: Prism's.

        Raises:
            TimeoutError: a Prism does not answer.
        """
        far = ThreadingHTTPServer(("127.0.0.1", 0), type("FarSide", (_FarSide,), {"arrived": self.arrived}))
        threading.Thread(target=far.serve_forever, daemon=True).start()
        with ExitStack() as stack:
            stack.callback(far.shutdown)
            for api, port in self._ports.items():
                spec = ROOT / "generated" / "accountability_api" / api / "openapi.json"
                address = f"http://127.0.0.1:{far.server_port}"
                words = [*command, "proxy", str(spec), address, "--port", str(port), "--verboseLevel", "silent"]
                process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                stack.callback(process.wait)
                stack.callback(process.terminate)
            for port in self._ports.values():
                self._wait_for(port)
            yield

    def _wait_for(self, port: int) -> None:
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            try:
                self._near.get(f"http://127.0.0.1:{port}/")
            except httpx.TransportError:
                time.sleep(0.05)
            else:
                return
        raise TimeoutError(f"no Prism answers at port {port}")

    def passed(self, sandbox: Sandbox | None, request: httpx.Request, handle: Handle) -> httpx.Response:
        """The answer to a request, which goes through the Prism of its contract if it has one.

        Args:
            sandbox: that it is for; None where it is for something else.
            request: of a client, its body read.
            handle: answers it without Prism.
        """
        api = next((api for api, root in _ROOTS.items() if request.url.path.startswith(root)), None)
        if api is None or sandbox is None or sandbox.variant is not None:
            return handle(request)
        number = str(next(self._numbers))
        self._under_way[number] = request, handle
        raw = request.url.raw_path
        path = raw.removeprefix(b"/Service.svc") if api == "legacy" else raw
        url = httpx.URL(f"http://127.0.0.1:{self._ports[api]}").copy_with(raw_path=path)
        headers = [*((name, value) for name, value in request.headers.multi_items() if name != "host"), (_MARK, number)]
        answer = self._near.request(request.method, url, headers=headers, content=request.content)
        del self._under_way[number]
        if error := self._broken.pop(number, None):
            raise error
        self._note(api, request, answer)
        return httpx.Response(answer.status_code, headers=_end_to_end(answer.headers), content=answer.content)

    def _note(self, api: str, request: httpx.Request, answer: httpx.Response) -> None:
        media = answer.headers.get("content-type", "no body").partition(";")[0]
        self.calls[f"{api}, {media}"] += 1
        test = os.environ.get("PYTEST_CURRENT_TEST", "").partition(" ")[0]
        for each in json.loads(answer.headers.get("sl-violations", "[]")):
            place = ".".join(map(str, each["location"]))
            verdict = _verdict(each["location"][0], media, answer.status_code)
            told = f"{verdict}: {api}, {answer.status_code}, {place}: {each['message']}"
            self.found[told].append(f"{request.method} {request.url.raw_path.decode()} in {test}")
            self.violations += verdict == _VIOLATION

    def arrived(self, number: str, method: str, path: str, headers: Any, content: bytes) -> httpx.Response:
        """The answer to a request that came out of Prism."""
        if number not in self._under_way:
            return httpx.Response(404)
        sent, handle = self._under_way[number]
        prefix = b"/Service.svc" if sent.url.path.startswith(_ROOTS["legacy"]) else b""
        url = sent.url.copy_with(raw_path=prefix + path.encode("latin-1"))
        kept = [(name, value) for name, value in _end_to_end(headers) if name.lower() not in ("host", _MARK)]
        request = httpx.Request(method, url, headers=kept, content=content, extensions=sent.extensions)
        try:
            answer = handle(request)
            answer.read()
        except Exception as error:  # for the client to meet, on the near side
            self._broken[number] = error
            return httpx.Response(599)
        return answer


class _FarSide(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    arrived: Callable[..., httpx.Response]

    def answer(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        answer = self.arrived(self.headers.get(_MARK, ""), self.command, self.path, self.headers, content)
        self.send_response_only(answer.status_code)
        for name, value in _end_to_end(answer.headers):
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        self.wfile.write(answer.content)

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = do_HEAD = answer

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing."""


def _end_to_end(headers: Any) -> list[tuple[str, str]]:
    items = headers.multi_items() if isinstance(headers, httpx.Headers) else headers.items()
    return [(name, value) for name, value in items if name.lower() not in _OF_A_HOP]


def _verdict(where: str, media: str, status: int) -> str:
    if media.endswith("xml"):
        return "XML, not read"
    return "refused too" if where == "request" and 400 <= status < 500 else _VIOLATION


crossing = Crossing()
_served: dict[str, Sandbox] = {}
_stack = ExitStack()


def _known(self: RunningSandbox, url: str, **settings: Any) -> None:
    _running(self, url, **settings)
    _served[url.rpartition("/")[2]] = self


def _over_http(self: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
    request.read()
    return crossing.passed(_served.get(request.headers["host"]), request, lambda each: _http(self, each))


async def _over_http_in_a_task(self: httpx.AsyncHTTPTransport, request: httpx.Request) -> httpx.Response:
    await request.aread()
    sandbox = _served.get(request.headers["host"])
    if sandbox is None:
        return await _async_http(self, request)
    return await anyio.to_thread.run_sync(crossing.passed, sandbox, request, Plain().handle_request)


def _sandbox_of(transport: SandboxTransport) -> Sandbox:
    assert isinstance(transport._handler, Sandbox)
    return transport._handler


def _in_process(self: SandboxTransport, request: httpx.Request) -> httpx.Response:
    request.read()
    return crossing.passed(_sandbox_of(self), request, lambda each: _here(self, each))


async def _in_process_in_a_task(self: SandboxTransport, request: httpx.Request) -> httpx.Response:
    await request.aread()
    return await anyio.to_thread.run_sync(crossing.passed, _sandbox_of(self), request, lambda each: _here(self, each))


def pytest_sessionstart() -> None:
    command = prism_command()
    if command is None:
        raise pytest.UsageError("tests.through_prism needs node and npm, by which Prism is installed")
    _stack.enter_context(crossing.open(command))
    patch = _stack.enter_context(pytest.MonkeyPatch.context())
    patch.setattr(RunningSandbox, "__init__", _known)
    patch.setattr(httpx.HTTPTransport, "handle_request", _over_http)
    patch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", _over_http_in_a_task)
    patch.setattr(SandboxTransport, "handle_request", _in_process)
    patch.setattr(SandboxTransport, "handle_async_request", _in_process_in_a_task)


def pytest_sessionfinish(session: pytest.Session) -> None:
    _stack.close()
    if crossing.violations and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.section("through Prism")
    for name, number in sorted(crossing.calls.items()):
        terminalreporter.line(f"{number:6} calls of {name}")
    for told, places in sorted(crossing.found.items()):
        terminalreporter.line(f"{len(places):6} times {told}; such as {places[0]}")
    terminalreporter.line(f"{crossing.calls.total()} calls, {crossing.violations} violations")

"""A headless Chromium, driven over its DevTools pipe: what it asks for, what it complains of, what it shows."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
# Its ends of the pipe have to be the descriptors 3 and 4, which only a shell can bring about without a fork in here.
_START = 'exec "$0" "$@" 3<&{} 4>&{}'
_OPTIONS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--remote-debugging-pipe")


class Browser:
    """One window.

    Attributes:
        events: what the browser reported by itself, as (method, params).
    """

    def __init__(self, commands: int, responses: int) -> None:
        self._commands, self._answers = commands, responses
        self._number, self._left, self._session = 0, b"", ""
        self.events: list[tuple[str, dict[str, Any]]] = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **params: Any) -> Any:
        """The browser's response to a command."""
        self._number += 1
        session = {"sessionId": self._session} if self._session else {}
        command = {"id": self._number, "method": method, "params": params, **session}
        os.write(self._commands, json.dumps(command).encode() + b"\0")
        while (reported := self._next()).get("id") != self._number:
            self.events.append((reported.get("method", ""), reported.get("params", {})))
        assert "error" not in reported, reported
        return reported["result"]

    def open(self, url: str) -> None:
        """Go to a page, and wait until it is loaded."""
        self.events.clear()
        self.ask("Page.navigate", url=url)
        while not any(method == "Page.loadEventFired" for method, _ in self.events):
            reported = self._next()
            self.events.append((reported.get("method", ""), reported.get("params", {})))

    def value(self, script: str) -> Any:
        """What an expression is on the page."""
        return self.ask("Runtime.evaluate", expression=script, returnByValue=True)["result"].get("value")

    def wait_for(self, condition: str) -> None:
        """Wait until an expression is true on the page."""
        check = f"const check = () => ({condition}) ? done() : requestAnimationFrame(check); check();"
        wait = f"new Promise((done, fail) => {{ setTimeout(fail, 20000); {check} }})"
        result = self.ask("Runtime.evaluate", expression=wait, awaitPromise=True)
        assert "exceptionDetails" not in result, f"timeout: {condition}; {self.complaints()}"

    def press(self, key: str) -> None:
        """Press a key, and let it go."""
        code = {"Tab": 9, "Enter": 13}[key]
        text = {"text": "\r"} if key == "Enter" else {}
        self.ask("Input.dispatchKeyEvent", type="keyDown", key=key, code=key, windowsVirtualKeyCode=code, **text)
        self.ask("Input.dispatchKeyEvent", type="keyUp", key=key, code=key, windowsVirtualKeyCode=code)

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        self.ask("Input.insertText", text=text)

    def complaints(self) -> list[str]:
        """Errors and warnings of its console, uncaught exceptions, and refusals of the page's policy."""
        reported = [params["entry"]["text"] for method, params in self.events if method == "Log.entryAdded"]
        thrown = [json.dumps(params) for method, params in self.events if method == "Runtime.exceptionThrown"]
        return reported + thrown

    def requested(self) -> list[str]:
        """The URLs that it asked the network for."""
        return [params["request"]["url"] for method, params in self.events if method == "Network.requestWillBeSent"]

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._left:
            read = os.read(self._answers, 65536)
            assert read, "the browser has gone"
            self._left += read
        line, _, self._left = self._left.partition(b"\0")
        reported: dict[str, Any] = json.loads(line)
        return reported


@contextmanager
def chromium(program: str, variant: Path) -> Iterator[Browser]:
    """A browser with a variant of its own, for as long as the block lasts."""
    their_commands, commands = os.pipe()
    responses, their_answers = os.pipe()
    start = _START.format(their_commands, their_answers)
    process = subprocess.Popen(
        ["bash", "-c", start, program, *_OPTIONS, f"--user-data-dir={variant}"],
        pass_fds=(their_commands, their_answers),
        stderr=subprocess.DEVNULL,
    )
    os.close(their_commands)
    os.close(their_answers)
    try:
        yield Browser(commands, responses)
    finally:
        os.close(commands)
        os.close(responses)
        process.terminate()
        process.wait()

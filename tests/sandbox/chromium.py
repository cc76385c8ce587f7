"""Drive a headless Chromium over its DevTools pipe: commands, requested URLs, console errors and page content."""

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
# Chromium expects its ends of the pipe at descriptors 3 and 4. Only a shell can set these without a fork in Python.
_START = 'exec "$0" "$@" 3<&{} 4>&{}'
_OPTIONS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--remote-debugging-pipe")


class Browser:
    """A browser window.

    Attributes:
        events: unsolicited messages of the browser, as (method, params).
    """

    def __init__(self, commands: int, responses: int) -> None:
        self._commands, self._responses = commands, responses
        self._number, self._buffer, self._session = 0, b"", ""
        self.events: list[tuple[str, dict[str, Any]]] = []
        target = self.send_command("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send_command("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime"):
            self.send_command(f"{domain}.enable")

    def send_command(self, method: str, **params: Any) -> Any:
        """Send a command and return its result."""
        self._number += 1
        session = {"sessionId": self._session} if self._session else {}
        command = {"id": self._number, "method": method, "params": params, **session}
        os.write(self._commands, json.dumps(command).encode() + b"\0")
        while (message := self._read_message()).get("id") != self._number:
            self.events.append((message.get("method", ""), message.get("params", {})))
        assert "error" not in message, message
        return message["result"]

    def open(self, url: str) -> None:
        """Open a page and wait until it is loaded."""
        self.events.clear()
        self.send_command("Page.navigate", url=url)
        while not any(method == "Page.loadEventFired" for method, _ in self.events):
            message = self._read_message()
            self.events.append((message.get("method", ""), message.get("params", {})))

    def evaluate(self, script: str) -> Any:
        """Return the value of an expression on the page."""
        return self.send_command("Runtime.evaluate", expression=script, returnByValue=True)["result"].get("value")

    def wait_for(self, condition: str) -> None:
        """Wait until an expression is true on the page."""
        check = f"const check = () => ({condition}) ? done() : requestAnimationFrame(check); check();"
        wait = f"new Promise((done, fail) => {{ setTimeout(fail, 20000); {check} }})"
        result = self.send_command("Runtime.evaluate", expression=wait, awaitPromise=True)
        assert "exceptionDetails" not in result, f"timeout: {condition}; {self.list_errors()}"

    def press(self, key: str) -> None:
        """Press and release a key."""
        code = {"Tab": 9, "Enter": 13}[key]
        text = {"text": "\r"} if key == "Enter" else {}
        self.send_command(
            "Input.dispatchKeyEvent", type="keyDown", key=key, code=key, windowsVirtualKeyCode=code, **text
        )
        self.send_command("Input.dispatchKeyEvent", type="keyUp", key=key, code=key, windowsVirtualKeyCode=code)

    def type(self, text: str) -> None:
        """Type into the focused element."""
        self.send_command("Input.insertText", text=text)

    def list_errors(self) -> list[str]:
        """Return console errors and warnings, uncaught exceptions, and violations of the page's policy."""
        logged = [params["entry"]["text"] for method, params in self.events if method == "Log.entryAdded"]
        thrown = [json.dumps(params) for method, params in self.events if method == "Runtime.exceptionThrown"]
        return logged + thrown

    def list_requested_urls(self) -> list[str]:
        """Return the URLs that the browser requested."""
        return [params["request"]["url"] for method, params in self.events if method == "Network.requestWillBeSent"]

    def _read_message(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            read = os.read(self._responses, 65536)
            assert read, "the browser closed the pipe"
            self._buffer += read
        line, _, self._buffer = self._buffer.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        return message


@contextmanager
def start_chromium(program: str, data_folder: Path) -> Iterator[Browser]:
    """Start a browser with its own data folder, and end it at the end of the block."""
    browser_commands, commands = os.pipe()
    responses, browser_responses = os.pipe()
    start = _START.format(browser_commands, browser_responses)
    process = subprocess.Popen(
        ["bash", "-c", start, program, *_OPTIONS, f"--user-data-dir={data_folder}"],
        pass_fds=(browser_commands, browser_responses),
        stderr=subprocess.DEVNULL,
    )
    os.close(browser_commands)
    os.close(browser_responses)
    try:
        yield Browser(commands, responses)
    finally:
        os.close(commands)
        os.close(responses)
        process.terminate()
        process.wait()

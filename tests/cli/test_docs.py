"""`accountability docs`: in a browser on a terminal, as text elsewhere."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

from accountability.guides import guides

from .conftest import Accountability


def on_a_terminal(tmp_path: Path, *words: str, browser: str) -> int:
    """Run `accountability docs` on a terminal with this browser, and return its exit code."""
    _, terminal = pty.openpty()
    environ = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "BROWSER": browser}
    command = [sys.executable, "-m", "accountability", "docs", *words]
    return subprocess.run(command, stdout=terminal, stderr=subprocess.PIPE, check=False, env=environ).returncode


def test_on_a_terminal_the_guide_is_opened_in_a_browser(tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n')
    browser.chmod(0o755)
    assert on_a_terminal(tmp_path, "errors", browser=f"{browser} %s") == 0
    page = tmp_path / "accountability/guides/errors.html"
    assert (tmp_path / "opened").read_text() == f"{page.as_uri()}\n"
    assert "<h1>Errors A to Z</h1>" in page.read_text()
    assert on_a_terminal(tmp_path, browser=f"{browser} %s") == 0
    assert (tmp_path / "opened").read_text().endswith("/index.html\n")


def test_with_print_no_browser_is_opened(tmp_path: Path) -> None:
    assert on_a_terminal(tmp_path, "--print", browser="/nonexistent %s") == 0
    assert not (tmp_path / "accountability").exists()


def test_outside_of_a_terminal_it_prints(accountability: Accountability) -> None:
    listed = accountability("docs").stdout
    for guide in guides():
        assert guide.title in listed
        assert accountability("docs", guide.name).stdout == guide.text


def test_an_unknown_guide_is_an_error_with_the_likeliest_name(accountability: Accountability) -> None:
    done = accountability("docs", "eror")
    assert (done.code, done.stdout) == (2, "")
    assert "got 'eror'. Did you mean 'errors'?" in done.stderr

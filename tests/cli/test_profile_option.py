"""`accountability --as PROFILE`: every verb calls as the account that a profile describes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import accountability.probe
from accountability import profiles
from accountability.cli.command import app


class Asked(Exception):
    """Raised where the service would be asked."""


@pytest.fixture
def clients(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The clients that `probe` was about to ask with, as they show themselves."""
    made: list[str] = []

    def ask(client: Any, *_: Any, **__: Any) -> None:
        made.append(repr(client))
        raise Asked

    for variable in (*profiles.VARIABLES.values(), "ACCOUNTABILITY_PROFILE"):
        monkeypatch.setenv(variable, "")  # so that what the command sets is undone after the test
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr(accountability.probe, "probe", ask)
    file = profiles.path()
    file.parent.mkdir()
    file.write_text('[emea]\nregion = "emea"\n[test]\nbase_url = "https://test.example"\n')
    monkeypatch.setenv("ACCOUNTABILITY_API_TOKEN", "t0ken")
    return made


def run(*words: str) -> Any:
    return CliRunner().invoke(app, words)


def test_a_verb_calls_as_the_named_profile(clients: list[str], tmp_path: Path) -> None:
    run("--profile", "emea", "probe", "--output", str(tmp_path / "out"))
    assert clients == ["Accountability('https://api.accountabilityoneeu.com')"]


def test_the_named_profile_wins_over_the_environments(
    clients: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACCOUNTABILITY_PROFILE", "emea")
    monkeypatch.setenv("ACCOUNTABILITY_REGION", "apac")
    run("--profile", "test", "probe", "--output", str(tmp_path / "out"))
    assert clients == ["Accountability('https://test.example')"]


def test_the_environments_profile_is_taken_without_a_name(
    clients: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACCOUNTABILITY_PROFILE", "test")
    run("probe", "--output", str(tmp_path / "out"))
    assert clients == ["Accountability('https://test.example')"]


def test_a_profile_that_there_is_not_is_told_in_one_line(clients: list[str]) -> None:
    told = run("--profile", "emae", "operations")
    assert told.exit_code == 2
    assert told.stderr.count("\n") == 1
    assert "expected the profile 'emae', got none. Did you mean 'emea'?" in told.stderr

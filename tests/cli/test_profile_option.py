"""`--profile`, before or after the command: every command calls as the account that the profile describes."""

from __future__ import annotations

import os

import pytest

from accountability import profiles

from .conftest import Accountability


@pytest.fixture
def command(accountability: Accountability, monkeypatch: pytest.MonkeyPatch) -> Accountability:
    for variable in profiles.VARIABLES.values():
        os.environ.pop(variable, None)
    profiles.path().parent.mkdir(parents=True)
    profiles.path().write_text('[emea]\nregion = "emea"\n[test]\nbase_url = "https://test.example"\n')
    os.environ["ACCOUNTABILITY_API_TOKEN"] = "t0ken"
    return accountability


def client(command: Accountability, *words: str) -> str:
    (line,) = (line for line in command(*words).stdout.splitlines() if line.startswith("client"))
    return line.split(maxsplit=1)[1]


def test_it_is_accepted_before_and_after_the_command(command: Accountability) -> None:
    assert (
        client(command, "--profile", "emea", "whoami", "--offline")
        == "Accountability('https://api.accountabilityoneeu.com')"
    )
    assert client(command, "whoami", "--offline", "--profile", "test") == "Accountability('https://test.example')"


def test_the_named_profile_wins_over_the_environments(command: Accountability) -> None:
    os.environ |= {"ACCOUNTABILITY_PROFILE": "emea", "ACCOUNTABILITY_REGION": "apac"}
    assert client(command, "whoami", "--offline", "--profile", "test") == "Accountability('https://test.example')"


def test_the_environments_profile_is_used_without_a_name(command: Accountability) -> None:
    os.environ["ACCOUNTABILITY_PROFILE"] = "test"
    assert client(command, "whoami", "--offline") == "Accountability('https://test.example')"


def test_a_profile_that_does_not_exist_is_a_usage_error_in_one_line(command: Accountability) -> None:
    done = command("--profile", "emae", "v2", "jobs", "list")
    assert done.code == 2
    assert done.stderr.count("\n") == 1
    assert "has no profile 'emae'; did you mean 'emea'?" in done.stderr

"""The command run inside the test's process, against a sandbox on a port."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail

from accountability import Accountability as Client
from accountability.cli.runner import run
from accountability.sandbox import RunningSandbox
from accountability.sandbox import sandbox as start


@dataclass(frozen=True)
class Result:
    """What a run of the command left: its exit code and its output."""

    code: int
    stdout: str
    stderr: str


Accountability = Callable[..., Result]


def environment(**variables: str) -> dict[str, str]:
    """Return an environment for a process of the command, with these variables and no other settings of it."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("ACCOUNTABILITY_")}
    return {**environ, **variables}


def environment_of(sandbox: RunningSandbox) -> dict[str, str]:
    """Return the environment for a process that calls a sandbox as its demo account."""
    return environment(
        ACCOUNTABILITY_API_TOKEN=sandbox.accounts[0].api_token,
        ACCOUNTABILITY_BASE_URL=sandbox.url,
        ACCOUNTABILITY_LEGACY_URL=sandbox.legacy_url,
    )


@pytest.fixture(scope="session")
def shared_sandbox() -> Iterator[RunningSandbox]:
    with start() as server:
        yield server


@pytest.fixture
def sandbox(shared_sandbox: RunningSandbox) -> RunningSandbox:
    shared_sandbox.reset()
    return shared_sandbox


@pytest.fixture
def accountability(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Iterator[Accountability]:
    """The command, as the sandbox's demo account."""
    before = dict(os.environ)
    for name in [name for name in os.environ if name.startswith("ACCOUNTABILITY_")]:
        monkeypatch.delenv(name)
    # By monkeypatch, since a test's own changes by it are undone after this fixture ends.
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("ACCOUNTABILITY_API_TOKEN", sandbox.accounts[0].api_token)
    monkeypatch.setenv("ACCOUNTABILITY_BASE_URL", sandbox.url)
    monkeypatch.setenv("ACCOUNTABILITY_LEGACY_URL", sandbox.legacy_url)
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    monkeypatch.setattr(warnings, "showwarning", warnings.showwarning)

    def call(*words: str) -> Result:
        capsys.readouterr()
        environ = dict(os.environ)  # a run writes its profile there
        try:
            code = run(words)
        finally:
            os.environ.clear()
            os.environ.update(environ)
        output = capsys.readouterr()
        return Result(code, output.out, output.err)

    yield call
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def without_retries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clients of the environment that send each request once."""
    from_env = Client.from_env
    monkeypatch.setattr(Client, "from_env", lambda **settings: from_env(retry=None, **settings))

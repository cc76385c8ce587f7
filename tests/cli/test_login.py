"""`accountability login`, `logout` and `whoami`: where credentials are stored, and that they are checked first."""

from __future__ import annotations

import io
import os
import stat
import sys
from importlib import import_module
from pathlib import Path

import keyring
import pytest

from accountability import profiles
from accountability.sandbox import RunningSandbox

from .conftest import Accountability

KEYRING = """
import json, os
from keyring.backend import KeyringBackend

class Keyring(KeyringBackend):
    priority = 1
    def _all(self):
        return json.load(open(os.environ["TEST_KEYRING"])) if os.path.exists(os.environ["TEST_KEYRING"]) else {}
    def set_password(self, service, name, secret):
        json.dump(self._all() | {f"{service} {name}": secret}, open(os.environ["TEST_KEYRING"], "w"))
    def get_password(self, service, name):
        return self._all().get(f"{service} {name}")
    def delete_password(self, service, name):
        left = self._all()
        del left[f"{service} {name}"]
        json.dump(left, open(os.environ["TEST_KEYRING"], "w"))
"""


@pytest.fixture
def logged_out(accountability: Accountability, monkeypatch: pytest.MonkeyPatch) -> Accountability:
    for variable in profiles.VARIABLES.values():
        monkeypatch.delenv(variable, raising=False)
    return accountability


@pytest.fixture
def ring(accountability: Accountability, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A keyring of the system, in a file of the test."""
    (tmp_path / "a_test_keyring.py").write_text(KEYRING)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("TEST_KEYRING", str(tmp_path / "ring.json"))
    monkeypatch.delitem(sys.modules, "a_test_keyring", raising=False)
    keyring.set_keyring(import_module("a_test_keyring").Keyring())
    return tmp_path / "ring.json"


def give(monkeypatch: pytest.MonkeyPatch, token: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{token}\n"))


def words(sandbox: RunningSandbox) -> tuple[str, ...]:
    account = sandbox.accounts[0]
    return (
        "login", "--tenant-id", account.tenant, "--username", account.username,
        "--base-url", sandbox.url, "--legacy-url", sandbox.legacy_url,
    )  # fmt: skip


def test_without_a_keyring_the_token_is_in_a_file_that_only_its_user_reads(
    logged_out: Accountability, sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(monkeypatch, sandbox.accounts[0].api_token)
    done = logged_out(*words(sandbox))
    assert (done.code, done.stdout) == (0, "")
    assert "accepted: the service granted an access token" in done.stderr
    file = profiles.path().with_name("tokens.json")
    assert f"{file} (mode 0600), since this system has no keyring" in done.stderr
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert sandbox.accounts[0].api_token not in profiles.path().read_text()
    assert logged_out("v2", "offices", "list", "--query", "[].officeCode").stdout
    assert logged_out("logout").code == 0
    assert logged_out("v2", "offices", "list").code == 2


def test_with_a_keyring_the_token_is_there_and_nowhere_else(
    logged_out: Accountability, sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch, ring: Path
) -> None:
    give(monkeypatch, sandbox.accounts[0].api_token)
    done = logged_out(*words(sandbox), "--profile", "acme")
    assert "is stored in the keyring (a_test_keyring.Keyring)" in done.stderr
    assert sandbox.accounts[0].api_token in ring.read_text()
    assert not profiles.path().with_name("tokens.json").exists()
    who = logged_out("whoami", "--profile", "acme")
    assert "profile   acme" in who.stdout
    assert sandbox.url in who.stdout
    assert "accepted" in who.stdout
    assert logged_out("--profile", "acme", "v2", "offices", "list").code == 0
    assert logged_out("v2", "offices", "list", "--profile", "acme").code == 0
    assert logged_out("logout", "--profile", "acme").code == 0
    assert sandbox.accounts[0].api_token not in ring.read_text()


def test_a_rejected_token_is_not_stored(
    logged_out: Accountability, sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(monkeypatch, "wrong")
    done = logged_out(*words(sandbox))
    assert done.code == 4
    assert "wrong" not in done.stderr
    assert not profiles.path().exists()


def test_a_login_keeps_the_comments_of_a_file_and_changes_no_other_account(
    logged_out: Accountability, sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    profiles.path().parent.mkdir(parents=True)
    profiles.path().write_text('# ours\n[emea]\nregion = "emea"\n')
    give(monkeypatch, sandbox.accounts[0].api_token)
    assert logged_out(*words(sandbox)).code == 0
    assert profiles.path().read_text().startswith('# ours\n[emea]\nregion = "emea"\n')
    give(monkeypatch, "other")
    done = logged_out("login", "--profile", "emea", "--region", "apac")
    assert done.code == 2
    assert "region is 'emea'" in done.stderr


def test_whoami_without_credentials_says_what_to_do(logged_out: Accountability) -> None:
    done = logged_out("whoami")
    assert (done.code, done.stdout) == (2, "")
    assert "run `accountability login`" in done.stderr
    assert "ACCOUNTABILITY_API_TOKEN" not in os.environ

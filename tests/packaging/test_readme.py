"""The README is true: its examples run and print what it says, and the commands that it names exist."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from accountability import Accountability, ApiToken, RateLimit, profiles

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()


def block(marker: str, language: str) -> str:
    """The code block of a language that follows a marker in the README."""
    found = re.search(rf"<!-- {marker}.*?-->\n```{language}\n(.*?)```", README, re.DOTALL)
    assert found, f"the README has no {language} block after {marker!r}"
    return found[1]


@pytest.mark.parametrize(
    ("code", "prints"),
    [("run", "prints"), ("recipe:", "recipe prints"), ("many:", "many prints"), ("dataframe:", "dataframe prints")],
)
def test_what_it_shows_prints_what_it_says(code: str, prints: str) -> None:
    done = subprocess.run([sys.executable, "-c", block(code, "python")], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, block(prints, "text")), done.stderr


def test_the_corrections_it_shows_can_be_made() -> None:
    shown = re.search(r"corrections=(\{.*\})\)$", README, re.MULTILINE)
    assert shown
    with Accountability(ApiToken("token"), corrections=ast.literal_eval(shown[1])) as api:
        assert repr(api)


def test_the_options_it_shows_are_the_commands() -> None:
    help = [sys.executable, "-m", "accountability", "probe", "--help"]
    told = subprocess.run(help, capture_output=True, text=True, check=True).stdout
    options = {
        each
        for line in re.findall(r"^accountability probe (.*?)(?:#|$)", README, re.MULTILINE)
        for each in re.findall("--[a-z-]+", line)
    }
    assert options == {"--base-url", "--dry-run"}
    assert all(each in told for each in options)


def test_the_profile_it_shows_is_valid(tmp_path: Path) -> None:
    file = tmp_path / "accountability" / "profiles.toml"
    file.parent.mkdir()
    file.write_text(block("accounts", "toml"))
    file.chmod(0o600)
    told = profiles.variables("emea", {"XDG_CONFIG_HOME": str(tmp_path)})
    assert set(told) <= set(profiles.VARIABLES.values())
    assert told["ACCOUNTABILITY_TOKEN_CACHE"] == str(file.parent / "tokens.json")


def test_the_budgets_it_shows_can_be_made() -> None:
    shown = re.findall(r"rate_limit=RateLimit\((\w+)=(.*?)\)\)", block("budgets", "python"))
    assert len(shown) == 3
    for name, value in shown:
        told = ast.literal_eval(value)
        assert getattr(RateLimit(**{name: told}), name) == told


def test_every_command_it_names_is_there() -> None:
    scripts = set(re.findall(r"`scripts/([a-z-]+)|^scripts/([a-z-]+)", README, re.MULTILINE))
    assert {name for pair in scripts for name in pair if name} >= {"conform", "test", "regenerate"}
    for name in (name for pair in scripts for name in pair if name):
        assert (ROOT / "scripts" / name).is_file()


def test_every_folder_it_explains_is_there() -> None:
    named = set(re.findall(r"^([a-z]+)/ ", README, re.MULTILINE))
    assert named == {"openapi", "overlays", "generated", "scripts", "tests"}
    assert all((ROOT / name).is_dir() for name in named)

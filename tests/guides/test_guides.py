"""Every guide is true: its blocks run in their order, print what it says, and its tables follow from the contract."""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import runpy
import subprocess
import sys
import tomllib
import warnings
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import accountability
from accountability.guides import Guide, guides
from accountability.guides.derived import legacy_table
from accountability.sandbox import RunningSandbox, sandbox

BLOCK = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
GUIDES = list(guides())
each_guide = pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)


@pytest.fixture
def running() -> Iterator[RunningSandbox]:
    with sandbox() as running:
        yield running


@pytest.fixture
def here(running: RunningSandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own, and the sandbox's account in the environment."""
    account = running.accounts[0]
    for name in [name for name in os.environ if name.startswith("ACCOUNTABILITY_")]:
        monkeypatch.delenv(name)
    settings = {
        "TENANT_ID": account.tenant,
        "USERNAME": account.username,
        "API_TOKEN": account.api_token,
        "BASE_URL": running.url,
        "LEGACY_URL": running.legacy_url,
    }
    for name, value in settings.items():
        monkeypatch.setenv(f"ACCOUNTABILITY_{name}", value)
    for name, value in {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "HOME": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "DAGSTER_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@each_guide
def test_its_blocks_run_and_print_what_it_says(guide: Guide, here: Path) -> None:
    names: dict[str, Any] = {}
    printed = ""
    checker = doctest.OutputChecker()
    for language, code in BLOCK.findall(guide.text):
        if language == "text":
            assert checker.check_output(code, printed, doctest.ELLIPSIS), f"{code}\n--- got\n{printed}"
        else:
            printed = run(language, code, here, names)


def run(language: str, code: str, here: Path, names: dict[str, Any]) -> str:
    """Run one block and return what it printed; what is only shown is read instead."""
    match language:
        case "python" if code.startswith("# file: "):
            (here / code.partition("\n")[0].removeprefix("# file: ")).write_text(code)
        case "python":
            return run_python(code, here, names)
        case "bash":
            done = subprocess.run(["bash", "-c", code], capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr
            return done.stdout
        case "toml":
            tomllib.loads(code)
        case "yaml":
            YAML(typ="safe").load(code)
        case "sh":
            assert re.fullmatch(r"(pip install '[^']+'\n)+", code)
        case "console":
            assert code.startswith("$ ")
        case _:
            pytest.fail(f"a block in {language} is not run")
    return ""


def run_python(code: str, here: Path, names: dict[str, Any]) -> str:
    file = here / "block.py"
    file.write_text(code)
    output = io.StringIO()
    with contextlib.redirect_stdout(output), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = runpy.run_path(str(file), init_globals=names)
    names |= {name: value for name, value in result.items() if not name.startswith("__")}
    return output.getvalue()


@each_guide
def test_its_links_lead_somewhere(guide: Guide) -> None:
    names = {other.name for other in GUIDES}
    for target in re.findall(r"\]\(([^)]+)\)", guide.text):
        assert target.removesuffix(".md") in names


def text(name: str) -> str:
    return next(guide.text for guide in GUIDES if guide.name == name)


def test_the_table_of_legacy_operations_is_that_of_the_contract() -> None:
    shown = text("legacy-to-v2").partition("<!-- legacy table -->\n")[2].partition("<!-- end -->")[0]
    assert shown == f"\n{legacy_table()}\n\n", "run `python -m tests.guides.tables`"


def test_every_public_error_has_a_row() -> None:
    public = {name for name in accountability.__all__ if name.endswith(("Error", "Warning"))}
    assert set(re.findall(r"^\| `(\w+)` \|", text("errors"), re.MULTILINE)) == public


def test_every_file_is_a_guide_in_the_order() -> None:
    shipped = {file.name for file in files("accountability.guides").iterdir() if file.name.endswith(".md")}
    assert shipped == {f"{guide.name}.md" for guide in GUIDES}
    assert all(guide.text.startswith("# ") for guide in GUIDES)

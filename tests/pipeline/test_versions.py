"""The version policy: each way of breaking it is told, and what keeps it passes."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from versioning import policy
from versioning.side import BUILT

from .small_contract import Document, contract, say_it_in_other_words

ROOT = Path(__file__).resolve().parents[2]
APIS = ("v1", "v2", "legacy")


@dataclass(frozen=True)
class Project:
    """A project with three contracts, a package and a change log."""

    root: Path

    def package(self, version: str) -> None:
        (self.root / "pyproject.toml").write_text(f'[project]\nversion = "{version}"\n')

    def contract(self, api: str, version: str, *, changed: bool = False) -> None:
        document: Document = contract(version)
        if changed:
            say_it_in_other_words(document)
        path = self.root / BUILT.format(api=api)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(document))

    def log(self, package: str, line: str, *entries: str) -> None:
        text = f"# Changes\n\n## Versions\n\nHow.\n\n## {package}\n\n{line}\n\n" + "\n".join(entries)
        (self.root / policy.CHANGELOG).write_text(text + "\n\n## 0.0.1\n\n- v1, v2, legacy: of old.\n")

    def versions(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(self.root / "scripts/versions"), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def faults(self) -> str:
        done = self.versions()
        assert (done.returncode == 1) == bool(done.stderr)
        return done.stderr


@pytest.fixture
def unreleased(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    shutil.copytree(ROOT / "scripts/versioning", tmp_path / "scripts/versioning")
    shutil.copy(ROOT / "scripts/versions", tmp_path / "scripts/versions")
    (tmp_path / "scripts/environment.py").write_text("def ensure() -> None:\n    pass\n")
    (tmp_path / "openapi").mkdir()
    project.package("0.1.0")
    for api in APIS:
        project.contract(api, "0.1.0")
    project.log("0.1.0", "Contracts: v1 0.1.0, v2 0.1.0, legacy 0.1.0.")
    return project


@pytest.fixture
def released(unreleased: Project) -> Project:
    assert unreleased.versions("--record").returncode == 0
    return unreleased


@pytest.fixture
def changed(released: Project) -> Project:
    """v2 changed after the release, and all that this asks for is done."""
    released.contract("v2", "0.1.1", changed=True)
    released.package("0.1.1")
    released.log("0.1.1", "Contracts: v1 0.1.0, v2 0.1.1, legacy 0.1.0.", "- v1, v2: a word.", "- v2: another.")
    return released


def test_this_project_keeps_its_policy() -> None:
    log = (ROOT / policy.CHANGELOG).read_text(encoding="utf-8")
    assert policy.faults(policy.current(ROOT), policy.released(ROOT), log) == []


def test_before_the_first_release_a_contract_may_change_as_it_will(unreleased: Project) -> None:
    unreleased.contract("v2", "0.1.0", changed=True)
    assert unreleased.faults() == ""


def test_nothing_to_do_after_a_release_until_something_changes(released: Project) -> None:
    assert released.faults() == ""


def test_a_change_with_a_step_and_a_line_is_well(changed: Project) -> None:
    assert changed.faults() == ""
    assert "v2 0.1.1, released 0.1.0, changed since" in changed.versions().stdout


def test_a_changed_contract_needs_a_step(changed: Project) -> None:
    changed.contract("v2", "0.1.0", changed=True)
    assert "v2: the contract changed since 0.1.0, and info.version says 0.1.0: step it" in changed.faults()


def test_a_version_that_went_back_is_no_step(changed: Project) -> None:
    changed.contract("v2", "0.0.9", changed=True)
    assert "info.version says 0.0.9: step it" in changed.faults()


def test_a_contract_that_did_not_change_keeps_its_version(released: Project) -> None:
    released.contract("v1", "0.2.0")
    assert "v1: nothing changed since 0.1.0: let info.version stay" in released.faults()


def test_a_changed_contract_needs_a_line_in_the_newest_section(changed: Project) -> None:
    changed.log("0.1.1", "Contracts: v1 0.1.0, v2 0.1.1, legacy 0.1.0.", "- v1: what v2 has too.")
    assert "v2 changed, and no line of the newest section begins with it" in changed.faults()


def test_the_newest_section_is_the_packages_version_and_names_the_contracts(changed: Project) -> None:
    changed.log("0.1.0", "Contracts: v1 0.1.0, v2 0.1.0, legacy 0.1.0.", "- v2: a word.")
    told = changed.faults()
    assert "the newest section is 0.1.0, the package is 0.1.1: begin a section `## 0.1.1`" in told
    assert "lacks the line `Contracts: v1 0.1.0, v2 0.1.1, legacy 0.1.0.`" in told


@pytest.mark.parametrize(("package", "enough"), [("0.1.0", False), ("0.1.1", False), ("0.2.0", True), ("1.0.0", True)])
def test_the_package_steps_by_as_much_as_its_contracts(released: Project, package: str, enough: bool) -> None:
    released.contract("v2", "0.2.0", changed=True)
    released.package(package)
    released.log(package, "Contracts: v1 0.1.0, v2 0.2.0, legacy 0.1.0.", "- v2: a word.")
    assert ("v2 took a minor step since 0.1.0, so the package needs one as large" in released.faults()) != enough


def test_the_package_never_goes_back(released: Project) -> None:
    released.package("0.0.9")
    released.log("0.0.9", "Contracts: v1 0.1.0, v2 0.1.0, legacy 0.1.0.")
    assert "the package is 0.0.9, and 0.1.0 has been released" in released.faults()


def test_a_version_is_three_numbers(unreleased: Project) -> None:
    unreleased.package("1.0rc1")
    assert "the version '1.0rc1' is not three numbers" in unreleased.faults()


def test_a_release_that_breaks_the_policy_is_not_recorded(changed: Project) -> None:
    changed.package("0.1.0")
    before = (changed.root / policy.RECORD).read_bytes()
    assert changed.versions("--record").returncode == 1
    assert (changed.root / policy.RECORD).read_bytes() == before


def test_a_tag_is_the_packages_version_on_a_recorded_release(changed: Project) -> None:
    stale = changed.versions("--tag", "v0.1.1")
    assert (stale.returncode, "is not what is released here" in stale.stderr) == (1, True)
    assert changed.versions("--record").returncode == 0
    assert changed.versions("--tag", "v0.1.1").returncode == 0
    other = changed.versions("--tag", "v0.1.2")
    assert (other.returncode, "the tag is v0.1.2, the package is 0.1.1" in other.stderr) == (1, True)


def test_the_policy_is_part_of_the_check_of_every_change() -> None:
    assert re.search(r'"versions": \["scripts/versions"\]', (ROOT / "scripts/check").read_text())
    assert "scripts/check" in (ROOT / ".ci/run").read_text().split()

"""The README is true: its blocks run and print what it says."""

from __future__ import annotations

import re
from pathlib import Path

from tests.guides.account import folder
from tests.guides.blocks import check

from accountability.guides import guides

__all__ = ("block", "folder")

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
CONTRIBUTING = (ROOT / ".github" / "CONTRIBUTING.md").read_text()


def block(marker: str, language: str) -> str:
    """Return the code block of a language that follows a marker in the README or in a guide."""
    text = "\n".join([README, CONTRIBUTING, *(guide.text for guide in guides())])
    match = re.search(rf"<!-- {marker}.*?-->\n```{language}\n(.*?)```", text, re.DOTALL)
    assert match, f"no document has a {language} block after {marker!r}"
    return match[1]


def test_its_blocks_run_and_print_what_it_says(folder: Path) -> None:
    check(README, folder)


def test_it_is_short_and_lists_every_guide() -> None:
    linked = re.findall(r"\[(.*?)\]\((overlays/.*?)\)", README)
    assert linked == [(guide.title, f"overlays/accountability/guides/{guide.name}.md") for guide in guides()]
    assert README.count("\n") <= 135


def test_every_command_that_is_named_is_there() -> None:
    scripts = set(re.findall(r"scripts/([a-z-]+)(?=[` \n])", README + CONTRIBUTING))
    assert scripts >= {"conform", "test", "regenerate", "docs", "check", "adopt", "contract-diff", "bench"}
    for name in scripts:
        assert (ROOT / "scripts" / name).is_file(), name


def test_every_folder_that_is_explained_is_there() -> None:
    folders = set(re.findall(r"^([a-z]+)/ ", CONTRIBUTING, re.MULTILINE))
    assert folders == {"openapi", "overlays", "generated", "scripts", "tests"}
    assert all((ROOT / name).is_dir() for name in folders)

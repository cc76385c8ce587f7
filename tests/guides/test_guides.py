"""Every guide is true: its blocks run in their order, print what it says, and its tables follow from the contract."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

import accountability
from accountability.guides import Guide, guides

from .account import folder
from .blocks import check
from .tables import legacy_table

__all__ = ("folder",)

GUIDES = list(guides())
each_guide = pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)


@each_guide
def test_its_blocks_run_and_print_what_it_says(guide: Guide, folder: Path) -> None:
    check(guide.text, folder)


def test_a_block_that_prints_something_else_is_found(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="got"):
        check("```python\nprint(1)\n```\n```text\n2\n```\n", tmp_path)


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

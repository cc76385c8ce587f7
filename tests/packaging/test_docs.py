"""`scripts/docs`: one static site of guides and reference, whose links lead somewhere and which loads nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from accountability.guides import guides
from documentation.site import build


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs") / "site"
    build(folder)
    return folder


def test_every_guide_and_module_is_a_page(site: Path) -> None:
    names = {file.stem for file in (site / "guides").iterdir()}
    assert names == {guide.name for guide in guides()}
    assert "API token" in (site / "guides/first-five-minutes.html").read_text()
    assert 'id="Jobs.list"' in (site / "reference/accountability_api/v2/jobs.html").read_text()
    assert "Export lists into a destination" in (site / "reference/accountability/export.html").read_text()


def test_links_lead_to_pages_and_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    for page in (*site.glob("*.html"), *site.glob("guides/*.html")):
        text = page.read_text()
        assert "http" not in "".join(re.findall(r'(?:src|href)="(http[^"]*)"', text))
        for target in {*re.findall(r'href="([^"#]+)"', text)} - {"data:,"}:
            assert (page.parent / target).resolve().is_file(), f"{page.name}: {target}"

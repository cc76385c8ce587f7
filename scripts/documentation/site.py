"""Builds the static site of guides and reference."""

from __future__ import annotations

from pathlib import Path

import pdoc
import pdoc.render

from accountability.guides import guides
from accountability.guides.pages import guide_page, index_page

__all__ = ("build",)

MODULES = (
    "accountability",
    "accountability.spec",
    "accountability.profiles",
    "accountability.sandbox",
    "accountability.conformance",
    "accountability.export",
    "accountability_api.v2",
    "accountability_api.v1",
    "accountability_api.legacy",
    "accountability_api.models",
)


def build(site: Path) -> int:
    """Write the site into a folder, and return how many pages it has.

    Args:
        site: the folder; it is created.
    """
    (site / "guides").mkdir(parents=True)
    for guide in guides():
        page = guide_page(guide, links=[("../index.html", "Guides and reference")])
        (site / "guides" / f"{guide.name}.html").write_text(page, "utf-8")
    reference = [(f"reference/{module.replace('.', '/')}.html", module) for module in MODULES]
    (site / "index.html").write_text(index_page(prefix="guides/", links=reference), "utf-8")
    pdoc.render.configure(docformat="google", show_source=False, search=False)
    pdoc.pdoc(*MODULES, output_directory=site / "reference")
    return sum(1 for _ in site.rglob("*.html"))

"""Builds the static site of guides and reference."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pdoc
import pdoc.render
from jinja2 import Environment, PackageLoader, select_autoescape
from markupsafe import Markup
from pdoc.render_helpers import to_html

from accountability.guides import Guide, guides

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
    every = list(guides())
    templates = Environment(
        loader=PackageLoader("documentation"), autoescape=select_autoescape(), trim_blocks=True, lstrip_blocks=True
    )
    (site / "guides").mkdir(parents=True)
    for guide in every:
        page = templates.get_template("guide.html").render(guide=guide, guides=every, content=_content(guide))
        (site / "guides" / f"{guide.name}.html").write_text(page, "utf-8")
    index = templates.get_template("index.html").render(guides=every, modules=MODULES)
    (site / "index.html").write_text(index, "utf-8")
    _reference(MODULES, site / "reference")
    return sum(1 for _ in site.rglob("*.html"))


def _content(guide: Guide) -> Markup:
    """Return a guide as HTML, with links to the pages of other guides and without comments."""
    text = re.sub(r"<!--.*?-->\n?", "", guide.text)
    text = re.sub(r"\]\(([\w-]+)\.md\)", r"](\1.html)", text)
    return Markup(to_html(text))  # our own Markdown


def _reference(modules: Iterable[str], folder: Path) -> None:
    pdoc.render.configure(docformat="google", show_source=False, search=False)
    pdoc.pdoc(*modules, output_directory=folder)

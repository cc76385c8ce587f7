"""The guides as HTML pages: in the sandbox, in the browser of `accountability docs`, and in the documentation site."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from html import escape
from importlib.resources import files
from string import Template

from . import Guide, guides

__all__ = ("guide_page", "index_page")

Links = Iterable[tuple[str, str]]


def guide_page(guide: Guide, *, prefix: str = "", suffix: str = ".html", links: Links = ()) -> str:
    """Return a guide as a page.

    Args:
        guide: the guide.
        prefix: of the addresses of guides, before their names.
        suffix: of the addresses of guides, after their names.
        links: addresses and titles of other pages, for the navigation.
    """
    text = re.sub(r"<!--.*?-->\n?", "", guide.text)
    text = re.sub(r"\]\(([\w-]+)\.md\)", rf"]({prefix}\1{suffix})", text)
    return _page(guide.title, _html(text), [*_addresses(prefix, suffix), *links], f"{prefix}{guide.name}{suffix}")


def index_page(*, prefix: str = "", suffix: str = ".html", links: Links = ()) -> str:
    """Return the page that lists the guides; its arguments are those of `guide_page`."""
    links_of_site = [*_addresses(prefix, suffix), *links]
    text = (
        "# accountability-client\n\nUnofficial Python client, sandbox and conformance suite for the Accountability API."
    )
    return _page("accountability-client", _html(text) + _list(links_of_site), links_of_site, "")


def _addresses(prefix: str, suffix: str) -> Links:
    return [(f"{prefix}{guide.name}{suffix}", guide.title) for guide in guides()]


def _html(markdown: str) -> str:
    from markdown_it import MarkdownIt

    rendered: str = MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown)
    return rendered


def _page(title: str, content: str, links: Links, current: str) -> str:
    return _template().substitute(title=escape(title), links=_list(links, current), content=content)


def _list(links: Links, current: str = "") -> str:
    mark = ' aria-current="page"'
    rows = (f'<li><a href="{url}"{mark if url == current else ""}>{escape(title)}</a></li>' for url, title in links)
    return "<ul>\n" + "\n".join(rows) + "\n</ul>"


@cache
def _template() -> Template:
    return Template(files("accountability.guides").joinpath("page.html").read_text("utf-8"))

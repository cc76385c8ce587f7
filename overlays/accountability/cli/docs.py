"""`accountability docs`: the guides, in a browser or in the terminal."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from accountability.guides import guides

from .columns import align
from .errors import CommandError, did_you_mean
from .report import note

__all__ = ("docs",)


def _names(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    return [guide.name for guide in guides() if guide.name.startswith(incomplete)]


@click.command
@click.argument("name", metavar="[GUIDE]", required=False, shell_complete=_names)
@click.option("--print", "as_text", is_flag=True, help="Print the guide as Markdown, or the list of guides.")
def docs(name: str | None, as_text: bool) -> None:
    """Open the guides, or one of them, in a browser.

    Without a browser or a terminal it prints them, as --print does. A running sandbox serves them at /docs/guides.
    """
    guides_by_name = {guide.name: guide for guide in guides()}
    if name is not None and name not in guides_by_name:
        raise CommandError(
            f"GUIDE: expected one of {', '.join(guides_by_name)}, got {name!r}.{did_you_mean(name, guides_by_name)}"
        )
    if not as_text and sys.stdout.isatty() and _opened(name or "index"):
        return
    if name is None:
        click.echo(align([("guide", "title"), *((guide.name, guide.title) for guide in guides_by_name.values())]))
    else:
        click.echo(guides_by_name[name].text, nl=False)


def _opened(name: str) -> bool:
    """Write the guides as pages, and open one in a browser; return False if there is no browser."""
    import webbrowser

    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    page = _write_pages() / f"{name}.html"
    note(f"Opening {page}")
    return browser.open(page.as_uri())


def _write_pages() -> Path:
    from accountability.guides.pages import guide_page, index_page

    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "accountability" / "guides"
    folder.mkdir(parents=True, exist_ok=True)
    for guide in guides():
        (folder / f"{guide.name}.html").write_text(guide_page(guide), "utf-8")
    (folder / "index.html").write_text(index_page(), "utf-8")
    return folder

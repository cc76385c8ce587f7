"""`accountability docs`: the guides, in the terminal."""

from __future__ import annotations

import click

from accountability.guides import guides

from .columns import align
from .extras import CommandError
from .lazy import HELP

__all__ = ("docs",)


def _names(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    return [guide.name for guide in guides() if guide.name.startswith(incomplete)]


@click.command(context_settings=HELP)
@click.argument("name", metavar="[GUIDE]", required=False, shell_complete=_names)
def docs(name: str | None) -> None:
    """List the guides, or print one as Markdown."""
    known = {guide.name: guide for guide in guides()}
    if name is None:
        click.echo(align([("guide", "title"), *((each.name, each.title) for each in known.values())]))
    elif name in known:
        click.echo(known[name].text, nl=False)
    else:
        raise CommandError(f"GUIDE: expected one of {', '.join(known)}, got {name!r}.")

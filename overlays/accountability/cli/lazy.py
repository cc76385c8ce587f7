"""Import what a command needs only when that command is used."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple

import click

from .hints import did_you_mean

__all__ = ("HELP", "Group", "LazyGroup", "Reference", "import_httpx")

HELP = {"help_option_names": ["-h", "--help"]}


class Reference(NamedTuple):
    """The location of a command, and its short help.

    Args:
        section: the heading that it is listed under.
        location: module and attribute, as in `accountability.cli.login:login`.
        help: one line.
    """

    section: str
    location: str
    help: str


class Group(click.Group):
    """A group that suggests similar commands for one that it lacks."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            hint = did_you_mean(args[0], self.list_commands(ctx))
            raise click.UsageError(f"No such command {args[0]!r}.{hint}", ctx) from error


class LazyGroup(Group):
    """A group whose commands are named by references.

    Args:
        references: the commands by name, in the order of the help page.
        settings: as for `click.Group`.
    """

    def __init__(self, *, references: Mapping[str, Reference], **settings: Any) -> None:
        super().__init__(**settings)
        self._references = references

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self._references)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._references:
            return None
        module, _, attribute = self._references[cmd_name].location.partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for section in dict.fromkeys(reference.section for reference in self._references.values()):
            with formatter.section(section):
                formatter.write_dl([(name, r.help) for name, r in self._references.items() if r.section == section])


def import_httpx() -> None:
    """Import httpx without its own command, whose packages take longer to import than httpx itself.

    That command is optional: without pygments httpx does not import it.
    """
    if "httpx" in sys.modules or "pygments" in sys.modules:
        return
    sys.modules["pygments"] = None  # type: ignore[assignment]  # which is how Python marks a module as absent
    try:
        import_module("httpx")
    finally:
        del sys.modules["pygments"]

"""Groups whose commands are created when they are used, so that the command starts quickly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

import click

from .errors import did_you_mean

__all__ = ("LazyGroup",)


class LazyGroup(click.Group):
    """A group that creates a command when it is used, and suggests similar ones for a name that it lacks.

    Args:
        load: returns the functions that create its commands, by name.
        settings: as for `click.Group`.
    """

    def __init__(self, load: Callable[[], Mapping[str, Callable[[], click.Command]]], **settings: Any) -> None:
        super().__init__(**settings)
        self._load = load

    @cached_property
    def _creators(self) -> Mapping[str, Callable[[], click.Command]]:
        return self._load()

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self._creators)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        create = self._creators.get(cmd_name.replace("_", "-"))
        return create() if create else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            hint = did_you_mean(args[0], self.list_commands(ctx))
            raise click.UsageError(f"No such command {args[0]!r}.{hint}", ctx) from error

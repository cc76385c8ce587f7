"""The command's root: its groups and tools by name; a module is imported only when its command is used."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import NamedTuple

import click

from .errors import EXIT_CODES
from .lazy import LazyGroup
from .profile import profile_option

__all__ = ("root",)


class _Reference(NamedTuple):
    """A command of the root.

    Args:
        section: the heading that it is listed under.
        module: the module of this package that defines it, by its name.
        help: one line.
    """

    section: str
    module: str
    help: str


_CALLS, _ACCOUNT, _TOOLS = "Call the API", "Account", "Tools"
_COMMANDS = {
    "v2": _Reference(_CALLS, "tree", "Operations that access groups do not limit."),
    "v1": _Reference(_CALLS, "tree", "Operations that the user's access groups limit."),
    "legacy": _Reference(_CALLS, "tree", "Operations of the older, documented service."),
    "api": _Reference(_CALLS, "api_request", "Send any request, such as `api GET /v2/jobs`."),
    "login": _Reference(_ACCOUNT, "login", "Store the credentials of an account."),
    "logout": _Reference(_ACCOUNT, "login", "Delete the stored credentials of an account."),
    "whoami": _Reference(_ACCOUNT, "login", "Show which account and server calls go to."),
    "operations": _Reference(_TOOLS, "operations", "Search the operations; show one in full."),
    "openapi": _Reference(_TOOLS, "openapi", "Print the OpenAPI document of an API."),
    "docs": _Reference(_TOOLS, "docs", "Read the guides."),
    "sandbox": _Reference(_TOOLS, "sandbox", "Serve an imitation of the three APIs locally."),
    "conform": _Reference(_TOOLS, "conform", "Check that an API conforms to its contract."),
    "probe": _Reference(_TOOLS, "probe", "Compare a real service with the contract, read-only."),
    "export": _Reference(_TOOLS, "export", "Export lists into a database or files."),
    "mcp": _Reference(_TOOLS, "mcp_server", "Serve operations as tools for an agent."),
    "completion": _Reference(_TOOLS, "completion", "Print the completion script of a shell."),
}


def _import_command(name: str) -> click.Command:
    command: click.Command = getattr(import_module(f"{__package__}.{_COMMANDS[name].module}"), name)
    return command


class _Root(LazyGroup):
    """The root, whose help lists commands by section without importing them."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for section in (_CALLS, _ACCOUNT, _TOOLS):
            with formatter.section(section):
                formatter.write_dl(
                    [(name, command.help) for name, command in _COMMANDS.items() if command.section == section]
                )


def _epilog() -> str:
    rows = "\n".join(f"  {int(code):>3}  {meaning}" for code, meaning in EXIT_CODES.items())
    return f"\b\nExit codes:\n{rows}"


@click.group(
    cls=_Root,
    load=lambda: {name: partial(_import_command, name) for name in _COMMANDS},
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=_epilog(),
    invoke_without_command=True,
)
@click.version_option(package_name="accountability-client", message="%(version)s", help="Print the version.")
@profile_option
@click.pass_context
def root(ctx: click.Context) -> None:
    """Call the Accountability API from the command line. Unofficial."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())

"""The command's root: its groups and tools by name; a module is imported only when its command is used."""

from __future__ import annotations

import click

from .exit_codes import TABLE
from .lazy import HELP, LazyGroup, Reference
from .profile import profile_option

__all__ = ("root",)

_HERE = "accountability.cli"
_CALLS, _ACCOUNT, _TOOLS = "Call the API", "Account", "Tools"
_COMMANDS = {
    "v2": Reference(_CALLS, f"{_HERE}.tree:v2", "Operations that access groups do not limit."),
    "v1": Reference(_CALLS, f"{_HERE}.tree:v1", "Operations that the user's access groups limit."),
    "legacy": Reference(_CALLS, f"{_HERE}.tree:legacy", "Operations of the older, documented service."),
    "api": Reference(_CALLS, f"{_HERE}.api_request:api", "Send any request, such as `api GET /v2/jobs`."),
    "login": Reference(_ACCOUNT, f"{_HERE}.login:login", "Store the credentials of an account."),
    "logout": Reference(_ACCOUNT, f"{_HERE}.login:logout", "Delete the stored credentials of an account."),
    "whoami": Reference(_ACCOUNT, f"{_HERE}.login:whoami", "Show which account and server calls go to."),
    "operations": Reference(_TOOLS, f"{_HERE}.operations:operations", "Search the operations; show one in full."),
    "openapi": Reference(_TOOLS, f"{_HERE}.openapi:openapi", "Print the OpenAPI document of an API."),
    "docs": Reference(_TOOLS, f"{_HERE}.docs:docs", "Read the guides."),
    "sandbox": Reference(_TOOLS, f"{_HERE}.sandbox:sandbox", "Serve an imitation of the three APIs locally."),
    "conform": Reference(_TOOLS, f"{_HERE}.conform:conform", "Check that an API conforms to its contract."),
    "probe": Reference(_TOOLS, f"{_HERE}.probe:probe", "Compare a real service with the contract, read-only."),
    "export": Reference(_TOOLS, f"{_HERE}.export:export", "Export lists into a database or files."),
    "mcp": Reference(_TOOLS, f"{_HERE}.mcp_server:mcp", "Serve operations as tools for an agent."),
    "completion": Reference(_TOOLS, f"{_HERE}.completion:completion", "Print the completion script of a shell."),
}


def _epilog() -> str:
    rows = "\n".join(f"  {int(code):>3}  {meaning}" for code, meaning in TABLE.items())
    return f"\b\nExit codes:\n{rows}"


def _print_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        from importlib.metadata import version  # here, since it takes 20 ms

        click.echo(version("accountability-client"))
        ctx.exit()


@click.group(
    cls=LazyGroup, references=_COMMANDS, context_settings=HELP, epilog=_epilog(), no_args_is_help=False,
    invoke_without_command=True,
)  # fmt: skip
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="Print the version."
)
@profile_option
@click.pass_context
def root(ctx: click.Context) -> None:
    """Call the Accountability API from the command line. Unofficial."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())

"""`accountability completion`: the script that completes commands and options in a shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

__all__ = ("completion",)


@click.command
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script of a shell.

    \b
    bash: accountability completion bash > ~/.local/share/bash-completion/completions/accountability
    zsh:  accountability completion zsh > "${fpath[1]}/_accountability"
    fish: accountability completion fish > ~/.config/fish/completions/accountability.fish
    """
    from .command import root
    from .runner import COMPLETE, NAME

    complete = get_completion_class(shell)
    if complete is None:
        raise click.UsageError(f"SHELL: expected bash, zsh or fish, got {shell}.")
    click.echo(complete(root, {}, NAME, COMPLETE).source())

"""`accountability completion`: the script that completes commands and options in a shell."""

from __future__ import annotations

import click
from click.shell_completion import BashComplete, FishComplete, ZshComplete

__all__ = ("completion",)

_SHELLS = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}


@click.command
@click.argument("shell", type=click.Choice(list(_SHELLS)))
def completion(shell: str) -> None:
    """Print the completion script of a shell.

    \b
    bash: accountability completion bash > ~/.local/share/bash-completion/completions/accountability
    zsh:  accountability completion zsh > "${fpath[1]}/_accountability"
    fish: accountability completion fish > ~/.config/fish/completions/accountability.fish
    """
    from .command import root
    from .runner import COMPLETE, NAME

    click.echo(_SHELLS[shell](root, {}, NAME, COMPLETE).source())

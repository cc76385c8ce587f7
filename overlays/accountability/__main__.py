"""`python -m accountability` is the `accountability` command."""

from accountability.cli import main

main()

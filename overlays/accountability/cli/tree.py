"""Commands for every operation, built from the shipped contract: `accountability v2 jobs list`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import click

from accountability import spec
from accountability.spec import Operation

from .lazy import LazyGroup
from .parameters import arguments
from .profile import ServiceCommand

__all__ = ("command_path", "legacy", "v1", "v2")


def command_path(operation: Operation) -> tuple[str, ...]:
    """Return the words of an operation's command: `("v2", "jobs", "list")`."""
    return tuple(part.replace("_", "-") for part in operation.python.split("."))


def _api_group(api: str, help: str) -> LazyGroup:
    """Return the commands of one API, a group for each resource."""

    def resources() -> dict[str, Callable[[], click.Command]]:
        operations: dict[str, list[Operation]] = {}
        for operation in spec.load(api).operations.values():
            operations.setdefault(command_path(operation)[1], []).append(operation)
        return {name: partial(_resource_group, name, operations[name]) for name in sorted(operations)}

    return LazyGroup(resources, name=api, help=help)


def _resource_group(name: str, operations: list[Operation]) -> LazyGroup:
    """Return the commands of one resource, one for each operation."""
    tags = operations[0].contract.document.get("tags", ())
    help = next((tag["description"] for tag in tags if tag["name"] == operations[0].tag), None)
    commands = {command_path(operation)[-1]: partial(OperationCommand, operation) for operation in operations}
    return LazyGroup(lambda: commands, name=name, help=help)


class OperationCommand(ServiceCommand):
    """The command of one operation.

    Args:
        operation: the operation.
    """

    def __init__(self, operation: Operation) -> None:
        self._operation = operation
        options: list[click.Parameter] = [argument.option() for argument in arguments(operation)]
        self._operation_names = {parameter.name for parameter in options}
        super().__init__(
            name=command_path(operation)[-1],
            callback=self._run,
            params=[*options, *_common_options(operation)],
            help=_help(operation),
            short_help=operation.summary,
        )

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        sections = {"Operation": True, "Output and sending": False}
        for title, is_own in sections.items():
            shown = [option for option in self.get_params(ctx) if (option.name in self._operation_names) is is_own]
            records = [record for option in shown if (record := option.get_help_record(ctx))]
            if records:
                with formatter.section(title):
                    formatter.write_dl(records)

    def _run(self, **values: Any) -> None:
        from .execution import Settings, execute

        values_of_operation = {name: values.pop(name) for name in list(values) if name in self._operation_names}
        execute(self._operation, values_of_operation, Settings(**values))


def _help(operation: Operation) -> str:
    description = " ".join(operation.description.split())
    reference = f"\b\n{operation.key}, {operation.method} {operation.path}\n{operation.status}: "
    source = " ".join(operation.source.split())
    return "\n\n".join(filter(None, (operation.summary, description, f"{reference}{source}")))


def _common_options(operation: Operation) -> list[click.Parameter]:
    options: list[click.Parameter] = [
        click.Option(
            ["-o", "--output", "format"],
            type=click.Choice(["table", "json", "jsonl", "csv", "tsv", "yaml"]),
            help="Format of the output.  [default: table on a terminal, else json]",
        ),
        click.Option(["--fields", "fields"], metavar="NAME,...", help="Only these properties, in this order."),
        click.Option(["--query", "query"], metavar="JMESPATH", help="Reshape the output by a JMESPath expression."),
        click.Option(["--dry-run"], is_flag=True, help="Print the request and a curl command; send nothing."),
    ]
    if operation.lists:
        options += [
            click.Option(["--limit"], type=click.IntRange(min=1), help=f"Maximum number of records.  {_DEFAULT}"),
            click.Option(["--all", "everything"], is_flag=True, help="Every record of the list."),
        ]
    if operation.request_content:
        options.append(
            click.Option(["--data"], metavar="JSON|@FILE|-", help="Properties of the body; options win over them.")
        )
    if operation.status == "inferred":
        options.append(click.Option(["--allow"], is_flag=True, help="Send this inferred operation, without a warning."))
    return options


_DEFAULT = "[default: 30 of a list that has pages]"
v1 = _api_group("v1", "Call operations of v1, which the user's access groups limit.")
v2 = _api_group("v2", "Call operations of v2, which access groups do not limit.")
legacy = _api_group("legacy", "Call operations of the legacy service, which are documented.")

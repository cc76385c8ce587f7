"""`accountability mcp`: the operations as tools for an agent, by the Model Context Protocol."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import click

from accountability import spec
from accountability.spec import Operation

from .errors import extra
from .parameters import Argument, arguments
from .profile import ServiceCommand

if TYPE_CHECKING:
    from mcp import Tool
    from mcp.server import Server

    from accountability import Accountability

__all__ = ("build_server", "mcp")

_LIMIT = {"type": "integer", "minimum": 1, "default": 30, "description": "Maximum number of records."}
_FIELDS = {"type": "array", "items": {"type": "string"}, "description": "Only these properties of each record."}


@click.command(cls=ServiceCommand)
@click.option(
    "--api", "apis", type=click.Choice(spec.APIS), multiple=True, help="Only this API; may be repeated.  [default: v2]"
)
@click.option("--allow", "allowed", metavar="KEY", multiple=True, help="Add the tool of this write; may be repeated.")
def mcp(apis: tuple[str, ...], allowed: tuple[str, ...]) -> None:
    """Serve operations as tools for an agent (Model Context Protocol, standard input and output).

    Every read of the API is a tool; a write is one only where --allow names it, as in --allow v2.Jobs_CreateJob. Calls
    are sent within the account's rate limit. Each tool's description has the status and the source of its operation.
    """
    with extra("mcp"):
        import anyio
        from mcp.server.stdio import stdio_server
    from accountability import Accountability

    chosen = [spec.find(key) for key in allowed]
    reads = [
        operation
        for api in apis or ("v2",)
        for operation in spec.load(api).operations.values()
        if operation.method == "GET"
    ]
    with Accountability.from_env(inferred="allow") as client:
        server = build_server(client, [*reads, *(operation for operation in chosen if operation not in reads)])

        async def serve() -> None:
            async with stdio_server() as (incoming, outgoing):
                await server.run(incoming, outgoing, server.create_initialization_options())

        anyio.run(serve)


def build_server(client: Accountability, operations: Iterable[Operation]) -> Server[Any]:
    """Return a server with a tool for each operation.

    Args:
        client: sends the calls.
        operations: the operations that an agent may use.
    """
    import anyio.to_thread
    from mcp import types
    from mcp.server import Server

    tools = {"_".join(operation.python.split(".")): operation for operation in operations}
    listed = types.ListToolsResult(tools=[_tool(name, operation) for name, operation in tools.items()])

    async def list_tools(*_: Any) -> types.ListToolsResult:
        return listed

    async def call_tool(_: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        operation = tools.get(params.name)
        if operation is None:
            return _failure(f"{params.name}: expected one of the listed tools.")
        try:
            text = await anyio.to_thread.run_sync(_called, client, operation, params.arguments or {})
        except (click.ClickException, ValueError, RuntimeError) as error:
            return _failure(error.message if isinstance(error, click.ClickException) else str(error))
        return types.CallToolResult(content=[types.TextContent(type="text", text=text)])

    def _failure(message: str) -> types.CallToolResult:
        return types.CallToolResult(content=[types.TextContent(type="text", text=message)], is_error=True)

    return Server("accountability", on_list_tools=list_tools, on_call_tool=call_tool)


def _tool(name: str, operation: Operation) -> Tool:
    from mcp import Tool, types

    properties = {argument.name: _schema(argument) for argument in arguments(operation)}
    properties |= {"limit": _LIMIT, "fields": _FIELDS} if operation.lists else {}
    required = [argument.name for argument in arguments(operation) if argument.required]
    description = " ".join(f"{operation.summary} {operation.description}".split())
    return Tool(
        name=name,
        description=f"{description} ({operation.key}, {operation.method} {operation.path}; {operation.status}: "
        f"{operation.source})",
        input_schema={"type": "object", "properties": properties, "required": required, "additionalProperties": False},
        annotations=types.ToolAnnotations(read_only_hint=operation.method == "GET"),
    )


def _schema(argument: Argument) -> dict[str, Any]:
    schema = {name: argument.schema[name] for name in ("type", "format", "enum") if name in argument.schema}
    return {**schema, "description": argument.description}


def _called(client: Accountability, operation: Operation, values: Mapping[str, Any]) -> str:
    """Call an operation and return its result as JSON, with a note where a list was cut."""
    from .execution import Result, Settings, build_call
    from .output import encode_json

    settings = Settings(limit=values.get("limit"))
    by_name = {argument.name: argument for argument in arguments(operation)}
    options = {name: by_name[name].value(value) if name in by_name else value for name, value in values.items()}
    for name in {"limit", "fields"} - by_name.keys():
        options.pop(name, None)
    result = Result(client, build_call(operation, options, settings), settings)
    records: Any = list(result) if result.is_list else result.record
    if fields := values.get("fields"):
        records = [{name: record.get(name) for name in fields} for record in records]
    return encode_json(records) + (f"\n{result.note}" if result.note else "")

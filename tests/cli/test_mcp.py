"""`accountability mcp`: the operations as tools, reads by default, writes by name."""

from __future__ import annotations

import json
import sys
from typing import Any

import anyio
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

from accountability.sandbox import RunningSandbox

from .conftest import environment_of


def in_session(sandbox: RunningSandbox, use: Any, *words: str) -> Any:
    """Run the command as an agent's host does, and use it."""
    arguments = ["-m", "accountability", "mcp", *words]
    command = StdioServerParameters(command=sys.executable, args=arguments, env=environment_of(sandbox))

    async def session() -> Any:
        async with Client(stdio_client(command)) as client:
            return await use(client)

    return anyio.run(session)


def test_reads_are_tools_that_say_how_they_are_known(sandbox: RunningSandbox) -> None:
    async def use(client: Any) -> Any:
        return (await client.list_tools()).tools

    tools = {tool.name: tool for tool in in_session(sandbox, use)}
    assert "v2_jobs_create" not in tools
    assert "v2.Jobs_ListJobs, GET /v2/jobs; inferred: legacy FullJob" in tools["v2_jobs_list"].description
    assert tools["v2_jobs_list"].annotations.read_only_hint is True
    assert tools["v2_jobs_get"].input_schema["required"] == ["job_id"]


def test_a_list_is_cut_with_a_note_and_an_error_is_a_result(sandbox: RunningSandbox) -> None:
    async def use(client: Any) -> Any:
        listed = await client.call_tool("v2_jobs_list", {"limit": 2, "fields": ["jobNo"], "opened_from": "2025-01-01"})
        wrong = await client.call_tool("v2_jobs_list", {"opened_from": "yesterday"})
        return listed.content[0].text, wrong

    text, wrong = in_session(sandbox, use)
    data, _, note = text.partition("\n")
    assert [list(record) for record in json.loads(data)] == [["jobNo"], ["jobNo"]]
    assert note.startswith("2 of ")
    assert wrong.is_error
    assert "expected a date" in wrong.content[0].text


def test_a_write_is_a_tool_only_where_it_is_allowed_by_name(sandbox: RunningSandbox) -> None:
    async def use(client: Any) -> Any:
        body = {"client_id": 31, "job_type_id": 2, "description": "Launch film", "budget": 10}
        return (await client.call_tool("v2_jobs_create", body)).content[0].text

    created = json.loads(in_session(sandbox, use, "--allow", "v2.Jobs_CreateJob"))
    assert created["jobDescription"] == "Launch film"
    assert len(sandbox.calls("v2.Jobs_CreateJob")) == 1

"""`accountability api`: any request, also one that the contract lacks."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from typing import Any

import click

from .errors import ExitCode, by_status
from .parameters import read_json
from .profile import ServiceCommand

__all__ = ("api",)

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


@click.command(cls=ServiceCommand)
@click.argument("words", metavar="[METHOD] PATH", nargs=-1, required=True)
@click.option(
    "-q", "--param", "params", metavar="NAME=VALUE", multiple=True, help="A query parameter; may be repeated."
)
@click.option("-H", "--header", "headers", metavar="NAME:VALUE", multiple=True, help="A header; may be repeated.")
@click.option("--data", metavar="JSON|@FILE|-", help="The body.")
@click.option("--media", metavar="TYPE", default="application/json", show_default=True, help="Media type of the body.")
@click.option("-i", "--include", is_flag=True, help="Print the status and the headers first.")
@click.option("--query", metavar="JMESPATH", help="Reshape a JSON response by a JMESPath expression.")
@click.option(
    "-o",
    "--output",
    "format",
    type=click.Choice(["raw", "table", "json", "jsonl", "csv", "tsv", "yaml"]),
    help="Format of a JSON response.  [default: json]",
)
@click.option("--dry-run", is_flag=True, help="Print the request and a curl command; send nothing.")
def api(
    words: tuple[str, ...],
    params: tuple[str, ...],
    headers: tuple[str, ...],
    data: str | None,
    media: str,
    include: bool,
    query: str | None,
    format: str | None,
    dry_run: bool,
) -> int:
    """Send any request: `accountability api GET /v2/jobs -q clientId=31`.

    The method is GET unless another is named. A path begins with /v1/ or /v2/; any other is one of the legacy service.
    The request is authorized, counted and retried like any other.
    """
    method, path = _method_and_path(words)
    legacy = not path.startswith(("/v1/", "/v2/"))
    settings: dict[str, Any] = {
        "api": "legacy" if legacy else None,
        "query": _pairs(params, "=", "--param"),
        "headers": {name: ", ".join(values) for name, values in _pairs(headers, ":", "--header").items()},
        "media": media,
    }
    if data is not None:
        settings["json"] = read_json(data, "--data")
    if dry_run:
        from .dry_run import print_request

        print_request(lambda client: client.request(method, path, **settings), "legacy" if legacy else "")
        return ExitCode.SUCCESS
    from accountability import Accountability

    with Accountability.from_env() as client:
        response = client.request(method, path, **settings)
    _print(response, include, query, format)
    return by_status(response.status)


def _method_and_path(words: tuple[str, ...]) -> tuple[str, str]:
    method, path = words if len(words) == 2 else ("GET", words[-1])
    if len(words) > 2 or method.upper() not in METHODS or not path.startswith("/"):
        raise click.UsageError(f"Expected a method and a path such as GET /v2/jobs, got {' '.join(words)!r}.")
    return method.upper(), path


def _pairs(texts: tuple[str, ...], separator: str, option: str) -> dict[str, list[str]]:
    """Return the values of each name, in their order."""
    pairs: dict[str, list[str]] = {}
    for text in texts:
        name, has_separator, value = text.partition(separator)
        if not has_separator or not name:
            raise click.UsageError(f"{option}: expected NAME{separator}VALUE, got {text!r}.")
        pairs.setdefault(name, []).append(value.strip() if separator == ":" else value)
    return pairs


def _print(response: Any, include: bool, query: str | None, format: str | None) -> None:
    """Print a response; the body of one with an error status goes to standard error."""
    failed = response.status // 100 != 2
    if include:
        click.echo(f"{response.status}", err=failed)
        for name, value in response.headers.items():
            if name != "set-cookie":
                click.echo(f"{name}: {value}", err=failed)
        click.echo(err=failed)
    if failed:
        click.echo(f"Error: the service rejected the request with status {response.status}.", err=True)
    if failed or format == "raw" or not response.content_type.endswith("json"):
        stream = sys.stderr.buffer if failed else sys.stdout.buffer
        stream.write(response.content)
        if failed and response.content:
            click.echo(err=True)
        return
    from .output import Output

    value = json.loads(response.content, parse_float=Decimal) if response.content else None
    Output(format or "json", None, query, ()).record(value)

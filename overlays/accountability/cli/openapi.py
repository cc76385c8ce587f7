"""`accountability openapi`: the OpenAPI documents, for any tool that reads them."""

from __future__ import annotations

import click
import msgspec

from accountability import spec

__all__ = ("openapi",)


@click.command
@click.argument("api", type=click.Choice(spec.APIS))
@click.option("--url", metavar="URL", help="Server to name in the document, such as that of a sandbox.")
def openapi(api: str, url: str | None) -> None:
    """Print the OpenAPI document of an API.

    For a Postman collection, store it as v2.json: npx openapi-to-postmanv2 -s v2.json -o v2.postman.json
    """
    document = dict(spec.load(api).document)
    if url is not None:
        document["servers"] = [{"url": url}]
    content = msgspec.json.Encoder(decimal_format="number").encode(document)
    click.echo(msgspec.json.format(content, indent=2).decode())

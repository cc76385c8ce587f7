"""What the legacy service does: records by key, lists by a parent or by dates, posts; XML, or JSON where asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from accountability import wcf

from .endpoint import Endpoint
from .exact import write
from .mapping import RecordMapping
from .members import Schema, types
from .message import Reply, Request
from .problem import Problem, broken_reference, not_found
from .search import Search
from .store import Record
from .world import World

API = "legacy"
JSON, XML = "application/json", "application/xml"


class Legacy:
    """The operations of the legacy contract, on the records of v1 and v2.

    Args:
        world: the records.
        codec: reads and writes the contract's XML.
    """

    def __init__(self, world: World, codec: wcf.Codec) -> None:
        self._world, self._codec = world, codec

    def respond(self, request: Request) -> Reply:
        """Do what the operation says.

        Raises:
            Problem: 404 for a key that no record has; 409 for a code that names none.
        """
        if request.endpoint.method == "POST":
            return self._post(request)
        if request.endpoint.method == "GET":
            return self._get(request)
        raise Problem(501, f"The sandbox does not imitate {request.endpoint.key}.", kind="not-imitated")

    def mapping(self, endpoint: Endpoint, schema: Schema) -> RecordMapping:
        """The mapping of an operation's records."""
        return RecordMapping(endpoint.contract, schema, endpoint.collection, self._world.collections, self._world.store)

    def searches(self, endpoints: Iterable[Endpoint]) -> Iterator[Search]:
        """What finds the records that posted codes and names stand for.

        Args:
            endpoints: of the legacy contract.
        """
        for endpoint in endpoints:
            if endpoint.method == "POST" and endpoint.contract.api == API:
                yield from self.mapping(endpoint, _posted(endpoint)).searches()

    def _get(self, request: Request) -> Reply:
        endpoint = request.endpoint
        media = self._media(request)
        schema = endpoint.content(endpoint.success).get(media, {}).get("schema", {})
        mapping = self.mapping(endpoint, endpoint.item_schema(schema))
        records = self._selected(request)
        if "array" in types(endpoint.operation.resolve(schema)):
            return self._reply(endpoint, media, [mapping.shown(record) for record in records])
        if not records:
            raise not_found(f"such record of {endpoint.collection}")
        return self._reply(endpoint, media, mapping.shown(records[0]))

    def _selected(self, request: Request) -> list[Record]:
        """The records that the parameters select: each is for the member of its `x-filter`, or else the key."""
        given = {**request.path, **request.query}
        filters = [
            parameter.filter(given[parameter.name], "id")
            for parameter in request.endpoint.parameters
            if parameter.name in given and parameter.name != "format"
        ]
        return self._world.store.select(request.endpoint.collection, filters)

    def _post(self, request: Request) -> Reply:
        endpoint = request.endpoint
        with self._world.store.transaction():
            members, misfits = self.mapping(endpoint, _posted(endpoint)).kept(request.body or {})
            if misfits:
                raise broken_reference(misfits)
            record = self._world.create(endpoint.collection, members, request.account, endpoint.rules)
        return self._reply(endpoint, self._media(request), record["id"])

    def _media(self, request: Request) -> str:
        """XML, which is the service's default, unless `format=json` asks for JSON."""
        offered = request.endpoint.content(request.endpoint.success)
        if not offered:
            return ""
        wanted = JSON if request.query.get("format") == "json" else XML
        return wanted if wanted in offered else next(iter(offered))

    def _reply(self, endpoint: Endpoint, media: str, value: Any) -> Reply:
        if not media:
            return Reply(endpoint.success)
        schema = endpoint.content(endpoint.success)[media].get("schema", {})
        content = self._codec.encode(value, schema) if media == XML else write(value)
        return Reply(endpoint.success, content, media)


def _posted(endpoint: Endpoint) -> Schema:
    return next(iter(endpoint.requests.values()), {})

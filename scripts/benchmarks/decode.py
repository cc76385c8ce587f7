"""Reading 10,000 records in pages of 500, from bytes to records: the client next to json.loads and pydantic."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import httpx
import pydantic

from accountability import Accountability, ApiToken

from .row import Row
from .servers import v2_document
from .timing import Times, time_functions

__all__ = ("rows",)

_RECORDS, _PAGE_SIZE = 10_000, 500
_AIMS = {"as the contract says": 1.4, "nested": 2.2, "an unknown property each": None, "an invalid value a page": 1.4}
"""The largest ratio to json.loads with exact numbers, by case."""


def rows(runs: int) -> list[Row]:
    """Return the rows of decoding, from `runs` rounds of each comparison."""
    warnings.simplefilter("ignore")
    return [row for case in _AIMS for row in _compare(case, _decode(case, runs))]


def _compare(case: str, times: Times) -> list[Row]:
    measure, our_time = f"decode, {case}", f"{1000 * times.median('ours'):.0f} ms"
    aims = {"json.loads": _AIMS[case], "pydantic": 1.0}
    return [
        Row(measure, our_time, f"{name} {1000 * times.median(name):.0f} ms", times.ratio("ours", name), aim)
        if name in times.rounds
        else Row(measure, our_time, f"{name}: rejects the page")
        for name, aim in aims.items()
    ]


def _decode(case: str, runs: int) -> Times:
    contract = json.loads(v2_document().read_text())
    tag, schema = ("useraccessgroups", "UserAccessGroup") if case == "nested" else ("jobs", "Job")
    pages = list(_pages(contract, tag, case))
    contenders: dict[str, Callable[[], object]] = {
        "ours": _decode_with_client(tag, pages),
        "json.loads": lambda: [json.loads(page, parse_float=Decimal) for page in pages],
        "pydantic": _pydantic(contract["components"]["schemas"][schema], pages),
    }
    if case == "an invalid value a page":
        del contenders["pydantic"]
    return time_functions(contenders, runs)


def _pages(contract: dict[str, Any], tag: str, case: str) -> Iterator[bytes]:
    """Yield the pages of a list: the contract's own example of a record, with ids of their own."""
    operation = contract["paths"][f"/v2/{tag}"]["get"]
    example = operation["responses"]["200"]["content"]["application/json"]["example"]["items"][0]
    for page in range(_RECORDS // _PAGE_SIZE):
        items = [{**example, "id": page * _PAGE_SIZE + number + 1} for number in range(_PAGE_SIZE)]
        if case == "an unknown property each":
            items = [{**item, "inventedSince": "2027"} for item in items]
        if case == "an invalid value a page":
            items[_PAGE_SIZE // 2]["dateOpened"] = "yesterday"
        body = {"items": items, "page": page + 1, "pageSize": _PAGE_SIZE, "totalCount": _RECORDS}
        yield json.dumps(body).encode()


def _decode_with_client(tag: str, pages: list[bytes]) -> Callable[[], object]:
    """Read the pages as a caller does, through a transport that returns the bytes."""
    empty = json.dumps({"items": [], "pageSize": _PAGE_SIZE, "totalCount": _RECORDS}).encode()

    def respond(request: httpx.Request) -> httpx.Response:
        number = int(request.url.params.get("page", 1))
        content = pages[number - 1] if number <= len(pages) else empty  # a full last page is followed by another call
        return httpx.Response(200, content=content, headers={"content-type": "application/json"})

    http = httpx.Client(transport=httpx.MockTransport(respond))
    api = Accountability(
        ApiToken("token"), base_url="https://api.example", inferred="allow", rate_limit=None, http_client=http
    )
    resource = api.v2.jobs if tag == "jobs" else api.v2.user_access_groups
    return lambda: list(resource.list(page_size=_PAGE_SIZE))


def _pydantic(schema: dict[str, Any], pages: list[bytes]) -> Callable[[], object]:
    fields: dict[str, Any] = {name: (_annotation(value) | None, None) for name, value in schema["properties"].items()}
    record = pydantic.create_model("Record", __config__={"extra": "allow"}, **fields)
    page_model = pydantic.create_model("Page", items=(list[record], ...))  # type: ignore[valid-type]
    return lambda: [page_model.model_validate_json(page) for page in pages]


def _annotation(schema: dict[str, Any]) -> Any:
    types = schema.get("type", "object")
    name = types if isinstance(types, str) else types[0]
    if name == "string":
        return {"date": date, "date-time": datetime}.get(schema.get("format", ""), str)
    kinds: dict[str, Any] = {"integer": int, "number": Decimal, "boolean": bool}
    return kinds.get(name, list[dict[str, Any]] if name == "array" else Any)

"""The processes that are timed: each measure runs its contenders in turn and prints their times as JSON.

Runs in the project's environment or in the peers' one: `python -m benchmarks.contenders MEASURE ARGUMENTS`.
"""

from __future__ import annotations

import importlib
import json
import sys
import warnings
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import httpx

from benchmarks.timing import Times, time_functions

CALLS = 300
RECORDS, PAGE_SIZE = 10_000, 500
CASES = ("as the contract says", "nested", "an unknown property each", "an invalid value each page")

Contender = Callable[[], object]


def call(url: str, runs: str, *names: str) -> Times:
    """Return the processor time of one call over a connection that stays open."""
    contenders = {name: partial(_repeat, _CALLERS[name](url)) for name in names}
    times = time_functions(contenders, int(runs))
    return Times({name: [seconds / CALLS for seconds in rounds] for name, rounds in times.rounds.items()})


def _repeat(contender: Contender) -> None:
    for _ in range(CALLS):
        contender()


def _own_call(url: str) -> Contender:
    from accountability import Accountability, ApiToken

    api = Accountability(ApiToken("token"), base_url=url, inferred="allow", rate_limit=None)
    return lambda: api.v2.jobs.get(4711)


def _httpx_call(url: str) -> Contender:
    http = httpx.Client(auth=("token", ""), base_url=url)
    return lambda: json.loads(http.get("/v2/jobs/4711").content, parse_float=Decimal)


def _openai_call(url: str) -> Contender:
    openai = importlib.import_module("openai")
    api = openai.OpenAI(api_key="token", base_url=url)
    return lambda: api.models.retrieve("4711")


def _stripe_call(url: str) -> Contender:
    stripe = importlib.import_module("stripe")
    api = stripe.StripeClient("sk_test_token", base_addresses={"api": url})
    return lambda: api.v1.customers.retrieve("4711")


_CALLERS: dict[str, Callable[[str], Contender]] = {
    "ours": _own_call, "httpx": _httpx_call, "openai": _openai_call, "stripe": _stripe_call,
}  # fmt: skip


def decode(document: str, case: str, runs: str) -> Times:
    """Return the processor time of reading 10,000 records in pages of 500, from bytes to records."""
    contract = json.loads(Path(document).read_text())
    tag, schema = ("useraccessgroups", "UserAccessGroup") if case == CASES[1] else ("jobs", "Job")
    pages = list(_pages(contract, tag, case))
    contenders: dict[str, Contender] = {
        "ours": _own_decode(tag, pages),
        "json.loads": lambda: [json.loads(page, parse_float=Decimal) for page in pages],
        "pydantic": _pydantic_decode(contract["components"]["schemas"][schema], pages),
        "stock": _stock_decode(schema, pages),
    }
    able = {name: contender for name, contender in contenders.items() if _can_read(contender)}
    assert "ours" in able
    return time_functions(able, int(runs))


def _pages(contract: dict[str, Any], tag: str, case: str) -> Iterator[bytes]:
    """Yield the pages of a list: the contract's own example of a record, with ids of their own."""
    operation = contract["paths"][f"/v2/{tag}"]["get"]
    example = operation["responses"]["200"]["content"]["application/json"]["example"]["items"][0]
    for page in range(RECORDS // PAGE_SIZE):
        items = [{**example, "id": page * PAGE_SIZE + number + 1} for number in range(PAGE_SIZE)]
        if case == CASES[2]:
            items = [{**item, "inventedSince": "2027"} for item in items]
        if case == CASES[3]:
            items[PAGE_SIZE // 2]["dateOpened"] = "yesterday"
        body = {"items": items, "page": page + 1, "pageSize": PAGE_SIZE, "totalCount": RECORDS}
        yield json.dumps(body).encode()


def _own_decode(tag: str, pages: list[bytes]) -> Contender:
    """Read the pages as a caller does, through a transport that returns the bytes."""
    from accountability import Accountability, ApiToken

    empty = json.dumps({"items": [], "pageSize": PAGE_SIZE, "totalCount": RECORDS}).encode()

    def respond(request: httpx.Request) -> httpx.Response:
        number = int(request.url.params.get("page", 1))
        content = pages[number - 1] if number <= len(pages) else empty  # a full last page is followed by another call
        return httpx.Response(200, content=content, headers={"content-type": "application/json"})

    http = httpx.Client(transport=httpx.MockTransport(respond))
    api = Accountability(
        ApiToken("token"), base_url="https://api.example", inferred="allow", rate_limit=None, http_client=http
    )
    resource = api.v2.jobs if tag == "jobs" else api.v2.user_access_groups
    return lambda: list(resource.list(page_size=PAGE_SIZE))


def _stock_decode(schema: str, pages: list[bytes]) -> Contender:
    page_model = getattr(importlib.import_module("stock.models"), f"{schema}Page")
    return lambda: [page_model.from_dict(json.loads(page)) for page in pages]


def _pydantic_decode(schema: dict[str, Any], pages: list[bytes]) -> Contender:
    pydantic = importlib.import_module("pydantic")
    fields = {name: (_annotation(value) | None, None) for name, value in schema["properties"].items()}
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


def _can_read(contender: Contender) -> bool:
    try:
        contender()
    except ValueError:
        return False
    return True


def xml(file: str, runs: str) -> Times:
    """Return the processor time of reading 10,000 time sheets from the XML in a file."""
    from lxml import etree

    content = Path(file).read_bytes()
    contenders: dict[str, Contender] = {
        "ours": _own_xml(content),
        "lxml": lambda: etree.fromstring(content),
        "pydantic-xml": _pydantic_xml(content),
    }
    return time_functions(contenders, int(runs))


def _own_xml(content: bytes) -> Contender:
    from accountability import Accountability, ApiToken

    headers = {"content-type": "application/xml"}
    http = httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200, content=content, headers=headers)))
    api = Accountability(ApiToken("token"), legacy_url="https://api.example", rate_limit=None, http_client=http)
    day = date(2026, 3, 2)
    return lambda: api.legacy.timesheets.export(day, day, day, day)


def _pydantic_xml(content: bytes) -> Contender:
    from lxml import etree

    pydantic = importlib.import_module("pydantic")
    library = importlib.import_module("pydantic_xml")
    names = {str(element.tag).rpartition("}")[2] for row in etree.fromstring(content) for element in row}
    namespace = {"": str(etree.fromstring(content).tag)[1:].partition("}")[0]}
    fields: dict[str, Any] = {
        name: (str | None, library.element(tag=name, default=None, nillable=True)) for name in sorted(names)
    }
    options = {"tag": "Timesheet", "nsmap": namespace, "search_mode": "unordered"}
    row = pydantic.create_model("Timesheet", __base__=library.BaseXmlModel, __cls_kwargs__=options, **fields)
    rows = pydantic.create_model(
        "Timesheets", __base__=library.BaseXmlModel, __cls_kwargs__={"tag": "Timesheets", "nsmap": namespace},
        rows=(list[row], library.element(tag="Timesheet")),  # type: ignore[valid-type]
    )  # fmt: skip
    return lambda: rows.from_xml(content)


MEASURES: dict[str, Callable[..., Times]] = {"call": call, "decode": decode, "xml": xml}

if __name__ == "__main__":
    warnings.simplefilter("ignore")
    print(json.dumps(MEASURES[sys.argv[1]](*sys.argv[2:]).rounds))

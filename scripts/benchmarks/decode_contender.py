"""The process that decodes: every contender in turn, on the same bytes, in the peers' environment.

Started as a script with two folders on its path: the package that our generator made of the contract, and the one that
the stock generator made. Prints JSON: seconds by case and contender, round by round; null where a contender refuses.
"""

from __future__ import annotations

import datetime
import importlib
import json
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import Any

from decode_data import CASES, STATUSES, pages  # type: ignore[import-not-found]
from timing import functions  # type: ignore[import-not-found]

Contender = Callable[[bytes], Any]


def ours(nested: bool) -> Contender:
    """The generated client's way from bytes to records."""
    name = "nested_jobs" if nested else "jobs"
    module = importlib.import_module(f"accountability_api.v2.{name}")
    call = getattr(module, f"list_{name}")()
    return lambda content: call.read(call.parse(content), misfit=lambda path: None)


def stock(nested: bool) -> Contender:
    """What the stock generator's client does: floats, and the standard decoder."""
    model = importlib.import_module("stock.models.nested_job" if nested else "stock.models.job")
    record = model.NestedJob if nested else model.Job
    return lambda content: [record.from_dict(each) for each in json.loads(content)]


def pydantic(nested: bool) -> Contender:
    """Pydantic's own decoder, into models of the same types."""
    from pydantic import BaseModel, TypeAdapter, create_model

    status = StrEnum("Status", {each: each for each in STATUSES})  # type: ignore[misc]
    sample: dict[str, Any] = json.loads(pages("nested")[0])[0]
    contact = create_model("Contact", id=(int, ...), name=(str | None, None), email=(str | None, None))
    kinds: dict[str, Any] = {"status": status | str, "contact": contact | None, "contacts": list[contact] | None}  # type: ignore[valid-type]
    members: dict[str, Any] = {}
    for name, value in sample.items():
        if not nested and name.startswith("contact"):
            continue
        members[name] = (kinds.get(name, _kind(name, value)), ... if name == "id" else None)
    job: type[BaseModel] = create_model("Job", __config__={"extra": "allow"}, **members)
    return TypeAdapter(list[job]).validate_json  # type: ignore[valid-type]


def _kind(name: str, value: Any) -> Any:
    if name.endswith("Date"):
        return datetime.datetime | None
    if name.startswith("date") or name == "deadline":
        return datetime.date | None
    return (Decimal if isinstance(value, float) else type(value)) | None


def measure(case: str, runs: int) -> dict[str, Any]:
    """Seconds of each contender, round by round."""
    contents, nested = pages(case), case == "nested"
    contenders: dict[str, Contender] = {
        "ours": ours(nested),
        "json.loads": lambda content: json.loads(content, parse_float=Decimal),
        "pydantic": pydantic(nested),
        "stock": stock(nested),
    }
    able = {name: contender for name, contender in contenders.items() if _reads(contender, contents[0])}
    assert "ours" in able
    bound = {name: partial(_read_all, contender, contents) for name, contender in able.items()}
    times = functions(bound, runs, time.process_time)
    return {name: times.rounds.get(name) for name in contenders}


def _read_all(contender: Contender, contents: list[bytes]) -> None:
    for content in contents:
        contender(content)


def _reads(contender: Contender, content: bytes) -> bool:
    try:
        return len(contender(content)) > 0
    except ValueError:
        return False


if __name__ == "__main__":
    print(json.dumps({case: measure(case, int(sys.argv[1])) for case in CASES}))

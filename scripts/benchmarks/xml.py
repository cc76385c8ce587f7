"""Reading 10,000 legacy time sheets from XML: the client next to pydantic-xml and lxml's parser alone.

`python -m benchmarks.xml FILE RUNS` times them in the peers' environment, and prints their times as JSON.
"""

from __future__ import annotations

import importlib
import json
import sys
import tempfile
import warnings
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree

from .peers import run_in_peers
from .row import Row
from .timing import Times, time_functions

__all__ = ("rows",)

_RECORDS = 10_000


def rows(runs: int) -> list[Row]:
    """Return the rows of reading XML, from `runs` rounds."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "timesheets.xml"
        file.write_bytes(_time_sheets())
        times = Times(json.loads(run_in_peers("benchmarks.xml", str(file), str(min(runs, 7)))))
    our_time = f"{1000 * times.median('ours'):.0f} ms"
    return [
        Row("legacy XML, 10,000 time sheets", our_time, f"{name} {1000 * times.median(name):.0f} ms",
            times.ratio("ours", name), aim)
        for name, aim in (("pydantic-xml", 0.25), ("lxml", None))
    ]  # fmt: skip


def _time_sheets() -> bytes:
    """Return the sandbox's time sheets, repeated until there are 10,000, each with a key of its own."""
    from accountability.legacy import timesheets
    from accountability.sandbox import sandbox

    first, last = date(2020, 1, 1), date(2030, 1, 1)
    with sandbox() as running, running.client() as api:
        request = timesheets.export_timesheets(first, last, first, last)
        root = etree.fromstring(api.raw(request).content)
    seeds = list(root)
    for number in range(_RECORDS - len(seeds)):
        row = deepcopy(seeds[number % len(seeds)])
        next(element for element in row if str(element.tag).endswith("}TimeEntryID")).text = f"6{number}"
        root.append(row)
    return etree.tostring(root, encoding="utf-8")


def _decode_with_client(content: bytes) -> Callable[[], object]:
    import httpx

    from accountability import Accountability, ApiToken

    headers = {"content-type": "application/xml"}
    http = httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200, content=content, headers=headers)))
    api = Accountability(ApiToken("token"), legacy_url="https://api.example", rate_limit=None, http_client=http)
    day = date(2026, 3, 2)
    return lambda: api.legacy.timesheets.export(day, day, day, day)


def _pydantic_xml(content: bytes) -> Callable[[], object]:
    pydantic, library = (importlib.import_module(name) for name in ("pydantic", "pydantic_xml"))
    root = etree.fromstring(content)
    names = {str(element.tag).rpartition("}")[2] for row in root for element in row}
    namespace = {"": str(root.tag)[1:].partition("}")[0]}
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


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    document = Path(sys.argv[1]).read_bytes()
    contenders: dict[str, Callable[[], object]] = {
        "ours": _decode_with_client(document),
        "lxml": lambda: etree.fromstring(document),
        "pydantic-xml": _pydantic_xml(document),
    }
    print(json.dumps(time_functions(contenders, int(sys.argv[2])).rounds))

"""Read XML with every contender in turn, on the same bytes, in the environment of the peers.

Prints JSON: seconds by contender, round by round.
"""

from __future__ import annotations

import copy
import datetime
import json
import sys
import time
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from lxml import etree
from timing import functions  # type: ignore[import-not-found]

from accountability import spec, wcf
from accountability.legacy import timesheets

SHEETS = 10_000
_KEY, _XML = "legacy.Timesheets_ExportTimesheets", "application/xml"


def document(codec: wcf.Codec, schema: Any, example: list[dict[str, Any]]) -> bytes:
    """Return 10,000 rows made from the contract's example, each with its own key, hours and amount."""
    root = etree.fromstring(codec.encode(example, schema))
    seeds = list(root)
    for number in range(SHEETS - len(seeds)):
        row = copy.deepcopy(seeds[number % len(seeds)])
        for element in row:
            if own := _OWN.get(str(element.tag).rpartition("}")[2]):
                element.text = own.format(number)
        root.append(row)
    return etree.tostring(root, encoding="utf-8")


_OWN = {"TimeEntryID": "6{}", "BillableHours": "{}.25", "BillableAmount": "{}.5", "Notes": "Call sheet {}"}


def pydantic_xml(document: Mapping[str, Any], name: str) -> Callable[[bytes], Any]:
    """Return a reader with models of the same properties and types."""
    from pydantic import create_model
    from pydantic_xml import BaseXmlModel, element  # type: ignore[import-not-found]

    schema = document["components"]["schemas"][name]
    space = {"": schema["xml"]["namespace"]}
    members: dict[str, Any] = {}
    for member, of in schema["properties"].items():
        members[member] = (_kind(of) | None, element(tag=member, default=None, nillable=True))
    row = create_model(
        "Timesheet", __base__=BaseXmlModel, __cls_kwargs__={"tag": "Timesheet", "nsmap": space}, **members
    )
    rows = create_model(
        "Timesheets",
        __base__=BaseXmlModel,
        __cls_kwargs__={"tag": "Timesheets", "nsmap": space},
        rows=(list[row], element(tag="Timesheet")),  # type: ignore[valid-type]
    )
    read: Callable[[bytes], Any] = rows.from_xml
    return read


def _kind(schema: dict[str, Any]) -> Any:
    named = schema["type"]
    sort = named if isinstance(named, str) else named[0]
    if sort == "string" and "time" in schema.get("format", ""):
        return datetime.datetime
    return {"string": str, "number": Decimal, "integer": int, "boolean": bool}[sort]


def main() -> None:
    """Measure and print."""
    operation = spec.find(_KEY)
    schema = operation.success(_XML)
    assert schema is not None
    shipped = spec.load("legacy").document
    codec = wcf.Codec(shipped)
    answer = operation.raw["responses"]["200"]["content"][_XML]
    content = document(codec, schema, answer["example"])
    day = datetime.date(2026, 3, 2)
    call = timesheets.export_timesheets(day, day, day, day)
    name = shipped["components"]["schemas"]["LegacyTimesheetsXml"]["items"]["$ref"].rpartition("/")[2]
    theirs = pydantic_xml(shipped, name)
    contenders: dict[str, Callable[[], object]] = {
        "ours": lambda: call.read(codec.decode(content, schema)),
        "lxml, parse alone": lambda: etree.fromstring(content),
        "pydantic-xml": lambda: theirs(content),
    }
    assert len(call.read(codec.decode(content, schema))) == SHEETS
    times = functions(contenders, int(sys.argv[1]), time.process_time)
    print(json.dumps(times.rounds))


if __name__ == "__main__":
    main()

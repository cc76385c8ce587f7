"""Reading 10,000 legacy time sheets from XML: the client beside pydantic-xml and lxml's parser alone."""

from __future__ import annotations

import tempfile
from copy import deepcopy
from datetime import date
from pathlib import Path

from .contenders import RECORDS
from .peers import ROOT, peers_python, run_contenders
from .row import Row

__all__ = ("rows",)


def rows(runs: int) -> list[Row]:
    """Return the rows of reading XML, from `runs` rounds."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "timesheets.xml"
        file.write_bytes(_time_sheets())
        folders = (ROOT / "generated", ROOT / "overlays")
        times = run_contenders(peers_python(), "xml", str(file), str(min(runs, 7)), folders=folders)
    own = f"{1000 * times.median('ours'):.0f} ms"
    return [
        Row("legacy XML, 10,000 time sheets", own, f"{name} {1000 * times.median(name):.0f} ms",
            times.ratio("ours", name), aim)
        for name, aim in (("pydantic-xml", 0.25), ("lxml", None))
    ]  # fmt: skip


def _time_sheets() -> bytes:
    """Return the sandbox's time sheets, repeated until there are 10,000, each with a key of its own."""
    from lxml import etree

    from accountability.legacy import timesheets
    from accountability.sandbox import sandbox

    first, last = date(2020, 1, 1), date(2030, 1, 1)
    with sandbox() as running, running.client() as api:
        request = timesheets.export_timesheets(first, last, first, last)
        root = etree.fromstring(api.raw(request).content)
    seeds = list(root)
    for number in range(RECORDS - len(seeds)):
        row = deepcopy(seeds[number % len(seeds)])
        next(element for element in row if str(element.tag).endswith("}TimeEntryID")).text = f"6{number}"
        root.append(row)
    return etree.tostring(root, encoding="utf-8")

"""From the XML of 10,000 time sheets to records: ours beside lxml's parse, and pydantic-xml.

The clock of "parse alone" stops with the tree in memory. Ours lets the tree go before it stops, which takes about as
long as to parse it, so the rows without an aim say what lxml takes for that, and for a walk that does nothing else.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from .peers import ROOT, peers
from .row import Row
from .timing import Times

__all__ = ("rows",)

_AIMS = {
    "lxml, parse alone": 4.0,
    "lxml, parse and let go": None,
    "lxml, every tag and text": None,
    "pydantic-xml": 1.0,
}


def rows(runs: int) -> list[Row]:
    """The rows of reading XML.

    Args:
        runs: rounds of each comparison.
    """
    here = Path(__file__).parent
    path = os.pathsep.join(str(each) for each in (ROOT / "generated", ROOT / "overlays", here))
    command = [peers(), str(here / "legacy_xml_contender.py"), str(min(runs, 7))]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.strip()[-2000:])
    times = Times(json.loads(done.stdout))
    measure, own = "legacy XML, 10,000 time sheets", f"{1000 * times.median('ours'):.0f} ms"
    return [
        Row(measure, own, f"{name} {1000 * times.median(name):.0f} ms", times.ratio("ours", name), aim)
        for name, aim in _AIMS.items()
    ]

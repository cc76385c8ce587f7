"""Measure reading 10,000 time sheets from XML into records: the client next to lxml's parser and pydantic-xml."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from .peers import ROOT, peers
from .row import Row
from .timing import Times

__all__ = ("rows",)

_MAXIMUM = 0.25  # of the time that pydantic-xml takes
_MEASURE = "legacy XML, 10,000 time sheets"


def rows(runs: int) -> list[Row]:
    """Return the rows of reading XML.

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
    return [
        Row(_MEASURE, _shown(times, "ours"), f"{name} {_shown(times, name)}", times.ratio("ours", name), maximum)
        for name, maximum in (("pydantic-xml", _MAXIMUM), ("lxml, parse alone", None))
    ]


def _shown(times: Times, name: str) -> str:
    return f"{1000 * times.median(name):.0f} ms"

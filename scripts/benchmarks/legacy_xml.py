"""From the XML of 10,000 time sheets to records: ours beside lxml's parse, and pydantic-xml.

Records that are all alike need no tree. The rows without an aim say what lxml takes to let its tree go and to walk it,
and what ours takes where one record differs from the others, so that a tree is needed.
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
_TREE = "ours, one differs"


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
    told = {name: f"{1000 * times.median(name):.0f} ms" for name in ("ours", _TREE, *_AIMS)}
    measure = "legacy XML, 10,000 time sheets"
    plain = [
        Row(measure, told["ours"], f"{name} {told[name]}", times.ratio("ours", name), aim)
        for name, aim in _AIMS.items()
    ]
    alone = next(iter(_AIMS))
    return [
        *plain,
        Row(f"{measure}, one differs", told[_TREE], f"{alone} {told[alone]}", times.ratio(_TREE, alone), None),
    ]

"""Reading 10,000 records in pages of 500: the client beside json.loads, pydantic and the stock generator's client."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from .contenders import CASES
from .peers import ROOT, peers_python, run_contenders
from .row import Row
from .servers import v2_document
from .timing import Times, run_quietly

__all__ = ("rows",)

_AIMS = dict(zip(CASES, (1.4, 2.2, None, 1.4), strict=True))  # times json.loads with exact numbers


def rows(runs: int) -> list[Row]:
    """Return the rows of decoding, from `runs` rounds of each comparison."""
    folders = (ROOT / "generated", ROOT / "overlays", _stock_client())
    result: list[Row] = []
    for case in CASES:
        times = run_contenders(peers_python(), "decode", str(v2_document()), case, str(runs), folders=folders)
        result += _compare(case, times)
    return result


def _compare(case: str, times: Times) -> list[Row]:
    measure, own = f"decode, {case}", f"{1000 * times.median('ours'):.0f} ms"
    aims = {"json.loads": _AIMS[case], "pydantic": 1.0, "stock": 1.0}
    return [
        Row(measure, own, f"{name} {1000 * times.median(name):.0f} ms", times.ratio("ours", name), aim)
        if name in times.rounds
        else Row(measure, own, f"{name}: rejects the page")
        for name, aim in aims.items()
    ]


def _stock_client() -> Path:
    """Return the folder of the client that openapi-python-client writes with its own templates."""
    folder = ROOT / ".bench" / "stock"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--path", str(v2_document())]
    run_quietly([*command, "--meta", "none", "--output-path", str(folder / "stock")])
    return folder

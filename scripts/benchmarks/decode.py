"""From the JSON of 10,000 jobs to records: ours beside the bare decoder, pydantic, and the stock generator's client."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from .decode_data import CASES, ONE_PAGE, SIZE, contract
from .peers import ROOT, peers
from .row import Row
from .timing import Times

__all__ = ("rows",)

_AIMS = {
    "all fit": 1.4,
    ONE_PAGE: 1.4,
    "nested": 2.2,
    "an unknown enumeration value in each": 1.5,
    "one misfit a page": 1.4,
}
_UNKNOWN_MEMBER_AIM = 1.15


def rows(runs: int) -> list[Row]:
    """The rows of decoding.

    Args:
        runs: rounds of each comparison.
    """
    with tempfile.TemporaryDirectory() as folder:
        _packages(Path(folder))
        taken: dict[str, Any] = json.loads(_contend(Path(folder), runs))
    made: list[Row] = []
    for case in CASES:
        made += _rows_of(case, Times({name: took for name, took in taken[case].items() if took}), taken)
    return made


def _rows_of(case: str, times: Times, taken: dict[str, Any]) -> list[Row]:
    shape = "" if case == ONE_PAGE else f" in pages of {SIZE}"
    measure, own = f"decode{shape}, {case}", f"{1000 * times.median('ours'):.0f} ms"
    if case in _AIMS:
        first = _beside(measure, own, times, "json.loads", "json.loads(parse_float=Decimal)", _AIMS[case])
    else:
        whole = Times({"ours": times.rounds["ours"], "all fit": taken["all fit"]["ours"]})
        first = _beside(measure, own, whole, "all fit", "all fit", _UNKNOWN_MEMBER_AIM)
    peers_of = (("pydantic", "pydantic 2"), ("stock", "stock openapi-python-client"))
    return [first, *(_beside(measure, own, times, name, label, 1.0) for name, label in peers_of)]


def _beside(measure: str, own: str, times: Times, name: str, label: str, aim: float) -> Row:
    if name not in times.rounds:
        return Row(measure, own, f"{label}: refuses the page")
    return Row(measure, own, f"{label} {1000 * times.median(name):.0f} ms", times.ratio("ours", name), aim)


def _packages(folder: Path) -> None:
    """Writes what our pipeline and the stock generator make of the same contract."""
    from pipeline.generate.generator import generate
    from pipeline.generate.view import view
    from pipeline.transform.build import build

    file = folder / "v2.yaml"
    file.write_text(json.dumps(contract()))
    seen, problems = view("v2", build(file).document)
    if problems:
        raise RuntimeError("; ".join(str(problem) for problem in problems))
    for name, content in generate([seen], ROOT / "scripts" / "pipeline" / "generate").items():
        path = folder / "ours" / "accountability_api" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--path", str(file), "--meta", "none"]
    _run([*command, "--output-path", str(folder / "theirs" / "stock")])


def _contend(folder: Path, runs: int) -> str:
    here = Path(__file__).parent
    path = os.pathsep.join(str(each) for each in (folder / "ours", folder / "theirs", here))
    return _run([peers(), str(here / "decode_contender.py"), str(runs)], PYTHONPATH=path)


def _run(command: list[str], **environ: str) -> str:
    done = subprocess.run(command, env={**os.environ, **environ}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[1]}: {(done.stderr or done.stdout).strip()[-2000:]}")
    return done.stdout

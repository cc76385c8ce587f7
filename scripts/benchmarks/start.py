"""How quickly a program that uses the client gets going: imports, a client made, the first typed call."""

from __future__ import annotations

import json
import statistics
import subprocess
from pathlib import Path

from .loopback import answering
from .peers import ROOT, ours, peers
from .row import Row
from .timing import Times, processes

__all__ = ("rows",)

_OURS_MADE = (
    "from accountability import Accountability, PasswordGrant\n"
    "Accountability(PasswordGrant(tenant_id='acme', username='ops@acme.example', api_token='token')).close()"
)
_HTTPX_MADE = "import httpx\nhttpx.Client().close()"
_IMPORTS = ("stripe", "openai", "githubkit")
_MEMORY = "\nprint(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1])"
_OURS_CALL = (
    "from accountability import Accountability, ApiToken\n"
    "with Accountability(ApiToken('token'), base_url='{url}', inferred='allow') as api:\n"
    "    assert api.v2.jobs.get(4711).id == 4711"
)
_HTTPX_CALL = (
    "import httpx\n"
    "with httpx.Client(auth=('token', '')) as http:\n"
    "    assert http.get('{url}/v2/jobs/4711').json()['id'] == 4711"
)


def rows(runs: int) -> list[Row]:
    """The rows of starting.

    Args:
        runs: rounds of each comparison.
    """
    return [_client_made(runs), *_imported(runs), _first_call(runs)]


def _client_made(runs: int) -> Row:
    times = processes({"ours": [ours(), "-c", _OURS_MADE], "httpx": [ours(), "-c", _HTTPX_MADE]}, runs)
    return _against_httpx("import and a client made, whole process", times)


def _first_call(runs: int) -> Row:
    with answering(json.dumps(job(ROOT)).encode()) as url:
        commands = {
            "ours": [ours(), "-c", _OURS_CALL.format(url=url)],
            "httpx": [ours(), "-c", _HTTPX_CALL.format(url=url)],
        }
        times = processes(commands, runs)
    return _against_httpx("client made and first typed call, whole process", times)


def _against_httpx(measure: str, times: Times) -> Row:
    ratio = times.ratio("ours", "httpx")
    return Row(measure, _ms(times.median("ours")), f"bare httpx {_ms(times.median('httpx'))}", ratio, 1.3)


def _imported(runs: int) -> list[Row]:
    """Import over a bare interpreter, in time and in memory; each in its own environment, less its bare start."""
    commands = {
        "bare": [ours(), "-c", "pass"],
        "accountability": [ours(), "-c", "import accountability"],
        "bare peers": [peers(), "-c", "pass"],
        **{name: [peers(), "-c", f"import {name}"] for name in _IMPORTS},
    }
    times = processes(commands, runs)
    took = {name: 1000 * times.over(name, "bare peers") for name in _IMPORTS}
    own = 1000 * times.over("accountability", "bare")
    held = {name: _memory(peers(), f"import {name}", runs) for name in _IMPORTS}
    mine = _memory(ours(), "import accountability", runs)
    return [
        Row("import accountability, over a bare interpreter", f"{own:.1f} ms", _list(took, "ms"), own, 15, unit=" ms"),
        Row("the same, memory", f"{mine:.1f} MiB", _list(held, "MiB"), mine, 3, unit=" MiB"),
    ]


def _memory(python: str, code: str, runs: int) -> float:
    """MiB at the highest, over the same interpreter that does nothing."""

    def highest(text: str) -> float:
        told = [subprocess.check_output([python, "-c", text + _MEMORY], text=True) for _ in range(runs)]
        return statistics.median(int(each) / 1024 for each in told)

    return highest(code) - highest("pass")


def job(root: Path) -> dict[str, object]:
    """The contract's own example of a job."""
    document = json.loads((root / "generated/accountability_api/v2/openapi.json").read_text())
    answer = document["paths"]["/v2/jobs/{jobId}"]["get"]["responses"]["200"]
    example: dict[str, object] = answer["content"]["application/json"]["example"]
    return example


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms"


def _list(figures: dict[str, float], unit: str) -> str:
    return ", ".join(f"{name} {figure:.0f} {unit}" for name, figure in figures.items())

"""Start of a program that uses the client: imports, a client created, the first typed call."""

from __future__ import annotations

import json
import statistics

from .peers import own_python, peers_python
from .row import Row
from .servers import fixed_response, v2_document
from .timing import Times, run_quietly, time_processes

__all__ = ("example_job", "rows")

_OWN_CLIENT = (
    "from accountability import Accountability, PasswordGrant\n"
    "Accountability(PasswordGrant(tenant_id='acme', username='ops@acme.example', api_token='token')).close()"
)
_HTTPX_CLIENT = "import httpx\nhttpx.Client().close()"
_IMPORTS = ("stripe", "openai", "githubkit")
_MEMORY = "\nprint(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1])"
_OWN_CALL = (
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
    """Return the rows of starting, from `runs` rounds of each comparison."""
    return [_client_created(runs), *_imported(runs), _first_call(runs)]


def _client_created(runs: int) -> Row:
    times = time_processes(
        {"ours": [own_python(), "-c", _OWN_CLIENT], "httpx": [own_python(), "-c", _HTTPX_CLIENT]}, runs
    )
    return _against_httpx("import and a client created, whole process", times)


def _first_call(runs: int) -> Row:
    with fixed_response(json.dumps(example_job()).encode()) as url:
        commands = {
            "ours": [own_python(), "-c", _OWN_CALL.format(url=url)],
            "httpx": [own_python(), "-c", _HTTPX_CALL.format(url=url)],
        }
        times = time_processes(commands, runs)
    return _against_httpx("client created and first typed call, whole process", times)


def _against_httpx(measure: str, times: Times) -> Row:
    ratio = times.ratio("ours", "httpx")
    return Row(measure, _ms(times.median("ours")), f"bare httpx {_ms(times.median('httpx'))}", ratio, 1.3)


def _imported(runs: int) -> list[Row]:
    """Return the time and memory of the import, each minus a bare interpreter of the same environment."""
    commands = {
        "bare": [own_python(), "-c", "pass"],
        "accountability": [own_python(), "-c", "import accountability"],
        "bare peers": [peers_python(), "-c", "pass"],
        **{name: [peers_python(), "-c", f"import {name}"] for name in _IMPORTS},
    }
    times = time_processes(commands, runs)
    peer_ms = {name: 1000 * times.difference(name, "bare peers") for name in _IMPORTS}
    own_ms = 1000 * times.difference("accountability", "bare")
    peer_mib = {name: _memory(peers_python(), f"import {name}", runs) for name in _IMPORTS}
    own_mib = _memory(own_python(), "import accountability", runs)
    return [
        Row(
            "import accountability, over bare Python", f"{own_ms:.1f} ms", _list(peer_ms, "ms"), own_ms, 15, unit=" ms"
        ),
        Row("the same, memory", f"{own_mib:.1f} MiB", _list(peer_mib, "MiB"), own_mib, 3, unit=" MiB"),
    ]


def _memory(python: str, code: str, runs: int) -> float:
    """Return the peak MiB of a program, minus that of an empty one in the same interpreter."""

    def peak(text: str) -> float:
        return statistics.median(int(run_quietly([python, "-c", text + _MEMORY])) / 1024 for _ in range(runs))

    return peak(code) - peak("pass")


def example_job() -> dict[str, object]:
    """Return the contract's own example of a job."""
    document = json.loads(v2_document().read_text())
    response = document["paths"]["/v2/jobs/{jobId}"]["get"]["responses"]["200"]
    example: dict[str, object] = response["content"]["application/json"]["example"]
    return example


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms"


def _list(figures: dict[str, float], unit: str) -> str:
    return ", ".join(f"{name} {figure:.0f} {unit}" for name, figure in figures.items())

"""A run from its settings to its end: what may be asked for, the processes it uses, and the script around it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from accountability.conformance import APIS, Settings, Unusable, run

CONFORM = Path(__file__).resolve().parents[2] / "scripts" / "conform"


def test_all_apis_are_meant_when_none_is_named() -> None:
    assert Settings().apis == APIS


def test_a_seed_nobody_gave_is_another_each_time_and_is_known() -> None:
    assert Settings().seed != Settings().seed
    assert Settings(seed=0).seed == 0


@pytest.mark.parametrize(
    ("settings", "said"),
    [({"apis": ("v3",)}, "'v3'"), ({"max_examples": 0}, "--max-examples"), ({"workers": 0}, "1 or more")],
)
def test_settings_that_mean_nothing_are_refused(settings: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Settings(**settings)  # type: ignore[arg-type]


def test_an_operation_that_does_not_exist_is_refused_with_one_that_does() -> None:
    with pytest.raises(Unusable, match=r"did you mean v2\.Jobs_GetJob\?"):
        run(Settings(operations=("v2.Job_GetJob",)))


def test_operations_of_several_apis_are_tested_in_processes_and_come_back_in_order() -> None:
    keys = ("v1.Token_Token", "v2.Jobs_GetJob", "legacy.Jobs_ExportJob")
    told: list[tuple[int, int, str]] = []
    report = run(
        Settings(operations=keys, max_examples=2, max_coverage=5, seed=1, workers=2),
        lambda done, total, result: told.append((done, total, result.key)),
    )
    assert not report.failed, report.table()
    assert [result.key for result in report.results] == list(keys)
    assert [(done, total) for done, total, _key in told] == [(1, 3), (2, 3), (3, 3)]
    assert sorted(key for _done, _total, key in told) == sorted(keys)


PARENT = """
import multiprocessing, os, time
from concurrent.futures import ProcessPoolExecutor
from accountability.conformance import Settings
from accountability.conformance._run import start

if __name__ == "__main__":
    spawn, settings = multiprocessing.get_context("spawn"), Settings(apis=("v2",))
    pool = ProcessPoolExecutor(1, mp_context=spawn, initializer=start, initargs=(settings,))
    print(pool.submit(os.getpid).result(), flush=True)
    time.sleep(60)
"""


def test_a_worker_does_not_outlive_a_run_that_was_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        parent.kill()
        try:
            parent.communicate(timeout=20)  # the worker holds the pipe's other end, and lets go of it when it ends
        except subprocess.TimeoutExpired:
            os.kill(worker, signal.SIGKILL)
            pytest.fail("the worker went on")


def conform(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(CONFORM), *arguments], capture_output=True, text=True, check=False)


def test_the_script_takes_a_wrong_option_for_a_mistake_and_not_for_a_broken_contract() -> None:
    finished = conform("--api", "v3")
    assert (finished.returncode, "'v3' is not one of" in finished.stderr) == (2, True)


def test_the_script_tells_all_options_and_what_it_does_beforehand() -> None:
    told = conform("--help").stdout
    assert "brings the generated client up to date" in told
    assert "--max-examples" in told


def test_the_script_prints_a_table_and_writes_the_report(tmp_path: Path) -> None:
    finished = conform("--operation", "v2.Jobs_GetJob", "--seed", "7", "--max-examples", "1", "--report", str(tmp_path))
    assert finished.returncode == 0, finished.stderr
    assert "every contract is kept (the embedded sandbox, seed 7" in finished.stdout
    assert {path.name for path in tmp_path.iterdir()} == {"index.html", "junit.xml", "report.json"}

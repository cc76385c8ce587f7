"""The pytest plugin, as a test suite uses it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from ..packaging.test_readme import block

pytest_plugins = ("pytester",)

MODES = ("in-process", "http")
# These plugins take longer to load than a run takes.
DISABLED_PLUGINS = ("-p", "no:schemathesis", "-p", "no:hypothesispytest")


@pytest.fixture
def suite(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A test suite in which warnings are errors.

    Schemathesis's plugin imports modules at the end of a run. After one in this process, pytester removes them from
    `sys.modules` but not from their packages: two copies of them would then break the conformance tests.
    """
    monkeypatch.setenv("PYTEST_ADDOPTS", "-p no:schemathesis")
    pytester.makeini("[pytest]\nfilterwarnings = error\n")
    return pytester


@pytest.fixture(params=MODES)
def mode(request: pytest.FixtureRequest) -> str:
    return f"--accountability-sandbox-mode={request.param}"


def test_a_run_in_this_process_leaves_no_second_copy_of_a_module(suite: pytest.Pytester) -> None:
    suite.makepyfile("def test_it(): pass")
    suite.runpytest_inprocess().assert_outcomes(passed=1)
    packages = [module for name, module in list(sys.modules.items()) if name.startswith("schemathesis")]
    parts = [part for package in packages for part in vars(package).values() if isinstance(part, ModuleType)]
    assert [part.__name__ for part in parts if sys.modules.get(part.__name__) is not part] == []


def test_the_readmes_suite_passes(suite: pytest.Pytester, mode: str) -> None:
    suite.makepyfile(block("plugin", "python"))
    under_asyncio = ("-k", "not trio")  # old versions of anyio also run the tests under trio, installed or not
    suite.runpytest_inprocess(mode, *under_asyncio).assert_outcomes(passed=2)


def test_each_test_has_a_sandbox_in_its_initial_state(suite: pytest.Pytester, mode: str) -> None:
    suite.makepyfile(
        """
        import pytest
        from accountability.sandbox import Fault

        @pytest.mark.parametrize("turn", [1, 2])
        @pytest.mark.accountability_variant("pascal-case")
        def test_it(turn, accountability_sandbox, accountability_client):
            assert not accountability_sandbox.calls()
            assert not accountability_sandbox.faults.as_list()
            http = accountability_sandbox.http_client(auth=(accountability_sandbox.accounts[0].api_token, ""))
            with http:
                assert http.get("/v2/jobs/4711").json()["Notes"] != "changed"
                patch = {"Content-Type": "application/merge-patch+json"}
                http.patch("/v2/jobs/4711", json={"Notes": "changed"}, headers=patch).raise_for_status()
            accountability_sandbox.faults.add(Fault(status=500))

        def test_without_the_mark_there_is_no_variant(accountability_sandbox):
            assert accountability_sandbox.variant is None
        """
    )
    suite.runpytest_inprocess(mode).assert_outcomes(passed=3)


def test_only_the_http_mode_opens_a_socket(suite: pytest.Pytester) -> None:
    suite.makepyfile(
        """
        import httpx, pytest

        def test_it(accountability_sandbox, accountability_client, pytestconfig):
            assert accountability_client.v2.jobs.get(4711)
            if pytestconfig.getini("accountability_sandbox_mode") == "http":
                assert httpx.get(f"{accountability_sandbox.url}/_sandbox").status_code == 200
            else:
                with pytest.raises(httpx.ConnectError):
                    httpx.get(f"{accountability_sandbox.url}:9/_sandbox")
        """
    )
    suite.runpytest_subprocess(*DISABLED_PLUGINS).assert_outcomes(passed=1)
    suite.makeini("[pytest]\naccountability_sandbox_mode = http\n")
    suite.runpytest_subprocess(*DISABLED_PLUGINS).assert_outcomes(passed=1)


def test_a_suite_runs_under_every_variant(suite: pytest.Pytester) -> None:
    from accountability.sandbox import VARIANTS

    suite.makeconftest(block("variants", "python"))
    suite.makepyfile(
        """
        from accountability import AccountabilityError

        def test_right_data_or_an_error(accountability_client, accountability_sandbox):
            assert accountability_sandbox.variant is not None
            try:
                assert accountability_client.v2.jobs.get(4711).id == 4711
            except AccountabilityError:
                pass
        """
    )
    suite.runpytest_subprocess(*DISABLED_PLUGINS, "-W", "default").assert_outcomes(passed=len(VARIANTS))


def test_each_parallel_worker_has_its_own_sandbox(suite: pytest.Pytester) -> None:
    suite.makepyfile(
        """
        import pytest

        @pytest.mark.parametrize("number", range(8))
        def test_it(number, accountability_sandbox, accountability_client):
            first = [job.id for job in accountability_client.v2.jobs.list()]
            job = accountability_client.v2.jobs.create(client_id=31, job_type_id=2, description=str(number))
            assert [job.id for job in accountability_client.v2.jobs.list()] == [*first, job.id]
            assert len(accountability_sandbox.calls()) == 3
        """
    )
    suite.runpytest_subprocess(*DISABLED_PLUGINS, "-n", "2", "--accountability-sandbox-mode=http").assert_outcomes(
        passed=8
    )


@pytest.mark.parametrize(
    ("mark", "message"),
    [('"gold-plated"', "variant: expected one of*got 'gold-plated'"), ("", "accountability_variant takes one")],
)
def test_an_unknown_variant_is_reported_by_name(suite: pytest.Pytester, mark: str, message: str) -> None:
    suite.makepyfile(
        f"""
        import pytest

        @pytest.mark.accountability_variant({mark})
        def test_it(accountability_sandbox):
            pass
        """
    )
    outcome = suite.runpytest_inprocess()
    outcome.assert_outcomes(errors=1)
    outcome.stdout.fnmatch_lines([f"*{message}*"])


def test_an_unknown_mode_is_reported_by_name(suite: pytest.Pytester) -> None:
    suite.makeini("[pytest]\naccountability_sandbox_mode = telepathy\n")
    suite.makepyfile("def test_it(accountability_sandbox): pass")
    outcome = suite.runpytest_inprocess()
    outcome.assert_outcomes(errors=1)
    outcome.stdout.fnmatch_lines(["*expected one of in-process, http, got 'telepathy'*"])


def test_without_the_extra_the_error_states_what_to_install(suite: pytest.Pytester) -> None:
    suite.makepyfile(uvicorn="raise ModuleNotFoundError(\"No module named 'uvicorn'\", name='uvicorn')")
    suite.makepyfile(test_it="def test_it(accountability_client): pass")
    outcome = suite.runpytest_subprocess(*DISABLED_PLUGINS, "-p", "no:anyio")
    outcome.assert_outcomes(errors=1)
    outcome.stdout.fnmatch_lines(["*pip install 'accountability-client[[]sandbox[]]'*"])


def find_imports(folder: Path, content: str) -> set[str]:
    """Run a test file with this plugin alone, and return the packages that the run imports."""
    (folder / "test_it.py").write_text(content)
    run = ["-m", "pytest", "-s", "-p", "no:cacheprovider", "-p", "accountability_pytest", "test_it.py"]
    environment = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    completed = subprocess.run(
        [sys.executable, "-X", "importtime", *run], cwd=folder, env=environment, capture_output=True, text=True
    )
    assert completed.returncode == 0, completed.stdout
    lines = [line for line in completed.stderr.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


def test_an_unused_plugin_does_not_import_the_package(tmp_path: Path) -> None:
    packages = {"accountability", "accountability_api", "uvicorn", "httpx", "jsonschema_rs"}
    unused = find_imports(tmp_path, "def test_it(): pass")
    assert not packages & unused
    used = "def test_it(accountability_client): next(iter(accountability_client.v2.jobs.list()))"
    assert packages <= find_imports(tmp_path, used)

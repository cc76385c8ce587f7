"""The client's interface: sharing between threads and tasks, help, signatures, mocks and editors."""

from __future__ import annotations

import inspect
import pydoc
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, get_type_hints
from unittest.mock import create_autospec

import httpx
import jedi  # type: ignore[import-untyped]
import pytest

import accountability
from accountability import Accountability, ApiToken, AsyncAccountability, Call, PasswordGrant

from .fake_service import API_TOKEN, BASE, Make, Service, get_job, response

CLIENTS = (Accountability, AsyncAccountability)


@pytest.fixture
def jobs(service: Service) -> Service:
    for number in range(1000):
        service.on("GET", f"/v2/jobs/{number}", response({"id": number}))
    return service


@pytest.fixture(scope="module", autouse=True)
def _editor_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Set a cache directory for each worker, since concurrent workers corrupt a shared one."""
    jedi.settings.cache_directory = str(tmp_path_factory.mktemp("jedi"))


# Threads and tasks


def test_200_threads_share_one_client_its_token_and_its_first_use(
    client: Make, jobs: Service, grant: PasswordGrant
) -> None:
    api, barrier = client(grant), threading.Barrier(200)

    def work(number: int) -> Any:
        barrier.wait(timeout=60)
        return api.v2.jobs.get(number).id, api.send(get_job(number))

    with ThreadPoolExecutor(200) as pool:
        assert list(pool.map(work, range(200))) == [(number, {"id": number}) for number in range(200)]
    assert jobs.issued == 1
    assert len(jobs.requests) == 401


def test_each_thread_can_iterate_over_the_same_list(client: Make, service: Service) -> None:
    def page(request: httpx.Request) -> httpx.Response:
        number = int(request.url.params["page"])
        items = [{"id": number * 2 - 1}, {"id": number * 2}] if number <= 10 else []
        return response({"items": items, "page": number, "pageSize": 2, "totalCount": 20})

    service.on("GET", "/v2/jobs", page)
    job_list = client().v2.jobs.list()
    with ThreadPoolExecutor(20) as pool:
        lists = list(pool.map(lambda _: [record.id for record in job_list], range(20)))
    assert lists == [list(range(1, 21))] * 20


@pytest.mark.parametrize("kind", CLIENTS)
def test_the_docstring_says_how_a_client_can_be_shared(kind: type) -> None:
    assert "may be shared by" in inspect.getdoc(kind)  # type: ignore[operator]


# Unclosed clients


def test_an_unclosed_client_warns_with_advice() -> None:
    with pytest.warns(ResourceWarning, match="was left open: use `with`, or close it"):
        Accountability(ApiToken("t"))


def test_an_unclosed_async_client_warns_with_advice() -> None:
    with pytest.warns(ResourceWarning, match="was left open: use `async with`, or await its close"):
        AsyncAccountability(ApiToken("t"))


def test_a_client_is_not_unclosed_while_one_with_other_options_is_used(client: Make) -> None:
    other = Accountability(ApiToken(API_TOKEN), base_url=BASE).with_options(timeout=3)
    with pytest.warns(ResourceWarning, match="was left open") as warning_list:
        del other
    assert len(warning_list) == 1


# Signatures, help, mocks and editors


def public_functions() -> list[tuple[str, Any]]:
    """Return every public function and method of the public names."""
    functions: list[tuple[str, Any]] = []
    for name in accountability.__all__:
        value = getattr(accountability, name)
        if inspect.isclass(value):
            functions += [
                (f"{name}.{key}", member)
                for key, member in inspect.getmembers(value, callable)
                if not key.startswith("_") and (getattr(member, "__module__", "") or "").startswith("accountability")
            ]
    return functions


@pytest.mark.parametrize(("name", "function"), public_functions())
def test_a_public_function_has_a_docstring_and_annotations(name: str, function: Any) -> None:
    assert inspect.getdoc(function), f"{name} has no docstring"
    signature = inspect.signature(function)
    assert signature.return_annotation is not inspect.Signature.empty
    untyped = [
        parameter.name
        for parameter in signature.parameters.values()
        if parameter.annotation is inspect.Parameter.empty and parameter.name not in ("self", "cls")
    ]
    assert untyped == []


def test_public_signatures_have_no_httpx_type_but_that_of_the_http_client() -> None:
    signatures = [f"{name}{inspect.signature(function)}" for name, function in public_functions()]
    http_client = "http_client: 'Http | Callable[[], Http] | None' = None"
    signatures += [str(inspect.signature(kind)).replace(http_client, "") for kind in CLIENTS]
    assert len(signatures) > 20
    assert [text for text in signatures if "httpx" in text or "Http" in text] == []


def normalize(text: str) -> str:
    """Remove what differs between Python versions: line breaks, indentation, and quotes around annotations."""
    return re.sub(r"[\s|']+", "", text)


def help_text(thing: object) -> str:
    text: str = pydoc.render_doc(thing, renderer=pydoc.plaintext)  # type: ignore[attr-defined]
    return normalize(text)


@pytest.mark.parametrize("kind", CLIENTS)
def test_help_lists_settings_resources_and_methods(kind: type) -> None:
    text = help_text(kind)
    expected = ["base_url:", "retry:", "hooks:", "rate_limit:", "v1", "v2", "legacy"]
    expected += ["send(self, call: Call[T]) -> T", "map(self", "request(self", "with_options(self", "raw(self"]
    assert [word for word in expected if normalize(word) not in text] == []


@pytest.mark.usefixtures("all_inferred")
def test_help_of_a_method_has_its_arguments_and_its_status(client: Make) -> None:
    method = client().v2.jobs.create
    text = help_text(method)
    parameters = inspect.signature(method).parameters.values()
    required = [operation for operation in parameters if operation.default is operation.empty]
    assert {"description", "client_id"} <= {parameter.name for parameter in required}
    assert normalize(", ".join(f"{parameter.name}: {parameter.annotation}" for parameter in required)) in text
    assert normalize("Inferred, not published") in text
    assert "client_id:" in text


def test_an_autospec_mock_has_the_signatures_of_the_client() -> None:
    mock = create_autospec(Accountability, instance=True)
    mock.send.return_value = {"id": 1}
    assert mock.send(get_job()) == {"id": 1}
    mock.request("GET", "/v2/x", query={"a": 1})
    mock.map([get_job()], concurrency=2)
    for call in (mock.send, partial(mock.request, "GET"), partial(mock.map, [], 2, 3), partial(mock.raw, speed=1)):
        with pytest.raises(TypeError):
            call()
    with pytest.raises(AttributeError):
        mock.sendd(get_job())


def test_the_annotations_of_the_clients_can_be_resolved() -> None:
    hints = get_type_hints(Accountability.map, localns={"Call": Call})
    assert str(hints["return"]).startswith("collections.abc.Generator[accountability._concurrency.CallResult[")


COMPLETIONS = [
    ("from accountability import Acc", {"Accountability", "AccountabilityError"}),
    ("{api}.", {"v1", "v2", "legacy", "send", "raw", "request", "map", "with_options", "close", "from_env"}),
    ("{api}.v2.", {"jobs", "clients", "time_entries", "purchase_orders"}),
    ("{api}.v2.jobs.", {"get", "list", "create", "update"}),
    ("{api}.v2.jobs.get(1).", {"id", "job_no", "description", "budget", "date_opened"}),
    ("for job in {api}.v2.jobs.list():\n    job.", {"id", "job_no", "budget"}),
    ("{api}.v2.jobs.list().first().", {"id", "job_no", "budget"}),
    ("{api}.legacy.timesheets.", {"export"}),
    ("from accountability.v2 import jobs\n{api}.send(jobs.get_job(1)).", {"id", "job_no", "budget"}),
    (
        "from accountability.v2 import jobs\nfor outcome in {api}.map([jobs.get_job(1)]):\n    outcome.",
        {"value", "error"},
    ),
    (
        "try: pass\nexcept accountability.APIStatusError as error: error.",
        {"status", "problem", "request_id", "safe_to_retry"},
    ),
]


@pytest.mark.parametrize(("code", "expected"), COMPLETIONS)
def test_an_editor_completes_names(code: str, expected: set[str]) -> None:
    start = "import accountability\nfrom accountability import Accountability, ApiToken\n"
    script = jedi.Script(start + code.replace("{api}", "Accountability(ApiToken('t'))"))
    completions = {completion.name for completion in script.complete()}
    assert expected <= completions


def test_an_editor_shows_the_signature_of_a_method() -> None:
    code = "from accountability import Accountability, ApiToken\nAccountability(ApiToken('t')).v2.jobs.get("
    (signature,) = jedi.Script(code).get_signatures()
    assert [parameter.name for parameter in signature.params] == ["job_id"]
    assert "Get one job" in signature.docstring()

"""The client's shape: shared by threads and tasks, and the truth in help, signatures, mocks and editors."""

from __future__ import annotations

import asyncio
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

from .fake_service import API_TOKEN, BASE, Make, MakeAsync, Service, answer, get_job

CLIENTS = (Accountability, AsyncAccountability)


@pytest.fixture
def jobs(service: Service) -> Service:
    for number in range(1000):
        service.on("GET", f"/v2/jobs/{number}", answer({"id": number}))
    return service


@pytest.fixture(scope="module", autouse=True)
def _the_editors_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Of its own for each worker: two would read what the other is writing."""
    jedi.settings.cache_directory = str(tmp_path_factory.mktemp("jedi"))


# Threads and tasks


def test_200_threads_share_one_client_its_token_and_its_first_use(
    client: Make, jobs: Service, grant: PasswordGrant
) -> None:
    api, together = client(grant), threading.Barrier(200)

    def work(number: int) -> Any:
        together.wait(timeout=60)
        return api.v2.jobs.get(number).id, api.send(get_job(number))

    with ThreadPoolExecutor(200) as pool:
        assert list(pool.map(work, range(200))) == [(number, {"id": number}) for number in range(200)]
    assert jobs.issued == 1
    assert len(jobs.requests) == 401


def test_1000_tasks_share_one_client_and_its_token(
    async_client: MakeAsync, jobs: Service, grant: PasswordGrant
) -> None:
    async def run() -> list[Any]:
        async with async_client(grant) as api:
            return await asyncio.gather(*(api.send(get_job(number)) for number in range(1000)))

    assert asyncio.run(run()) == [{"id": number} for number in range(1000)]
    assert jobs.issued == 1


def test_threads_walk_one_list_each_for_itself(client: Make, service: Service) -> None:
    def page(request: httpx.Request) -> httpx.Response:
        number = int(request.url.params["page"])
        items = [{"id": number * 2 - 1}, {"id": number * 2}] if number <= 10 else []
        return answer({"items": items, "page": number, "pageSize": 2, "totalCount": 20})

    service.on("GET", "/v2/jobs", page)
    found = client().v2.jobs.list()
    with ThreadPoolExecutor(20) as pool:
        walks = list(pool.map(lambda _: [record.id for record in found], range(20)))
    assert walks == [list(range(1, 21))] * 20


@pytest.mark.parametrize("kind", CLIENTS)
def test_the_docstring_says_who_may_share_a_client(kind: type) -> None:
    assert "may be shared by" in inspect.getdoc(kind)  # type: ignore[operator]


# Left open


def test_a_client_left_open_says_what_to_do() -> None:
    with pytest.warns(ResourceWarning, match="was left open: use `with`, or close it"):
        Accountability(ApiToken("t"))


def test_an_async_client_left_open_says_what_to_do() -> None:
    with pytest.warns(ResourceWarning, match="was left open: use `async with`, or await its close"):
        AsyncAccountability(ApiToken("t"))


def test_a_client_is_not_left_open_while_one_with_other_options_is_used(client: Make) -> None:
    other = Accountability(ApiToken(API_TOKEN), base_url=BASE).with_options(timeout=3)
    with pytest.warns(ResourceWarning, match="was left open") as caught:
        del other
    assert len(caught) == 1


# The truth in signatures, help, mocks and editors


def public_functions() -> list[tuple[str, Any]]:
    """Every public function and method of the names that users import."""
    found: list[tuple[str, Any]] = []
    for name in accountability.__all__:
        each = getattr(accountability, name)
        if inspect.isclass(each):
            found += [
                (f"{name}.{key}", member)
                for key, member in inspect.getmembers(each, callable)
                if not key.startswith("_") and (getattr(member, "__module__", "") or "").startswith("accountability")
            ]
    return found


@pytest.mark.parametrize(("name", "function"), public_functions())
def test_a_public_function_says_what_it_does_and_types_everything(name: str, function: Any) -> None:
    assert inspect.getdoc(function), f"{name} has no docstring"
    signature = inspect.signature(function)
    assert signature.return_annotation is not inspect.Signature.empty
    untyped = [
        each.name
        for each in signature.parameters.values()
        if each.annotation is inspect.Parameter.empty and each.name not in ("self", "cls")
    ]
    assert untyped == []


def test_no_type_of_httpx_shows_in_any_public_signature_but_that_of_the_given_client() -> None:
    shown = [f"{name}{inspect.signature(function)}" for name, function in public_functions()]
    given = "http_client: 'Http | Callable[[], Http] | None' = None"
    shown += [str(inspect.signature(kind)).replace(given, "") for kind in CLIENTS]
    assert len(shown) > 20
    assert [text for text in shown if "httpx" in text or "Http" in text] == []


def bare(text: str) -> str:
    """A text less what Pythons write in different ways: line breaks with their margin, quotes around annotations."""
    return re.sub(r"[\s|']+", "", text)


def helped(thing: object) -> str:
    told: str = pydoc.render_doc(thing, renderer=pydoc.plaintext)  # type: ignore[attr-defined]
    return bare(told)


@pytest.mark.parametrize("kind", CLIENTS)
def test_help_tells_settings_resources_and_methods(kind: type) -> None:
    told = helped(kind)
    wanted = ["base_url:", "retry:", "hooks:", "rate_limit:", "v1", "v2", "legacy"]
    wanted += ["send(self, call: Call[T]) -> T", "map(self", "request(self", "with_options(self", "raw(self"]
    assert [word for word in wanted if bare(word) not in told] == []


@pytest.mark.usefixtures("guessed")
def test_help_of_a_method_tells_its_arguments_and_how_it_is_known(client: Make) -> None:
    method = client().v2.jobs.create
    told = helped(method)
    every = inspect.signature(method).parameters.values()
    needed = [each for each in every if each.default is each.empty]
    assert {"description", "client_id"} <= {each.name for each in needed}
    assert bare(", ".join(f"{each.name}: {each.annotation}" for each in needed)) in told
    assert bare("Inferred, not published") in told
    assert "client_id:" in told


def test_a_mock_of_a_client_takes_what_the_client_takes() -> None:
    mock = create_autospec(Accountability, instance=True)
    mock.send.return_value = {"id": 1}
    assert mock.send(get_job()) == {"id": 1}
    mock.request("GET", "/v2/x", query={"a": 1})
    mock.map([get_job()], concurrency=2)
    for wrong in (mock.send, partial(mock.request, "GET"), partial(mock.map, [], 2, 3), partial(mock.raw, speed=1)):
        with pytest.raises(TypeError):
            wrong()
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


@pytest.mark.parametrize(("code", "wanted"), COMPLETIONS)
def test_an_editor_completes(code: str, wanted: set[str]) -> None:
    start = "import accountability\nfrom accountability import Accountability, ApiToken\n"
    script = jedi.Script(start + code.replace("{api}", "Accountability(ApiToken('t'))"))
    offered = {each.name for each in script.complete()}
    assert wanted <= offered


def test_an_editor_shows_the_signature_of_a_method() -> None:
    code = "from accountability import Accountability, ApiToken\nAccountability(ApiToken('t')).v2.jobs.get("
    (signature,) = jedi.Script(code).get_signatures()
    assert [each.name for each in signature.params] == ["job_id"]
    assert "Get one job" in signature.docstring()

"""The engine's own power: each defect that is put into a sandbox on purpose is found, and without one nothing is.

A defect sits between the sandbox and the wire, so that the sandbox itself stays as it is shipped.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
from attrs import frozen
from lxml import etree

from accountability.conformance import Report, Settings
from accountability.conformance._run import against
from accountability.conformance._subject import Subject, subjects
from accountability.conformance._target import of_sandbox
from accountability.sandbox import Sandbox
from accountability.spec import load

from .small import served

Response = tuple[int, bytes]


@frozen
class Asked:
    """What a defect may look at: the request as the server got it."""

    method: str
    path: str
    query: str
    authorized: bool


Spoil = Callable[[Asked, Response], Response]


class Defective:
    """The sandbox's app with a defect on every answer that `spoil` cares to change."""

    def __init__(self, app: Any, spoil: Spoil | None = None, always_authorized: str = "") -> None:
        self.app, self.spoil, self.always_authorized = app, spoil, always_authorized

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Callable[[Any], Awaitable[None]]) -> None:
        held: list[Any] = []

        async def keep(message: Any) -> None:
            held.append(message)

        asked = self.asked(scope)
        await self.app(self.let_in(scope, asked), receive, keep)
        start, body = held[0], b"".join(message.get("body", b"") for message in held[1:])
        status = start["status"]
        if self.spoil and not asked.path.startswith("/_sandbox"):
            status, body = self.spoil(asked, (status, body))
        headers = [pair for pair in start["headers"] if pair[0].lower() != b"content-length"]
        await send({**start, "status": status, "headers": [*headers, (b"content-length", str(len(body)).encode())]})
        await send({"type": "http.response.body", "body": body})

    def asked(self, scope: dict[str, Any]) -> Asked:
        named = {name.lower() for name, _value in scope["headers"]}
        return Asked(scope["method"], scope["path"], scope["query_string"].decode(), b"authorization" in named)

    def let_in(self, scope: dict[str, Any], asked: Asked) -> dict[str, Any]:
        """The request with good credentials put in, where the defect is that none are asked for."""
        if not self.always_authorized or asked.path.startswith("/_sandbox"):
            return scope
        others = [pair for pair in scope["headers"] if pair[0].lower() != b"authorization"]
        return {**scope, "headers": [*others, (b"authorization", self.always_authorized.encode())]}


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    made = Sandbox()
    yield made
    made.close()


def conform(sandbox: Sandbox, *keys: str, spoil: Spoil | None = None, let_in: bool = False) -> Report:
    """What the engine finds in a sandbox with a defect, looking at some operations only."""
    from accountability.conformance._target import basic

    always = basic(sandbox.accounts[0].api_token) if let_in else ""
    everything: list[Subject] = [each for api in ("v1", "v2", "legacy") for each in subjects(api, load(api).document)]
    with served(Defective(sandbox.app, spoil, always)) as url:
        target = of_sandbox(url, f"{url}/Service.svc")
        try:
            return against(target, everything, Settings(seed=7, max_examples=3, max_coverage=20, operations=keys))
        finally:
            target.close()


def checks(report: Report) -> set[str]:
    return {trouble.check for result in report.results for trouble in result.troubles}


def record(change: Callable[[dict[str, Any]], Any], path: str, method: str = "GET") -> Spoil:
    """A defect in one JSON record that is answered with a 2xx."""

    def spoil(asked: Asked, answer: Response) -> Response:
        status, body = answer
        if asked.method != method or not asked.path.startswith(path) or status >= 300:
            return answer
        value = json.loads(body)
        change(value)
        return status, json.dumps(value).encode()

    return spoil


def reordered(asked: Asked, answer: Response) -> Response:
    """The first two elements of each legacy record change places."""
    status, body = answer
    if status != 200 or not body.startswith((b"<", b"\xef\xbb\xbf<")) or "/Service.svc" not in asked.path:
        return answer
    root = etree.fromstring(body)
    record = root if len(root) and not len(root[0]) else root[0]
    record.insert(0, record[1])
    return status, etree.tostring(root)


def unqualified(asked: Asked, answer: Response) -> Response:
    """The legacy namespace is another one."""
    status, body = answer
    return status, body.replace(b"Accountability.API.Model", b"Accountability.API.Modell")


ORDER = "legacy.PurchaseOrders_GetPurchaseOrder"


def test_without_a_defect_nothing_is_found(sandbox: Sandbox) -> None:
    report = conform(sandbox, "v2.Jobs_GetJob", "v2.Jobs_CreateJob", "v2.Jobs_ListJobs", ORDER)
    assert not report.failed, report.table()
    assert [result.outcome for result in report.results] == ["passed"] * 4


def test_a_wrong_type_in_an_answer_is_found(sandbox: Sandbox) -> None:
    spoil = record(lambda job: job.update(description=5, id="4711"), "/v2/jobs/")
    report = conform(sandbox, "v2.Jobs_GetJob", spoil=spoil)
    assert {"answer", "response violates schema"} <= checks(report)


def test_a_missing_required_member_is_found(sandbox: Sandbox) -> None:
    report = conform(sandbox, "v2.Jobs_GetJob", spoil=record(lambda job: job.pop("id"), "/v2/jobs/"))
    assert "answer" in checks(report)


@pytest.mark.parametrize("key", ["v2.Jobs_GetJob", "v1.Jobs_CreateJob", ORDER])
def test_a_missing_check_of_credentials_is_found(sandbox: Sandbox, key: str) -> None:
    assert "credentials" in checks(conform(sandbox, key, let_in=True))


def test_a_wrong_status_is_found(sandbox: Sandbox) -> None:
    report = conform(
        sandbox, "v2.Jobs_CreateJob", spoil=lambda asked, answer: (200 if answer[0] == 201 else answer[0], answer[1])
    )
    assert "status" in checks(report)


def test_a_legacy_element_out_of_order_is_found(sandbox: Sandbox) -> None:
    report = conform(sandbox, ORDER, spoil=reordered)
    assert any("comes after" in trouble.message for result in report.results for trouble in result.troubles)


def test_a_legacy_answer_in_another_namespace_is_found(sandbox: Sandbox) -> None:
    assert "answer" in checks(conform(sandbox, ORDER, spoil=unqualified))


def test_a_representation_that_says_something_else_is_found(sandbox: Sandbox) -> None:
    def spoil(asked: Asked, answer: Response) -> Response:
        status, body = answer
        if status != 200 or not body.startswith(b"<"):
            return answer
        root = etree.fromstring(body)
        word = next(element for element in root.iter("*") if (element.text or "").isalpha() and element.text != "true")
        word.text = f"{word.text}Z"
        return status, etree.tostring(root)

    assert "twins" in checks(conform(sandbox, ORDER, spoil=spoil))


def test_a_lost_update_is_found(sandbox: Sandbox) -> None:
    spoil = record(lambda client: client.update(notes="lost"), "/v2/clients/")
    assert "reads back" in checks(conform(sandbox, "v2.Clients_UpdateClient", spoil=spoil))


def test_a_legacy_write_that_v2_does_not_read_is_found(sandbox: Sandbox) -> None:
    spoil = record(lambda job: job.update(jobDescription="Another"), "/v2/jobs/")
    assert "reads back" in checks(conform(sandbox, "legacy.Jobs_CreateJob", spoil=spoil))


def test_a_page_that_repeats_a_record_is_found(sandbox: Sandbox) -> None:
    def spoil(asked: Asked, answer: Response) -> Response:
        if "pageSize=1" not in asked.query or "page=2" not in asked.query or answer[0] != 200:
            return answer
        page = json.loads(answer[1])
        page["items"] = [{**item, "id": item["id"] - 1} for item in page["items"]]
        return answer[0], json.dumps(page).encode()

    assert "paging" in checks(conform(sandbox, "v2.Jobs_ListJobs", spoil=spoil))


def test_bad_data_that_is_taken_is_found(sandbox: Sandbox) -> None:
    def spoil(asked: Asked, answer: Response) -> Response:
        return (200, b'{"id": 1}') if answer[0] == 422 else answer

    assert "schema-violating request accepted" in checks(conform(sandbox, "v2.Jobs_GetJob", spoil=spoil))


SHAPES = [
    b"null",
    b"{}",
    b'{"items": [null]}',
    b'{"items": [{}, {}, {}]}',
    b'{"items": [{"id": "x"}, {"id": 1}], "totalCount": []}',
    b"\xff",
]


@pytest.mark.parametrize("shape", SHAPES)
def test_answers_of_any_shape_are_judged_and_never_end_the_run(sandbox: Sandbox, shape: bytes) -> None:
    def spoil(asked: Asked, answer: Response) -> Response:
        return (answer[0], shape) if answer[0] < 300 and not asked.path.endswith("/token") else answer

    keys = ("v2.Jobs_ListJobs", "v2.Clients_UpdateClient", ORDER)
    report = conform(sandbox, *keys, spoil=spoil)
    assert [result.outcome for result in report.results] == ["failed"] * 3

"""Faults on request, in process and over HTTP: they occur as often as requested, and no more."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import msgspec
import pytest

from accountability.sandbox import Fault, Sandbox

from .conftest import Caller, read

JOB = "/v2/jobs/4711"
PATCH = {"Content-Type": "application/merge-patch+json"}


@pytest.fixture
def http(any_sandbox: Sandbox) -> Iterator[httpx.Client]:
    with any_sandbox.http_client(auth=(any_sandbox.accounts[0].api_token, "")) as http:
        yield http


@pytest.fixture
def waits(any_sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Record the seconds of each wait of the sandbox, without waiting."""
    durations: list[float] = []

    async def async_sleep(seconds: float) -> None:
        durations.append(seconds)

    monkeypatch.setattr(any_sandbox, "sleep", durations.append)
    monkeypatch.setattr(any_sandbox, "async_sleep", async_sleep)
    return durations


def patch_notes(http: httpx.Client, notes: str) -> httpx.Response:
    return http.patch(JOB, json={"notes": notes}, headers=PATCH)


def read_notes(http: httpx.Client) -> object:
    return read(http.get(JOB))["notes"]


def test_a_status_replaces_the_operation_as_often_as_requested(any_sandbox: Sandbox, http: httpx.Client) -> None:
    any_sandbox.faults.add(Fault(operation="v2.Jobs_UpdateJob", status=503, times=2, headers={"Retry-After": "7"}))
    responses = [patch_notes(http, str(number)) for number in range(3)]
    assert [response.status_code for response in responses] == [503, 503, 200]
    assert responses[0].headers["Retry-After"] == "7"
    assert responses[0].headers["Content-Type"] == "application/problem+json"
    assert read(responses[0])["status"] == 503
    assert read_notes(http) == "2"


def test_a_given_body_is_sent_unchanged(any_sandbox: Sandbox, http: httpx.Client) -> None:
    any_sandbox.faults.add(Fault(status=502, body="<h1>Bad Gateway</h1>", media="text/html"))
    response = http.get(JOB)
    assert (response.status_code, response.text, response.headers["Content-Type"]) == (
        502,
        "<h1>Bad Gateway</h1>",
        "text/html",
    )


def test_a_pattern_affects_the_operations_that_match_it(any_sandbox: Sandbox, http: httpx.Client) -> None:
    any_sandbox.faults.add(Fault(operation="v2.Jobs_*", status=500))
    assert [http.get(path).status_code for path in (JOB, "/v2/jobs", "/v1/jobs", "/v2/clients")] == [500, 500, 200, 200]
    any_sandbox.faults.clear()
    assert http.get(JOB).status_code == 200


def test_the_same_seed_affects_the_same_calls(any_sandbox: Sandbox, http: httpx.Client) -> None:
    def find_affected_calls() -> list[bool]:
        any_sandbox.faults.clear()
        any_sandbox.faults.add(Fault(status=500, probability=0.5, seed=7))
        return [http.get(JOB).status_code == 500 for _ in range(20)]

    first = find_affected_calls()
    assert 4 < sum(first) < 16
    assert find_affected_calls() == first


def test_a_dropped_connection_skips_the_operation(any_sandbox: Sandbox, http: httpx.Client) -> None:
    any_sandbox.faults.add(Fault(damage="drop", times=1))
    with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
        patch_notes(http, "dropped")
    assert read_notes(http) != "dropped"


def test_a_lost_response_follows_a_performed_operation(any_sandbox: Sandbox, http: httpx.Client) -> None:
    any_sandbox.faults.add(Fault(damage="lose", times=1))
    with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
        patch_notes(http, "lost")
    assert read_notes(http) == "lost"


def test_a_truncated_body_ends_in_the_middle(any_sandbox: Sandbox, http: httpx.Client) -> None:
    length = len(http.get(JOB).content)
    any_sandbox.faults.add(Fault(damage="truncated", times=1))
    with pytest.raises(httpx.RemoteProtocolError, match=rf"received {length // 2} bytes, expected {length}"):
        http.get(JOB)
    assert len(http.get(JOB).content) == length


@pytest.mark.parametrize("path", [JOB, "/Service.svc/purchaseorders/5001"])
def test_a_malformed_body_is_not_decodable(any_sandbox: Sandbox, http: httpx.Client, path: str) -> None:
    any_sandbox.faults.add(Fault(damage="malformed"))
    response = http.get(path)
    assert response.status_code == 200
    with pytest.raises(UnicodeDecodeError):
        response.content.decode()


def test_a_response_is_delayed(any_sandbox: Sandbox, http: httpx.Client, waits: list[float]) -> None:
    any_sandbox.faults.add(Fault(latency=3.5, times=1))
    assert http.get(JOB).status_code == 200
    assert waits == [3.5]


def test_a_slow_body_is_received_in_chunks_and_complete(
    any_sandbox: Sandbox, http: httpx.Client, waits: list[float]
) -> None:
    content = http.get(JOB).content
    any_sandbox.faults.add(Fault(slow=4.0))
    assert http.get(JOB).content == content
    assert len(waits) > 1
    assert sum(waits) == pytest.approx(4.0)


def test_a_wait_longer_than_the_read_timeout_is_a_timeout(in_process: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr(in_process, "sleep", waits.append)
    in_process.faults.add(Fault(latency=60))
    with pytest.raises(httpx.ReadTimeout):
        in_process.http_client(timeout=2).get(JOB)
    assert waits == [2]


def test_an_unknown_operation_is_rejected_by_name(in_process: Sandbox) -> None:
    with pytest.raises(ValueError, match="Jobs_Vanish"):
        in_process.faults.add(Fault(operation="v2.Jobs_Vanish", status=500))


@pytest.mark.parametrize(
    "fault",
    [
        {},
        {"status": 42},
        {"status": 500, "times": 0},
        {"status": 500, "probability": 0},
        {"status": 500, "probability": 1.1},
        {"latency": -1},
        {"status": 500, "damage": "drop"},
        {"damage": "melt"},
        {"stauts": 500},
    ],
)
def test_an_invalid_fault_is_rejected_in_python_and_over_http(fault: dict[str, object], api: Caller) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(fault, Fault)
    response = api.send_json("POST", "/_sandbox/faults", fault)
    assert response.status_code == 422
    assert api.get_json("/_sandbox/faults") == {"faults": []}


def test_faults_are_added_listed_and_cleared_over_http(api: Caller) -> None:
    body = {"operation": "v2.Jobs_GetJob", "status": 500, "times": 2}
    assert api.send_json("POST", "/_sandbox/faults", body).status_code == 204
    assert api.get(JOB).status_code == 500
    (fault,) = api.get_json("/_sandbox/faults")["faults"]
    assert (fault["operation"], fault["status"], fault["times"], fault["struck"]) == ("v2.Jobs_GetJob", 500, 2, 1)
    assert api.delete("/_sandbox/faults").status_code == 204
    assert api.get(JOB).status_code == 200

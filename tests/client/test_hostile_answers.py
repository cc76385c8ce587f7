"""Answers that no sound service gives: nothing but our own errors comes of them, and no more memory than is allowed.

A few examples of each here; `HOSTILE_EXAMPLES=10000 scripts/test tests/client/test_hostile_answers.py` looks harder.
"""

from __future__ import annotations

import gzip
import json
import os
import pickle
import tracemalloc
import warnings
import zlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from itertools import islice
from typing import Any

import httpx
import pytest
from attrs import fields
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from accountability import (
    Accountability,
    AccountabilityError,
    ApiToken,
    Call,
    ContractViolationError,
    PasswordGrant,
    Retry,
    TransportError,
    spec,
    wcf,
)
from accountability_api._runtime.model import Model
from accountability_api._runtime.paging import Items, Page

from .fake_service import API_TOKEN, BASE, LEGACY, get_job
from .scene import keys, scenes

EXAMPLES = int(os.environ.get("HOSTILE_EXAMPLES", "60"))
LIMIT = 1_000_000
usual = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=EXAMPLES < 1000,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],  # a failure tells its answer as it is: making it small takes longer than reading it
)

DEEP = "[" * 5000 + "]" * 5000
TOKENS = st.sampled_from(
    [
        *(
            "1e400",
            "-1e400",
            "1e-999999",
            "1e99999999999999999999",
            "1" + "0" * 5000,
            "-" + "9" * 400,
            "0." + "1" * 5000,
        ),
        *(
            "NaN",
            "Infinity",
            "-Infinity",
            "-0",
            "01",
            "1.",
            "0x10",
            "null",
            "true",
            "[]",
            "{}",
            '""',
            "0",
            "18446744073709551616",
        ),
        *('"\\ud800"', '"\\u0000"', '"\x1b[31m"', '"2026-02-30"', '"0000-00-00T00:00:00Z"', '"2026-01-01T00:00:00"'),
        *('"/Date(999999999999999999)/"', '"9999-12-31T23:59:59-14:00"', '"unheard of"', '"' + "x" * 70_000 + '"'),
        *(
            DEEP,
            "[" * 600 + "]" * 600,
            '{"a":' * 400 + "1" + "}" * 400,
            '{"a":1,"a":2}',
            "'single'",
            "undefined",
            "//",
            "",
        ),
    ]
)
BODIES = st.sampled_from(
    [
        *(
            b"",
            b" ",
            b"null",
            b"[]",
            b"{}",
            b"0",
            b'"text"',
            b"true",
            b"[[]]",
            b"[null]",
            b"\xef\xbb\xbf",
            b"\xff\xfe{\x00}\x00",
        ),
        *(DEEP.encode(), b"[" * 100_000, b'{"items":' * 50_000, b"\x00" * 1000, b"\xc3\x28", b"{" + b'"a":1,' * 10_000),
        *(
            b"<html><title>Sign in</title>",
            b"<!DOCTYPE html><h1>502 Bad Gateway</h1>",
            b"<",
            b"<a>",
            b"<a/>",
            b"<a><b></a></b>",
        ),
        b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;&c;&c;&c;</a>',
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a>5</a>'.encode("utf-16"),
        b'<?xml version="1.0" encoding="none-such"?><a>5</a>',
        b"<a>" * 5000 + b"</a>" * 5000,
        b'<int xmlns="http://schemas.microsoft.com/2003/10/Serialization/">' + b"9" * 5000 + b"</int>",
        b'<decimal xmlns="http://schemas.microsoft.com/2003/10/Serialization/">NaN</decimal>',
        b'{"title": "\\ud800\x1b[31m", "detail": 5, "errors": {"": [[[]]]}}',
        b'{"error": {"code": [], "message": {}}, "errors": [null, 1, [], {"pointer": 5}]}',
        b'{"errors": {"a": ' + b"[" * 900 + b"]" * 900 + b"}}",
        b'{"type": ' + b"9" * 5000 + b"}",
    ]
)
KINDS = st.sampled_from(
    [
        *("application/json", "application/json; charset=utf-16", "APPLICATION/JSON;;;", "text/html", "text/plain", ""),
        *("application/xml", "text/xml; charset=none-such", "application/problem+json", "image/png", ";", "\xff/\xfe"),
        "application/" + "x" * 10_000,
    ]
)
STATUSES = st.sampled_from(
    [200, 200, 200, 201, 202, 204, 206, 299, 300, 302, 304, 199, 400, 401, 404, 409, 422, 429, 500, 503, 600, 999]
)
SECONDS = st.sampled_from(
    ["", "-1", "1e9", "NaN", "9" * 400, "0", "0." + "9" * 5000, "Mon, 01 Jan 99999 00:00:00 GMT", "\xb2", "soon",
     "Mon, 01 Jan 2024 00:00:00 +99999999999999999999", "Mon, 01 Jan 0001 00:00:00 +2359",
     "Fri, 31 Dec 9999 23:59:59 -2359",
     f"Mon, 01 Jan {'9' * 5000} 00:00:00 GMT"]
)  # fmt: skip
PACKINGS = st.sampled_from(
    ["", "", "", "gzip", "deflate", "bare deflate", "a lie", "broken", "cut", "br", "gzip, gzip", "utf-8", "x" * 9000]
)
HURTS = st.sampled_from(["", "", "cut", "bom", "utf-16", "byte", "more", "latin-1"])


class Raw(str):
    """Text that goes into JSON, or into an element, as it is."""


def written(value: Any) -> str:
    match value:
        case Raw():
            return value
        case dict():
            return "{" + ",".join(f"{json.dumps(name)}:{written(each)}" for name, each in value.items()) + "}"
        case list():
            return "[" + ",".join(written(each) for each in value) + "]"
    return str(value) if isinstance(value, Decimal) else json.dumps(value)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(value, dict | list):
        for name, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(each, (*path, name))


def put(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    if isinstance(value, dict):
        return {**value, path[0]: put(value.get(path[0]), path[1:], new)}
    if isinstance(value, list):
        return [put(each, path[1:], new) if at == path[0] else each for at, each in enumerate(value)]
    return value  # another change has come before


@st.composite
def changed(draw: st.DrawFn, example: Any) -> str:
    """The example with hostile values at some places."""
    every = list(places(example))
    for path in draw(st.lists(st.sampled_from(every), max_size=3)):
        example = put(example, path, Raw(draw(TOKENS)))
    return written(example)


@st.composite
def bodies(draw: st.DrawFn, call: Call[Any]) -> bytes:
    example = sound(call)
    if example is None or draw(st.integers(0, 3)) == 0:
        return draw(BODIES)
    schema = spec.find(call.key).success("application/xml") if call.accept.endswith("xml") else None
    content = in_xml(draw, schema, example) if schema else draw(changed(example)).encode()
    at = draw(st.integers(0, len(content)))
    match draw(HURTS):
        case "cut":
            return content[:at]
        case "bom":
            return b"\xef\xbb\xbf" + content
        case "utf-16":
            return content.decode("utf-8", "replace").encode("utf-16")
        case "latin-1":
            return content.decode("utf-8", "replace").encode("latin-1", "replace")
        case "byte":
            return content[:at] + draw(st.binary(min_size=1, max_size=3)) + content[at:]
        case "more":
            return content + content
    return content


def in_xml(draw: st.DrawFn, schema: Mapping[str, Any], example: Any) -> bytes:
    """The example as XML, with hostile texts in some elements."""
    content = wcf.Codec(spec.load("legacy").document).encode(example, schema)
    parts = content.split(b"</")
    for at in draw(st.lists(st.integers(0, len(parts) - 1), max_size=3)):
        hostile = draw(st.one_of(TOKENS.map(str.encode), BODIES))
        parts[at] = parts[at].rpartition(b">")[0] + b">" + hostile
    return b"</".join(parts)


def sound(call: Call[Any]) -> Any:
    """The value of the contract's own example of the call's answer."""
    found = spec.find(call.key)
    status = next(each for each in found.raw["responses"] if each.startswith("2"))
    content = found.resolve(found.raw["responses"][status]).get("content", {})
    return next((each["example"] for each in content.values() if "example" in each), None)


def packed(content: bytes, packing: str) -> tuple[str, bytes]:
    """A content coding's name and the bytes, as they are in it or pretend to be."""
    bare = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    match packing:
        case "gzip" | "x-gzip":
            return packing, gzip.compress(content)
        case "deflate":
            return "deflate", zlib.compress(content)
        case "bare deflate":
            return "deflate", bare.compress(content) + bare.flush()
        case "a lie":
            return "gzip", content
        case "broken":
            made = bytearray(gzip.compress(content))
            made[len(made) // 2] ^= 0xFF
            return "gzip", bytes(made)
        case "cut":
            return "gzip", gzip.compress(content)[:-9]
    return packing, content


@st.composite
def answers(draw: st.DrawFn, call: Call[Any]) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    packing, content = packed(draw(bodies(call)), draw(PACKINGS))
    usual = {"Content-Type": call.accept}
    odd = {"Content-Type": draw(KINDS), "Retry-After": draw(SECONDS), "Date": draw(SECONDS), "X-Request-Id": "y" * 5000,
           "Location": "file:///etc/passwd", "Set-Cookie": "a=b" * 2000, "Content-Length": "-5"}  # fmt: skip
    headers = draw(st.sampled_from([usual, usual, odd])) | ({"Content-Encoding": packing} if packing else {})
    return draw(STATUSES), [(k.encode(), v.encode("latin-1")) for k, v in headers.items()], content


class Chunks(httpx.SyncByteStream):
    """A body that comes in parts of one size."""

    def __init__(self, content: bytes, size: int) -> None:
        self._parts = [content[at : at + size] for at in range(0, len(content), size)]

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._parts)


def client(answer: Any, auth: Any = None, **more: Any) -> Accountability:
    """A client of a service that gives one answer, unread as one from the network is."""

    def handle(request: httpx.Request) -> httpx.Response:
        status, headers, content = answer(request) if callable(answer) else answer
        stream = httpx.ByteStream(content) if isinstance(content, bytes) else content
        return httpx.Response(status, headers=headers, stream=stream)

    http = httpx.Client(transport=httpx.MockTransport(handle))
    quick = Retry(attempts=2, deadline=2, sleep=lambda seconds: None, random=lambda: 0.5)
    usual = {"base_url": BASE, "legacy_url": LEGACY, "inferred": "allow", "rate_limit": None, "retry": quick}
    return Accountability(
        auth or ApiToken(API_TOKEN), **{**usual, "http_client": http, "max_answer_bytes": LIMIT, **more}
    )


def outcome(api: Accountability, call: Call[Any]) -> Any:
    """The value, or our own error; both can be shown, and the error logged and handed to another process."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            made = api.send(call)
        except AccountabilityError as error:
            made = error
    if isinstance(made, AccountabilityError):
        assert len(str(made).encode()) < 20_000
        assert str(made).isprintable()
        assert str(pickle.loads(pickle.dumps(made))) == str(made)
    else:
        check(made)
    return made


def check(value: Any) -> None:
    """No number of a record is other than exact and finite, no time without its zone, and it can be shown."""
    rows = value.items if isinstance(value, Page) else value if isinstance(value, list) else [value]
    for row in rows:
        for field in fields(type(row)) if isinstance(row, Model) else ():
            member = getattr(row, field.name)
            assert not isinstance(member, float)
            assert not isinstance(member, Decimal) or member.is_finite()
            assert not isinstance(member, datetime) or member.tzinfo
        repr(row)


CALLS = {api: [scene.call for key in keys() if key.startswith(api) for scene in scenes(key)] for api in spec.APIS}


@pytest.mark.parametrize("api", spec.APIS)
@usual
@given(data=st.data())
def test_only_our_own_errors_or_sound_values_come_of_hostile_answers(api: str, data: st.DataObject) -> None:
    call = data.draw(st.sampled_from(CALLS[api]), label="call")
    answer = data.draw(answers(call), label="answer")
    outcome(client(answer, strict=data.draw(st.booleans())), call)


@pytest.mark.parametrize("api", ["v1", "v2"])
@usual
@given(data=st.data())
def test_a_walk_over_hostile_pages_ends_in_our_own_error_or_gives_no_record_twice(
    api: str, data: st.DataObject
) -> None:
    call = data.draw(st.sampled_from([each for each in CALLS[api] if each.paging and not each.filters]))
    numbers: st.SearchStrategy[Any] = st.sampled_from([None, 0, -1, 1, 2, 3, 10**400, "1", 1.5, True, []])
    rows, pages = sound(call)["items"], []
    for _ in range(data.draw(st.integers(1, 4))):
        items = data.draw(st.lists(st.sampled_from(rows), max_size=4))
        pages.append(
            {
                "items": items,
                "page": data.draw(numbers),
                "pageSize": data.draw(numbers),
                "totalCount": data.draw(numbers),
            }
        )
    count = iter(range(1000))

    def serve(request: httpx.Request) -> Any:
        return 200, [(b"content-type", b"application/json")], written(pages[next(count) % len(pages)]).encode()

    seen = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            seen += [getattr(each, "id", None) for each in islice(Items(client(serve).send, call), 100)]
        except AccountabilityError as error:
            str(error)
    known = [each for each in seen if each is not None]
    assert len(known) == len(set(known))


@usual
@given(data=st.data())
def test_only_our_own_errors_come_of_hostile_answers_to_a_request_for_a_token(data: st.DataObject) -> None:
    example = {"access_token": "access-1", "token_type": "bearer", "expires_in": 3600, "refresh_token": "refresh-1"}
    content = data.draw(st.one_of(changed(example).map(str.encode), BODIES))
    status = data.draw(STATUSES)

    def serve(request: httpx.Request) -> Any:
        if request.url.path == "/v1/token":
            return status, [(b"content-type", b"application/json")], content
        return 200, [], b'{"id": 4711}'

    grant = PasswordGrant(tenant_id="acme", username="ops@acme.example", api_token=API_TOKEN)
    api = client(serve, grant)
    for _ in range(2):
        outcome(api, get_job())


@pytest.mark.parametrize("token", ["two words", "a\r\nX-Other: 1", "\u00e9", "\x00", ""])
def test_a_token_that_no_header_can_hold_is_no_token(token: str) -> None:
    grant = PasswordGrant(tenant_id="acme", username="ops@acme.example", api_token=API_TOKEN)
    api = client((200, [], json.dumps({"access_token": token}).encode()), grant)
    with pytest.raises(ContractViolationError, match="no access token") as caught:
        api.send(get_job())
    assert not token.strip("\x00") or token not in str(caught.value)


# Bombs


def bomb(packing: str) -> bytes:
    """200 MB of spaces, in 200 kB."""
    windows = {"gzip": 31, "deflate": 15, "bare deflate": -15}[packing]
    packer, spaces = zlib.compressobj(9, wbits=windows), b" " * 1_000_000
    return b"".join(packer.compress(spaces) for _ in range(200)) + packer.flush()


@pytest.mark.parametrize("status", [200, 500])
@pytest.mark.parametrize("packing", ["gzip", "deflate", "bare deflate"])
def test_a_bomb_is_an_error_and_fills_no_memory(packing: str, status: int) -> None:
    content = bomb(packing)
    api = client((status, [(b"content-encoding", packing.rpartition(" ")[2].encode())], content))
    tracemalloc.start()
    try:
        with pytest.raises(TransportError, match=r"more than 1,000,000 bytes \(max_answer_bytes\)"):
            api.send(get_job())
        assert tracemalloc.get_traced_memory()[1] < 4 * LIMIT
    finally:
        tracemalloc.stop()


def test_an_answer_of_just_the_limit_is_read_and_one_byte_more_is_not() -> None:
    fits = b'"' + b"x" * (LIMIT - 2) + b'"'
    assert client((200, [], fits)).send(get_job()) == "x" * (LIMIT - 2)
    with pytest.raises(TransportError, match="max_answer_bytes") as caught:
        client((200, [], fits + b" ")).send(get_job())
    assert caught.value.attempts == 1  # it would come again


@pytest.mark.parametrize("packing", ["gzip", "x-gzip", "deflate", "bare deflate"])
def test_a_packed_answer_is_unpacked(packing: str) -> None:
    body = json.dumps({"text": "x" * 300_000}).encode()
    coding, content = packed(body, packing)
    assert client((200, [(b"content-encoding", coding.encode())], content)).send(get_job()) == json.loads(body)


@pytest.mark.parametrize("size", [1, len(gzip.compress(b"[1,")), 1000])
def test_an_answer_of_several_gzip_members_is_all_of_them(size: int) -> None:
    content = gzip.compress(b"[1,") + gzip.compress(b"2,") + gzip.compress(b"3]")
    assert client((200, [(b"content-encoding", b"gzip")], Chunks(content, size))).send(get_job()) == [1, 2, 3]


@pytest.mark.parametrize("packing", ["gzip", "deflate", "bare deflate"])
def test_a_packed_answer_that_goes_on_behind_its_end_is_no_answer(packing: str) -> None:
    coding, content = packed(b"[1]", packing)
    with pytest.raises(TransportError, match=r"has more bytes after its end|is not gzip, as its header says"):
        client((200, [(b"content-encoding", coding.encode())], content + b"[2]")).send(get_job())


def test_a_packed_answer_that_breaks_off_is_no_answer() -> None:
    content = gzip.compress(b"[1]")[:-6]  # all of the text is there, and its check is not
    with pytest.raises(TransportError, match="incomplete"):
        client((200, [(b"content-encoding", b"gzip")], content)).send(get_job())


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_an_answer_that_is_not_packed_as_it_says_is_no_answer(coding: str) -> None:
    with pytest.raises(TransportError, match=f"is not (bare )?{coding}, as its header says"):
        client((200, [(b"content-encoding", coding.encode())], b"\xff" * 99)).send(get_job())


def test_an_answer_with_nothing_in_it_may_say_that_it_is_packed() -> None:
    assert client((204, [(b"content-encoding", b"gzip")], b"")).send(get_job()) is None

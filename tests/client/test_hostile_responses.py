"""Hostile responses cause only errors of this package, within the memory limit.

The default is 60 examples; `HOSTILE_EXAMPLES=10000 scripts/test tests/client/test_hostile_responses.py` runs more.
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

from .example_calls import example_calls, keys
from .fake_service import API_TOKEN, BASE, LEGACY, get_job

EXAMPLES = int(os.environ.get("HOSTILE_EXAMPLES", "60"))
LIMIT = 1_000_000
hypothesis_settings = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=EXAMPLES < 1000,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],  # without shrinking, which takes longer than reading a large example
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
        *('"/Date(999999999999999999)/"', '"9999-12-31T23:59:59-14:00"', '"unknown value"', '"' + "x" * 70_000 + '"'),
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
CONTENT_TYPES = st.sampled_from(
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
ENCODINGS = st.sampled_from(
    ["", "", "", "gzip", "deflate", "raw deflate", "wrong", "broken", "cut", "br", "gzip, gzip", "utf-8", "x" * 9000]
)
DAMAGES = st.sampled_from(["", "", "cut", "bom", "utf-16", "byte", "more", "latin-1"])


class Raw(str):
    """Text that is inserted into JSON or into an element unchanged."""


def to_json(value: Any) -> str:
    match value:
        case Raw():
            return value
        case dict():
            return "{" + ",".join(f"{json.dumps(name)}:{to_json(item)}" for name, item in value.items()) + "}"
        case list():
            return "[" + ",".join(to_json(item) for item in value) + "]"
    return str(value) if isinstance(value, Decimal) else json.dumps(value)


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(value, dict | list):
        for name, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from paths(item, (*path, name))


def replace_at(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    if isinstance(value, dict):
        return {**value, path[0]: replace_at(value.get(path[0]), path[1:], new)}
    if isinstance(value, list):
        return [replace_at(item, path[1:], new) if position == path[0] else item for position, item in enumerate(value)]
    return value  # an earlier change replaced the container


@st.composite
def changed_examples(draw: st.DrawFn, example: Any) -> str:
    """Return the example as JSON with up to three hostile values."""
    all_paths = list(paths(example))
    for path in draw(st.lists(st.sampled_from(all_paths), max_size=3)):
        example = replace_at(example, path, Raw(draw(TOKENS)))
    return to_json(example)


@st.composite
def bodies(draw: st.DrawFn, call: Call[Any]) -> bytes:
    example = example_of(call)
    if example is None or draw(st.integers(0, 3)) == 0:
        return draw(BODIES)
    schema = spec.find(call.key).success("application/xml") if call.accept.endswith("xml") else None
    content = hostile_xml(draw, schema, example) if schema else draw(changed_examples(example)).encode()
    position = draw(st.integers(0, len(content)))
    match draw(DAMAGES):
        case "cut":
            return content[:position]
        case "bom":
            return b"\xef\xbb\xbf" + content
        case "utf-16":
            return content.decode("utf-8", "replace").encode("utf-16")
        case "latin-1":
            return content.decode("utf-8", "replace").encode("latin-1", "replace")
        case "byte":
            return content[:position] + draw(st.binary(min_size=1, max_size=3)) + content[position:]
        case "more":
            return content + content
    return content


def hostile_xml(draw: st.DrawFn, schema: Mapping[str, Any], example: Any) -> bytes:
    """Return the example as XML with hostile text in some elements."""
    content = wcf.Codec(spec.load("legacy").document).encode(example, schema)
    parts = content.split(b"</")
    for position in draw(st.lists(st.integers(0, len(parts) - 1), max_size=3)):
        hostile = draw(st.one_of(TOKENS.map(str.encode), BODIES))
        parts[position] = parts[position].rpartition(b">")[0] + b">" + hostile
    return b"</".join(parts)


def example_of(call: Call[Any]) -> Any:
    """Return the contract's example of the call's response, or None."""
    operation = spec.find(call.key)
    status = next(status for status in operation.raw["responses"] if status.startswith("2"))
    content = operation.resolve(operation.raw["responses"][status]).get("content", {})
    return next((media["example"] for media in content.values() if "example" in media), None)


def compressed(content: bytes, encoding: str) -> tuple[str, bytes]:
    """Return the content coding and the bytes, which may not be valid in that coding."""
    raw_deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    match encoding:
        case "gzip" | "x-gzip":
            return encoding, gzip.compress(content)
        case "deflate":
            return "deflate", zlib.compress(content)
        case "raw deflate":
            return "deflate", raw_deflate.compress(content) + raw_deflate.flush()
        case "wrong":
            return "gzip", content
        case "broken":
            damaged = bytearray(gzip.compress(content))
            damaged[len(damaged) // 2] ^= 0xFF
            return "gzip", bytes(damaged)
        case "cut":
            return "gzip", gzip.compress(content)[:-9]
    return encoding, content


@st.composite
def responses(draw: st.DrawFn, call: Call[Any]) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    encoding, content = compressed(draw(bodies(call)), draw(ENCODINGS))
    normal = {"Content-Type": call.accept}
    hostile = {"Content-Type": draw(CONTENT_TYPES), "Retry-After": draw(SECONDS), "Date": draw(SECONDS),
               "X-Request-Id": "y" * 5000, "Location": "file:///etc/passwd", "Set-Cookie": "a=b" * 2000,
               "Content-Length": "-5"}  # fmt: skip
    headers = draw(st.sampled_from([normal, normal, hostile])) | ({"Content-Encoding": encoding} if encoding else {})
    return draw(STATUSES), [(k.encode(), v.encode("latin-1")) for k, v in headers.items()], content


class Chunks(httpx.SyncByteStream):
    """A body in parts of equal size."""

    def __init__(self, content: bytes, size: int) -> None:
        self._parts = [content[position : position + size] for position in range(0, len(content), size)]

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._parts)


def client(response: Any, auth: Any = None, **more: Any) -> Accountability:
    """Return a client of a service with one response, whose body is not read yet."""

    def handle(request: httpx.Request) -> httpx.Response:
        status, headers, content = response(request) if callable(response) else response
        stream = httpx.ByteStream(content) if isinstance(content, bytes) else content
        return httpx.Response(status, headers=headers, stream=stream)

    http = httpx.Client(transport=httpx.MockTransport(handle))
    retry = Retry(attempts=2, deadline=2, sleep=lambda seconds: None, random=lambda: 0.5)
    defaults = {"base_url": BASE, "legacy_url": LEGACY, "inferred": "allow", "rate_limit": None, "retry": retry}
    return Accountability(
        auth or ApiToken(API_TOKEN), **{**defaults, "http_client": http, "max_response_bytes": LIMIT, **more}
    )


def send_and_check(api: Accountability, call: Call[Any]) -> Any:
    """Return the value or the error, after checking that it is valid, printable and picklable."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            result = api.send(call)
        except AccountabilityError as error:
            result = error
    if isinstance(result, AccountabilityError):
        assert len(str(result).encode()) < 20_000
        assert str(result).isprintable()
        assert str(pickle.loads(pickle.dumps(result))) == str(result)
    else:
        check(result)
    return result


def check(value: Any) -> None:
    """Assert that numbers are exact and finite, datetimes have a zone, and `repr` works."""
    rows = value.items if isinstance(value, Page) else value if isinstance(value, list) else [value]
    for row in rows:
        for field in fields(type(row)) if isinstance(row, Model) else ():
            attribute = getattr(row, field.name)
            assert not isinstance(attribute, float)
            assert not isinstance(attribute, Decimal) or attribute.is_finite()
            assert not isinstance(attribute, datetime) or attribute.tzinfo
        repr(row)


CALLS = {
    api: [example.call for key in keys() if key.startswith(api) for example in example_calls(key)] for api in spec.APIS
}


@pytest.mark.parametrize("api", spec.APIS)
@hypothesis_settings
@given(data=st.data())
def test_a_hostile_response_gives_a_valid_value_or_an_error_of_this_package(api: str, data: st.DataObject) -> None:
    call = data.draw(st.sampled_from(CALLS[api]), label="call")
    response = data.draw(responses(call), label="response")
    send_and_check(client(response, strict=data.draw(st.booleans())), call)


@pytest.mark.parametrize("api", ["v1", "v2"])
@hypothesis_settings
@given(data=st.data())
def test_hostile_pages_give_each_record_once_or_an_error_of_this_package(api: str, data: st.DataObject) -> None:
    call = data.draw(st.sampled_from([call for call in CALLS[api] if call.paging and not call.filters]))
    numbers: st.SearchStrategy[Any] = st.sampled_from([None, 0, -1, 1, 2, 3, 10**400, "1", 1.5, True, []])
    rows, pages = example_of(call)["items"], []
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

    def respond(request: httpx.Request) -> Any:
        return 200, [(b"content-type", b"application/json")], to_json(pages[next(count) % len(pages)]).encode()

    record_ids = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            record_ids += [getattr(record, "id", None) for record in islice(Items(client(respond).send, call), 100)]
        except AccountabilityError as error:
            str(error)
    present = [record_id for record_id in record_ids if record_id is not None]
    assert len(present) == len(set(present))


@hypothesis_settings
@given(data=st.data())
def test_a_hostile_token_response_gives_an_error_of_this_package(data: st.DataObject) -> None:
    example = {"access_token": "access-1", "token_type": "bearer", "expires_in": 3600, "refresh_token": "refresh-1"}
    content = data.draw(st.one_of(changed_examples(example).map(str.encode), BODIES))
    status = data.draw(STATUSES)

    def respond(request: httpx.Request) -> Any:
        if request.url.path == "/v1/token":
            return status, [(b"content-type", b"application/json")], content
        return 200, [], b'{"id": 4711}'

    grant = PasswordGrant(tenant_id="acme", username="ops@acme.example", api_token=API_TOKEN)
    api = client(respond, grant)
    for _ in range(2):
        send_and_check(api, get_job())


@pytest.mark.parametrize("token", ["two words", "a\r\nX-Other: 1", "\u00e9", "\x00", ""])
def test_a_token_that_is_not_a_valid_header_value_is_a_contract_violation(token: str) -> None:
    grant = PasswordGrant(tenant_id="acme", username="ops@acme.example", api_token=API_TOKEN)
    api = client((200, [], json.dumps({"access_token": token}).encode()), grant)
    with pytest.raises(ContractViolationError, match="no access token") as exc_info:
        api.send(get_job())
    assert not token.strip("\x00") or token not in str(exc_info.value)


# Decompression


def decompression_bomb(encoding: str) -> bytes:
    """Return 200 MB of spaces, compressed to 200 kB."""
    windows = {"gzip": 31, "deflate": 15, "raw deflate": -15}[encoding]
    compressor, spaces = zlib.compressobj(9, wbits=windows), b" " * 1_000_000
    return b"".join(compressor.compress(spaces) for _ in range(200)) + compressor.flush()


@pytest.mark.parametrize("status", [200, 500])
@pytest.mark.parametrize("encoding", ["gzip", "deflate", "raw deflate"])
def test_a_decompression_bomb_is_an_error_within_the_memory_limit(encoding: str, status: int) -> None:
    content = decompression_bomb(encoding)
    api = client((status, [(b"content-encoding", encoding.rpartition(" ")[2].encode())], content))
    tracemalloc.start()
    try:
        with pytest.raises(TransportError, match=r"more than 1,000,000 bytes \(max_response_bytes\)"):
            api.send(get_job())
        assert tracemalloc.get_traced_memory()[1] < 4 * LIMIT
    finally:
        tracemalloc.stop()


def test_a_response_of_exactly_the_limit_is_read_and_one_byte_more_is_an_error() -> None:
    body = b'"' + b"x" * (LIMIT - 2) + b'"'
    assert client((200, [], body)).send(get_job()) == "x" * (LIMIT - 2)
    with pytest.raises(TransportError, match="max_response_bytes") as exc_info:
        client((200, [], body + b" ")).send(get_job())
    assert exc_info.value.attempts == 1  # a retry would have the same result


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "deflate", "raw deflate"])
def test_a_compressed_response_is_decompressed(encoding: str) -> None:
    body = json.dumps({"text": "x" * 300_000}).encode()
    coding, content = compressed(body, encoding)
    assert client((200, [(b"content-encoding", coding.encode())], content)).send(get_job()) == json.loads(body)


@pytest.mark.parametrize("size", [1, len(gzip.compress(b"[1,")), 1000])
def test_all_members_of_a_gzip_response_are_read(size: int) -> None:
    content = gzip.compress(b"[1,") + gzip.compress(b"2,") + gzip.compress(b"3]")
    assert client((200, [(b"content-encoding", b"gzip")], Chunks(content, size))).send(get_job()) == [1, 2, 3]


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "raw deflate"])
def test_bytes_after_the_end_of_a_compressed_response_are_an_error(encoding: str) -> None:
    coding, content = compressed(b"[1]", encoding)
    with pytest.raises(TransportError, match=r"has more bytes after its end|is not gzip, as its header says"):
        client((200, [(b"content-encoding", coding.encode())], content + b"[2]")).send(get_job())


def test_a_truncated_compressed_response_is_an_error() -> None:
    content = gzip.compress(b"[1]")[:-6]  # the text is complete, the checksum is not
    with pytest.raises(TransportError, match="incomplete"):
        client((200, [(b"content-encoding", b"gzip")], content)).send(get_job())


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_response_that_is_not_compressed_as_its_header_says_is_an_error(coding: str) -> None:
    with pytest.raises(TransportError, match=f"is not (bare )?{coding}, as its header says"):
        client((200, [(b"content-encoding", coding.encode())], b"\xff" * 99)).send(get_job())


@pytest.mark.parametrize("coding", [b"br", b"zstd", b"compress"])
def test_a_response_in_an_encoding_that_was_not_accepted_is_an_error(coding: bytes) -> None:
    with pytest.raises(TransportError, match=f"the body is '{coding.decode()}', and only gzip, deflate was accepted"):
        client((200, [(b"content-encoding", coding)], b"\x0b\x02\x80")).send(get_job())
    assert client((200, [(b"content-encoding", b"identity")], b"[1]")).send(get_job()) == [1]


@pytest.mark.parametrize("coding", [b"gzip", b"br"])
def test_an_empty_response_can_have_a_content_encoding(coding: bytes) -> None:
    assert client((204, [(b"content-encoding", coding)], b"")).send(get_job()) is None


@pytest.mark.parametrize(
    ("text", "path"),
    [('{"id": 1, "id": 2}', "id"), ('{"id": 1, "lines": [{"amount": 1, "x": 2, "amount": 3}]}', "amount")],
    ids=["record", "inside"],
)
def test_a_property_that_occurs_twice_is_an_error_if_strict(text: str, path: str) -> None:
    with pytest.raises(ContractViolationError, match=f"{path} occurs twice in one object") as exc_info:
        client((200, [], text.encode()), strict=True).send(get_job())
    assert exc_info.value.content == text.encode()
    assert client((200, [], b'{"id": 1, "lines": [{"id": 1}, {"id": 1}]}'), strict=True).send(get_job())["id"] == 1
    assert client((200, [], text.encode())).send(get_job()) == json.loads(text)

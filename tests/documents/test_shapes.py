"""Documents of others, one per shape: each generates a package that imports, is type-checked and calls an operation.

Every document is small and our own. The call is sent to a server on this machine, which records the request.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from pipeline.generate.driver import generate
from pipeline.generate.formatter import format_tree
from pipeline.transform.build import BuiltDocument, build
from pipeline.tree import write_tree

from .conftest import NAMES

JSON = "application/json"


@dataclass(frozen=True)
class Case:
    """A call of a document's operation, the request that it sends, and what it returns for a response.

    Args:
        document: the document's name.
        call: the function, as `resource.function`.
        arguments: by position, and by keyword.
        request: method and target, headers and body that the server receives.
        response: status, media type and body that the server sends.
        returns: the attributes of what is returned, or the value.
    """

    document: str
    call: str
    arguments: tuple[tuple[Any, ...], dict[str, Any]] = ((), {})
    request: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    response: tuple[int, str, bytes] = (204, "", b"")
    returns: Any = None


def passing(*positional: Any, **keywords: Any) -> tuple[tuple[Any, ...], dict[str, Any]]:
    return positional, keywords


def ok(value: Any, status: int = 200, media: str = JSON) -> tuple[int, str, bytes]:
    return status, media, json.dumps(value).encode()


CASES = [
    Case("binary", "files.put_file", passing(body=b"\x00\xff"), "PUT /files",
         {"Content-Type": "application/octet-stream"}, b"\x00\xff", (200, "application/pdf", b"%PDF"), b"%PDF"),
    Case("colliding_names", "things.add_thing",
         passing("a", id_query="b", id_header="c", client="d", url="e", wire_="f", x_id="h", x_id_header="g",
               user_id=1, user_id_body=2, user_id_body_body=3, odata_type="i", class_="j", self_="k"),
         "POST /things/a?id=b&client=d&url=e&wire=f&x_id=h", {"id": "c", "X-Id": "g"},
         b'{"userID":1,"user_id":2,"userId":3,"@odata.type":"i","class":"j","self":"k"}',
         ok({"userID": 1, "user_id": 2, "userId": 3, "from_dict": "x", "+": "p", "-": "m"}),
         {"user_id": 1, "user_id_2": 2, "user_id_3": 3, "from_dict_": "x", "field_": "p", "field__2": "m"}),
    Case("date_without_zone", "things.get_thing", request="GET /things",
         response=ok({"at": "2025-01-13T10:00:00", "day": "2025-01-13"}),
         returns={"at": None, "day": date(2025, 1, 13), "additional_properties": {"at": "2025-01-13T10:00:00"}}),
    Case("default_response", "things.get_thing", request="GET /things", response=ok({"x": 1}), returns={"x": 1}),
    Case("deep_references", "copies.get_copy", request="GET /copies",
         response=ok({"order": {"buyer": {"name": "A"}, "total": 1.5}, "names": ["B"], "name": "C"}),
         returns={"order.buyer.name": "A", "order.total": Decimal("1.5"), "names": ["B"], "name": "C"}),
    Case("deviations", "things.get_thing", passing("7", sort="a"), "GET /things/7?sort=a",
         response=ok({"a": 1, "b": "x", "c": [1], "g": ["y"], "h": 2}),
         returns={"a": 1, "b": "x", "c": [1], "g": ["y"], "h": 2}),
    Case("enum_names_that_collide", "orders.get_order", request="GET /orders", response=ok({"sort": "-name"}),
         returns={"sort": "-name"}),
    Case("headers_and_cookies", "things.list_things", passing(session="s;1", id=7, id_cookie="c", x_kinds=["a", "b"]),
         "GET /things", {"id": "7", "Cookie": "id=c; session=s%3B1", "X-Kinds": "a,b"}),
    Case("inheritance", "pets.get_pet", request="GET /pets", response=ok({"kind": "cat", "name": "Tom", "lives": 9}),
         returns={"kind": "cat", "name": "Tom", "lives": 9}),
    Case("inline_and_component", "things.get_thing", request="GET /things",
         response=ok({"part": {"x": 1}, "other": {"y": 2}}), returns={"part.x": 1, "other.y": 2}),
    Case("integer_enum", "orders.get_order", passing(state=1), "GET /orders?state=1",
         response=ok({"state": 1, "kind": 20, "size": 5}),
         returns={"state.name": "IN_PROGRESS", "kind.name": "LARGE", "size": 5}),
    Case("maps_and_any", "things.add_thing", passing(body={"a": 1}), "POST /things", {"Content-Type": JSON}, b'{"a":1}',
         ok({"prices": {"a": 1.5}, "days": {"x": ["2025-01-13"]}, "lines": {"b": {"no": 1, "more": {"c": {"no": 2}}}},
             "free": {"b": [1]}, "anything": "x", "tuple": [1, "a"]}),
         {"prices": {"a": Decimal("1.5")}, "days": {"x": [date(2025, 1, 13)]}, "lines.b.more.c.no": 2,
          "free": {"b": [1]}, "anything": "x", "tuple_": [1, "a"]}),
    Case("media_with_parameters", "things.add_thing", passing(x=1), "POST /charset",
         {"Content-Type": JSON, "Accept": "application/json; v=1.0"}, b'{"x":1}',
         ok({"x": 1}, media="application/json;v=1.0"), {"x": 1}),
    Case("media_with_parameters", "things.get_thing", passing(), "GET /any", {"Accept": JSON}, response=ok({"x": 1}),
         returns={"x": 1}),
    Case("missing_operation_ids", "orders.get_orders_by_order_id", passing(5), "GET /api/v1/Orders/5",
         response=ok({"orderId": 5}), returns={"order_id": 5}),
    Case("no_component_schemas", "things.list_things", request="GET /things", response=ok(["a"]), returns=["a"]),
    Case("nullable", "orders.get_order", request="GET /orders",
         response=ok({"buyer": None, "seller": None, "note": None, "state": None}),
         returns={"buyer": None, "seller": None, "note": None, "state": None}),
    Case("nullable_3_1", "orders.get_order", request="GET /orders",
         response=ok({"buyer": {"name": "A"}, "seller": None, "note": None, "state": "open"}),
         returns={"buyer.name": "A", "seller": None, "state.name": "OPEN"}),
    Case("openapi_3_2", "things.get_thing", request="GET /things", response=ok({"x": 1}), returns={"x": 1}),
    Case("path_styles", "things.get_thing", passing([1, 2], "a/b", 3), "GET /a%20b/1%2C2/.a%2Fb/x;matrix=3"),
    Case("query_styles", "things.list_things",
         passing(filter_={"state": "open"}, page={"number": 2}, ids=[1, 2], codes=["a", "b"], pipes=["a", "b"],
               spaces=["a", "b"], flat={"a": 1}, search={"q": Decimal("1.10")}, rules=[{"a": 1}],
               event={"by": "x"}),
         "GET /things?filter%5Bstate%5D=open&number=2&ids=1&ids=2&codes=a%2Cb&pipes=a%7Cb&spaces=a+b&flat=a%2C1&by=x"
         "&search=%7B%22q%22%3A1.10%7D&rules=%5B%7B%22a%22%3A1%7D%5D"),
    Case("read_only_and_required", "orders.add_order", passing(name="n", lines=[]), "POST /orders", {},
         b'{"name":"n","lines":[]}', ok({"id": 1, "name": "n", "lines": [{"id": 2, "no": 3}]}, 201),
         {"id": 1, "name": "n"}),
    Case("recursion", "trees.get_tree", request="GET /tree",
         response=ok({"name": "a", "children": [{"name": "b", "children": []}], "nested": [[[]]]}),
         returns={"children.0.name": "b", "nested": [[[]]]}),
    Case("repeated_operation_ids", "orders.list_", request="GET /orders", response=ok([1]), returns=[1]),
    Case("repeated_operation_ids", "orders.get_archive", request="GET /archive", response=ok([2]), returns=[2]),
    Case("runtime_names", "resource.get_resource", request="GET /resources",
         response=ok({"page": {"items": [{"no": 1.5}]}, "json": {"unset": "unset"}}),
         returns={"page.items.0.no": Decimal("1.5"), "json.unset.name": "UNSET"}),
    Case("runtime_names", "call.datetime_", request="GET /call",
         response=ok({"any": {"literal": {}}, "day": "2025-01-13"}), returns={"day": date(2025, 1, 13)}),
    Case("scalar_bodies", "names.put_names", passing(body=[date(2025, 1, 13)]), "PUT /names", {}, b'["2025-01-13"]',
         ok("x"), "x"),
    Case("scalar_bodies", "names.put_number", passing(body=Decimal("1.10")), "PUT /number", {}, b"1.10", ok(2),
         Decimal(2)),
    Case("several_responses", "jobs.start_job", request="POST /jobs", response=ok({"x": 1}), returns={"x": 1}),
    Case("several_responses", "jobs.start_job", request="POST /jobs", response=ok({}, 202), returns={"y": None}),
    Case("several_responses", "jobs.start_job", request="POST /jobs"),
    Case("tag_and_schema", "payment.get_payment", passing(7), "GET /payments/7", response=ok({"amount": 1.5}),
         returns={"amount": Decimal("1.5")}),
    Case("tag_and_schema", "payment.crmv3lists2", passing(x=1), "POST /crm/v3/lists", {}, b'{"x":1}',
         ok({"amount": 2}), {"amount": Decimal(2)}),
    Case("text_plain_first", "orders.add_order", passing(total=Decimal("1.10")), "POST /orders",
         {"Content-Type": JSON, "Accept": JSON}, b'{"total":1.10}', ok({"total": 2}), {"total": Decimal(2)}),
    Case("unicode_names", "gr_öß_e.lies_gr_öß_e", passing("a", "b", straße="c"),
         "GET /gr%C3%B6%C3%9Fe/a/b?stra%C3%9Fe=c", response=ok({"名前": "x", "größe": 1}),
         returns={"名前": "x", "größe": Decimal(1)}),
    Case("unions", "things.get_thing", passing(since={"gt": 7}), "GET /things?since%5Bgt%5D=7",
         response=ok({"owner": {"name": "A", "number": 1}, "key": 7, "pet": {"kind": "Dog", "name": "Rex"},
                      "shape": {"kind": "square", "width": 1.5}, "size": "L", "state": 1, "value": ["a", ["b"]]}),
         returns={"owner.__class__.__name__": "Company", "owner.number": 1, "key": 7, "pet.__class__.__name__": "Dog",
                  "shape.__class__.__name__": "Square", "shape.width": Decimal("1.5"), "size.name": "LARGE",
                  "state.name": "OPEN", "value": ["a", ["b"]]}),
    Case("unions", "things.get_thing", passing(since=7), "GET /things?since=7",
         response=ok({"owner": {"name": "A"}, "key": "k", "pet": {"kind": "tom"}, "shape": None}),
         returns={"owner.__class__.__name__": "Person", "key": "k", "pet.__class__.__name__": "Cat", "shape": None}),
    Case("unions", "things.put_things", passing(body=[]), "PUT /things", {}, b"[]", ok({"kind": "Dog", "name": "Rex"}),
         {"__class__.__name__": "Dog", "name": "Rex"}),
    Case("yaml_1_1", "accounts.list_accounts", passing(code="090"), "GET /accounts?code=090",
         response=ok([{"code": "090", "day": "2025-01-13"}]),
         returns={"0.code.name": "VALUE_0", "0.day": date(2025, 1, 13)}),
]  # fmt: skip


@pytest.fixture(scope="module")
def packages(built: dict[str, BuiltDocument], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Generate the package of each document, where it can be imported."""
    folder = tmp_path_factory.mktemp("packages")
    for name, document in built.items():
        tree = format_tree(generate({"v2": document.document}), tmp_path_factory.mktemp("raw"))
        write_tree(tree, folder / f"shape_{name}")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        yield folder
    for module in [module_name for module_name in sys.modules if module_name.startswith("shape_")]:
        del sys.modules[module]


class Server(HTTPServer):
    """Records the last request, and sends the response that is set."""

    response: tuple[int, str, bytes] = (204, "", b"")
    request_line = ""
    received: Mapping[str, str] = {}
    body = b""


class Handler(BaseHTTPRequestHandler):
    server: Server

    def handle_request(self) -> None:
        self.server.request_line = f"{self.command} {self.path}"
        self.server.received = dict(self.headers.items())
        self.server.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        status, media, content = self.server.response
        self.send_response(status)
        if content:
            self.send_header("Content-Type", media)
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = handle_request

    def log_message(self, *_: Any) -> None:
        """Log nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


def send(server: Server, call: Any) -> Any:
    """Send a call as any HTTP client can, and read its response."""
    headers = {"Accept": call.accept, **call.headers} | ({"Content-Type": call.media} if call.content() else {})
    url = f"http://127.0.0.1:{server.server_port}{call.path}"
    response = httpx.request(call.method, url, params=call.query, headers=headers, content=call.content())
    return call.read(call.parse(response.content), status=response.status_code)


def attribute(value: Any, path: str) -> Any:
    """Return the value at a path of attributes and indexes."""
    for part in path.split("."):
        value = (
            value[int(part)] if part.isdecimal() else value[part] if isinstance(value, dict) else getattr(value, part)
        )
    return value


def function(name: str, call: str) -> Any:
    resource, _, operation = call.partition(".")
    return getattr(importlib.import_module(f"shape_{name}.v2.{resource}"), operation)


def test_each_document_has_a_call() -> None:
    assert {case.document for case in CASES} | {"multipart"} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_document_of_others_is_built_with_warnings_alone(built: dict[str, BuiltDocument], name: str) -> None:
    assert {problem.severity for problem in built[name].problems} <= {"warning"}
    assert all(problem.line and problem.file.name == f"{name}.yaml" for problem in built[name].problems)


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("case", CASES, ids=[f"{case.document}-{case.call}-{case.response[0]}" for case in CASES])
def test_a_call_sends_what_the_document_says_and_reads_the_response(packages: Path, server: Server, case: Case) -> None:
    positional, keywords = case.arguments
    server.response = case.response
    result = send(server, function(case.document, case.call)(*positional, **keywords))
    assert server.request_line == case.request
    assert {name: server.received.get(name) for name in case.headers} == dict(case.headers)
    assert server.body == case.body
    if isinstance(case.returns, dict) and not isinstance(result, dict):
        assert {path: attribute(result, path) for path in case.returns} == case.returns
    else:
        assert result == case.returns


def test_an_upload_sends_files_with_their_names(packages: Path, server: Server) -> None:
    wire = importlib.import_module("shape_multipart._runtime.wire")
    server.response = (204, "", b"")
    more = [wire.File(b"two", name='a"b.txt', media="text/plain"), b"three"]
    send(server, function("multipart", "files.add_file")(file=b"one\x00", more=more, name="N", about={"a": 1}))
    assert server.received["Content-Type"].startswith("multipart/form-data; boundary=")
    for part in (
        b'name="file"; filename="file"\r\nContent-Type: application/octet-stream\r\n\r\none\x00\r\n',
        b'name="more"; filename="a%22b.txt"\r\nContent-Type: text/plain\r\n\r\ntwo\r\n',
        b'name="more"; filename="file"\r\nContent-Type: application/octet-stream\r\n\r\nthree\r\n',
        b'name="name"\r\n\r\nN\r\n',
        b'name="about"\r\nContent-Type: application/json\r\n\r\n{"a":1}\r\n',
    ):
        assert part in server.body


def test_every_module_imports_and_every_package_is_typed_strictly(packages: Path) -> None:
    for file in sorted(packages.rglob("*.py")):
        importlib.import_module(".".join(file.relative_to(packages).with_suffix("").parts).removesuffix(".__init__"))
    command = [sys.executable, "-m", "mypy", "--strict", "--no-incremental", *sorted(map(str, packages.iterdir()))]
    done = subprocess.run(command, cwd=packages, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_a_nested_record_is_built_without_what_the_server_sets(packages: Path) -> None:
    add = function("read_only_and_required", "orders.add_order")
    line = importlib.import_module("shape_read_only_and_required.models").Line(no=3)
    assert add(name="n", lines=[line]).content() == b'{"name":"n","lines":[{"no":3}]}'


def test_a_swagger_2_document_is_refused_with_the_command_that_converts_it(tmp_path: Path) -> None:
    file = tmp_path / "old.yaml"
    file.write_text('swagger: "2.0"\ninfo: {title: T, version: "1"}\npaths: {}\n')
    (problem,) = build(file).problems
    assert (problem.severity, problem.line) == ("error", 1)
    assert "npx --yes swagger2openapi" in problem.hint


def test_a_document_without_an_operation_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "webhooks.yaml"
    file.write_text('openapi: 3.1.0\ninfo: {title: T, version: "1"}\nwebhooks: {}\n')
    built = build(file)
    assert [problem.message for problem in built.problems if problem.severity == "error"] == [
        "the document describes no operation"
    ]

"""The pages for browsers: the state of the sandbox at `/`, and the API reference at `/docs`, with what they load.

The reference is Swagger UI, shipped with the package: it is maintained, reads any OpenAPI 3.1 document, and its "Try it
out" calls the sandbox itself. Scalar does the same in three times the size, Redoc cannot send requests.
"""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote

import msgspec

from accountability.page_style import STYLE
from accountability.spec import Operation

from .. import openapi
from ..call_log import RecordedCall
from ..clock import format_timestamp
from ..coverage import OperationCoverage
from ..http.message import RawRequest, Response
from ..http.problem import Problem
from ..simulation import Simulation
from ..store.json_codec import write

if TYPE_CHECKING:  # loaded with the first page
    import jinja2

PUBLIC_ROOTS = ("docs", "openapi", "openapi.json")
SHOWN_CALLS, SHOWN_RECORDS = 50, 50
_ASSETS = {
    "page.css": "text/css",
    "page.js": "text/javascript",
    "docs.css": "text/css",
    "docs.js": "text/javascript",
    "swagger-ui.css": "text/css",
    "swagger-ui-bundle.js": "text/javascript",
}
_POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; script-src 'self'; "
    "style-src 'self'{style}; img-src 'self' data:; connect-src 'self'"
)


def respond(simulation: Simulation, raw: RawRequest) -> Response:
    """Return an OpenAPI document, the API reference, or a file that a page loads.

    Raises:
        Problem: 404 if there is none.
    """
    root, *rest = raw.segments
    if root == "openapi.json" and not rest:
        return _serve_document(simulation, raw, next(iter(simulation.contracts)))
    if root == "openapi" and len(rest) == 1:
        return _serve_document(simulation, raw, rest[0].removesuffix(".json"))
    if root == "docs" and len(rest) == 2 and rest[0] == "assets" and rest[1] in _ASSETS:
        return _serve_asset(rest[1])
    if root == "docs" and rest[:1] == ["guides"] and len(rest) <= 2:
        return _serve_guide(*rest[1:])
    if root == "docs" and len(rest) <= 1:
        return _serve_reference(simulation, *rest)
    raise Problem(404, f"No page matches {raw.path}. See GET /_sandbox for the list.", type="no-path")


def operation_path(operation: Operation) -> str:
    """Return the path of an operation in the API reference."""
    return f"/docs/{operation.api}#/{quote(operation.tag)}/{quote(operation.id)}"


def _serve_document(simulation: Simulation, raw: RawRequest, api: str) -> Response:
    contract = simulation.contracts.get(api)
    if contract is None:
        raise Problem(404, f"document: expected one of {', '.join(simulation.contracts)}, got {api!r}.")
    url = f"http://{raw.headers['host']}" if "host" in raw.headers else simulation.url
    document = openapi.build_document(contract, url, samples=b"samples" in raw.query)
    return Response(200, write(document), "application/json")


def _serve_reference(simulation: Simulation, api: str = "") -> Response:
    api = api or next(iter(simulation.contracts))
    if api not in simulation.contracts:
        raise Problem(404, f"document: expected one of {', '.join(simulation.contracts)}, got {api!r}.")
    # Swagger UI sets style attributes.
    return _render("docs.html", style=" 'unsafe-inline'", api=api, apis=list(simulation.contracts))


@cache
def _serve_asset(name: str) -> Response:
    folder = files(__package__).joinpath("assets")
    if name.startswith("swagger-ui"):
        content = gzip.decompress(folder.joinpath(f"{name}.gz").read_bytes())
    else:
        content = folder.joinpath(name).read_bytes()
    content = STYLE.encode() + content if name == "page.css" else content
    return Response(200, content, f"{_ASSETS[name]}; charset=utf-8", {"Cache-Control": "no-cache"})


def serve_front_page(simulation: Simulation, raw: RawRequest) -> Response:
    """Return the page at `/`: state, operations, calls, records, and what is not imitated.

    In the query, `q` filters the operations, `calls` and `status` the calls, and `records` selects a list.
    """
    query = {name: values[0] for name, values in parse_qs(raw.query.decode("latin-1")).items()}
    words, collection = query.get("q", "").lower().split(), query.get("records", "")
    rows = [(coverage, _search_text(coverage)) for coverage in simulation.coverage.operations]
    counts = simulation.counts()
    records = simulation.records(collection, SHOWN_RECORDS) if collection in counts else []
    calls = _filter_calls(simulation.calls(), query.get("calls", ""), query.get("status", ""))
    return _render(
        "page.html",
        simulation=simulation,
        clock=simulation.clock.as_dict(),
        query=query,
        operations=[(coverage, text, all(word in text for word in words)) for coverage, text in rows],
        calls=calls[: -SHOWN_CALLS - 1 : -1],
        counts=counts,
        records=records,
        path=operation_path,
        keys={coverage.operation.key: coverage.operation for coverage, _ in rows},
    )


def _search_text(coverage: OperationCoverage) -> str:
    operation = coverage.operation
    parts = (operation.key, operation.method, operation.path, operation.summary, operation.status)
    return " ".join((*parts, *(rule.id for rule in coverage.rules))).lower()


def _filter_calls(calls: Sequence[RecordedCall], text: str, status: str) -> list[RecordedCall]:
    """Return the calls that contain a text and whose status begins with another, such as `4` or `404`."""
    return [call for call in calls if text.lower() in _call_text(call) and str(call.status or "").startswith(status)]


def _call_text(call: RecordedCall) -> str:
    return " ".join(filter(None, (call.method, call.path, call.operation, call.account, call.id))).lower()


def _format_value(value: Any) -> str:
    return value if isinstance(value, str) else msgspec.json.format(write(value), indent=2).decode()


@cache
def _load_templates() -> jinja2.Environment:
    import jinja2

    loader = jinja2.PackageLoader("accountability.sandbox.control", "assets")
    environment = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"pretty": _format_value, "timestamp": format_timestamp}
    return environment


def _serve_guide(name: str = "") -> Response:
    from accountability.guides import guides  # loaded with the first guide
    from accountability.guides.pages import guide_page, index_page

    addresses: Any = {"prefix": "/docs/guides/", "suffix": "", "links": [("/", "Sandbox"), ("/docs", "API reference")]}
    guides_by_name = {guide.name: guide for guide in guides()}
    if name and name not in guides_by_name:
        raise Problem(404, f"guide: expected one of {', '.join(guides_by_name)}, got {name!r}.")
    content = guide_page(guides_by_name[name], **addresses) if name else index_page(**addresses)
    return _page_response(content, style=" 'unsafe-inline'")


def _render(template: str, *, style: str = "", **values: Any) -> Response:
    return _page_response(_load_templates().get_template(template).render(values), style)


def _page_response(content: str, style: str) -> Response:
    headers = {
        "Content-Security-Policy": _POLICY.format(style=style),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
    }
    return Response(200, content.encode(), "text/html; charset=utf-8", headers)

"""The base of checks, and comparisons that several checks share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from attrs import frozen

from ..exchange import RecordedExchange
from ..operations import JSON, MERGE_PATCH, Operation
from ..request import Request, listed_records, page_sizes
from ..response import Finding
from ..session import Context, Findings
from ..settings import Account
from ..target import Target

UNUSED_ID = 2_000_000_011
MAX_PAGES = 50


@frozen
class Call:
    """One case and its response, for a check of every response."""

    operation: Operation
    exchange: RecordedExchange
    target: Target
    has_invalid_body: bool = False


ResponseCheck = Callable[[Call], Findings]
"""A check of one response."""
ExampleCheck = Callable[[Context, Request], Findings]
"""A check that starts from an operation's own example. The server is reset before it."""


def run_safely(check: Callable[..., Findings], *arguments: object) -> Findings:
    """Yield what a check finds; a response of a shape that the check cannot read is a finding that ends it."""
    try:
        yield from check(*arguments)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        rule = check.__name__.replace("_", " ")
        yield Finding(f"Response: expected a shape that shows whether it {rule}, got another ({type(error).__name__}).")


def expect_status(context: Context, request: Request, status: int, condition: str, cause: str = "") -> Findings:
    """Send a request whose response has a status."""
    exchange = context.send(request)
    if exchange.status != status:
        yield Finding(f"Status: expected {status} {condition}, got {exchange.status}.", exchange, cause)


def read_list(
    context: Context, request: Request, size: int | None = None, account: Account | None = None
) -> tuple[list[dict[str, Any]], RecordedExchange]:
    """Return the records of a list, read in pages of a size (the largest by default), and the last response."""
    records: list[dict[str, Any]] = []
    size = size or page_sizes(request.operation)[1]
    for page in range(1, MAX_PAGES + 1):
        exchange = fetch_page(context, request, page, size, account)
        page_records = [record for record in listed_records(request.operation, exchange) if isinstance(record, dict)]
        records += page_records
        if len(page_records) < size:
            break
    return records, exchange


def fetch_page(
    context: Context, request: Request, page: int, size: int, account: Account | None = None
) -> RecordedExchange:
    """Return the response to a request for one page, by the first account or by another one."""
    paging = request.operation.paging or {}
    query = {**request.query, paging["sizeParameter"]: size, paging["parameter"]: page}
    paged = request.replace(query=query)
    return paged.send(context.target, "basic", account=account) if account else context.send(paged)


def compare_list(
    context: Context,
    request: Request,
    expected: list[Any],
    subject: str,
    size: int | None = None,
    account: Account | None = None,
) -> Findings:
    """Compare the ids of a list, read in pages of a size, and its total with those that are expected."""
    rows, exchange = read_list(context, request, size, account)
    if exchange.status == 401:
        return  # an account may be that of an employee who left, which is a check of its own
    ids = [row.get("id") for row in rows]
    if ids != expected:
        message = f"{subject}: expected the records {expected}, got {ids} with status {exchange.status}."
        yield Finding(message, exchange, f"other records: {subject}")
    total = exchange.record().get((request.operation.paging or {})["totalCount"])
    if exchange.succeeded and total != len(expected):
        yield Finding(
            f"{subject}: expected totalCount {len(expected)}, got {total}.", exchange, f"totalCount: {subject}"
        )


def is_json_write(request: Request) -> bool:
    """Return whether the request sends a JSON object and the response is JSON."""
    return request.media in (JSON, MERGE_PATCH) and isinstance(request.body, Mapping) and request.accept == JSON


def same_value(left: Any, right: Any) -> bool:
    """Return whether two JSON values are equal; numbers by their exact value, never as binary floats."""
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return all(same_value(value, right.get(name)) for name, value in left.items())
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(same_value(*pair) for pair in zip(left, right, strict=True))
    if all(isinstance(value, int | float | Decimal) and not isinstance(value, bool) for value in (left, right)):
        return Decimal(str(left)) == Decimal(str(right))
    return type(left) is type(right) and bool(left == right)


def compare(
    expected: Mapping[str, Any],
    exchange: RecordedExchange,
    where: str,
    record: Any = None,
    *,
    fills_nulls: bool = False,
) -> Iterator[Finding]:
    """Yield each property that differs in a record, by default that of the response; a new one may fill nulls."""
    record = exchange.record() if record is None else record
    for name, value in expected.items():
        if value is None and (fills_nulls or record.get(name) is None):
            continue
        if name not in record:
            message = f"{name}: expected {value!r} in {where}, got no such property."
            yield Finding(message, exchange, f"{name} is missing")
        elif not same_value(value, record[name]):
            message = f"{name}: expected {value!r} in {where}, got {record[name]!r}."
            yield Finding(message, exchange, f"{name} differs")

"""Reading back: what is written is in the response, in the record, and in its list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from ..exchange import RecordedExchange
from ..operations import JSON, Operation, is_list, is_read, record_properties, request_schema, types
from ..request import Request, example_response, listed_records
from ..response import Finding
from ..session import Context, Findings
from .base import compare, is_json_write, read_list, same_value

# More digits than a binary float has, so that a server which stores an amount as a float shows it.
EXTRA_DIGITS = Decimal("0.12345678901234567891")
EXACT_TEXT = "  two spaces,\ttab,\r\nline, “quotes” & <tags>, ünïcödé 日本 💡, e\u0301 and %20  "
LONG_TEXT = "long " * 1000
MAX_ROWS = 5  # of a list that are compared with their records
CLOCK_TOLERANCE = timedelta(minutes=5)


def returns_record(operation: Operation) -> bool:
    """Return whether the operation writes a record and returns it."""
    schema = operation.resolve(operation.success_content.get(JSON, {}).get("schema", {}))
    return operation.method in ("POST", "PATCH", "PUT") and "id" in schema.get("properties", {})


def returns_what_its_example_shows(context: Context, request: Request) -> Findings:
    """A sandbox responds to the example's request with the contract's example response: their records are the same."""
    if request.accept != JSON or not context.target.control_url or not request.operation.is_ours:
        return  # examples of other documents need not agree with each other
    exchange = context.send(request)
    if exchange.media != JSON or not exchange.succeeded:
        return
    expected, actual = example_response(request.operation), exchange.json()
    if request.operation.paging and isinstance(expected, Mapping):
        expected, actual = expected[request.operation.paging["items"]], listed_records(request.operation, exchange)
    if not isinstance(expected, list) or not isinstance(actual, list):
        expected, actual = [expected], [actual]
    for example_record, record in zip(expected, actual, strict=False):
        if isinstance(example_record, Mapping) and isinstance(record, Mapping):
            yield from compare_with_example(context, request, example_record, exchange, record)


def compare_with_example(
    context: Context,
    request: Request,
    example_record: Mapping[str, Any],
    exchange: RecordedExchange,
    record: Mapping[str, Any],
) -> Iterator[Finding]:
    """Compare a record with the example response, but for values that were sent or that depend on the time.

    The example of a new record may be that of the resource, which is another record: then only names are compared.
    """
    operation = request.operation
    body = request.body if isinstance(request.body, Mapping) else {}
    is_new = operation.method == "POST" and "x-sets" not in operation.raw
    is_other = is_new and example_record.get("id") in context.ids.ids(operation.record)
    expected = {}
    for name, part in record_properties(operation).items():
        set_values = (part.get("x-on-create"), part.get("x-on-change"), operation.raw.get("x-sets", {}).get(name))
        is_given = any(str(value).startswith("$") for value in set_values) or (is_new and part.get("readOnly"))
        is_compared = name not in record or (name not in body and not is_other)
        if example_record.get(name) is not None and is_compared and not is_given and part.get("format") != "password":
            expected[name] = example_record[name]
    yield from compare(expected, exchange, "the contract's example", record)


def reads_back_what_was_written(context: Context, request: Request) -> Findings:
    """Every property that was sent is in the response, in the record and in the list, with each digit and character."""
    if not is_json_write(request) or not returns_record(request.operation):
        return
    for description, body in bodies(request):
        context.target.reset()
        exchange = context.send(request.replace(body=body))
        if exchange.succeeded:
            yield from compare(body, exchange, "the response", fills_nulls=request.operation.method == "POST")
            yield from read_again(context, request, exchange)
        elif description == "the example":
            return
        elif not (exchange.status == 409 and description == "nothing"):
            yield Finding(f"Status: expected a 2xx for a body with {description}, got {exchange.status}.", exchange)


def bodies(request: Request) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the example's body, and variants of it with values that a server may treat in a special way."""
    parts = request.properties
    texts = [name for name, part in parts.items() if is_free(name, part)]
    amounts = [name for name, part in parts.items() if "number" in types(part) and "multipleOf" not in part]
    many = {name: Decimal(str(request.body.get(name) or 1)) + EXTRA_DIGITS for name in amounts}
    flags = [name for name, part in parts.items() if types(part) == ["boolean"] and name in request.body]
    changes: dict[str, dict[str, Any]] = {
        "the example": {},
        "many digits": many,
        "negative amounts": {name: -value for name, value in many.items()},
        "zeros": dict.fromkeys(amounts, 0),
        "unusual characters": dict.fromkeys(texts, EXACT_TEXT),
        "long strings": dict.fromkeys(texts, LONG_TEXT),
        "empty strings": dict.fromkeys(texts, ""),
        "false": dict.fromkeys(flags, False),
    }
    if request.operation.method == "PATCH":
        changes["nothing"] = {name: None for name in (*texts, *amounts) if "null" in parts[name].get("type", [])}
    for description, change in changes.items():
        valid = {name: value for name, value in change.items() if is_within(parts[name], value)}
        if valid or description == "the example":
            yield description, {**request.body, **valid}


def is_free(name: str, part: Mapping[str, Any]) -> bool:
    """Return whether a property is a string without a form, and not a code or a number, which may be looked up."""
    has_form = {"format", "enum", "pattern", "maxLength", "minLength", "const"} & part.keys()
    return types(part) == ["string"] and not has_form and not name.lower().endswith(("code", "no", "name"))


def is_within(part: Mapping[str, Any], value: Any) -> bool:
    """Return whether a number is within the limits of its schema."""
    if not isinstance(value, int | Decimal) or isinstance(value, bool):
        return True
    low, high = part.get("minimum", part.get("exclusiveMinimum")), part.get("maximum", part.get("exclusiveMaximum"))
    return (low is None or value > low) and (high is None or value < high)


def read_again(context: Context, request: Request, write_exchange: RecordedExchange) -> Findings:
    """Compare the response of a write with the record that its GET returns, and with that in the list."""
    reading, listing = context.get_of(request.operation), context.list_of(request.operation)
    record = write_exchange.record()
    if reading is None:
        yield "What the operation writes was not read back: the API has no GET of one such record."
        return
    exchange = context.send(Request(reading, values_for(reading, request, record)))
    if not exchange.succeeded:
        yield Finding(f"Record: expected the one that was written, got {exchange.status}.", exchange)
        return
    yield from compare(record, exchange, "the record read again")
    if listing is not None:
        rows, page = read_list(context, listing_request(listing, request))
        for row in (row for row in rows if row.get("id") == record.get("id")):
            yield from compare(record, page, "the list", row)


def listing_request(listing: Operation, request: Request) -> Request:
    """Return the request of a list that contains the record of another request."""
    return Request(listing, {name: request.values[name] for name in listing.path_parameters if name in request.values})


def values_for(reading: Operation, request: Request, record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the path values of the GET of a record that a request wrote."""
    names = reading.path_parameters
    return {name: request.values[name] if name in request.values else record.get("id") for name in names}


def lists_what_was_written(context: Context, request: Request) -> Findings:
    """The list has each record as its GET has it, and a new record is in the list and counted."""
    operation = request.operation
    reading, listing = context.get_of(operation), context.list_of(operation)
    if request.accept != JSON or operation.api == "legacy" or reading is None or listing is None or is_list(operation):
        return
    list_request = listing_request(listing, request)
    before = total_of(read_list(context, list_request)[1], listing)
    exchange = context.send(request)
    key = exchange.record().get("id")
    if not exchange.succeeded or key is None:
        return
    rows, page = read_list(context, list_request)
    if all(row.get("id") != key for row in rows):
        yield Finding(f"List: expected the record {key}, got a list without it.", page, "missing in the list")
    for row in [row for row in rows if row.get("id") == key or is_read(operation)][:MAX_ROWS]:
        record = context.send(
            Request(reading, {**values_for(reading, request, row), reading.path_parameters[-1]: row["id"]})
        )
        yield from compare(record.record(), page, "the list", row)
        yield from compare(row, record, "the record, as in the list")
    expected = before + 1 if exchange.status == 201 and isinstance(before, int) else before
    if total_of(page, listing) != expected:
        yield Finding(f"totalCount: expected {expected} after the request, got {total_of(page, listing)}.", page)


def total_of(exchange: RecordedExchange, listing: Operation) -> Any:
    return exchange.record().get((listing.paging or {}).get("totalCount", ""))


def leaves_omitted_properties_alone(context: Context, request: Request) -> Findings:
    """A PATCH changes the properties that it sends, and no other that a client may set."""
    operation, reading = request.operation, context.get_of(request.operation)
    if operation.method != "PATCH" or not is_json_write(request) or reading is None:
        return
    before = context.send(Request(reading, request.values)).record()
    writable = request.properties
    for name in list(request.body)[:3]:
        context.target.reset()
        exchange = context.send(request.replace(body={name: request.body[name]}))
        if not exchange.succeeded:
            continue
        unchanged = {key: value for key, value in before.items() if key in writable and key != name}
        for where in (exchange, context.send(Request(reading, request.values))):
            yield from compare(unchanged, where, f"the record after a change of {name}")


def takes_effect(context: Context, request: Request) -> Findings:
    """A transition sets what the contract states (`x-sets`) and nothing else, in its response and in the record."""
    operation, sets = request.operation, request.operation.raw.get("x-sets")
    reading = context.get_of(operation)
    if not sets or reading is None or not context.target.accounts:
        return
    before = context.send(Request(reading, request.values)).record()
    exchange = context.send(request)
    dated_names = {name for name, part in record_properties(operation).items() if "x-on-change" in part}
    unchanged = {name: value for name, value in before.items() if name not in {*sets, *dated_names}}
    if exchange.succeeded:
        for where in (exchange, context.send(Request(reading, request.values))):
            yield from compare_set_values(context, sets, where)
            yield from compare(unchanged, where, "the record after the transition")


def leaves_other_records_alone(context: Context, request: Request) -> Findings:
    """A write changes one record of its collection, and each new record has an id of its own."""
    operation, listing = request.operation, context.list_of(request.operation)
    parent = context.get_of(operation)
    if "x-sets" in operation.raw and parent is not None:
        listing = context.list_of(parent)
    if is_read(operation) or request.accept != JSON or operation.api == "legacy" or listing is None:
        return
    before = {row.get("id"): row for row in read_list(context, listing_request(listing, request))[0]}
    exchanges = [context.send(request) for _ in range(2 if operation.method == "POST" and parent else 1)]
    keys = [exchange.record().get("id") for exchange in exchanges if exchange.succeeded]
    is_create = bool(exchanges) and exchanges[0].status == 201
    if is_create and (len(set(keys)) < len(keys) or any(key in before for key in keys)):
        yield Finding(f"id: expected an id of its own for each new record, got {keys}.", exchanges[-1], "repeated id")
    rows, page = read_list(context, listing_request(listing, request))
    for row in rows:
        if row.get("id") in before and row.get("id") not in keys:
            yield from compare(before[row["id"]], page, f"the record {row['id']}, which was not written", row)


def sets_initial_values(context: Context, request: Request) -> Findings:
    """A new record has the values that the contract states for what was not sent (`x-on-create`)."""
    if not is_json_write(request) or not returns_record(request.operation) or "x-sets" in request.operation.raw:
        return
    if request.operation.method != "POST":
        return
    required = request.operation.resolve(request_schema(request.operation, request.media)).get("required", [])
    body = {name: value for name, value in request.body.items() if name in required}
    exchange = context.send(request.replace(body=body))
    schemas = record_properties(request.operation)
    values = {name: part["x-on-create"] for name, part in schemas.items() if "x-on-create" in part and name not in body}
    if exchange.succeeded:
        yield from compare_set_values(context, values, exchange)


def dates_each_change(context: Context, request: Request) -> Findings:
    """A change sets the properties that the contract dates by it (`x-on-change`) to the present time."""
    if request.operation.method == "GET" or request.accept != JSON or not returns_record(request.operation):
        return
    reading = context.get_of(request.operation)
    schemas = record_properties(request.operation)
    values = {name: part["x-on-change"] for name, part in schemas.items() if "x-on-change" in part}
    exchange = context.send(request) if values and reading else None
    if exchange is not None and reading and exchange.succeeded:
        for where in (exchange, context.send(Request(reading, values_for(reading, request, exchange.record())))):
            yield from compare_set_values(context, values, where)


def compare_set_values(context: Context, values: Mapping[str, Any], exchange: RecordedExchange) -> Iterator[Finding]:
    """Compare properties with the values that the contract states: constants, `$now`, `$today` and `$caller`."""
    record = exchange.record()
    for name, value in values.items():
        actual = record.get(name)
        if value == "$caller":
            people = {
                employee.get("emailAddress"): employee["id"] for employee in context.ids.records.get("employees", [])
            }
            expected, is_right = "the caller's id", actual == people.get(context.target.account.username, actual)
        elif value in ("$now", "$today"):
            expected, is_right = "the present time", is_present(actual)
        else:
            expected, is_right = repr(value), same_value(value, actual)
        if not is_right:
            yield Finding(f"{name}: expected {expected}, got {actual!r}.", exchange, cause=f"{name} is not set")


def is_present(value: Any) -> bool:
    """Return whether a date or date-time with an offset is that of now."""
    now = datetime.now(UTC)
    try:
        instant = datetime.fromisoformat(str(value))
    except ValueError:
        return False
    if len(str(value)) == 10:
        return abs(instant.date() - now.date()) <= timedelta(days=1)
    return instant.tzinfo is not None and abs(instant - now) <= CLOCK_TOLERANCE


def does_not_let_clients_set_read_only_properties(context: Context, request: Request) -> Findings:
    """A property that the server sets (`readOnly`) is rejected or ignored in a body, never stored."""
    if not is_json_write(request) or not returns_record(request.operation):
        return
    for name, part in record_properties(request.operation).items():
        is_set_by_server = part.get("readOnly") and name not in request.properties
        value = foreign_value(part) if is_set_by_server else None
        exchange = context.send(request.replace(body={**request.body, name: value})) if value is not None else None
        if exchange is not None and exchange.succeeded:
            if same_value(value, exchange.record().get(name)):
                yield Finding(
                    f"{name}: expected the server's value, got {value!r} as sent.", exchange, f"{name} is stored"
                )
            context.target.reset()


def foreign_value(schema: Mapping[str, Any]) -> Any:
    """Return a valid value that a server would hardly set; None for a type that has none."""
    if schema.get("format") in ("date", "date-time"):
        return "1999-12-31" if schema["format"] == "date" else "1999-12-31T00:00:00Z"
    kind = next(iter(types(schema)), "")
    return {"string": "set by the client", "integer": 1_999_999, "number": 1_999_999}.get(kind)

"""The defects that remember earlier calls, or what a request had before it was changed."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from lxml import etree

from .seeded import Steps, keep_rows
from .service import Call

TOKEN_PATH = "/v1/token"
PASSWORD_FORM = b"grant_type=password&username=ops%40acme.example&password=acme-sandbox-token&tenantId=acme"


def tokens_do_not_expire(call: Call) -> Steps:
    header = call.headers.get("authorization", "")
    if header in call.seen.setdefault("accepted", set()):
        call.act_as_first()
    yield
    if header.startswith("Bearer") and call.succeeded:
        call.seen["accepted"].add(header)


def tokens_expire_early(call: Call) -> Steps:
    header = call.headers.get("authorization", "")
    now = call.sandbox.clock()
    first = call.seen.setdefault("used", {}).setdefault(header, now)
    if header.startswith("Bearer") and timedelta(minutes=30) < now - first < timedelta(hours=1):
        call.headers["authorization"] = "Bearer expired"
    yield


def the_legacy_service_accepts_access_tokens(call: Call) -> Steps:
    if call.headers.get("authorization", "").startswith("Bearer ey") or is_issued(call, "access_token"):
        call.act_as_first()
    yield
    remember_tokens(call)


def refresh_tokens_do_not_expire(call: Call) -> Steps:
    body = call.body
    if call.path == TOKEN_PATH and any(token.encode() in body for token in call.seen.get("refresh_token", ())):
        call.body = PASSWORD_FORM
    yield
    remember_tokens(call)


def a_refresh_token_is_accepted_as_access_token(call: Call) -> Steps:
    if is_issued(call, "refresh_token"):
        call.act_as_first()
    yield
    remember_tokens(call)


def remember_tokens(call: Call) -> None:
    for name in ("access_token", "refresh_token"):
        if call.path == TOKEN_PATH and call.record.get(name):
            call.seen.setdefault(name, set()).add(call.record[name])


def is_issued(call: Call, name: str) -> bool:
    """Return whether the bearer token is one that the service has issued under a name."""
    return call.headers.get("authorization", "").removeprefix("Bearer ") in call.seen.get(name, ())


def a_filter_matches_the_beginning_of_a_string(call: Call) -> Steps:
    number = call.query.pop("jobNo", None) if call.path == "/v2/jobs" else None
    yield
    if number is not None and call.method == "GET" and call.succeeded:
        keep_rows(call, lambda row: str(row["jobNo"]).startswith(number))


def filters(call: Call) -> list[str]:
    return [name for name in call.query if name not in ("page", "pageSize")]


def only_the_first_of_two_filters_applies(call: Call) -> None:
    names = filters(call)
    if len(names) > 1 and all(call.query[name].isalnum() for name in names):
        call.query.pop(names[1])


def an_update_changes_every_record(call: Call) -> Steps:
    yield
    if call.method == "PATCH" and call.succeeded and "/clients/" in call.path:
        call.seen["sent"] = call.sent_record
    if call.method == "GET" and call.path.startswith("/v2/clients") and call.seen.get("sent"):
        call.edit_records(lambda record: record.update(call.seen["sent"]))


def repeat_first_id(call: Call) -> None:
    call.reply({**call.record, "id": call.seen.setdefault("first", call.record["id"])})


def repeat_first_response(call: Call) -> None:
    call.content = call.seen.setdefault(f"{call.path} {call.query}", call.content)


def the_legacy_service_returns_another_record(call: Call) -> None:
    path, _, key = call.path.rpartition("/")
    with call.sandbox.http_client(auth=(call.sandbox.accounts[0].api_token, "")) as client:
        ids = [row["id"] for row in client.get("/v2/supplierinvoices").json()["items"]]
    call.path = f"{path}/{next((row_id for row_id in ids if row_id != int(key)), key)}"


def without_the_last_record(page: dict[str, Any]) -> dict[str, Any]:
    items = page["items"]
    is_last = items and (page["page"] - 1) * page["pageSize"] + len(items) == page["totalCount"]
    return {"items": items[:-1]} if is_last else {}


def a_page_past_the_end_is_the_last(call: Call) -> Steps:
    page = call.query.get("page", "1")
    is_list = call.path == "/v2/products" and page.isdigit()
    if is_list and call.query.get("pageSize") == "1" and int(page) > 3:
        call.query["page"] = "3"
    yield
    if is_list and "page" in call.record:
        call.reply({**call.record, "page": int(page)})


def a_list_lacks_new_records(call: Call) -> Steps:
    yield
    if call.method == "POST" and call.status == 201:
        call.seen["new"] = call.record["id"]
    if call.path == "/v2/jobs" and call.method == "GET" and call.succeeded:
        rows = [row for row in call.record["items"] if row["id"] != call.seen.get("new")]
        call.reply({**call.record, "items": rows})


def set_modified_date_two_hours_late(record: dict[str, Any]) -> None:
    later = datetime.fromisoformat(record["modifiedDate"]) + timedelta(hours=2)
    record["modifiedDate"] = later.strftime("%Y-%m-%dT%H:%M:%SZ")


def a_client_sets_a_server_property(call: Call) -> Steps:
    employee_id = call.sent_record.get("addedByEmployeeId") if call.method == "POST" else None
    if employee_id:
        call.send({name: value for name, value in call.sent_record.items() if name != "addedByEmployeeId"})
    yield
    if employee_id:
        call.edit_records(lambda record: record.update(addedByEmployeeId=employee_id))


def a_read_changes_the_modified_date(call: Call) -> None:
    call.seen["reads"] = call.seen.get("reads", 0) + 1
    call.edit_records(lambda record: record.update(modifiedDate=f"2026-01-01T00:00:{call.seen['reads'] % 60:02}Z"))


def add_days(text: str, days: int) -> str:
    """Return a date some days later; any other string as it is."""
    is_date = re.fullmatch(r"\d{4}-\d\d-\d\d", text)
    return str(date.fromisoformat(text) + timedelta(days=days)) if is_date else text


def date_a_day_late(record: dict[str, Any]) -> None:
    record.update({name: add_days(value, 1) for name, value in record.items() if isinstance(value, str)})


def records_hold_only_their_id(call: Call) -> None:
    rows = [{"id": row["id"]} for row in call.record.get("items", ())]
    call.reply({**call.record, "items": rows} if "items" in call.record else {"id": call.record.get("id")})


def swap_elements(content: bytes, index: int) -> bytes:
    """Return an XML document in which the first two elements of a record change places."""
    root = etree.fromstring(content)
    record = root[index] if len(root) and len(root[index]) else root
    if len(record) > 1:
        record.insert(0, record[1])
    return etree.tostring(root)


def change_word(content: bytes) -> bytes:
    """Return an XML document in which one word has another letter."""
    root = etree.fromstring(content)
    word = next(element for element in root.iter("*") if (element.text or "").isalpha() and element.text != "true")
    word.text = f"{word.text}Z"
    return etree.tostring(root)


def with_exponents(content: bytes) -> bytes:
    return re.sub(rb">(\d+\.\d+)<", lambda number: f">{Decimal(number[1].decode()):E}<".encode(), content)


def send_last_property_twice(content: bytes) -> bytes:
    head, middle, rest = content.rpartition(b'{"id":')
    return head + b'{"notes":"first",' + middle[1:] + rest


def long_strings_are_an_error(call: Call) -> Steps:
    is_long = any(isinstance(value, str) and len(value) > 2000 for value in call.sent_record.values())
    yield
    if is_long:
        call.status, call.content = 500, b"Internal Server Error"
        call.response_headers["content-type"] = "text/plain"

"""Dates at the wire: a date with a time of day, wall times of legacy XML, and what is rejected before it is sent."""

from __future__ import annotations

import datetime
import json
import warnings
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import httpx
import numpy
import pandas  # type: ignore[import-untyped]
import pytest

from accountability import (
    Accountability,
    ContractViolationError,
    FilterIgnoredError,
    InferredTimezoneWarning,
    ResponseMismatchWarning,
)
from accountability.legacy import timesheets

from .fake_service import Make, Service, response, xml

NS = "http://schemas.datacontract.org/2004/07/Accountability.API.Model"
JOB = {"id": 1, "jobNo": "J1", "jobDescription": "d", "clientId": 1, "jobTypeId": 1}
EXPORT = "/Service.svc/Timesheets/Export/2026-03-02/2026-03-02/2026-03-02/2026-03-02"
EDGE_CASES = [
    "0001-01-01T00:00:00",
    "0001-01-01T23:59:59",
    "1753-01-01T00:00:00",
    "1850-06-15T12:30:15.250",
    "1899-12-30T00:00:00",
    "1900-01-01T00:00:00",
    "1937-06-30T23:59:59",
    "2026-03-29T02:30:00",
    "2026-10-25T02:30:00",
    "9999-12-31T00:00:00",
    "9999-12-31T23:59:59.999",
]
ZONES = sorted(available_timezones())
DAY = datetime.date(2026, 3, 2)
MINUTE = datetime.timedelta(minutes=1)


def jobs(client: Make, service: Service, **changes: Any) -> Any:
    service.on("GET", "/v2/jobs/1", response({**JOB, **changes}))
    return client().v2.jobs.get(1)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-02",
        "2026-03-02T00:00",
        "2026-03-02T00:00:00",
        "2026-03-02T00:00:00.0000000",
        "2026-03-02T00:00:00Z",
        "2026-03-02T00:00:00.000Z",
        "2026-03-02T00:00:00+00:00",
        "2026-03-02T00:00:00+10:00",
        "2026-03-02T00:00:00-0500",
        "2026-03-02 00:00:00",
    ],
)
def test_a_date_at_midnight_is_that_date_with_any_offset(client: Make, service: Service, text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error", ResponseMismatchWarning)
        assert jobs(client, service, dateOpened=text).date_opened == DAY


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-02T00:00:01",
        "2026-03-02T00:00:00.001",
        "2026-03-02T13:00:00Z",
        "2026-03-01T24:00:00",
        "2026-03-02T00:00:00+25:00",
        "2026-13-02T00:00:00",
        "2026-03-02T",
        "2026-03-02T00:00:00 and more",
    ],
)
def test_a_date_with_another_time_of_day_is_an_invalid_value(client: Make, service: Service, text: str) -> None:
    with pytest.warns(ResponseMismatchWarning, match="dateOpened"):
        job = jobs(client, service, dateOpened=text)
    assert job.date_opened is None
    assert job.additional_properties == {"dateOpened": text}


def test_a_date_without_a_time_is_an_invalid_date_time(client: Make, service: Service) -> None:
    with pytest.warns(ResponseMismatchWarning, match="modifiedDate"):
        job = jobs(client, service, modifiedDate="2026-03-02")
    assert job.modified_date is None
    assert job.additional_properties == {"modifiedDate": "2026-03-02"}


def test_a_filter_by_date_accepts_rows_at_midnight_and_rejects_earlier_ones(client: Make, service: Service) -> None:
    rows = [{**JOB, "dateOpened": "2026-03-02T00:00:00"}]
    page = {"items": rows, "page": 1, "pageSize": 100, "totalCount": 1}
    service.on("GET", "/v2/jobs", response(page))
    assert [job.id for job in client().v2.jobs.list(opened_from=DAY)] == [1]
    with pytest.raises(FilterIgnoredError):
        list(client().v2.jobs.list(opened_from=datetime.date(2026, 3, 3)))


def read_sheet(client: Make, service: Service, text: str, **settings: Any) -> Any:
    service.on(
        "GET",
        EXPORT,
        xml(f'<Timesheets xmlns="{NS}"><Timesheet><ActionDate>{text}</ActionDate></Timesheet></Timesheets>'),
    )
    api = client(**settings)
    (record,) = api.send(timesheets.export_timesheets(DAY, DAY, DAY, DAY))
    return record


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Europe/Amsterdam", "Pacific/Apia", "Africa/Monrovia"])
@pytest.mark.parametrize("text", EDGE_CASES)
def test_the_wall_time_of_xml_is_what_the_caller_gets(client: Make, service: Service, zone: str, text: str) -> None:
    sheet = read_sheet(client, service, text, legacy_timezone=ZoneInfo(zone))
    assert sheet.action_date.replace(tzinfo=None) == datetime.datetime.fromisoformat(text)
    assert sheet.action_date.utcoffset() is not None
    assert sheet.additional_properties == {}


def test_the_wall_time_is_the_same_in_every_zone_in_both_directions() -> None:
    from accountability import spec, wcf

    document = spec.load("legacy").document
    operation = spec.find("legacy.Jobs_CreateJob")
    schema = operation.request_schema("application/xml") or {}
    differences = []
    for zone in ZONES:
        codec = wcf.Codec(document, ZoneInfo(zone))
        for text in EDGE_CASES:
            content = codec.encode({"DateOpened": text}, schema)
            value = codec.decode(content, schema)["DateOpened"]
            parsed = wcf.parse_date(value).replace(tzinfo=None)
            if (
                parsed != datetime.datetime.fromisoformat(text)
                or codec.encode({"DateOpened": value}, schema) != content
            ):
                differences.append((zone, text, value))
    assert len(ZONES) > 400
    assert differences == []


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "America/New_York"])
@pytest.mark.parametrize("text", EDGE_CASES)
def test_a_datetime_of_the_zone_is_written_as_its_wall_time(
    client: Make, service: Service, zone: str, text: str
) -> None:
    service.on(
        "POST", "/Service.svc/job", xml('<int xmlns="http://schemas.microsoft.com/2003/10/Serialization/">1</int>')
    )
    if "T02:30" in text and zone == "Europe/Amsterdam" and "-03-" in text:
        return  # the clock skips this time; Python converts it to an hour later
    timestamp = datetime.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))
    client(legacy_timezone=ZoneInfo(zone)).legacy.jobs.create(date_opened=timestamp, format="xml")
    assert f"<DateOpened>{text}</DateOpened>" in service.requests[-1].content.decode()


# Date-times of v1 and v2 without an offset

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NEW_YORK = ZoneInfo("America/New_York")
WALL_TIMES = ["2026-03-02T10:15:00", "2026-07-02 10:15:00.250", "2026-03-02T10:15"]


@pytest.mark.parametrize("text", [*WALL_TIMES, *EDGE_CASES])
def test_a_date_time_without_an_offset_is_in_the_zone_of_the_setting(client: Make, service: Service, text: str) -> None:
    service.on("GET", "/v2/jobs/1", response({**JOB, "modifiedDate": text}))
    job = client(timezone=AMSTERDAM).v2.jobs.get(1)
    wall = datetime.datetime.fromisoformat(text)
    assert job.modified_date is not None
    assert job.modified_date.replace(tzinfo=None) == wall
    offset = wall.replace(tzinfo=AMSTERDAM).utcoffset() or datetime.timedelta()
    assert datetime.timedelta() <= offset - (job.modified_date.utcoffset() or datetime.timedelta()) < MINUTE
    assert job.additional_properties == {}


def test_a_date_time_without_an_offset_warns_once_and_is_utc_until_the_zone_is_set(
    client: Make, service: Service
) -> None:
    service.on("GET", "/v2/jobs/1", response({**JOB, "modifiedDate": "2026-03-02T10:15:00"}))
    api = client()
    with pytest.warns(InferredTimezoneWarning, match=r"^timezone: expected the zone of the service") as warning_list:
        moments = [api.v2.jobs.get(1).modified_date, api.with_options(timeout=5).v2.jobs.get(1).modified_date]
    assert moments == [datetime.datetime(2026, 3, 2, 10, 15, tzinfo=datetime.UTC)] * 2
    assert [warning.filename for warning in warning_list] == [__file__]


def test_a_date_time_without_an_offset_is_an_error_if_strict_until_the_zone_is_set(
    client: Make, service: Service
) -> None:
    service.on("GET", "/v2/jobs/1", response({**JOB, "modifiedDate": "2026-03-02T10:15:00"}))
    with pytest.raises(ContractViolationError, match="modifiedDate does not fit the contract"):
        client(strict=True).v2.jobs.get(1)
    moment = client(strict=True, timezone=AMSTERDAM).v2.jobs.get(1).modified_date
    assert moment == datetime.datetime(2026, 3, 2, 9, 15, tzinfo=datetime.UTC)


def test_the_letters_of_a_date_time_may_be_in_lower_case(client: Make, service: Service) -> None:
    moment = jobs(client, service, modifiedDate="2026-03-02t10:15:00.5z").modified_date
    assert moment == datetime.datetime(2026, 3, 2, 10, 15, 0, 500_000, tzinfo=datetime.UTC)


def test_an_offset_in_the_response_matters_more_than_the_zone(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/1", response({**JOB, "modifiedDate": "2026-03-02T10:15:00Z"}))
    moment = client(timezone=NEW_YORK).v2.jobs.get(1).modified_date
    assert moment == datetime.datetime(2026, 3, 2, 10, 15, tzinfo=datetime.UTC)


def test_a_date_where_a_date_time_is_expected_stays_invalid_with_a_zone(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/1", response({**JOB, "modifiedDate": "2026-03-02"}))
    with pytest.warns(ResponseMismatchWarning, match="modifiedDate"):
        assert client(timezone=AMSTERDAM).v2.jobs.get(1).modified_date is None


@pytest.mark.parametrize(
    ("zone", "wire"), [(None, "2026-03-02T10:15:00+00:00"), (NEW_YORK, "2026-03-02T05:15:00")], ids=str
)
def test_requests_are_written_in_the_form_of_the_setting(client: Make, service: Service, zone: Any, wire: str) -> None:
    moment = datetime.datetime(2026, 3, 2, 10, 15, tzinfo=datetime.UTC)
    row = {**JOB, "modifiedDate": "2026-03-02T05:15:00" if zone else "2026-03-02T10:15:00Z"}
    service.on("GET", "/v2/jobs", response({"items": [row], "page": 1, "pageSize": 100, "totalCount": 1}))
    service.on("POST", "/v2/things", response({}))
    api = client(timezone=zone)
    assert [job.modified_date for job in api.v2.jobs.list(modified_since=moment)] == [moment]
    assert service.requests[-1].url.params["modifiedSince"] == wire
    api.request("POST", "/v2/things", json={"at": [moment], "note": "2026-03-02T10:15:00+00:00", "day": DAY})
    assert json.loads(service.requests[-1].content) == {
        "at": [wire],
        "note": "2026-03-02T10:15:00+00:00",
        "day": "2026-03-02",
    }


def test_a_date_time_that_was_read_is_written_as_it_was_received(client: Make, service: Service) -> None:
    service.on("POST", "/v2/things", response({}))
    api = client(timezone=AMSTERDAM)
    for text in EDGE_CASES:
        service.on("GET", "/v2/jobs/1", response({**JOB, "modifiedDate": text}))
        api.request("POST", "/v2/things", json={"at": api.v2.jobs.get(1).modified_date})
        (wire,) = json.loads(service.requests[-1].content).values()
        assert datetime.datetime.fromisoformat(wire) == datetime.datetime.fromisoformat(text)


def test_the_zone_is_also_a_variable_of_the_environment(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    service.on("GET", "/v2/jobs/1", response({**JOB, "modifiedDate": "2026-03-02T10:15:00"}))
    monkeypatch.setenv("ACCOUNTABILITY_API_TOKEN", "t")
    monkeypatch.setenv("ACCOUNTABILITY_TIMEZONE", "America/New_York")
    http_client = httpx.Client(transport=httpx.MockTransport(service))
    with Accountability.from_env(inferred="allow", http_client=http_client) as api:
        moment = api.v2.jobs.get(1).modified_date
    assert moment == datetime.datetime(2026, 3, 2, 15, 15, tzinfo=datetime.UTC)


def test_the_zone_changes_no_date_of_legacy(client: Make, service: Service) -> None:
    service.on("POST", "/Service.svc/job", response(1))
    client(timezone=NEW_YORK).legacy.jobs.create(date_opened=TIMESTAMP)
    assert json.loads(service.requests[-1].content) == {"DateOpened": "/Date(1772409600000+0000)/"}


# Values that are not exact


def test_integers_and_booleans_of_numpy_are_sent_as_integers_and_booleans(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/1", response(JOB))
    service.on("GET", "/v2/jobs", response({"items": [JOB], "page": 1, "pageSize": 5, "totalCount": 1}))
    service.on("POST", "/v2/jobs", response({**JOB, "billable": True}, 201))
    api: Any = client()  # the annotations promise Python's own types
    assert api.v2.jobs.get(numpy.int64(1)).id == 1
    assert [job.id for job in api.v2.jobs.list(client_id=numpy.uint32(1), page_size=numpy.int16(5))] == [1]
    api.v2.jobs.create(
        description="d", client_id=numpy.int64(1), job_type_id=numpy.longlong(1), billable=numpy.bool_(True)
    )
    body = json.loads(service.requests[-1].content)
    assert body == {"jobDescription": "d", "clientId": 1, "jobTypeId": 1, "billable": True}


TIMESTAMP = datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC)
REJECTED = [
    ({"budget": 1.5}, TypeError, r"Pass Decimal\('1.5'\)"),
    ({"budget": 3.0}, TypeError, r"Pass int\(3.0\) or Decimal\('3.0'\)"),
    ({"budget": numpy.float64(0.1)}, TypeError, r"Pass Decimal\('0.1'\)"),
    ({"budget": numpy.float32(0.1)}, TypeError, r"Pass Decimal\('0.1'\)"),
    ({"budget": float("nan")}, ValueError, "expected a finite number, got nan. Leave the argument out"),
    ({"budget": numpy.float64("inf")}, ValueError, "expected a finite number, got inf"),
    ({"budget": Decimal("NaN")}, ValueError, "expected a finite number, got NaN"),
    ({"budget": pandas.NA}, TypeError, "got NAType"),
    ({"budget": numpy.timedelta64(5, "s")}, TypeError, "got timedelta64"),
    ({"date_opened": DAY}, TypeError, "expected a datetime with a time zone, got date"),
    ({"date_opened": "2026-03-02"}, ValueError, "expected a date such as /Date"),
    ({"date_opened": pandas.NaT}, ValueError, "expected a datetime, got NaT"),
    ({"date_opened": datetime.datetime(2026, 3, 2)}, ValueError, "expected a datetime with a time zone"),
    ({"date_opened": numpy.datetime64("2026-03-02")}, TypeError, "got datetime64"),
    ({"date_opened": 20260302}, TypeError, "got int"),
]


@pytest.mark.parametrize("format", ["json", "xml"])
@pytest.mark.parametrize(("values", "kind", "message"), REJECTED, ids=repr)
def test_an_inexact_value_is_rejected_before_it_is_sent_in_both_representations(
    client: Make, service: Service, format: Any, values: Any, kind: Any, message: str
) -> None:
    with pytest.raises(kind, match=message):
        client().legacy.jobs.create(**values, format=format)
    assert service.requests == []


def test_the_values_that_the_messages_advise_can_be_sent(client: Make, service: Service) -> None:
    service.on("POST", "/Service.svc/job", response(1))
    for value in (int(3.0), Decimal("3.0"), Decimal("1.5"), None):
        client().legacy.jobs.create(budget=value)
    timestamp: Any = pandas.Timestamp(TIMESTAMP)
    client().legacy.jobs.create(date_opened=timestamp)
    assert json.loads(service.requests[-1].content) == {"DateOpened": "/Date(1772409600000+0000)/"}


def test_a_date_for_a_date_time_is_rejected_before_it_is_sent(client: Make, service: Service) -> None:
    timestamp: Any = DAY
    with pytest.raises(TypeError, match="expected a datetime with a time zone, got date"):
        client().v2.jobs.list(modified_since=timestamp).first()
    assert service.requests == []

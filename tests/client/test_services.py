"""Base URLs: a client of a test system never calls the published services."""

from __future__ import annotations

import datetime
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest

from accountability import (
    Accountability,
    AccountabilityError,
    ApiToken,
    AsyncAccountability,
    ConfigurationError,
    InferredTimezoneWarning,
    PasswordGrant,
)
from accountability.legacy import timesheets

from .fake_service import Make, Service, get_job, response, xml

LEGACY_JOB = get_job(api="legacy", path="/Job/Export/", status="documented")
STAGING = "https://staging.example"
GRANT = PasswordGrant(tenant_id="t", username="u", api_token="staging-token")
DAY = datetime.date(2026, 3, 2)
EXPORT = "/Service.svc/Timesheets/Export/2026-03-02/2026-03-02/2026-03-02/2026-03-02"
NS = "http://schemas.datacontract.org/2004/07/Accountability.API.Model"
SHEETS = f'<Timesheets xmlns="{NS}"><Timesheet><ActionDate>2026-03-02T10:00:00%s</ActionDate></Timesheet></Timesheets>'


def client_of(service: Service, auth: Any = GRANT, **settings: Any) -> Accountability:
    http = httpx.Client(transport=httpx.MockTransport(service))
    return Accountability(auth, http_client=http, inferred="allow", rate_limit=None, **settings)


def legacy_reads(api: Accountability) -> list[Callable[[], object]]:
    return [
        lambda: api.legacy.jobs.create(job_description="a test"),
        lambda: api.raw(LEGACY_JOB),
        lambda: api.request("GET", "/jobs/1", api="legacy"),
    ]


@pytest.mark.parametrize("number", range(3))
def test_with_a_base_url_alone_legacy_calls_are_an_error_that_names_the_setting(service: Service, number: int) -> None:
    call = legacy_reads(client_of(service, base_url=STAGING))[number]
    with pytest.raises(ConfigurationError, match=r"^legacy_url: expected .*ACCOUNTABILITY_LEGACY_URL"):
        call()
    assert service.requests == []


def test_the_result_of_a_mapped_call_has_the_error(service: Service) -> None:
    (result,) = client_of(service, base_url=STAGING).map([LEGACY_JOB])
    assert isinstance(result.error, ConfigurationError)


def test_with_a_legacy_url_alone_other_calls_are_an_error_that_names_the_setting(service: Service) -> None:
    api = client_of(service, legacy_url=f"{STAGING}/Service.svc")
    with pytest.raises(ConfigurationError, match=r"^base_url: expected .*ACCOUNTABILITY_BASE_URL"):
        api.v2.jobs.get(1)
    assert service.requests == []
    api.raw(LEGACY_JOB)
    assert service.requests[-1].url.host == "staging.example"


def test_a_base_url_from_the_environment_or_a_profile_has_the_same_effect(
    service: Service, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    http = httpx.Client(transport=httpx.MockTransport(service))
    for name in ("TENANT_ID", "USERNAME", "LEGACY_URL", "REGION", "PROFILE"):
        monkeypatch.delenv(f"ACCOUNTABILITY_{name}", raising=False)
    monkeypatch.setenv("ACCOUNTABILITY_API_TOKEN", "t")
    monkeypatch.setenv("ACCOUNTABILITY_BASE_URL", STAGING)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "accountability").mkdir()
    (tmp_path / "accountability" / "profiles.toml").write_text(f'[test]\nbase_url = "{STAGING}"\n')
    for api in (Accountability.from_env(http_client=http), Accountability.from_profile("test", http_client=http)):
        with pytest.raises(ConfigurationError, match=r"^legacy_url: expected"):
            api.raw(LEGACY_JOB)
    assert service.requests == []


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"region": "emea"},
        {"base_url": "https://api.accountabilityone.com/"},
        {"base_url": STAGING, "legacy_url": "https://www.accountabilityapi.com/Service.svc"},
    ],
)
def test_published_urls_or_two_explicit_urls_can_be_combined(service: Service, settings: Any) -> None:
    client_of(service, **settings).raw(LEGACY_JOB)
    assert service.requests[-1].url.host == "www.accountabilityapi.com"


# The zone of legacy XML


def read_sheet(api: Accountability) -> Any:
    (sheet,) = api.send(timesheets.export_timesheets(DAY, DAY, DAY, DAY))
    return sheet.action_date


def test_dates_without_an_offset_warn_once_until_the_zone_is_set(client: Make, service: Service) -> None:
    service.on("GET", EXPORT, xml(SHEETS % ""))
    api = client()
    with pytest.warns(InferredTimezoneWarning, match=r"^legacy_timezone: expected") as warning_list:
        timestamps = [read_sheet(api), read_sheet(api.with_options(timeout=5))]
    assert [warning.filename for warning in warning_list] == [__file__]
    assert timestamps == [datetime.datetime(2026, 3, 2, 10, tzinfo=datetime.UTC)] * 2


def test_a_date_written_as_wall_time_warns_too(client: Make, service: Service) -> None:
    service.on(
        "POST", "/Service.svc/job", xml('<int xmlns="http://schemas.microsoft.com/2003/10/Serialization/">1</int>')
    )
    timestamp = datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC)
    with pytest.warns(InferredTimezoneWarning):
        client().legacy.jobs.create(date_opened=timestamp, format="xml")


@pytest.mark.parametrize(
    ("offset", "settings"), [("", {"legacy_timezone": datetime.UTC}), ("Z", {}), ("+01:00", {})], ids=repr
)
def test_a_known_zone_does_not_warn(client: Make, service: Service, offset: str, settings: Any) -> None:
    service.on("GET", EXPORT, xml(SHEETS % offset))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        read_sheet(client(**settings))


class LikePytz(datetime.tzinfo):
    """A zone whose wall times have local mean time until they are localized, as in pytz."""

    def __init__(self, minutes: int = -4) -> None:
        self._offset = datetime.timedelta(minutes=minutes)

    def utcoffset(self, timestamp: datetime.datetime | None) -> datetime.timedelta:
        return self._offset

    def dst(self, timestamp: datetime.datetime | None) -> datetime.timedelta:
        return datetime.timedelta()

    def tzname(self, timestamp: datetime.datetime | None) -> str:
        return "LMT"

    def fromutc(self, timestamp: datetime.datetime) -> datetime.datetime:
        return timestamp.replace(tzinfo=LikePytz(60)) + datetime.timedelta(minutes=60)


def test_a_zone_without_correct_wall_times_is_rejected() -> None:
    with pytest.raises(ConfigurationError, match=r"^legacy_timezone: expected a zone such as zoneinfo"):
        Accountability(ApiToken("t"), legacy_timezone=LikePytz())


def test_the_zone_of_the_environment_is_used(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    http = httpx.Client(transport=httpx.MockTransport(service))
    monkeypatch.setenv("ACCOUNTABILITY_API_TOKEN", "t")
    monkeypatch.setenv("ACCOUNTABILITY_LEGACY_TIMEZONE", "Australia/Sydney")
    service.on("GET", EXPORT, xml(SHEETS % ""))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        timestamp = read_sheet(Accountability.from_env(http_client=http))
    assert timestamp == datetime.datetime(2026, 3, 2, 10, tzinfo=ZoneInfo("Australia/Sydney"))
    for invalid in ("Sydney", "../etc/passwd", "/etc"):
        monkeypatch.setenv("ACCOUNTABILITY_LEGACY_TIMEZONE", invalid)
        with pytest.raises(ConfigurationError, match=r"^ACCOUNTABILITY_LEGACY_TIMEZONE: expected the name of a zone"):
            Accountability.from_env(http_client=http)


# The environment of the HTTP client


@pytest.mark.parametrize("kind", [Accountability, AsyncAccountability])
@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"HTTPS_PROXY": "ftp://user:s3cret@proxy:8080"}, "^HTTPS_PROXY: expected .* got the scheme 'ftp'"),
        ({"https_proxy": "socks4://user:s3cret@proxy"}, "^https_proxy: expected .* got the scheme 'socks4'"),
        ({"ALL_PROXY": "socks5://user:s3cret@proxy:1080"}, "^ALL_PROXY: expected an installed SOCKS client"),
        ({"HTTP_PROXY": "http://user:s3cret@proxy:port"}, "^HTTP_PROXY: expected .* got a malformed URL"),
        ({"HTTP_PROXY": "http://[::1"}, "^HTTP_PROXY: expected .* got a malformed URL"),
        ({"HTTP_PROXY": "http://proxy:8080", "NO_PROXY": "[::1"}, "^NO_PROXY: expected host names"),
        ({"no_proxy": "localhost, fe80::/10"}, "^no_proxy: expected host names"),
        ({"NO_PROXY": "intern:port"}, "^NO_PROXY: expected host names"),
        ({"SSL_CERT_FILE": "/no/such/file.pem"}, "^SSL_CERT_FILE: expected a readable PEM file, got '/no/such"),
        ({"SSL_CERT_FILE": "/"}, "^SSL_CERT_FILE: expected a readable PEM file, got '/'"),
        ({"SSL_CERT_FILE": __file__}, "^SSL_CERT_FILE: expected .*: no certificate in it"),
        ({"SSLKEYLOGFILE": "/no/such/folder/keys"}, "^SSLKEYLOGFILE: expected a file that can be written"),
    ],
    ids=repr,
)
def test_a_variable_that_cannot_be_used_is_named_without_a_password(
    monkeypatch: pytest.MonkeyPatch, kind: Any, variables: dict[str, str], message: str
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError, match=message) as exc_info:
        kind(ApiToken("t"))
    assert "s3cret" not in str(exc_info.value)
    assert exc_info.value.__cause__ is None
    assert exc_info.value.__suppress_context__


def test_the_error_without_a_home_directory_names_the_variables_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_CONFIG_HOME", "USERPROFILE", "APPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(
        "os.path.expanduser", lambda path: path
    )  # as for a user without an entry in the password database
    with pytest.raises(ConfigurationError, match=r"^HOME: expected a home directory .* XDG_CONFIG_HOME"):
        Accountability.from_profile("test")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xef\xbb\xbf[test]\n", "UTF-8 without a byte order mark, got one"),
        ("[test]\n".encode("utf-16"), "UTF-8 without a byte order mark, got one"),
        (b'[test]\nusername = "caf\xe9"\n', "expected UTF-8, got another encoding"),
        (b"[test\n", "expected TOML, got: .*line 1"),
    ],
)
def test_a_file_in_another_encoding_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes, message: str
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "accountability").mkdir()
    for file in (tmp_path / "accountability" / "profiles.toml", tmp_path / "corrections.toml"):
        file.write_bytes(content)
    with pytest.raises(ConfigurationError, match=rf"profiles\.toml: .*{message}"):
        Accountability.from_profile("test")
    with pytest.raises(ConfigurationError, match=rf"^corrections: .*corrections\.toml: .*{message}"):
        Accountability(ApiToken("t"), corrections=tmp_path / "corrections.toml")


def test_a_value_that_xml_cannot_hold_is_an_error_of_this_package(client: Make, service: Service) -> None:
    service.on("POST", "/Service.svc/job", response(1))
    with pytest.raises(AccountabilityError, match="JobDescription: expected text without control characters"):
        client().legacy.jobs.create(job_description="\x00", format="xml")
    assert service.requests == []
